#include "engine/statistics/curve_service.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/core/time_zone.hpp"
#include "engine/events/event_store.hpp"
#include "engine/statistics/curve_store.hpp"
#include "engine/statistics/series_of_event.hpp"

namespace tagwerk::statistics {

namespace refusals = core::refusals;

namespace {

core::Result<> check_order(std::optional<core::Date> from, std::optional<core::Date> to) {
  if (!from || !to || *from <= *to) return {};
  return core::fail_field("?to", core::field_order, {{"value", core::to_text(*to)}, {"other", core::to_text(*from)}});
}

PaceEdition edition_of(const events::Event& event, const DaysByEvent& days, core::Instant now) {
  PaceEdition edition;
  edition.event = event.id;
  edition.name = event.name;
  edition.edition_year = event.edition_year;
  edition.starts_on = event.starts_on;
  edition.today = core::local_date(now, event.time_zone).value();
  edition.is_over = events::is_over(event.status, event.ends_on, edition.today);
  if (const auto found = days.find(event.id); found != days.end()) edition.curve = curve_of(found->second);
  return edition;
}

// In the order asked for.
core::Result<std::vector<events::Event>> named(storage::Transaction& tx, const access::Call& call,
                                               const std::vector<core::EventId>& ids) {
  const auto known = events::find_events(tx, call.principal.organization, {ids.begin(), ids.end()});
  std::vector<events::Event> found;
  std::vector<core::FieldError> unknown;
  for (const auto& id : ids) {
    if (const auto one = known.find(id); one != known.end()) {
      found.push_back(one->second);
    } else {
      unknown.push_back({"?against", &core::reference_not_found, {{"object", "event"}, {"value", id.text()}}});
    }
  }
  if (!unknown.empty()) return core::fail_fields(std::move(unknown));
  return found;
}

// The latest first.
std::vector<events::Event> earlier_editions(storage::Transaction& tx, const access::Call& call,
                                            const events::Event& event) {
  const auto ids = list_earlier_editions(tx, event, max_editions_of_pace);
  if (ids.empty()) return {};
  const auto known = events::find_events(tx, call.principal.organization, {ids.begin(), ids.end()});
  std::vector<events::Event> found;
  for (const auto& id : ids) {
    if (const auto one = known.find(id); one != known.end()) found.push_back(one->second);
  }
  return found;
}

}  // namespace

core::Result<std::string> CurveService::series_of(const access::Call& call, const core::EventId& event) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) { return series_of_event(tx, call, event); });
}

core::Result<EventCurve> CurveService::days(const access::Call& call, const core::EventId& event,
                                            std::optional<core::Date> from, std::optional<core::Date> to) {
  if (auto ordered = check_order(from, to); !ordered) return ordered.error();
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<EventCurve> {
    auto found = events::find_event(tx, call.principal.organization, event);
    if (!found) return refusals::not_found("event", event.text());
    EventCurve curve{.event = event,
                     .time_zone = std::move(found->time_zone),
                     .starts_on = found->starts_on,
                     .as_of = call.now,
                     .days = curve_of(load_days(tx, event))};
    std::erase_if(curve.days, [&](const CurvePoint& point) {
      return point.day < from.value_or(point.day) || point.day > to.value_or(point.day);
    });
    return curve;
  });
}

core::Result<Pace> CurveService::pace(const access::Call& call, const core::EventId& event,
                                      const std::vector<core::EventId>& against) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<Pace> {
    const auto found = events::find_event(tx, call.principal.organization, event);
    if (!found) return refusals::not_found("event", event.text());
    auto others = against.empty() ? core::Result<std::vector<events::Event>>(earlier_editions(tx, call, *found))
                                  : named(tx, call, against);
    if (!others) return others.error();
    std::set<core::EventId> ids{event};
    for (const auto& one : *others) ids.insert(one.id);
    const auto days = load_days(tx, ids);
    std::vector<PaceEdition> editions;
    editions.reserve(others->size());
    for (const auto& one : *others) editions.push_back(edition_of(one, days, call.now));
    auto pace = pace_of(edition_of(*found, days, call.now), editions);
    pace.as_of = call.now;
    return pace;
  });
}

}  // namespace tagwerk::statistics
