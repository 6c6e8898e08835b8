// Purpose: SQL of recorded figures (schema: event_attendance_records, series_attendance_records) and of what is counted
// from registrations and check-ins: four statements for a series, however many events it has.
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

/// Of check-ins `i`: one by which somebody came. A forced exit says nothing of a way in.
inline constexpr const char* let_in = "i.result = 'ok' and i.direction = 'entry' and i.annulled_at is null ";

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
/// Every event of the series with its record and its heads.
[[nodiscard]] std::vector<EventFacts> load_events(storage::Transaction& tx, const core::SeriesId& series);

}  // namespace tagwerk::statistics
