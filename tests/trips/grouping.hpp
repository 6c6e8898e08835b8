// Purpose: items with groups and travellers with wishes, in few words. Thread-safety: values and pure functions.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/trips/sub_group_plan.hpp"

namespace tagwerk::test {

/// An item without places and times, which no rule of groups asks for.
inline trips::Item grouped(std::string key, bool for_everybody, std::optional<int> limit,
                           std::vector<trips::SubGroup> groups = {}) {
  trips::Item item;
  item.key = std::move(key);
  item.title = "Punkt " + item.key;
  item.for_everybody = for_everybody;
  item.limit = limit;
  item.groups = std::move(groups);
  return item;
}

inline trips::SubGroup a_group(std::string key, std::optional<int> limit = {}) {
  auto name = "Gruppe " + key;
  return {.key = std::move(key), .name = std::move(name), .limit = limit};
}

inline trips::GroupTraveller going(std::string given_name, std::vector<trips::GroupWish> wishes = {},
                                   std::vector<trips::GroupPlace> places = {}) {
  trips::GroupTraveller traveller;
  traveller.id = core::ParticipantId::make(core::parse_rfc3339("2016-11-10T08:00:00Z").value());
  traveller.company_name = "Systemhaus Süd";
  traveller.who.name =
      registration::Attendee{.given_name = given_name, .family_name = "Beispiel", .email = given_name + "@example.org"};
  traveller.wishes = std::move(wishes);
  traveller.places = std::move(places);
  return traveller;
}

/// "bus-1: Anna Bert*, bus-2: Carl; -: Dora": by item and group, * fixed, - those without; a group without a key is "all".
inline std::string text_of(const trips::ToldSubGroups& told) {
  std::string text;
  const auto add = [&](const std::string& name, const std::vector<trips::GroupHead>& heads, std::int64_t count) {
    if (count == 0) return;
    text.append(text.empty() || text.ends_with("; ") ? "" : ", ").append(name).append(":");
    for (const auto& head : heads)
      text.append(" ").append(head.given_name.value_or("?")).append(head.is_fixed ? "*" : "");
    const auto others = count - static_cast<std::int64_t>(heads.size());
    if (others > 0) text.append(" +").append(std::to_string(others));
  };
  for (const auto& item : told.items) {
    if (!text.empty()) text.append("; ");
    for (const auto& group : item.groups) add(group.group.key.value_or("all"), group.travellers, group.heads);
    add("-", item.without_group, item.heads_without_group);
  }
  return text;
}

}  // namespace tagwerk::test
