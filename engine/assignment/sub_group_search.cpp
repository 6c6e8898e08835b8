#include "engine/assignment/sub_group_search.hpp"

#include <algorithm>
#include <cmath>

#include "engine/assignment/indices.hpp"

namespace tagwerk::assignment {
namespace {

// In ranks: between them one rank more is now and then accepted, and at the end hardly ever.
constexpr double warm = 0.8;
constexpr double cold = 0.08;
constexpr int moves_between_questions = 256;

}  // namespace

SubGroupSearch::SubGroupSearch(const SubGroupProblem& problem, const FirstChoices& fair, std::uint32_t seed)
    : problem_(problem),
      fair_(fair),
      random_(seed),
      wished_(problem.travellers.size(), 0),
      got_(problem.travellers.size(), 0) {
  for (const auto& item : problem.items) free_.push_back(item.limits);
  plan_.groups.assign(problem.travellers.size(), std::vector<int>(problem.items.size(), no_group));
  for (int traveller = 0; traveller < count_of(problem.travellers); ++traveller) {
    for (int item = 0; item < count_of(problem.items); ++item) {
      const auto* wishes = problem.wishes(traveller, item);
      if (wishes != nullptr) {
        ++wished_[at(traveller)];
        ranks_ += rank(traveller, item, no_group);
      }
      int group = problem.fixed(traveller, item);
      if (wishes != nullptr && fair.given[at(traveller)][at(item)]) group = wishes->front();
      if (group != no_group) put(traveller, item, group);
    }
  }
  complete();
  for (int traveller = 0; traveller < count_of(problem.travellers); ++traveller)
    without_first_ += wished_[at(traveller)] > 0 && got_[at(traveller)] == 0 ? 1 : 0;
  best_ = plan_;
  best_ranks_ = ranks_;
}

int SubGroupSearch::random(int end) { return static_cast<int>(random_() % static_cast<std::uint32_t>(end)); }

bool SubGroupSearch::is_set(int traveller, int item) const {
  return !problem_.takes_part(traveller, item) || problem_.fixed(traveller, item) != no_group;
}

int SubGroupSearch::rank(int traveller, int item, int group) const {
  const auto* wishes = problem_.wishes(traveller, item);
  if (wishes == nullptr) return 0;
  if (group == no_group) return count_of(problem_.items[at(item)].limits) + 1;
  return static_cast<int>(std::find(wishes->begin(), wishes->end(), group) - wishes->begin()) + 1;
}

bool SubGroupSearch::is_first(int traveller, int item, int group) const {
  const auto* wishes = problem_.wishes(traveller, item);
  return wishes != nullptr && wishes->front() == group;
}

void SubGroupSearch::put(int traveller, int item, int group) {
  int& now = plan_.groups[at(traveller)][at(item)];
  ranks_ += rank(traveller, item, group) - rank(traveller, item, now);
  if (now != no_group) {
    ++free_[at(item)][at(now)];
    got_[at(traveller)] -= is_first(traveller, item, now) ? 1 : 0;
  }
  now = group;
  if (now != no_group) {
    --free_[at(item)][at(now)];
    got_[at(traveller)] += is_first(traveller, item, now) ? 1 : 0;
  }
}

// Those with wishes first, and each where they like it best of what is free.
void SubGroupSearch::complete() {
  for (int item = 0; item < count_of(problem_.items); ++item) {
    for (const bool have_wishes : {true, false}) {
      for (int traveller = 0; traveller < count_of(problem_.travellers); ++traveller) {
        if (is_set(traveller, item) || plan_.groups[at(traveller)][at(item)] != no_group) continue;
        if ((problem_.wishes(traveller, item) != nullptr) != have_wishes) continue;
        int best = no_group;
        for (int group = 0; group < count_of(free_[at(item)]); ++group) {
          if (free_[at(item)][at(group)] == 0) continue;
          if (best == no_group || rank(traveller, item, group) < rank(traveller, item, best)) best = group;
        }
        if (best != no_group) put(traveller, item, best);
      }
    }
  }
}

bool SubGroupSearch::is_fair(int traveller) const {
  return wished_[at(traveller)] - got_[at(traveller)] <= fair_.most_lost;
}

void SubGroupSearch::run(const SearchControl& control) {
  if (problem_.travellers.empty() || problem_.items.empty()) return;
  std::uniform_real_distribution<double> chance(0, 1);
  const auto all_moves = control.moves_per_head * count_of(problem_.travellers);
  const auto has_none = [&](int traveller) { return wished_[at(traveller)] > 0 && got_[at(traveller)] == 0 ? 1 : 0; };
  double temperature = warm;
  for (std::int64_t move = 0; move < all_moves; ++move) {
    if (move % moves_between_questions == 0) {
      if (control.should_stop && control.should_stop()) return;
      temperature = warm * std::pow(cold / warm, static_cast<double>(move) / static_cast<double>(all_moves));
    }
    const int item = random(count_of(problem_.items));
    const int one = random(count_of(problem_.travellers));
    const int other = random(count_of(problem_.travellers));
    const int from = plan_.groups[at(one)][at(item)];
    if (is_set(one, item)) continue;
    const int group = random(count_of(problem_.items[at(item)].limits));
    const bool moves_alone = from != no_group && group != from && free_[at(item)][at(group)] > 0;
    const int to = moves_alone ? group : plan_.groups[at(other)][at(item)];
    if (to == from || (!moves_alone && is_set(other, item))) continue;

    const auto ranks_before = ranks_;
    const int none_before = has_none(one) + (moves_alone ? 0 : has_none(other));
    put(one, item, to);
    if (!moves_alone) put(other, item, from);
    const int none_after = has_none(one) + (moves_alone ? 0 : has_none(other));
    const auto loss = static_cast<double>(ranks_ - ranks_before);
    const bool keeps = is_fair(one) && (moves_alone || is_fair(other)) &&
                       without_first_ + none_after - none_before <= fair_.without_first &&
                       (loss <= 0 || chance(random_) < std::exp(-loss / temperature));
    if (!keeps) {
      put(one, item, from);
      if (!moves_alone) put(other, item, to);
      continue;
    }
    without_first_ += none_after - none_before;
    if (ranks_ < best_ranks_) {
      best_ranks_ = ranks_;
      best_ = plan_;
    }
  }
}

}  // namespace tagwerk::assignment
