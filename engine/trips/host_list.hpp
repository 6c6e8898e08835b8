// Purpose: whom the host of an item may expect, and what he needs to know of them: names and companies, the group where there are
// several, and at a meal what is eaten, without names. Nothing else of a traveller is in it.
// Rules: as at the guide's head count (head_count.hpp): of an item that is not for everybody those who are assigned to it, as soon as
// anybody is; of any other all travellers. Errors: none. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/trips/itinerary.hpp"
#include "engine/trips/sub_group.hpp"

namespace tagwerk::trips {

struct ExpectedGuest {
  std::string family_name;
  std::string given_name;
  std::string company;
  std::optional<std::string> group;  // its name
  bool operator==(const ExpectedGuest&) const = default;
};

struct DietaryNeed {
  std::string need;
  std::int64_t heads = 0;
  bool operator==(const DietaryNeed&) const = default;
};

/// At a meal.
struct Diets {
  std::vector<DietaryNeed> needs;  // the most frequent first
  std::int64_t none = 0;           // heads who said that they have none
  std::int64_t unknown = 0;        // heads who have not said, or have no name yet
};

struct HostList {
  Item item;
  Span span;
  std::string place_name;
  std::vector<ExpectedGuest> guests;  // with a name; by group, family name, given name
  std::int64_t expected = 0;          // heads, named or not
  std::int64_t unnamed = 0;           // of these
  std::optional<Diets> diets;         // none: it is no meal

  [[nodiscard]] bool is_over_limit() const noexcept { return item.limit && expected > *item.limit; }
};

/// What each traveller has said: empty for no needs, none for nothing.
using DietaryNeeds = std::map<core::ParticipantId, std::optional<std::string>>;

/// `item` is one of the itinerary; `travellers` have a confirmed place; `needs` is asked of meals only.
[[nodiscard]] HostList host_list(const Itinerary& itinerary, const Item& item,
                                 const std::vector<GroupTraveller>& travellers, const DietaryNeeds& needs);

}  // namespace tagwerk::trips
