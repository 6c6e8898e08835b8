// Purpose: SQL of vendor packages (schema: vendor_packages).
// Errors: storage errors are thrown; an event that vanished meanwhile is storage::Restart. Thread-safety: as the Transaction.
// Locks: the event's row before (events/event_store.hpp): alone by who changes packages, shared by who takes or frees one. Then
// the packages, in the order of their ids: they decide who gets the last place. Then participations.
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
#include "engine/vendors/vendor_package.hpp"

namespace tagwerk::vendors {

[[nodiscard]] std::optional<VendorPackage> find_package(storage::Transaction& tx, const core::EventId& event,
                                                        const std::string& key);
[[nodiscard]] std::optional<VendorPackage> find_package(storage::Transaction& tx, const VendorPackageId& package);
[[nodiscard]] std::map<VendorPackageId, VendorPackage> lock_packages(storage::Transaction& tx,
                                                                     const std::set<VendorPackageId>& packages);
/// By id.
[[nodiscard]] core::Page<VendorPackage> list_packages(storage::Transaction& tx, const core::EventId& event,
                                                      const core::PageRequest& page);
[[nodiscard]] std::int64_t count_packages(storage::Transaction& tx, const core::EventId& event);
/// False when the event has another package with that key.
[[nodiscard]] bool insert_package(storage::Transaction& tx, const core::OrganizationId& organization,
                                  const VendorPackage& package);
void update_package(storage::Transaction& tx, const VendorPackage& package);
/// False when participations refer to it.
[[nodiscard]] bool remove_package(storage::Transaction& tx, const VendorPackageId& package);

}  // namespace tagwerk::vendors
