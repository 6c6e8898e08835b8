#include "engine/registration/desk.hpp"

#include <algorithm>
#include <utility>

#include "engine/registration/desk_batch.hpp"
#include "engine/registration/registration_errors.hpp"

namespace tagwerk::registration {

Desk::Desk(storage::Database& database, std::vector<events::AttendanceObserver*> observers, AdmissionMode mode,
           const core::BatchLimits& limits)
    : BatchServer(
          database, mode, limits,
          {.decide =
               [observers = std::move(observers)](
                   storage::Transaction& tx, const std::vector<const DeskRequest*>& requests, const BatchWay& way) {
                 const auto& organization = requests.front()->call.principal.organization;
                 return decide_batch(tx, organization, requests, observers, way);
               },
           .lane = [](const DeskRequest& request) { return request.event.text(); },
           .weight =
               [](const DeskRequest& request) {
                 return request.wish
                            ? static_cast<std::size_t>(std::clamp<std::int64_t>(request.wish->heads(), 1, max_heads))
                            : std::size_t{1};
               },
           .busy = &desk_busy,
           // Not yet: docs/decisions/2026-11-30-written-before-the-locks.md
           .knows_way_ahead = false}) {}

}  // namespace tagwerk::registration
