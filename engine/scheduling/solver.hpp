// Purpose: finds a plan with as few breaks as there can be, and says what it knows about it: that it is the best, how far from the
// best it may be, or that there is none.
// It starts no threads and reads no clock: the caller says when to stop, and runs its two searches side by side if it likes. In one
// thread, the same problem and seed give the same plan, as long as nobody says stop.
// Method: incremental SAT from both ends. The proof search asks for a plan with no more breaks than the lower bound, which rises
// by one with each refusal; the plan search looks for better plans between the bounds. Every plan has been judged by the checker.
// Errors: std::logic_error for a plan that the checker refuses, which is our own mistake. Thread-safety: one call, one caller.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "engine/scheduling/problem.hpp"
#include "engine/scheduling/sat_model.hpp"

namespace tagwerk::scheduling {

enum class Status : std::uint8_t {
  optimal,     // the plan has as few breaks as there can be
  feasible,    // a plan, which may not be the best
  infeasible,  // there is no plan
  unknown      // neither a plan nor a proof that there is none
};

struct Progress {
  std::optional<int> breaks;  // of the best plan so far
  int lower_bound = 0;        // no plan has fewer breaks
};

struct Control {
  std::function<bool()> should_stop = {};                 // asked often, from any thread that runs a search
  std::function<void(const Progress&)> on_progress = {};  // not by two threads at once
  /// Runs both to their end, at the same time. Empty: in turns.
  std::function<void(std::function<void()>, std::function<void()>)> run_both = {};
};

struct Outcome {
  Status status = Status::unknown;
  std::optional<Plan> plan = std::nullopt;
  std::optional<int> breaks = std::nullopt;
  int lower_bound = 0;
};

[[nodiscard]] Outcome solve(const Problem& problem, std::uint32_t seed, const Control& control);

}  // namespace tagwerk::scheduling
