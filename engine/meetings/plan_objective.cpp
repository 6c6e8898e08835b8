#include "engine/meetings/plan_objective.hpp"

#include <algorithm>

#include "engine/core/one_of.hpp"

namespace tagwerk::meetings {
namespace {

scheduling::ScorePart part_of(PlanGoal goal) noexcept {
  switch (goal) {
    case PlanGoal::moved:
      return &scheduling::Score::moved;
    case PlanGoal::breaks:
      return &scheduling::Score::breaks;
    case PlanGoal::break_difference:
      return &scheduling::Score::break_difference;
    case PlanGoal::idle_slots:
      break;
  }
  return &scheduling::Score::idle_slots;
}

std::string_view name_of(scheduling::ScorePart part) noexcept {
  if (part == &scheduling::Score::musts_left_out) return "musts_left_out";
  if (part == &scheduling::Score::wishes_left_out) return "wishes_left_out";
  const auto* const goal = std::find_if(std::begin(all_plan_goals), std::end(all_plan_goals),
                                        [part](PlanGoal one) { return part_of(one) == part; });
  return goal == std::end(all_plan_goals) ? "" : to_text(*goal);
}

}  // namespace

std::string_view to_text(PlanGoal goal) noexcept {
  switch (goal) {
    case PlanGoal::moved:
      return "moved";
    case PlanGoal::breaks:
      return "breaks";
    case PlanGoal::break_difference:
      return "break_difference";
    case PlanGoal::idle_slots:
      break;
  }
  return "idle_slots";
}

std::optional<PlanGoal> parse_plan_goal(std::string_view text) noexcept { return core::one_of(all_plan_goals, text); }

std::string to_words(const PlanObjective& objective) {
  std::string words;
  for (const auto goal : objective) words.append(words.empty() ? "" : " ").append(to_text(goal));
  return words;
}

std::optional<PlanObjective> parse_objective(std::string_view words) {
  PlanObjective objective;
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    const auto goal = parse_plan_goal(words.substr(0, end));
    if (!goal) return std::nullopt;
    objective.push_back(*goal);
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return objective;
}

scheduling::Objective scheduling_objective(const PlanObjective& objective) {
  scheduling::Objective result{.parts = {&scheduling::Score::musts_left_out, &scheduling::Score::wishes_left_out}};
  for (const auto goal : objective) result.parts.push_back(part_of(goal));
  return result;
}

core::Figures figures_of(const scheduling::Objective& objective, const scheduling::Score& score,
                         std::string_view prefix) {
  core::Figures figures;
  for (const auto part : objective.parts) figures.emplace_back(std::string(prefix).append(name_of(part)), score.*part);
  return figures;
}

}  // namespace tagwerk::meetings
