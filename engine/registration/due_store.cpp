#include "engine/registration/due_store.hpp"

#include "engine/storage/rows.hpp"

namespace tagwerk::registration {

std::vector<DueRegistration> find_due(storage::Transaction& tx, core::Instant now, std::size_t limit) {
  return tx.select(
      "select r.organization_id, d.registration_id from registration_deadlines d force index (ix_deadline_due) "
      "join registrations r on r.id = d.registration_id where d.due_at <= :now order by d.due_at limit :limit",
      {{"now", now}, {"limit", limit}}, [](storage::Row& row) {
        return DueRegistration{.organization = row.next<core::OrganizationId>(),
                               .registration = row.next<core::RegistrationId>()};
      });
}

std::vector<DueContingent> find_to_release(storage::Transaction& tx, core::Instant now, std::size_t limit) {
  return tx.select(
      "select e.organization_id, c.event_id, c.contingent_key from contingents c join events e on e.id = c.event_id "
      "where c.released = 0 and c.release_at <= :now order by c.release_at limit :limit",
      {{"now", now}, {"limit", limit}}, [](storage::Row& row) {
        return DueContingent{.organization = row.next<core::OrganizationId>(),
                             .event = row.next<core::EventId>(),
                             .key = row.next<std::string>()};
      });
}

bool mark_released(storage::Transaction& tx, const core::EventId& event, const std::string& key, core::Instant now) {
  const storage::Binds binds{{"event", event}, {"key", key}, {"now", now}};
  const std::string which =
      " where event_id = :event and contingent_key = :key and released = 0 and release_at <= :now";
  if (!tx.scalar<int>("select 1 from contingents" + which + " for update", binds)) return false;
  tx.execute("update contingents set released = 1" + which, binds);
  return true;
}

}  // namespace tagwerk::registration
