// Purpose: SQL of recorded figures (schema: event_attendance_records, series_attendance_records).
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/statistics/attendance.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::statistics {

struct SeriesYear {
  core::SeriesId series;
  int year = 0;
  auto operator<=>(const SeriesYear&) const = default;
};

[[nodiscard]] std::optional<AttendanceRecord> find_record(storage::Transaction& tx, const core::EventId& event,
                                                          storage::Lock lock);
[[nodiscard]] std::optional<AttendanceRecord> find_record(storage::Transaction& tx, const SeriesYear& year,
                                                          storage::Lock lock);

/// Throws storage::Restart when somebody else was first, or has deleted the event or series.
void insert_record(storage::Transaction& tx, const core::EventId& event, const AttendanceRecord& record);
void insert_record(storage::Transaction& tx, const SeriesYear& year, const AttendanceRecord& record);

void update_record(storage::Transaction& tx, const core::EventId& event, const AttendanceRecord& record);
void update_record(storage::Transaction& tx, const SeriesYear& year, const AttendanceRecord& record);

void remove_record(storage::Transaction& tx, const core::EventId& event);
void remove_record(storage::Transaction& tx, const SeriesYear& year);

/// All records of these series, locked.
[[nodiscard]] std::map<SeriesYear, AttendanceRecord> lock_records(storage::Transaction& tx,
                                                                  std::span<const core::SeriesId> series);

[[nodiscard]] YearRecords load_year_records(storage::Transaction& tx, const core::SeriesId& series);
/// In which the years of an organization are counted.
[[nodiscard]] std::string find_time_zone(storage::Transaction& tx, const core::OrganizationId& organization);
/// The columns companies, participants, vendors of either table.
[[nodiscard]] Figures read_figures(storage::Row& row);

}  // namespace tagwerk::statistics
