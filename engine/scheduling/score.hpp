// Purpose: how good a plan is. Less is better, and what comes first counts first.
// Errors: none. Thread-safety: a value.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <optional>

namespace tagwerk::scheduling {

struct Score {
  int musts_left_out = 0;
  int wishes_left_out = 0;  // by weight
  int moved = 0;            // talks that have another slot than was published
  int breaks = 0;           // of all participants

  friend auto operator<=>(const Score&, const Score&) = default;
};

/// Its parts, what counts first first.
inline constexpr std::array score_parts{&Score::musts_left_out, &Score::wishes_left_out, &Score::moved, &Score::breaks};
inline constexpr std::size_t breaks_part = score_parts.size() - 1;

/// Better by as little as can be, in the last part that is not 0; nullopt: nothing is.
[[nodiscard]] constexpr std::optional<Score> better_by_one(Score score) {
  for (auto part = score_parts.rbegin(); part != score_parts.rend(); ++part) {
    if (score.**part == 0) continue;
    --(score.**part);
    return score;
  }
  return std::nullopt;
}

}  // namespace tagwerk::scheduling
