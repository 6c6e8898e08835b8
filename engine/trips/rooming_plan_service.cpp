#include "engine/trips/rooming_plan_service.hpp"

#include <algorithm>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/assignment/rooming_solver.hpp"
#include "engine/trips/rooming_beds.hpp"
#include "engine/trips/rooming_errors.hpp"
#include "engine/trips/search_limits.hpp"
#include "engine/trips/trip.hpp"

namespace tagwerk::trips {
namespace {

constexpr int retry_after_busy_s = 1;

core::Result<TripRooming> read_for(storage::Transaction& tx, const access::Call& call, const core::EventId& id,
                                   const std::string& key) {
  if (const auto event = find_trip(tx, call, id); !event) return event.error();
  return only(read_rooming(tx, call.principal.organization, id).trip, key);
}

// With these beds of its one lodging instead.
TripRooming with_beds(TripRooming trip, std::vector<Bed> beds) {
  trip.beds = std::move(beds);
  return trip;
}

}  // namespace

core::Result<RoomingPlan> RoomingPlanService::plan(const access::Call& call, const core::EventId& id,
                                                   const std::string& key, std::chrono::milliseconds time_limit,
                                                   bool dry_run) {
  const auto state = database_->read_at_once([&](storage::Transaction& tx) { return read_for(tx, call, id, key); });
  if (!state) return state.error();
  const TripRooming& before = *state;
  const auto lodging = lodging_in(before, key);
  if (!lodging) return lodging.error();
  const auto made = case_of(before, *lodging);
  if (!made) return made.error();
  const auto only_fixed = assignment::only_fixed(made->problem);
  if (const auto broken = assignment::check_rooming(made->problem, only_fixed); !broken.empty())
    return refused_for(*made, broken);

  const SearchSlot<Searches> slot(free_);
  if (!slot.is_taken()) {
    auto busy = core::fail(rooming_busy, {{"limit", std::to_string(max_rooming_searches)}});
    return busy.retry_after(retry_after_busy_s);
  }
  const auto outcome = assignment::solve_rooming(made->problem, search_seed, ends_after(time_limit));
  if (while_searching_) while_searching_();
  auto beds = beds_of(*made, outcome.plan.value());
  RoomingPlan plan{.report = {}, .score = outcome.score, .bound = outcome.bound, .proved = outcome.is_proved()};
  if (dry_run) {
    plan.report = report_of(with_beds(before, std::move(beds)), *lodging);
    return plan;
  }
  return database_->transact(nullptr, [&](storage::Transaction& tx) -> core::Result<RoomingPlan> {
    if (const auto event = find_trip(tx, call, id, storage::Lock::for_update); !event) return event.error();
    auto now = read_rooming(tx, call.principal.organization, id);
    if (only(now.trip, key) != before) return core::fail(rooming_changed);
    keep_beds(tx, call, id, now, key, beds);
    plan.report = report_of(now.trip, *now.trip.lodging(key));
    return plan;
  });
}

}  // namespace tagwerk::trips
