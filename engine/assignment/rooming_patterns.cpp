#include "engine/assignment/rooming_patterns.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace tagwerk::assignment {
namespace {

constexpr std::size_t most_contents = 150'000;
constexpr std::int64_t most_tries = 3'000'000;  // to find them: less than a second
constexpr std::size_t most_remembered_counts = 50'000'000;
constexpr std::int64_t largest_cost = std::int64_t{1} << 46U;  // in 1024ths, times a few rooms, it fits into 64 bits
constexpr std::int64_t impossible = -1;

int count_in(const std::vector<int>& sorted, int member) {
  const auto [from, to] = std::equal_range(sorted.begin(), sorted.end(), member);
  return static_cast<int>(to - from);
}

}  // namespace

std::unique_ptr<RoomingPatterns> RoomingPatterns::make(const RoomingProblem& problem, const RoomingRules& rules,
                                                       LargeRooms large_rooms, Rooming plan,
                                                       const RoomingScore& score) {
  std::unique_ptr<RoomingPatterns> made(new RoomingPatterns(problem, rules, large_rooms));
  made->find_classes();
  made->find_kinds();
  if (!made->scale_costs() || !made->find_contents()) return nullptr;
  made->best_ = std::move(plan);
  made->best_cost_ =
      score.without_room * made->without_room_costs_ + score.unmet * made->unmet_costs_ + score.cost / made->cost_unit_;
  return made;
}

RoomingPatterns::RoomingPatterns(const RoomingProblem& problem, const RoomingRules& rules, LargeRooms large_rooms)
    : problem_(problem), rules_(rules), large_rooms_(large_rooms) {}

void RoomingPatterns::find_classes() {
  // Whoever is named somewhere is one of their own.
  std::vector<bool> is_named(problem_.guests.size(), false);
  for (const auto& wish : problem_.wishes) is_named[at(wish.guest)] = is_named[at(wish.other)] = true;
  for (const auto& [one, other] : problem_.apart) is_named[at(one)] = is_named[at(other)] = true;
  const bool gender_counts = std::any_of(problem_.guests.begin(), problem_.guests.end(),
                                         [](const Guest& guest) { return guest.same_gender_only; });
  std::map<std::tuple<int, int, int, bool, bool, int, int>, int> seen;
  for (int guest = 0; guest < count_of(problem_.guests); ++guest) {
    const auto& it = problem_.guests[at(guest)];
    const bool is_own = is_named[at(guest)] || problem_.fixed_room(guest) != no_room;
    const int gender = !gender_counts || !it.gender ? -1 : static_cast<int>(*it.gender);
    const auto key = std::tuple(it.first_night, it.end_night, gender, it.same_gender_only, it.needs_accessible,
                                it.alone_weight, is_own ? guest : -1);
    const auto [place, is_new] = seen.try_emplace(key, count_of(classes_));
    if (is_new) classes_.emplace_back();
    classes_[at(place->second)].push_back(guest);
    class_of_.push_back(place->second);
  }
}

void RoomingPatterns::find_kinds() {
  std::vector<bool> is_fixed(problem_.rooms.size(), false);
  for (int guest = 0; guest < count_of(problem_.guests); ++guest) {
    if (const int room = problem_.fixed_room(guest); room != no_room) is_fixed[at(room)] = true;
  }
  std::map<std::tuple<RoomKind, int, bool, std::int64_t, std::vector<bool>, int>, int> seen;
  for (int room = 0; room < count_of(problem_.rooms); ++room) {
    const auto& it = problem_.rooms[at(room)];
    auto nights = it.nights;
    if (nights.empty()) nights.assign(at(problem_.nights), true);
    const auto key = std::tuple(it.kind, it.places(), it.is_accessible, it.cost_per_night, std::move(nights),
                                is_fixed[at(room)] ? room : -1);
    const auto [place, is_new] = seen.try_emplace(key, count_of(kinds_));
    if (is_new) kinds_.emplace_back();
    kinds_[at(place->second)].push_back(room);
  }
}

