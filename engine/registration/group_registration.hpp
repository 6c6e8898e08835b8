// Purpose: new registrations of many groups, decided in their order and written in one unit of work, with hardly more
// statements than for one. Each group's refusal is its own: it changes nothing for the others.
// Errors: as RegistrationService::register_group, a Result per group; storage errors are thrown, and then nothing is done for
// any of them. Thread-safety: as the Transaction.
// Locks: people, then the events (shared), then their capacity rows, by id; then nobody else decides about these events. Companies
// are not locked: one that is merged away meanwhile is found out when its heads are saved, and everything is decided anew.
#pragma once

#include <span>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/id.hpp"
#include "engine/core/result.hpp"
#include "engine/events/observers.hpp"
#include "engine/registration/registration.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

/// A group that asks for places, and who asks for it.
struct Applicant {
  const access::Call* call;
  core::EventId event;
  const NewRegistration* wish;
};

/// All applicants are of that organization. A Result per applicant, in their order.
[[nodiscard]] std::vector<core::Result<Registration>> register_groups(
    storage::Transaction& tx, const core::OrganizationId& organization, std::span<const Applicant> applicants,
    std::span<events::AttendanceObserver* const> observers);

}  // namespace tagwerk::registration
