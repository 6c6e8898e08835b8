#include "engine/trips/rooming_service.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/assignment/indices.hpp"
#include "engine/audit/audit.hpp"
#include "engine/audit/change.hpp"
#include "engine/core/field_checks.hpp"
#include "engine/core/text.hpp"
#include "engine/trips/rooming_beds.hpp"
#include "engine/trips/rooming_errors.hpp"
#include "engine/trips/rooming_reader.hpp"
#include "engine/trips/rooming_store.hpp"
#include "engine/trips/trip.hpp"
#include "engine/trips/trip_requirements.hpp"

namespace tagwerk::trips {
namespace {

using assignment::at;
using assignment::no_room;

ReadRooming read(storage::Transaction& tx, const access::Call& call, const core::EventId& event) {
  return read_rooming(tx, call.principal.organization, event);
}

// Nothing of others, and no room in which none of them is.
LodgingReport for_company(LodgingReport report, const core::CompanyId& company) {
  std::erase_if(report.guests, [&](const ToldGuest& one) { return one.guest.company != company; });
  std::set<std::string> theirs;
  for (const auto& one : report.guests) {
    if (one.room) theirs.insert(*one.room);
  }
  std::erase_if(report.lodging.rooms, [&](const LodgingRoom& room) { return !theirs.contains(room.key); });
  report.unnamed = 0;
  return report;
}

audit::Members members_of(const std::vector<LodgingRoom>& rooms) {
  audit::Members members;
  for (const auto& room : rooms) {
    std::string text = room.name + ", " + std::string(to_text(room.kind));
    if (room.beds) text += " " + std::to_string(*room.beds);
    if (room.accessible) text += ", accessible";
    text += ", " + core::amount_text(room.cost_per_night) + " " + room.cost_per_night.currency;
    if (!room.nights.empty()) text += ", " + std::to_string(room.nights.size()) + " nights";
    members.emplace("rooms/" + room.key, std::move(text));
  }
  return members;
}

core::FieldError unknown_traveller(std::string pointer, const core::ParticipantId& id) {
  return {std::move(pointer), &core::reference_not_found, {{"object", "traveller"}, {"value", id.text()}}};
}

struct ByHand {
  assignment::Rooming rooming;
  std::vector<std::string> pointers;  // by number of a guest
  std::vector<Bed> beds;
};

// With field errors where somebody is no guest there, or a room is none.
core::Result<ByHand> by_hand(const RoomingCase& of, const std::vector<BedWish>& wishes) {
  std::map<core::ParticipantId, int> numbers;
  for (int number = 0; number < assignment::count_of(of.guests); ++number) numbers.emplace(of.guest(number).id, number);
  ByHand made;
  made.rooming.rooms.assign(of.guests.size(), no_room);
  made.pointers.assign(of.guests.size(), "/assignments");
  core::Fields fields;
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    const auto& wish = wishes[i];
    const auto pointer = "/assignments/" + std::to_string(i);
    const auto number = numbers.find(wish.participant);
    const auto room = std::ranges::find(of.lodging->rooms, wish.room, &LodgingRoom::key);
    if (number == numbers.end()) fields.push_back(unknown_traveller(pointer + "/participant_id", wish.participant));
    if (room == of.lodging->rooms.end())
      fields.push_back({pointer + "/room", &no_such_lodging_room, {{"value", core::echo(wish.room)}}});
    if (number == numbers.end() || room == of.lodging->rooms.end()) continue;
    auto& has = made.rooming.rooms[at(number->second)];
    if (has != no_room)
      fields.push_back({pointer + "/participant_id", &core::field_duplicate, {{"value", wish.participant.text()}}});
    has = static_cast<int>(room - of.lodging->rooms.begin());
    made.pointers[at(number->second)] = pointer;
    made.beds.push_back(
        {.lodging = of.lodging->key, .guest = wish.participant, .room = wish.room, .fixed = wish.fixed});
  }
  if (!fields.empty()) return core::fail_fields(std::move(fields));
  return made;
}

}  // namespace

core::Result<std::vector<LodgingReport>> RoomingService::list(const access::Call& call, const core::EventId& id) {
  using List = std::vector<LodgingReport>;
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<List> {
    if (const auto event = find_trip(tx, call, id); !event) return event.error();
    const auto trip = read(tx, call, id).trip;
    List list;
    list.reserve(trip.lodgings.size());
    for (const auto& lodging : trip.lodgings) {
      auto report = told_of(trip, lodging);
      list.push_back(call.principal.company ? for_company(std::move(report), *call.principal.company)
                                            : std::move(report));
    }
    return list;
  });
}

core::Result<LodgingReport> RoomingService::find(const access::Call& call, const core::EventId& id,
                                                 const std::string& key) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<LodgingReport> {
    if (const auto event = find_trip(tx, call, id); !event) return event.error();
    const auto trip = read(tx, call, id).trip;
    const auto lodging = lodging_in(trip, key);
    if (!lodging) return lodging.error();
    return report_of(trip, *lodging);
  });
}

