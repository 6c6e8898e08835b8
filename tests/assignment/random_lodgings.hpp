// Purpose: lodgings made up for tests: like a real trip's, or small enough to try every plan. The same seed gives the same one.
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <set>
#include <utility>

#include "engine/assignment/indices.hpp"
#include "engine/assignment/rooming.hpp"

namespace tagwerk::assignment::test {

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}

  /// From min to before end, which is greater.
  int number(int min, int end) {
    return min + static_cast<int>(engine_() % static_cast<std::uint32_t>(std::max(1, end - min)));
  }
  bool one_in(int n) { return number(0, n) == 0; }

 private:
  std::mt19937 engine_;
};

/// Rooms of a hotel for so many guests, somewhat too few of the cheap ones: of all kinds, a few of them accessible.
inline void add_rooms(RoomingProblem& problem, int guests) {
  const auto add = [&](int rooms, const Room& room) {
    for (int i = 0; i < rooms; ++i) problem.rooms.push_back(room);
  };
  const int share = guests / 40;
  add(5 * share, {.kind = RoomKind::single, .cost_per_night = 9'500});
  add(1 * share, {.kind = RoomKind::single, .is_accessible = true, .cost_per_night = 9'900});
  add(6 * share, {.kind = RoomKind::double_bed, .cost_per_night = 13'000});
  add(8 * share, {.kind = RoomKind::twin, .beds = 2, .cost_per_night = 12'800});
  add(2 * share, {.kind = RoomKind::twin, .beds = 2, .cost_per_night = 14'500});
  add(1 * share, {.kind = RoomKind::twin, .beds = 2, .is_accessible = true, .cost_per_night = 13'900});
  add(1 * share, {.kind = RoomKind::twin, .beds = 3, .cost_per_night = 17'700});
}

/// 40 guests for a week, or more for larger numbers: 15 wishes to share for each 40, some who would like to be alone, women and men
/// who share only with each other, some who come later or leave earlier.
inline RoomingProblem trip(std::uint32_t seed, int guests) {
  Dice dice(seed);
  RoomingProblem problem;
  problem.nights = 7;
  for (int index = 0; index < guests; ++index) {
    Guest guest{.first_night = 0, .end_night = problem.nights};
    if (dice.one_in(12)) guest.first_night = dice.number(1, 3);
    if (dice.one_in(10)) guest.end_night -= dice.number(1, 4);
    if (!dice.one_in(15)) guest.gender = dice.one_in(2) ? Gender::female : Gender::male;
    guest.same_gender_only = !dice.one_in(3);
    guest.needs_accessible = dice.one_in(30);
    if (dice.one_in(6)) guest.alone_weight = dice.number(1, 6);
    problem.guests.push_back(guest);
  }
  add_rooms(problem, guests);
  std::set<std::pair<int, int>> seen;
  while (static_cast<int>(problem.wishes.size()) < guests * 15 / 40) {
    const int guest = dice.number(0, guests);
    // Mostly somebody near in the list, as colleagues are.
    const int other = dice.one_in(4) ? dice.number(0, guests) : std::min(guests - 1, guest + dice.number(1, 3));
    if (guest == other || !seen.emplace(guest, other).second) continue;
    problem.wishes.push_back({.guest = guest, .other = other, .weight = dice.number(1, 6)});
    if (!dice.one_in(3) && seen.emplace(other, guest).second)
      problem.wishes.push_back({.guest = other, .other = guest, .weight = dice.number(1, 6)});
  }
  for (int pair = 0; pair < guests / 10; ++pair) {
    const int one = dice.number(0, guests);
    const int other = dice.number(0, guests);
    if (one != other) problem.apart.emplace_back(one, other);
  }
  return problem;
}

/// At most six guests and four rooms, with every rule in it now and then; what is fixed may break rules.
inline RoomingProblem tiny_lodging(std::uint32_t seed) {
  Dice dice(seed);
  RoomingProblem problem;
  problem.nights = dice.number(1, 4);
  const int guests = dice.number(0, 7);
  const int rooms = dice.number(0, 5);
  const bool has_genders = dice.one_in(2);
  const bool are_alike = dice.one_in(3);  // mostly: nobody is named, so that guests make classes
  for (int index = 0; index < guests; ++index) {
    Guest guest;
    guest.first_night = dice.one_in(2) ? 0 : dice.number(0, problem.nights);
    guest.end_night = dice.one_in(2) ? problem.nights : dice.number(guest.first_night + 1, problem.nights + 1);
    if (!dice.one_in(5)) guest.gender = static_cast<Gender>(dice.number(0, dice.one_in(4) ? 3 : 2));
    guest.same_gender_only = has_genders && dice.one_in(2);
    guest.needs_accessible = dice.one_in(6);
    if (are_alike && index > 0 && dice.one_in(2)) guest = problem.guests.back();
    if (dice.one_in(4)) guest.alone_weight = dice.number(1, 4);
    problem.guests.push_back(guest);
  }
  const int prices = dice.number(1, 4);
  for (int index = 0; index < rooms; ++index) {
    Room room;
    room.kind = static_cast<RoomKind>(dice.number(0, 3));
    room.beds = dice.one_in(2) ? 2 : dice.number(1, 5);
    room.is_accessible = dice.one_in(3);
    room.cost_per_night = 70 * dice.number(0, prices + 1);
    if (dice.one_in(5)) {
      for (int night = 0; night < problem.nights; ++night) room.nights.push_back(!dice.one_in(3));
    }
    problem.rooms.push_back(room);
  }
  for (int one = 0; one < guests; ++one) {
    for (int other = 0; other < guests; ++other) {
      if (one == other || are_alike) continue;
      if (dice.one_in(5)) problem.wishes.push_back({.guest = one, .other = other, .weight = dice.number(1, 4)});
      if (dice.one_in(15)) problem.apart.emplace_back(one, other);
    }
  }
  if (dice.one_in(4)) {
    for (int guest = 0; guest < guests; ++guest)
      problem.fixed.push_back(rooms > 0 && dice.one_in(4) ? dice.number(0, rooms) : no_room);
  }
  return problem;
}

}  // namespace tagwerk::assignment::test
