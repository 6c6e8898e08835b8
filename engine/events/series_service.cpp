#include "engine/events/series_service.hpp"

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/changed_members.hpp"
#include "engine/events/series_store.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::events {

namespace refusals = core::refusals;

namespace {

void record(storage::Transaction& tx, const access::Call& call, std::string_view action,
            const std::optional<Series>& before, const std::optional<Series>& after) {
  audit::record(tx, call,
                {.object_kind = "series",
                 .object = (after ? *after : before.value()).id.uuid,
                 .action = action,
                 .changes = changed_members(before, after)});
}

// The series, locked, in the version that the caller knows.
core::Result<Series> take(storage::Transaction& tx, const access::Call& call, const std::string& key,
                          const core::ExpectedVersion& expected) {
  auto series = find_series_by_key(tx, call.principal.organization, key, storage::Lock::for_update);
  if (!series) return refusals::not_found("series", key);
  if (!expected.is_met_by(series->version)) return core::fail(core::precondition_failed);
  return *std::move(series);
}

}  // namespace

core::Result<Series> SeriesService::create(const access::Call& call, const NewSeries& wanted) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Series> {
    const Series series{.id = core::SeriesId::make(call.now),
                        .key = wanted.key,
                        .name = wanted.name,
                        .kind = wanted.kind,
                        .created_at = call.now,
                        .updated_at = call.now,
                        .version = core::first_version(call.now)};
    if (!insert_series(tx, call.principal.organization, series))
      return refusals::already_exists("series", "key", wanted.key);
    record(tx, call, "created", std::nullopt, series);
    return series;
  });
}

core::Result<Series> SeriesService::find(const access::Call& call, const std::string& key) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<Series> {
    auto series = find_series_by_key(tx, call.principal.organization, key);
    if (!series) return refusals::not_found("series", key);
    return *std::move(series);
  });
}

core::Page<Series> SeriesService::list(const access::Call& call, const core::PageRequest& page) {
  return access::reading(*database_, call,
                         [&](storage::Transaction& tx) { return list_series(tx, call.principal.organization, page); });
}

core::Result<Series> SeriesService::change(const access::Call& call, const std::string& key, const SeriesPatch& patch,
                                           const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Series> {
    const auto before = take(tx, call, key, expected);
    if (!before) return before.error();
    auto after = *before;
    if (patch.name) after.name = *patch.name;
    if (patch.kind) after.kind = *patch.kind;
    if (after == *before) return after;
    ++after.version;
    after.updated_at = call.now;
    update_series(tx, after);
    if (after.kind != before->kind) touch_events_of(tx, after.id, call.now);
    record(tx, call, "changed", *before, after);
    return after;
  });
}

core::Result<> SeriesService::remove(const access::Call& call, const std::string& key,
                                     const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    const auto series = take(tx, call, key, expected);
    if (!series) return series.error();
    std::vector<std::string> dependents;
    refusals::add_count(dependents, count_events_of(tx, series->id), "event", "events");
    if (!dependents.empty()) return refusals::still_referenced("series", key, dependents);
    if (!remove_series(tx, series->id))
      return refusals::still_referenced("series", key, {"recorded attendance figures"});
    record(tx, call, "deleted", *series, std::nullopt);
    for (auto* observer : observers_) observer->attendance_changed(tx, call.principal.organization, key);
    return {};
  });
}

}  // namespace tagwerk::events
