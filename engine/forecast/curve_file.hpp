// Purpose: reads booking curves and what events came to from CSV text: one line an event.
// Columns, told apart by the header; others are not looked at:
//   series, event_date, p_ob_L… (L days before), p_attended     or     series, event_date, ob_L…, final_yes
//   series, edition_date, attendance
// A later line of the same series and date takes the place of the earlier one.
// Errors: every wrong cell as a field error "line 3/p_ob_30"; at most max_file_errors of them. Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/result.hpp"
#include "engine/forecast/booking_curve.hpp"

namespace tagwerk::forecast {

inline constexpr std::size_t max_file_events = 50'000;
inline constexpr std::size_t max_file_errors = 20;
inline constexpr int max_lead_days = 3650;
inline constexpr double max_booked = 1e9;

struct CurveFile {
  std::vector<Series> series;               // by key
  std::vector<std::size_t> replaced_lines;  // whose event a later line has again
};

[[nodiscard]] core::Result<CurveFile> read_curve_file(std::string_view csv);

}  // namespace tagwerk::forecast
