// Purpose: an event: one edition of a series, at one place, on one or more days.
// Rules: starts_on <= ends_on; edition_year 1900…2200 and free otherwise, because an edition may be named after
// another year than the one it takes place in; the zone is an IANA name, the country two capital letters.
// Status: planned, open and closed follow each other in any order (registration may open again); each of them may be
// completed or cancelled. completed only goes back to closed, to correct what was completed too early. cancelled is
// final: its registrations and tickets are void, so a new date is a new event.
// Errors: returned as field errors. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/events/series.hpp"

namespace tagwerk::events {

inline constexpr int min_edition_year = 1900;
inline constexpr int max_edition_year = 2200;

enum class EventStatus : std::uint8_t { planned, open, closed, completed, cancelled };

inline constexpr EventStatus all_event_statuses[] = {EventStatus::planned, EventStatus::open, EventStatus::closed,
                                                     EventStatus::completed, EventStatus::cancelled};

[[nodiscard]] std::string_view to_text(EventStatus status) noexcept;
[[nodiscard]] std::optional<EventStatus> parse_event_status(std::string_view text) noexcept;
/// May an event of status `from` become `to`? Staying as it is is allowed.
[[nodiscard]] bool may_become(EventStatus from, EventStatus to) noexcept;

/// Completed, or its last day is before `today`, which is that of its zone.
[[nodiscard]] bool is_over(EventStatus status, core::Date ends_on, core::Date today);

struct NewEvent {
  std::string series_key;
  std::string name;
  int edition_year = 0;
  core::Date starts_on;
  core::Date ends_on;
  std::string time_zone;
  std::string city;
  std::string country;
  std::optional<core::VenueId> venue;
  EventStatus status = EventStatus::planned;
  std::optional<std::string> note;
};

struct EventPatch {
  std::optional<std::string> series_key;
  std::optional<std::string> name;
  std::optional<int> edition_year;
  std::optional<core::Date> starts_on;
  std::optional<core::Date> ends_on;
  std::optional<std::string> time_zone;
  std::optional<std::string> city;
  std::optional<std::string> country;
  std::optional<std::optional<core::VenueId>> venue;
  std::optional<EventStatus> status;
  std::optional<std::optional<std::string>> note;
};

struct Event {
  core::EventId id;
  core::SeriesId series;
  std::string series_key;
  SeriesKind kind = SeriesKind::other;  // its series'
  std::string name;
  int edition_year = 0;
  core::Date starts_on;
  core::Date ends_on;
  std::string time_zone;
  std::string city;
  std::string country;
  std::optional<core::VenueId> venue;
  EventStatus status = EventStatus::planned;
  std::optional<std::string> note;
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
  std::int64_t questions_version = 0;  // of what it asks of each participant; 0: nothing ever
  std::int64_t terms_version = 0;      // of what it asks of who registers (event_terms.hpp); 0: nothing
  bool operator==(const Event&) const = default;
};

struct EventFilter {
  std::optional<std::string> series_key;
  std::optional<SeriesKind> kind;
  std::optional<EventStatus> status;
  std::optional<int> edition_year;
  std::optional<core::Date> from;  // starts_on, both ends included
  std::optional<core::Date> to;
};

/// The last day is not before the first; reported at `pointer`.
[[nodiscard]] std::vector<core::FieldError> check_days(const core::Date& starts_on, const core::Date& ends_on,
                                                       std::string pointer = "/ends_on");
/// What is wrong with an event, all at once; pointers into the body of the API. `patch`: what a change names, so that
/// an order of dates is reported at a member that was sent.
[[nodiscard]] std::vector<core::FieldError> check(const Event& event, const EventPatch* patch = nullptr);
/// `event` with the members that the patch names, but for series and status, which need more than a value.
[[nodiscard]] Event patched(Event event, const EventPatch& patch);
/// Would an attendance figure come out differently?
[[nodiscard]] bool counts_differently(const Event& before, const Event& after) noexcept;

}  // namespace tagwerk::events
