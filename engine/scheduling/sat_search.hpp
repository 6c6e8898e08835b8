// Purpose: questions to a SAT solver about plans; every answer is handed to what all searches know.
// Errors: std::logic_error as Knowledge. Thread-safety: one thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/scheduling/knowledge.hpp"
#include "engine/scheduling/sat_model.hpp"
#include "engine/scheduling/sat_solver.hpp"

namespace tagwerk::scheduling {

class SatSearch {
 public:
  /// Problem, model and knowledge outlive it.
  SatSearch(const Problem& problem, const SatModel& model, Knowledge& knowledge, SatAim aim, std::uint32_t seed);

  /// From below: is there a plan as good as the bound says? As often as the bound rises.
  /// False: there is nothing left to ask for.
  bool ask_bound(int max_conflicts);
  /// From above: is there a plan a little better than the best? False: there is nothing left to ask for.
  bool ask_better(int max_conflicts);

 private:
  /// The parts of a score one after the other, as indices into the objective: until one is settled, the next is not asked for.
  /// nullopt: those that the formula knows are all settled, and there are others.
  [[nodiscard]] std::optional<std::size_t> open_part(const Outcome& known) const;
  /// That the parts before this one are as good as their bounds.
  [[nodiscard]] std::vector<int> settled(const Score& bound, std::size_t part) const;
  /// Is there a plan that is as good as known in the settled parts, and has at most so much in this one?
  SatAnswer ask(const Outcome& known, std::size_t part, int most, int max_conflicts);
  /// In large steps: who cannot all be without one break more than each has anyway? A group of them is a step of the bound, and is
  /// left alone from then on.
  void find_groups(const Outcome& known, std::size_t breaks_part, int max_conflicts);
  SatAnswer solve(std::span<const int> assumptions, int max_conflicts);

  const Problem& problem_;
  const SatModel& model_;
  Knowledge& knowledge_;
  SatSolver solver_;
  bool are_groups_found_ = false;
};

}  // namespace tagwerk::scheduling
