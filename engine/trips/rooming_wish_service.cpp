#include "engine/trips/rooming_wish_service.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/field_checks.hpp"
#include "engine/core/refusals.hpp"
#include "engine/core/text.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/trips/rooming_guest_store.hpp"
#include "engine/trips/rooming_reader.hpp"
#include "engine/trips/rooming_store.hpp"
#include "engine/trips/traveller_audit.hpp"
#include "engine/trips/traveller_errors.hpp"
#include "engine/trips/trip.hpp"
#include "engine/trips/trip_price_store.hpp"
#include "engine/trips/trip_requirements.hpp"

namespace tagwerk::trips {
namespace {

core::Result<FoundGuest> coming(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                                const core::ParticipantId& id) {
  auto found = find_rooming_guest(tx, call.principal.organization, event, id);
  if (!found || !call.principal.may_see(found->company) || found->state != registration::ParticipantState::confirmed)
    return core::refusals::not_found("traveller", id.text());
  return *std::move(found);
}

using Heads = std::map<core::ParticipantId, FoundGuest>;

// Heads whom that one wishes for, and those that are named now.
Heads others_of(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                const std::vector<ShareWith>& shares) {
  Heads others;
  for (const auto& share : shares) {
    auto found = find_rooming_guest(tx, call.principal.organization, event, share.other);
    if (found) others.emplace(share.other, *std::move(found));
  }
  return others;
}

bool may_name(const access::Call& call, const Heads& others, const core::ParticipantId& id) {
  const auto found = others.find(id);
  return found != others.end() && found->second.state == registration::ParticipantState::confirmed &&
         found->second.who.name && call.principal.may_see(found->second.company);
}

// What the caller may not be told of, and what therefore stays when he says something anew.
std::vector<ShareWith> hidden_shares(const access::Call& call, const Heads& others,
                                     const std::vector<ShareWith>& shares) {
  std::vector<ShareWith> hidden;
  std::ranges::copy_if(shares, std::back_inserter(hidden),
                       [&](const ShareWith& share) { return !may_name(call, others, share.other); });
  return hidden;
}

std::vector<TravellerBed> beds_of(storage::Transaction& tx, const core::EventId& event, const FoundGuest& guest) {
  std::vector<TravellerBed> beds;
  if (!guest.is_theirs) return beds;
  const auto lodgings = load_lodgings(tx, event);
  for (const auto& bed : load_beds(tx, event)) {
    if (bed.guest != guest.id) continue;
    const auto lodging = std::ranges::find(lodgings, bed.lodging, &Lodging::key);
    const auto* room = lodging == lodgings.end() ? nullptr : lodging->room(bed.room);
    if (room != nullptr) beds.push_back({.lodging = bed.lodging, .room = room->name});
  }
  return beds;
}

RoomingWishReport report_of(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                            FoundGuest guest) {
  const auto others = others_of(tx, call, event, guest.wishes.share_with);
  std::erase_if(guest.wishes.share_with, [&](const ShareWith& share) { return !may_name(call, others, share.other); });
  const bool pays_single = load_terms(tx, guest.id).terms.single_supplement;
  return {.traveller = guest.id,
          .who = guest.who,
          .wishes = guest.wishes,
          .alone_weight = alone_weight_of(guest.wishes, pays_single),
          .beds = beds_of(tx, event, guest),
          .updated_at = guest.updated_at,
          .version = guest.version};
}

core::Fields unknown_references(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                                const core::ParticipantId& id, const RoomingWishes& wishes, const Heads& others) {
  core::Fields fields;
  for (std::size_t i = 0; i < wishes.share_with.size(); ++i) {
    const auto& other = wishes.share_with[i].other;
    if (other != id && may_name(call, others, other)) continue;
    fields.push_back({"/share_with/" + std::to_string(i) + "/participant_id",
                      &core::reference_not_found,
                      {{"object", "traveller"}, {"value", other.text()}}});
  }
  if (wishes.stays.empty()) return fields;
  const auto lodgings = read_lodgings(tx, event);
  for (std::size_t i = 0; i < wishes.stays.size(); ++i) {
    if (std::ranges::find(lodgings, wishes.stays[i].lodging, &Lodging::key) != lodgings.end()) continue;
    fields.push_back({"/stays/" + std::to_string(i) + "/lodging",
                      &core::reference_not_found,
                      {{"object", "lodging"}, {"value", core::echo(wishes.stays[i].lodging)}}});
  }
  return fields;
}

std::vector<audit::Change> changes_without_content(const RoomingWishes& before, const RoomingWishes& after) {
  std::vector<audit::Change> changes;
  const auto compare = [&](const char* member, bool was, bool is, bool differs) {
    using Text = std::optional<std::string>;
    if (differs)
      changes.push_back(
          {member, was ? Text("given") : std::nullopt, is ? Text(was ? "given anew" : "given") : std::nullopt});
  };
  compare("gender", before.gender.has_value(), after.gender.has_value(), before.gender != after.gender);
  compare("same_gender_only", before.same_gender_only, after.same_gender_only,
          before.same_gender_only != after.same_gender_only);
  compare("needs_accessible", before.needs_accessible, after.needs_accessible,
          before.needs_accessible != after.needs_accessible);
  compare("alone_weight", before.alone_weight.has_value(), after.alone_weight.has_value(),
          before.alone_weight != after.alone_weight);
  compare("share_with", !before.share_with.empty(), !after.share_with.empty(), before.share_with != after.share_with);
  compare("stays", !before.stays.empty(), !after.stays.empty(), before.stays != after.stays);
  return changes;
}

}  // namespace

core::Result<RoomingWishReport> RoomingWishService::find(const access::Call& call, const core::EventId& id,
                                                         const core::ParticipantId& participant) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<RoomingWishReport> {
    if (const auto event = find_trip(tx, call, id); !event) return event.error();
    auto found = coming(tx, call, id, participant);
    if (!found) return found.error();
    return report_of(tx, call, id, *std::move(found));
  });
}

