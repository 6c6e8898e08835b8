#include "engine/assignment/rooming.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "engine/assignment/assignment_errors.hpp"
#include "engine/assignment/indices.hpp"

namespace tagwerk::assignment {
namespace {

core::Result<> check_guest(const RoomingProblem& problem, int index) {
  const auto& guest = problem.guests[at(index)];
  const auto name = " of guest " + std::to_string(index + 1);
  auto done = check_number("the first night" + name, guest.first_night + 1LL, 1, problem.nights);
  if (done) done = check_number("the end" + name, guest.end_night, guest.first_night + 1, problem.nights);
  if (done) done = check_number("the wish to be alone" + name, guest.alone_weight, 0, max_weight);
  return done;
}

core::Result<> check_room(const RoomingProblem& problem, int index) {
  const auto& room = problem.rooms[at(index)];
  const auto name = " of room " + std::to_string(index + 1);
  auto done = check_number("the number of beds" + name, room.beds, 1, max_beds);
  if (done) done = check_number("the cost" + name, room.cost_per_night, 0, max_cost_per_night);
  if (done && !room.nights.empty() && count_of(room.nights) != problem.nights)
    return senseless("the list of nights" + name, count_of(room.nights), "as long as there are nights, or empty");
  return done;
}

core::Result<> check_pair(const RoomingProblem& problem, const std::string& what, int one, int other) {
  const auto guests = count_of(problem.guests);
  auto done = check_number("a guest of " + what, one + 1LL, 1, guests);
  if (done) done = check_number("a guest of " + what, other + 1LL, 1, guests);
  if (done && one == other) return senseless("a guest of " + what, one + 1LL, "another than themselves");
  return done;
}

}  // namespace

core::Result<> check_problem(const RoomingProblem& problem) {
  auto done = check_number("the number of nights", problem.nights, 1, max_nights);
  if (done) done = check_number("the number of guests", count_of(problem.guests), 0, max_guests);
  if (done) done = check_number("the number of rooms", count_of(problem.rooms), 0, max_rooms);
  if (done) done = check_number("the number of wishes", count_of(problem.wishes), 0, max_wishes);
  for (int guest = 0; done && guest < count_of(problem.guests); ++guest) done = check_guest(problem, guest);
  for (int room = 0; done && room < count_of(problem.rooms); ++room) done = check_room(problem, room);
  std::set<std::pair<int, int>> seen;
  for (const auto& wish : problem.wishes) {
    if (done) done = check_pair(problem, "a wish", wish.guest, wish.other);
    if (done) done = check_number("the weight of a wish", wish.weight, 1, max_weight);
    if (!done) return done;
    if (!seen.emplace(wish.guest, wish.other).second)
      return senseless("the other guest of a wish", wish.other + 1LL, "given once");
  }
  for (const auto& [one, other] : problem.apart) {
    if (done) done = check_pair(problem, "a pair that must not share", one, other);
  }
  if (!done || problem.fixed.empty()) return done;
  if (problem.fixed.size() != problem.guests.size())
    return senseless("the list of fixed rooms", count_of(problem.fixed), "as long as there are guests, or empty");
  for (const int room : problem.fixed) {
    if (done && room != no_room) done = check_number("a fixed room", room + 1LL, 1, count_of(problem.rooms));
  }
  return done;
}

Rooming only_fixed(const RoomingProblem& problem) {
  Rooming plan{.rooms = problem.fixed};
  plan.rooms.resize(problem.guests.size(), no_room);
  return plan;
}

}  // namespace tagwerk::assignment
