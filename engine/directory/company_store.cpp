#include "engine/directory/company_store.hpp"

#include "engine/storage/rows.hpp"

namespace tagwerk::directory {
namespace {

// The region's key comes from a subselect and not from a join, which a lock would extend to the region.
constexpr std::string_view select_company =
    "select c.id, c.name, c.role, c.region_id, (select r.region_key from regions r where r.id = c.region_id), c.city, "
    "c.merged_into_id, c.created_at, c.updated_at, c.version from companies c where c.organization_id = :org";

Company read_company(storage::Row& row) {
  return {.id = row.next<core::CompanyId>(),
          .name = row.next<std::string>(),
          .role = storage::stored(parse_company_role(row.next<std::string>())),
          .region = row.next<std::optional<core::RegionId>>(),
          .region_key = row.next<std::optional<std::string>>(),
          .city = row.next<std::optional<std::string>>(),
          .merged_into = row.next<std::optional<core::CompanyId>>(),
          .created_at = row.next<core::Instant>(),
          .updated_at = row.next<core::Instant>(),
          .version = row.next<std::int64_t>()};
}

std::int64_t count_of(storage::Transaction& tx, std::string_view sql, const core::CompanyId& company) {
  return tx.scalar<std::int64_t>(sql, {{"company", company}}).value_or(0);
}

}  // namespace

std::optional<Company> find_company(storage::Transaction& tx, const core::OrganizationId& organization,
                                    const core::CompanyId& id, storage::Lock lock) {
  auto company = find_company_or_merged(tx, organization, id, lock);
  return company && !company->merged_into ? company : std::nullopt;
}

std::optional<Company> find_company_or_merged(storage::Transaction& tx, const core::OrganizationId& organization,
                                              const core::CompanyId& id, storage::Lock lock) {
  return tx.select_one(storage::locked(std::string(select_company) + " and c.id = :id", lock),
                       {{"org", organization}, {"id", id}}, read_company);
}

core::Page<Company> list_companies(storage::Transaction& tx, const core::OrganizationId& organization,
                                   const CompanyFilter& filter, const core::PageRequest& page) {
  storage::Query query{std::string(select_company) + " and c.merged_into_id is null", {{"org", organization}}};
  if (filter.role) query.also("c.role = :role", "role", to_text(*filter.role));
  if (filter.name) {
    query.also("c.name = :name", "name", *filter.name);
    query.also("length(c.name) = :name_bytes", "name_bytes",
               filter.name->size());  // = overlooks white space at the end
  }
  if (filter.only) query.also("c.id = :only", "only", *filter.only);
  if (filter.region_key) {
    query.also("c.region_id = (select k.id from regions k where k.organization_id = :org and k.region_key = :region)",
               "region", *filter.region_key);
  }
  return storage::list_rows(tx, std::move(query), "c.", page, read_company);
}

std::vector<KnownCompany> load_known_companies(storage::Transaction& tx, const core::OrganizationId& organization,
                                               storage::Lock lock) {
  return tx.select(
      storage::locked("select name, role, coalesce(merged_into_id, id), merged_into_id is not null from companies "
                      "where organization_id = :org",
                      lock),
      {{"org", organization}}, [](storage::Row& row) {
        return KnownCompany{.name = row.next<std::string>(),
                            .role = storage::stored(parse_company_role(row.next<std::string>())),
                            .id = row.next<core::CompanyId>(),
                            .is_merged = row.next<bool>()};
      });
}

void insert_companies(storage::Transaction& tx, const core::OrganizationId& organization,
                      std::span<const Company> companies) {
  std::vector<std::vector<storage::Value>> rows;
  rows.reserve(companies.size());
  for (const auto& company : companies) {
    rows.push_back({company.id, organization, company.name, to_text(company.role), company.region, company.city,
                    company.created_at, company.updated_at, company.version});
  }
  storage::write_references([&] {
    tx.insert_rows(
        "insert into companies (id, organization_id, name, role, region_id, city, created_at, updated_at, version)",
        rows);
  });
}

void update_company(storage::Transaction& tx, const Company& company) {
  storage::write_references([&] {
    tx.execute(
        "update companies set name = :name, role = :role, region_id = :region, city = :city, updated_at = :updated, "
        "version = :version where id = :id",
        {{"name", company.name},
         {"role", to_text(company.role)},
         {"region", company.region},
         {"city", company.city},
         {"updated", company.updated_at},
         {"version", company.version},
         {"id", company.id}});
  });
}

std::optional<std::string> remove_company(storage::Transaction& tx, const core::CompanyId& id) {
  return storage::forbidden_by([&] {
    tx.execute("delete from companies where merged_into_id = :id", {{"id", id}});
    tx.execute("delete from companies where id = :id", {{"id", id}});
  });
}

std::int64_t count_people_of(storage::Transaction& tx, const core::CompanyId& company) {
  return count_of(tx, "select count(*) from people where company_id = :company and merged_into_id is null", company);
}

std::int64_t count_tokens_of(storage::Transaction& tx, const core::CompanyId& company) {
  return count_of(tx, "select count(*) from access_tokens where company_id = :company", company);
}

void mark_company_merged(storage::Transaction& tx, const core::CompanyId& from, const core::CompanyId& into,
                         core::Instant now) {
  tx.execute("update companies set merged_into_id = :into, updated_at = :now where merged_into_id = :from",
             {{"into", into}, {"now", now}, {"from", from}});
  // It leaves its region, which could not be deleted otherwise.
  tx.execute(
      "update companies set merged_into_id = :into, region_id = null, updated_at = :now, version = version + 1 "
      "where id = :from",
      {{"into", into}, {"now", now}, {"from", from}});
}

std::vector<core::TokenId> move_tokens(storage::Transaction& tx, const core::CompanyId& from,
                                       const core::CompanyId& into, core::Instant now) {
  auto moved = tx.select("select id from access_tokens where company_id = :from order by id for update",
                         {{"from", from}}, [](storage::Row& row) { return row.next<core::TokenId>(); });
  tx.execute(
      "update access_tokens set company_id = :into, updated_at = :now, version = version + 1 where company_id = :from",
      {{"into", into}, {"now", now}, {"from", from}});
  return moved;
}

}  // namespace tagwerk::directory
