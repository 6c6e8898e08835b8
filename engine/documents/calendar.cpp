#include "engine/documents/calendar.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>

#include "engine/core/time_zone.hpp"

namespace tagwerk::documents {
namespace {

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

// libical reads zones into tables that all threads share.
std::mutex& zones_mutex() {
  static std::mutex mutex;
  return mutex;
}

icaltimezone* zone_of(const std::string& name) {
  auto* zone = icaltimezone_get_builtin_timezone(name.c_str());
  if (zone == nullptr) throw std::runtime_error("libical knows no time zone " + name);
  return zone;
}

icaltimetype utc(core::Instant instant) {
  return icaltime_from_timet_with_zone(static_cast<time_t>(core::unix_microseconds(instant) / 1'000'000), 0,
                                       icaltimezone_get_utc_timezone());
}

icaltimetype local(core::Instant instant, icaltimezone* zone) { return icaltime_convert_to_zone(utc(instant), zone); }

// Without rules of its own, as UTC, a zone is no TZID: the time says it itself.
bool has_rules(icaltimezone* zone) { return icaltimezone_get_component(zone) != nullptr; }

icaltimetype time_in(core::Instant instant, icaltimezone* zone) {
  return has_rules(zone) ? local(instant, zone) : utc(instant);
}

struct Zone {
  std::string name;
  icaltimezone* rules;
};

Zone zone_named(const std::string& name, const std::string& otherwise) {
  const auto& wanted = name.empty() ? otherwise : name;
  return {wanted, zone_of(wanted)};
}

icalproperty* with_zone(icalproperty* property, const Zone& zone) {
  if (has_rules(zone.rules)) icalproperty_add_parameter(property, icalparameter_new_tzid(zone.name.c_str()));
  return property;
}

icalcomponent* event_of(const CalendarHead& head, const Appointment& it) {
  auto* event = icalcomponent_new_vevent();
  const auto add = [event](icalproperty* property) { icalcomponent_add_property(event, property); };
  const auto begins = zone_named(it.starts_in, head.time_zone);
  const auto ends = zone_named(it.ends_in, head.time_zone);
  add(icalproperty_new_uid(it.uid.c_str()));
  add(icalproperty_new_sequence(it.sequence));
  add(icalproperty_new_dtstamp(utc(head.changed_at)));
  add(icalproperty_new_lastmodified(utc(head.changed_at)));
  add(with_zone(icalproperty_new_dtstart(time_in(it.starts_at, begins.rules)), begins));
  add(with_zone(icalproperty_new_dtend(time_in(it.ends_at, ends.rules)), ends));
  add(icalproperty_new_summary(it.summary.c_str()));
  if (!it.location.empty()) add(icalproperty_new_location(it.location.c_str()));
  if (!it.description.empty()) add(icalproperty_new_description(it.description.c_str()));
  add(icalproperty_new_status(it.cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
  return event;
}

// What clients look a zone up by; libical's own name has a prefix.
icalcomponent* zone_component(icaltimezone* zone, const std::string& name) {
  auto* component = icalcomponent_new_clone(icaltimezone_get_component(zone));
  if (auto* id = icalcomponent_get_first_property(component, ICAL_TZID_PROPERTY))
    icalproperty_set_tzid(id, name.c_str());
  return component;
}

}  // namespace

std::string calendar_text(const CalendarHead& head, const std::vector<Appointment>& appointments) {
  const std::lock_guard lock(zones_mutex());
  std::set<std::string> zones{head.time_zone};
  for (const auto& it : appointments) {
    for (const auto& zone : {it.starts_in, it.ends_in}) {
      if (!zone.empty()) zones.insert(zone);
    }
  }
  const Component calendar(icalcomponent_new(ICAL_VCALENDAR_COMPONENT));
  const auto add = [&calendar](icalproperty* property) { icalcomponent_add_property(calendar.get(), property); };
  add(icalproperty_new_version("2.0"));
  add(icalproperty_new_prodid("-//Tagwerk//Tagwerk//EN"));
  add(icalproperty_new_calscale("GREGORIAN"));
  add(icalproperty_new_method(ICAL_METHOD_PUBLISH));
  auto* name = icalproperty_new_x(head.name.c_str());
  icalproperty_set_x_name(name, "X-WR-CALNAME");
  add(name);
  for (const auto& zone : zones) {
    if (has_rules(zone_of(zone))) icalcomponent_add_component(calendar.get(), zone_component(zone_of(zone), zone));
  }
  for (const auto& it : appointments) icalcomponent_add_component(calendar.get(), event_of(head, it));
  const std::unique_ptr<char, decltype(&icalmemory_free_buffer)> text(icalcomponent_as_ical_string_r(calendar.get()),
                                                                      &icalmemory_free_buffer);
  if (!text) throw std::runtime_error("libical wrote nothing");
  return text.get();
}

}  // namespace tagwerk::documents
