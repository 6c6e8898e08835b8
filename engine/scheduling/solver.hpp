// Purpose: finds the best plan (see Score), and says what it knows about it: that it is the best, how far from the
// best it may be, or that there is none.
// It starts no threads and reads no clock: the caller says when to stop, and runs its two searches side by side if it likes. In one
// thread, the same problem and seed give the same plan, as long as nobody says stop.
// Method: a first plan by Placement, better ones by LocalSearch; the bound by fewest_breaks(), by groups of people, and by asking a
// SAT solver for a plan as good as the bound, which ends in a better bound or in the best plan. Every plan has been judged by the
// checker.
// Errors: std::logic_error for a plan that the checker refuses, which is our own mistake. Thread-safety: one call, one caller.
#pragma once

#include <cstdint>

#include "engine/scheduling/outcome.hpp"

namespace tagwerk::scheduling {

[[nodiscard]] Outcome solve(const Problem& problem, std::uint32_t seed, const Control& control);

}  // namespace tagwerk::scheduling
