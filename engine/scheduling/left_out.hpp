// Purpose: why a talk has no slot in a plan: what stands in its way in each slot, and where least would have to change.
// Errors: none; a plan that the checker accepts. Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "engine/scheduling/names.hpp"
#include "engine/scheduling/problem.hpp"

namespace tagwerk::scheduling {

struct Obstacle {
  enum class Kind : std::uint8_t {
    not_allowed,  // the talk's session or pin
    unavailable,  // participant
    busy,         // participant, in another talk
    no_table,
    order,  // another talk that is before or after it
    pause,  // participant, who would have too many talks side by side, or too little time between two
    quota   // which would have too many talks
  } kind;
  int participant = -1;
  int talk = -1;
  int quota = -1;
};

struct LeftOut {
  int talk;
  std::vector<std::vector<Obstacle>> by_slot;
};

/// The first so many of them.
[[nodiscard]] std::vector<LeftOut> find_left_out(const Problem& problem, const Plan& plan,
                                                 std::size_t most = std::numeric_limits<std::size_t>::max());

/// One sentence.
[[nodiscard]] std::string words_of(const LeftOut& it, const Names& names = {});

}  // namespace tagwerk::scheduling
