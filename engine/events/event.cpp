#include "engine/events/event.hpp"

#include <utility>

#include "engine/core/field_checks.hpp"
#include "engine/core/one_of.hpp"
#include "engine/core/text.hpp"
#include "engine/core/time_zone.hpp"

namespace tagwerk::events {
namespace {

template <class T>
void take(T& into, const std::optional<T>& from) {
  if (from) into = *from;
}

core::FieldError wrong_format(std::string pointer, const std::string& value, std::string expected) {
  return {std::move(pointer), &core::field_format, {{"value", value}, {"expected", std::move(expected)}}};
}

}  // namespace

std::string_view to_text(EventStatus status) noexcept {
  switch (status) {
    case EventStatus::planned:
      return "planned";
    case EventStatus::open:
      return "open";
    case EventStatus::closed:
      return "closed";
    case EventStatus::completed:
      return "completed";
    case EventStatus::cancelled:
      break;
  }
  return "cancelled";
}

std::optional<EventStatus> parse_event_status(std::string_view text) noexcept {
  return core::one_of(all_event_statuses, text);
}

bool may_become(EventStatus from, EventStatus to) noexcept {
  if (from == to) return true;
  if (from == EventStatus::cancelled) return false;
  if (from == EventStatus::completed) return to == EventStatus::closed;
  return true;
}

std::vector<core::FieldError> check_days(const core::Date& starts_on, const core::Date& ends_on, std::string pointer) {
  if (ends_on >= starts_on) return {};
  return {{std::move(pointer),
           &core::field_order,
           {{"value", core::to_text(ends_on)}, {"other", core::to_text(starts_on)}}}};
}

std::vector<core::FieldError> check(const Event& event, const EventPatch* patch) {
  const bool only_start_given = patch != nullptr && patch->starts_on && !patch->ends_on;
  std::vector<core::FieldError> errors;
  check_range(errors, "/edition_year", event.edition_year, min_edition_year, max_edition_year);
  for (auto& wrong : check_days(event.starts_on, event.ends_on, only_start_given ? "/starts_on" : "/ends_on"))
    errors.push_back(std::move(wrong));
  if (!core::is_time_zone(event.time_zone))
    errors.push_back(wrong_format("/time_zone", event.time_zone, "an IANA time zone such as Europe/Berlin"));
  if (!core::is_country(event.country))
    errors.push_back(wrong_format("/country", event.country, "an ISO 3166-1 country code such as DE"));
  return errors;
}

Event patched(Event event, const EventPatch& patch) {
  take(event.name, patch.name);
  take(event.edition_year, patch.edition_year);
  take(event.starts_on, patch.starts_on);
  take(event.ends_on, patch.ends_on);
  take(event.time_zone, patch.time_zone);
  take(event.city, patch.city);
  take(event.country, patch.country);
  take(event.venue, patch.venue);
  take(event.note, patch.note);
  return event;
}

bool is_over(EventStatus status, core::Date ends_on, core::Date today) {
  return status == EventStatus::completed || ends_on < today;
}

bool counts_differently(const Event& before, const Event& after) noexcept {
  return before.status != after.status || before.edition_year != after.edition_year || before.series != after.series ||
         before.starts_on != after.starts_on || before.ends_on != after.ends_on || before.time_zone != after.time_zone;
}

}  // namespace tagwerk::events
