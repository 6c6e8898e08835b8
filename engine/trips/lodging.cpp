#include "engine/trips/lodging.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/core/field_checks.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/one_of.hpp"
#include "engine/core/text.hpp"
#include "engine/trips/rooming_errors.hpp"

namespace tagwerk::trips {
namespace {

constexpr int beds_of_twin = 2;  // where nobody says more

core::Fields check_room(const std::string& at, const LodgingRoom& room, const std::string& currency) {
  auto fields = core::MemberRules(at).key("key", room.key).line("name", room.name, max_line).take();
  if (room.beds && room.kind != LodgingRoomKind::twin) {
    fields.push_back({at + "/beds", &core::field_unknown, {{"value", "beds"}}});
  } else if (room.beds) {
    core::check_range(fields, at + "/beds", *room.beds, beds_of_twin, max_beds_of_room);
  }
  if (room.cost_per_night.currency != currency) {
    fields.push_back({at + "/cost_per_night/currency",
                      &one_currency_per_lodging,
                      {{"expected", core::echo(currency)}, {"value", core::echo(room.cost_per_night.currency)}}});
  } else {
    core::check_money(fields, at + "/cost_per_night", room.cost_per_night, 0, max_cost_of_night);
  }
  core::check_count(fields, at + "/nights", room.nights.size(), 0, max_nights_of_room);
  return fields;
}

}  // namespace

std::string_view to_text(LodgingRoomKind kind) noexcept {
  switch (kind) {
    case LodgingRoomKind::single:
      return "single";
    case LodgingRoomKind::double_bed:
      return "double";
    case LodgingRoomKind::twin:
      return "twin";
  }
  return "single";
}

std::optional<LodgingRoomKind> parse_lodging_room_kind(std::string_view text) noexcept {
  return core::one_of(all_lodging_room_kinds, text);
}

int LodgingRoom::places() const noexcept {
  switch (kind) {
    case LodgingRoomKind::single:
      return 1;
    case LodgingRoomKind::double_bed:
      return 2;
    case LodgingRoomKind::twin:
      return beds.value_or(beds_of_twin);
  }
  return 1;
}

std::vector<LodgingRoom> normalized(std::vector<LodgingRoom> rooms) {
  for (auto& room : rooms) {
    if (room.kind == LodgingRoomKind::twin) room.beds = room.beds.value_or(beds_of_twin);
    std::sort(room.nights.begin(), room.nights.end());
    room.nights.erase(std::unique(room.nights.begin(), room.nights.end()), room.nights.end());
  }
  return rooms;
}

std::vector<core::FieldError> check(const std::vector<LodgingRoom>& rooms) {
  core::Fields fields;
  core::check_count(fields, "/rooms", rooms.size(), 0, max_lodging_rooms);
  std::set<std::string_view> keys;
  for (std::size_t i = 0; i < rooms.size(); ++i) {
    const auto at = "/rooms/" + std::to_string(i);
    core::append(fields, check_room(at, rooms[i], rooms.front().cost_per_night.currency));
    if (!keys.insert(rooms[i].key).second)
      fields.push_back({at + "/key", &core::field_duplicate, {{"value", core::echo(rooms[i].key)}}});
  }
  return fields;
}

const LodgingRoom* Lodging::room(std::string_view room_key) const noexcept {
  const auto found = std::ranges::find(rooms, room_key, &LodgingRoom::key);
  return found == rooms.end() ? nullptr : &*found;
}

std::optional<std::string> Lodging::currency() const {
  return rooms.empty() ? std::nullopt : std::optional(rooms.front().cost_per_night.currency);
}

std::vector<core::Date> nights_of(const Item& item) {
  const boost::gregorian::days one_day(1);
  std::vector<core::Date> nights{item.starts.date};
  for (auto day = item.starts.date + one_day; day < item.ends.date; day += one_day) nights.push_back(day);
  return nights;
}

std::vector<Lodging> lodgings_of(const Itinerary& draft, std::vector<Lodging> stored) {
  std::map<std::string, Lodging> by_key;
  for (auto& one : stored) {
    auto key = one.key;
    by_key.emplace(std::move(key), std::move(one));
  }
  std::vector<Lodging> all;
  for (const auto& item : draft.items) {
    if (item.kind != ItemKind::lodging) continue;
    Lodging lodging;
    if (const auto found = by_key.find(item.key); found != by_key.end()) {
      lodging = std::move(found->second);
      by_key.erase(found);
    }
    lodging.key = item.key;
    lodging.title = item.title;
    lodging.for_everybody = item.for_everybody;
    lodging.nights = nights_of(item);
    all.push_back(std::move(lodging));
  }
  for (auto& [key, lodging] : by_key) {
    if (!lodging.rooms.empty()) all.push_back(std::move(lodging));
  }
  return all;
}

}  // namespace tagwerk::trips