core::Result<LodgingReport> RoomingService::put_rooms(const access::Call& call, const core::EventId& id,
                                                      const std::string& key, const std::vector<LodgingRoom>& wanted,
                                                      const core::ExpectedVersion& expected) {
  if (auto wrong = check(wanted); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<LodgingReport> {
    if (const auto event = find_trip(tx, call, id, storage::Lock::for_update); !event) return event.error();
    const auto trip = read(tx, call, id).trip;
    auto lodging = lodging_in(trip, key);
    if (!lodging) return lodging.error();
    if (!is_met(expected, lodging->version)) return core::fail(core::precondition_failed);
    auto rooms = normalized(wanted);
    if (rooms == lodging->rooms) return report_of(trip, *lodging);
    audit::record(tx, call,
                  {.object_kind = "event",
                   .object = id.uuid,
                   .action = "rooming_rooms_changed",
                   .changes = audit::changes_between(members_of(lodging->rooms), members_of(rooms))});
    lodging->rooms = std::move(rooms);
    ++lodging->version;
    save_lodging(tx, id, *lodging, call.now);
    return report_of(trip, *lodging);  // beds in rooms that are gone are none
  });
}

core::Result<LodgingReport> RoomingService::put_beds(const access::Call& call, const core::EventId& id,
                                                     const std::string& key, const std::vector<BedWish>& wishes,
                                                     const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<LodgingReport> {
    if (const auto event = find_trip(tx, call, id, storage::Lock::for_update); !event) return event.error();
    auto state = read(tx, call, id);
    const auto lodging = lodging_in(state.trip, key);
    if (!lodging) return lodging.error();
    if (!is_met(expected, lodging->version)) return core::fail(core::precondition_failed);
    auto made = case_of(state.trip, *lodging);
    if (!made) return made.error();
    made->problem.fixed.clear();  // all of it is said anew
    auto wanted = by_hand(*made, wishes);
    if (!wanted) return wanted.error();
    const auto violations = assignment::check_rooming(made->problem, wanted->rooming);
    if (!violations.empty()) return refused_for(*made, violations, wanted->pointers, "/assignments");
    keep_beds(tx, call, id, state, key, std::move(wanted->beds));
    return report_of(state.trip, *state.trip.lodging(key));
  });
}

core::Result<Exclusions> RoomingService::exclusions(const access::Call& call, const core::EventId& id) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<Exclusions> {
    if (const auto event = find_trip(tx, call, id); !event) return event.error();
    auto state = read(tx, call, id);
    return Exclusions{.pairs = std::move(state.trip.exclusions), .version = state.exclusions_version};
  });
}

core::Result<Exclusions> RoomingService::put_exclusions(const access::Call& call, const core::EventId& id,
                                                        const std::vector<RoomingExclusion>& pairs,
                                                        const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Exclusions> {
    if (const auto event = find_trip(tx, call, id, storage::Lock::for_update); !event) return event.error();
    auto state = read(tx, call, id);
    if (!is_met(expected, state.exclusions_version)) return core::fail(core::precondition_failed);
    core::Fields fields;
    core::check_count(fields, "/exclusions", pairs.size(), 0, max_rooming_exclusions);
    std::set<core::ParticipantId> named;
    auto wanted = pairs;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const auto pointer = "/exclusions/" + std::to_string(i);
      auto& [one, other] = wanted[i];
      if (state.trip.guest(one) == nullptr) fields.push_back(unknown_traveller(pointer + "/participant_id", one));
      if (state.trip.guest(other) == nullptr || one == other)
        fields.push_back(unknown_traveller(pointer + "/other_id", other));
      named.insert({one, other});
      if (other < one) std::swap(one, other);
    }
    if (!fields.empty()) return core::fail_fields(std::move(fields));
    std::ranges::sort(wanted);
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    if (wanted == state.trip.exclusions)
      return Exclusions{.pairs = std::move(wanted), .version = state.exclusions_version};
    std::vector<FoundGuest> heads;
    std::ranges::copy_if(state.heads, std::back_inserter(heads),
                         [&](const FoundGuest& head) { return named.contains(head.id); });
    ensure_rooming_guests(tx, call.principal.organization, id, heads, call.now);
    const StoredExclusions stored{.version = state.exclusions_version + 1, .pairs = wanted};
    save_exclusions(tx, id, stored);
    audit::record(tx, call,
                  {.object_kind = "event",
                   .object = id.uuid,
                   .action = "rooming_exclusions_changed",
                   .changes = {{.member = "exclusions",
                                .before = std::to_string(state.trip.exclusions.size()),
                                .after = std::to_string(wanted.size())}}});
    return Exclusions{.pairs = std::move(wanted), .version = stored.version};
  });
}

}  // namespace tagwerk::trips
