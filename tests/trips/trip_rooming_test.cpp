// From travellers, rooms and wishes to a problem of engine/assignment and back.
#include "engine/trips/trip_rooming.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/assignment/indices.hpp"
#include "engine/assignment/rooming_solver.hpp"
#include "engine/trips/lodging_report.hpp"
#include "tests/assignment/random_lodgings.hpp"
#include "tests/support/refusal.hpp"
#include "tests/trips/lodging_of.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using namespace tagwerk::trips;
using assignment::at;
using assignment::no_room;

namespace {

using Wishes = std::vector<std::tuple<int, int, int>>;

Wishes in_order(const assignment::RoomingProblem& problem) {
  Wishes wishes;
  for (const auto& one : problem.wishes) wishes.emplace_back(one.guest, one.other, one.weight);
  std::ranges::sort(wishes);
  return wishes;
}

std::vector<std::pair<int, int>> pairs_of(const assignment::RoomingProblem& problem) {
  std::vector<std::pair<int, int>> pairs;
  for (const auto& [one, other] : problem.apart) pairs.emplace_back(std::min(one, other), std::max(one, other));
  std::ranges::sort(pairs);
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

bool is_same(const assignment::Guest& one, const assignment::Guest& other) {
  return one.first_night == other.first_night && one.end_night == other.end_night && one.gender == other.gender &&
         one.same_gender_only == other.same_gender_only && one.needs_accessible == other.needs_accessible &&
         one.alone_weight == other.alone_weight;
}

bool is_same(const assignment::Room& one, const assignment::Room& other) {
  return one.kind == other.kind && one.places() == other.places() && one.is_accessible == other.is_accessible &&
         one.cost_per_night == other.cost_per_night && one.nights == other.nights;
}

// The most guests that a room has in a night beyond its places, counted from what is told.
int most_too_many(const LodgingReport& report) {
  std::map<std::pair<std::string, core::Date>, int> taken;
  for (const auto& one : report.guests) {
    if (!one.room) continue;
    for (auto night = one.first_night; night <= one.last_night; night += boost::gregorian::days(1))
      ++taken[{*one.room, night}];
  }
  int most = 0;
  for (const auto& [where, guests] : taken) most = std::max(most, guests - report.lodging.room(where.first)->places());
  return most;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(trip_rooming)

BOOST_AUTO_TEST_CASE(a_lodging_is_the_problem_that_it_was_made_of) {
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    BOOST_TEST_CONTEXT("tiny_lodging(" << seed << ")") {
      const auto problem = assignment::test::tiny_lodging(seed);
      const auto trip = trip_of(problem);
      const auto made = case_of(trip, trip.lodgings.at(0)).value();
      BOOST_TEST_REQUIRE(made.problem.guests.size() == problem.guests.size());
      BOOST_TEST_REQUIRE(made.problem.rooms.size() == problem.rooms.size());
      BOOST_TEST(made.problem.nights == problem.nights);
      for (std::size_t i = 0; i < problem.guests.size(); ++i) {
        BOOST_TEST(is_same(made.problem.guests[i], problem.guests[i]));
        BOOST_TEST(made.problem.fixed_room(static_cast<int>(i)) == problem.fixed_room(static_cast<int>(i)));
      }
      for (std::size_t i = 0; i < problem.rooms.size(); ++i)
        BOOST_TEST(is_same(made.problem.rooms[i], problem.rooms[i]));
      BOOST_TEST((in_order(made.problem) == in_order(problem)));
      BOOST_TEST((pairs_of(made.problem) == pairs_of(problem)));
    }
  }
}

BOOST_AUTO_TEST_CASE(no_bed_is_given_twice_in_what_is_told_of_a_plan) {
  rc::check("every plan, as it is told, has a bed for each", [] {
    const auto problem = *rc::gen::arbitrary<bool>()
                             ? assignment::test::tiny_lodging(*rc::gen::inRange<std::uint32_t>(0, 100'000))
                             : assignment::test::trip(*rc::gen::inRange<std::uint32_t>(0, 100'000), 40);
    auto trip = trip_of(problem);
    const auto& lodging = trip.lodgings.at(0);
    const auto made = case_of(trip, lodging).value();
    const auto outcome = assignment::solve_rooming(made.problem, 1, {.moves_per_head = 100, .proof_steps = 1'000});
    if (!outcome.plan) return;
    const auto fixed = std::count_if(trip.beds.begin(), trip.beds.end(), [](const Bed& bed) { return bed.fixed; });
    trip.beds = beds_of(made, *outcome.plan);
    const auto report = report_of(trip, lodging);
    RC_ASSERT(most_too_many(report) == 0);
    RC_ASSERT(report.broken_rules.empty());
    RC_ASSERT(fixed == std::count_if(report.guests.begin(), report.guests.end(),
                                     [](const ToldGuest& one) { return one.fixed; }));
    RC_ASSERT(!report.score || *report.score == outcome.score);
  });
}

BOOST_AUTO_TEST_CASE(stays_are_cut_to_the_nights_of_the_lodging) {
  assignment::RoomingProblem problem;
  problem.nights = 3;
  problem.guests.resize(4, {.first_night = 0, .end_night = 3});
  auto trip = trip_of(problem);
  const auto day = [](unsigned short d) { return core::Date(2016, 11, d); };
  const auto stay = [&](std::size_t guest, std::optional<core::Date> first, std::optional<core::Date> last) {
    trip.guests[guest].wishes.stays = {{.lodging = "hotel", .first_night = first, .last_night = last}};
  };
  stay(0, day(1), day(30));
  stay(1, day(7), {});
  stay(2, {}, day(6));
  stay(3, day(9), day(12));  // never
  const auto guests = guests_in(trip, trip.lodgings[0]);
  BOOST_TEST_REQUIRE(guests.size() == 3u);
  BOOST_TEST((guests[0].first_night == 0 && guests[0].end_night == 3));
  BOOST_TEST((guests[1].first_night == 1 && guests[1].end_night == 3));
  BOOST_TEST((guests[2].first_night == 0 && guests[2].end_night == 1));
  // Where it is not for everybody, only who has a stay there is a guest.
  trip.lodgings[0].for_everybody = false;
  trip.guests[1].wishes.stays.clear();
  BOOST_TEST(guests_in(trip, trip.lodgings[0]).size() == 2u);
}

BOOST_AUTO_TEST_CASE(what_is_said_of_who_is_no_guest_does_not_count) {
  assignment::RoomingProblem problem;
  problem.guests.resize(3);
  problem.rooms = {{.kind = assignment::RoomKind::twin, .beds = 2}};
  problem.wishes = {{.guest = 0, .other = 2}, {.guest = 0, .other = 1}};
  problem.apart = {{1, 2}};
  problem.fixed = {no_room, no_room, 0};
  auto trip = trip_of(problem);
  trip.guests.pop_back();  // who does not come any more
  const auto made = case_of(trip, trip.lodgings[0]).value();
  BOOST_TEST(made.problem.wishes.size() == 1u);
  BOOST_TEST(made.problem.apart.empty());
  BOOST_TEST((made.problem.fixed == std::vector<int>{no_room, no_room}));
}

BOOST_AUTO_TEST_CASE(too_much_and_what_is_missing_is_refused) {
  assignment::RoomingProblem problem;
  problem.nights = assignment::max_nights + 1;
  auto trip = trip_of(problem);
  BOOST_TEST(detail(case_of(trip, trip.lodgings[0])) == "63 nights are more than 62.");
  BOOST_TEST(case_of(trip, trip.lodgings[0]).error().detail(core::Language::de) == "63 Nächte sind mehr als 62.");
  problem.nights = 1;
  problem.guests.resize(assignment::max_guests + 1);
  trip = trip_of(problem);
  BOOST_TEST(detail(case_of(trip, trip.lodgings[0])) == "1001 guests are more than 1000.");
  problem.guests.resize(assignment::max_guests);
  for (int guest = 0; guest < assignment::max_guests; ++guest) {
    for (int other = 0; other < 6; ++other) {
      if (guest != other) problem.wishes.push_back({.guest = guest, .other = other});
    }
  }
  trip = trip_of(problem);
  BOOST_TEST(detail(case_of(trip, trip.lodgings[0])) == "5994 wishes are more than 5000.");
  trip.lodgings[0].title.reset();
  trip.lodgings[0].nights.clear();
  BOOST_TEST(refusal(case_of(trip, trip.lodgings[0])) == "lodging_missing");
  BOOST_TEST(report_of(trip, trip.lodgings[0]).guests.empty());
}

BOOST_AUTO_TEST_CASE(rules_and_reasons_are_told_with_names) {
  assignment::RoomingProblem problem;
  problem.nights = 2;
  problem.guests.resize(3, {.first_night = 0, .end_night = 2});
  problem.guests[2].needs_accessible = true;
  problem.rooms = {{.kind = assignment::RoomKind::single}};
  problem.wishes = {{.guest = 0, .other = 1}};
  auto trip = trip_of(problem);
  const auto give = [&](int guest) {
    trip.beds.push_back({.lodging = "hotel", .guest = trip.guests[at(guest)].id, .room = "r0", .fixed = false});
  };
  give(0);
  auto report = report_of(trip, trip.lodgings[0]);
  BOOST_TEST(report.broken_rules.empty());
  std::string told;
  for (const auto& one : report.explanations) told += one.en + "\n";
  BOOST_TEST(
      told ==
      "Gast 1 Beispiel has no room: all rooms that would do for Gast 1 Beispiel are taken\n"
      "Gast 2 Beispiel has no room: there is no accessible room in the nights of Gast 2 Beispiel\n"
      "Gast 0 Beispiel does not share with Gast 1 Beispiel: no room suits Gast 0 Beispiel and Gast 1 Beispiel together\n");
  BOOST_TEST(report.explanations[0].de ==
             "Gast 1 Beispiel hat kein Zimmer: alle Zimmer, die für Gast 1 Beispiel passen, sind belegt");
  give(1);
  report = report_of(trip, trip.lodgings[0]);
  BOOST_TEST_REQUIRE(report.broken_rules.size() == 2u);
  BOOST_TEST(report.broken_rules[0].en == "Zimmer r0 has more guests than beds in the night of 2016-11-06");
  BOOST_TEST(report.broken_rules[1].de == "Zimmer r0 hat in der Nacht vom 2016-11-07 mehr Gäste als Betten");
  BOOST_TEST(report.explanations.empty());
  BOOST_TEST(report.score->without_room == 1);
}

BOOST_AUTO_TEST_CASE(a_plan_of_one_lodging_does_not_depend_on_another) {
  auto trip = trip_of(assignment::test::tiny_lodging(11));
  const auto before = only(trip, "hotel");
  Lodging other;
  other.key = "inn";
  other.version = 7;
  trip.lodgings.push_back(other);
  trip.beds.push_back({.lodging = "inn", .guest = {}, .room = "r0", .fixed = true});
  BOOST_TEST((only(trip, "hotel") == before));
  ++trip.lodgings[0].version;
  BOOST_TEST((only(trip, "hotel") != before));
}

BOOST_AUTO_TEST_SUITE_END()
