#include "engine/assignment/rooming_reasons.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

#include "engine/assignment/rooming_solver.hpp"
#include "tests/assignment/random_lodgings.hpp"

using namespace tagwerk::assignment;

namespace {

using Cause = RoomingReason::Cause;
using What = RoomingReason::What;

struct Lodging {
  Lodging() {
    problem.nights = 2;
    problem.guests.resize(4, Guest{.first_night = 0, .end_night = 2});
    problem.rooms = {{.kind = RoomKind::twin, .beds = 2}, {.kind = RoomKind::twin, .beds = 2}};
  }
  Cause only_cause(const std::vector<int>& rooms) const {
    const auto reasons = explain(problem, {rooms});
    BOOST_TEST_REQUIRE(reasons.size() == 1U);
    return reasons[0].cause;
  }
  RoomingProblem problem;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(rooming_reasons, Lodging)

BOOST_AUTO_TEST_CASE(why_somebody_has_no_room) {
  BOOST_TEST(explain(problem, {{0, 0, 1, 1}}).empty());
  problem.guests.push_back({.first_night = 0, .end_night = 2});
  BOOST_TEST((only_cause({0, 0, 1, 1, no_room}) == Cause::rooms_taken));
  problem.guests[4].needs_accessible = true;
  BOOST_TEST((only_cause({0, 0, 1, 1, no_room}) == Cause::no_accessible_room));
  problem.rooms[1].is_accessible = true;
  BOOST_TEST((only_cause({0, 0, 1, 1, no_room}) == Cause::accessible_rooms_taken));
  problem.guests[3].end_night = 1;
  problem.guests[4].first_night = 1;
  problem.apart = {{2, 4}};
  BOOST_TEST((only_cause({0, 0, 1, 1, no_room}) == Cause::only_beside_others));
  problem.guests[4].needs_accessible = false;
  for (auto& room : problem.rooms) room.nights = {true, false};
  for (auto& guest : problem.guests) guest.end_night = std::max(guest.first_night + 1, 1);
  BOOST_TEST((only_cause({0, 0, 1, 1, no_room}) == Cause::no_room_in_nights));
}

BOOST_AUTO_TEST_CASE(why_two_do_not_share) {
  problem.wishes = {{.guest = 0, .other = 2, .weight = 3}};
  BOOST_TEST((only_cause({0, 0, 1, 1}) == Cause::further_room_needed));
  problem.guests[0].needs_accessible = true;
  problem.rooms[0].is_accessible = true;
  BOOST_TEST((only_cause({0, 0, 1, 1}) == Cause::accessible_rooms_taken));
  problem.guests[0].needs_accessible = false;
  const auto reasons = explain(problem, {{0, 0, no_room, 1}});
  BOOST_TEST_REQUIRE(reasons.size() == 2U);
  BOOST_TEST((reasons[1].cause == Cause::has_no_room && reasons[1].about == 2));
}

BOOST_AUTO_TEST_CASE(reasons_that_no_plan_can_change_come_first) {
  problem.wishes = {{.guest = 0, .other = 2, .weight = 3}};
  problem.apart = {{2, 0}};
  BOOST_TEST((only_cause({0, 0, 1, 1}) == Cause::must_not_share));
  problem.apart.clear();
  problem.guests[0].same_gender_only = true;
  problem.guests[0].gender = problem.guests[1].gender = Gender::female;
  BOOST_TEST((only_cause({0, 0, 1, 1}) == Cause::gender));
  problem.guests[0].same_gender_only = false;
  problem.guests[0].end_night = 1;
  problem.guests[2].first_night = 1;
  BOOST_TEST((only_cause({0, 0, 1, 1}) == Cause::never_meet));
  problem.guests[0].end_night = 2;
  for (auto& room : problem.rooms) room.kind = RoomKind::double_bed;
  problem.wishes[0].weight = 1;
  BOOST_TEST((only_cause({0, 1, 1, 0}) == Cause::no_room_suits_both));
}

BOOST_AUTO_TEST_CASE(other_wishes_and_what_is_fixed_are_named) {
  problem.wishes = {{.guest = 0, .other = 2}, {.guest = 1, .other = 0}};
  const auto reasons = explain(problem, {{0, 0, 1, 1}});
  BOOST_TEST_REQUIRE(reasons.size() == 1U);
  BOOST_TEST((reasons[0].what == What::share && reasons[0].cause == Cause::other_wish_met));
  BOOST_TEST(reasons[0].about == 1);
  problem.fixed = {0, no_room, 1, no_room};
  BOOST_TEST((only_cause({0, 0, 1, 1}) == Cause::fixed));
}

BOOST_AUTO_TEST_CASE(why_somebody_is_not_alone) {
  problem.guests[0].alone_weight = 2;
  BOOST_TEST((only_cause({0, 0, 1, 1}) == Cause::further_room_needed));
  problem.wishes = {{.guest = 1, .other = 0}};
  BOOST_TEST((only_cause({0, 0, 1, 1}) == Cause::other_wish_met));
  problem.fixed = {0, 0, no_room, no_room};
  BOOST_TEST((only_cause({0, 0, 1, 1}) == Cause::fixed));
  // Who is alone is a reason for who asked for them.
  problem.fixed.clear();
  problem.guests.pop_back();
  const auto reasons = explain(problem, {{0, 1, 1}});
  BOOST_TEST_REQUIRE(reasons.size() == 1U);
  BOOST_TEST((reasons[0].cause == Cause::other_is_alone && reasons[0].about == 0));
}

BOOST_AUTO_TEST_CASE(each_thing_that_a_plan_lacks_has_one_reason_in_both_languages) {
  std::set<Cause> seen;
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    const auto tiny = test::tiny_lodging(seed);
    const auto outcome = solve_rooming(tiny, seed, {.moves_per_head = 50});
    if (!outcome.plan) continue;
    RoomingScore told;
    for (const auto& reason : explain(tiny, *outcome.plan)) {
      told.without_room += reason.what == What::room ? 1 : 0;
      told.unmet += reason.weight;
      seen.insert(reason.cause);
      BOOST_TEST(!words_of(reason.cause).en.empty());
      BOOST_TEST(!words_of(reason.cause).de.empty());
      const bool names_about = words_of(reason.cause).en.find("{about}") != std::string_view::npos;
      BOOST_TEST((!names_about || reason.about >= 0));
      const bool names_other = words_of(reason.cause).en.find("{other}") != std::string_view::npos;
      BOOST_TEST((!names_other || reason.other >= 0));
    }
    BOOST_TEST(told.without_room == outcome.score.without_room);
    BOOST_TEST(told.unmet == outcome.score.unmet);
  }
  BOOST_TEST(seen.size() >= 12U);
}

BOOST_AUTO_TEST_SUITE_END()
