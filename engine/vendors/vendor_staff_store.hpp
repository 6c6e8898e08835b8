// Purpose: SQL of vendors' staff (schema: vendor_staff, vendor_staff_absences).
// Errors: storage errors are thrown; a row referred to that vanished meanwhile is storage::Restart.
// Thread-safety: as the Transaction. Locks: vendor_participation_store.hpp. Whoever gives passes or people to a participation has
// its row.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"
#include "engine/vendors/vendor_staff.hpp"

namespace tagwerk::vendors {

[[nodiscard]] std::optional<VendorStaff> find_staff(storage::Transaction& tx,
                                                    const VendorParticipationId& participation, const VendorStaffId& id,
                                                    storage::Lock lock = storage::Lock::none);
[[nodiscard]] core::Page<VendorStaff> list_staff(storage::Transaction& tx, const VendorParticipationId& participation,
                                                 const core::PageRequest& page);
/// By id.
[[nodiscard]] std::vector<VendorStaff> lock_staff_of(storage::Transaction& tx,
                                                     const VendorParticipationId& participation);
/// Wherever the person is among them, cancelled participations too; by id.
[[nodiscard]] std::vector<VendorStaff> lock_staff_of(storage::Transaction& tx, const core::PersonId& person);
[[nodiscard]] std::int64_t count_staff(storage::Transaction& tx, const VendorParticipationId& participation);
/// Passes that are given out, but for that of one.
[[nodiscard]] std::int64_t count_passes(storage::Transaction& tx, const VendorParticipationId& participation,
                                        const std::optional<VendorStaffId>& except = std::nullopt);
/// The most that a vendor with that package has given out; of participations that are not cancelled.
[[nodiscard]] std::int64_t most_passes_of(storage::Transaction& tx, const VendorPackageId& package);

/// Each false when the person is among the staff of that participation already.
[[nodiscard]] bool insert_staff(storage::Transaction& tx, const core::OrganizationId& organization,
                                const VendorStaff& staff);
[[nodiscard]] bool update_staff(storage::Transaction& tx, const VendorStaff& staff);
void remove_staff(storage::Transaction& tx, const VendorStaffId& id);

/// When whom the directory knows is not there, in order; of participations that are not cancelled. Whoever is always there is
/// missing.
[[nodiscard]] std::map<core::PersonId, std::vector<Absence>> staff_absences(storage::Transaction& tx,
                                                                            const core::EventId& event);

}  // namespace tagwerk::vendors
