// Purpose: finds who is in which group best (see SubGroupScore), fair over the trip, and says what it knows about it: that nothing is
// better, or how far from the best it may be.
// Fair means, exactly: (1) nobody is without a group where there is a place for them; (2) as few travellers as possible get none of
// their first choices; (3) among those plans the greatest number of first choices that one traveller loses is as small as possible;
// (4) among those the sum of ranks is as small as possible.
// It starts no threads and reads no clock. The same problem, seed and limits give the same plan, as long as nobody says stop.
// Method: (2) and (3) by share_first_choices(), always exact; (4) by SubGroupSearch, and search_columns() over SubGroupPatterns for
// better ones and the bound. Every plan has been judged by the checker.
// Errors: std::logic_error for a plan that the checker refuses, which is our own mistake. Thread-safety: one call, one caller.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/assignment/search_control.hpp"
#include "engine/assignment/sub_groups.hpp"

namespace tagwerk::assignment {

struct SubGroupOutcome {
  /// nullopt: what is fixed breaks a rule by itself; check_sub_groups(problem, only_fixed(problem)) says which.
  std::optional<SubGroups> plan = std::nullopt;
  SubGroupScore score = {};
  SubGroupScore bound = {};  // no plan is better

  [[nodiscard]] bool is_proved() const noexcept { return plan && score == bound; }
};

/// Of a problem that check_problem() accepts.
[[nodiscard]] SubGroupOutcome solve_sub_groups(const SubGroupProblem& problem, std::uint32_t seed,
                                               const SearchControl& control = {});

}  // namespace tagwerk::assignment
