#include "engine/registration/gate.hpp"

#include <span>
#include <utility>

#include "engine/registration/batch_unit.hpp"
#include "engine/registration/registration_errors.hpp"

namespace tagwerk::registration {
namespace {

std::vector<GateAnswer> decide(storage::Transaction& tx, const std::vector<const GateRequest*>& requests,
                               std::span<events::AttendanceObserver* const> observers, KnownKeys keys) {
  const auto& organization = requests.front()->call.principal.organization;
  const std::span<const GateRequest* const> all(requests);
  return decide_in_one_unit(tx, all, keys, [&](const std::vector<const GateRequest*>& asked) {
    std::vector<Scanned> scans;
    scans.reserve(asked.size());
    for (const auto* request : asked)
      scans.push_back({.call = &request->call, .event = request->event, .scan = &*request->wish});
    return check_in_batch(tx, organization, scans, observers, keys);
  });
}

}  // namespace

Gate::Gate(storage::Database& database, std::vector<events::AttendanceObserver*> observers, AdmissionMode mode,
           const core::BatchLimits& limits)
    : BatchServer(
          database, mode, limits,
          {.decide = [observers = std::move(observers)](
                         storage::Transaction& tx, const std::vector<const GateRequest*>& requests,
                         KnownKeys keys) { return registration::decide(tx, requests, observers, keys); },
           // A scan waits for the lock on its ticket.
           .lane = [](const GateRequest& request) { return request.wish ? request.wish->ticket_code : std::string(); },
           .busy = &gate_busy}) {}

}  // namespace tagwerk::registration
