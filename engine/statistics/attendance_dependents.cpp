#include "engine/statistics/attendance_dependents.hpp"

#include "engine/statistics/attendance_store.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::statistics {

std::vector<std::string> AttendanceDependents::dependents(storage::Transaction& tx, const core::EventId& event) {
  if (!find_record(tx, event, storage::Lock::none)) return {};
  return {"recorded attendance figures"};
}

void AttendanceDependents::event_cancelled(storage::Transaction&, const access::Call&, const core::EventId&) {}

}  // namespace tagwerk::statistics