// One number for a score: costs below one unmet wish, all wishes below one guest without a room.
bool RoomingPatterns::scale_costs() {
  std::int64_t gcd = 0;
  std::int64_t all_costs = 0;
  for (const auto& room : problem_.rooms) gcd = std::gcd(gcd, room.cost_per_night);
  cost_unit_ = std::max<std::int64_t>(gcd, 1);
  for (const auto& room : problem_.rooms) all_costs += room.cost_per_night / cost_unit_ * problem_.nights;
  std::int64_t all_wishes = 0;
  for (int guest = 0; guest < count_of(problem_.guests); ++guest) all_wishes += rules_.all_wishes(guest);
  const auto guests = count_of(problem_.guests);
  unmet_costs_ = all_costs + 1;
  if (unmet_costs_ > largest_cost / (all_wishes + 1) / (guests + 1)) return false;
  without_room_costs_ = (all_wishes + 1) * unmet_costs_;
  return true;
}

bool RoomingPatterns::is_of_beds(int kind) const {
  return large_rooms_ == LargeRooms::as_beds && problem_.rooms[at(kinds_[at(kind)].front())].places() > 2;
}

int RoomingPatterns::rooms_of(int kind) const {
  const auto& rooms = kinds_[at(kind)];
  return count_of(rooms) * (is_of_beds(kind) ? problem_.rooms[at(rooms.front())].places() : 1);
}

std::int64_t RoomingPatterns::cost_of(const std::vector<int>& guests, int kind) const {
  const int room = kinds_[at(kind)].front();
  if (is_of_beds(kind)) {
    if (guests.size() != 1 || !rules_.suits(guests.front(), room)) return impossible;
    const auto& guest = problem_.guests[at(guests.front())];
    const auto& it = problem_.rooms[at(room)];
    return it.cost_per_night / cost_unit_ / it.places() * (guest.end_night - guest.first_night);
  }
  if (!rules_.fit(guests, room)) return impossible;
  const auto value = rules_.value(guests, room);
  return value.unmet * unmet_costs_ + value.cost / cost_unit_;
}

RoomingScore RoomingPatterns::score_of(std::int64_t cost) const {
  return {.without_room = static_cast<int>(cost / without_room_costs_),
          .unmet = cost % without_room_costs_ / unmet_costs_,
          .cost = cost % unmet_costs_ * cost_unit_};
}

// The last one with the others, who may.
bool RoomingPatterns::may_be_together(const std::vector<int>& guests, int most_places) const {
  for (std::size_t i = 0; i + 1 < guests.size(); ++i) {
    if (rules_.pair(guests[i], guests.back()) == RoomingRules::Pair::must_not) return false;
  }
  for (const int guest : guests) {
    const int night = problem_.guests[at(guest)].first_night;
    const auto there = std::count_if(guests.begin(), guests.end(), [&](int other) {
      return problem_.guests[at(other)].first_night <= night && night < problem_.guests[at(other)].end_night;
    });
    if (there > most_places) return false;
  }
  return true;
}

bool RoomingPatterns::extend(std::vector<int>& classes, std::vector<int>& guests, int from, int most_places) {
  for (int next = from; next < count_of(classes_); ++next) {
    const auto before = static_cast<std::size_t>(std::count(classes.begin(), classes.end(), next));
    if (before == classes_[at(next)].size()) continue;
    if (++tries_ > most_tries) return false;
    classes.push_back(next);
    guests.push_back(classes_[at(next)][before]);
    if (may_be_together(guests, most_places)) {
      Content content{.classes = classes, .costs = {}, .is_out = std::vector<bool>(kinds_.size(), false)};
      bool is_possible = false;
      content.costs.reserve(kinds_.size());
      for (int kind = 0; kind < count_of(kinds_); ++kind) {
        content.costs.push_back(cost_of(guests, kind));
        is_possible = is_possible || content.costs.back() != impossible;
      }
      // With one more guest nothing becomes possible.
      if (is_possible) {
        contents_.push_back(std::move(content));
        if (contents_.size() > most_contents || !extend(classes, guests, next, most_places)) return false;
      }
    }
    classes.pop_back();
    guests.pop_back();
  }
  return true;
}

