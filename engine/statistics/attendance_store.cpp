#include "engine/statistics/attendance_store.hpp"

#include <string>
#include <utility>

#include "engine/storage/errors.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::statistics {
namespace {

/// Where a record is kept: the two tables differ in their keys only.
struct Place {
  std::string table;
  std::string key_columns;
  std::string key_values;
  std::string where;
  storage::Binds key;
};

Place place_of(const core::EventId& event) {
  return {"event_attendance_records", "event_id", ":event", " where event_id = :event", {{"event", event}}};
}

Place place_of(const SeriesYear& year) {
  return {"series_attendance_records",
          "series_id, edition_year",
          ":series, :year",
          " where series_id = :series and edition_year = :year",
          {{"series", year.series}, {"year", year.year}}};
}

constexpr const char* record_columns =
    "companies, participants, vendors, source, complete, created_at, updated_at, version";

AttendanceRecord read_record(storage::Row& row) {
  AttendanceRecord record;
  record.figures = read_figures(row);
  record.source = row.next<std::string>();
  record.complete = row.next<bool>();
  record.created_at = row.next<core::Instant>();
  record.updated_at = row.next<core::Instant>();
  record.version = row.next<std::int64_t>();
  return record;
}

std::pair<int, AttendanceRecord> read_year(storage::Row& row) {
  const auto year = row.next<int>();
  return {year, read_record(row)};
}

std::optional<AttendanceRecord> find_at(storage::Transaction& tx, const Place& place, storage::Lock lock) {
  const auto sql = std::string("select ") + record_columns + " from " + place.table + place.where;
  return tx.select_one(storage::locked(sql, lock), place.key, read_record);
}

storage::Binds binds_of(const Place& place, const AttendanceRecord& record) {
  auto binds = place.key;
  binds.insert(binds.end(), {{"companies", record.figures.companies},
                             {"participants", record.figures.participants},
                             {"vendors", record.figures.vendors},
                             {"source", record.source},
                             {"complete", record.complete},
                             {"updated", record.updated_at},
                             {"version", record.version}});
  return binds;
}

void insert_at(storage::Transaction& tx, const Place& place, const AttendanceRecord& record) {
  auto binds = binds_of(place, record);
  binds.push_back({"created", record.created_at});
  try {
    tx.execute("insert into " + place.table + " (" + place.key_columns + ", " + record_columns + ") values (" +
                   place.key_values +
                   ", :companies, :participants, :vendors, :source, :complete, :created, :updated, :version)",
               binds);
  } catch (const storage::ConstraintViolation& violation) {
    using Kind = storage::ConstraintViolation::Kind;
    if (violation.kind() != Kind::duplicate && violation.kind() != Kind::missing_parent) throw;
    throw storage::Restart("attendance record: somebody else was first");
  }
}

void update_at(storage::Transaction& tx, const Place& place, const AttendanceRecord& record) {
  tx.execute("update " + place.table +
                 " set companies = :companies, participants = :participants, vendors = :vendors, source = :source, "
                 "complete = :complete, updated_at = :updated, version = :version" +
                 place.where,
             binds_of(place, record));
}

void remove_at(storage::Transaction& tx, const Place& place) {
  tx.execute("delete from " + place.table + place.where, place.key);
}

}  // namespace

Figures read_figures(storage::Row& row) {
  return {.companies = row.next<std::optional<std::int64_t>>(),
          .participants = row.next<std::optional<std::int64_t>>(),
          .vendors = row.next<std::optional<std::int64_t>>()};
}

std::optional<AttendanceRecord> find_record(storage::Transaction& tx, const core::EventId& event, storage::Lock lock) {
  return find_at(tx, place_of(event), lock);
}
std::optional<AttendanceRecord> find_record(storage::Transaction& tx, const SeriesYear& year, storage::Lock lock) {
  return find_at(tx, place_of(year), lock);
}

void insert_record(storage::Transaction& tx, const core::EventId& event, const AttendanceRecord& record) {
  insert_at(tx, place_of(event), record);
}
void insert_record(storage::Transaction& tx, const SeriesYear& year, const AttendanceRecord& record) {
  insert_at(tx, place_of(year), record);
}

void update_record(storage::Transaction& tx, const core::EventId& event, const AttendanceRecord& record) {
  update_at(tx, place_of(event), record);
}
void update_record(storage::Transaction& tx, const SeriesYear& year, const AttendanceRecord& record) {
  update_at(tx, place_of(year), record);
}

void remove_record(storage::Transaction& tx, const core::EventId& event) { remove_at(tx, place_of(event)); }
void remove_record(storage::Transaction& tx, const SeriesYear& year) { remove_at(tx, place_of(year)); }

std::map<SeriesYear, AttendanceRecord> lock_records(storage::Transaction& tx, std::span<const core::SeriesId> series) {
  std::map<SeriesYear, AttendanceRecord> records;
  for (const auto& one : series) {
    auto rows = tx.select(std::string("select edition_year, ") + record_columns +
                              " from series_attendance_records where series_id = :series for update",
                          {{"series", one}}, read_year);
    for (auto& [year, record] : rows) records.emplace(SeriesYear{one, year}, std::move(record));
  }
  return records;
}

YearRecords load_year_records(storage::Transaction& tx, const core::SeriesId& series) {
  YearRecords records;
  auto rows = tx.select(std::string("select edition_year, ") + record_columns +
                            " from series_attendance_records where series_id = :series",
                        {{"series", series}}, read_year);
  for (auto& [year, record] : rows) records.emplace(year, std::move(record));
  return records;
}

std::string find_time_zone(storage::Transaction& tx, const core::OrganizationId& organization) {
  return tx.scalar<std::string>("select time_zone from organizations where id = :id", {{"id", organization}})
      .value_or("UTC");
}

}  // namespace tagwerk::statistics
