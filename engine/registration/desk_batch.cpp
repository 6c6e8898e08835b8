#include "engine/registration/desk_batch.hpp"

#include <optional>
#include <vector>

#include "engine/registration/batch_unit.hpp"
#include "engine/registration/group_registration.hpp"

namespace tagwerk::registration {

std::vector<DeskAnswer> decide_batch(storage::Transaction& tx, const core::OrganizationId& organization,
                                     std::span<const DeskRequest* const> requests,
                                     std::span<events::AttendanceObserver* const> observers, const BatchWay& way) {
  std::vector<Applicant> applicants;
  std::optional<RegistrationsAhead> ahead;
  return decide_in_one_unit(
      tx, requests, way.keys,
      [&](const std::vector<const DeskRequest*>& asked) {
        applicants.reserve(asked.size());
        for (const auto* request : asked) applicants.push_back({&request->call, request->event, &*request->wish});
        if (!way.is_ahead) return register_groups(tx, organization, applicants, observers);
        return ahead.emplace(tx, organization, applicants).take_results();
      },
      [&] {
        if (!ahead) return;
        way.before_locks();
        ahead->confirm(observers);
      });
}

}  // namespace tagwerk::registration
