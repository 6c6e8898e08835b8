// Purpose: the gate: everybody comes to one event in the same quarter of an hour, so scans are decided together
// (batch_server.hpp), those of other events that wait with them.
// Bounds: core::BatchLimits; the next scan is refused with gate_busy.
// Errors: as CheckInService::check_in, per scan. Thread-safety: any thread. submit() does not block in batched mode.
#pragma once

#include <vector>

#include "engine/core/batch_queue.hpp"
#include "engine/events/observers.hpp"
#include "engine/registration/batch_request.hpp"
#include "engine/registration/batch_server.hpp"
#include "engine/registration/scan_batch.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

using GateRequest = BatchRequest<NewCheckIn, CheckedIn>;
using GateAnswer = BatchAnswer<CheckedIn>;

class Gate : public BatchServer<NewCheckIn, CheckedIn> {
 public:
  Gate(storage::Database& database, std::vector<events::AttendanceObserver*> observers, AdmissionMode mode,
       const core::BatchLimits& limits = {});
};

}  // namespace tagwerk::registration
