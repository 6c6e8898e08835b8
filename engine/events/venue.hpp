// Purpose: where events take place: venues and their rooms.
// Units: seats are counts. Errors: none. Thread-safety: values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::events {

struct NewVenue {
  std::string name;
  std::optional<std::string> address;
  std::string city;
  std::string country;  // ISO 3166-1 alpha-2
};

struct VenuePatch {
  std::optional<std::string> name;
  std::optional<std::optional<std::string>> address;
  std::optional<std::string> city;
  std::optional<std::string> country;
};

struct Venue {
  core::VenueId id;
  std::string name;
  std::optional<std::string> address;
  std::string city;
  std::string country;
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
  bool operator==(const Venue&) const = default;
};

struct NewRoom {
  std::string name;  // unique within the venue
  int seats = 0;
};

struct RoomPatch {
  std::optional<std::string> name;
  std::optional<int> seats;
};

struct Room {
  core::RoomId id;
  core::VenueId venue;
  std::string name;
  int seats = 0;
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
  bool operator==(const Room&) const = default;
};

}  // namespace tagwerk::events
