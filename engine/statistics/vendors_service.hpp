// Purpose: which vendors took part in a series, year by year, told to staff. Figures are of the whole organization, so tokens of a
// company get none (the route table says so).
// Errors: core::not_found (series), core::validation_failed (core::field_order at ?to). Thread-safety: any thread.
#pragma once

#include <optional>
#include <string>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/statistics/vendors.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

class VendorStatisticsService {
 public:
  explicit VendorStatisticsService(storage::Database& database) : database_(&database) {}

  /// The years from…to, both included; they are compared with earlier ones also when those are not asked for.
  [[nodiscard]] core::Result<VendorTrend> trend(const access::Call& call, const std::string& series_key,
                                                std::optional<int> from, std::optional<int> to);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::statistics
