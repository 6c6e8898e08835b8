// Purpose: an independent judge of who sleeps where, written from the definition of the problem: it shares no code with what
// makes plans. Also for what an organiser changes by hand.
// Errors: none; what is wrong is the result. Thread-safety: pure functions.
#pragma once

#include <optional>
#include <vector>

#include "engine/assignment/rooming.hpp"
#include "engine/core/error.hpp"

namespace tagwerk::assignment {

struct RoomingViolation {
  enum class Rule : std::uint8_t {
    known_rooms,  // a list with a room that exists, or no_room, for each guest
    fixed,        // has another room than is fixed
    room_nights,  // the room cannot be had in a night of theirs
    accessible,   // needs an accessible room
    beds,         // more guests than beds in a night
    shared_bed,   // two in one bed who did not both ask for each other
    apart,        // two who must not share
    gender        // shares with somebody not known to be of the same gender, and wants not to
  } rule;
  int guest = -1;  // the first one of two
  int other = -1;
  int room = no_room;
  int night = -1;

  friend bool operator==(const RoomingViolation&, const RoomingViolation&) = default;
};

/// One rule each; empty: it is kept. All but the first rely on the first.
[[nodiscard]] std::vector<RoomingViolation> check_known_rooms(const RoomingProblem& problem, const Rooming& plan);
[[nodiscard]] std::vector<RoomingViolation> check_fixed(const RoomingProblem& problem, const Rooming& plan);
[[nodiscard]] std::vector<RoomingViolation> check_room_nights(const RoomingProblem& problem, const Rooming& plan);
[[nodiscard]] std::vector<RoomingViolation> check_accessible(const RoomingProblem& problem, const Rooming& plan);
[[nodiscard]] std::vector<RoomingViolation> check_beds(const RoomingProblem& problem, const Rooming& plan);
[[nodiscard]] std::vector<RoomingViolation> check_shared_bed(const RoomingProblem& problem, const Rooming& plan);
[[nodiscard]] std::vector<RoomingViolation> check_apart(const RoomingProblem& problem, const Rooming& plan);
[[nodiscard]] std::vector<RoomingViolation> check_gender(const RoomingProblem& problem, const Rooming& plan);

/// All of them.
[[nodiscard]] std::vector<RoomingViolation> check_rooming(const RoomingProblem& problem, const Rooming& plan);
/// Of a plan whose rooms exist.
[[nodiscard]] RoomingScore score_of(const RoomingProblem& problem, const Rooming& plan);

/// With the placeholders {guest}, {other}, {room} and {night}, as far as the rule has them.
[[nodiscard]] core::Text words_of(RoomingViolation::Rule rule) noexcept;

}  // namespace tagwerk::assignment
