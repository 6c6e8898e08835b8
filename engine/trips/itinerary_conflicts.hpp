// Purpose: what is wrong with an itinerary for those who have to travel it: items at the same time, ways that are too short, closed
// doors, times that the wall never shows. All of it at once, in the order of time.
// A blocking conflict keeps an itinerary from being published; a warning does not.
// Method: items that everybody takes part in are one way through time and places; whoever goes to another item as well must be able to
// do both, and nobody is assigned to two items at the same time. Lodging is where one sleeps: nights lead over it, and it
// keeps nobody from anything.
// Units: minutes, heads. Errors: none. Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/trips/itinerary.hpp"

namespace tagwerk::trips {

enum class Severity : std::uint8_t { block, warn };
inline constexpr Severity all_severities[] = {Severity::block, Severity::warn};
[[nodiscard]] std::string_view to_text(Severity severity) noexcept;

enum class ConflictKind : std::uint8_t {
  ends_before_it_starts,
  time_skipped,      // by a change of clocks
  time_shown_twice,  // the first of the two is taken
  overlap,
  arrives_too_late,  // where the next item has begun
  transfer_too_short,
  way_unknown,         // how to get to the next item
  border_not_crossed,  // the next item is in another country
  closed,
  outside_the_event,
  night_without_lodging,
  too_few_places,      // for everybody
  travellers_overlap,  // some are assigned to both of two items
};
inline constexpr ConflictKind all_conflict_kinds[] = {ConflictKind::ends_before_it_starts,
                                                      ConflictKind::time_skipped,
                                                      ConflictKind::time_shown_twice,
                                                      ConflictKind::overlap,
                                                      ConflictKind::arrives_too_late,
                                                      ConflictKind::transfer_too_short,
                                                      ConflictKind::way_unknown,
                                                      ConflictKind::border_not_crossed,
                                                      ConflictKind::closed,
                                                      ConflictKind::outside_the_event,
                                                      ConflictKind::night_without_lodging,
                                                      ConflictKind::too_few_places,
                                                      ConflictKind::travellers_overlap};
[[nodiscard]] std::string_view to_text(ConflictKind kind) noexcept;
[[nodiscard]] Severity severity_of(ConflictKind kind) noexcept;

inline constexpr std::size_t max_conflicts = 500;  // told at once

struct Conflict {
  ConflictKind kind = ConflictKind::overlap;
  Severity severity = Severity::block;
  std::optional<std::size_t> item;   // position in the itinerary; none: a night
  std::optional<std::size_t> other;  // the later one, where there are two
  core::Arguments arguments;
  bool operator==(const Conflict&) const = default;
};
/// In a sentence.
[[nodiscard]] std::string words_of(const Conflict& conflict, core::Language language);

/// What the event says of the trip.
struct TripFrame {
  core::Date first_day;
  core::Date last_day;
  int heads = 0;  // that travel
};

/// By traveller: the keys of the items to which he is assigned, of those that are not for everybody.
using Assigned = std::vector<std::vector<std::string>>;

/// Of an itinerary without field errors. At most max_conflicts.
[[nodiscard]] std::vector<Conflict> conflicts_of(const Itinerary& itinerary, const TripFrame& frame,
                                                 const Assigned& assigned = {});
[[nodiscard]] bool blocks(const std::vector<Conflict>& conflicts) noexcept;

}  // namespace tagwerk::trips
