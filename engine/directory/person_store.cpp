#include "engine/directory/person_store.hpp"

#include "engine/storage/rows.hpp"

namespace tagwerk::directory {
namespace {

constexpr std::string_view select_person =
    "select id, company_id, given_name, family_name, email, job_function, merged_into_id, created_at, updated_at, "
    "version from people where ";

Person read_person(storage::Row& row) {
  return {.id = row.next<core::PersonId>(),
          .company = row.next<core::CompanyId>(),
          .given_name = row.next<std::string>(),
          .family_name = row.next<std::string>(),
          .email = row.next<std::string>(),
          .function = row.next<std::optional<std::string>>(),
          .merged_into = row.next<std::optional<core::PersonId>>(),
          .created_at = row.next<core::Instant>(),
          .updated_at = row.next<core::Instant>(),
          .version = row.next<std::int64_t>()};
}

}  // namespace

std::optional<Person> find_person(storage::Transaction& tx, const core::OrganizationId& organization,
                                  const core::PersonId& id, storage::Lock lock) {
  auto person = find_person_or_merged(tx, organization, id, lock);
  return person && !person->merged_into ? person : std::nullopt;
}

std::optional<Person> find_person_or_merged(storage::Transaction& tx, const core::OrganizationId& organization,
                                            const core::PersonId& id, storage::Lock lock) {
  return tx.select_one(storage::locked(std::string(select_person) + "organization_id = :org and id = :id", lock),
                       {{"org", organization}, {"id", id}}, read_person);
}

core::Page<Person> list_people(storage::Transaction& tx, const core::OrganizationId& organization,
                               const PersonFilter& filter, const core::PageRequest& page) {
  storage::Query query{std::string(select_person) + "organization_id = :org and merged_into_id is null",
                       {{"org", organization}}};
  if (filter.company) query.also("company_id = :company", "company", *filter.company);
  if (filter.email) {
    query.also("email = :email", "email", *filter.email);
    query.also("length(email) = :email_bytes", "email_bytes",
               filter.email->size());  // = overlooks white space at the end
  }
  return storage::list_rows(tx, std::move(query), "", page, read_person);
}

std::vector<Person> lock_people_of(storage::Transaction& tx, const core::CompanyId& company) {
  return tx.select(
      storage::locked(std::string(select_person) + "company_id = :company and merged_into_id is null order by id",
                      storage::Lock::for_update),
      {{"company", company}}, read_person);
}

std::vector<KnownPerson> load_known_people(storage::Transaction& tx, const core::OrganizationId& organization) {
  return tx.select("select company_id, email from people where organization_id = :org", {{"org", organization}},
                   [](storage::Row& row) {
                     return KnownPerson{.company = row.next<core::CompanyId>(), .email = row.next<std::string>()};
                   });
}

void insert_people(storage::Transaction& tx, const core::OrganizationId& organization, std::span<const Person> people) {
  std::vector<std::vector<storage::Value>> rows;
  rows.reserve(people.size());
  for (const auto& person : people) {
    rows.push_back({person.id, organization, person.company, person.given_name, person.family_name, person.email,
                    person.function, person.created_at, person.updated_at, person.version});
  }
  storage::write_references([&] {
    tx.insert_rows(
        "insert into people (id, organization_id, company_id, given_name, family_name, email, job_function, "
        "created_at, updated_at, version)",
        rows);
  });
}

void update_person(storage::Transaction& tx, const Person& person) {
  storage::write_references([&] {
    tx.execute(
        "update people set company_id = :company, given_name = :given, family_name = :family, email = :email, "
        "job_function = :function, updated_at = :updated, version = :version where id = :id",
        {{"company", person.company},
         {"given", person.given_name},
         {"family", person.family_name},
         {"email", person.email},
         {"function", person.function},
         {"updated", person.updated_at},
         {"version", person.version},
         {"id", person.id}});
    tx.execute("update people set company_id = :company where merged_into_id = :id",
               {{"company", person.company}, {"id", person.id}});
  });
}

std::optional<std::string> remove_person(storage::Transaction& tx, const core::PersonId& id) {
  return storage::forbidden_by([&] {
    tx.execute("delete from people where merged_into_id = :id", {{"id", id}});
    tx.execute("delete from people where id = :id", {{"id", id}});
  });
}

void move_people(storage::Transaction& tx, const core::CompanyId& from, const core::CompanyId& into,
                 core::Instant now) {
  tx.execute("update people set company_id = :into, updated_at = :now, version = version + 1 where company_id = :from",
             {{"into", into}, {"now", now}, {"from", from}});
}

void mark_person_merged(storage::Transaction& tx, const core::PersonId& from, const Person& into, core::Instant now) {
  tx.execute(
      "update people set merged_into_id = :into, company_id = :company, updated_at = :now where merged_into_id = :from",
      {{"into", into.id}, {"company", into.company}, {"now", now}, {"from", from}});
  tx.execute(
      "update people set merged_into_id = :into, company_id = :company, updated_at = :now, version = version + 1 "
      "where id = :from",
      {{"into", into.id}, {"company", into.company}, {"now", now}, {"from", from}});
}

}  // namespace tagwerk::directory
