#include "engine/registration/door_watch.hpp"

#include <atomic>
#include <chrono>
#include <mutex>
#include <sstream>
#include <thread>

#include "tests/registration/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using namespace std::chrono_literals;
using registration::DoorState;
using registration::DoorWatch;

namespace {

constexpr storage::WatchPace quick{.look_every = 10ms, .sign_of_life_after = 60'000ms};

struct DoorFixture : RegistrationFixture {
  core::FixedClock clock{now};
  std::mutex mutex;
  std::ostringstream heard;

  DoorWatch::Tell listener() {
    return [this](const DoorState* door) {
      const std::lock_guard lock(mutex);
      if (door == nullptr) {
        heard << "alive ";
      } else {
        const auto& list = door->lists.front();
        heard << list.checked_in << "/" << list.registered << (door->is_over() ? " over " : " ");
      }
      return true;
    };
  }
  std::string so_far() {
    const std::lock_guard lock(mutex);
    return heard.str();
  }
  void wait_for(const std::string& text) {
    for (int i = 0; i < 500 && so_far() != text; ++i) std::this_thread::sleep_for(10ms);
    BOOST_TEST(so_far() == text);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(door_watch, DoorFixture)

BOOST_AUTO_TEST_CASE(who_follows_a_door_is_told_at_once_at_every_change_and_when_it_is_over) {
  const auto group = enter(2).value();
  DoorWatch watch(database(), clock, quick);
  BOOST_TEST_REQUIRE(watch.follow(call(), event, listener()).has_value());
  BOOST_TEST(so_far() == "0/2 ");
  BOOST_REQUIRE(scan(group.participants[0].ticket_code));
  wait_for("0/2 1/2 ");
  // Another event's door is none of it.
  const auto elsewhere = make_event();
  const auto stranger = service.register_group(call(), elsewhere, DoorFixture::group(company, 1)).value();
  BOOST_REQUIRE(check_ins.check_in(call(), elsewhere,
                                   {.ticket_code = stranger.participants[0].ticket_code,
                                    .direction = registration::Direction::entry,
                                    .at = {},
                                    .nonce = {},
                                    .forced = false}));
  std::this_thread::sleep_for(60ms);
  BOOST_TEST(so_far() == "0/2 1/2 ");
  set_status(event, events::EventStatus::completed);
  wait_for("0/2 1/2 1/2 over ");
  for (int i = 0; i < 300 && watch.followers() > 0; ++i) std::this_thread::sleep_for(10ms);
  BOOST_TEST(watch.followers() == 0u);
}

BOOST_AUTO_TEST_CASE(of_a_door_that_is_over_there_is_the_end_alone) {
  set_status(event, events::EventStatus::cancelled);
  DoorWatch watch(database(), clock, quick);
  BOOST_TEST_REQUIRE(watch.follow(call(), event, listener()).has_value());
  BOOST_TEST(so_far() == "0/0 over ");
  BOOST_TEST(watch.followers() == 0u);
}

BOOST_AUTO_TEST_CASE(another_organizations_door_does_not_exist) {
  DoorWatch watch(database(), clock, quick);
  const auto refused = watch.follow(call_of(other), event, listener());
  BOOST_TEST_REQUIRE(!refused);
  BOOST_TEST(refused.error().code().code == "not_found");
  BOOST_TEST(so_far() == "");
}

BOOST_AUTO_TEST_CASE(who_is_told_nothing_for_a_while_gets_a_sign_of_life_and_goes_when_he_does_not_want_it) {
  DoorWatch watch(database(), clock, {.look_every = 5ms, .sign_of_life_after = 5ms});
  std::atomic<int> signs = 0;
  BOOST_TEST_REQUIRE(watch
                         .follow(call(), event,
                                 [&](const DoorState* door) {
                                   if (door == nullptr) ++signs;
                                   return signs < 2;
                                 })
                         .has_value());
  for (int i = 0; i < 300 && watch.followers() > 0; ++i) std::this_thread::sleep_for(10ms);
  BOOST_TEST(watch.followers() == 0u);
  BOOST_TEST(signs == 2);
}

BOOST_AUTO_TEST_CASE(one_organization_follows_fifty_times_at_once) {
  DoorWatch watch(database(), clock, {.look_every = 60'000ms, .sign_of_life_after = 60'000ms});
  for (std::size_t i = 0; i < storage::WatchLimits::max_followers_of_organization; ++i)
    BOOST_TEST_REQUIRE(watch.follow(call(), event, [](const DoorState*) { return true; }).has_value());
  const auto refused = watch.follow(call(), event, [](const DoorState*) { return true; });
  BOOST_TEST_REQUIRE(!refused);
  BOOST_TEST(refused.error().code().code == "too_many_streams");
}

BOOST_AUTO_TEST_SUITE_END()
