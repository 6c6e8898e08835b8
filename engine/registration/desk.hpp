// Purpose: the registration desk: everybody registers for one event in the same minute, so requests are decided together
// (batch_server.hpp), those of other events that wait with them.
// Bounds: core::BatchLimits, heads being what a request weighs; the next request is refused with desk_busy.
// Errors: those of register_groups, per request. Thread-safety: any thread. submit() does not block in batched mode.
#pragma once

#include <vector>

#include "engine/core/batch_queue.hpp"
#include "engine/events/observers.hpp"
#include "engine/registration/batch_request.hpp"
#include "engine/registration/batch_server.hpp"
#include "engine/registration/registration.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

using DeskRequest = BatchRequest<NewRegistration, Registration>;
using DeskAnswer = BatchAnswer<Registration>;

class Desk : public BatchServer<NewRegistration, Registration> {
 public:
  Desk(storage::Database& database, std::vector<events::AttendanceObserver*> observers, AdmissionMode mode,
       const core::BatchLimits& limits = {});
};

}  // namespace tagwerk::registration
