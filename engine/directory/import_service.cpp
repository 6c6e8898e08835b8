#include "engine/directory/import_service.hpp"

#include <utility>
#include <vector>

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/import_report.hpp"
#include "engine/directory/changed_members.hpp"
#include "engine/directory/company_store.hpp"
#include "engine/directory/import.hpp"
#include "engine/directory/import_store.hpp"
#include "engine/directory/person_store.hpp"
#include "engine/directory/region_store.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::directory {
namespace {

using core::ImportReport;

ImportReport report(std::size_t rows, std::size_t created, bool dry_run) {
  return {.rows = rows, .created = created, .updated = 0, .unchanged = rows - created, .dry_run = dry_run};
}

Company to_company(const NewCompany& wanted, const RegionIds& regions, core::Instant now) {
  Company company{.id = core::CompanyId::make(now),
                  .name = wanted.name,
                  .role = wanted.role,
                  .region = {},
                  .region_key = wanted.region_key,
                  .city = wanted.city,
                  .merged_into = {},
                  .created_at = now,
                  .updated_at = now};
  if (wanted.region_key) company.region = regions.find(*wanted.region_key)->second;
  return company;
}

Person to_person(NewPerson wanted, core::Instant now) {
  return {.id = core::PersonId::make(now),
          .company = wanted.company,
          .given_name = std::move(wanted.given_name),
          .family_name = std::move(wanted.family_name),
          .email = std::move(wanted.email),
          .function = std::move(wanted.function),
          .merged_into = {},
          .created_at = now,
          .updated_at = now};
}

void find_unknown_regions(const std::vector<CompanyLine>& lines, const RegionIds& regions,
                          core::ImportProblems& problems) {
  for (const auto& [line, company] : lines) {
    const auto& key = company.region_key;
    if (!key || regions.contains(*key)) continue;
    problems.push_back({line,
                        {"line " + std::to_string(line) + "/region_key",
                         &core::reference_not_found,
                         {{"object", "region"}, {"value", *key}}}});
  }
}

template <class Noun>
void record_created(storage::Transaction& tx, const access::Call& call, std::string_view kind,
                    const std::vector<Noun>& made) {
  std::vector<audit::Record> entries;
  entries.reserve(made.size());
  for (const auto& one : made) {
    entries.push_back({.object_kind = kind,
                       .object = one.id.uuid,
                       .action = "created",
                       .changes = changed_members(std::nullopt, std::optional(one))});
  }
  audit::record_all(tx, call, entries);
}

// What the lines ask for and is not there yet; nothing is written.
core::Result<std::vector<Company>> wanted_companies(storage::Transaction& tx, const access::Call& call,
                                                    const ReadLines<CompanyLine>& read) {
  const auto& organization = call.principal.organization;
  const auto regions = load_region_ids(tx, organization);
  auto problems = read.problems;
  find_unknown_regions(read.lines, regions, problems);
  if (!problems.empty()) return core::problems_error(std::move(problems));
  std::vector<Company> companies;
  for (const auto& line : new_companies(read.lines, load_known_companies(tx, organization, storage::Lock::none)))
    companies.push_back(to_company(line.company, regions, call.now));
  return companies;
}

core::Result<std::vector<Person>> wanted_people(storage::Transaction& tx, const access::Call& call,
                                                const ReadLines<PersonLine>& read, storage::Lock companies_lock) {
  const auto& organization = call.principal.organization;
  const auto companies = load_known_companies(tx, organization, companies_lock);
  auto problems = read.problems;
  std::vector<Person> people;
  for (auto& person : new_people(read.lines, companies, load_known_people(tx, organization), problems))
    people.push_back(to_person(std::move(person), call.now));
  if (!problems.empty()) return core::problems_error(std::move(problems));
  return people;
}

}  // namespace

core::Result<ImportReport> ImportService::import_companies(const access::Call& call, std::string_view csv,
                                                           bool dry_run) {
  if (const auto good = core::check_import_size(csv); !good) return good.error();
  const auto read = read_companies(csv);
  if (dry_run) {
    const auto wanted =
        access::reading(*database_, call, [&](storage::Transaction& tx) { return wanted_companies(tx, call, read); });
    if (!wanted) return wanted.error();
    return report(read.rows, wanted->size(), dry_run);
  }
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<ImportReport> {
    begin_import(tx, call.principal.organization);
    const auto wanted = wanted_companies(tx, call, read);
    if (!wanted) return wanted.error();
    insert_companies(tx, call.principal.organization, *wanted);
    record_created(tx, call, "company", *wanted);
    return report(read.rows, wanted->size(), dry_run);
  });
}

core::Result<ImportReport> ImportService::import_people(const access::Call& call, std::string_view csv, bool dry_run) {
  if (const auto good = core::check_import_size(csv); !good) return good.error();
  const auto read = read_people(csv);
  if (dry_run) {
    const auto wanted = access::reading(
        *database_, call, [&](storage::Transaction& tx) { return wanted_people(tx, call, read, storage::Lock::none); });
    if (!wanted) return wanted.error();
    return report(read.rows, wanted->size(), dry_run);
  }
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<ImportReport> {
    begin_import(tx, call.principal.organization);
    const auto wanted = wanted_people(tx, call, read, storage::Lock::shared);
    if (!wanted) return wanted.error();
    insert_people(tx, call.principal.organization, *wanted);
    record_created(tx, call, "person", *wanted);
    return report(read.rows, wanted->size(), dry_run);
  });
}

}  // namespace tagwerk::directory
