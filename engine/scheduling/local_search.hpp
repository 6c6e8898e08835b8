// Purpose: makes a plan better by many small changes, in milliseconds: a talk goes to another slot, and what stands in its way there
// goes back to where it came from, and so on, until nobody is in two talks (a Kempe chain between two slots). Every plan
// on the way keeps every rule but the one on the difference of breaks, which costs. Worse plans are accepted now and then, less and
// less often; what comes later in the objective than the first part that slots can better weighs little then, and is bettered by
// changes that make nothing worse at the end. Talks that are left out come in where there is room, and none goes out.
// References: Kempe chains on timetables: Thompson and Dowsland, "A robust simulated annealing based examination timetabling
// system", Computers & Operations Research 25 (1998).
// Errors: std::logic_error for a plan to begin with that breaks a rule. Thread-safety: one thread; the same seed, the same way.
#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <vector>

#include "engine/scheduling/problem.hpp"
#include "engine/scheduling/score.hpp"

namespace tagwerk::scheduling {

class LocalSearch {
 public:
  LocalSearch(const Problem& problem, std::uint32_t seed);

  /// Goes on from a plan that keeps every rule, but perhaps the one on the difference of breaks.
  void start(const Plan& plan);
  /// Tries so many changes, cooling from `warm` to `cold`: what it costs in breaks to be accepted with probability 1/e.
  void run(int changes, double warm, double cold, const std::function<bool()>& should_stop = {});

  [[nodiscard]] const Plan& plan() const noexcept { return plan_; }
  [[nodiscard]] Score score() const { return problem_.objective.counted(score_); }
  /// The best plan since start() that keeps every rule; nullopt: none did.
  [[nodiscard]] const std::optional<Plan>& best_plan() const noexcept { return best_plan_; }
  [[nodiscard]] const Score& best_score() const noexcept { return best_score_; }

 private:
  using Slots = std::bitset<max_slots>;

  int random(int end);
  int pick_talk_and_slot(int& slot);
  /// All talks in either slot that hang together with this one. False: one of them may not move.
  bool find_chain(int talk, int other_slot);
  [[nodiscard]] bool keeps_order(int talk, int slot) const;
  [[nodiscard]] bool keeps_tables(int one, int other) const;
  /// Moves the chain; its own inverse.
  void swap_chain(int one, int other);
  void recount_touched();
  [[nodiscard]] bool is_perfect() const;
  [[nodiscard]] int breaks_of(const Slots& busy) const;
  /// Of all whose slots the chain changed.
  [[nodiscard]] bool keep_pauses() const;
  [[nodiscard]] bool keeps_quotas(int talk) const;
  [[nodiscard]] int idle_slots_of(const Slots& busy) const;
  /// How far breaks differ, and by how much too much that is.
  void compare_breaks();
  /// What a change is weighed by, in what comes first of what can be weighed.
  [[nodiscard]] double price() const;
  void anneal(int changes, double warm, double cold, const std::function<bool()>& should_stop);
  [[nodiscard]] bool is_moved(int talk) const;
  void remember();
  /// None: only what is no worse by the objective is accepted.
  void try_change(std::optional<double> temperature);
  /// A talk that is left out, in a slot in which nothing stands in its way.
  void try_to_insert();

  const Problem& problem_;
  std::vector<std::vector<int>> talks_of_;          // by participant
  std::vector<std::vector<int>> later_talks_;       // by talk
  std::vector<std::vector<std::uint8_t>> allowed_;  // by talk and slot
  std::vector<std::vector<int>> quotas_;            // by talk
  std::vector<Slots> days_;
  std::vector<Day> day_spans_;
  Slots day_starts_;
  std::vector<Slots> has_same_day_before_;  // [distance]: slots with so many others of their day before them
  bool counts_idle_slots_;
  std::vector<double> prices_;  // by part of the objective: what one of it costs
  bool has_fine_parts_;         // that a price is too coarse for
  std::mt19937 random_;

  Plan plan_;
  std::vector<int> left_out_;  // talks
  Score score_;                // with parts that do not count, which mean nothing
  int excess_ = 0;
  std::vector<std::vector<int>> talk_at_;  // by participant and slot; -1: none
  std::vector<Slots> busy_;                // by participant
  std::vector<int> breaks_by_participant_;
  std::vector<int> idle_by_participant_;  // where they count
  std::vector<int> people_with_;          // [breaks]: how many
  std::vector<int> talks_in_;             // by slot, at common tables
  std::vector<int> chain_;
  std::vector<int> touched_;  // participants whose busy slots the chain changes
  std::vector<int> seen_in_;  // by talk: number of the change that looked at it
  std::vector<int> person_seen_in_;
  int change_ = 0;
  std::optional<Plan> best_plan_;
  Score best_score_;
};

}  // namespace tagwerk::scheduling
