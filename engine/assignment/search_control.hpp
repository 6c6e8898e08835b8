// Purpose: how much the searches of this room may do, and how they are told to stop. They read no clock: the caller's own may be in
// should_stop. Without it, the same problem, seed and numbers give the same answer.
// Errors: none. Thread-safety: values.
#pragma once

#include <cstdint>
#include <functional>

namespace tagwerk::assignment {

struct SearchControl {
  std::int64_t moves_per_head = 2'500;     // that a local search tries: a million or two a second
  std::int64_t proof_steps = 2'000'000;    // of a search for a bound: about a millionth of a second each
  std::function<bool()> should_stop = {};  // asked often
};

}  // namespace tagwerk::assignment
