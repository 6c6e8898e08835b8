#include "engine/trips/sub_group_problem.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>

#include "engine/trips/sub_group_errors.hpp"

namespace tagwerk::trips {
namespace {

std::vector<int> limits_of(const GroupedItem& item, std::size_t travellers) {
  const int all = std::min(static_cast<int>(travellers), assignment::max_group_limit);
  std::vector<int> limits;
  limits.reserve(item.groups.size());
  for (const auto& group : item.groups)
    limits.push_back(std::min(group.limit.value_or(item.limit.value_or(all)), item.limit.value_or(max_heads)));
  return limits;
}

int group_of(const GroupTraveller& traveller, const GroupedItem& item) {
  const auto* place = place_of(traveller, item);
  return place == nullptr ? assignment::no_group : static_cast<int>(item.find(place->group).value());
}

std::vector<int> wishes_of(const GroupTraveller& traveller, const GroupedItem& item) {
  const auto* wish = wish_of(traveller, item);
  std::vector<int> groups;
  if (wish == nullptr) return groups;
  if (!item.has_sub_groups()) {
    // For everybody it says nothing: there is nothing to choose.
    if (!item.for_everybody) groups.push_back(0);
    return groups;
  }
  for (const auto& key : wish->groups) {
    if (const auto group = item.find(key)) groups.push_back(static_cast<int>(*group));
  }
  return groups;
}

assignment::Traveller traveller_in(const SubGroupInput& input, const GroupTraveller& traveller) {
  assignment::Traveller it;
  for (const auto& item : input.items) {
    const auto* place = place_of(traveller, item);
    it.takes_part.push_back(takes_part(traveller, item));
    it.wishes.push_back(wishes_of(traveller, item));
    it.fixed.push_back(place != nullptr && place->is_fixed ? group_of(traveller, item) : assignment::no_group);
  }
  return it;
}

}  // namespace

bool is_same(const SubGroupInput& one, const SubGroupInput& other) {
  return one.version == other.version && one.items == other.items &&
         std::ranges::equal(one.travellers, other.travellers, [](const GroupTraveller& a, const GroupTraveller& b) {
           return a.id == b.id && a.wishes == b.wishes && a.places == b.places;
         });
}

core::Result<> check_solvable(const SubGroupInput& input) {
  const auto items = static_cast<std::int64_t>(input.items.size());
  const auto travellers = static_cast<std::int64_t>(input.travellers.size());
  if (items > max_planned_items || travellers > max_planned_travellers) {
    return core::fail(too_much_to_assign, {{"items", std::to_string(items)},
                                           {"travellers", std::to_string(travellers)},
                                           {"max_items", std::to_string(max_planned_items)},
                                           {"max_travellers", std::to_string(max_planned_travellers)}});
  }
  for (const auto& item : input.items) {
    if (!item.limit) continue;
    const auto limits = limits_of(item, input.travellers.size());
    const auto groups = std::accumulate(limits.begin(), limits.end(), std::int64_t{0});
    const auto heads = std::ranges::count_if(
        input.travellers, [&](const GroupTraveller& traveller) { return takes_part(traveller, item); });
    if (groups <= *item.limit || heads <= *item.limit) continue;
    return core::fail(groups_beyond_item, {{"item", item.title},
                                           {"groups", std::to_string(groups)},
                                           {"limit", std::to_string(*item.limit)},
                                           {"heads", std::to_string(heads)}});
  }
  return {};
}

assignment::SubGroupProblem problem_of(const SubGroupInput& input) {
  assignment::SubGroupProblem problem;
  problem.items.reserve(input.items.size());
  problem.travellers.reserve(input.travellers.size());
  for (const auto& item : input.items) problem.items.push_back({.limits = limits_of(item, input.travellers.size())});
  for (const auto& traveller : input.travellers) problem.travellers.push_back(traveller_in(input, traveller));
  return problem;
}

assignment::SubGroups groups_of(const SubGroupInput& input) {
  assignment::SubGroups plan;
  for (const auto& traveller : input.travellers) {
    auto& groups = plan.groups.emplace_back();
    for (const auto& item : input.items) groups.push_back(group_of(traveller, item));
  }
  return plan;
}

std::vector<PlaceWish> places_of(const SubGroupInput& input, const assignment::SubGroups& plan) {
  std::vector<PlaceWish> places;
  for (std::size_t i = 0; i < input.travellers.size(); ++i) {
    for (std::size_t j = 0; j < input.items.size(); ++j) {
      const int group = plan.groups[i][j];
      if (group == assignment::no_group) continue;
      const auto& traveller = input.travellers[i];
      const auto& item = input.items[j];
      const auto* before = place_of(traveller, item);
      places.push_back({.traveller = traveller.id,
                        .place = {.item = item.key,
                                  .group = item.groups[static_cast<std::size_t>(group)].key,
                                  .is_fixed = before != nullptr && before->is_fixed}});
    }
  }
  return places;
}

}  // namespace tagwerk::trips
