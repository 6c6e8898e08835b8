// Each rule by itself: one plan that keeps it, and one that breaks nothing else.
#include "engine/assignment/rooming_checker.hpp"

#include <boost/test/unit_test.hpp>

using namespace tagwerk::assignment;

namespace {

using Rule = RoomingViolation::Rule;

// Four guests for three nights; a single room, a double one and a twin.
RoomingProblem lodging() {
  RoomingProblem problem;
  problem.nights = 3;
  problem.guests.resize(4, Guest{.first_night = 0, .end_night = 3});
  problem.rooms = {{.kind = RoomKind::single, .beds = 1, .cost_per_night = 50},
                   {.kind = RoomKind::double_bed, .beds = 1, .cost_per_night = 70},
                   {.kind = RoomKind::twin, .beds = 2, .cost_per_night = 80}};
  return problem;
}

void expect(const RoomingProblem& problem, const std::vector<int>& rooms,
            const std::vector<RoomingViolation>& violations) {
  BOOST_TEST_REQUIRE(check_problem(problem).has_value());
  BOOST_TEST((check_rooming(problem, {rooms}) == violations));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rooming_checker)

BOOST_AUTO_TEST_CASE(rooms_exist_and_every_guest_is_in_the_list) {
  expect(lodging(), {0, 1, 2, no_room}, {});
  expect(lodging(), {0, 1, 2}, {{.rule = Rule::known_rooms}});
  expect(lodging(), {0, 1, 2, 3}, {{.rule = Rule::known_rooms, .guest = 3, .other = -1, .room = 3}});
  expect(lodging(), {0, 1, 2, -2}, {{.rule = Rule::known_rooms, .guest = 3, .other = -1, .room = -2}});
}

BOOST_AUTO_TEST_CASE(what_is_fixed_is_kept) {
  auto problem = lodging();
  problem.fixed = {no_room, 2, no_room, no_room};
  expect(problem, {0, 2, 2, 1}, {});
  expect(problem, {2, 0, 2, 1}, {{.rule = Rule::fixed, .guest = 1, .other = -1, .room = 2}});
}

BOOST_AUTO_TEST_CASE(a_room_is_had_only_in_its_nights) {
  auto problem = lodging();
  problem.rooms[2].nights = {true, true, false};
  problem.guests[0].end_night = 2;
  expect(problem, {2, 0, 1, no_room}, {});
  expect(problem, {1, 0, 2, no_room}, {{.rule = Rule::room_nights, .guest = 2, .other = -1, .room = 2, .night = 2}});
}

BOOST_AUTO_TEST_CASE(who_needs_an_accessible_room_has_one) {
  auto problem = lodging();
  problem.guests[0].needs_accessible = true;
  problem.rooms[1].is_accessible = true;
  expect(problem, {1, 0, 2, 2}, {});
  expect(problem, {0, 1, 2, 2}, {{.rule = Rule::accessible, .guest = 0, .other = -1, .room = 0}});
}

BOOST_AUTO_TEST_CASE(no_bed_is_given_twice_in_a_night) {
  auto problem = lodging();
  expect(problem, {0, 2, 2, 1}, {});
  problem.guests[0].end_night = 2;
  problem.guests[1].first_night = 1;
  expect(problem, {0, 0, 2, 2}, {{.rule = Rule::beds, .guest = -1, .other = -1, .room = 0, .night = 1}});
  problem.guests[1].first_night = 2;
  expect(problem, {0, 0, 2, 2}, {});
  // A bed that one guest leaves is another's from that night on.
  expect(problem, {2, 2, 2, 0}, {});
}

BOOST_AUTO_TEST_CASE(one_bed_is_for_two_who_both_ask) {
  auto problem = lodging();
  problem.wishes = {{.guest = 0, .other = 1}, {.guest = 1, .other = 0}, {.guest = 2, .other = 3}};
  expect(problem, {1, 1, 2, 2}, {});
  expect(problem, {2, 2, 1, 1}, {{.rule = Rule::shared_bed, .guest = 2, .other = 3, .room = 1, .night = 0}});
}

BOOST_AUTO_TEST_CASE(who_must_not_share_does_not) {
  auto problem = lodging();
  problem.apart = {{3, 2}};
  expect(problem, {2, 0, 2, 1}, {});
  expect(problem, {0, 1, 2, 2}, {{.rule = Rule::apart, .guest = 2, .other = 3, .room = 2, .night = 0}});
}

BOOST_AUTO_TEST_CASE(genders_are_known_to_be_the_same_where_one_asks_for_it) {
  auto problem = lodging();
  problem.guests[2].gender = Gender::female;
  problem.guests[3].gender = Gender::male;
  expect(problem, {0, 1, 2, 2}, {});
  problem.guests[2].same_gender_only = true;
  const RoomingViolation violation{.rule = Rule::gender, .guest = 2, .other = 3, .room = 2, .night = 0};
  expect(problem, {0, 1, 2, 2}, {violation});
  problem.guests[3].gender.reset();
  expect(problem, {0, 1, 2, 2}, {violation});
  problem.guests[2].gender.reset();
  expect(problem, {0, 1, 2, 2}, {violation});
  problem.guests[2].gender = problem.guests[3].gender = Gender::female;
  expect(problem, {0, 1, 2, 2}, {});
}

BOOST_AUTO_TEST_CASE(the_score_counts_guests_wishes_and_nights_in_which_somebody_is_there) {
  auto problem = lodging();
  problem.wishes = {{.guest = 0, .other = 1, .weight = 2}, {.guest = 1, .other = 3, .weight = 3}};
  problem.guests[2].alone_weight = 5;
  problem.guests[2].first_night = 1;
  const auto score = [&](std::vector<int> rooms) { return score_of(problem, {std::move(rooms)}); };
  BOOST_TEST((score({2, 2, 0, 1}) == RoomingScore{.without_room = 0, .unmet = 3, .cost = 3 * 80 + 2 * 50 + 3 * 70}));
  BOOST_TEST((score({0, 1, 2, 2}) == RoomingScore{.without_room = 0, .unmet = 10, .cost = 3 * 200}));
  BOOST_TEST((score({2, 2, no_room, 1}) == RoomingScore{.without_room = 1, .unmet = 8, .cost = 3 * 150}));
  // In one room, but never in the same night: they do not share.
  problem.guests[0].end_night = 1;
  problem.guests[1].first_night = 1;
  BOOST_TEST((score({2, 2, 0, 1}).unmet == 5));
}

BOOST_AUTO_TEST_CASE(problems_that_make_no_sense_are_refused) {
  const auto refused = [](auto change) {
    auto problem = lodging();
    change(problem);
    return !check_problem(problem).has_value();
  };
  BOOST_TEST(refused([](auto& p) { p.nights = 0; }));
  BOOST_TEST(refused([](auto& p) { p.guests[1].end_night = 4; }));
  BOOST_TEST(refused([](auto& p) { p.guests[1].first_night = 3; }));
  BOOST_TEST(refused([](auto& p) { p.guests[1].end_night = 0; }));
  BOOST_TEST(refused([](auto& p) { p.guests[1].alone_weight = -1; }));
  BOOST_TEST(refused([](auto& p) { p.rooms[2].beds = 5; }));
  BOOST_TEST(refused([](auto& p) { p.rooms[2].cost_per_night = -1; }));
  BOOST_TEST(refused([](auto& p) { p.rooms[2].nights = {true}; }));
  BOOST_TEST(refused([](auto& p) { p.wishes = {{.guest = 0, .other = 4}}; }));
  BOOST_TEST(refused([](auto& p) { p.wishes = {{.guest = 0, .other = 0}}; }));
  BOOST_TEST(refused([](auto& p) { p.wishes = {{.guest = 0, .other = 1, .weight = 0}}; }));
  BOOST_TEST(refused([](auto& p) { p.wishes = {{.guest = 0, .other = 1}, {.guest = 0, .other = 1}}; }));
  BOOST_TEST(refused([](auto& p) { p.apart = {{-1, 2}}; }));
  BOOST_TEST(refused([](auto& p) { p.fixed = {0}; }));
  BOOST_TEST(refused([](auto& p) { p.fixed = {0, 1, 2, 3}; }));
}

BOOST_AUTO_TEST_SUITE_END()
