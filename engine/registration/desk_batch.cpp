#include "engine/registration/desk_batch.hpp"

#include "engine/registration/batch_unit.hpp"
#include "engine/registration/group_registration.hpp"

namespace tagwerk::registration {

std::vector<DeskAnswer> decide_batch(storage::Transaction& tx, const core::OrganizationId& organization,
                                     std::span<const DeskRequest* const> requests,
                                     std::span<events::AttendanceObserver* const> observers, KnownKeys keys) {
  return decide_in_one_unit(tx, requests, keys, [&](const std::vector<const DeskRequest*>& asked) {
    std::vector<Applicant> applicants;
    applicants.reserve(asked.size());
    for (const auto* request : asked) applicants.push_back({&request->call, request->event, &*request->wish});
    return register_groups(tx, organization, applicants, observers);
  });
}

}  // namespace tagwerk::registration
