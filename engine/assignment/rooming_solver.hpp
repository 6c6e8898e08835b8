// Purpose: finds who sleeps where best (see RoomingScore), and says what it knows about it: that nothing is better, or how far from
// the best it may be.
// It starts no threads and reads no clock. The same problem, seed and limits give the same plan, as long as nobody says stop.
// Method: a plan by RoomingSearch; better ones and the bound by search_columns() over RoomingPatterns. Where those are too many, the
// plan comes from fewer of them and more local search, and the bound from a relaxation (see RoomingPatterns). Every plan has been judged by the checker.
// Errors: std::logic_error for a plan that the checker refuses, which is our own mistake. Thread-safety: one call, one caller.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/assignment/rooming.hpp"
#include "engine/assignment/search_control.hpp"

namespace tagwerk::assignment {

struct RoomingOutcome {
  /// nullopt: what is fixed breaks a rule by itself; check_rooming(problem, only_fixed(problem)) says which.
  std::optional<Rooming> plan = std::nullopt;
  RoomingScore score = {};
  RoomingScore bound = {};  // no plan is better

  [[nodiscard]] bool is_proved() const noexcept { return plan && score == bound; }
};

/// Of a problem that check_problem() accepts.
[[nodiscard]] RoomingOutcome solve_rooming(const RoomingProblem& problem, std::uint32_t seed,
                                           const SearchControl& control = {});

}  // namespace tagwerk::assignment
