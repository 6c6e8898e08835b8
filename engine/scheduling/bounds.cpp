#include "engine/scheduling/bounds.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace tagwerk::scheduling {
namespace {

constexpr int impossible = std::numeric_limits<int>::max() / 2;

// Of one day so far.
enum State : std::size_t { not_begun, busy, idle_again, states };

using Fewest = std::vector<std::array<int, states>>;  // by number of talks so far

void lower(int& value, int to) { value = std::min(value, to); }

std::array<int, states> nothing() {
  std::array<int, states> none{};
  none.fill(impossible);
  return none;
}

int fewest_breaks(const Problem& problem, const std::vector<int>& talks) {
  Fewest fewest(talks.size() + 1, nothing());
  fewest[0][not_begun] = 0;
  for (const auto& day : days_of(problem)) {
    for (auto& of_count : fewest) {
      of_count[not_begun] = *std::min_element(of_count.begin(), of_count.end());
      of_count[busy] = of_count[idle_again] = impossible;
    }
    for (int slot = day.begin; slot < day.end; ++slot) {
      bool can_be_busy = false;
      bool can_be_idle = true;
      for (const int talk : talks) {
        const auto& it = problem.talks[static_cast<std::size_t>(talk)];
        if (!may_be_in(problem, it, slot)) continue;
        can_be_busy = true;
        bool is_pinned = true;
        for (int other = 0; other < problem.slots && is_pinned; ++other)
          is_pinned = other == slot || !may_be_in(problem, it, other);
        if (is_pinned && it.importance == Importance::required) can_be_idle = false;
      }
      Fewest next(fewest.size(), nothing());
      for (std::size_t count = 0; count < fewest.size(); ++count) {
        const auto& now = fewest[count];
        if (can_be_idle) {
          lower(next[count][not_begun], now[not_begun]);
          lower(next[count][idle_again], std::min(now[busy], now[idle_again]));
        }
        if (can_be_busy && count + 1 < fewest.size())
          lower(next[count + 1][busy], std::min({now[not_begun], now[busy], now[idle_again] + 1}));
      }
      fewest = std::move(next);
    }
  }
  const auto required = std::count_if(talks.begin(), talks.end(), [&](int talk) {
    return problem.talks[static_cast<std::size_t>(talk)].importance == Importance::required;
  });
  int best = impossible;
  for (auto count = static_cast<std::size_t>(required); count < fewest.size(); ++count)
    lower(best, *std::min_element(fewest[count].begin(), fewest[count].end()));
  return best >= impossible ? 0 : best;
}

}  // namespace

std::vector<int> fewest_breaks(const Problem& problem) {
  std::vector<int> fewest;
  for (const auto& talks : talks_by_participant(problem)) fewest.push_back(fewest_breaks(problem, talks));
  return fewest;
}

}  // namespace tagwerk::scheduling
