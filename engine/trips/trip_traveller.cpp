#include "engine/trips/trip_traveller.hpp"

#include <algorithm>
#include <utility>

#include "engine/core/refusals.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/trips/trip_account_store.hpp"

namespace tagwerk::trips {

core::Result<PayingHead> find_paying_head(storage::Transaction& tx, const access::Call& call,
                                          const events::Event& event, const core::ParticipantId& id, bool is_locked) {
  const auto not_there = [&] { return core::refusals::not_found("participant", id.text()); };
  if (is_locked) registration::lock_participant(tx, id);
  const auto head = registration::find_participant(tx, call.principal.organization, event.id, id);
  if (!head || !call.principal.may_see(head->company)) return not_there();
  auto heads = load_paying_heads(tx, event, {.registration = head->registration, .company = {}});
  const auto found = std::find_if(heads.begin(), heads.end(), [&](const PayingHead& one) { return one.id == id; });
  if (found == heads.end()) return not_there();
  return std::move(*found);
}

}  // namespace tagwerk::trips
