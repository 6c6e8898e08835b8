// Rules that cut off or divide mixtures of rooming patterns.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/assignment/indices.hpp"
#include "engine/assignment/rooming_patterns.hpp"

namespace tagwerk::assignment {
namespace {

constexpr double whole = 1e-4;
constexpr double least_excess = 0.01;
constexpr std::size_t most_cuts = 6;  // at a time
constexpr std::size_t most_classes_for_cuts = 120;

double distance_to_whole(double value) { return std::abs(value - std::round(value)); }

}  // namespace

// By how much the mixture has more than there can be: of guests in a group of n, n / divisor rooms are shared by `divisor` of them.
double RoomingPatterns::excess(std::span<const Used> mixture, const std::vector<bool>& in, int divisor) const {
  int guests = 0;
  for (std::size_t index = 0; index < in.size(); ++index) guests += in[index] ? count_of(classes_[index]) : 0;
  const int most = guests / divisor;
  double sum = -most;
  for (const auto& used : mixture) {
    if (used.pattern->owner == without_room) continue;
    int there = 0;
    for (const int member : used.pattern->members) there += in[at(member)] ? 1 : 0;
    const int shared = there / divisor;
    sum += used.value * shared;
  }
  return sum;
}

void RoomingPatterns::grow_group(std::span<const Used> mixture, std::vector<bool> in, int divisor,
                                 std::set<std::vector<int>>& found, std::vector<Rule>& cuts) const {
  double now = excess(mixture, in, divisor);
  for (bool is_better = true; is_better;) {
    is_better = false;
    for (std::size_t index = 0; index < in.size(); ++index) {
      in[index] = !in[index];
      const double then = excess(mixture, in, divisor);
      if (then > now + least_excess / 10) {
        now = then;
        is_better = true;
      } else {
        in[index] = !in[index];
      }
    }
  }
  if (now < least_excess) return;
  std::vector<int> members{divisor};
  int guests = 0;
  for (std::size_t index = 0; index < in.size(); ++index) {
    if (!in[index]) continue;
    members.push_back(static_cast<int>(index));
    guests += count_of(classes_[index]);
  }
  if (!found.insert(members).second) return;
  cuts.push_back({Sense::at_most, guests / divisor, group, std::move(members)});
}

// Chvátal-Gomory cuts of rank 1: with a divisor of 2 and pairs they are the odd-set inequalities of Edmonds, "Maximum Matching and
// a Polyhedron with 0,1-Vertices" (1965).
std::vector<Rule> RoomingPatterns::cuts(std::span<const Used> mixture) {
  std::vector<Rule> cuts;
  if (classes_.size() > most_classes_for_cuts) return cuts;
  std::vector<Used> parts;
  for (const auto& used : mixture) {
    if (distance_to_whole(used.value) > whole) parts.push_back(used);
  }
  if (parts.empty()) return cuts;
  // Classes that hang together by parts of rooms.
  std::vector<int> component(classes_.size());
  std::iota(component.begin(), component.end(), 0);
  std::set<int> members;
  for (const auto& used : parts) {
    for (const int member : used.pattern->members) {
      members.insert(member);
      const int from = component[at(member)];
      const int to = component[at(used.pattern->members.front())];
      std::replace(component.begin(), component.end(), from, to);
    }
  }
  std::set<std::vector<int>> found;
  for (const int divisor : {2, 3}) {
    std::set<int> seen;
    for (const int member : members) {
      if (!seen.insert(component[at(member)]).second) continue;
      std::vector<bool> in(classes_.size(), false);
      for (std::size_t index = 0; index < in.size(); ++index) in[index] = component[index] == component[at(member)];
      grow_group(mixture, std::move(in), divisor, found, cuts);
    }
    for (const auto& used : parts) {
      if (cuts.size() >= most_cuts) return cuts;
      std::vector<bool> in(classes_.size(), false);
      for (const int member : used.pattern->members) in[at(member)] = true;
      grow_group(mixture, std::move(in), divisor, found, cuts);
    }
  }
  return cuts;
}

std::optional<std::pair<Rule, Rule>> RoomingPatterns::branches(std::span<const Used> mixture) {
  std::map<std::vector<int>, double> rooms;
  std::map<std::vector<int>, double> pairs;
  std::map<std::vector<int>, double> places;
  std::map<std::vector<int>, double> exact;
  for (const auto& used : mixture) {
    const auto& members = used.pattern->members;
    std::vector<int> all{used.pattern->owner};
    all.insert(all.end(), members.begin(), members.end());
    exact[all] += used.value;
    if (used.pattern->owner == without_room) continue;
    rooms[{used.pattern->owner}] += used.value;
    std::set<std::vector<int>> seen;
    for (std::size_t one = 0; one < members.size(); ++one) {
      places[{used.pattern->owner, members[one]}] += used.value;
      for (std::size_t other = one + 1; other < members.size(); ++other) {
        if (seen.insert({members[one], members[other]}).second) pairs[{members[one], members[other]}] += used.value;
      }
    }
  }
  const std::pair<const std::map<std::vector<int>, double>&, Kind> choices[] = {
      {rooms, of_rooms}, {pairs, together}, {places, class_in_rooms}, {exact, exactly}};
  for (const auto& [values, kind] : choices) {
    const std::pair<const std::vector<int>, double>* best = nullptr;
    for (const auto& value : values) {
      if (distance_to_whole(value.second) > whole &&
          (best == nullptr || distance_to_whole(value.second) > distance_to_whole(best->second) + whole))
        best = &value;
    }
    if (best == nullptr) continue;
    const int less = static_cast<int>(std::floor(best->second));
    return std::pair(Rule{Sense::at_least, less + 1, kind, best->first}, Rule{Sense::at_most, less, kind, best->first});
  }
  return std::nullopt;
}

}  // namespace tagwerk::assignment
