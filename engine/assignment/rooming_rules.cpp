#include "engine/assignment/rooming_rules.hpp"

#include <algorithm>
#include <array>

namespace tagwerk::assignment {

RoomingRules::RoomingRules(const RoomingProblem& problem)
    : problem_(problem),
      guests_(problem.guests.size()),
      rooms_(problem.rooms.size()),
      pairs_(guests_ * guests_, Pair::never_meet),
      asks_(guests_ * guests_, 0),
      suits_(guests_ * rooms_, 0),
      wishes_of_(guests_),
      all_wishes_(guests_, 0) {
  const auto are_known_alike = [](const Guest& one, const Guest& other) {
    return one.gender && other.gender && *one.gender == *other.gender;
  };
  for (std::size_t one = 0; one < guests_; ++one) {
    const auto& guest = problem.guests[one];
    all_wishes_[one] = guest.alone_weight;
    for (std::size_t other = 0; other < guests_; ++other) {
      const auto& second = problem.guests[other];
      if (one == other || !guest.meets(second)) continue;
      const bool minds = (guest.same_gender_only || second.same_gender_only) && !are_known_alike(guest, second);
      pairs_[one * guests_ + other] = minds ? Pair::must_not : Pair::may_share;
    }
    for (std::size_t room = 0; room < rooms_; ++room) {
      const auto& it = problem.rooms[room];
      bool suits = it.is_accessible || !guest.needs_accessible;
      for (int night = guest.first_night; night < guest.end_night; ++night)
        suits = suits && (it.nights.empty() || it.nights[at(night)]);
      const int fixed = problem.fixed_room(static_cast<int>(one));
      suits_[one * rooms_ + room] = suits && (fixed == no_room || at(fixed) == room) ? 1 : 0;
    }
  }
  for (const auto& [one, other] : problem.apart) {
    for (auto* pair : {&pairs_[at(one) * guests_ + at(other)], &pairs_[at(other) * guests_ + at(one)]}) {
      if (*pair == Pair::may_share) *pair = Pair::must_not;
    }
  }
  for (const auto& wish : problem.wishes) {
    asks_[at(wish.guest) * guests_ + at(wish.other)] = 1;
    wishes_of_[at(wish.guest)].push_back(wish);
    all_wishes_[at(wish.guest)] += wish.weight;
  }
}

bool RoomingRules::fit(std::span<const int> guests, int room) const {
  const auto& it = problem_.rooms[at(room)];
  const auto places = at(it.places());
  for (std::size_t one = 0; one < guests.size(); ++one) {
    if (!suits(guests[one], room)) return false;
    for (std::size_t other = one + 1; other < guests.size(); ++other) {
      const auto how = pair(guests[one], guests[other]);
      if (how == Pair::must_not) return false;
      if (how == Pair::never_meet) continue;
      if (places == 1 || (it.kind == RoomKind::double_bed && !both_ask(guests[one], guests[other]))) return false;
    }
  }
  if (guests.size() <= places) return true;
  // The fullest night begins with somebody's first one.
  for (const int guest : guests) {
    const int night = problem_.guests[at(guest)].first_night;
    const auto there = std::count_if(guests.begin(), guests.end(), [&](int other) {
      return problem_.guests[at(other)].first_night <= night && night < problem_.guests[at(other)].end_night;
    });
    if (static_cast<std::size_t>(there) > places) return false;
  }
  return true;
}

RoomValue RoomingRules::value(std::span<const int> guests, int room) const {
  RoomValue value;
  std::array<bool, max_nights> used{};
  for (const int guest : guests) {
    const auto& it = problem_.guests[at(guest)];
    std::fill(used.begin() + it.first_night, used.begin() + it.end_night, true);
    for (const auto& wish : wishes_of_[at(guest)]) {
      const bool is_met = pair(guest, wish.other) == Pair::may_share &&
                          std::find(guests.begin(), guests.end(), wish.other) != guests.end();
      if (!is_met) value.unmet += wish.weight;
    }
    if (it.alone_weight > 0 && std::any_of(guests.begin(), guests.end(), [&](int other) {
          return other != guest && pair(guest, other) != Pair::never_meet;
        }))
      value.unmet += it.alone_weight;
  }
  value.cost = problem_.rooms[at(room)].cost_per_night * std::count(used.begin(), used.end(), true);
  return value;
}

}  // namespace tagwerk::assignment
