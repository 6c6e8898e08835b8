#include "engine/events/series_store.hpp"

#include "engine/core/text.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::events {
namespace {

constexpr std::string_view select_series =
    "select id, series_key, name, kind, created_at, updated_at, version from series where organization_id = :org";

Series read_series(storage::Row& row) {
  return {.id = row.next<core::SeriesId>(),
          .key = row.next<std::string>(),
          .name = row.next<std::string>(),
          .kind = storage::stored(parse_series_kind(row.next<std::string>())),
          .created_at = row.next<core::Instant>(),
          .updated_at = row.next<core::Instant>(),
          .version = row.next<std::int64_t>()};
}

}  // namespace

std::optional<Series> find_series_by_key(storage::Transaction& tx, const core::OrganizationId& organization,
                                         std::string_view key, storage::Lock lock) {
  if (!core::is_key(key)) return std::nullopt;  // SQL would overlook white space at its end
  return tx.select_one(storage::locked(std::string(select_series) + " and series_key = :key", lock),
                       {{"org", organization}, {"key", key}}, read_series);
}

core::Page<Series> list_series(storage::Transaction& tx, const core::OrganizationId& organization,
                               const core::PageRequest& page) {
  return storage::list_rows(tx, {std::string(select_series), {{"org", organization}}}, "", page, read_series);
}

bool insert_series(storage::Transaction& tx, const core::OrganizationId& organization, const Series& series) {
  return storage::is_new_under("uq_series_key", [&] {
    tx.execute(
        "insert into series (id, organization_id, series_key, name, kind, created_at, updated_at, version) "
        "values (:id, :org, :key, :name, :kind, :created, :updated, :version)",
        {{"id", series.id},
         {"org", organization},
         {"key", series.key},
         {"name", series.name},
         {"kind", to_text(series.kind)},
         {"created", series.created_at},
         {"updated", series.updated_at},
         {"version", series.version}});
  });
}

void update_series(storage::Transaction& tx, const Series& series) {
  tx.execute("update series set name = :name, kind = :kind, updated_at = :updated, version = :version where id = :id",
             {{"name", series.name},
              {"kind", to_text(series.kind)},
              {"updated", series.updated_at},
              {"version", series.version},
              {"id", series.id}});
}

void touch_events_of(storage::Transaction& tx, const core::SeriesId& series, core::Instant now) {
  tx.execute("update events set version = version + 1, updated_at = :now where series_id = :series",
             {{"now", now}, {"series", series}});
}

std::int64_t count_events_of(storage::Transaction& tx, const core::SeriesId& series) {
  return tx.scalar<std::int64_t>("select count(*) from events where series_id = :series", {{"series", series}})
      .value_or(0);
}

bool remove_series(storage::Transaction& tx, const core::SeriesId& series) {
  return !storage::forbidden_by([&] { tx.execute("delete from series where id = :id", {{"id", series}}); });
}

}  // namespace tagwerk::events
