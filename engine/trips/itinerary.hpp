// Purpose: where a trip goes and what happens there: places, the ways between them, and items such as flights, border crossings and
// visits. What cannot be written down is refused here (check); what cannot be travelled says itinerary_conflicts.hpp.
// Units: wall time of the zone of the place where something begins or ends; minutes; heads. Shapes: keys name places, items and
// groups, and stay when they move. Errors: field errors with JSON pointers into the itinerary.
// Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::trips {

inline constexpr std::size_t max_places = 60;
inline constexpr std::size_t max_hours_per_place = 14;
inline constexpr std::size_t max_transfers = 400;
inline constexpr std::size_t max_items = 300;
inline constexpr std::size_t max_groups_per_item = 20;
inline constexpr int max_transfer_minutes = 24 * 60;
inline constexpr int max_heads = 10'000;
inline constexpr std::size_t max_line = 200;         // code points of a name, a title, a number …
inline constexpr std::size_t max_item_note = 2'000;  // code points
inline constexpr int max_days_around = 31;           // items lie at most so many days before or after the event

enum class ItemKind : std::uint8_t { travel, border_crossing, visit, lodging, meal, free_time };
inline constexpr ItemKind all_item_kinds[] = {ItemKind::travel, ItemKind::border_crossing,
                                              ItemKind::visit,  ItemKind::lodging,
                                              ItemKind::meal,   ItemKind::free_time};
[[nodiscard]] std::string_view to_text(ItemKind kind) noexcept;
[[nodiscard]] std::optional<ItemKind> parse_item_kind(std::string_view text) noexcept;

enum class TravelMode : std::uint8_t { flight, train, ferry, coach, car, walk };
inline constexpr TravelMode all_travel_modes[] = {TravelMode::flight, TravelMode::train, TravelMode::ferry,
                                                  TravelMode::coach,  TravelMode::car,   TravelMode::walk};
[[nodiscard]] std::string_view to_text(TravelMode mode) noexcept;
[[nodiscard]] std::optional<TravelMode> parse_travel_mode(std::string_view text) noexcept;

enum class Weekday : std::uint8_t { monday, tuesday, wednesday, thursday, friday, saturday, sunday };
inline constexpr Weekday all_weekdays[] = {Weekday::monday, Weekday::tuesday,  Weekday::wednesday, Weekday::thursday,
                                           Weekday::friday, Weekday::saturday, Weekday::sunday};
[[nodiscard]] std::string_view to_text(Weekday day) noexcept;
[[nodiscard]] std::optional<Weekday> parse_weekday(std::string_view text) noexcept;
[[nodiscard]] Weekday weekday_of(core::Date date);

/// From opens_at to closes_at, which is on the next day where it is not later: 06:30 to 00:00 is until midnight.
struct OpeningHours {
  std::vector<Weekday> days;  // empty: every day
  core::TimeOfDay opens_at;
  core::TimeOfDay closes_at;
  bool operator==(const OpeningHours&) const = default;
};

struct Place {
  std::string key;
  std::string name;
  std::string country;  // ISO 3166-1 alpha-2
  std::string time_zone;
  std::optional<std::string> address;
  std::vector<OpeningHours> hours;  // empty: always, or nobody knows
  bool operator==(const Place&) const = default;
};

/// How long the way takes, as the organiser says; both ways, unless the other way is there as well.
struct Transfer {
  std::string from;
  std::string to;
  int minutes = 0;
  bool operator==(const Transfer&) const = default;
};

/// Part of those who take part in an item: one of two buses.
struct SubGroup {
  std::string key;
  std::string name;
  std::optional<int> limit;  // heads
  bool operator==(const SubGroup&) const = default;
};

struct Moment {
  core::Date date;
  core::TimeOfDay time;
  bool operator==(const Moment&) const = default;
};

struct Item {
  std::string key;
  ItemKind kind = ItemKind::visit;
  std::string title;
  std::string place;              // where it begins
  std::optional<std::string> to;  // of travel and border crossings: where it ends
  Moment starts;                  // on the wall of `place`
  Moment ends;                    // on the wall of where it ends
  bool for_everybody = true;      // otherwise travellers are assigned one by one
  std::optional<int> limit;       // heads, of the host or the carrier
  std::vector<SubGroup> groups;   // with limits of their own
  std::optional<TravelMode> mode;
  std::optional<std::string> carrier;
  std::optional<std::string> number;  // of the flight or train
  std::optional<std::string> host;
  std::optional<std::string> contact;
  std::optional<std::string> dress;
  std::optional<std::string> identification;  // what the host wants to see at the door
  std::optional<core::Date> register_by;      // names have to be with the host
  std::optional<std::string> note;
  bool operator==(const Item&) const = default;

  [[nodiscard]] const std::string& end_place() const noexcept { return to ? *to : place; }
};

struct Itinerary {
  std::vector<Place> places;
  std::vector<Transfer> transfers;
  std::vector<Item> items;
  bool operator==(const Itinerary&) const = default;

  /// Of a key that is there.
  [[nodiscard]] const Place& place(std::string_view key) const;
  [[nodiscard]] std::optional<int> transfer_minutes(std::string_view from, std::string_view to) const;
};

/// With one way of writing what means the same: days of opening hours in the order of the week, all seven as none.
[[nodiscard]] Itinerary normalized(Itinerary itinerary);

/// When an item begins and ends. A time that the wall shows twice is the first of the two, one that it never shows the end of the gap.
struct Span {
  core::Instant starts_at;
  core::Instant ends_at;
  bool operator==(const Span&) const = default;
};
[[nodiscard]] Span span_of(const Itinerary& itinerary, const Item& item);

/// What is wrong with it at an event on those days.
[[nodiscard]] std::vector<core::FieldError> check(const Itinerary& itinerary, core::Date first_day,
                                                  core::Date last_day);

}  // namespace tagwerk::trips
