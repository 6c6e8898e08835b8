// Purpose: what is known about a problem at the end of a search and on the way, and how the caller steers it.
// Errors: none. Thread-safety: values.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "engine/scheduling/problem.hpp"
#include "engine/scheduling/score.hpp"

namespace tagwerk::scheduling {

enum class Status : std::uint8_t {
  optimal,     // there is no better plan
  feasible,    // a plan, which may not be the best
  infeasible,  // there is no plan
  unknown      // neither a plan nor a proof that there is none
};

struct Progress {
  std::optional<Score> score;  // of the best plan so far
  Score bound;                 // no plan is better
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
  std::optional<Score> score = std::nullopt;
  Score bound = {};  // no plan is better
};

}  // namespace tagwerk::scheduling
