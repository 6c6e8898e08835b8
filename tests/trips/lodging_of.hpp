// Purpose: a problem of engine/assignment as a trip with one lodging, `hotel`, from 6 November 2016 on: guests "Gast 0 Beispiel" …
// and rooms r0, r1 … in its order. Thread-safety: values.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/assignment/indices.hpp"
#include "engine/trips/trip_rooming.hpp"

namespace tagwerk::test {

[[nodiscard]] inline core::ParticipantId guest_id(int number) {
  core::ParticipantId id;
  id.uuid.bytes[14] = static_cast<unsigned char>(number >> 8);
  id.uuid.bytes[15] = static_cast<unsigned char>(number & 0xff);
  return id;
}

[[nodiscard]] inline std::vector<core::Date> nights_from(core::Date first, int count) {
  std::vector<core::Date> nights;
  for (int night = 0; night < count; ++night) nights.push_back(first + boost::gregorian::days(night));
  return nights;
}

/// Rooms r0, r1 … of a problem, over these nights.
[[nodiscard]] inline std::vector<trips::LodgingRoom> rooms_of(const assignment::RoomingProblem& problem,
                                                              const std::vector<core::Date>& nights) {
  std::vector<trips::LodgingRoom> rooms;
  for (const auto& room : problem.rooms) {
    trips::LodgingRoom made;
    made.key = "r" + std::to_string(rooms.size());
    made.name = "Zimmer " + made.key;
    made.kind = room.kind == assignment::RoomKind::single       ? trips::LodgingRoomKind::single
                : room.kind == assignment::RoomKind::double_bed ? trips::LodgingRoomKind::double_bed
                                                                : trips::LodgingRoomKind::twin;
    if (made.kind == trips::LodgingRoomKind::twin) made.beds = room.beds;
    made.accessible = room.is_accessible;
    made.cost_per_night = {room.cost_per_night, "EUR"};
    if (!room.nights.empty()) made.nights = {core::Date(2000, 1, 1)};  // or none would be all
    for (std::size_t night = 0; night < room.nights.size(); ++night) {
      if (room.nights[night]) made.nights.push_back(nights[night]);
    }
    rooms.push_back(std::move(made));
  }
  return rooms;
}

/// What a guest of a problem says, `id` giving that of a number.
template <class IdOf>
[[nodiscard]] trips::RoomingWishes wishes_of(const assignment::RoomingProblem& problem, int number,
                                             const std::vector<core::Date>& nights, IdOf&& id) {
  const auto& guest = problem.guests[assignment::at(number)];
  trips::RoomingWishes wishes;
  if (guest.gender) wishes.gender = static_cast<trips::Gender>(*guest.gender);
  wishes.same_gender_only = guest.same_gender_only;
  wishes.needs_accessible = guest.needs_accessible;
  wishes.alone_weight = guest.alone_weight;
  wishes.stays = {{.lodging = "hotel",
                   .first_night = nights[assignment::at(guest.first_night)],
                   .last_night = nights[assignment::at(guest.end_night - 1)]}};
  for (const auto& wish : problem.wishes) {
    if (wish.guest == number) wishes.share_with.push_back({.other = id(wish.other), .weight = wish.weight});
  }
  return wishes;
}

[[nodiscard]] inline trips::TripRooming trip_of(const assignment::RoomingProblem& problem) {
  const auto nights = nights_from(core::Date(2016, 11, 6), problem.nights);
  trips::TripRooming trip;
  trips::Lodging hotel;
  hotel.key = "hotel";
  hotel.title = "Hotel";
  hotel.nights = nights;
  hotel.rooms = rooms_of(problem, nights);
  trip.lodgings.push_back(std::move(hotel));
  for (int number = 0; number < assignment::count_of(problem.guests); ++number) {
    trips::RoomingGuest guest;
    guest.id = guest_id(number);
    guest.given_name = "Gast " + std::to_string(number);
    guest.family_name = "Beispiel";
    guest.wishes = wishes_of(problem, number, nights, guest_id);
    trip.guests.push_back(std::move(guest));
    const int room = problem.fixed_room(number);
    if (room != assignment::no_room)
      trip.beds.push_back(
          {.lodging = "hotel", .guest = guest_id(number), .room = "r" + std::to_string(room), .fixed = true});
  }
  for (const auto& [one, other] : problem.apart) {
    const trips::RoomingExclusion pair{.one = guest_id(std::min(one, other)), .other = guest_id(std::max(one, other))};
    trip.exclusions.push_back(pair);
  }
  return trip;
}

}  // namespace tagwerk::test
