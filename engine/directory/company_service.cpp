#include "engine/directory/company_service.hpp"

#include "engine/access/reading.hpp"
#include "engine/access/role.hpp"
#include "engine/access/token_store.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/directory/changed_members.hpp"
#include "engine/directory/company_store.hpp"
#include "engine/directory/directory_errors.hpp"
#include "engine/directory/person_store.hpp"
#include "engine/directory/region_store.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::directory {

namespace refusals = core::refusals;

namespace {

constexpr const char* object_kind = "company";

void record(storage::Transaction& tx, const access::Call& call, std::string_view action,
            const std::optional<Company>& before, const std::optional<Company>& after) {
  audit::record(tx, call,
                {.object_kind = object_kind,
                 .object = (after ? *after : before.value()).id.uuid,
                 .action = action,
                 .changes = changed_members(before, after)});
}

// A company that the caller may know of, also one that was merged.
core::Result<Company> visible(storage::Transaction& tx, const access::Call& call, const core::CompanyId& id,
                              storage::Lock lock = storage::Lock::none) {
  auto company = find_company_or_merged(tx, call.principal.organization, id, lock);
  if (!company || !call.principal.may_see(company->owner())) return refusals::not_found(object_kind, id.text());
  return *std::move(company);
}

core::Result<Company> living(storage::Transaction& tx, const access::Call& call, const core::CompanyId& id,
                             storage::Lock lock = storage::Lock::none) {
  auto company = visible(tx, call, id, lock);
  if (company && company->merged_into)
    return refusals::gone_merged(object_kind, id.text(), company->merged_into->text());
  return company;
}

// The company, locked, in the version that the caller knows.
core::Result<Company> take(storage::Transaction& tx, const access::Call& call, const core::CompanyId& id,
                           const core::ExpectedVersion& expected) {
  auto company = living(tx, call, id, storage::Lock::for_update);
  if (company && !expected.is_met_by(company->version)) return core::fail(core::precondition_failed);
  return company;
}

core::Result<> put_into_region(storage::Transaction& tx, const access::Call& call, Company& company,
                               const std::optional<std::string>& region_key) {
  company.region.reset();
  company.region_key = region_key;
  if (!region_key) return {};
  const auto region = find_region_by_key(tx, call.principal.organization, *region_key);
  if (!region) return refusals::no_such_reference("/region_key", "region", *region_key);
  company.region = region->id;
  return {};
}

// A valid token of a partner cannot go on to belong to a vendor.
core::Result<> check_tokens(storage::Transaction& tx, const access::Call& call, const Company& company) {
  const access::TokenFilter filter{.role = {}, .company = company.id, .revoked = false};
  core::PageRequest page;
  do {
    const auto tokens = access::list_tokens(tx, call.principal.organization, filter, page);
    for (const auto& token : tokens.items) {
      if (access::fits_company(token.role, to_text(company.role))) continue;
      return core::fail(company_role_unfit_for_token, {{"token", token.name},
                                                       {"token_role", std::string(access::to_text(token.role))},
                                                       {"role", std::string(to_text(company.role))}});
    }
    page.after = tokens.next_after;
  } while (page.after);
  return {};
}

struct Pair {
  Company from;
  Company into;
};

// Both, locked in the order of ids, if they can be merged.
core::Result<Pair> take_pair(storage::Transaction& tx, const access::Call& call, const core::CompanyId& from_id,
                             const core::CompanyId& into_id) {
  if (into_id < from_id) (void)visible(tx, call, into_id, storage::Lock::for_update);
  auto from = living(tx, call, from_id, storage::Lock::for_update);
  if (!from) return from.error();
  if (from_id == into_id) return core::fail_field("/into", merge_into_itself, {{"value", into_id.text()}});
  auto into = visible(tx, call, into_id, storage::Lock::for_update);
  if (!into) return refusals::no_such_reference("/into", object_kind, into_id.text());
  if (into->merged_into) {
    return core::fail_field("/into", core::gone_merged,
                            {{"object", object_kind}, {"id", into_id.text()}, {"into", into->merged_into->text()}});
  }
  if (from->role != into->role) {
    return core::fail(merge_across_roles, {{"from", from->name},
                                           {"from_role", std::string(to_text(from->role))},
                                           {"into", into->name},
                                           {"into_role", std::string(to_text(into->role))}});
  }
  return Pair{*std::move(from), *std::move(into)};
}

void move_people_and_tokens(storage::Transaction& tx, const access::Call& call, const std::vector<Person>& people,
                            const core::CompanyId& from, const core::CompanyId& into) {
  std::vector<audit::Record> entries;
  const auto moved = [&](std::string_view kind, const core::Uuid& object) {
    entries.push_back({.object_kind = kind,
                       .object = object,
                       .action = "moved",
                       .changes = {{"company_id", from.text(), into.text()}}});
  };
  for (const auto& person : people) moved("person", person.id.uuid);
  move_people(tx, from, into, call.now);
  for (const auto& token : move_tokens(tx, from, into, call.now)) moved("token", token.uuid);
  audit::record_all(tx, call, entries);
}

}  // namespace

