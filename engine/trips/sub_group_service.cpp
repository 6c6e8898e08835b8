#include "engine/trips/sub_group_service.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/trips/grouped_items.hpp"
#include "engine/trips/search_limits.hpp"
#include "engine/trips/sub_group_errors.hpp"
#include "engine/trips/sub_group_store.hpp"
#include "engine/trips/trip.hpp"
#include "engine/trips/trip_requirements.hpp"

namespace tagwerk::trips {
namespace {

SubGroupInput load_input(storage::Transaction& tx, const access::Call& call, const core::EventId& event) {
  return {.items = load_grouped_items(tx, call, event),
          .travellers = load_group_travellers(tx, call.principal.organization, event),
          .version = load_groups_version(tx, event)};
}

core::Error broken(std::vector<core::FieldError> fields) {
  const auto count = std::to_string(fields.size());
  return core::Error(sub_groups_break_rules, {{"count", count}}, std::move(fields));
}

// How many are in each group: the trail is kept when it goes who that was.
audit::Members members_of(const std::vector<GroupTraveller>& travellers) {
  std::map<std::string, int> heads;
  for (const auto& traveller : travellers) {
    for (const auto& place : traveller.places) ++heads[place.group ? place.item + "/" + *place.group : place.item];
  }
  audit::Members members;
  for (const auto& [group, number] : heads) members.emplace(group, std::to_string(number));
  return members;
}

bool has_same_places(const SubGroupInput& one, const SubGroupInput& other) {
  return std::ranges::equal(one.travellers, other.travellers, {}, &GroupTraveller::places, &GroupTraveller::places);
}

// `after` in the place of `before`, at the same version.
void keep(storage::Transaction& tx, const access::Call& call, const core::EventId& event, const SubGroupInput& before,
          SubGroupInput& after, std::string_view action) {
  if (has_same_places(before, after)) return;
  save_group_places(tx, call.principal.organization, event, after.travellers);
  raise_groups_version(tx, event);
  ++after.version;
  audit::record(tx, call,
                {.object_kind = "event",
                 .object = event.uuid,
                 .action = action,
                 .changes = audit::changes_between(members_of(before.travellers), members_of(after.travellers))});
}

}  // namespace

core::Result<ToldSubGroups> SubGroupService::get(const access::Call& call, const core::EventId& id) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<ToldSubGroups> {
    if (const auto event = find_trip(tx, call, id); !event) return event.error();
    return tell(load_input(tx, call, id), call.principal.company);
  });
}

core::Result<ToldSubGroups> SubGroupService::put(const access::Call& call, const core::EventId& id,
                                                 const std::vector<PlaceWish>& places,
                                                 const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<ToldSubGroups> {
    if (const auto event = find_trip(tx, call, id, storage::Lock::for_update); !event) return event.error();
    const auto before = load_input(tx, call, id);
    if (!is_met(expected, before.version)) return core::fail(core::precondition_failed);
    if (auto wrong = check(places, before.items, before.travellers); !wrong.empty())
      return core::fail_fields(std::move(wrong));
    auto after = before;
    put_places(after.travellers, places, after.items);
    if (auto wrong = violations_of(after, problem_of(after), groups_of(after), places); !wrong.empty())
      return broken(std::move(wrong));
    keep(tx, call, id, before, after, "sub_groups_changed");
    return tell(after, call.principal.company);
  });
}

core::Result<SubGroupPlan> SubGroupService::plan(const access::Call& call, const core::EventId& id,
                                                 std::chrono::milliseconds time_limit, bool dry_run) {
  const auto read =
      access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<SubGroupInput> {
        if (const auto event = find_trip(tx, call, id); !event) return event.error();
        return load_input(tx, call, id);
      });
  if (!read) return read.error();
  const auto& input = *read;
  if (const auto good = check_solvable(input); !good) return good.error();
  const auto problem = problem_of(input);
  if (auto wrong = violations_of(input, problem, assignment::only_fixed(problem)); !wrong.empty())
    return broken(std::move(wrong));

  const SearchSlot<Searches> slot(searches_);
  if (!slot.is_taken()) {
    auto busy = core::fail(sub_groups_busy, {{"limit", std::to_string(searches_at_once_)}});
    return busy.retry_after(retry_after_sub_groups_busy_s);
  }
  const auto outcome = assignment::solve_sub_groups(problem, search_seed, ends_after(time_limit));
  auto after = input;
  put_places(after.travellers, places_of(input, outcome.plan.value()), after.items);
  if (dry_run) return report(after, problem, outcome);

  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<SubGroupPlan> {
    if (const auto event = find_trip(tx, call, id, storage::Lock::for_update); !event) return event.error();
    const auto now = load_input(tx, call, id);
    if (!is_same(now, input)) return core::fail(sub_groups_changed);
    auto kept = now;
    for (std::size_t i = 0; i < kept.travellers.size(); ++i) kept.travellers[i].places = after.travellers[i].places;
    keep(tx, call, id, now, kept, "sub_groups_planned");
    auto told = report(kept, problem, outcome);
    told.is_kept = true;
    return told;
  });
}

}  // namespace tagwerk::trips
