#include "engine/registration/waitlist.hpp"

#include <set>
#include <vector>

#include "engine/audit/audit.hpp"
#include "engine/registration/registration_audit.hpp"
#include "engine/registration/registration_store.hpp"

namespace tagwerk::registration {
namespace {

PlaceRequest waiting_rest(const Registration& registration) {
  PlaceRequest rest{.company = registration.company,
                    .heads = registration.heads.waitlisted,
                    .pools = {},
                    .policy = registration.policy,
                    .confirmed_heads_before = registration.heads.confirmed};
  for (const auto& [key, share] : registration.pools) {
    if (share.waitlisted > 0) rest.pools.emplace(key, share.waitlisted);
  }
  return rest;
}

bool got_something(const Decision& decision) {
  if (decision.heads.confirmed > 0) return true;
  for (const auto& [key, share] : decision.pools) {
    if (share.confirmed > 0) return true;
  }
  return false;
}

void write_down(storage::Transaction& tx, const access::Call& call, Registration registration,
                const Decision& decision) {
  const auto before = registration;
  add_promoted(registration, decision);
  registration.updated_at = call.now;
  ++registration.version;
  update_registration(tx, registration);
  if (decision.heads.confirmed > 0) confirm_participants(tx, registration.id, decision.heads.confirmed);
  record(tx, call, "promoted", before, registration);
}

}  // namespace

std::size_t promote_waiting(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                            Places& places) {
  if (!may_promote(places.capacity(tx, {}))) return 0;
  const auto waiting = load_waiting(tx, event, max_waiting_per_pass);
  std::vector<PlaceRequest> rests;
  std::set<core::CompanyId> companies;
  for (const auto& registration : waiting) {
    rests.push_back(waiting_rest(registration));
    companies.insert(registration.company);
  }
  const auto before = places.capacity(tx, std::vector<core::CompanyId>(companies.begin(), companies.end()));
  const auto admission = promote(before, rests);
  places.save(tx, before, admission.after);
  std::size_t promoted = 0;
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    if (!got_something(admission.decisions[i])) continue;
    write_down(tx, call, waiting[i], admission.decisions[i]);
    ++promoted;
  }
  return promoted;
}

}  // namespace tagwerk::registration
