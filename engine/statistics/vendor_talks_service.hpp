// Purpose: the talks of each vendor of a series, year by year, told to staff. Figures are of the whole organization, so tokens of a
// company get none (the route table says so).
// Errors: core::not_found (series), core::validation_failed (core::field_order at ?to). Thread-safety: any thread.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/statistics/vendor_talks.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

struct VendorTalks {
  std::string series_key;
  std::vector<TalkYear> years;
  std::set<int> complete;                        // years that are, as for vendors (vendors.hpp)
  std::map<core::CompanyId, std::string> names;  // of the vendors at least
};

class VendorTalksService {
 public:
  explicit VendorTalksService(storage::Database& database) : database_(&database) {}

  /// The years from…to, both included.
  [[nodiscard]] core::Result<VendorTalks> talks(const access::Call& call, const std::string& series_key,
                                                std::optional<int> from, std::optional<int> to);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::statistics
