// Purpose: SQL of participations (schema: vendor_participations, vendor_extra_lines).
// Errors: storage errors are thrown; a row referred to that vanished meanwhile is storage::Restart.
// Thread-safety: as the Transaction.
// Locks: companies and people, the event, its packages (vendor_package_store.hpp), then participations in the order of their ids,
// then booths, staff and leads.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"
#include "engine/vendors/vendor_participation.hpp"

namespace tagwerk::vendors {

struct ParticipationFilter {
  std::optional<core::CompanyId> company;
  std::optional<ParticipationStatus> status;
  std::optional<std::string> package;  // a key
};

/// The lock is on the participation's row alone.
[[nodiscard]] std::optional<VendorParticipation> find_participation(storage::Transaction& tx,
                                                                    const core::OrganizationId& organization,
                                                                    const VendorParticipationId& id,
                                                                    storage::Lock lock = storage::Lock::none);
[[nodiscard]] core::Page<VendorParticipation> list_participations(storage::Transaction& tx, const core::EventId& event,
                                                                  const ParticipationFilter& filter,
                                                                  const core::PageRequest& page);
/// Those that are not cancelled, locked, by id.
[[nodiscard]] std::vector<VendorParticipation> lock_live_of_event(storage::Transaction& tx, const core::EventId& event);
/// All of a company, locked, by id.
[[nodiscard]] std::vector<VendorParticipation> lock_of_company(storage::Transaction& tx,
                                                               const core::CompanyId& company);
/// Where the company takes part, or did.
[[nodiscard]] std::set<core::EventId> load_events_of(storage::Transaction& tx, const core::CompanyId& company);
[[nodiscard]] std::optional<VendorParticipationId> find_live(storage::Transaction& tx, const core::EventId& event,
                                                             const core::CompanyId& company);

/// False when the company has another one at that event that is not cancelled.
[[nodiscard]] bool insert_participation(storage::Transaction& tx, const core::OrganizationId& organization,
                                        const VendorParticipation& participation);
/// All that can change but the extra lines.
void update_participation(storage::Transaction& tx, const VendorParticipation& participation);
/// Replaces what there was.
void save_extra_lines(storage::Transaction& tx, const VendorParticipation& participation);

/// Participations that hold a place of the package, but for that one.
[[nodiscard]] std::int64_t count_holding(storage::Transaction& tx, const VendorPackageId& package,
                                         const std::optional<VendorParticipationId>& except, core::Instant now);
/// Who takes part, booked or confirmed, and how many talks the package is good for; none: any number.
[[nodiscard]] std::map<core::CompanyId, std::optional<int>> booked_talk_quotas(storage::Transaction& tx,
                                                                               const core::EventId& event);
/// Cancelled ones too.
[[nodiscard]] std::int64_t count_participations(storage::Transaction& tx, const VendorPackageId& package);
[[nodiscard]] std::int64_t count_participations(storage::Transaction& tx, const core::EventId& event);

}  // namespace tagwerk::vendors