bool RoomingPatterns::find_contents() {
  for (const auto& guests : classes_) {
    const int guest = guests.front();
    const bool is_fixed = problem_.fixed_room(guest) != no_room;
    alone_costs_.push_back(is_fixed ? impossible : without_room_costs_ + rules_.all_wishes(guest) * unmet_costs_);
  }
  is_alone_out_.assign(classes_.size(), false);
  int most_places = 0;
  for (int kind = 0; kind < count_of(kinds_); ++kind)
    most_places = std::max(most_places, is_of_beds(kind) ? 1 : problem_.rooms[at(kinds_[at(kind)].front())].places());
  if (large_rooms_ == LargeRooms::as_twins) most_places = std::min(most_places, 2);
  std::vector<int> classes;
  std::vector<int> guests;
  return extend(classes, guests, 0, most_places);
}

std::vector<Rule> RoomingPatterns::rules() const {
  std::vector<Rule> rules;
  rules.reserve(classes_.size() + kinds_.size());
  for (int index = 0; index < count_of(classes_); ++index)
    rules.push_back({Sense::equal, count_of(classes_[at(index)]), of_class, {index}});
  for (int index = 0; index < count_of(kinds_); ++index)
    rules.push_back({Sense::at_most, rooms_of(index), of_rooms, {index}});
  return rules;
}

std::int64_t RoomingPatterns::missing() const { return 16 * without_room_costs_; }

// Of rules that do not ask for the kind of room.
int RoomingPatterns::count_members(const Rule& rule, const std::vector<int>& classes) const {
  switch (rule.kind) {
    case of_class:
      return count_in(classes, rule.members[0]);
    case group: {  // the first member is what is divided by
      int there = 0;
      for (const int member : classes)
        there += std::binary_search(rule.members.begin() + 1, rule.members.end(), member) ? 1 : 0;
      return there / rule.members[0];
    }
    case together:
      if (rule.members[0] == rule.members[1]) return count_in(classes, rule.members[0]) >= 2 ? 1 : 0;
      return count_in(classes, rule.members[0]) > 0 && count_in(classes, rule.members[1]) > 0 ? 1 : 0;
    default:
      return 0;
  }
}

int RoomingPatterns::count(const Rule& rule, const Pattern& pattern) const {
  switch (rule.kind) {
    case of_rooms:
      return pattern.owner == rule.members[0] ? 1 : 0;
    case class_in_rooms:
      return pattern.owner == rule.members[0] ? count_in(pattern.members, rule.members[1]) : 0;
    case exactly:
      return pattern.owner == rule.members[0] && std::equal(pattern.members.begin(), pattern.members.end(),
                                                            rule.members.begin() + 1, rule.members.end())
                 ? 1
                 : 0;
    case group:
    case together:
      return pattern.owner == without_room ? 0 : count_members(rule, pattern.members);
    default:
      return count_members(rule, pattern.members);
  }
}

const std::vector<std::int8_t>& RoomingPatterns::counts_of(const Rule* rule) {
  auto [place, is_new] = counts_.try_emplace(rule);
  if (is_new) {
    place->second.reserve(contents_.size());
    for (const auto& content : contents_)
      place->second.push_back(static_cast<std::int8_t>(count_members(*rule, content.classes)));
  }
  return place->second;
}

