// Purpose: why somebody has no room, or a wish is not met: what stands in its way in the plan as it is.
// Errors: none; a plan that the checker accepts. Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/assignment/rooming.hpp"
#include "engine/core/error.hpp"

namespace tagwerk::assignment {

struct RoomingReason {
  enum class What : std::uint8_t { room, share, alone } what;  // they do not get
  enum class Cause : std::uint8_t {
    // Whatever the plan
    no_accessible_room,  // in their nights
    no_room_in_nights,   // none can be had in all of their nights
    never_meet,          // the two have no night in common
    must_not_share,      // the two
    gender,              // the two are not known to be of the same gender, and one shares only then
    no_room_suits_both,  // of those that there are
    fixed,               // where they are, or who is with them
    // In this plan
    rooms_taken,             // all beds that would do
    accessible_rooms_taken,  // a further accessible room would be needed
    only_beside_others,      // beds are free, but only beside somebody with whom they cannot share
    has_no_room,             // one of the two, or who would like to be alone
    other_is_alone,          // one of the two has the room alone that they wished for
    other_wish_met,          // one of the two shares with `about`, as was wished
    further_room_needed      // a further room, with beds for two, or for one alone
  } cause;
  int guest;
  int other = -1;  // who was asked for
  int about = -1;  // the guest that the cause is about
  int weight = 0;  // of the wish
};

/// First who has no room, then wishes in their order, then who would like to be alone.
[[nodiscard]] std::vector<RoomingReason> explain(const RoomingProblem& problem, const Rooming& plan);

/// With the placeholders {guest}, {other} and {about}, as far as the cause has them.
[[nodiscard]] core::Text words_of(RoomingReason::Cause cause) noexcept;

}  // namespace tagwerk::assignment
