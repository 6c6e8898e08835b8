#include "engine/vendors/vendor_package_service.hpp"

#include <utility>
#include <vector>

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/core/text.hpp"
#include "engine/events/event_store.hpp"
#include "engine/vendors/vendor_errors.hpp"
#include "engine/vendors/vendor_package_store.hpp"
#include "engine/vendors/vendor_participation_store.hpp"
#include "engine/vendors/vendor_staff_store.hpp"

namespace tagwerk::vendors {

namespace refusals = core::refusals;

namespace {

using audit::Members;

Members members_of(const VendorPackage& package) {
  Members members{{"event_id", package.event.text()},
                  {"key", package.key},
                  {"name", package.name},
                  {"vat_rate", std::to_string(package.vat.basis_points) + " bp"},
                  {"staff_passes", std::to_string(package.staff_passes)},
                  {"position", std::to_string(package.position)}};
  if (package.price) members.emplace("price", core::amount_text(*package.price) + " " + package.price->currency);
  if (package.talk_quota) members.emplace("talk_quota", std::to_string(*package.talk_quota));
  if (package.booth_size) members.emplace("booth_size", *package.booth_size);
  if (package.limit) members.emplace("limit", std::to_string(*package.limit));
  std::string perks;
  for (const auto& perk : package.perks) perks.append(perks.empty() ? "" : "\n").append(perk);
  if (!perks.empty()) members.emplace("perks", std::move(perks));
  return members;
}

void record(storage::Transaction& tx, const access::Call& call, std::string_view action,
            const std::optional<VendorPackage>& before, const std::optional<VendorPackage>& after) {
  audit::record(tx, call,
                {.object_kind = "vendor_package",
                 .object = (after ? *after : before.value()).id.uuid,
                 .action = action,
                 .changes = audit::changes_between(before ? members_of(*before) : Members{},
                                                   after ? members_of(*after) : Members{})});
}

core::Result<VendorPackage> find_in(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                                    const std::string& key, storage::Lock lock_on_event) {
  if (!events::find_event(tx, call.principal.organization, event, lock_on_event))
    return refusals::not_found("event", event.text());
  auto package = find_package(tx, event, key);
  if (!package) return refusals::not_found("vendor package", core::echo(key));
  return *std::move(package);
}

// While the event is ours alone nobody takes a package.
core::Result<VendorPackage> take(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                                 const std::string& key, const core::ExpectedVersion& expected) {
  auto package = find_in(tx, call, event, key, storage::Lock::for_update);
  if (package && !expected.is_met_by(package->version)) return core::fail(core::precondition_failed);
  return package;
}

}  // namespace

core::Result<VendorPackage> VendorPackageService::create(const access::Call& call, const core::EventId& event,
                                                         const NewVendorPackage& wanted) {
  if (auto wrong = check(wanted); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<VendorPackage> {
    if (!events::find_event(tx, call.principal.organization, event, storage::Lock::for_update))
      return refusals::not_found("event", event.text());
    if (count_packages(tx, event) >= static_cast<std::int64_t>(max_packages))
      return core::fail(too_many_vendor_packages, {{"max", std::to_string(max_packages)}});
    auto package = make_package(event, wanted, call.now);
    package.id = VendorPackageId::make(call.now);
    package.version = core::first_version(call.now);
    if (!insert_package(tx, call.principal.organization, package))
      return refusals::already_exists("vendor package", "key", wanted.key);
    record(tx, call, "created", std::nullopt, package);
    return package;
  });
}

core::Result<VendorPackage> VendorPackageService::find(const access::Call& call, const core::EventId& event,
                                                       const std::string& key) {
  return access::reading(*database_, call,
                         [&](storage::Transaction& tx) { return find_in(tx, call, event, key, storage::Lock::none); });
}

core::Result<core::Page<VendorPackage>> VendorPackageService::list(const access::Call& call, const core::EventId& event,
                                                                   const core::PageRequest& page) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<core::Page<VendorPackage>> {
    if (!events::find_event(tx, call.principal.organization, event)) return refusals::not_found("event", event.text());
    return list_packages(tx, event, page);
  });
}

core::Result<VendorPackage> VendorPackageService::change(const access::Call& call, const core::EventId& event,
                                                         const std::string& key, const VendorPackagePatch& patch,
                                                         const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<VendorPackage> {
    const auto before = take(tx, call, event, key, expected);
    if (!before) return before.error();
    auto after = patched(*before, patch);
    if (auto wrong = check(after); !wrong.empty()) return core::fail_fields(std::move(wrong));
    if (after == *before) return after;
    const auto taken = count_holding(tx, before->id, std::nullopt, call.now);
    if (auto fits = check_change(*before, after, taken, most_passes_of(tx, before->id)); !fits) return fits.error();
    ++after.version;
    after.updated_at = call.now;
    update_package(tx, after);
    record(tx, call, "changed", *before, after);
    return after;
  });
}

core::Result<> VendorPackageService::remove(const access::Call& call, const core::EventId& event,
                                            const std::string& key, const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    const auto package = take(tx, call, event, key, expected);
    if (!package) return package.error();
    std::vector<std::string> dependents;
    refusals::add_count(dependents, count_participations(tx, package->id), "vendor participation",
                        "vendor participations");
    if (!dependents.empty() || !remove_package(tx, package->id))
      return refusals::still_referenced("vendor package", key, dependents);
    record(tx, call, "deleted", *package, std::nullopt);
    return {};
  });
}

}  // namespace tagwerk::vendors
