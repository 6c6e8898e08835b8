#include "engine/events/event_service.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/capacity_store.hpp"
#include "engine/events/changed_members.hpp"
#include "engine/events/event_store.hpp"
#include "engine/events/events_errors.hpp"
#include "engine/events/series_store.hpp"
#include "engine/events/venue_store.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::events {

namespace refusals = core::refusals;

namespace {

using Fields = std::vector<core::FieldError>;

void record(storage::Transaction& tx, const access::Call& call, std::string_view action,
            const std::optional<Event>& before, const std::optional<Event>& after) {
  audit::record(tx, call,
                {.object_kind = "event",
                 .object = (after ? *after : before.value()).id.uuid,
                 .action = action,
                 .changes = changed_members(before, after)});
}

Event event_of(const access::Call& call, const NewEvent& wanted) {
  return {.id = core::EventId::make(call.now),
          .series = {},
          .series_key = wanted.series_key,
          .name = wanted.name,
          .edition_year = wanted.edition_year,
          .starts_on = wanted.starts_on,
          .ends_on = wanted.ends_on,
          .time_zone = wanted.time_zone,
          .city = wanted.city,
          .country = wanted.country,
          .venue = wanted.venue,
          .status = wanted.status,
          .note = wanted.note,
          .created_at = call.now,
          .updated_at = call.now};
}

// Looks up what the event refers to, and adds what it refers to in vain.
void resolve_series(storage::Transaction& tx, const access::Call& call, const std::string& key, Event& event,
                    Fields& errors) {
  const auto series = find_series_by_key(tx, call.principal.organization, key);
  if (!series) {
    errors.push_back({"/series_key", &core::reference_not_found, {{"object", "series"}, {"value", key}}});
    return;
  }
  event.series = series->id;
  event.series_key = series->key;
  event.kind = series->kind;
}

void check_venue(storage::Transaction& tx, const access::Call& call, const std::optional<core::VenueId>& venue,
                 Fields& errors) {
  if (!venue || find_venue(tx, call.principal.organization, *venue)) return;
  errors.push_back({"/venue_id", &core::reference_not_found, {{"object", "venue"}, {"value", venue->text()}}});
}

core::Error refused_transition(EventStatus from, EventStatus to) {
  std::string allowed;
  for (const auto status : all_event_statuses) {
    if (status != from && may_become(from, status)) allowed.append(allowed.empty() ? "" : ", ").append(to_text(status));
  }
  return core::fail(status_transition, {{"from", std::string(to_text(from))},
                                        {"to", std::string(to_text(to))},
                                        {"allowed", allowed.empty() ? "-" : allowed}});
}

// The event, locked, in the version that the caller knows.
core::Result<Event> take(storage::Transaction& tx, const access::Call& call, const core::EventId& id,
                         const core::ExpectedVersion& expected) {
  auto event = find_event(tx, call.principal.organization, id, storage::Lock::for_update);
  if (!event) return refusals::not_found("event", id.text());
  if (!expected.is_met_by(event->version)) return core::fail(core::precondition_failed);
  return *std::move(event);
}

core::Result<Event> changed(storage::Transaction& tx, const access::Call& call, const Event& before,
                            const EventPatch& patch) {
  auto after = patched(before, patch);
  auto errors = check(after, &patch);
  if (patch.series_key) resolve_series(tx, call, *patch.series_key, after, errors);
  if (patch.venue) check_venue(tx, call, *patch.venue, errors);
  if (!errors.empty()) return core::fail_fields(std::move(errors));
  if (patch.status) {
    if (!may_become(before.status, *patch.status)) return refused_transition(before.status, *patch.status);
    after.status = *patch.status;
  }
  return after;
}

}  // namespace

void EventService::tell_observers(storage::Transaction& tx, const access::Call& call, const std::string& series_key) {
  for (auto* observer : observers_) observer->attendance_changed(tx, call.principal.organization, series_key);
}

std::vector<std::string> EventService::dependents_of(storage::Transaction& tx, const core::EventId& event) {
  std::vector<std::string> all;
  for (auto* dependents : dependents_) {
    for (auto& one : dependents->dependents(tx, event)) all.push_back(std::move(one));
  }
  return all;
}

core::Result<Event> EventService::create(const access::Call& call, const NewEvent& wanted) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Event> {
    auto event = event_of(call, wanted);
    auto errors = check(event);
    resolve_series(tx, call, wanted.series_key, event, errors);
    check_venue(tx, call, wanted.venue, errors);
    if (!errors.empty()) return core::fail_fields(std::move(errors));
    insert_event(tx, call.principal.organization, event);
    insert_own_pools(tx, event.id);
    record(tx, call, "created", std::nullopt, event);
    tell_observers(tx, call, event.series_key);
    return event;
  });
}

core::Result<Event> EventService::find(const access::Call& call, const core::EventId& id) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<Event> {
    auto event = find_event(tx, call.principal.organization, id);
    if (!event) return refusals::not_found("event", id.text());
    return *std::move(event);
  });
}

core::Result<core::Page<Event>> EventService::list(const access::Call& call, const EventFilter& filter,
                                                   const core::PageRequest& page) {
  if (filter.from && filter.to && *filter.to < *filter.from) {
    return core::fail_field("?to", core::field_order,
                            {{"value", core::to_text(*filter.to)}, {"other", core::to_text(*filter.from)}});
  }
  return access::reading(*database_, call, [&](storage::Transaction& tx) {
    return list_events(tx, call.principal.organization, filter, page);
  });
}

core::Result<Event> EventService::change(const access::Call& call, const core::EventId& id, const EventPatch& patch,
                                         const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Event> {
    const auto before = take(tx, call, id, expected);
    if (!before) return before.error();
    // Whoever takes or frees places has the event, too: nobody is half-way through. Its dependents may do so now.
    if (patch.status) static_cast<void>(lock_pools(tx, id));
    auto after = changed(tx, call, *before, patch);
    if (!after || *after == *before) return after;
    ++after->version;
    after->updated_at = call.now;
    update_event(tx, *after);
    const bool is_cancelled = after->status == EventStatus::cancelled && before->status != EventStatus::cancelled;
    record(tx, call, is_cancelled ? "cancelled" : "changed", *before, *after);
    const bool has_other_days = after->starts_on != before->starts_on || after->ends_on != before->ends_on ||
                                after->time_zone != before->time_zone;
    if (has_other_days) {
      for (auto* dependents : dependents_) {
        if (auto moved = dependents->days_changed(tx, call, *before, *after); !moved) return moved.error();
      }
    }
    if (is_cancelled) {
      for (auto* dependents : dependents_) dependents->event_cancelled(tx, call, id);
    }
    if (before->status == EventStatus::completed && after->status != EventStatus::completed) {
      for (auto* dependents : dependents_) dependents->places_freed(tx, call, id);
    }
    if (counts_differently(*before, *after)) {
      tell_observers(tx, call, after->series_key);
      if (after->series != before->series) tell_observers(tx, call, before->series_key);
    }
    return after;
  });
}

core::Result<> EventService::remove(const access::Call& call, const core::EventId& id,
                                    const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    const auto event = take(tx, call, id, expected);
    if (!event) return event.error();
    static_cast<void>(lock_pools(tx, id));
    if (const auto all = dependents_of(tx, id); !all.empty())
      return refusals::still_referenced("event", id.text(), all);
    remove_pools(tx, id);
    if (!remove_event(tx, id)) return refusals::still_referenced("event", id.text(), {});
    record(tx, call, "deleted", *event, std::nullopt);
    tell_observers(tx, call, event->series_key);
    return {};
  });
}

}  // namespace tagwerk::events
