#include "engine/directory/person_service.hpp"

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/directory/changed_members.hpp"
#include "engine/directory/company_store.hpp"
#include "engine/directory/directory_errors.hpp"
#include "engine/directory/person_store.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::directory {

namespace refusals = core::refusals;

namespace {

constexpr const char* object_kind = "person";

void record(storage::Transaction& tx, const access::Call& call, std::string_view action,
            const std::optional<Person>& before, const std::optional<Person>& after) {
  audit::record(tx, call,
                {.object_kind = object_kind,
                 .object = (after ? *after : before.value()).id.uuid,
                 .action = action,
                 .changes = changed_members(before, after)});
}

// A person that the caller may know of, also one that was merged.
core::Result<Person> visible(storage::Transaction& tx, const access::Call& call, const core::PersonId& id,
                             storage::Lock lock = storage::Lock::none) {
  auto person = find_person_or_merged(tx, call.principal.organization, id, lock);
  if (!person || !call.principal.may_see(person->company)) return refusals::not_found(object_kind, id.text());
  return *std::move(person);
}

core::Result<Person> living(storage::Transaction& tx, const access::Call& call, const core::PersonId& id,
                            storage::Lock lock = storage::Lock::none) {
  auto person = visible(tx, call, id, lock);
  if (person && person->merged_into) return refusals::gone_merged(object_kind, id.text(), person->merged_into->text());
  return person;
}

// The person, locked, in the version that the caller knows.
core::Result<Person> take(storage::Transaction& tx, const access::Call& call, const core::PersonId& id,
                          const core::ExpectedVersion& expected) {
  auto person = living(tx, call, id, storage::Lock::for_update);
  if (person && !expected.is_met_by(person->version)) return core::fail(core::precondition_failed);
  return person;
}

// The company stays what it is until the person that refers to it is written.
core::Result<> check_company(storage::Transaction& tx, const access::Call& call, const core::CompanyId& company) {
  const bool is_there = call.principal.may_see(company) &&
                        find_company(tx, call.principal.organization, company, storage::Lock::shared).has_value();
  if (!is_there) return refusals::no_such_reference("/company_id", "company", company.text());
  return {};
}

// Companies never leave their organization, and people never lose theirs.
CompanyRole role_of(storage::Transaction& tx, const access::Call& call, const core::CompanyId& company) {
  return find_company(tx, call.principal.organization, company, storage::Lock::shared).value().role;
}

struct Pair {
  Person from;
  Person into;
};

// Both, locked in the order of ids, if they can be merged.
core::Result<Pair> take_pair(storage::Transaction& tx, const access::Call& call, const core::PersonId& from_id,
                             const core::PersonId& into_id) {
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
  const auto from_role = role_of(tx, call, from->company);
  const auto into_role = role_of(tx, call, into->company);
  if (from_role != into_role) {
    return core::fail(merge_across_roles, {{"from", from_id.text()},
                                           {"from_role", std::string(to_text(from_role))},
                                           {"into", into_id.text()},
                                           {"into_role", std::string(to_text(into_role))}});
  }
  return Pair{*std::move(from), *std::move(into)};
}

}  // namespace

core::Result<Person> PersonService::create(const access::Call& call, const NewPerson& wanted) {
  if (auto wrong = check(wanted); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Person> {
    if (const auto good = check_company(tx, call, wanted.company); !good) return good.error();
    const Person person{.id = core::PersonId::make(call.now),
                        .company = wanted.company,
                        .given_name = wanted.given_name,
                        .family_name = wanted.family_name,
                        .email = wanted.email,
                        .function = wanted.function,
                        .merged_into = {},
                        .created_at = call.now,
                        .updated_at = call.now};
    insert_people(tx, call.principal.organization, {&person, 1});
    record(tx, call, "created", std::nullopt, person);
    return person;
  });
}

core::Result<Person> PersonService::find(const access::Call& call, const core::PersonId& id) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) { return living(tx, call, id); });
}

core::Result<> PersonService::require_visible(const access::Call& call, const core::PersonId& id) {
  const auto person =
      access::reading(*database_, call, [&](storage::Transaction& tx) { return visible(tx, call, id); });
  return person ? core::Result<>() : person.error();
}

core::Page<Person> PersonService::list(const access::Call& call, PersonFilter filter, const core::PageRequest& page) {
  const auto& own = call.principal.company;
  if (own && filter.company && *filter.company != *own) return {};
  if (own) filter.company = own;
  return access::reading(*database_, call, [&](storage::Transaction& tx) {
    return list_people(tx, call.principal.organization, filter, page);
  });
}

core::Result<Person> PersonService::change(const access::Call& call, const core::PersonId& id, const PersonPatch& patch,
                                           const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Person> {
    const auto before = take(tx, call, id, expected);
    if (!before) return before.error();
    auto after = *before;
    if (patch.company) after.company = *patch.company;
    if (patch.given_name) after.given_name = *patch.given_name;
    if (patch.family_name) after.family_name = *patch.family_name;
    if (patch.email) after.email = *patch.email;
    if (patch.function) after.function = *patch.function;
    if (auto wrong = check(after); !wrong.empty()) return core::fail_fields(std::move(wrong));
    if (after == *before) return after;
    if (after.company != before->company) {
      if (const auto good = check_company(tx, call, after.company); !good) return good.error();
    }
    ++after.version;
    after.updated_at = call.now;
    update_person(tx, after);
    record(tx, call, "changed", *before, after);
    for (auto* mover : movers_) mover->person_changed(tx, call, *before, after);
    return after;
  });
}

core::Result<> PersonService::remove(const access::Call& call, const core::PersonId& id,
                                     const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    const auto person = take(tx, call, id, expected);
    if (!person) return person.error();
    if (const auto constraint = remove_person(tx, id))
      return refusals::still_referenced(object_kind, id.text(),
                                        {storage::dependents_by_constraint(*constraint, object_kind)});
    record(tx, call, "deleted", *person, std::nullopt);
    return {};
  });
}

core::Result<Person> PersonService::merge(const access::Call& call, const core::PersonId& from_id,
                                          const core::PersonId& into_id) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Person> {
    const auto pair = take_pair(tx, call, from_id, into_id);
    if (!pair) return pair.error();
    for (auto* mover : movers_) mover->move_person(tx, call, pair->from, pair->into);
    mark_person_merged(tx, from_id, pair->into, call.now);
    auto merged = pair->from;
    merged.merged_into = into_id;
    merged.company = pair->into.company;
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
