#include "engine/trips/personal_link_service.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/field_checks.hpp"
#include "engine/core/refusals.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/trips/itinerary_errors.hpp"
#include "engine/trips/itinerary_store.hpp"
#include "engine/trips/own_itinerary.hpp"
#include "engine/trips/personal_access.hpp"
#include "engine/trips/personal_link_store.hpp"
#include "engine/trips/traveller_audit.hpp"
#include "engine/trips/traveller_errors.hpp"
#include "engine/trips/traveller_store.hpp"
#include "engine/trips/trip.hpp"
#include "engine/trips/trip_feedback_errors.hpp"
#include "engine/trips/trip_requirements.hpp"
#include "engine/trips/trip_requirements_store.hpp"

namespace tagwerk::trips {
namespace {

using Participants = std::vector<core::ParticipantId>;

core::Date return_of(storage::Transaction& tx, const events::Event& event) {
  return return_date(event.ends_on, load_requirements(tx, event.id).content.returns_on);
}

LinkState state_of(const PersonalLink& link, const Traveller& traveller, core::Date returns_on) {
  return {.participant = traveller.id,
          .company = traveller.company,
          .name = traveller.who.name.value(),
          .created_at = link.created_at,
          .ends_on = link_ends_on(returns_on)};
}

/// Those of the travellers that are said, in that order.
core::Result<std::vector<const Traveller*>> chosen(const std::vector<Traveller>& travellers,
                                                   const Participants& participants) {
  std::vector<const Traveller*> found;
  found.reserve(participants.size());
  std::set<core::ParticipantId> seen;
  core::Fields wrong;
  for (std::size_t i = 0; i < participants.size(); ++i) {
    const auto& id = participants[i];
    const auto pointer = "/participants/" + std::to_string(i);
    const auto one = std::ranges::find(travellers, id, &Traveller::id);
    if (one == travellers.end()) {
      wrong.push_back({pointer, &core::reference_not_found, {{"object", "traveller"}, {"value", id.text()}}});
    } else if (!seen.insert(id).second) {
      wrong.push_back({pointer, &core::field_duplicate, {{"value", id.text()}}});
    } else {
      found.push_back(&*one);
    }
  }
  if (!wrong.empty()) return core::fail_fields(std::move(wrong));
  const auto unnamed = std::ranges::find_if(found, [](const Traveller* one) { return !one->who.name; });
  if (unnamed != found.end()) return core::fail(traveller_not_named, {{"id", (*unnamed)->id.text()}});
  return found;
}

}  // namespace

core::Result<std::vector<MadeLink>> PersonalLinkService::make(const access::Call& call, const core::EventId& id,
                                                              const std::optional<Participants>& participants) {
  using Made = std::vector<MadeLink>;
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Made> {
    const auto event = find_trip(tx, call, id, storage::Lock::for_update);
    if (!event) return event.error();
    const auto returns_on = return_of(tx, *event);
    const auto today = today_in(call.now, event->time_zone);
    if (is_kept_no_longer(returns_on, link_days_after_return, today))
      return core::fail(link_time_is_over, {{"until", core::to_text(link_ends_on(returns_on))}});
    const auto travellers = load_travellers(tx, call.principal.organization, id, {});
    std::vector<const Traveller*> wanted;
    if (participants) {
      auto found = chosen(travellers, *participants);
      if (!found) return found.error();
      wanted = *std::move(found);
    } else {
      const auto links = load_links(tx, id);
      for (const auto& one : travellers) {
        const auto link = links.find(one.id);
        const bool has_one = link != links.end() && is_alive(link->second, one, returns_on, today);
        if (one.who.name && !has_one) wanted.push_back(&one);
      }
    }
    Made made;
    made.reserve(wanted.size());
    for (const auto* one : wanted) {
      const PersonalLink link{.id = PersonalLinkId::make(call.now),
                              .organization = call.principal.organization,
                              .event = id,
                              .participant = one->id,
                              .who = one->who,
                              .created_at = call.now};
      auto text = make_link_text();
      save_link(tx, link, hash_link_text(text));
      record_traveller(tx, call, one->id, "link_made");
      made.push_back({state_of(link, *one, returns_on), std::move(text)});
    }
    return made;
  });
}

core::Result<core::Page<LinkState>> PersonalLinkService::list(const access::Call& call, const core::EventId& id,
                                                              const core::PageRequest& page) {
  return access::reading_at_once(
      *database_, call, [&](storage::Transaction& tx) -> core::Result<core::Page<LinkState>> {
        const auto event = find_trip(tx, call, id);
        if (!event) return event.error();
        const auto returns_on = return_of(tx, *event);
        const auto today = today_in(call.now, event->time_zone);
        const auto links = load_links(tx, id);
        std::vector<LinkState> states;
        for (const auto& one : load_travellers(tx, call.principal.organization, id, {})) {
          const auto link = links.find(one.id);
          if (link == links.end() || !is_alive(link->second, one, returns_on, today)) continue;
          if (page.after && one.id.uuid <= *page.after) continue;
          if (page.updated_since && link->second.created_at < *page.updated_since) continue;
          states.push_back(state_of(link->second, one, returns_on));
          if (states.size() > page.limit) break;
        }
        return core::cut_page(std::move(states), page.limit, [](const LinkState& one) { return one.participant.uuid; });
      });
}

core::Result<> PersonalLinkService::end(const access::Call& call, const core::EventId& id,
                                        const core::ParticipantId& participant, const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    if (const auto event = find_trip(tx, call, id, storage::Lock::shared); !event) return event.error();
    registration::lock_participant(tx, participant);
    if (!find_traveller(tx, call.principal.organization, id, participant))
      return core::refusals::not_found("traveller", participant.text());
    const auto link = find_link_of(tx, participant);
    const auto version = link ? std::optional(core::unix_microseconds(link->created_at)) : std::nullopt;
    if (!expected.is_met_by(version)) return core::fail(core::precondition_failed);
    if (remove_link(tx, participant)) record_traveller(tx, call, participant, "link_ended");
    return {};
  });
}

core::Result<> PersonalLinkService::check(const access::Call& anonymous, std::string_view text) {
  return access::reading(*database_, anonymous, [&](storage::Transaction& tx) -> core::Result<> {
    if (const auto opened = open_link(tx, anonymous, text); !opened) return opened.error();
    return {};
  });
}

core::Result<ToldItinerary> PersonalLinkService::itinerary(const access::Call& anonymous, std::string_view text) {
  return access::reading_at_once(*database_, anonymous, [&](storage::Transaction& tx) -> core::Result<ToldItinerary> {
    auto opened = open_link(tx, anonymous, text);
    if (!opened) return opened.error();
    const auto told = find_publication(tx, opened->event.id, {});
    if (!told)
      return core::fail(no_published_itinerary, {{"event", opened->event.id.text()}, {"number", std::string()}});
    const auto groups = load_groups(tx, opened->link.organization, opened->event.id);
    auto own = told_to(opened->traveller.id, *told, groups);
    return ToldItinerary{.event = std::move(opened->event), .publication = std::move(own)};
  });
}

}  // namespace tagwerk::trips
