#include "engine/assignment/sub_groups_checker.hpp"

#include <algorithm>

namespace tagwerk::assignment {
namespace {

using Rule = SubGroupViolation::Rule;
using Violations = std::vector<SubGroupViolation>;

template <typename See>
void for_each_place(const SubGroupProblem& problem, const SubGroups& plan, See see) {
  for (std::size_t traveller = 0; traveller < problem.travellers.size(); ++traveller) {
    for (std::size_t item = 0; item < problem.items.size(); ++item)
      see(static_cast<int>(traveller), static_cast<int>(item), plan.groups[traveller][item]);
  }
}

}  // namespace

Violations check_known_groups(const SubGroupProblem& problem, const SubGroups& plan) {
  const bool has_all = plan.groups.size() == problem.travellers.size() &&
                       std::all_of(plan.groups.begin(), plan.groups.end(),
                                   [&](const auto& groups) { return groups.size() == problem.items.size(); });
  if (!has_all) return {{.rule = Rule::known_groups}};
  Violations found;
  for_each_place(problem, plan, [&](int traveller, int item, int group) {
    const auto groups = problem.items[static_cast<std::size_t>(item)].limits.size();
    if (group < no_group || group >= static_cast<int>(groups))
      found.push_back({.rule = Rule::known_groups, .traveller = traveller, .item = item, .group = group});
  });
  return found;
}

Violations check_fixed(const SubGroupProblem& problem, const SubGroups& plan) {
  Violations found;
  for_each_place(problem, plan, [&](int traveller, int item, int group) {
    const int fixed = problem.fixed(traveller, item);
    if (fixed != no_group && fixed != group)
      found.push_back({.rule = Rule::fixed, .traveller = traveller, .item = item, .group = fixed});
  });
  return found;
}

Violations check_takes_part(const SubGroupProblem& problem, const SubGroups& plan) {
  Violations found;
  for_each_place(problem, plan, [&](int traveller, int item, int group) {
    if (group != no_group && !problem.takes_part(traveller, item))
      found.push_back({.rule = Rule::takes_part, .traveller = traveller, .item = item, .group = group});
  });
  return found;
}

Violations check_limits(const SubGroupProblem& problem, const SubGroups& plan) {
  Violations found;
  for (std::size_t item = 0; item < problem.items.size(); ++item) {
    const auto& limits = problem.items[item].limits;
    for (std::size_t group = 0; group < limits.size(); ++group) {
      const auto there = std::count_if(plan.groups.begin(), plan.groups.end(),
                                       [&](const auto& groups) { return groups[item] == static_cast<int>(group); });
      if (there > limits[group])
        found.push_back(
            {.rule = Rule::limits, .traveller = -1, .item = static_cast<int>(item), .group = static_cast<int>(group)});
    }
  }
  return found;
}

Violations check_sub_groups(const SubGroupProblem& problem, const SubGroups& plan) {
  auto found = check_known_groups(problem, plan);
  if (!found.empty()) return found;
  for (const auto check : {static_cast<Violations (*)(const SubGroupProblem&, const SubGroups&)>(check_fixed),
                           check_takes_part, check_limits}) {
    const auto more = check(problem, plan);
    found.insert(found.end(), more.begin(), more.end());
  }
  return found;
}

SubGroupScore score_of(const SubGroupProblem& problem, const SubGroups& plan) {
  SubGroupScore score;
  for (std::size_t traveller = 0; traveller < problem.travellers.size(); ++traveller) {
    int first_choices = 0;
    int lost = 0;
    for (std::size_t item = 0; item < problem.items.size(); ++item) {
      const int group = plan.groups[traveller][item];
      const int index = static_cast<int>(traveller);
      if (group == no_group && problem.takes_part(index, static_cast<int>(item))) ++score.without_group;
      const auto* wishes = problem.wishes(index, static_cast<int>(item));
      if (wishes == nullptr) continue;
      ++first_choices;
      lost += group == wishes->front() ? 0 : 1;
      const auto rank = std::find(wishes->begin(), wishes->end(), group) - wishes->begin();
      score.ranks += group == no_group ? static_cast<std::int64_t>(problem.items[item].limits.size()) + 1 : rank + 1;
    }
    if (first_choices > 0 && lost == first_choices) ++score.without_first;
    score.most_lost = std::max(score.most_lost, lost);
  }
  return score;
}

core::Text words_of(Rule rule) noexcept {
  switch (rule) {
    case Rule::known_groups:
      return {"{traveller} has a group of {item} that does not exist",
              "{traveller} hat bei {item} eine Gruppe, die es nicht gibt"};
    case Rule::fixed:
      return {"{traveller} is to be in {group} of {item}", "{traveller} soll bei {item} in {group} sein"};
    case Rule::takes_part:
      return {"{traveller} does not take part in {item}", "{traveller} nimmt an {item} nicht teil"};
    case Rule::limits:
      return {"{group} of {item} has more travellers than its limit",
              "{group} bei {item} hat mehr Reisende als erlaubt"};
  }
  return {"", ""};
}

}  // namespace tagwerk::assignment
