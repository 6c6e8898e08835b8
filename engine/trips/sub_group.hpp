// Purpose: who is in which group of the items to which travellers are assigned, and what they wish. Those are the items of the
// itinerary's draft that have sub-groups, or are not for everybody. An item without sub-groups has one group of its own, without a key.
// In an item for everybody all travellers take part; in another those who wish to, and those who were fixed there by hand.
// Shapes: what was said of items or groups that are not there (any more) stays beside the rest, and means nothing.
// Errors: field errors at JSON pointers. Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/trips/itinerary.hpp"
#include "engine/trips/traveller.hpp"

namespace tagwerk::trips {

struct ItemGroup {
  std::optional<std::string> key;  // none: all of an item without sub-groups
  std::optional<std::string> name;
  std::optional<int> limit;  // heads
  bool operator==(const ItemGroup&) const = default;
};

struct GroupedItem {
  std::string key;
  std::string title;
  bool for_everybody = true;
  std::optional<int> limit;       // heads, of all groups together
  std::vector<ItemGroup> groups;  // at least one
  bool operator==(const GroupedItem&) const = default;

  [[nodiscard]] bool has_sub_groups() const { return groups.front().key.has_value(); }
  [[nodiscard]] std::optional<std::size_t> find(const std::optional<std::string>& group) const;
};
/// In their order there.
[[nodiscard]] std::vector<GroupedItem> grouped_items(const Itinerary& itinerary);
[[nodiscard]] const GroupedItem* find_item(const std::vector<GroupedItem>& items, std::string_view key);

/// To take part in an item, in these of its groups, the dearest first. No group: in whichever.
struct GroupWish {
  std::string item;
  std::vector<std::string> groups;
  bool operator==(const GroupWish&) const = default;
};

struct GroupPlace {
  std::string item;
  std::optional<std::string> group;  // none: of an item without sub-groups
  bool is_fixed = false;             // by hand: no plan moves him
  bool operator==(const GroupPlace&) const = default;
};

/// A head with a confirmed place, named or not. What was said of somebody else who was named before is left out.
struct GroupTraveller {
  core::ParticipantId id;
  core::CompanyId company;
  std::string company_name;
  Identity who;
  std::vector<GroupWish> wishes;              // by item
  std::int64_t wishes_version = 0;            // 0: nothing was ever wished
  std::optional<core::Instant> wishes_as_of;  // likewise none
  std::vector<GroupPlace> places;             // by item, each once
  bool has_others_row = false;                // what is kept is of somebody else
};

/// Whether what is kept of `kept` is of who is named now. What was kept before anybody was named is the head's, whoever comes.
[[nodiscard]] bool is_of(const Identity& kept, const Identity& now);

/// What is wrong with wishes for these items, at "/wishes/0/groups/1".
[[nodiscard]] std::vector<core::FieldError> check(const std::vector<GroupWish>& wishes,
                                                  const std::vector<GroupedItem>& items);
/// Those for these items and their groups.
[[nodiscard]] std::vector<GroupWish> told(const std::vector<GroupWish>& wishes, const std::vector<GroupedItem>& items);
/// `wanted` in the place of those for these items; others stay. By item.
[[nodiscard]] std::vector<GroupWish> replaced(const std::vector<GroupWish>& before,
                                              const std::vector<GroupWish>& wanted,
                                              const std::vector<GroupedItem>& items);

/// nullptr: none for that item.
[[nodiscard]] const GroupWish* wish_of(const GroupTraveller& traveller, const GroupedItem& item);
/// In a group that is there; nullptr: in none.
[[nodiscard]] const GroupPlace* place_of(const GroupTraveller& traveller, const GroupedItem& item);
[[nodiscard]] bool takes_part(const GroupTraveller& traveller, const GroupedItem& item);

/// Somebody is put somewhere by hand.
struct PlaceWish {
  core::ParticipantId traveller;
  GroupPlace place;
};
/// What is wrong with them at "/places/0/group"; whether limits are kept says the checker (sub_group_plan.hpp).
[[nodiscard]] std::vector<core::FieldError> check(const std::vector<PlaceWish>& places,
                                                  const std::vector<GroupedItem>& items,
                                                  const std::vector<GroupTraveller>& travellers);
/// These in the place of all that they have in these items; other places stay.
void put_places(std::vector<GroupTraveller>& travellers, const std::vector<PlaceWish>& places,
                const std::vector<GroupedItem>& items);

}  // namespace tagwerk::trips
