// Purpose: who is in which group of a trip's visits and buses: told, changed by hand, and planned. A plan is made outside of any unit of
// work: all is read at one moment, searched, and kept only if it is still as it was read.
// Rules: a company's token is told its own travellers and numbers; organizers do the rest (the route table says so).
// Errors: core::not_found (event), not_a_study_trip, core::validation_failed, core::precondition_failed, sub_groups_break_rules,
// groups_beyond_item, too_much_to_assign, sub_groups_changed, sub_groups_busy. Thread-safety: any thread.
#pragma once

#include <chrono>
#include <semaphore>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/sub_group_plan.hpp"

namespace tagwerk::trips {

inline constexpr int max_sub_group_searches = 2;  // at once, of one process; each has a core to itself
inline constexpr int retry_after_sub_groups_busy_s = 2;
inline constexpr int default_group_search_ms = 1'000;
inline constexpr int max_group_search_ms = 5'000;
inline constexpr std::size_t max_group_places = 40'000;  // put by hand in one request

class SubGroupService {
 public:
  explicit SubGroupService(storage::Database& database, int searches_at_once = max_sub_group_searches)
      : database_(&database), searches_at_once_(searches_at_once), searches_(searches_at_once) {}

  [[nodiscard]] core::Result<ToldSubGroups> get(const access::Call& call, const core::EventId& event);
  /// All places, in the place of what there was: who is not named is in no group.
  [[nodiscard]] core::Result<ToldSubGroups> put(const access::Call& call, const core::EventId& event,
                                                const std::vector<PlaceWish>& places,
                                                const core::ExpectedVersion& expected);
  /// The best that is found in that time; fairness is exact however short it is. `dry_run`: keeps nothing.
  [[nodiscard]] core::Result<SubGroupPlan> plan(const access::Call& call, const core::EventId& event,
                                                std::chrono::milliseconds time_limit, bool dry_run);

 private:
  storage::Database* database_;
  using Searches = std::counting_semaphore<max_sub_group_searches>;

  int searches_at_once_;
  Searches searches_;
};

}  // namespace tagwerk::trips
