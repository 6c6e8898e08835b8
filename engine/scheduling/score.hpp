// Purpose: how good a plan is. Less is better, and what comes first counts first.
// Errors: none. Thread-safety: a value.
#pragma once

#include <compare>
#include <optional>

namespace tagwerk::scheduling {

struct Score {
  int musts_left_out = 0;
  int wishes_left_out = 0;  // by weight
  int moved = 0;            // talks that have another slot than was published
  int breaks = 0;           // of all participants

  friend auto operator<=>(const Score&, const Score&) = default;
};

/// Better by as little as can be, in the last part that is not 0; nullopt: nothing is.
[[nodiscard]] constexpr std::optional<Score> better_by_one(Score score) {
  for (int* part : {&score.breaks, &score.moved, &score.wishes_left_out, &score.musts_left_out}) {
    if (*part == 0) continue;
    --*part;
    return score;
  }
  return std::nullopt;
}

}  // namespace tagwerk::scheduling
