#include "engine/registration/ticket_service.hpp"

#include <algorithm>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"
#include "engine/registration/badge_store.hpp"
#include "engine/registration/registration_errors.hpp"

namespace tagwerk::registration {

namespace refusals = core::refusals;

static_assert(max_heads <= static_cast<std::int64_t>(max_badges_per_document));

core::Result<Badge> TicketService::find(const access::Call& call, const core::RegistrationId& registration,
                                        const core::ParticipantId& participant) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<Badge> {
    auto badges = load_badges(tx, call.principal.organization, registration);
    if (badges.empty() || !call.principal.may_see(badges.front().company))
      return refusals::not_found("registration", registration.text());
    const auto badge =
        std::find_if(badges.begin(), badges.end(), [&](const Badge& one) { return one.id == participant; });
    if (badge == badges.end()) return refusals::not_found("participant", participant.text());
    if (badge->state == ParticipantState::cancelled)
      return core::fail(ticket_cancelled, {{"ticket", badge->ticket_code}});
    if (badge->state == ParticipantState::waitlisted)
      return core::fail(ticket_waitlisted, {{"ticket", badge->ticket_code}});
    if (badge->state == ParticipantState::held) return core::fail(ticket_held, {{"ticket", badge->ticket_code}});
    return std::move(*badge);
  });
}

core::Result<std::vector<Badge>> TicketService::badges_of_registration(const access::Call& call,
                                                                       const core::RegistrationId& registration) {
  using Badges = std::vector<Badge>;
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<Badges> {
    auto badges = load_badges(tx, call.principal.organization, registration);
    if (badges.empty() || !call.principal.may_see(badges.front().company))
      return refusals::not_found("registration", registration.text());
    std::erase_if(badges, [](const Badge& badge) { return badge.state != ParticipantState::confirmed; });
    if (badges.empty()) return core::fail(no_badges);
    return badges;
  });
}

core::Result<core::Page<Badge>> TicketService::badges_of_event(const access::Call& call, const core::EventId& event,
                                                               const std::optional<core::ParticipantId>& after,
                                                               std::size_t limit) {
  const auto& organization = call.principal.organization;
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<core::Page<Badge>> {
    if (!events::find_event(tx, organization, event)) return refusals::not_found("event", event.text());
    std::optional<HeadPosition> position;
    if (after) {
      position = find_head_position(tx, event, *after);
      if (!position) return refusals::not_found("participant", after->text());
    }
    auto page = list_badges(tx, organization, event, position, limit);
    if (page.items.empty()) return core::fail(no_badges);
    return page;
  });
}

}  // namespace tagwerk::registration
