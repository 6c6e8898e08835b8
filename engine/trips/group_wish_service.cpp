#include "engine/trips/group_wish_service.hpp"

#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/trips/grouped_items.hpp"
#include "engine/trips/sub_group_store.hpp"
#include "engine/trips/traveller_audit.hpp"
#include "engine/trips/traveller_errors.hpp"
#include "engine/trips/trip.hpp"
#include "engine/trips/trip_requirements.hpp"

namespace tagwerk::trips {
namespace {

core::Result<GroupTraveller> coming(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                                    const core::ParticipantId& participant) {
  auto found = find_group_traveller(tx, call.principal.organization, event, participant);
  if (!found || !call.principal.may_see(found->traveller.company) ||
      found->state != registration::ParticipantState::confirmed)
    return core::refusals::not_found("traveller", participant.text());
  return std::move(found->traveller);
}

GroupTraveller as_told(GroupTraveller traveller, const std::vector<GroupedItem>& items) {
  traveller.wishes = told(traveller.wishes, items);
  return traveller;
}

// Whether there was one to leave.
bool leave_where_nothing_is_wished(GroupTraveller& traveller, const std::vector<GroupedItem>& items) {
  const auto left = std::erase_if(traveller.places, [&](const GroupPlace& place) {
    const auto* item = find_item(items, place.item);
    return item != nullptr && !place.is_fixed && !takes_part(traveller, *item);
  });
  return left > 0;
}

// That there are some, and never which.
std::vector<audit::Change> change_of(const GroupTraveller& before, const GroupTraveller& after) {
  const auto word = [](const GroupTraveller& of, const char* text) {
    return of.wishes.empty() ? std::nullopt : std::optional<std::string>(text);
  };
  return {{"group_wishes", word(before, "given"), word(after, before.wishes.empty() ? "given" : "given anew")}};
}

}  // namespace

core::Result<GroupTraveller> GroupWishService::find(const access::Call& call, const core::EventId& id,
                                                    const core::ParticipantId& participant) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<GroupTraveller> {
    if (const auto event = find_trip(tx, call, id); !event) return event.error();
    auto found = coming(tx, call, id, participant);
    if (!found) return found.error();
    return as_told(std::move(*found), load_grouped_items(tx, call, id));
  });
}

core::Result<GroupTraveller> GroupWishService::put(const access::Call& call, const core::EventId& id,
                                                   const core::ParticipantId& participant,
                                                   const std::vector<GroupWish>& wishes,
                                                   const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<GroupTraveller> {
    if (const auto event = find_trip(tx, call, id, storage::Lock::shared); !event) return event.error();
    registration::lock_participant(tx, participant);
    const auto before = coming(tx, call, id, participant);
    if (!before) return before.error();
    const auto items = load_grouped_items(tx, call, id);
    if (!is_met(expected, before->wishes_version)) return core::fail(core::precondition_failed);
    if (auto wrong = check(wishes, items); !wrong.empty()) return core::fail_fields(std::move(wrong));
    if (!before->who.name) return core::fail(traveller_not_named, {{"id", participant.text()}});
    auto after = *before;
    after.wishes = replaced(before->wishes, wishes, items);
    if (after.wishes == before->wishes) return as_told(std::move(after), items);
    // Never one that something else has had, of him or of who was named before.
    after.wishes_version = before->wishes_version != 0 ? before->wishes_version + 1 : core::first_version(call.now);
    after.wishes_as_of = call.now;
    if (leave_where_nothing_is_wished(after, items)) raise_groups_version(tx, id);
    save_group_traveller(tx, call.principal.organization, id, after);
    record_traveller(tx, call, participant, "group_wishes_changed", change_of(*before, after));
    return as_told(std::move(after), items);
  });
}

}  // namespace tagwerk::trips
