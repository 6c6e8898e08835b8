#include "engine/registration/desk.hpp"

#include <algorithm>
#include <utility>

#include "engine/registration/desk_batch.hpp"
#include "engine/registration/registration_errors.hpp"

namespace tagwerk::registration {

Desk::Desk(storage::Database& database, std::vector<events::AttendanceObserver*> observers, AdmissionMode mode,
           const core::BatchLimits& limits)
    : BatchServer(database, mode, limits,
                  {.decide =
                       [observers = std::move(observers)](
                           storage::Transaction& tx, const std::vector<const DeskRequest*>& requests, KnownKeys keys) {
                         const auto& organization = requests.front()->call.principal.organization;
                         return decide_batch(tx, organization, requests, observers, keys);
                       },
                   .lane = [](const DeskRequest& request) { return request.event.text(); },
                   .weight =
                       [](const DeskRequest& request) {
                         return request.wish ? static_cast<std::size_t>(
                                                   std::clamp<std::int64_t>(request.wish->heads(), 1, max_heads))
                                             : std::size_t{1};
                       },
                   .busy = &desk_busy}) {}

}  // namespace tagwerk::registration
