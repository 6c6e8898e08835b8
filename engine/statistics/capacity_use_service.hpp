// Purpose: how much of what the events of a series offer was used, told to staff. Figures are of the whole organization, so tokens of
// a company get none (the route table says so).
// Errors: core::not_found (series), core::validation_failed (core::field_order at ?to). Thread-safety: any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/statistics/capacity_use.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

class CapacityUseService {
 public:
  explicit CapacityUseService(storage::Database& database) : database_(&database) {}

  /// Of the edition years from…to, both included, by their first day.
  [[nodiscard]] core::Result<std::vector<CapacityUse>> use(const access::Call& call, const std::string& series_key,
                                                           std::optional<int> from, std::optional<int> to);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::statistics
