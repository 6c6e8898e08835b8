// Purpose: where a trip sleeps: the rooms of a lodging, and its nights. A lodging is an item of kind lodging of the itinerary's draft,
// by its key; a night is named by the day on which it begins.
// Rules: nights are from the day on which the item starts to the one before it ends, at least one. An item that goes from the draft
// leaves its rooms behind, without nights. Costs of a lodging are in one currency.
// Units: minor units per night. Errors: field errors at "/rooms/1/beds" … Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/money.hpp"
#include "engine/core/time.hpp"
#include "engine/trips/itinerary.hpp"

namespace tagwerk::trips {

inline constexpr std::size_t max_lodging_rooms = 500;   // of one lodging
inline constexpr std::size_t max_nights_of_room = 366;  // that it can be had in
inline constexpr int max_beds_of_room = 4;
inline constexpr std::int64_t max_cost_of_night = 1'000'000'000;

enum class LodgingRoomKind : std::uint8_t {
  single,
  double_bed,  // one bed: for two who both asked to share with each other, or for one
  twin         // as many beds as it says
};
inline constexpr LodgingRoomKind all_lodging_room_kinds[] = {LodgingRoomKind::single, LodgingRoomKind::double_bed,
                                                             LodgingRoomKind::twin};
[[nodiscard]] std::string_view to_text(LodgingRoomKind kind) noexcept;
[[nodiscard]] std::optional<LodgingRoomKind> parse_lodging_room_kind(std::string_view text) noexcept;

struct LodgingRoom {
  std::string key;
  std::string name;
  LodgingRoomKind kind = LodgingRoomKind::single;
  std::optional<int> beds;  // of a twin, and only there
  bool accessible = false;
  core::Money cost_per_night;
  std::vector<core::Date> nights;  // in which it can be had; empty: all
  bool operator==(const LodgingRoom&) const = default;

  /// How many can sleep there.
  [[nodiscard]] int places() const noexcept;
};

/// With one way of writing what means the same: two beds of a twin are said, nights are in order and once.
[[nodiscard]] std::vector<LodgingRoom> normalized(std::vector<LodgingRoom> rooms);
[[nodiscard]] std::vector<core::FieldError> check(const std::vector<LodgingRoom>& rooms);

struct Lodging {
  std::string key;
  std::optional<std::string> title;  // none: the draft has no such item any more
  bool for_everybody = true;         // otherwise for those of whom somebody said when they are there
  std::vector<core::Date> nights;    // in order; empty: the item is missing
  std::vector<LodgingRoom> rooms;
  std::int64_t version = 0;  // 0: nobody has said anything of its rooms
  bool operator==(const Lodging&) const = default;

  [[nodiscard]] bool is_missing() const noexcept { return !title; }
  /// nullptr: it has none.
  [[nodiscard]] const LodgingRoom* room(std::string_view key) const noexcept;
  /// Of its costs; none without rooms.
  [[nodiscard]] std::optional<std::string> currency() const;
};

[[nodiscard]] std::vector<core::Date> nights_of(const Item& item);
/// Those of the draft in its order, then those that are missing there and have rooms, by key. `stored`: keys, rooms and versions.
[[nodiscard]] std::vector<Lodging> lodgings_of(const Itinerary& draft, std::vector<Lodging> stored);

}  // namespace tagwerk::trips
