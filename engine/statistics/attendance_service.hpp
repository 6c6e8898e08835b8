// Purpose: recorded attendance figures, and the attendance trend of a series.
// Recording is an upsert: without an expected version whatever is there is overwritten; a put that changes nothing keeps the
// version. Who may is the route table's business; figures are of the whole organization, so tokens of a company get none.
// Errors: core::not_found (event, series, year, record), core::precondition_failed, core::validation_failed (for an import
// with every wrong line); storage errors are thrown. Thread-safety: any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/import_report.hpp"
#include "engine/core/result.hpp"
#include "engine/events/observers.hpp"
#include "engine/statistics/attendance.hpp"
#include "engine/statistics/turnout_memory.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

struct PutAttendance {
  AttendanceRecord record;
  bool created = false;
};

struct AttendanceTrend {
  std::string series_key;
  std::vector<AttendanceYear> years;
  core::Instant as_of;  // everything committed before is in it
};

class AttendanceService {
 public:
  /// `observers` hear of changed records: the AttendanceCache.
  AttendanceService(storage::Database& database, TurnoutMemory& turnouts,
                    std::vector<events::AttendanceObserver*> observers)
      : database_(&database), turnouts_(&turnouts), observers_(std::move(observers)) {}

  [[nodiscard]] core::Result<PutAttendance> put_event_record(const access::Call& call, const core::EventId& event,
                                                             const NewAttendanceRecord& record,
                                                             const core::ExpectedVersion& expected);
  [[nodiscard]] core::Result<AttendanceRecord> get_event_record(const access::Call& call, const core::EventId& event);
  [[nodiscard]] core::Result<> remove_event_record(const access::Call& call, const core::EventId& event,
                                                   const core::ExpectedVersion& expected);

  [[nodiscard]] core::Result<PutAttendance> put_series_record(const access::Call& call, const std::string& series_key,
                                                              int year, const NewAttendanceRecord& record,
                                                              const core::ExpectedVersion& expected);
  [[nodiscard]] core::Result<AttendanceRecord> get_series_record(const access::Call& call,
                                                                 const std::string& series_key, int year);
  [[nodiscard]] core::Result<> remove_series_record(const access::Call& call, const std::string& series_key, int year,
                                                    const core::ExpectedVersion& expected);

  /// Puts the record of a series' year for each line (attendance_import.hpp), all of them or none.
  [[nodiscard]] core::Result<core::ImportReport> import_attendance(const access::Call& call, std::string_view csv,
                                                                   bool dry_run);

  /// The years from…to, both included; growth compares with earlier years also when they are not asked for.
  [[nodiscard]] core::Result<AttendanceTrend> trend(const access::Call& call, const std::string& series_key,
                                                    std::optional<int> from, std::optional<int> to);

 private:
  void tell_observers(storage::Transaction& tx, const access::Call& call, const std::string& series_key);

  storage::Database* database_;
  TurnoutMemory* turnouts_;
  std::vector<events::AttendanceObserver*> observers_;
};

}  // namespace tagwerk::statistics
