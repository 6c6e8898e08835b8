// Purpose: how many partner companies are reached, who is loyal and who can have met, told to staff. Figures are of the whole
// organization, so tokens of a company get none (the route table says so).
// Errors: core::not_found (series). Thread-safety: any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/statistics/reach.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

struct ReachOfSeries {
  std::optional<std::string> series_key;  // none: of all together
  Reach reach;
};
struct ReachReport {
  std::optional<std::string> series_key;  // as asked for
  core::Date as_of;
  std::int64_t active_companies = 0;
  std::vector<ReachOfSeries>
      reach;  // of all together, then of each by its key; of one series alone where that is asked for
  std::vector<LoyalCompany> loyal;
};

class ReachService {
 public:
  explicit ReachService(storage::Database& database) : database_(&database) {}

  /// No day: today in the zone of the organization.
  [[nodiscard]] core::Result<ReachReport> reach(const access::Call& call, const std::optional<std::string>& series_key,
                                                std::optional<core::Date> as_of);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::statistics
