#include "engine/registration/registration_dependents.hpp"

#include "engine/events/capacity_store.hpp"
#include "tests/registration/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using events::EventStatus;

BOOST_FIXTURE_TEST_SUITE(registration_dependents, RegistrationFixture)

BOOST_AUTO_TEST_CASE(cancelling_an_event_cancels_all_that_hangs_on_it) {
  limit({{"participants", 3, 0}, {"hotel_rooms", 1, 0}});
  const auto confirmed = enter(company, 2, WaitlistPolicy::none, 1).value();
  const auto partly = enter(2, WaitlistPolicy::partial, 1).value();
  const auto gone = enter(1, WaitlistPolicy::all_or_nothing).value();
  BOOST_REQUIRE(service.cancel(call(), gone.id));
  const auto elsewhere = make_event();
  const auto untouched = service.register_group(call(), elsewhere, group(company, 1)).value();
  BOOST_REQUIRE(scan(confirmed.participants[0].ticket_code));
  database().transact(nullptr, [&](storage::Transaction& tx) {
    auto rows = events::lock_pools(tx, event);
    rows[0].held = 1;
    events::save_counters(tx, event, std::span(rows.data(), 1));
    return true;
  });
  observer.take();
  later(1);
  set_status(event, EventStatus::cancelled);

  BOOST_TEST(text_of(read(confirmed.id)) == "cancelled 0+0 hotel_rooms 0+0; cancelled cancelled");
  BOOST_TEST(text_of(read(partly.id)) == "cancelled 0+0 hotel_rooms 0+0; cancelled cancelled");
  BOOST_TEST((read(partly.id).cancelled_at.value() == now));
  BOOST_TEST(read(partly.id).version == 2);
  BOOST_TEST((read(gone.id).cancelled_at.value() < now));
  BOOST_TEST(read(gone.id).version == 2);
  BOOST_TEST(text_of(read(untouched.id)) == "confirmed 1+0; confirmed");
  BOOST_TEST(trail(partly.id.uuid) == "created cancelled");
  BOOST_TEST(trail(gone.id.uuid) == "created cancelled");
  BOOST_TEST(observer.take() >= 1);
  BOOST_TEST(places() == "participants 0+0/3; hotel_rooms 0+0/1; companies 0+0");
  BOOST_TEST(count("select sum(held) from capacity_pools", {}) == 0);
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(an_event_with_registrations_or_scans_cannot_be_deleted) {
  BOOST_TEST(refusal(events.remove(call(), make_event(), {})) == "none");
  const auto made = enter(company, 1).value();
  BOOST_TEST(detail(events.remove(call(), event, {})).find("1 registration.") != std::string::npos);
  BOOST_REQUIRE(enter(company, 1));
  BOOST_REQUIRE(scan(made.participants[0].ticket_code));
  BOOST_TEST(detail(events.remove(call(), event, {})).find("2 registrations, 1 check-in.") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
