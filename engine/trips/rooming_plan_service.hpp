// Purpose: finds rooms for the guests of a lodging: what is fixed stays, the rest is as good as it can be found in the time given.
// Rules: it reads, then searches without a unit of work, then keeps what it found only where nothing that it depends on has changed
// meanwhile. At most max_rooming_searches at once in this process.
// Errors: core::not_found (event, lodging), not_a_study_trip, lodging_missing, rooming_too_large, rooming_breaks_rules (what is fixed
// breaks a rule by itself), rooming_changed, rooming_busy. Thread-safety: any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <semaphore>
#include <string>
#include <utility>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/lodging_report.hpp"

namespace tagwerk::trips {

inline constexpr std::ptrdiff_t max_rooming_searches = 2;
inline constexpr int usual_rooming_time_limit_ms = 1'000;
inline constexpr int max_rooming_time_limit_ms = 5'000;

struct RoomingPlan {
  LodgingReport report;  // as it is with the plan; its version rises where the plan is kept and differs
  assignment::RoomingScore score;
  assignment::RoomingScore bound;  // no plan is better
  bool proved = false;             // there is none that is better
};

class RoomingPlanService {
 public:
  /// `while_searching` is called between reading and keeping: tests change something there.
  explicit RoomingPlanService(storage::Database& database, std::function<void()> while_searching = {})
      : database_(&database), while_searching_(std::move(while_searching)) {}

  /// `dry_run`: keeps nothing.
  [[nodiscard]] core::Result<RoomingPlan> plan(const access::Call& call, const core::EventId& event,
                                               const std::string& lodging, std::chrono::milliseconds time_limit,
                                               bool dry_run);

  using Searches = std::counting_semaphore<max_rooming_searches>;
  /// That may begin now. Exposed for tests.
  [[nodiscard]] Searches& free_searches() noexcept { return free_; }

 private:
  storage::Database* database_;
  std::function<void()> while_searching_;
  Searches free_{max_rooming_searches};
};

}  // namespace tagwerk::trips
