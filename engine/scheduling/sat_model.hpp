// Purpose: the problem as a propositional formula. Beside the definition it holds what follows from it, which is what lets a
// solver prove anything: how many slots each participant is busy in, that talks of two keep an even number of people busy, and what
// it means for one participant to have no break.
// References: Bofill et al., JAIR 74 (2022), for the two counts; a participant without a break is busy in one interval, which
// covers the middle of the day when it is longer than half of it.
// Errors: none; a problem that check_problem() accepts. Thread-safety: values.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/scheduling/formula.hpp"
#include "engine/scheduling/problem.hpp"
#include "engine/scheduling/score.hpp"

namespace tagwerk::scheduling {

inline constexpr std::int64_t max_clauses = 8'000'000;  // some 1 GB in each solver, some seconds to load
inline constexpr int max_counted = 256;  // breaks, or what is left out; the formula cannot tell numbers beyond it apart

struct SatModel {
  Formula formula;
  std::vector<std::vector<int>> in_slot;  // by talk and slot; 0: it may not be there
  /// By part of the objective, [k] implied by: there is more than k of it. So the negation bounds it. Of an objective that is too
  /// much for one formula the first parts only: the others cannot be asked for.
  std::vector<std::vector<int>> more;
  std::vector<std::vector<int>> breaks_of;  // by participant, [k]: more than k breaks

  /// Literals that together say: at most this in each of the first parts. nullopt: a part is beyond what the formula counts.
  [[nodiscard]] std::optional<std::vector<int>> bounds(const Objective& objective, const Score& most,
                                                       std::size_t first_parts) const;
  /// From the value of each variable.
  [[nodiscard]] Plan plan(const std::function<bool(int)>& is_true) const;
};

/// From above, by the sizes of the problem.
[[nodiscard]] std::int64_t clauses_needed(const Problem& problem);
/// With idle slots and what counts after them only where that fits. nullopt: it would have more than max_clauses all the same.
[[nodiscard]] std::optional<SatModel> build_sat_model(const Problem& problem);

}  // namespace tagwerk::scheduling
