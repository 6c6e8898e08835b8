#include "engine/directory/organization_service.hpp"

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/directory/changed_members.hpp"
#include "engine/directory/organization_store.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::directory {

namespace refusals = core::refusals;

namespace {

void record(storage::Transaction& tx, const access::Call& call, std::string_view action,
            const std::optional<Organization>& before, const Organization& after) {
  audit::record(tx, call,
                {.object_kind = "organization",
                 .object = after.id.uuid,
                 .action = action,
                 .changes = changed_members(before, after)});
}

}  // namespace

core::Result<Organization> OrganizationService::create(const access::Call& call, const NewOrganization& wanted) {
  if (auto wrong = check(wanted); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Organization> {
    const Organization organization{.id = core::OrganizationId::make(call.now),
                                    .key = wanted.key,
                                    .name = wanted.name,
                                    .time_zone = wanted.time_zone,
                                    .created_at = call.now,
                                    .updated_at = call.now};
    if (!insert_organization(tx, organization)) {
      return core::fail(core::already_exists, {{"object", "organization"}, {"member", "key"}, {"value", wanted.key}});
    }
    auto as_member = call;  // the trail is kept by organization
    as_member.principal.organization = organization.id;
    record(tx, as_member, "created", std::nullopt, organization);
    return organization;
  });
}

std::optional<Organization> OrganizationService::find_by_key(const access::Call& call, const std::string& key) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) { return find_organization_by_key(tx, key); });
}

core::Result<Organization> OrganizationService::current(const access::Call& call) {
  const auto& id = call.principal.organization;
  auto organization =
      access::reading(*database_, call, [&](storage::Transaction& tx) { return find_organization(tx, id); });
  if (!organization) return refusals::not_found("organization", id.text());
  return *std::move(organization);
}

core::Result<Organization> OrganizationService::change(const access::Call& call, const OrganizationPatch& patch,
                                                       const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Organization> {
    const auto& id = call.principal.organization;
    const auto before = find_organization(tx, id, storage::Lock::for_update);
    if (!before) return refusals::not_found("organization", id.text());
    if (!expected.is_met_by(before->version)) return core::fail(core::precondition_failed);
    auto after = *before;
    if (patch.name) after.name = *patch.name;
    if (patch.time_zone) after.time_zone = *patch.time_zone;
    if (auto wrong = check(after); !wrong.empty()) return core::fail_fields(std::move(wrong));
    if (after == *before) return after;
    ++after.version;
    after.updated_at = call.now;
    update_organization(tx, after);
    record(tx, call, "changed", before, after);
    return after;
  });
}

}  // namespace tagwerk::directory
