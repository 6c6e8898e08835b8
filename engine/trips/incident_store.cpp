#include "engine/trips/incident_store.hpp"

#include <string>

namespace tagwerk::trips {
namespace {

const std::string select_incidents =
    "select id, event_id, severity, note, happened_at, item_key, participant_id, reported_by, resolution, created_at, "
    "updated_at, version from trip_incidents where ";

Incident read_incident(storage::Row& row) {
  Incident incident;
  incident.id = row.next<IncidentId>();
  incident.event = row.next<core::EventId>();
  incident.severity = storage::stored(parse_incident_severity(row.next<std::string>()));
  incident.note = row.next<std::string>();
  incident.happened_at = row.next<core::Instant>();
  incident.item = row.next<std::optional<std::string>>();
  incident.participant = row.next<std::optional<core::ParticipantId>>();
  incident.reported_by = row.next<std::string>();
  incident.resolution = row.next<std::optional<std::string>>();
  incident.created_at = row.next<core::Instant>();
  incident.updated_at = row.next<core::Instant>();
  incident.version = row.next<std::int64_t>();
  return incident;
}

}  // namespace

void insert_incident(storage::Transaction& tx, const core::OrganizationId& organization, const Incident& incident) {
  tx.execute(
      "insert into trip_incidents (id, organization_id, event_id, severity, note, happened_at, item_key, participant_id, "
      "reported_by, resolution, version, created_at, updated_at) values (:id, :organization, :event, :severity, :note, "
      ":happened, :item, :participant, :reporter, :resolution, :version, :created, :updated)",
      {{"id", incident.id},
       {"organization", organization},
       {"event", incident.event},
       {"severity", to_text(incident.severity)},
       {"note", incident.note},
       {"happened", incident.happened_at},
       {"item", incident.item},
       {"participant", incident.participant},
       {"reporter", incident.reported_by},
       {"resolution", incident.resolution},
       {"version", incident.version},
       {"created", incident.created_at},
       {"updated", incident.updated_at}});
}

void update_incident(storage::Transaction& tx, const Incident& incident) {
  tx.execute(
      "update trip_incidents set severity = :severity, note = :note, resolution = :resolution, version = :version, "
      "updated_at = :updated where id = :id",
      {{"severity", to_text(incident.severity)},
       {"note", incident.note},
       {"resolution", incident.resolution},
       {"version", incident.version},
       {"updated", incident.updated_at},
       {"id", incident.id}});
}

std::optional<Incident> find_incident(storage::Transaction& tx, const core::EventId& event, const IncidentId& id,
                                      storage::Lock lock) {
  return tx.select_one(storage::locked(select_incidents + "event_id = :event and id = :id", lock),
                       {{"event", event}, {"id", id}}, read_incident);
}

core::Page<Incident> list_incidents(storage::Transaction& tx, const core::EventId& event,
                                    const core::PageRequest& page) {
  return storage::list_rows(tx, {select_incidents + "event_id = :event", {{"event", event}}}, "", page, read_incident);
}

std::vector<Incident> load_incidents_about(storage::Transaction& tx, const core::ParticipantId& participant) {
  return tx.select(select_incidents + "participant_id = :participant order by id", {{"participant", participant}},
                   read_incident);
}

std::int64_t remove_incidents_about(storage::Transaction& tx, const core::ParticipantId& participant) {
  return tx.execute("delete from trip_incidents where participant_id = :participant", {{"participant", participant}});
}

std::int64_t remove_incidents_of(storage::Transaction& tx, const core::EventId& event) {
  return tx.execute("delete from trip_incidents where event_id = :event", {{"event", event}});
}

std::vector<TripWithIncidents> list_trips_with_incidents(storage::Transaction& tx, const core::EventId& after,
                                                         std::size_t limit) {
  return tx.select(
      "select distinct event_id, organization_id from trip_incidents where event_id > :after order by event_id limit :rows",
      {{"after", after}, {"rows", limit}}, [](storage::Row& row) {
        TripWithIncidents trip;
        trip.event = row.next<core::EventId>();
        trip.organization = row.next<core::OrganizationId>();
        return trip;
      });
}

}  // namespace tagwerk::trips
