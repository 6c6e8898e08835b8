// Purpose: how good a plan is, and what counts in it: less is better, and what comes first in the objective counts first.
// A part that is not in the objective does not count, and is 0 in every score.
// Errors: none (check_problem() looks at the objective). Thread-safety: values and pure functions.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <optional>
#include <vector>

namespace tagwerk::scheduling {

struct Score {
  int musts_left_out = 0;
  int wishes_left_out = 0;   // by weight
  int moved = 0;             // talks that have another slot than was published
  int breaks = 0;            // of all participants
  int break_difference = 0;  // between who has most breaks and who has fewest
  int idle_slots = 0;        // between the first and the last talk of a day, of all participants

  friend bool operator==(const Score&, const Score&) = default;
};

using ScorePart = int Score::*;
/// Each that there is.
inline constexpr std::array score_parts{&Score::musts_left_out, &Score::wishes_left_out,  &Score::moved,
                                        &Score::breaks,         &Score::break_difference, &Score::idle_slots};

struct Objective {
  /// Each once; what is left out before all others, for the best plan without any talk is none.
  std::vector<ScorePart> parts = {&Score::musts_left_out, &Score::wishes_left_out, &Score::moved, &Score::breaks};

  [[nodiscard]] std::optional<std::size_t> position(ScorePart part) const {
    const auto found = std::find(parts.begin(), parts.end(), part);
    return found == parts.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - parts.begin()));
  }
  [[nodiscard]] bool counts(ScorePart part) const { return position(part).has_value(); }

  /// Without what does not count.
  [[nodiscard]] Score counted(const Score& all) const {
    Score score;
    for (const auto part : parts) score.*part = all.*part;
    return score;
  }

  [[nodiscard]] std::strong_ordering compare(const Score& one, const Score& other) const {
    for (const auto part : parts) {
      if (const auto order = one.*part <=> other.*part; std::is_neq(order)) return order;
    }
    return std::strong_ordering::equal;
  }
  [[nodiscard]] bool is_better(const Score& one, const Score& other) const { return std::is_lt(compare(one, other)); }

  /// The last part that is not 0; nullopt: nothing is better.
  [[nodiscard]] std::optional<std::size_t> last_to_better(const Score& score) const {
    for (std::size_t part = parts.size(); part > 0; --part) {
      if (score.*parts[part - 1] != 0) return part - 1;
    }
    return std::nullopt;
  }
};

}  // namespace tagwerk::scheduling
