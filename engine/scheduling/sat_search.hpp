// Purpose: questions to a SAT solver about plans; every answer is handed to what all searches know.
// Errors: std::logic_error as Knowledge. Thread-safety: one thread at a time.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/scheduling/knowledge.hpp"
#include "engine/scheduling/sat_model.hpp"
#include "engine/scheduling/sat_solver.hpp"

namespace tagwerk::scheduling {

class SatSearch {
 public:
  /// Model and knowledge outlive it.
  SatSearch(const SatModel& model, Knowledge& knowledge, SatAim aim, std::uint32_t seed);

  /// Is there a plan with at most so many breaks? nullopt: with any number.
  SatAnswer ask(std::optional<int> breaks, int max_conflicts);

  /// From below: is there a plan as good as the bound says? As often as the bound rises.
  void ask_bound(int max_conflicts);

  /// From below, in large steps: who cannot all be without one break more than each has anyway? A group of them is a step of the
  /// bound, and is left alone from then on.
  void find_groups(const Problem& problem, int max_conflicts);

 private:
  SatAnswer solve(std::span<const int> assumptions, int max_conflicts);

  const SatModel& model_;
  Knowledge& knowledge_;
  SatSolver solver_;
};

}  // namespace tagwerk::scheduling
