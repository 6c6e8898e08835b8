// Purpose: travellers, wishes and groups of a trip as the problem that engine/assignment solves, and its plan as places again.
// Limits: a group without one admits as many as its item, or all travellers, and none admits more than its item. The item's own limit
// holds over all its groups: the solver knows limits of groups only, so that a problem is refused in which they could break it.
// A wish to take part in an item without sub-groups is a first choice like any other; one that names none of several groups is none.
// Errors: groups_beyond_item, too_much_to_assign. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/assignment/sub_groups.hpp"
#include "engine/core/result.hpp"
#include "engine/trips/sub_group.hpp"

namespace tagwerk::trips {

inline constexpr int max_planned_items = assignment::max_items;
inline constexpr int max_planned_travellers = 500;  // of more nobody waits for the plan

/// All that a plan is made from.
struct SubGroupInput {
  std::vector<GroupedItem> items;
  std::vector<GroupTraveller> travellers;
  std::int64_t version = 0;  // of who is where; 0: nobody ever was
};
/// The same items, and of the same heads the same wishes and places.
[[nodiscard]] bool is_same(const SubGroupInput& one, const SubGroupInput& other);

/// Small enough, and no item's limit can be broken by its groups.
[[nodiscard]] core::Result<> check_solvable(const SubGroupInput& input);
/// Items, groups and travellers keep their positions. A place that is fixed is so in the problem.
[[nodiscard]] assignment::SubGroupProblem problem_of(const SubGroupInput& input);
/// Who is where now.
[[nodiscard]] assignment::SubGroups groups_of(const SubGroupInput& input);
/// The places that a plan of the problem means; what is fixed stays so.
[[nodiscard]] std::vector<PlaceWish> places_of(const SubGroupInput& input, const assignment::SubGroups& plan);

}  // namespace tagwerk::trips
