#include "engine/statistics/attendance_service.hpp"

#include <map>
#include <set>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/import_report.hpp"
#include "engine/core/refusals.hpp"
#include "engine/core/time_zone.hpp"
#include "engine/events/event_store.hpp"
#include "engine/events/series_store.hpp"
#include "engine/statistics/attendance_import.hpp"
#include "engine/statistics/attendance_store.hpp"
#include "engine/statistics/curve_store.hpp"
#include "engine/statistics/event_facts_store.hpp"
#include "engine/statistics/record_audit.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::statistics {

namespace refusals = core::refusals;

namespace {

core::Error no_series(const std::string& key) { return refusals::not_found("series", key); }

core::Error no_record(std::string id) { return refusals::not_found("attendance record", std::move(id)); }

core::Result<events::Event> existing(storage::Transaction& tx, const access::Call& call, const core::EventId& id) {
  auto event = events::find_event(tx, call.principal.organization, id);
  if (!event) return refusals::not_found("event", id.text());
  return *std::move(event);
}

core::Result<SeriesYear> existing(storage::Transaction& tx, const access::Call& call, const std::string& key,
                                  int year) {
  if (year < min_year || year > max_year) return refusals::not_found("year", std::to_string(year));
  const auto series = events::find_series_by_key(tx, call.principal.organization, key);
  if (!series) return no_series(key);
  return SeriesYear{series->id, year};
}

std::string text_of(const core::EventId& event) { return event.text(); }
std::string text_of(const SeriesYear& year) { return std::to_string(year.year); }

core::Result<> check_version(const std::optional<AttendanceRecord>& found, const core::ExpectedVersion& expected) {
  if (!expected.is_met_by(found ? std::optional(found->version) : std::nullopt))
    return core::fail(core::precondition_failed);
  return {};
}

/// The first version comes from the clock: a record may be removed and put again at the same address, and there a version,
/// which is its ETag, must not come back with other figures.
std::int64_t version_after(const std::optional<AttendanceRecord>& before, core::Instant now) {
  return before ? before->version + 1 : core::unix_microseconds(now);
}

/// Writes `wanted` over what was there before.
template <class Key>
PutAttendance write(storage::Transaction& tx, const access::Call& call, const Key& key,
                    const NewAttendanceRecord& wanted, const std::optional<AttendanceRecord>& before) {
  AttendanceRecord after{wanted, before ? before->created_at : call.now, call.now, version_after(before, call.now)};
  if (before) {
    update_record(tx, key, after);
  } else {
    insert_record(tx, key, after);
  }
  audit_record(tx, call, key, before, after);
  return {std::move(after), !before};
}

bool says_the_same(const AttendanceRecord& record, const NewAttendanceRecord& wanted) {
  return static_cast<const NewAttendanceRecord&>(record) == wanted;
}

template <class Key>
core::Result<PutAttendance> put(storage::Transaction& tx, const access::Call& call, const Key& key,
                                const NewAttendanceRecord& wanted, const core::ExpectedVersion& expected) {
  if (auto problems = check(wanted); !problems.empty()) return core::fail_fields(std::move(problems));
  const auto before = find_record(tx, key, storage::Lock::for_update);
  if (auto current = check_version(before, expected); !current) return current.error();
  if (before && says_the_same(*before, wanted)) return PutAttendance{*before, false};
  return write(tx, call, key, wanted, before);
}

template <class Key>
core::Result<> remove(storage::Transaction& tx, const access::Call& call, const Key& key,
                      const core::ExpectedVersion& expected) {
  const auto before = find_record(tx, key, storage::Lock::for_update);
  if (!before) return no_record(text_of(key));
  if (auto current = check_version(before, expected); !current) return current;
  remove_record(tx, key);
  audit_record(tx, call, key, before, std::nullopt);
  return {};
}

template <class Key>
core::Result<AttendanceRecord> get(storage::Transaction& tx, const Key& key) {
  auto found = find_record(tx, key, storage::Lock::none);
  if (!found) return no_record(text_of(key));
  return *std::move(found);
}

using SeriesByKey = std::map<std::string, std::optional<core::SeriesId>>;

/// The series that the lines name; a key of none becomes a problem of each of its lines.
SeriesByKey find_series(storage::Transaction& tx, const access::Call& call, const std::vector<AttendanceLine>& lines,
                        core::ImportProblems& problems) {
  SeriesByKey by_key;
  for (const auto& line : lines) {
    const auto [entry, is_new] = by_key.try_emplace(line.series_key);
    if (is_new) {
      if (const auto series = events::find_series_by_key(tx, call.principal.organization, line.series_key))
        entry->second = series->id;
    }
    if (!entry->second) {
      problems.push_back({line.line,
                          {"line " + std::to_string(line.line) + "/series_key",
                           &core::reference_not_found,
                           {{"object", "series"}, {"value", line.series_key}}}});
    }
  }
  return by_key;
}

// Of the events of the years that others are compared with.
std::map<core::EventId, Curve> load_curves(storage::Transaction& tx, const std::vector<EventFacts>& events,
                                           const std::map<int, int>& pairs) {
  std::set<int> years;
  for (const auto& [year, since] : pairs) years.insert(since);
  std::set<core::EventId> ids;
  for (const auto& event : events) {
    if (years.contains(event.year)) ids.insert(event.event);
  }
  std::map<core::EventId, Curve> curves;
  for (const auto& [event, days] : load_days(tx, ids)) curves.emplace(event, curve_of(days));
  return curves;
}

}  // namespace

