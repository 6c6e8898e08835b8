// Purpose: an independent judge of who is in which group, written from the definition of the problem: it shares no code with what
// makes plans. Also for what an organiser changes by hand.
// Errors: none; what is wrong is the result. Thread-safety: pure functions.
#pragma once

#include <vector>

#include "engine/assignment/sub_groups.hpp"
#include "engine/core/error.hpp"

namespace tagwerk::assignment {

struct SubGroupViolation {
  enum class Rule : std::uint8_t {
    known_groups,  // for each traveller and item a group that exists, or no_group
    fixed,         // another group than is fixed
    takes_part,    // a group of an item in which they do not take part
    limits         // more travellers than the group's limit
  } rule;
  int traveller = -1;
  int item = -1;
  int group = no_group;

  friend bool operator==(const SubGroupViolation&, const SubGroupViolation&) = default;
};

/// One rule each; empty: it is kept. All but the first rely on the first.
[[nodiscard]] std::vector<SubGroupViolation> check_known_groups(const SubGroupProblem& problem, const SubGroups& plan);
[[nodiscard]] std::vector<SubGroupViolation> check_fixed(const SubGroupProblem& problem, const SubGroups& plan);
[[nodiscard]] std::vector<SubGroupViolation> check_takes_part(const SubGroupProblem& problem, const SubGroups& plan);
[[nodiscard]] std::vector<SubGroupViolation> check_limits(const SubGroupProblem& problem, const SubGroups& plan);

/// All of them.
[[nodiscard]] std::vector<SubGroupViolation> check_sub_groups(const SubGroupProblem& problem, const SubGroups& plan);
/// Of a plan whose groups exist.
[[nodiscard]] SubGroupScore score_of(const SubGroupProblem& problem, const SubGroups& plan);

/// With the placeholders {traveller}, {item} and {group}, as far as the rule has them.
[[nodiscard]] core::Text words_of(SubGroupViolation::Rule rule) noexcept;

}  // namespace tagwerk::assignment
