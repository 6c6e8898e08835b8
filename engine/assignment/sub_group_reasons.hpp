// Purpose: why somebody does not get their first choice, or has no group at all: what stands in its way in the plan as it is.
// Errors: none; a plan that the checker accepts. Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/assignment/sub_groups.hpp"
#include "engine/core/error.hpp"

namespace tagwerk::assignment {

struct SubGroupReason {
  enum class What : std::uint8_t { group, first_choice } what;  // they do not get
  enum class Cause : std::uint8_t {
    item_full,              // all groups of the item are
    fixed,                  // in another group
    group_without_places,   // its limit is 0
    full_of_first_choices,  // all in it want it first, or are fixed there
    full_of_others,         // some in it have no wish, or want another one first
    has_place               // there is one, by hand: the plan is not the best
  } cause;
  int traveller;
  int item;
  int group = no_group;  // the first choice; no_group: no wish
};

/// In the order of travellers and items.
[[nodiscard]] std::vector<SubGroupReason> explain(const SubGroupProblem& problem, const SubGroups& plan);

/// With the placeholders {traveller}, {item} and {group}, as far as the cause has them.
[[nodiscard]] core::Text words_of(SubGroupReason::Cause cause) noexcept;

}  // namespace tagwerk::assignment
