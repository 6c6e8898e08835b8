#include "engine/trips/personal_access.hpp"

#include <utility>

#include "engine/core/refusals.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/trips/personal_link_store.hpp"
#include "engine/trips/traveller_store.hpp"
#include "engine/trips/trip.hpp"
#include "engine/trips/trip_requirements.hpp"
#include "engine/trips/trip_requirements_store.hpp"

namespace tagwerk::trips {
namespace {

core::Error no_link() { return core::refusals::not_found("personal link", "twl_…"); }

// Least of all: what the traveller's company may, and no company yet.
access::Call call_of(const access::Call& anonymous, const PersonalLink& link) {
  auto call = anonymous;
  call.principal = {.organization = link.organization,
                    .token = {},
                    .name = "personal link",
                    .role = access::Role::partner,
                    .company = core::CompanyId{}};
  return call;
}

}  // namespace

bool is_alive(const PersonalLink& link, const Traveller& traveller, core::Date returns_on, core::Date today) {
  return is_same_person(link.who, traveller.who) && !is_kept_no_longer(returns_on, link_days_after_return, today);
}

core::Result<PersonalAccess> open_link(storage::Transaction& tx, const access::Call& anonymous, std::string_view text,
                                       bool is_locked) {
  if (!is_link_text(text)) return no_link();
  const auto hash = hash_link_text(text);
  auto link = find_link(tx, hash);
  if (!link) return no_link();
  auto call = call_of(anonymous, *link);
  auto event = find_trip(tx, call, link->event, is_locked ? storage::Lock::shared : storage::Lock::none);
  if (!event) return no_link();
  if (is_locked) {
    registration::lock_participant(tx, link->participant);
    link = find_link(tx, hash);  // it may have been ended until then
    if (!link) return no_link();
  }
  auto found = find_traveller(tx, link->organization, link->event, link->participant);
  if (!found || found->state != registration::ParticipantState::confirmed) return no_link();
  const auto returns_on = return_date(event->ends_on, load_requirements(tx, event->id).content.returns_on);
  if (!is_alive(*link, found->traveller, returns_on, today_in(call.now, event->time_zone))) return no_link();
  call.principal.company = found->traveller.company;
  return PersonalAccess{.call = std::move(call),
                        .event = *std::move(event),
                        .returns_on = returns_on,
                        .traveller = std::move(found->traveller),
                        .link = *std::move(link)};
}

}  // namespace tagwerk::trips
