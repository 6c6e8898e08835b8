// Purpose: trips with visits and buses made up for tests: like a real one, or small enough to try every plan. The same seed gives the
// same one.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/assignment/sub_groups.hpp"
#include "tests/assignment/random_lodgings.hpp"

namespace tagwerk::assignment::test {

/// Wishes of somebody in an item: some groups, the first ones liked by most.
inline std::vector<int> some_wishes(Dice& dice, int groups) {
  std::vector<int> wishes;
  for (int group = 0; group < groups; ++group) wishes.push_back(group);
  for (int turn = 0; turn < groups; ++turn) {
    if (dice.one_in(4)) std::swap(wishes[at(dice.number(0, groups))], wishes[at(dice.number(0, groups))]);
  }
  wishes.resize(at(dice.number(1, groups + 1)));
  return wishes;
}

/// Six items of two or three groups; two of the items have fewer places than travellers.
inline SubGroupProblem groups_of_trip(std::uint32_t seed, int travellers) {
  Dice dice(seed);
  SubGroupProblem problem;
  for (int item = 0; item < 6; ++item) {
    const int groups = dice.number(2, 4);
    const int places = item < 2 ? travellers * 3 / 5 : travellers + travellers / 10;
    auto& limits = problem.items.emplace_back().limits;
    for (int group = 0; group < groups; ++group) limits.push_back(places / groups);
  }
  for (int index = 0; index < travellers; ++index) {
    auto& traveller = problem.travellers.emplace_back();
    for (const auto& item : problem.items) {
      traveller.takes_part.push_back(!dice.one_in(10));
      traveller.wishes.push_back(dice.one_in(5) ? std::vector<int>{} : some_wishes(dice, count_of(item.limits)));
    }
  }
  return problem;
}

/// At most five travellers and three items, with every rule in it now and then; what is fixed may break rules.
inline SubGroupProblem tiny_groups(std::uint32_t seed) {
  Dice dice(seed);
  SubGroupProblem problem;
  const int items = dice.number(0, 4);
  const int travellers = dice.number(0, 6);
  for (int item = 0; item < items; ++item) {
    auto& limits = problem.items.emplace_back().limits;
    for (int groups = dice.number(1, travellers > 3 ? 3 : 4); groups > 0; --groups) limits.push_back(dice.number(0, 4));
  }
  const bool has_fixed = dice.one_in(3);
  for (int index = 0; index < travellers; ++index) {
    auto& traveller = problem.travellers.emplace_back();
    for (const auto& item : problem.items) {
      traveller.takes_part.push_back(!dice.one_in(6));
      traveller.wishes.push_back(dice.one_in(4) ? std::vector<int>{} : some_wishes(dice, count_of(item.limits)));
      traveller.fixed.push_back(has_fixed && dice.one_in(5) ? dice.number(0, count_of(item.limits)) : no_group);
    }
  }
  return problem;
}

}  // namespace tagwerk::assignment::test
