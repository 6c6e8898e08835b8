#include "engine/trips/host_list.hpp"

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

namespace tagwerk::trips {
namespace {

// Who is expected, in the order in which they are given.
std::vector<const GroupTraveller*> expected_of(const GroupedItem* grouped,
                                               const std::vector<GroupTraveller>& travellers) {
  std::vector<const GroupTraveller*> assigned;
  std::vector<const GroupTraveller*> all;
  all.reserve(travellers.size());
  for (const auto& one : travellers) {
    all.push_back(&one);
    if (grouped != nullptr && !grouped->for_everybody && place_of(one, *grouped) != nullptr) assigned.push_back(&one);
  }
  return assigned.empty() ? all : assigned;
}

std::optional<std::string> group_of(const GroupTraveller& traveller, const GroupedItem* grouped) {
  const auto* place = grouped != nullptr ? place_of(traveller, *grouped) : nullptr;
  const auto group = place != nullptr ? grouped->find(place->group) : std::nullopt;
  return group ? grouped->groups[*group].name : std::nullopt;
}

Diets diets_of(const std::vector<const GroupTraveller*>& expected, const DietaryNeeds& needs) {
  Diets diets;
  std::map<std::string, std::int64_t> heads;
  for (const auto* one : expected) {
    const auto said = needs.find(one->id);
    if (said == needs.end() || !said->second) {
      ++diets.unknown;
    } else if (said->second->empty()) {
      ++diets.none;
    } else {
      ++heads[*said->second];
    }
  }
  for (const auto& [need, count] : heads) diets.needs.push_back({need, count});
  std::ranges::stable_sort(diets.needs, std::greater<>(), &DietaryNeed::heads);
  return diets;
}

}  // namespace

HostList host_list(const Itinerary& itinerary, const Item& item, const std::vector<GroupTraveller>& travellers,
                   const DietaryNeeds& needs) {
  const auto items = grouped_items(itinerary);
  const auto* grouped = find_item(items, item.key);
  const auto expected = expected_of(grouped, travellers);
  HostList list{.item = item,
                .span = span_of(itinerary, item),
                .place_name = itinerary.place(item.place).name,
                .guests = {},
                .expected = static_cast<std::int64_t>(expected.size()),
                .unnamed = 0,
                .diets = {}};
  for (const auto* one : expected) {
    if (const auto& name = one->who.name) {
      list.guests.push_back({.family_name = name->family_name,
                             .given_name = name->given_name,
                             .company = one->company_name,
                             .group = group_of(*one, grouped)});
    } else {
      ++list.unnamed;
    }
  }
  std::ranges::stable_sort(list.guests, {}, [](const ExpectedGuest& guest) {
    return std::tie(guest.group, guest.family_name, guest.given_name);
  });
  if (item.kind == ItemKind::meal) list.diets = diets_of(expected, needs);
  return list;
}

}  // namespace tagwerk::trips