PatternRoom::Priced RoomingPatterns::price(std::span<const Rule* const> rules,
                                           std::span<const std::int64_t> multipliers) {
  if (counts_.size() * contents_.size() > most_remembered_counts) counts_.clear();
  Priced priced{.bound = 0,
                .found = {},
                .steps = 1 + static_cast<std::int64_t>(contents_.size() * (kinds_.size() + rules.size() / 4)) / 300};
  std::vector<std::int64_t> of_classes(classes_.size(), 0);
  std::vector<std::int64_t> of_kinds(kinds_.size(), 0);
  std::vector<std::pair<const std::vector<std::int8_t>*, std::int64_t>> of_contents;
  std::vector<std::pair<const Rule*, std::int64_t>> of_both;
  for (std::size_t row = 0; row < rules.size(); ++row) {
    const auto& rule = *rules[row];
    const auto multiplier = multipliers[row];
    priced.bound += multiplier * rule.right;
    if (multiplier == 0) continue;
    if (rule.kind == of_class) of_classes[at(rule.members[0])] += multiplier;
    if (rule.kind == of_rooms) of_kinds[at(rule.members[0])] += multiplier;
    if (rule.kind == group || rule.kind == together) of_contents.emplace_back(&counts_of(&rule), multiplier);
    if (rule.kind == class_in_rooms || rule.kind == exactly) of_both.emplace_back(&rule, multiplier);
  }

  std::vector<std::int64_t> least(kinds_.size(), 0);  // by kind of room
  struct Best {
    std::int64_t reduced = 0;
    int content = -1;
    int kind = -1;
  };
  std::vector<Best> best_of_class(classes_.size());
  std::vector<Best> best_of_kind(kinds_.size());
  Pattern pattern{};
  for (int index = 0; index < count_of(contents_); ++index) {
    const auto& content = contents_[at(index)];
    std::int64_t worth = 0;
    for (const int member : content.classes) worth += of_classes[at(member)];
    for (const auto& [counts, multiplier] : of_contents) worth += (*counts)[at(index)] * multiplier;
    for (int kind = 0; kind < count_of(kinds_); ++kind) {
      const auto cost = content.costs[at(kind)];
      if (cost == impossible) continue;
      auto reduced = cost * fine - worth - of_kinds[at(kind)];
      if (!of_both.empty()) {
        pattern.owner = kind;
        pattern.members = content.classes;
        for (const auto& [rule, multiplier] : of_both) reduced -= count(*rule, pattern) * multiplier;
      }
      if (reduced >= 0) continue;
      least[at(kind)] = std::min(least[at(kind)], reduced);
      if (content.is_out[at(kind)]) continue;
      auto& of_kind = best_of_kind[at(kind)];
      if (reduced < of_kind.reduced) of_kind = {reduced, index, kind};
      for (const int member : content.classes) {
        if (reduced < best_of_class[at(member)].reduced) best_of_class[at(member)] = {reduced, index, kind};
      }
    }
  }
  for (int kind = 0; kind < count_of(kinds_); ++kind) priced.bound += least[at(kind)] * rooms_of(kind);

  for (int index = 0; index < count_of(classes_); ++index) {
    if (alone_costs_[at(index)] == impossible) continue;
    Pattern alone{.cost = alone_costs_[at(index)], .owner = without_room, .members = {index}};
    auto reduced = alone.cost * fine - of_classes[at(index)];
    for (const auto& [rule, multiplier] : of_both) reduced -= count(*rule, alone) * multiplier;
    if (reduced >= 0) continue;
    priced.bound += reduced * count_of(classes_[at(index)]);
    if (is_alone_out_[at(index)]) continue;
    is_alone_out_[at(index)] = true;
    priced.found.push_back(std::move(alone));
  }
  for (const auto* bests : {&best_of_class, &best_of_kind}) {
    for (const auto& best : *bests) {
      if (best.content < 0 || contents_[at(best.content)].is_out[at(best.kind)]) continue;
      auto& content = contents_[at(best.content)];
      content.is_out[at(best.kind)] = true;
      priced.found.push_back({content.costs[at(best.kind)], best.kind, content.classes});
    }
  }
  return priced;
}

void RoomingPatterns::found(std::span<const Used> choice) {
  auto guests = classes_;
  auto rooms = kinds_;
  Rooming plan;
  plan.rooms.assign(problem_.guests.size(), no_room);
  std::int64_t cost = 0;
  for (const auto& used : choice) {
    for (auto times = std::llround(used.value); times > 0; --times) {
      cost += used.pattern->cost;
      if (used.pattern->owner == without_room || large_rooms_ == LargeRooms::as_beds) continue;
      auto& of_kind = rooms[at(used.pattern->owner)];
      if (of_kind.empty()) return;  // rounding
      for (const int member : used.pattern->members) {
        if (guests[at(member)].empty()) return;
        plan.rooms[at(guests[at(member)].back())] = of_kind.back();
        guests[at(member)].pop_back();
      }
      of_kind.pop_back();
    }
  }
  if (cost >= best_cost_) return;
  best_cost_ = cost;
  if (large_rooms_ != LargeRooms::as_beds) best_ = std::move(plan);
}

}  // namespace tagwerk::assignment