core::Result<Company> CompanyService::create(const access::Call& call, const NewCompany& wanted) {
  if (auto wrong = check(wanted); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Company> {
    Company company{.id = core::CompanyId::make(call.now),
                    .name = wanted.name,
                    .role = wanted.role,
                    .region = {},
                    .region_key = {},
                    .city = wanted.city,
                    .merged_into = {},
                    .created_at = call.now,
                    .updated_at = call.now};
    if (const auto put = put_into_region(tx, call, company, wanted.region_key); !put) return put.error();
    insert_companies(tx, call.principal.organization, {&company, 1});
    record(tx, call, "created", std::nullopt, company);
    return company;
  });
}

core::Result<Company> CompanyService::find(const access::Call& call, const core::CompanyId& id) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) { return living(tx, call, id); });
}

core::Result<> CompanyService::require_visible(const access::Call& call, const core::CompanyId& id) {
  const auto company =
      access::reading(*database_, call, [&](storage::Transaction& tx) { return visible(tx, call, id); });
  return company ? core::Result<>() : company.error();
}

core::Page<Company> CompanyService::list(const access::Call& call, CompanyFilter filter,
                                         const core::PageRequest& page) {
  filter.only = call.principal.company;
  return access::reading(*database_, call, [&](storage::Transaction& tx) {
    return list_companies(tx, call.principal.organization, filter, page);
  });
}

core::Result<Company> CompanyService::change(const access::Call& call, const core::CompanyId& id,
                                             const CompanyPatch& patch, const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Company> {
    const auto before = take(tx, call, id, expected);
    if (!before) return before.error();
    auto after = *before;
    if (patch.name) after.name = *patch.name;
    if (patch.role) after.role = *patch.role;
    if (patch.city) after.city = *patch.city;
    if (patch.region_key) {
      if (const auto put = put_into_region(tx, call, after, *patch.region_key); !put) return put.error();
    }
    if (auto wrong = check(after); !wrong.empty()) return core::fail_fields(std::move(wrong));
    if (after == *before) return after;
    if (after.role != before->role) {
      if (const auto fit = check_tokens(tx, call, after); !fit) return fit.error();
    }
    ++after.version;
    after.updated_at = call.now;
    update_company(tx, after);
    record(tx, call, "changed", *before, after);
    if (after.role != before->role) {
      for (auto* mover : movers_) mover->company_role_changed(tx, call.principal.organization, id);
    }
    return after;
  });
}

core::Result<> CompanyService::remove(const access::Call& call, const core::CompanyId& id,
                                      const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    const auto company = take(tx, call, id, expected);
    if (!company) return company.error();
    std::vector<std::string> dependents;
    refusals::add_count(dependents, count_people_of(tx, id), "person", "people");
    refusals::add_count(dependents, count_tokens_of(tx, id), "token", "tokens");
    if (!dependents.empty()) return refusals::still_referenced(object_kind, id.text(), dependents);
    if (const auto constraint = remove_company(tx, id))
      return refusals::still_referenced(object_kind, id.text(),
                                        {storage::dependents_by_constraint(*constraint, object_kind)});
    record(tx, call, "deleted", *company, std::nullopt);
    return {};
  });
}

core::Result<Company> CompanyService::merge(const access::Call& call, const core::CompanyId& from_id,
                                            const core::CompanyId& into_id) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Company> {
    const auto pair = take_pair(tx, call, from_id, into_id);
    if (!pair) return pair.error();
    const auto people = lock_people_of(tx, from_id);  // before the events, as whoever names people at one
    for (auto* mover : movers_) mover->move_company(tx, call, from_id, into_id);
    move_people_and_tokens(tx, call, people, from_id, into_id);
    mark_company_merged(tx, from_id, into_id, call.now);
    auto merged = pair->from;
    merged.merged_into = into_id;
    merged.region_key.reset();
    record(tx, call, "merged", pair->from, merged);
    audit::record(tx, call,
                  {.object_kind = object_kind,
                   .object = into_id.uuid,
                   .action = "absorbed",
                   .changes = {{"absorbed", std::nullopt, from_id.text()}}});
    return pair->into;
  });
}

}  // namespace tagwerk::directory
