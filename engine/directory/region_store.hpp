// Purpose: SQL of regions (schema: regions). Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/directory/region.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::directory {

using RegionIds = std::map<std::string, core::RegionId, std::less<>>;  // by key

[[nodiscard]] std::optional<Region> find_region_by_key(storage::Transaction& tx,
                                                       const core::OrganizationId& organization, std::string_view key,
                                                       storage::Lock lock = storage::Lock::none);
[[nodiscard]] core::Page<Region> list_regions(storage::Transaction& tx, const core::OrganizationId& organization,
                                              const core::PageRequest& page);
[[nodiscard]] RegionIds load_region_ids(storage::Transaction& tx, const core::OrganizationId& organization);
/// False when the organization has a region of that key.
[[nodiscard]] bool insert_region(storage::Transaction& tx, const core::OrganizationId& organization,
                                 const Region& region);
void update_region(storage::Transaction& tx, const Region& region);
/// False when companies belong to it.
[[nodiscard]] bool remove_region(storage::Transaction& tx, const core::RegionId& region);
[[nodiscard]] std::int64_t count_companies_of(storage::Transaction& tx, const core::RegionId& region);

}  // namespace tagwerk::directory
