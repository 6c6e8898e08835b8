#include "engine/trips/traveller_service.hpp"

#include <set>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/trips/incident_store.hpp"
#include "engine/trips/personal_link_store.hpp"
#include "engine/trips/rooming_guest_store.hpp"
#include "engine/trips/sub_group_store.hpp"
#include "engine/trips/traveller_audit.hpp"
#include "engine/trips/traveller_errors.hpp"
#include "engine/trips/traveller_store.hpp"
#include "engine/trips/trip.hpp"
#include "engine/trips/trip_feedback_store.hpp"
#include "engine/trips/trip_requirements_store.hpp"
#include "engine/trips/visa_rule_store.hpp"

namespace tagwerk::trips {

namespace refusals = core::refusals;

namespace {

using registration::ParticipantState;

core::Error no_traveller(const core::ParticipantId& id) { return refusals::not_found("traveller", id.text()); }

// A head of the trip, whatever its state, whose company the caller may see.
core::Result<FoundTraveller> visible(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                                     const core::ParticipantId& participant) {
  auto found = find_traveller(tx, call.principal.organization, event, participant);
  if (!found || !call.principal.may_see(found->traveller.company)) return no_traveller(participant);
  return *std::move(found);
}

core::Result<FoundTraveller> coming(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                                    const core::ParticipantId& participant) {
  auto found = visible(tx, call, event, participant);
  if (found && found->state != ParticipantState::confirmed) return no_traveller(participant);
  return found;
}

Trip trip_of(const events::Event& event, TripRequirements requirements) {
  const auto returns_on = return_date(event.ends_on, requirements.returns_on);
  return {.starts_on = event.starts_on, .returns_on = returns_on, .requirements = std::move(requirements)};
}

VisaRules rules_for(storage::Transaction& tx, const access::Call& call, const Trip& trip,
                    const std::vector<Traveller>& travellers) {
  std::set<std::string> nationalities;
  for (const auto& one : travellers) {
    if (one.profile.passport) nationalities.insert(one.profile.passport->country);
  }
  const auto& countries = trip.requirements.countries;
  return load_visa_rules(tx, call.principal.organization, nationalities,
                         std::set<std::string>(countries.begin(), countries.end()));
}

// Who comes stays in his groups, by hand: that is not what he said. Whether there was something.
bool erase_group_wishes(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                        const FoundTraveller& of) {
  const auto found = find_group_traveller(tx, call.principal.organization, event, of.traveller.id);
  if (!found || !found->has_row) return false;
  if (of.state != ParticipantState::confirmed || found->traveller.has_others_row) {
    remove_group_traveller(tx, of.traveller.id);
    return true;
  }
  forget_group_wishes(tx, of.traveller.id);
  return found->traveller.wishes_version != 0;
}

// What is kept of the number: as it was, another one, or none.
std::optional<std::string> sealed_number(const access::Call& call, const PassportNumbers& numbers,
                                         const ProfileWish& wish, const FoundTraveller& before) {
  if (!wish.passport) return std::nullopt;
  const auto& number = wish.passport->number;
  if (!number) return before.sealed_number;
  if (!*number) return std::nullopt;
  return numbers.seal(call.principal.organization, before.traveller.id, **number);
}

// His link and his comments, if they are his who is named now.
void add_own_words(storage::Transaction& tx, PersonalData& data) {
  const auto& traveller = data.traveller;
  const auto link = find_link_of(tx, traveller.id);
  if (link && is_same_person(link->who, traveller.who)) data.link_made_at = link->created_at;
  const auto given = find_feedback(tx, traveller.id);
  if (given && is_same_person(given->who, traveller.who))
    data.feedback = GivenComments{.given_at = given->given_at, .comments = load_comments_of(tx, traveller.id)};
}

}  // namespace

core::Result<core::Page<Traveller>> TravellerService::list(const access::Call& call, const core::EventId& id,
                                                           const core::PageRequest& page) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<core::Page<Traveller>> {
    if (const auto event = find_trip(tx, call, id); !event) return event.error();
    return list_travellers(tx, call.principal.organization, id, call.principal.company, page);
  });
}

core::Result<Traveller> TravellerService::find(const access::Call& call, const core::EventId& id,
                                               const core::ParticipantId& participant) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<Traveller> {
    if (const auto event = find_trip(tx, call, id); !event) return event.error();
    auto found = coming(tx, call, id, participant);
    if (!found) return found.error();
    return std::move(found->traveller);
  });
}

