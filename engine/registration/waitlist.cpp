#include "engine/registration/waitlist.hpp"

#include <set>
#include <utility>
#include <vector>

#include "engine/audit/audit.hpp"
#include "engine/events/event_store.hpp"
#include "engine/registration/participant_store.hpp"
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

std::vector<PlaceRequest> waiting_rests(const std::vector<Registration>& waiting) {
  std::vector<PlaceRequest> rests;
  for (const auto& registration : waiting) rests.push_back(waiting_rest(registration));
  return rests;
}

std::vector<core::CompanyId> companies_of(const std::vector<Registration>& waiting) {
  std::set<core::CompanyId> companies;
  for (const auto& registration : waiting) companies.insert(registration.company);
  return {companies.begin(), companies.end()};
}

bool is_over(storage::Transaction& tx, const access::Call& call, const core::EventId& id) {
  const auto event = events::find_event(tx, call.principal.organization, id);
  return !event || event->status == events::EventStatus::completed || event->status == events::EventStatus::cancelled;
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
                            Places& places, std::size_t portion) {
  auto before = places.capacity(tx, {});
  if (!may_promote(before) || is_over(tx, call, event)) return 0;
  Promotion promotion(before);
  std::size_t promoted = 0;
  std::int64_t last_number = 0;
  bool may_go_on = true;
  while (may_go_on) {
    const auto waiting = lock_waiting(tx, event, last_number, portion);
    if (waiting.empty()) break;
    last_number = waiting.back().queue_number.value();
    const auto heads = places.capacity(tx, companies_of(waiting)).companies;
    before.companies.insert(heads.begin(), heads.end());
    const auto decisions = promotion.serve(waiting_rests(waiting), heads);
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      if (!got_something(decisions[i])) continue;
      write_down(tx, call, waiting[i], decisions[i]);
      ++promoted;
    }
    may_go_on = waiting.size() == portion && promotion.may_go_on();
  }
  places.save(tx, before, std::move(promotion).finish());
  return promoted;
}

}  // namespace tagwerk::registration
