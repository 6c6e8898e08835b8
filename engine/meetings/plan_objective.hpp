// Purpose: what counts in a plan of talks once as few musts and as little weight of wishes as can be are left out: that comes first
// in every plan, and the order of all else is the organizers' choice. Which table a talk is at comes last: tables are given once
// every talk has its slot, with few changes of tables (scheduling/tables.hpp).
// Errors: none. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/figures.hpp"
#include "engine/scheduling/score.hpp"

namespace tagwerk::meetings {

enum class PlanGoal : std::uint8_t {
  moved,             // few talks that move from where they were published
  breaks,            // few breaks
  break_difference,  // as many for everybody (fairness)
  idle_slots         // everybody's talks close together (spread)
};
inline constexpr PlanGoal all_plan_goals[] = {PlanGoal::moved, PlanGoal::breaks, PlanGoal::break_difference,
                                              PlanGoal::idle_slots};
[[nodiscard]] std::string_view to_text(PlanGoal goal) noexcept;
[[nodiscard]] std::optional<PlanGoal> parse_plan_goal(std::string_view text) noexcept;

/// What counts first first; each once. What is not in it does not count.
using PlanObjective = std::vector<PlanGoal>;
inline const PlanObjective default_objective(std::begin(all_plan_goals), std::end(all_plan_goals));

/// "moved breaks"; the other way nullopt for another word.
[[nodiscard]] std::string to_words(const PlanObjective& objective);
[[nodiscard]] std::optional<PlanObjective> parse_objective(std::string_view words);

[[nodiscard]] scheduling::Objective scheduling_objective(const PlanObjective& objective);

/// What counts of a score, in that order, each with `prefix` before its name.
[[nodiscard]] core::Figures figures_of(const scheduling::Objective& objective, const scheduling::Score& score,
                                       std::string_view prefix = {});
/// Of a plan with its tables: how often participants change tables from one talk to the next of a day, behind all else.
inline constexpr std::string_view table_changes_figure = "table_changes";

}  // namespace tagwerk::meetings
