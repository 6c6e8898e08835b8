// Purpose: good plans of who sleeps where, fast, for hundreds of guests: each guest in turn where it is best, then local search.
// Method: simulated annealing (Kirkpatrick, Gelatt, Vecchi, "Optimization by Simulated Annealing", Science 220, 1983) over moves
// of guests, exchanges of two guests, exchanges of what two rooms hold, and fetching somebody that a guest asks for.
// Errors: none. Thread-safety: one thread at a time; the same seed gives the same plan, unless told to stop.
#pragma once

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "engine/assignment/rooming.hpp"
#include "engine/assignment/rooming_rules.hpp"
#include "engine/assignment/search_control.hpp"

namespace tagwerk::assignment {

class RoomingSearch {
 public:
  /// Problem and rules outlive it; what is fixed keeps the rules.
  RoomingSearch(const RoomingProblem& problem, const RoomingRules& rules, std::uint32_t seed);

  /// From where it stands, first with some patience.
  void run(const SearchControl& control);
  /// From this plan, which keeps the rules, without much of it.
  void polish(const Rooming& plan, const SearchControl& control);

  [[nodiscard]] const Rooming& best() const noexcept { return best_; }
  [[nodiscard]] const RoomingScore& best_score() const noexcept { return best_score_; }

 private:
  using Moves = std::vector<std::pair<int, int>>;  // guest, room

  int random(int end);
  void start(const Rooming& plan);
  void anneal(double warm, const SearchControl& control);
  void place_one_by_one();
  /// Of a guest who joins a room as it is; nothing when they do not fit.
  [[nodiscard]] bool joins(int guest, int room) const;
  void propose(Moves& moves);
  /// The guest into the room; those in the way to where the guest was.
  void fetch(int guest, int room, Moves& moves) const;
  /// What the moves change; false: they break a rule.
  bool weigh(const Moves& moves, RoomingScore& change);
  void apply(const Moves& moves, const RoomingScore& change);
  [[nodiscard]] double energy(const RoomingScore& score) const;

  const RoomingProblem& problem_;
  const RoomingRules& rules_;
  std::mt19937 random_;
  double usual_cost_ = 1;  // of a room
  std::vector<int> free_;  // guests that are not fixed
  std::vector<int> room_of_;
  std::vector<std::vector<int>> guests_in_;
  RoomingScore score_;
  std::vector<int> touched_;  // rooms
  std::vector<std::vector<int>> after_;
  Rooming best_;
  RoomingScore best_score_;
};

}  // namespace tagwerk::assignment
