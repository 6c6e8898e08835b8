// Purpose: who is in which group of each visit and bus, as a problem: travellers, items with groups that have limits, wishes. One
// value that every part of this room reads. Travellers, items and groups (within their item) are numbered from 0.
// Errors: check_problem() says what makes no sense; the rest of the room may rely on it. Thread-safety: values.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/core/result.hpp"

namespace tagwerk::assignment {

// Beyond these a problem is refused.
inline constexpr int max_travellers = 1'000;
inline constexpr int max_items = 40;
inline constexpr int max_groups = 20;  // of one item
inline constexpr int max_group_limit = 10'000;

inline constexpr int no_group = -1;

struct GroupItem {
  std::vector<int> limits = {};  // by group: travellers
};

struct Traveller {
  std::vector<bool> takes_part = {};  // by item; empty: in all
  std::vector<std::vector<int>> wishes =
      {};                       // by item: groups, the dearest first; empty: no wish; all empty: none at all
  std::vector<int> fixed = {};  // by item: the group they are to have, or no_group; empty: none
};

struct SubGroupProblem {
  std::vector<GroupItem> items = {};
  std::vector<Traveller> travellers = {};

  [[nodiscard]] bool takes_part(int traveller, int item) const {
    const auto& it = travellers[static_cast<std::size_t>(traveller)].takes_part;
    return it.empty() || it[static_cast<std::size_t>(item)];
  }
  /// nullptr: none, or they do not take part.
  [[nodiscard]] const std::vector<int>* wishes(int traveller, int item) const {
    const auto& it = travellers[static_cast<std::size_t>(traveller)].wishes;
    if (it.empty() || it[static_cast<std::size_t>(item)].empty() || !takes_part(traveller, item)) return nullptr;
    return &it[static_cast<std::size_t>(item)];
  }
  [[nodiscard]] int fixed(int traveller, int item) const {
    const auto& it = travellers[static_cast<std::size_t>(traveller)].fixed;
    return it.empty() ? no_group : it[static_cast<std::size_t>(item)];
  }
};

/// Sizes within the limits, groups that exist, each once in a wish.
[[nodiscard]] core::Result<> check_problem(const SubGroupProblem& problem);

/// By traveller and item: the group, or no_group.
struct SubGroups {
  std::vector<std::vector<int>> groups;

  friend bool operator==(const SubGroups&, const SubGroups&) = default;
};

/// What is fixed, and nothing else.
[[nodiscard]] SubGroups only_fixed(const SubGroupProblem& problem);

/// Less is better, and what stands first counts first. A first choice is lost when a traveller takes part in an item, has wishes
/// there, and does not get the group that they name first.
struct SubGroupScore {
  int without_group = 0;  // travellers and items in which they take part and have no group
  int without_first = 0;  // travellers who have wishes, and get none of their first choices
  int most_lost = 0;      // the greatest number of first choices that one traveller loses
  /// Of all travellers and items with wishes: 1 for the first choice, 2 for the second and so on, one more than there are wishes for
  /// a group that is not named, one more than there are groups for none. Items without wishes add nothing.
  std::int64_t ranks = 0;

  friend auto operator<=>(const SubGroupScore&, const SubGroupScore&) = default;
};

}  // namespace tagwerk::assignment
