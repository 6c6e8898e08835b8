// Purpose: how many breaks each participant has at least, whatever the others do.
// Method: dynamic programming over the slots: how many talks there were so far, busy in the last slot or not.
// Errors: none. Thread-safety: a pure function.
#pragma once

#include <vector>

#include "engine/scheduling/problem.hpp"

namespace tagwerk::scheduling {

/// By participant. 0 for somebody who has too few slots for their talks: that is for others to find out.
[[nodiscard]] std::vector<int> fewest_breaks(const Problem& problem);

}  // namespace tagwerk::scheduling
