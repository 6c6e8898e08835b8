// Purpose: gives every talk a slot, fast, without a thought for breaks: one talk after the other goes where it does least harm, what
// stands in its way is taken out again and waits for its turn, and may not come back to that slot for a while.
// Reference: Blöchliger and Zufferey, "A graph coloring heuristic using partial solutions and a reactive tabu scheme", Computers &
// Operations Research 35 (2008).
// Errors: none. Thread-safety: one thread; the same seed, the same way.
#pragma once

#include <cstdint>
#include <functional>
#include <random>
#include <vector>

#include "engine/scheduling/problem.hpp"

namespace tagwerk::scheduling {

class Placement {
 public:
  Placement(const Problem& problem, std::uint32_t seed);

  /// Makes at most so many moves. True: the best plan has a slot for all talks that must have one, and breaks no rule but perhaps the
  /// one on breaks.
  bool run(int moves, const std::function<bool()>& should_stop = {});

  /// The best so far.
  [[nodiscard]] const Plan& plan() const noexcept { return best_plan_; }

 private:
  [[nodiscard]] int waiting() const noexcept { return static_cast<int>(waiting_.size()); }
  int random(int end);
  void keep_what_is_published();
  void add_in_the_way(int talk);
  /// Fills in_the_way_ with what must leave for it.
  void find_what_is_in_the_way(int talk, int slot);
  void keep_pauses(int who, int slot);
  void keep_quotas(int talk, int slot);
  /// What it costs that it waits.
  [[nodiscard]] std::int64_t cost(int talk) const;
  void put(int talk, int slot);
  void take_out(int talk);

  const Problem& problem_;
  std::vector<std::vector<int>> later_talks_;     // by talk
  std::vector<std::vector<int>> quotas_;          // by talk
  std::vector<std::vector<int>> possible_slots_;  // by talk
  std::vector<int> day_of_slot_;
  std::mt19937 random_;
  Plan plan_;  // -1: waits
  std::int64_t waiting_cost_ = 0;
  Plan best_plan_;
  std::int64_t best_cost_ = 0;
  std::vector<int> waiting_;                  // talks
  std::vector<std::vector<int>> talk_at_;     // by participant and slot; -1: none
  std::vector<std::vector<int>> talks_in_;    // by slot, at common tables
  std::vector<std::vector<int>> tabu_until_;  // by talk and slot: number of a move
  std::vector<int> in_the_way_;
  std::vector<std::int64_t> seen_in_;  // by talk: number of the look that found it in the way
  std::int64_t look_ = 0;
  int move_ = 0;
  std::int64_t work_ = 0;  // talks and people looked at
  std::int64_t ask_at_ = 0;
};

}  // namespace tagwerk::scheduling
