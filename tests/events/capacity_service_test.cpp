#include "engine/events/capacity_service.hpp"

#include <sstream>

#include "tests/events/fixture.hpp"

using namespace tagwerk;
using events::PoolLimit;
using test::code_of;
using test::fields_of;

namespace {

struct CapacityFixture : test::Fixture {
  events::Event event = make_event();

  events::Capacity get() { return capacity.get(call(), event.id).value(); }
  core::Result<events::Capacity> put(const std::vector<PoolLimit>& limits, const core::ExpectedVersion& version = {}) {
    return capacity.put(call(), event.id, limits, version);
  }
};

std::string number(const std::optional<std::int64_t>& value) { return value ? std::to_string(*value) : "-"; }

// "participants 250+10 c3 h1 w0 a256; companies - c1 h0 w0 a-"
std::string text_of(const events::Capacity& capacity) {
  std::ostringstream text;
  for (const auto& pool : capacity.pools) {
    text << (text.tellp() > 0 ? "; " : "") << pool.key << " " << number(pool.limit);
    if (pool.overbook != 0) text << "+" << pool.overbook;
    text << " c" << pool.confirmed << " h" << pool.held << " w" << pool.waitlisted << " a" << number(pool.available());
    if (pool.reserved != 0) text << " r" << pool.reserved;
    if (pool.why_none) text << " " << to_text(*pool.why_none);
  }
  return text.str();
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(capacity_service, CapacityFixture)

BOOST_AUTO_TEST_CASE(a_new_event_has_participants_and_companies_without_limits) {
  BOOST_TEST(text_of(get()) == "participants - c0 h0 w0 a-; companies - c0 h0 w0 a-");
  BOOST_TEST(get().version == 1);
}

BOOST_AUTO_TEST_CASE(limits_are_kept_in_the_order_listed_beside_their_counters) {
  take(event.id, "participants", 3, 1, 0);
  const auto done = put({{"hotel_rooms", 80, 0}, {"participants", 250, 10}, {"companies", 130, 0}}, 1).value();
  BOOST_TEST(text_of(done) ==
             "hotel_rooms 80 c0 h0 w0 a80; participants 250+10 c3 h1 w0 a256; companies 130 c0 h0 w0 a130");
  BOOST_TEST(done.version == 2);
  BOOST_TEST(text_of(get()) == text_of(done));
  BOOST_TEST(get().version == 2);
  BOOST_TEST(service.find(call(), event.id).value().version == 1);
  BOOST_TEST(trail(event.id.uuid).back().action == "capacity_changed");
  BOOST_TEST(trail(event.id.uuid).back().changes.size() == 3U);
  BOOST_TEST(trail(event.id.uuid).back().changes.back().after.value() == "250+10");
}

BOOST_AUTO_TEST_CASE(a_pool_that_is_not_listed_becomes_unlimited_and_keeps_its_counters) {
  BOOST_REQUIRE(put({{"hotel_rooms", 5, 2}, {"participants", 10, 0}}));
  take(event.id, "hotel_rooms", 6, 1, 4);
  BOOST_TEST(text_of(put({{"companies", 3, 0}}).value()) ==
             "companies 3 c0 h0 w0 a3; participants - c0 h0 w0 a-; hotel_rooms - c6 h1 w4 a-");
  BOOST_TEST(text_of(put({{"hotel_rooms", 9, 0}}).value()) ==
             "hotel_rooms 9 c6 h1 w4 a2 all_waited_for; participants - c0 h0 w0 a-; companies - c0 h0 w0 a-");
}

BOOST_AUTO_TEST_CASE(limits_are_taken_at_their_bounds_and_survive_the_database) {
  BOOST_TEST(text_of(put({{"participants", 2147483647, 2147483647}, {"companies", 0, 0}}).value()) ==
             "participants 2147483647+2147483647 c0 h0 w0 a4294967294; companies 0 c0 h0 w0 a0 full");
  BOOST_TEST(fields_of(put({{"participants", 2147483648, 0}, {"companies", -1, 0}}).error()) ==
             "/pools/0/limit out_of_range; /pools/1/limit out_of_range");
  BOOST_TEST(get().version == 2);
}

BOOST_AUTO_TEST_CASE(a_limit_below_the_places_taken_is_refused_for_every_pool_at_once) {
  take(event.id, "participants", 12, 3);
  take(event.id, "hotel_rooms", 5);
  BOOST_TEST(code_of(put({{"participants", 15, 0}})) == "ok");
  BOOST_TEST(code_of(put({{"participants", 12, 3}})) == "ok");
  const auto before = text_of(get());
  const auto refused = put({{"participants", 12, 0}, {"companies", 0, 0}, {"hotel_rooms", 4, 0}});
  BOOST_REQUIRE(!refused);
  BOOST_TEST((refused.error().kind() == core::ErrorKind::conflict));
  BOOST_TEST(refused.error().detail(core::Language::en) ==
             "capacity (12) of pool 'participants' must be at least the places taken (15)");
  BOOST_TEST(fields_of(refused.error()) == "/pools/0/limit capacity_below_taken; /pools/2/limit capacity_below_taken");
  BOOST_TEST(text_of(get()) == before);
}

BOOST_AUTO_TEST_CASE(the_version_is_that_of_the_limits_only) {
  BOOST_REQUIRE(put({{"participants", 50, 0}}, 1));
  take(event.id, "participants", 20);
  BOOST_TEST(get().version == 2);
  BOOST_TEST(code_of(put({{"participants", 60, 0}}, 1)) == "precondition_failed");
  const auto entries = trail(event.id.uuid).size();
  BOOST_TEST(put({{"participants", 50, 0}}, 2).value().version == 2);
  BOOST_TEST(trail(event.id.uuid).size() == entries);
  BOOST_TEST(put({{"participants", 60, 0}}, 2).value().version == 3);
  BOOST_TEST(get().version == 3);
}

BOOST_AUTO_TEST_CASE(raising_a_limit_gives_the_places_to_who_waits_in_the_same_unit) {
  BOOST_REQUIRE(put({{"participants", 2, 0}}));
  take(event.id, "participants", 2, 0, 3);
  BOOST_TEST(dependents.raised.empty());
  dependents.on_raised = [](storage::Transaction& tx, const core::EventId& id) {
    for (auto& row : events::lock_pools(tx, id)) {
      if (row.key != "participants") continue;
      BOOST_TEST(row.limit.value() == 4);
      row.confirmed = 4, row.waitlisted = 1;
      events::save_counters(tx, id, std::span(&row, 1));
    }
  };
  BOOST_TEST(text_of(put({{"participants", 4, 0}}).value()) ==
             "participants 4 c4 h0 w1 a0 full; companies - c0 h0 w0 a-");
  BOOST_TEST((dependents.raised == std::vector{event.id}));
}

BOOST_AUTO_TEST_CASE(nobody_is_promoted_when_no_pool_has_more_places) {
  BOOST_REQUIRE(put({{"participants", 5, 0}, {"companies", 5, 0}}));
  BOOST_REQUIRE(put({{"participants", 5, 0}, {"companies", 5, 0}}));
  BOOST_REQUIRE(put({{"companies", 5, 0}, {"participants", 5, 0}}));
  BOOST_REQUIRE(put({{"participants", 4, 1}, {"companies", 3, 0}}));
  BOOST_TEST(dependents.raised.empty());
  BOOST_REQUIRE(put({{"participants", 4, 1}}));
  BOOST_TEST(dependents.raised.size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_capacity_of_an_event_of_another_organization_does_not_exist) {
  BOOST_TEST(code_of(capacity.get(call_of(other), event.id)) == "not_found");
  BOOST_TEST(code_of(capacity.put(call_of(other), event.id, {{"participants", 0, 0}}, {})) == "not_found");
  BOOST_TEST(text_of(get()) == "participants - c0 h0 w0 a-; companies - c0 h0 w0 a-");
}

BOOST_AUTO_TEST_CASE(an_event_without_pool_rows_still_shows_both) {
  const auto bare = this->support::TestRows::event(series("bare"), 2016, "open");
  BOOST_TEST(text_of(capacity.get(call(), bare).value()) == "participants - c0 h0 w0 a-; companies - c0 h0 w0 a-");
}

BOOST_AUTO_TEST_SUITE_END()
