#include "engine/directory/organization_store.hpp"

#include <string>

#include "engine/storage/rows.hpp"

namespace tagwerk::directory {
namespace {

constexpr std::string_view select_organization =
    "select id, organization_key, name, time_zone, created_at, updated_at, version from organizations where ";

Organization read_organization(storage::Row& row) {
  return {.id = row.next<core::OrganizationId>(),
          .key = row.next<std::string>(),
          .name = row.next<std::string>(),
          .time_zone = row.next<std::string>(),
          .created_at = row.next<core::Instant>(),
          .updated_at = row.next<core::Instant>(),
          .version = row.next<std::int64_t>()};
}

}  // namespace

std::optional<Organization> find_organization(storage::Transaction& tx, const core::OrganizationId& id,
                                              storage::Lock lock) {
  return tx.select_one(storage::locked(std::string(select_organization) + "id = :id", lock), {{"id", id}},
                       read_organization);
}

std::optional<Organization> find_organization_by_key(storage::Transaction& tx, std::string_view key) {
  return tx.select_one(std::string(select_organization) + "organization_key = :key", {{"key", key}}, read_organization);
}

bool insert_organization(storage::Transaction& tx, const Organization& organization) {
  return storage::is_new_under("uq_organization_key", [&] {
    tx.execute(
        "insert into organizations (id, organization_key, name, time_zone, created_at, updated_at, version) "
        "values (:id, :key, :name, :zone, :created, :updated, :version)",
        {{"id", organization.id},
         {"key", organization.key},
         {"name", organization.name},
         {"zone", organization.time_zone},
         {"created", organization.created_at},
         {"updated", organization.updated_at},
         {"version", organization.version}});
  });
}

void update_organization(storage::Transaction& tx, const Organization& organization) {
  tx.execute(
      "update organizations set name = :name, time_zone = :zone, updated_at = :updated, version = :version "
      "where id = :id",
      {{"name", organization.name},
       {"zone", organization.time_zone},
       {"updated", organization.updated_at},
       {"version", organization.version},
       {"id", organization.id}});
}

}  // namespace tagwerk::directory
