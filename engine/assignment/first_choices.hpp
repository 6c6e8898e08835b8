// Purpose: how fairly first choices can be shared out, exactly, and who gets which of them then.
// Method: who takes part in an item can be in any of its groups, so that whatever first choices fit into the limits can be
// completed. Which do is a matching of travellers and places of groups (Kuhn, "The Hungarian Method for the Assignment Problem",
// 1955): travellers who must have one more never lose what they have when others find theirs.
// Errors: none. Thread-safety: pure functions.
#pragma once

#include <vector>

#include "engine/assignment/sub_groups.hpp"

namespace tagwerk::assignment {

struct FirstChoices {
  int without_first = 0;  // travellers
  int most_lost = 0;      // by one traveller
  /// By traveller and item: whether they get what they want first. No more of them than the fairness asks for.
  std::vector<std::vector<bool>> given;
};

/// Of a problem in which what is fixed keeps the limits: the best of both, in this order.
[[nodiscard]] FirstChoices share_first_choices(const SubGroupProblem& problem);

}  // namespace tagwerk::assignment
