// Purpose: notes of what happened on the road: who guides a trip writes them down, staff reads them and says what became of it. They
// may be about somebody's health, and go with what travellers said of theirs: see IncidentKeeper. The audit trail says that there
// was one, never what.
// Errors: core::not_found (event, incident), not_a_study_trip, core::validation_failed (also core::reference_not_found at /item and
// /participant_id, registration::scanned_in_future), core::precondition_failed. Thread-safety: any thread.
#pragma once

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/incident.hpp"

namespace tagwerk::trips {

class IncidentService {
 public:
  explicit IncidentService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<Incident> report(const access::Call& call, const core::EventId& event,
                                              const NewIncident& incident);
  [[nodiscard]] core::Result<core::Page<Incident>> list(const access::Call& call, const core::EventId& event,
                                                        const core::PageRequest& page);
  [[nodiscard]] core::Result<Incident> find(const access::Call& call, const core::EventId& event, const IncidentId& id);
  [[nodiscard]] core::Result<Incident> change(const access::Call& call, const core::EventId& event,
                                              const IncidentId& id, const IncidentPatch& patch,
                                              const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::trips
