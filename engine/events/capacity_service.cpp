#include "engine/events/capacity_service.hpp"

#include <algorithm>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/capacity_store.hpp"
#include "engine/events/changed_members.hpp"
#include "engine/events/event_store.hpp"
#include "engine/events/event_terms_store.hpp"
#include "engine/events/terms_change.hpp"

namespace tagwerk::events {

namespace refusals = core::refusals;

namespace {

bool had(const std::vector<PoolRow>& before, const PoolRow& row) {
  return std::find(before.begin(), before.end(), row) != before.end();
}

void save_changed(storage::Transaction& tx, const core::EventId& event, const std::vector<PoolRow>& before,
                  const std::vector<PoolRow>& after) {
  for (const auto& row : after) {
    if (!had(before, row)) save_limit(tx, event, row);
  }
}

// The first pool speaks for all; each has its own line among the fields.
core::Error below_taken(std::vector<core::FieldError> fields) {
  const auto& code = *fields.front().code;
  auto arguments = fields.front().arguments;
  return core::Error(code, std::move(arguments), std::move(fields));
}

Capacity explained_to(storage::Transaction& tx, const access::Call& call, const std::vector<PoolRow>& rows,
                      const EventTerms& terms, std::int64_t version) {
  auto capacity = explain(rows, terms, call.now);
  const auto own_role = terms.contingents.empty() ? std::nullopt : find_role(tx, call.principal.company);
  std::erase_if(capacity.contingents, [&](const ExplainedContingent& one) {
    return !is_visible_to(call.principal, own_role, one.contingent);
  });
  capacity.version = version;
  return capacity;
}

}  // namespace

core::Result<Capacity> CapacityService::get(const access::Call& call, const core::EventId& event) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<Capacity> {
    // The version first: limits newer than their version make a later PUT fail, never overwrite.
    const auto version = find_capacity_version(tx, call.principal.organization, event);
    if (!version) return refusals::not_found("event", event.text());
    const auto rows = load_pools(tx, event);
    return explained_to(tx, call, rows, load_terms(tx, event), *version);
  });
}

core::Result<Capacity> CapacityService::put(const access::Call& call, const core::EventId& event,
                                            const std::vector<PoolLimit>& limits,
                                            const core::ExpectedVersion& expected) {
  if (auto errors = check(limits); !errors.empty()) return core::fail_fields(std::move(errors));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Capacity> {
    const auto version = find_capacity_version(tx, call.principal.organization, event, storage::Lock::for_update);
    if (!version) return refusals::not_found("event", event.text());
    const auto before = lock_pools(tx, event);
    if (!expected.is_met_by(*version)) return core::fail(core::precondition_failed);
    const auto terms = load_terms(tx, event);
    const auto reserved = reserved_places(terms.contingents, before, call.now);
    if (auto errors = limits_below_taken(before, reserved, limits); !errors.empty())
      return below_taken(std::move(errors));
    auto after = with_limits(before, limits);
    if (same_limits(before, after)) return explained_to(tx, call, before, terms, *version);
    save_changed(tx, event, before, after);
    save_capacity_version(tx, event, *version + 1);
    audit::record(tx, call,
                  {.object_kind = "event",
                   .object = event.uuid,
                   .action = "capacity_changed",
                   .changes = changed_limits(before, after)});
    if (const auto changed = find_event(tx, call.principal.organization, event)) {
      for (auto* observer : observers_)
        observer->attendance_changed(tx, call.principal.organization, changed->series_key);
    }
    if (is_raised(before, after)) {
      for (auto* dependents : dependents_) dependents->places_freed(tx, call, event);
      after = load_pools(tx, event);
    }
    return explained_to(tx, call, after, terms, *version + 1);
  });
}

}  // namespace tagwerk::events
