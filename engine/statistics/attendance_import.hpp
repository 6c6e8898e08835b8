// Purpose: reads recorded figures of many years from CSV text.
// Columns, in any order, named by the header: series_key, edition_year, source, complete (true or false, in any letter
// case); companies, participants and vendors may be missing or empty, but not all three on one line.
// Errors: every wrong line ("line 3") or cell ("line 3/edition_year") is among the problems; lines count from 1, and the
// header is line 1. core::problems_error makes the refusal of them. Thread-safety: pure function.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/import_report.hpp"
#include "engine/directory/import.hpp"
#include "engine/statistics/attendance.hpp"

namespace tagwerk::statistics {

struct AttendanceLine {
  std::size_t line = 0;
  std::string series_key;
  int year = 0;
  NewAttendanceRecord record;
};

struct ReadAttendance {
  std::vector<AttendanceLine> lines;  // those that are right
  core::ImportProblems problems;      // of all others
};

[[nodiscard]] ReadAttendance read_attendance(std::string_view csv);

}  // namespace tagwerk::statistics
