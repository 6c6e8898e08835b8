// Purpose: what may be done with the regions of an organization; everybody in it may see them.
// Errors: core::not_found, core::already_exists, core::precondition_failed, core::still_referenced.
// Thread-safety: any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/directory/region.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::directory {

class RegionService {
 public:
  explicit RegionService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<Region> create(const access::Call& call, const NewRegion& region);
  [[nodiscard]] core::Result<Region> find(const access::Call& call, const std::string& key);
  [[nodiscard]] core::Page<Region> list(const access::Call& call, const core::PageRequest& page);
  [[nodiscard]] core::Result<Region> change(const access::Call& call, const std::string& key, const RegionPatch& patch,
                                            const core::ExpectedVersion& expected);
  [[nodiscard]] core::Result<> remove(const access::Call& call, const std::string& key,
                                      const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::directory
