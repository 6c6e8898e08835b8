#include "engine/trips/trip_comment_service.hpp"

#include <string>

#include "engine/access/reading.hpp"
#include "engine/access/role.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/trips/itinerary_store.hpp"
#include "engine/trips/trip.hpp"
#include "engine/trips/trip_feedback_store.hpp"

namespace tagwerk::trips {

core::Result<core::Page<TripComment>> TripCommentService::list(const access::Call& call, const core::EventId& id,
                                                               std::optional<CommentState> state,
                                                               const core::PageRequest& page) {
  using Comments = core::Page<TripComment>;
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<Comments> {
    if (const auto event = find_trip(tx, call, id); !event) return event.error();
    const auto& principal = call.principal;
    if (access::organizers.contains(principal.role)) return list_comments(tx, id, state, page);
    const bool is_on_the_trip = !principal.company || count_heads(tx, id, principal.company) > 0;
    if (!is_on_the_trip || state.value_or(CommentState::published) != CommentState::published) return Comments{};
    return list_comments(tx, id, CommentState::published, page);
  });
}

core::Result<TripComment> TripCommentService::moderate(const access::Call& call, const core::EventId& event_id,
                                                       const TripCommentId& id, CommentState state,
                                                       const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<TripComment> {
    if (const auto event = find_trip(tx, call, event_id); !event) return event.error();
    const auto before = find_comment(tx, event_id, id, storage::Lock::for_update);
    if (!before) return core::refusals::not_found("comment", id.text());
    if (!expected.is_met_by(before->version)) return core::fail(core::precondition_failed);
    if (before->state == state) return *before;
    auto after = *before;
    after.state = state;
    ++after.version;
    save_comment_state(tx, after);
    audit::record(tx, call,
                  {.object_kind = "trip_comment",
                   .object = id.uuid,
                   .action = to_text(state),
                   .changes = {{"state", std::string(to_text(before->state)), std::string(to_text(state))}}});
    return after;
  });
}

}  // namespace tagwerk::trips
