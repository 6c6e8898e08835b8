#include "engine/directory/region_store.hpp"

#include "engine/core/text.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::directory {
namespace {

constexpr std::string_view select_region =
    "select id, region_key, name, closed_to_newcomers, created_at, updated_at, version from regions "
    "where organization_id = :org";

Region read_region(storage::Row& row) {
  return {.id = row.next<core::RegionId>(),
          .key = row.next<std::string>(),
          .name = row.next<std::string>(),
          .closed_to_newcomers = row.next<bool>(),
          .created_at = row.next<core::Instant>(),
          .updated_at = row.next<core::Instant>(),
          .version = row.next<std::int64_t>()};
}

}  // namespace

std::optional<Region> find_region_by_key(storage::Transaction& tx, const core::OrganizationId& organization,
                                         std::string_view key, storage::Lock lock) {
  if (!core::is_key(key)) return std::nullopt;  // SQL would overlook white space at its end
  return tx.select_one(storage::locked(std::string(select_region) + " and region_key = :key", lock),
                       {{"org", organization}, {"key", key}}, read_region);
}

core::Page<Region> list_regions(storage::Transaction& tx, const core::OrganizationId& organization,
                                const core::PageRequest& page) {
  return storage::list_rows(tx, {std::string(select_region), {{"org", organization}}}, "", page, read_region);
}

RegionIds load_region_ids(storage::Transaction& tx, const core::OrganizationId& organization) {
  RegionIds ids;
  const auto rows = tx.select("select region_key, id from regions where organization_id = :org",
                              {{"org", organization}}, [](storage::Row& row) {
                                auto key = row.next<std::string>();
                                return RegionIds::value_type(std::move(key), row.next<core::RegionId>());
                              });
  ids.insert(rows.begin(), rows.end());
  return ids;
}

bool insert_region(storage::Transaction& tx, const core::OrganizationId& organization, const Region& region) {
  return storage::is_new_under("uq_region_key", [&] {
    tx.execute(
        "insert into regions (id, organization_id, region_key, name, closed_to_newcomers, created_at, updated_at, "
        "version) values (:id, :org, :key, :name, :closed, :created, :updated, :version)",
        {{"id", region.id},
         {"org", organization},
         {"key", region.key},
         {"name", region.name},
         {"closed", region.closed_to_newcomers},
         {"created", region.created_at},
         {"updated", region.updated_at},
         {"version", region.version}});
  });
}

void update_region(storage::Transaction& tx, const Region& region) {
  tx.execute(
      "update regions set name = :name, closed_to_newcomers = :closed, updated_at = :updated, version = :version "
      "where id = :id",
      {{"name", region.name},
       {"closed", region.closed_to_newcomers},
       {"updated", region.updated_at},
       {"version", region.version},
       {"id", region.id}});
}

bool remove_region(storage::Transaction& tx, const core::RegionId& region) {
  return !storage::forbidden_by([&] { tx.execute("delete from regions where id = :id", {{"id", region}}); });
}

std::int64_t count_companies_of(storage::Transaction& tx, const core::RegionId& region) {
  return tx.scalar<std::int64_t>("select count(*) from companies where region_id = :region", {{"region", region}})
      .value_or(0);
}

}  // namespace tagwerk::directory
