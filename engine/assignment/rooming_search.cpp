#include "engine/assignment/rooming_search.hpp"

#include <algorithm>
#include <cmath>

namespace tagwerk::assignment {
namespace {

// Measured: between them a change that costs half a room, or a wish, is now and then accepted, and at the end hardly ever.
constexpr double warm = 0.5;
constexpr double lukewarm = 0.1;
constexpr double cold = 0.02;
constexpr double without_room_counts = 5;  // rooms
constexpr int moves_between_questions = 256;

}  // namespace

RoomingSearch::RoomingSearch(const RoomingProblem& problem, const RoomingRules& rules, std::uint32_t seed)
    : problem_(problem),
      rules_(rules),
      random_(seed),
      room_of_(problem.guests.size(), no_room),
      guests_in_(problem.rooms.size()) {
  std::int64_t cost = 0;
  for (const auto& room : problem.rooms) cost += room.cost_per_night * problem.nights;
  if (cost > 0) usual_cost_ = static_cast<double>(cost) / static_cast<double>(problem.rooms.size());
  for (int guest = 0; guest < count_of(problem.guests); ++guest) {
    if (problem.fixed_room(guest) == no_room) free_.push_back(guest);
  }
  start(only_fixed(problem));
  best_.rooms = room_of_;
  best_score_ = score_;
  place_one_by_one();
}

void RoomingSearch::start(const Rooming& plan) {
  score_ = {};
  room_of_.assign(problem_.guests.size(), no_room);
  guests_in_.assign(problem_.rooms.size(), {});
  Moves all;
  for (int guest = 0; guest < count_of(problem_.guests); ++guest) {
    ++score_.without_room;
    score_.unmet += rules_.all_wishes(guest);
    if (const int room = plan.rooms[at(guest)]; room != no_room) all.emplace_back(guest, room);
  }
  RoomingScore change;
  if (weigh(all, change)) apply(all, change);
}

int RoomingSearch::random(int end) { return static_cast<int>(random_() % static_cast<std::uint32_t>(end)); }

double RoomingSearch::energy(const RoomingScore& score) const {
  return without_room_counts * score.without_room + static_cast<double>(score.unmet) +
         static_cast<double>(score.cost) / usual_cost_ / 2;
}

bool RoomingSearch::weigh(const Moves& moves, RoomingScore& change) {
  change = {};
  touched_.clear();
  const auto touch = [&](int room) {
    if (room != no_room && std::find(touched_.begin(), touched_.end(), room) == touched_.end())
      touched_.push_back(room);
  };
  for (const auto& [guest, room] : moves) {
    const int before = room_of_[at(guest)];
    if (before == no_room) {
      --change.without_room;
      change.unmet -= rules_.all_wishes(guest);
    }
    if (room == no_room) {
      ++change.without_room;
      change.unmet += rules_.all_wishes(guest);
    }
    touch(before);
    touch(room);
  }
  if (after_.size() < touched_.size()) after_.resize(touched_.size());
  for (std::size_t i = 0; i < touched_.size(); ++i) {
    auto& after = after_[i];
    after.clear();
    for (const int guest : guests_in_[at(touched_[i])]) {
      const bool moves_away =
          std::any_of(moves.begin(), moves.end(), [&](const auto& move) { return move.first == guest; });
      if (!moves_away) after.push_back(guest);
    }
    for (const auto& [guest, room] : moves) {
      if (room == touched_[i]) after.push_back(guest);
    }
    if (!rules_.fit(after, touched_[i])) return false;
    const auto old_value = rules_.value(guests_in_[at(touched_[i])], touched_[i]);
    const auto new_value = rules_.value(after, touched_[i]);
    change.unmet += new_value.unmet - old_value.unmet;
    change.cost += new_value.cost - old_value.cost;
  }
  return true;
}

void RoomingSearch::apply(const Moves& moves, const RoomingScore& change) {
  for (std::size_t i = 0; i < touched_.size(); ++i) std::swap(guests_in_[at(touched_[i])], after_[i]);
  for (const auto& [guest, room] : moves) room_of_[at(guest)] = room;
  score_.without_room += change.without_room;
  score_.unmet += change.unmet;
  score_.cost += change.cost;
  if (score_ < best_score_) {
    best_score_ = score_;
    best_.rooms = room_of_;
  }
}

// Hardest first: who needs what few rooms have, then those with wishes.
void RoomingSearch::place_one_by_one() {
  auto order = free_;
  std::shuffle(order.begin(), order.end(), random_);
  const auto hardness = [&](int guest) {
    return (problem_.guests[at(guest)].needs_accessible ? 1'000'000 : 0) + rules_.all_wishes(guest);
  };
  std::stable_sort(order.begin(), order.end(), [&](int one, int other) { return hardness(one) > hardness(other); });
  RoomingScore change;
  for (const int guest : order) {
    if (room_of_[at(guest)] != no_room) continue;
    int best_room = no_room;
    RoomingScore best_change;
    for (int room = 0; room < count_of(problem_.rooms); ++room) {
      if (!weigh({{guest, room}}, change)) continue;
      if (best_room != no_room && best_change <= change) continue;
      best_room = room;
      best_change = change;
    }
    if (best_room != no_room && weigh({{guest, best_room}}, change)) apply({{guest, best_room}}, change);
  }
}

bool RoomingSearch::joins(int guest, int room) const {
  auto guests = guests_in_[at(room)];
  guests.push_back(guest);
  return rules_.fit(guests, room);
}

void RoomingSearch::fetch(int guest, int room, Moves& moves) const {
  moves.emplace_back(guest, room);
  if (joins(guest, room)) return;
  const int from = room_of_[at(guest)];
  for (const int other : guests_in_[at(room)]) {
    if (problem_.fixed_room(other) == no_room && rules_.pair(guest, other) != RoomingRules::Pair::never_meet)
      moves.emplace_back(other, from);
  }
}

void RoomingSearch::propose(Moves& moves) {
  moves.clear();
  const int guest = free_[at(random(count_of(free_)))];
  const int room = random(count_of(problem_.rooms));
  const int kind = random(16);
  if (kind < 6) {
    if (room != room_of_[at(guest)]) fetch(guest, room, moves);
  } else if (kind < 9) {
    const int other = free_[at(random(count_of(free_)))];
    if (room_of_[at(guest)] == room_of_[at(other)]) return;
    moves = {{guest, room_of_[at(other)]}, {other, room_of_[at(guest)]}};
  } else if (kind < 13 || problem_.wishes.empty()) {
    const int other = room_of_[at(guest)];
    if (other == no_room || other == room) return;
    for (const int one : guests_in_[at(room)]) {
      if (problem_.fixed_room(one) == no_room) moves.emplace_back(one, other);
    }
    for (const int one : guests_in_[at(other)]) {
      if (problem_.fixed_room(one) == no_room) moves.emplace_back(one, room);
    }
  } else {
    const auto& wish = problem_.wishes[at(random(count_of(problem_.wishes)))];
    const auto [one, other] = random(2) == 0 ? std::pair(wish.guest, wish.other) : std::pair(wish.other, wish.guest);
    const int to = room_of_[at(other)];
    if (to == no_room || to == room_of_[at(one)] || problem_.fixed_room(one) != no_room) return;
    fetch(one, to, moves);
    const bool sends_other_away =
        std::any_of(moves.begin(), moves.end(), [who = other](const auto& move) { return move.first == who; });
    if (!sends_other_away) return;
    // Not together there: both into another room, and who is in it to where the first one was.
    moves.clear();
    if (room == to || problem_.fixed_room(other) != no_room) return;
    fetch(one, room, moves);
    const bool is_alone = moves.size() == 1;
    moves.emplace_back(other, room);
    if (is_alone && room_of_[at(one)] == no_room) return;
  }
}

void RoomingSearch::run(const SearchControl& control) { anneal(warm, control); }

void RoomingSearch::polish(const Rooming& plan, const SearchControl& control) {
  start(plan);
  place_one_by_one();
  anneal(lukewarm, control);
}

void RoomingSearch::anneal(double from, const SearchControl& control) {
  if (free_.empty() || problem_.rooms.empty()) return;
  Moves moves;
  RoomingScore change;
  std::uniform_real_distribution<double> chance(0, 1);
  const auto all_moves = control.moves_per_head * count_of(free_);
  double temperature = from;
  for (std::int64_t move = 0; move < all_moves; ++move) {
    if (move % moves_between_questions == 0) {
      if (control.should_stop && control.should_stop()) return;
      temperature = from * std::pow(cold / from, static_cast<double>(move) / static_cast<double>(all_moves));
    }
    propose(moves);
    if (moves.empty() || !weigh(moves, change)) continue;
    const double loss = energy(change);
    if (loss <= 0 || chance(random_) < std::exp(-loss / temperature)) apply(moves, change);
  }
}

}  // namespace tagwerk::assignment
