// Purpose: SQL of booths and tables (schema: vendor_booths).
// Errors: storage errors are thrown; a row referred to that vanished meanwhile is storage::Restart.
// Thread-safety: as the Transaction. Locks: vendor_participation_store.hpp; booths in the order of their ids.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"
#include "engine/vendors/booth.hpp"

namespace tagwerk::vendors {

struct BoothFilter {
  std::optional<BoothKind> kind;
  std::optional<core::CompanyId> company;  // of participations that are not cancelled
};

[[nodiscard]] std::optional<Booth> find_booth(storage::Transaction& tx, const core::EventId& event, const BoothId& id,
                                              storage::Lock lock = storage::Lock::none);
[[nodiscard]] core::Page<Booth> list_booths(storage::Transaction& tx, const core::EventId& event,
                                            const BoothFilter& filter, const core::PageRequest& page);
[[nodiscard]] std::vector<Booth> lock_booths_of(storage::Transaction& tx, const VendorParticipationId& participation);
[[nodiscard]] std::int64_t count_booths(storage::Transaction& tx, const core::EventId& event);
/// Each false when the event has another booth of that number.
[[nodiscard]] bool insert_booth(storage::Transaction& tx, const core::OrganizationId& organization, const Booth& booth);
[[nodiscard]] bool update_booth(storage::Transaction& tx, const Booth& booth);
void remove_booth(storage::Transaction& tx, const BoothId& booth);

/// The numbers of the tables that vendors have for themselves, in order; only of participations that are not cancelled. Who is
/// not in it uses the common ones.
[[nodiscard]] std::map<core::CompanyId, std::vector<std::string>> fixed_tables(storage::Transaction& tx,
                                                                               const core::EventId& event);

}  // namespace tagwerk::vendors
