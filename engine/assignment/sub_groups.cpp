#include "engine/assignment/sub_groups.hpp"

#include <set>
#include <string>

#include "engine/assignment/assignment_errors.hpp"
#include "engine/assignment/indices.hpp"

namespace tagwerk::assignment {
namespace {

core::Result<> check_groups(const SubGroupProblem& problem, const std::string& name, const Traveller& traveller) {
  const auto items = problem.items.size();
  for (const auto length : {traveller.takes_part.size(), traveller.wishes.size(), traveller.fixed.size()}) {
    if (length != 0 && length != items)
      return senseless("a list" + name, static_cast<long long>(length), "as long as there are items, or empty");
  }
  core::Result<> done;
  for (std::size_t item = 0; item < traveller.wishes.size(); ++item) {
    std::set<int> seen;
    for (const int group : traveller.wishes[item]) {
      if (done) done = check_number("a wish" + name, group + 1LL, 1, count_of(problem.items[item].limits));
      if (done && !seen.insert(group).second) return senseless("a wish" + name, group + 1LL, "given once");
    }
  }
  for (std::size_t item = 0; item < traveller.fixed.size(); ++item) {
    const int group = traveller.fixed[item];
    if (done && group != no_group)
      done = check_number("a fixed group" + name, group + 1LL, 1, count_of(problem.items[item].limits));
  }
  return done;
}

}  // namespace

core::Result<> check_problem(const SubGroupProblem& problem) {
  auto done = check_number("the number of items", count_of(problem.items), 0, max_items);
  if (done) done = check_number("the number of travellers", count_of(problem.travellers), 0, max_travellers);
  for (int index = 0; done && index < count_of(problem.items); ++index) {
    const auto name = " of item " + std::to_string(index + 1);
    const auto& limits = problem.items[at(index)].limits;
    done = check_number("the number of groups" + name, count_of(limits), 1, max_groups);
    for (const int limit : limits) {
      if (done) done = check_number("a limit" + name, limit, 0, max_group_limit);
    }
  }
  for (int index = 0; done && index < count_of(problem.travellers); ++index)
    done = check_groups(problem, " of traveller " + std::to_string(index + 1), problem.travellers[at(index)]);
  return done;
}

SubGroups only_fixed(const SubGroupProblem& problem) {
  SubGroups plan;
  for (int traveller = 0; traveller < count_of(problem.travellers); ++traveller) {
    auto& groups = plan.groups.emplace_back();
    for (int item = 0; item < count_of(problem.items); ++item) groups.push_back(problem.fixed(traveller, item));
  }
  return plan;
}

}  // namespace tagwerk::assignment
