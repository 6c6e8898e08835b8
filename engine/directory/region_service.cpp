#include "engine/directory/region_service.hpp"

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/directory/changed_members.hpp"
#include "engine/directory/region_store.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::directory {

namespace refusals = core::refusals;

namespace {

void record(storage::Transaction& tx, const access::Call& call, std::string_view action,
            const std::optional<Region>& before, const std::optional<Region>& after) {
  audit::record(tx, call,
                {.object_kind = "region",
                 .object = (after ? *after : before.value()).id.uuid,
                 .action = action,
                 .changes = changed_members(before, after)});
}

// The region, locked, in the version that the caller knows.
core::Result<Region> take(storage::Transaction& tx, const access::Call& call, const std::string& key,
                          const core::ExpectedVersion& expected) {
  auto region = find_region_by_key(tx, call.principal.organization, key, storage::Lock::for_update);
  if (!region) return refusals::not_found("region", key);
  if (!expected.is_met_by(region->version)) return core::fail(core::precondition_failed);
  return *std::move(region);
}

}  // namespace

core::Result<Region> RegionService::create(const access::Call& call, const NewRegion& wanted) {
  if (auto wrong = check(wanted); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Region> {
    const Region region{.id = core::RegionId::make(call.now),
                        .key = wanted.key,
                        .name = wanted.name,
                        .closed_to_newcomers = wanted.closed_to_newcomers.value_or(false),
                        .created_at = call.now,
                        .updated_at = call.now,
                        .version = core::first_version(call.now)};
    if (!insert_region(tx, call.principal.organization, region)) {
      return core::fail(core::already_exists, {{"object", "region"}, {"member", "key"}, {"value", wanted.key}});
    }
    record(tx, call, "created", std::nullopt, region);
    return region;
  });
}

core::Result<Region> RegionService::find(const access::Call& call, const std::string& key) {
  auto region = access::reading(*database_, call, [&](storage::Transaction& tx) {
    return find_region_by_key(tx, call.principal.organization, key);
  });
  if (!region) return refusals::not_found("region", key);
  return *std::move(region);
}

core::Page<Region> RegionService::list(const access::Call& call, const core::PageRequest& page) {
  return access::reading(*database_, call,
                         [&](storage::Transaction& tx) { return list_regions(tx, call.principal.organization, page); });
}

core::Result<Region> RegionService::change(const access::Call& call, const std::string& key, const RegionPatch& patch,
                                           const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Region> {
    const auto before = take(tx, call, key, expected);
    if (!before) return before.error();
    auto after = *before;
    if (patch.name) after.name = *patch.name;
    if (patch.closed_to_newcomers) after.closed_to_newcomers = *patch.closed_to_newcomers;
    if (auto wrong = check(after); !wrong.empty()) return core::fail_fields(std::move(wrong));
    if (after == *before) return after;
    ++after.version;
    after.updated_at = call.now;
    update_region(tx, after);
    record(tx, call, "changed", *before, after);
    return after;
  });
}

core::Result<> RegionService::remove(const access::Call& call, const std::string& key,
                                     const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    const auto region = take(tx, call, key, expected);
    if (!region) return region.error();
    std::vector<std::string> dependents;
    refusals::add_count(dependents, count_companies_of(tx, region->id), "company", "companies");
    if (!dependents.empty()) return refusals::still_referenced("region", key, dependents);
    if (!remove_region(tx, region->id)) return refusals::still_referenced("region", key, {"companies"});
    record(tx, call, "deleted", *region, std::nullopt);
    return {};
  });
}

}  // namespace tagwerk::directory
