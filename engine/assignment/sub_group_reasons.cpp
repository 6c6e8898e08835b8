#include "engine/assignment/sub_group_reasons.hpp"

#include <algorithm>

#include "engine/assignment/indices.hpp"

namespace tagwerk::assignment {
namespace {

using Cause = SubGroupReason::Cause;
using What = SubGroupReason::What;

struct Explanation {
  const SubGroupProblem& problem;
  const SubGroups& plan;

  [[nodiscard]] int group_of(int traveller, int item) const { return plan.groups[at(traveller)][at(item)]; }
  [[nodiscard]] int free_places(int item, int group) const {
    const auto there = std::count_if(plan.groups.begin(), plan.groups.end(),
                                     [&](const auto& groups) { return groups[at(item)] == group; });
    return problem.items[at(item)].limits[at(group)] - static_cast<int>(there);
  }
  [[nodiscard]] bool has_place(int item) const {
    for (int group = 0; group < count_of(problem.items[at(item)].limits); ++group) {
      if (free_places(item, group) > 0) return true;
    }
    return false;
  }

  [[nodiscard]] Cause cause_of(int traveller, int item, int group) const {
    const int fixed = problem.fixed(traveller, item);
    if (fixed != no_group && fixed != group) return Cause::fixed;
    if (problem.items[at(item)].limits[at(group)] == 0) return Cause::group_without_places;
    if (free_places(item, group) > 0) return Cause::has_place;
    for (int other = 0; other < count_of(problem.travellers); ++other) {
      if (group_of(other, item) != group || problem.fixed(other, item) == group) continue;
      const auto* wishes = problem.wishes(other, item);
      if (wishes == nullptr || wishes->front() != group) return Cause::full_of_others;
    }
    return Cause::full_of_first_choices;
  }
};

}  // namespace

std::vector<SubGroupReason> explain(const SubGroupProblem& problem, const SubGroups& plan) {
  const Explanation explanation{problem, plan};
  std::vector<SubGroupReason> found;
  for (int traveller = 0; traveller < count_of(problem.travellers); ++traveller) {
    for (int item = 0; item < count_of(problem.items); ++item) {
      if (!problem.takes_part(traveller, item)) continue;
      const int group = explanation.group_of(traveller, item);
      const auto* wishes = problem.wishes(traveller, item);
      const int first = wishes == nullptr ? no_group : wishes->front();
      if (group == no_group) {
        const auto cause = explanation.has_place(item) ? Cause::has_place : Cause::item_full;
        found.push_back({.what = What::group, .cause = cause, .traveller = traveller, .item = item, .group = first});
      } else if (first != no_group && group != first) {
        found.push_back({.what = What::first_choice,
                         .cause = explanation.cause_of(traveller, item, first),
                         .traveller = traveller,
                         .item = item,
                         .group = first});
      }
    }
  }
  return found;
}

core::Text words_of(Cause cause) noexcept {
  switch (cause) {
    case Cause::item_full:
      return {"all groups of {item} are full", "alle Gruppen bei {item} sind voll"};
    case Cause::fixed:
      return {"{traveller} is fixed in another group by hand",
              "{traveller} ist von Hand in einer anderen Gruppe festgelegt"};
    case Cause::group_without_places:
      return {"{group} of {item} has no places", "{group} bei {item} hat keine Plätze"};
    case Cause::full_of_first_choices:
      return {"{group} of {item} is full of those who want it first",
              "{group} bei {item} ist voll mit denen, die dorthin zuerst wollen"};
    case Cause::full_of_others:
      return {"{group} of {item} is full, also with some who do not want it first",
              "{group} bei {item} ist voll, auch mit solchen, die nicht zuerst dorthin wollen"};
    case Cause::has_place:
      return {"there is a place: the plan could be better", "es gibt einen Platz: der Plan könnte besser sein"};
  }
  return {"", ""};
}

}  // namespace tagwerk::assignment
