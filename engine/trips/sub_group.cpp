#include "engine/trips/sub_group.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/core/field_checks.hpp"
#include "engine/core/text.hpp"
#include "engine/trips/sub_group_errors.hpp"

namespace tagwerk::trips {
namespace {

core::FieldError no_item(std::string pointer, const std::string& key) {
  return {std::move(pointer), &no_such_grouped_item, {{"value", core::echo(key)}}};
}

core::FieldError no_group(std::string pointer, const std::string& key, const GroupedItem& item) {
  return {std::move(pointer), &no_such_group, {{"value", core::echo(key)}, {"item", item.key}}};
}

void check_groups(core::Fields& fields, const std::string& at, const GroupWish& wish, const GroupedItem& item) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < wish.groups.size(); ++i) {
    const auto& group = wish.groups[i];
    auto pointer = at + "/groups/" + std::to_string(i);
    if (!item.find(group)) {
      fields.push_back(no_group(std::move(pointer), group, item));
    } else if (!seen.insert(group).second) {
      fields.push_back({std::move(pointer), &core::field_duplicate, {{"value", group}}});
    }
  }
}

bool is_by_item(const GroupWish& one, const GroupWish& other) { return one.item < other.item; }

}  // namespace

std::optional<std::size_t> GroupedItem::find(const std::optional<std::string>& group) const {
  const auto found = std::ranges::find(groups, group, &ItemGroup::key);
  if (found == groups.end()) return std::nullopt;
  return static_cast<std::size_t>(found - groups.begin());
}

std::vector<GroupedItem> grouped_items(const Itinerary& itinerary) {
  std::vector<GroupedItem> found;
  for (const auto& item : itinerary.items) {
    if (item.for_everybody && item.groups.empty()) continue;
    auto& grouped = found.emplace_back(GroupedItem{
        .key = item.key, .title = item.title, .for_everybody = item.for_everybody, .limit = item.limit, .groups = {}});
    for (const auto& group : item.groups)
      grouped.groups.push_back({.key = group.key, .name = group.name, .limit = group.limit});
    if (item.groups.empty()) grouped.groups.push_back({.key = {}, .name = {}, .limit = item.limit});
  }
  return found;
}

const GroupedItem* find_item(const std::vector<GroupedItem>& items, std::string_view key) {
  const auto found = std::ranges::find(items, key, &GroupedItem::key);
  return found == items.end() ? nullptr : &*found;
}

bool is_of(const Identity& kept, const Identity& now) {
  return (!kept.person && !kept.name) || is_same_person(kept, now);
}

std::vector<core::FieldError> check(const std::vector<GroupWish>& wishes, const std::vector<GroupedItem>& items) {
  core::Fields fields;
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    const auto at = "/wishes/" + std::to_string(i);
    const auto* item = find_item(items, wishes[i].item);
    if (item == nullptr) {
      fields.push_back(no_item(at + "/item", wishes[i].item));
      continue;
    }
    if (!seen.insert(wishes[i].item).second)
      fields.push_back({at + "/item", &core::field_duplicate, {{"value", wishes[i].item}}});
    check_groups(fields, at, wishes[i], *item);
  }
  return fields;
}

std::vector<GroupWish> told(const std::vector<GroupWish>& wishes, const std::vector<GroupedItem>& items) {
  std::vector<GroupWish> found;
  for (const auto& wish : wishes) {
    const auto* item = find_item(items, wish.item);
    if (item == nullptr) continue;
    auto& one = found.emplace_back(wish);
    std::erase_if(one.groups, [&](const std::string& group) { return !item->find(group); });
  }
  return found;
}

std::vector<GroupWish> replaced(const std::vector<GroupWish>& before, const std::vector<GroupWish>& wanted,
                                const std::vector<GroupedItem>& items) {
  auto after = wanted;
  for (const auto& wish : before) {
    if (find_item(items, wish.item) == nullptr) after.push_back(wish);
  }
  std::ranges::sort(after, is_by_item);
  return after;
}

const GroupWish* wish_of(const GroupTraveller& traveller, const GroupedItem& item) {
  const auto found = std::ranges::find(traveller.wishes, item.key, &GroupWish::item);
  return found == traveller.wishes.end() ? nullptr : &*found;
}

const GroupPlace* place_of(const GroupTraveller& traveller, const GroupedItem& item) {
  const auto found = std::ranges::find(traveller.places, item.key, &GroupPlace::item);
  return found == traveller.places.end() || !item.find(found->group) ? nullptr : &*found;
}

bool takes_part(const GroupTraveller& traveller, const GroupedItem& item) {
  if (item.for_everybody || wish_of(traveller, item) != nullptr) return true;
  const auto* place = place_of(traveller, item);
  return place != nullptr && place->is_fixed;
}

std::vector<core::FieldError> check(const std::vector<PlaceWish>& places, const std::vector<GroupedItem>& items,
                                    const std::vector<GroupTraveller>& travellers) {
  std::set<core::ParticipantId> known;
  for (const auto& traveller : travellers) known.insert(traveller.id);
  std::set<std::pair<core::ParticipantId, std::string_view>> seen;
  core::Fields fields;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto at = "/places/" + std::to_string(i);
    const auto& [traveller, place] = places[i];
    if (!known.contains(traveller)) {
      fields.push_back(
          {at + "/participant_id", &core::reference_not_found, {{"object", "traveller"}, {"value", traveller.text()}}});
    }
    const auto* item = find_item(items, place.item);
    if (item == nullptr) {
      fields.push_back(no_item(at + "/item", place.item));
      continue;
    }
    if (!item->find(place.group)) fields.push_back(no_group(at + "/group", place.group.value_or("null"), *item));
    if (!seen.emplace(traveller, place.item).second)
      fields.push_back({at, &core::field_duplicate, {{"value", place.item + ", " + traveller.text()}}});
  }
  return fields;
}

void put_places(std::vector<GroupTraveller>& travellers, const std::vector<PlaceWish>& places,
                const std::vector<GroupedItem>& items) {
  std::map<core::ParticipantId, std::vector<GroupPlace>> wanted;
  for (const auto& [traveller, place] : places) wanted[traveller].push_back(place);
  for (auto& traveller : travellers) {
    std::erase_if(traveller.places, [&](const GroupPlace& place) {
      const auto* item = find_item(items, place.item);
      return item != nullptr && item->find(place.group);
    });
    for (auto& place : wanted[traveller.id]) {
      // Also one in a group that is not there any more: nobody is in two groups of an item.
      std::erase_if(traveller.places, [&](const GroupPlace& old) { return old.item == place.item; });
      traveller.places.push_back(std::move(place));
    }
    std::ranges::sort(traveller.places, {}, &GroupPlace::item);
  }
}

}  // namespace tagwerk::trips
