// Purpose: what the audit trail says about recorded figures. Object: the event, or the series with the year in the members'
// names ("2014/participants"), for a year has no id of its own.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <optional>

#include "engine/access/call.hpp"
#include "engine/statistics/attendance.hpp"
#include "engine/statistics/attendance_store.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

void audit_record(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                  const std::optional<AttendanceRecord>& before, const std::optional<AttendanceRecord>& after);
void audit_record(storage::Transaction& tx, const access::Call& call, const SeriesYear& year,
                  const std::optional<AttendanceRecord>& before, const std::optional<AttendanceRecord>& after);

}  // namespace tagwerk::statistics
