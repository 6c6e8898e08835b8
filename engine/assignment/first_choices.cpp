#include "engine/assignment/first_choices.hpp"

#include <algorithm>
#include <optional>

#include "engine/assignment/indices.hpp"

namespace tagwerk::assignment {
namespace {

class Matching {
 public:
  explicit Matching(const SubGroupProblem& problem) : problem_(problem), given_(problem.travellers.size()) {
    for (const auto& item : problem.items) {
      auto& places = places_.emplace_back();
      for (const int limit : item.limits) places.push_back({limit, {}});
    }
    for (int traveller = 0; traveller < count_of(problem.travellers); ++traveller) {
      given_[at(traveller)].assign(problem.items.size(), false);
      for (int item = 0; item < count_of(problem.items); ++item) {
        if (const int group = problem.fixed(traveller, item); group != no_group) --places_[at(item)][at(group)].free;
      }
    }
  }

  /// One first choice more for the traveller. False: there is no way.
  bool give(int traveller) {
    for (auto& item : places_) {
      for (auto& place : item) place.is_seen = false;
    }
    return find_place(traveller);
  }

  [[nodiscard]] const std::vector<std::vector<bool>>& given() const noexcept { return given_; }

 private:
  struct Place {
    int free;
    std::vector<int> travellers;
    bool is_seen = false;
  };

  bool find_place(int traveller) {
    for (int item = 0; item < count_of(problem_.items); ++item) {
      const auto* wishes = problem_.wishes(traveller, item);
      if (wishes == nullptr || given_[at(traveller)][at(item)] || problem_.fixed(traveller, item) != no_group) continue;
      auto& place = places_[at(item)][at(wishes->front())];
      if (place.is_seen) continue;
      place.is_seen = true;
      if (place.free > 0) {
        --place.free;
        place.travellers.push_back(traveller);
        given_[at(traveller)][at(item)] = true;
        return true;
      }
      for (auto& holder : place.travellers) {
        const int other = holder;
        if (other == traveller || !find_place(other)) continue;
        given_[at(other)][at(item)] = false;
        given_[at(traveller)][at(item)] = true;
        holder = traveller;
        return true;
      }
    }
    return false;
  }

  const SubGroupProblem& problem_;
  std::vector<std::vector<Place>> places_;
  std::vector<std::vector<bool>> given_;
};

// nullopt: somebody has to lose more.
std::optional<FirstChoices> share(const SubGroupProblem& problem, int most_lost) {
  Matching matching(problem);
  FirstChoices made{.without_first = 0, .most_lost = most_lost, .given = {}};
  std::vector<int> would_have_none;
  for (int traveller = 0; traveller < count_of(problem.travellers); ++traveller) {
    int wished = 0;
    int fixed = 0;  // first choices that are
    for (int item = 0; item < count_of(problem.items); ++item) {
      const auto* wishes = problem.wishes(traveller, item);
      if (wishes == nullptr) continue;
      ++wished;
      fixed += problem.fixed(traveller, item) == wishes->front() ? 1 : 0;
    }
    for (int needed = wished - most_lost - fixed; needed > 0; --needed) {
      if (!matching.give(traveller)) return std::nullopt;
    }
    if (wished > 0 && fixed == 0 && wished <= most_lost) would_have_none.push_back(traveller);
  }
  for (const int traveller : would_have_none) made.without_first += matching.give(traveller) ? 0 : 1;
  made.given = matching.given();
  return made;
}

}  // namespace

FirstChoices share_first_choices(const SubGroupProblem& problem) {
  const int all = count_of(problem.items);
  auto best = share(problem, all).value_or(FirstChoices{});
  for (int most_lost = 0; most_lost < all; ++most_lost) {
    auto made = share(problem, most_lost);
    if (made && made->without_first == best.without_first) return *made;
  }
  return best;
}

}  // namespace tagwerk::assignment
