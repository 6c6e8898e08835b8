// Purpose: a series event by event, and which companies came again year by year, told to staff. Figures are of the whole organization,
// so tokens of a company get none (the route table says so).
// Errors: core::not_found (series), core::validation_failed (core::field_order at ?to). Thread-safety: any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/statistics/editions.hpp"
#include "engine/statistics/retention.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

struct SeriesEditions {
  std::string series_key;
  core::Instant as_of;
  std::vector<Edition> editions;  // by their first day
};
struct SeriesRetention {
  std::string series_key;
  core::Instant as_of;
  std::vector<RetentionYear> years;
};

class EditionsService {
 public:
  explicit EditionsService(storage::Database& database) : database_(&database) {}

  /// Of the edition years from…to, both included.
  [[nodiscard]] core::Result<SeriesEditions> editions(const access::Call& call, const std::string& series_key,
                                                      std::optional<int> from, std::optional<int> to);
  /// The years from…to; they are compared with earlier ones also when those are not asked for.
  [[nodiscard]] core::Result<SeriesRetention> retention(const access::Call& call, const std::string& series_key,
                                                        std::optional<int> from, std::optional<int> to);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::statistics