core::Result<Traveller> TravellerService::put(const access::Call& call, const PassportNumbers& numbers,
                                              const core::EventId& id, const core::ParticipantId& participant,
                                              const ProfileWish& wish, const core::ExpectedVersion& expected) {
  if (auto wrong = check(wish); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Traveller> {
    if (const auto event = find_trip(tx, call, id, storage::Lock::shared); !event) return event.error();
    registration::lock_participant(tx, participant);
    const auto found = coming(tx, call, id, participant);
    if (!found) return found.error();
    const auto& before = found->traveller;
    if (!is_met(expected, before.version)) return core::fail(core::precondition_failed);
    if (!before.who.name) return core::fail(traveller_not_named, {{"id", participant.text()}});
    auto after = before;
    after.profile = profile_of(wish, before.profile);
    const bool number_is_given = wish.passport && wish.passport->number && *wish.passport->number;
    if (before.version != 0 && after.profile == before.profile && !number_is_given) return after;
    // Never one that something else has had, of him or of who was named before.
    after.version = before.version != 0 ? before.version + 1 : core::first_version(call.now);
    after.updated_at = call.now;
    replace_traveller(tx, call.principal.organization, id, after, sealed_number(call, numbers, wish, *found), call.now);
    record_traveller(tx, call, participant, before.version != 0 ? "changed" : "created",
                     changes_without_content(before.profile, after.profile, number_is_given));
    return after;
  });
}

core::Result<> TravellerService::erase(const access::Call& call, const core::EventId& id,
                                       const core::ParticipantId& participant, const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    if (const auto event = find_trip(tx, call, id, storage::Lock::shared); !event) return event.error();
    registration::lock_participant(tx, participant);
    const auto found = visible(tx, call, id, participant);
    if (!found) return found.error();
    if (!is_met(expected, found->traveller.version)) return core::fail(core::precondition_failed);
    bool had_any = found->has_row;
    had_any |= remove_link(tx, participant);
    had_any |= forget_author(tx, participant);
    had_any |= remove_rooming_guest(tx, participant);
    had_any |= erase_group_wishes(tx, call, id, *found);
    // What staff wrote down of him is theirs to erase.
    if (!call.principal.company) had_any |= remove_incidents_about(tx, participant) > 0;
    if (!had_any) return {};
    remove_traveller(tx, participant);
    record_traveller(tx, call, participant, "erased");
    return {};
  });
}

core::Result<std::string> TravellerService::read_passport_number(const access::Call& call,
                                                                 const PassportNumbers& numbers,
                                                                 const core::EventId& id,
                                                                 const core::ParticipantId& participant) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<std::string> {
    if (const auto event = find_trip(tx, call, id); !event) return event.error();
    const auto found = coming(tx, call, id, participant);
    if (!found) return found.error();
    if (!found->sealed_number) return refusals::not_found("passport number", participant.text());
    auto number = numbers.open(call.principal.organization, participant, *found->sealed_number);
    if (!number) return core::fail(passport_number_unreadable);
    record_traveller(tx, call, participant, "passport_number_read");
    return *std::move(number);
  });
}

core::Result<PersonalData> TravellerService::export_of(const access::Call& call, const core::EventId& id,
                                                       const core::ParticipantId& participant) {
  auto told = access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<PersonalData> {
    auto event = find_trip(tx, call, id);
    if (!event) return event.error();
    auto found = visible(tx, call, id, participant);
    if (!found) return found.error();
    PersonalData data;
    data.event = *std::move(event);
    data.traveller = std::move(found->traveller);
    data.state = found->state;
    data.rooming = kept_rooming_of(tx, call, id, participant);
    add_own_words(tx, data);
    if (!call.principal.company) data.incidents = load_incidents_about(tx, participant);
    if (auto in_groups = find_group_traveller(tx, call.principal.organization, id, participant)) {
      data.group_wishes = std::move(in_groups->traveller.wishes);
      data.groups = std::move(in_groups->traveller.places);
    }
    if (data.state != ParticipantState::confirmed) return data;
    const auto trip = trip_of(data.event, load_requirements(tx, id).content);
    data.gaps = gaps_of(data.traveller.profile, trip, rules_for(tx, call, trip, {data.traveller}),
                        today_in(call.now, data.event.time_zone));
    return data;
  });
  if (told && told->feedback && !told->feedback->comments.empty()) {
    database_->transact(call.transaction, [&](storage::Transaction& tx) {
      record_traveller(tx, call, participant, "comments_read");
      return true;
    });
  }
  return told;
}

core::Result<Readiness> TravellerService::readiness(const access::Call& call, const core::EventId& id) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<Readiness> {
    const auto event = find_trip(tx, call, id);
    if (!event) return event.error();
    const auto travellers = load_travellers(tx, call.principal.organization, id, call.principal.company);
    const auto trip = trip_of(*event, load_requirements(tx, id).content);
    return readiness_of(travellers, trip, rules_for(tx, call, trip, travellers), today_in(call.now, event->time_zone));
  });
}

}  // namespace tagwerk::trips
