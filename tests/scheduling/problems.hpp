// Purpose: small problems of our own, for the tests of this room.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/scheduling/problem.hpp"

namespace tagwerk::scheduling::test {

/// Talks of two, given as pairs of participants; as many tables in every slot.
inline Problem problem_of(int participants, int slots, int tables, const std::vector<std::vector<int>>& attendees) {
  Problem problem;
  problem.slots = slots;
  problem.tables.assign(static_cast<std::size_t>(slots), tables);
  problem.participants.resize(static_cast<std::size_t>(participants));
  for (const auto& who : attendees) problem.talks.push_back({.attendees = who, .allowed = {}, .earlier_talks = {}});
  return problem;
}

/// Every way to give each talk a slot, or none where it may be left out; good or not. For a handful of talks.
inline void for_each_plan(const Problem& problem, const std::function<void(const Plan&)>& visit) {
  const auto first = [&](std::size_t talk) {
    return problem.talks[talk].importance == Importance::required ? 0 : left_out;
  };
  Plan plan;
  for (std::size_t talk = 0; talk < problem.talks.size(); ++talk) plan.slots.push_back(first(talk));
  for (;;) {
    visit(plan);
    std::size_t talk = 0;
    while (talk < plan.slots.size() && ++plan.slots[talk] == problem.slots) {
      plan.slots[talk] = first(talk);
      ++talk;
    }
    if (talk == plan.slots.size()) return;
  }
}

}  // namespace tagwerk::scheduling::test
