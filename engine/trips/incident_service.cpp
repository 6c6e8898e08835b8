#include "engine/trips/incident_service.hpp"

#include <algorithm>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/trips/incident_store.hpp"
#include "engine/trips/itinerary_store.hpp"
#include "engine/trips/trip.hpp"

namespace tagwerk::trips {

namespace refusals = core::refusals;

namespace {

void record(storage::Transaction& tx, const access::Call& call, const IncidentId& id, std::string_view action,
            std::vector<audit::Change> changes = {}) {
  audit::record(tx, call,
                {.object_kind = "trip_incident", .object = id.uuid, .action = action, .changes = std::move(changes)});
}

bool has_item(const Itinerary& itinerary, const std::string& key) {
  return std::ranges::find(itinerary.items, key, &Item::key) != itinerary.items.end();
}

// Of what travellers were told, or of what is planned now.
bool is_item(storage::Transaction& tx, const core::EventId& event, const std::string& key) {
  if (const auto draft = find_draft(tx, event); draft && has_item(draft->itinerary, key)) return true;
  const auto told = find_publication(tx, event, {});
  return told && has_item(told->itinerary, key);
}

core::Result<Incident> existing(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                                const IncidentId& id, storage::Lock lock = storage::Lock::none) {
  if (const auto trip = find_trip(tx, call, event); !trip) return trip.error();
  auto incident = find_incident(tx, event, id, lock);
  if (!incident) return refusals::not_found("incident", id.text());
  return *std::move(incident);
}

}  // namespace

core::Result<Incident> IncidentService::report(const access::Call& call, const core::EventId& id,
                                               const NewIncident& wanted) {
  if (auto wrong = check(wanted, call.now); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Incident> {
    const auto event = find_trip(tx, call, id, storage::Lock::shared);
    if (!event) return event.error();
    if (wanted.item && !is_item(tx, id, *wanted.item))
      return refusals::no_such_reference("/item", "item", *wanted.item);
    if (wanted.participant && !registration::find_participant(tx, call.principal.organization, id, *wanted.participant))
      return refusals::no_such_reference("/participant_id", "participant", wanted.participant->text());
    Incident incident;
    incident.id = IncidentId::make(call.now);
    incident.event = id;
    incident.severity = wanted.severity;
    incident.note = wanted.note;
    incident.happened_at = wanted.happened_at.value_or(call.now);
    incident.item = wanted.item;
    incident.participant = wanted.participant;
    incident.reported_by = call.principal.name;
    incident.created_at = call.now;
    incident.updated_at = call.now;
    insert_incident(tx, call.principal.organization, incident);
    record(tx, call, incident.id, "created");
    return incident;
  });
}

core::Result<core::Page<Incident>> IncidentService::list(const access::Call& call, const core::EventId& id,
                                                         const core::PageRequest& page) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<core::Page<Incident>> {
    if (const auto event = find_trip(tx, call, id); !event) return event.error();
    return list_incidents(tx, id, page);
  });
}

core::Result<Incident> IncidentService::find(const access::Call& call, const core::EventId& event,
                                             const IncidentId& id) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) { return existing(tx, call, event, id); });
}

core::Result<Incident> IncidentService::change(const access::Call& call, const core::EventId& event,
                                               const IncidentId& id, const IncidentPatch& patch,
                                               const core::ExpectedVersion& expected) {
  if (auto wrong = check(patch); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Incident> {
    const auto before = existing(tx, call, event, id, storage::Lock::for_update);
    if (!before) return before.error();
    if (!expected.is_met_by(before->version)) return core::fail(core::precondition_failed);
    auto after = patched(*before, patch);
    if (after == *before) return after;
    ++after.version;
    after.updated_at = call.now;
    update_incident(tx, after);
    // Not the texts: the trail is kept when they go.
    std::vector<audit::Change> changes;
    if (after.severity != before->severity)
      changes.push_back({"severity", std::string(to_text(before->severity)), std::string(to_text(after.severity))});
    if (after.note != before->note) changes.push_back({"note", "given", "given anew"});
    if (after.resolution != before->resolution) {
      const auto said = [](const auto& text) { return text ? std::optional<std::string>("given") : std::nullopt; };
      changes.push_back(
          {"resolution", said(before->resolution),
           before->resolution && after.resolution ? std::optional<std::string>("given anew") : said(after.resolution)});
    }
    record(tx, call, id, "changed", std::move(changes));
    return after;
  });
}

}  // namespace tagwerk::trips
