#include "engine/trips/trip_rooming.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

#include "engine/assignment/indices.hpp"
#include "engine/assignment/rooming_reasons.hpp"
#include "engine/core/field_checks.hpp"
#include "engine/trips/rooming_errors.hpp"

namespace tagwerk::trips {
namespace {

using assignment::at;
using assignment::no_room;

assignment::Gender to_gender(Gender gender) noexcept {
  switch (gender) {
    case Gender::female:
      return assignment::Gender::female;
    case Gender::male:
      return assignment::Gender::male;
    case Gender::other:
      return assignment::Gender::other;
  }
  return assignment::Gender::other;
}

assignment::RoomKind to_kind(LodgingRoomKind kind) noexcept {
  switch (kind) {
    case LodgingRoomKind::single:
      return assignment::RoomKind::single;
    case LodgingRoomKind::double_bed:
      return assignment::RoomKind::double_bed;
    case LodgingRoomKind::twin:
      return assignment::RoomKind::twin;
  }
  return assignment::RoomKind::single;
}

assignment::Guest to_guest(const RoomingGuest& guest, const LodgedGuest& lodged) {
  const auto& wishes = guest.wishes;
  return {.first_night = lodged.first_night,
          .end_night = lodged.end_night,
          .gender = wishes.gender ? std::optional(to_gender(*wishes.gender)) : std::nullopt,
          .same_gender_only = wishes.same_gender_only,
          .needs_accessible = wishes.needs_accessible,
          .alone_weight = alone_weight_of(wishes, guest.pays_single_supplement)};
}

assignment::Room to_room(const LodgingRoom& room, const std::vector<core::Date>& nights) {
  assignment::Room made{.kind = to_kind(room.kind),
                        .beds = room.places(),
                        .is_accessible = room.accessible,
                        .cost_per_night = room.cost_per_night.minor,
                        .nights = {}};
  if (room.nights.empty()) return made;
  made.nights.reserve(nights.size());
  for (const auto& night : nights)
    made.nights.push_back(std::binary_search(room.nights.begin(), room.nights.end(), night));
  return made;
}

core::Error too_large(std::size_t count, const core::Text& what, int max) {
  return core::fail(rooming_too_large, {{"count", std::to_string(count)},
                                        {"what", std::string(what.en)},
                                        {"was", std::string(what.de)},
                                        {"max", std::to_string(max)}});
}

void add_wishes(RoomingCase& made, const std::map<core::ParticipantId, int>& numbers) {
  for (int number = 0; number < assignment::count_of(made.guests); ++number) {
    for (const auto& share : made.guest(number).wishes.share_with) {
      const auto other = numbers.find(share.other);
      if (other != numbers.end() && other->second != number)
        made.problem.wishes.push_back({.guest = number, .other = other->second, .weight = share.weight});
    }
  }
  for (const auto& pair : made.trip->exclusions) {
    const auto one = numbers.find(pair.one);
    const auto other = numbers.find(pair.other);
    if (one != numbers.end() && other != numbers.end()) made.problem.apart.emplace_back(one->second, other->second);
  }
}

std::string name_of(const RoomingCase& of, int guest) { return guest < 0 ? std::string() : of.guest(guest).name(); }

Sentence filled(const core::Text& text, const core::Arguments& arguments) {
  return {.en = core::fill(text.en, arguments), .de = core::fill(text.de, arguments)};
}

core::Text what_is_lacking(assignment::RoomingReason::What what) noexcept {
  using What = assignment::RoomingReason::What;
  switch (what) {
    case What::room:
      return {"{guest} has no room: ", "{guest} hat kein Zimmer: "};
    case What::share:
      return {"{guest} does not share with {other}: ", "{guest} teilt nicht mit {other}: "};
    case What::alone:
      return {"{guest} is not alone: ", "{guest} ist nicht allein: "};
  }
  return {"", ""};
}

}  // namespace

const Lodging* TripRooming::lodging(std::string_view key) const noexcept {
  const auto found = std::ranges::find(lodgings, key, &Lodging::key);
  return found == lodgings.end() ? nullptr : &*found;
}

const RoomingGuest* TripRooming::guest(const core::ParticipantId& id) const noexcept {
  const auto found = std::ranges::lower_bound(guests, id, {}, &RoomingGuest::id);
  return found == guests.end() || found->id != id ? nullptr : &*found;
}

TripRooming only(TripRooming trip, std::string_view lodging) {
  std::erase_if(trip.lodgings, [&](const Lodging& one) { return one.key != lodging; });
  std::erase_if(trip.beds, [&](const Bed& one) { return one.lodging != lodging; });
  return trip;
}

std::vector<LodgedGuest> guests_in(const TripRooming& trip, const Lodging& lodging) {
  std::map<core::ParticipantId, const Bed*> beds;
  for (const auto& bed : trip.beds) {
    if (bed.lodging == lodging.key && lodging.room(bed.room) != nullptr) beds.emplace(bed.guest, &bed);
  }
  std::vector<LodgedGuest> found;
  for (std::size_t i = 0; i < trip.guests.size(); ++i) {
    const auto* stay = trip.guests[i].wishes.stay_in(lodging.key);
    if (stay == nullptr && !lodging.for_everybody) continue;
    LodgedGuest lodged{
        .guest = i, .first_night = 0, .end_night = static_cast<int>(lodging.nights.size()), .room = {}, .fixed = false};
    const auto& nights = lodging.nights;
    if (stay != nullptr && stay->first_night) {
      const auto first = std::lower_bound(nights.begin(), nights.end(), *stay->first_night);
      lodged.first_night = static_cast<int>(first - nights.begin());
    }
    if (stay != nullptr && stay->last_night) {
      const auto end = std::upper_bound(nights.begin(), nights.end(), *stay->last_night);
      lodged.end_night = static_cast<int>(end - nights.begin());
    }
    if (lodged.first_night >= lodged.end_night) continue;
    if (const auto bed = beds.find(trip.guests[i].id); bed != beds.end()) {
      lodged.room = bed->second->room;
      lodged.fixed = bed->second->fixed;
    }
    found.push_back(std::move(lodged));
  }
  return found;
}

const RoomingGuest& RoomingCase::guest(int number) const { return trip->guests[guests[at(number)].guest]; }

core::Result<RoomingCase> case_of(const TripRooming& trip, const Lodging& lodging) {
  if (lodging.is_missing()) return core::fail(lodging_missing, {{"key", lodging.key}});
  RoomingCase made{.trip = &trip, .lodging = &lodging, .problem = {}, .guests = guests_in(trip, lodging), .beds = {}};
  if (lodging.nights.size() > assignment::max_nights)
    return too_large(lodging.nights.size(), {"nights", "Nächte"}, assignment::max_nights);
  if (made.guests.size() > assignment::max_guests)
    return too_large(made.guests.size(), {"guests", "Gäste"}, assignment::max_guests);
  auto& problem = made.problem;
  problem.nights = static_cast<int>(lodging.nights.size());
  std::map<std::string_view, int> rooms;
  for (const auto& room : lodging.rooms) {
    rooms.emplace(room.key, assignment::count_of(problem.rooms));
    problem.rooms.push_back(to_room(room, lodging.nights));
  }
  std::map<core::ParticipantId, int> numbers;
  for (const auto& lodged : made.guests) {
    const auto& guest = trip.guests[lodged.guest];
    numbers.emplace(guest.id, assignment::count_of(problem.guests));
    problem.guests.push_back(to_guest(guest, lodged));
    const int room = lodged.room ? rooms.at(*lodged.room) : no_room;
    made.beds.rooms.push_back(room);
    problem.fixed.push_back(lodged.fixed ? room : no_room);
  }
  add_wishes(made, numbers);
  if (problem.wishes.size() > assignment::max_wishes)
    return too_large(problem.wishes.size(), {"wishes", "Wünsche"}, assignment::max_wishes);
  if (const auto good = assignment::check_problem(problem); !good)
    throw std::logic_error("a lodging makes no problem: " + good.error().detail(core::Language::en));
  return made;
}

std::vector<Bed> beds_of(const RoomingCase& of, const assignment::Rooming& rooming) {
  std::vector<Bed> beds;
  for (int number = 0; number < assignment::count_of(of.guests); ++number) {
    const int room = rooming.rooms[at(number)];
    if (room == no_room) continue;
    beds.push_back({.lodging = of.lodging->key,
                    .guest = of.guest(number).id,
                    .room = of.lodging->rooms[at(room)].key,
                    .fixed = of.problem.fixed_room(number) != no_room});
  }
  return beds;
}

Sentence words_of(const RoomingCase& of, const assignment::RoomingViolation& violation) {
  const auto& nights = of.lodging->nights;
  return filled(assignment::words_of(violation.rule),
                {{"guest", name_of(of, violation.guest)},
                 {"other", name_of(of, violation.other)},
                 {"room", violation.room == no_room ? std::string() : of.lodging->rooms[at(violation.room)].name},
                 {"night", violation.night < 0 ? std::string() : core::to_text(nights[at(violation.night)])}});
}

std::vector<Sentence> explanations(const RoomingCase& of, const assignment::Rooming& rooming) {
  const auto reasons = assignment::explain(of.problem, rooming);
  std::vector<Sentence> sentences;
  sentences.reserve(reasons.size());
  for (const auto& reason : reasons) {
    const core::Arguments names{{"guest", name_of(of, reason.guest)},
                                {"other", name_of(of, reason.other)},
                                {"about", name_of(of, reason.about)}};
    auto sentence = filled(what_is_lacking(reason.what), names);
    const auto cause = filled(assignment::words_of(reason.cause), names);
    sentence.en += cause.en;
    sentence.de += cause.de;
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

core::Error refused_for(const RoomingCase& of, const std::vector<assignment::RoomingViolation>& violations,
                        const std::vector<std::string>& pointers, const std::string& otherwise) {
  core::Fields fields;
  for (const auto& violation : violations) {
    if (fields.size() >= max_rules_told) break;
    const bool is_of_guest = violation.guest >= 0 && at(violation.guest) < pointers.size();
    auto words = words_of(of, violation);
    fields.push_back({is_of_guest ? pointers[at(violation.guest)] : otherwise,
                      &broken_rooming_rule,
                      {{"en", std::move(words.en)}, {"de", std::move(words.de)}}});
  }
  return core::Error(rooming_breaks_rules, {{"count", std::to_string(violations.size())}}, std::move(fields));
}

}  // namespace tagwerk::trips