core::Result<RoomingWishReport> RoomingWishService::put(const access::Call& call, const core::EventId& id,
                                                        const core::ParticipantId& participant,
                                                        const RoomingWishes& wishes,
                                                        const core::ExpectedVersion& expected) {
  if (auto wrong = check(wishes); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<RoomingWishReport> {
    if (const auto event = find_trip(tx, call, id, storage::Lock::shared); !event) return event.error();
    registration::lock_participant(tx, participant);
    const auto before = coming(tx, call, id, participant);
    if (!before) return before.error();
    if (!is_met(expected, before->version)) return core::fail(core::precondition_failed);
    if (!before->who.name) return core::fail(traveller_not_named, {{"id", participant.text()}});
    const auto others = others_of(tx, call, id, wishes.share_with);
    if (auto wrong = unknown_references(tx, call, id, participant, wishes, others); !wrong.empty())
      return core::fail_fields(std::move(wrong));
    auto after = *before;
    after.wishes = wishes;
    const auto others_before = others_of(tx, call, id, before->wishes.share_with);
    for (const auto& hidden : hidden_shares(call, others_before, before->wishes.share_with))
      after.wishes.share_with.push_back(hidden);
    after.wishes = normalized(std::move(after.wishes));
    if (before->version != 0 && after.wishes == before->wishes) return report_of(tx, call, id, std::move(after));
    // Never one that something else has had, of him or of who was named before.
    after.version = before->version != 0 ? before->version + 1 : core::first_version(call.now);
    after.updated_at = call.now;
    std::vector<FoundGuest> wished_for;
    wished_for.reserve(others.size());
    for (const auto& [other, head] : others) wished_for.push_back(head);
    ensure_rooming_guests(tx, call.principal.organization, id, wished_for, call.now);
    save_rooming_wishes(tx, call.principal.organization, id, after, call.now);
    record_traveller(tx, call, participant, "rooming_wishes_changed",
                     changes_without_content(before->wishes, after.wishes));
    after.has_row = after.is_theirs = true;
    return report_of(tx, call, id, std::move(after));
  });
}

std::optional<RoomingWishReport> kept_rooming_of(storage::Transaction& tx, const access::Call& call,
                                                 const core::EventId& event, const core::ParticipantId& participant) {
  auto found = find_rooming_guest(tx, call.principal.organization, event, participant);
  if (!found || !found->is_theirs || !call.principal.may_see(found->company)) return std::nullopt;
  return report_of(tx, call, event, *std::move(found));
}

}  // namespace tagwerk::trips
