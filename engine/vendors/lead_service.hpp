// Purpose: the contacts that a vendor keeps after an event. They are that vendor's: its token alone reads and changes them, and
// the audit trail says which members changed, never to what. Organizers get counts.
// Errors: core::not_found (participation, lead), core::validation_failed (core::reference_not_found and company_is_no_partner at
// /company_id, consent_needed, registration::not_in_past), participation_not_booked, too_many_leads, core::precondition_failed.
// Thread-safety: any thread.
#pragma once

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"
#include "engine/vendors/lead.hpp"
#include "engine/vendors/lead_store.hpp"

namespace tagwerk::vendors {

class LeadService {
 public:
  explicit LeadService(storage::Database& database) : database_(&database) {}

  /// Of a participation that is booked or confirmed; what is there can be changed and erased also when it is cancelled.
  [[nodiscard]] core::Result<Lead> create(const access::Call& call, const VendorParticipationId& participation,
                                          const NewLead& wanted);
  [[nodiscard]] core::Result<Lead> find(const access::Call& call, const VendorParticipationId& participation,
                                        const LeadId& id);
  [[nodiscard]] core::Result<core::Page<Lead>> list(const access::Call& call,
                                                    const VendorParticipationId& participation,
                                                    const LeadFilter& filter, const core::PageRequest& page);
  [[nodiscard]] core::Result<Lead> change(const access::Call& call, const VendorParticipationId& participation,
                                          const LeadId& id, const LeadPatch& patch,
                                          const core::ExpectedVersion& expected);
  [[nodiscard]] core::Result<> remove(const access::Call& call, const VendorParticipationId& participation,
                                      const LeadId& id, const core::ExpectedVersion& expected);
  /// Counts, also for who may not read the contacts.
  [[nodiscard]] core::Result<LeadSummary> summary(const access::Call& call, const VendorParticipationId& participation);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::vendors
