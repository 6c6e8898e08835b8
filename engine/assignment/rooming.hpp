// Purpose: who sleeps where in one lodging, as a problem: guests, rooms, nights, wishes. One value that every part of this room
// reads. Guests, rooms and nights are numbered from 0; costs are in minor units of one currency.
// Who shares: all that are in one room in the same night. Guests who follow each other in a room share nothing.
// Errors: check_problem() says what makes no sense; the rest of the room may rely on it. Thread-safety: values.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/core/result.hpp"

namespace tagwerk::assignment {

// Beyond these a problem is refused.
inline constexpr int max_guests = 1'000;
inline constexpr int max_rooms = 1'000;
inline constexpr int max_nights = 62;
inline constexpr int max_beds = 4;
inline constexpr int max_weight = 100;
inline constexpr int max_wishes = 5'000;
inline constexpr std::int64_t max_cost_per_night = 1'000'000'000;

inline constexpr int no_room = -1;

enum class Gender : std::uint8_t { female, male, other };

struct Guest {
  int first_night = 0;
  int end_night = 1;  // the first one that they are not there any more
  std::optional<Gender> gender = std::nullopt;
  bool same_gender_only = false;  // shares only with guests known to be of the same gender as they are
  bool needs_accessible = false;
  int alone_weight = 0;  // of the wish to have a room alone; 0: no such wish

  [[nodiscard]] bool meets(const Guest& other) const noexcept {
    return first_night < other.end_night && other.first_night < end_night;
  }
};

enum class RoomKind : std::uint8_t {
  single,     // one bed
  twin,       // as many beds as it says, each for one
  double_bed  // one bed: for two who both asked to share with each other, or for one
};

struct Room {
  RoomKind kind = RoomKind::single;
  int beds = 2;  // of a twin
  bool is_accessible = false;
  std::int64_t cost_per_night = 0;  // for each night in which somebody is there
  std::vector<bool> nights = {};    // in which it can be had; empty: all

  [[nodiscard]] int places() const noexcept {
    return kind == RoomKind::single ? 1 : kind == RoomKind::double_bed ? 2 : beds;
  }
};

/// One guest asks to share a room with another: met when they are in one room in at least one night.
struct ShareWish {
  int guest;
  int other;
  int weight = 1;
};

struct RoomingProblem {
  int nights = 1;
  std::vector<Guest> guests = {};
  std::vector<Room> rooms = {};
  std::vector<ShareWish> wishes = {};
  std::vector<std::pair<int, int>> apart = {};  // must not share a room
  /// By guest: the room they are to have, or no_room where the search decides; empty: it decides on all.
  std::vector<int> fixed = {};

  [[nodiscard]] int fixed_room(int guest) const {
    return fixed.empty() ? no_room : fixed[static_cast<std::size_t>(guest)];
  }
};

/// Sizes within the limits, numbers that exist, each pair once.
[[nodiscard]] core::Result<> check_problem(const RoomingProblem& problem);

/// By guest: the room they have in all their nights, or no_room.
struct Rooming {
  std::vector<int> rooms;

  friend bool operator==(const Rooming&, const Rooming&) = default;
};

/// What is fixed, and nobody else.
[[nodiscard]] Rooming only_fixed(const RoomingProblem& problem);

/// Less is better, and what stands first counts first. A wish of a guest without a room is unmet.
struct RoomingScore {
  int without_room = 0;
  std::int64_t unmet = 0;  // wishes to share and to be alone, by weight
  std::int64_t cost = 0;   // of all nights of all rooms in which somebody is there

  friend auto operator<=>(const RoomingScore&, const RoomingScore&) = default;
};

}  // namespace tagwerk::assignment