void AttendanceService::tell_observers(storage::Transaction& tx, const access::Call& call,
                                       const std::string& series_key) {
  for (auto* observer : observers_) observer->attendance_changed(tx, call.principal.organization, series_key);
}

core::Result<PutAttendance> AttendanceService::put_event_record(const access::Call& call, const core::EventId& event,
                                                                const NewAttendanceRecord& record,
                                                                const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<PutAttendance> {
    const auto found = existing(tx, call, event);
    if (!found) return found.error();
    tell_observers(tx, call, found->series_key);
    return put(tx, call, found->id, record, expected);
  });
}

core::Result<AttendanceRecord> AttendanceService::get_event_record(const access::Call& call,
                                                                   const core::EventId& event) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<AttendanceRecord> {
    const auto found = existing(tx, call, event);
    if (!found) return found.error();
    return get(tx, found->id);
  });
}

core::Result<> AttendanceService::remove_event_record(const access::Call& call, const core::EventId& event,
                                                      const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    const auto found = existing(tx, call, event);
    if (!found) return found.error();
    tell_observers(tx, call, found->series_key);
    return remove(tx, call, found->id, expected);
  });
}

core::Result<PutAttendance> AttendanceService::put_series_record(const access::Call& call,
                                                                 const std::string& series_key, int year,
                                                                 const NewAttendanceRecord& record,
                                                                 const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<PutAttendance> {
    const auto key = existing(tx, call, series_key, year);
    if (!key) return key.error();
    tell_observers(tx, call, series_key);
    return put(tx, call, *key, record, expected);
  });
}

core::Result<AttendanceRecord> AttendanceService::get_series_record(const access::Call& call,
                                                                    const std::string& series_key, int year) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<AttendanceRecord> {
    const auto key = existing(tx, call, series_key, year);
    if (!key) return key.error();
    return get(tx, *key);
  });
}

core::Result<> AttendanceService::remove_series_record(const access::Call& call, const std::string& series_key,
                                                       int year, const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    const auto key = existing(tx, call, series_key, year);
    if (!key) return key.error();
    tell_observers(tx, call, series_key);
    return remove(tx, call, *key, expected);
  });
}

core::Result<core::ImportReport> AttendanceService::import_attendance(const access::Call& call, std::string_view csv,
                                                                      bool dry_run) {
  if (auto fits = core::check_import_size(csv); !fits) return fits.error();
  const auto read = read_attendance(csv);
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<core::ImportReport> {
    auto problems = read.problems;
    const auto series = find_series(tx, call, read.lines, problems);
    if (!problems.empty()) return core::problems_error(std::move(problems));

    std::vector<core::SeriesId> ids;
    for (const auto& [key, id] : series) ids.push_back(*id);
    const auto records = lock_records(tx, ids);
    core::ImportReport report{.rows = read.lines.size(), .dry_run = dry_run};
    for (const auto& line : read.lines) {
      const SeriesYear key{*series.at(line.series_key), line.year};
      const auto found = records.find(key);
      const auto before = found == records.end() ? std::nullopt : std::optional(found->second);
      if (before && says_the_same(*before, line.record)) {
        ++report.unchanged;
        continue;
      }
      ++(before ? report.updated : report.created);
      if (!dry_run) write(tx, call, key, line.record, before);
    }
    for (const auto& [key, id] : series) {
      if (!dry_run) tell_observers(tx, call, key);
    }
    return report;
  });
}

core::Result<AttendanceTrend> AttendanceService::trend(const access::Call& call, const std::string& series_key,
                                                       std::optional<int> from, std::optional<int> to) {
  if (auto ordered = check_span(from, to); !ordered) return ordered.error();
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<AttendanceTrend> {
    const auto series = events::find_series_by_key(tx, call.principal.organization, series_key);
    if (!series) return no_series(series_key);
    const auto events = load_counted_events(tx, series->id, *turnouts_);
    const auto records = load_year_records(tx, series->id);
    auto years = combine(events, records);
    if (const auto pairs = years_to_compare(years); !pairs.empty()) {
      const auto zone = find_time_zone(tx, call.principal.organization);
      add_same_days(years, events, records, load_curves(tx, events, pairs), core::local_date(call.now, zone).value());
    }
    return AttendanceTrend{.series_key = series_key, .years = between(years, from, to), .as_of = call.now};
  });
}

}  // namespace tagwerk::statistics
