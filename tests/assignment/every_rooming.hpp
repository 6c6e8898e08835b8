// Purpose: the best of all plans of a small lodging, by trying each.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "engine/assignment/indices.hpp"
#include "engine/assignment/rooming_checker.hpp"

namespace tagwerk::assignment::test {

/// nullopt: there is none that keeps the rules.
inline std::optional<RoomingScore> best_score(const RoomingProblem& problem) {
  std::optional<RoomingScore> best;
  Rooming plan{.rooms = std::vector<int>(problem.guests.size(), no_room)};
  const std::function<void(std::size_t)> try_all = [&](std::size_t guest) {
    if (guest == problem.guests.size()) {
      if (!check_rooming(problem, plan).empty()) return;
      const auto score = score_of(problem, plan);
      if (!best || score < *best) best = score;
      return;
    }
    for (int room = no_room; room < count_of(problem.rooms); ++room) {
      plan.rooms[guest] = room;
      try_all(guest + 1);
    }
  };
  try_all(0);
  return best;
}

}  // namespace tagwerk::assignment::test
