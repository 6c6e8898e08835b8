// Purpose: SQL of leads (schema: vendor_leads).
// Errors: storage errors are thrown; a row referred to that vanished meanwhile is storage::Restart.
// Thread-safety: as the Transaction. Locks: vendor_participation_store.hpp. Whoever adds one has the participation's row.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"
#include "engine/vendors/lead.hpp"

namespace tagwerk::vendors {

struct LeadFilter {
  std::optional<core::CompanyId> company;
  std::optional<Rating> rating;
};

[[nodiscard]] std::optional<Lead> find_lead(storage::Transaction& tx, const VendorParticipationId& participation,
                                            const LeadId& id, storage::Lock lock = storage::Lock::none);
[[nodiscard]] core::Page<Lead> list_leads(storage::Transaction& tx, const VendorParticipationId& participation,
                                          const LeadFilter& filter, const core::PageRequest& page);
[[nodiscard]] std::int64_t count_leads(storage::Transaction& tx, const VendorParticipationId& participation);
[[nodiscard]] LeadSummary sum_leads(storage::Transaction& tx, const VendorParticipationId& participation);
void insert_lead(storage::Transaction& tx, const core::OrganizationId& organization, const Lead& lead);
void update_lead(storage::Transaction& tx, const Lead& lead);
void remove_lead(storage::Transaction& tx, const LeadId& lead);
/// Leads with the company `from` are with `into`, at new versions; which they are.
[[nodiscard]] std::vector<LeadId> move_leads(storage::Transaction& tx, const core::CompanyId& from,
                                             const core::CompanyId& into, core::Instant now);

}  // namespace tagwerk::vendors
