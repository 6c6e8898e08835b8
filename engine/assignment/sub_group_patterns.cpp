#include "engine/assignment/sub_group_patterns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "engine/assignment/indices.hpp"

namespace tagwerk::assignment {
namespace {

constexpr double whole = 1e-4;

}  // namespace

SubGroupPatterns::SubGroupPatterns(const SubGroupProblem& problem, int most_lost, SubGroups plan,
                                   const SubGroupScore& score)
    : problem_(problem),
      most_lost_(most_lost),
      choices_(problem.travellers.size()),
      is_out_(problem.travellers.size()),
      best_(std::move(plan)) {
  for (int item = 0; item < count_of(problem.items); ++item) {
    const auto& limits = problem.items[at(item)].limits;
    int places = 0;
    int heads = 0;
    for (const int limit : limits) places += limit;
    const int none = count_of(limits);
    for (int traveller = 0; traveller < count_of(problem.travellers); ++traveller) {
      auto& choices = choices_[at(traveller)].emplace_back();
      if (!problem.takes_part(traveller, item)) {
        choices.push_back({absent, 0, false});
        continue;
      }
      ++heads;
      const auto* wishes = problem.wishes(traveller, item);
      const int fixed = problem.fixed(traveller, item);
      for (int group = 0; group <= none; ++group) {
        if (fixed != no_group && fixed != group) continue;
        if (wishes == nullptr) {
          choices.push_back({group, 0, false});
          continue;
        }
        const auto rank = static_cast<int>(std::find(wishes->begin(), wishes->end(), group) - wishes->begin());
        choices.push_back({group, group == none ? none + 1 : rank + 1, group == wishes->front()});
      }
      without_first_costs_ += none + 1;
    }
    lacking_.push_back(std::max(0, heads - places));
  }
  best_cost_ = score.without_first * without_first_costs_ + score.ranks;
}

std::vector<Rule> SubGroupPatterns::rules() const {
  std::vector<Rule> rules;
  rules.reserve(problem_.travellers.size());
  for (int traveller = 0; traveller < count_of(problem_.travellers); ++traveller)
    rules.push_back({Sense::equal, 1, of_traveller, {traveller}});
  for (int item = 0; item < count_of(problem_.items); ++item) {
    const auto& limits = problem_.items[at(item)].limits;
    for (int group = 0; group < count_of(limits); ++group)
      rules.push_back({Sense::at_most, limits[at(group)], of_group, {item, group}});
    rules.push_back({Sense::at_most, lacking_[at(item)], of_group, {item, count_of(limits)}});
  }
  return rules;
}

// Whoever finds no place can push somebody out, who pushes out somebody else: through all of them at most.
std::int64_t SubGroupPatterns::missing() const {
  return without_first_costs_ * (4 + static_cast<std::int64_t>(problem_.travellers.size()));
}

int SubGroupPatterns::count(const Rule& rule, const Pattern& pattern) const {
  if (rule.kind == of_traveller) return pattern.owner == rule.members[0] ? 1 : 0;
  if (rule.kind == in_group && pattern.owner != rule.members[2]) return 0;
  return pattern.members[at(rule.members[0])] == rule.members[1] ? 1 : 0;
}

SubGroupPatterns::Cheapest SubGroupPatterns::cheapest(int traveller,
                                                      const std::vector<std::vector<std::int64_t>>& costs) const {
  constexpr auto never = std::numeric_limits<std::int64_t>::max() / 4;
  // First without any first choice; then what each first choice would change.
  struct Change {
    std::int64_t costs;
    int item;
    const Choice* choice;
  };
  std::vector<const Choice*> chosen;
  std::vector<Change> changes;
  int wished = 0;
  int firsts = 0;
  Cheapest made{.reduced = 0, .groups = {}, .cost = 0};
  for (int item = 0; item < count_of(problem_.items); ++item) {
    const Choice* best = nullptr;
    const Choice* first = nullptr;
    std::int64_t best_costs = never;
    std::int64_t first_costs = never;
    for (const auto& choice : choices_[at(traveller)][at(item)]) {
      const auto reduced = choice.rank * fine - (choice.group == absent ? 0 : costs[at(item)][at(choice.group)]);
      if (choice.is_first) {
        first = &choice;
        first_costs = reduced;
      } else if (reduced < best_costs) {
        best = &choice;
        best_costs = reduced;
      }
    }
    if (problem_.wishes(traveller, item) != nullptr) ++wished;
    if (best == nullptr) {
      chosen.push_back(first);
      made.reduced += first_costs;
      ++firsts;
      continue;
    }
    chosen.push_back(best);
    made.reduced += best_costs;
    if (first != nullptr) changes.push_back({first_costs - best_costs, item, first});
  }
  std::sort(changes.begin(), changes.end(), [](const Change& one, const Change& other) {
    return one.costs != other.costs ? one.costs < other.costs : one.item < other.item;
  });
  for (const auto& change : changes) {
    const bool is_needed = firsts < wished - most_lost_;
    const bool saves_the_only_one = firsts == 0 && change.costs < without_first_costs_ * fine;
    if (!is_needed && !saves_the_only_one && change.costs >= 0) break;
    chosen[at(change.item)] = change.choice;
    made.reduced += change.costs;
    ++firsts;
  }
  if (wished > 0 && firsts == 0) {
    made.reduced += without_first_costs_ * fine;
    made.cost += without_first_costs_;
  }
  for (const auto* choice : chosen) {
    made.groups.push_back(choice->group);
    made.cost += choice->rank;
  }
  return made;
}

PatternRoom::Priced SubGroupPatterns::price(std::span<const Rule* const> rules,
                                            std::span<const std::int64_t> multipliers) {
  std::vector<std::vector<std::int64_t>> of_groups;
  of_groups.reserve(problem_.items.size());
  for (const auto& item : problem_.items) of_groups.emplace_back(item.limits.size() + 1, 0);
  std::vector<std::int64_t> of_travellers(problem_.travellers.size(), 0);
  std::map<int, std::vector<std::size_t>> of_both;  // by traveller: rules
  Priced priced{.bound = 0,
                .found = {},
                .steps = 1 + static_cast<std::int64_t>(problem_.travellers.size() * problem_.items.size()) / 20};
  for (std::size_t row = 0; row < rules.size(); ++row) {
    const auto& rule = *rules[row];
    priced.bound += multipliers[row] * rule.right;
    if (rule.kind == of_traveller) of_travellers[at(rule.members[0])] = multipliers[row];
    if (rule.kind == of_group) of_groups[at(rule.members[0])][at(rule.members[1])] = multipliers[row];
    if (rule.kind == in_group) of_both[rule.members[2]].push_back(row);
  }
  for (int traveller = 0; traveller < count_of(problem_.travellers); ++traveller) {
    Cheapest best;
    if (const auto own = of_both.find(traveller); own != of_both.end()) {
      auto costs = of_groups;
      for (const auto row : own->second)
        costs[at(rules[row]->members[0])][at(rules[row]->members[1])] += multipliers[row];
      best = cheapest(traveller, costs);
    } else {
      best = cheapest(traveller, of_groups);
    }
    const auto reduced = best.reduced - of_travellers[at(traveller)];
    priced.bound += reduced;
    if (reduced >= 0 || !is_out_[at(traveller)].insert(best.groups).second) continue;
    priced.found.push_back({.cost = best.cost, .owner = traveller, .members = std::move(best.groups)});
  }
  return priced;
}

std::vector<Rule> SubGroupPatterns::cuts(std::span<const Used> /*mixture*/) { return {}; }

std::optional<std::pair<Rule, Rule>> SubGroupPatterns::branches(std::span<const Used> mixture) {
  std::map<std::vector<int>, double> shares;  // item, group, traveller
  for (const auto& used : mixture) {
    for (int item = 0; item < count_of(problem_.items); ++item) {
      if (used.pattern->members[at(item)] != absent)
        shares[{item, used.pattern->members[at(item)], used.pattern->owner}] += used.value;
    }
  }
  const std::pair<const std::vector<int>, double>* best = nullptr;
  const auto distance = [](double share) { return std::min(share, 1 - share); };
  for (const auto& share : shares) {
    if (distance(share.second) > whole && (best == nullptr || distance(share.second) > distance(best->second) + whole))
      best = &share;
  }
  if (best == nullptr) return std::nullopt;
  return std::pair(Rule{Sense::at_least, 1, in_group, best->first}, Rule{Sense::at_most, 0, in_group, best->first});
}

void SubGroupPatterns::found(std::span<const Used> choice) {
  SubGroups plan;
  plan.groups.resize(problem_.travellers.size());
  std::int64_t cost = 0;
  for (const auto& used : choice) {
    if (std::llround(used.value) != 1) continue;
    cost += used.pattern->cost;
    auto& groups = plan.groups[at(used.pattern->owner)];
    groups = used.pattern->members;
    for (int item = 0; item < count_of(problem_.items); ++item) {
      if (groups[at(item)] == count_of(problem_.items[at(item)].limits)) groups[at(item)] = no_group;
    }
  }
  if (cost >= best_cost_) return;
  best_cost_ = cost;
  best_ = std::move(plan);
}

}  // namespace tagwerk::assignment
