#include "engine/scheduling/checker.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace tagwerk::scheduling {
namespace {

// A break is a maximal run of idle slots between two talks of one participant on one day.
int breaks_of(const std::set<int>& busy, const std::vector<int>& day_starts) {
  int breaks = 0;
  auto day = [&](int slot) {
    return std::upper_bound(day_starts.begin(), day_starts.end(), slot) - day_starts.begin();
  };
  for (auto slot = busy.begin(); slot != busy.end(); ++slot) {
    const auto next = std::next(slot);
    if (next != busy.end() && *next > *slot + 1 && day(*slot) == day(*next)) ++breaks;
  }
  return breaks;
}

// Idle slots between the first and the last talk of each day.
int idle_slots_of(const std::set<int>& busy, const std::vector<int>& day_starts) {
  int idle = 0;
  for (std::size_t day = 0; day < day_starts.size(); ++day) {
    const auto first = busy.lower_bound(day_starts[day]);
    const auto end = day + 1 < day_starts.size() ? busy.lower_bound(day_starts[day + 1]) : busy.end();
    if (first == end) continue;
    idle += *std::prev(end) - *first + 1 - static_cast<int>(std::distance(first, end));
  }
  return idle;
}

// How long somebody goes on without an idle slot, and how many idle slots are between two talks of one day at least.
struct Pauses {
  int most_consecutive = 0;
  std::optional<int> least_gap = std::nullopt;
};

Pauses pauses_of(const std::set<int>& busy, const std::vector<int>& day_starts) {
  Pauses pauses;
  int side_by_side = 0;
  std::optional<int> previous;
  for (const int slot : busy) {
    const bool is_same_day = previous && std::none_of(day_starts.begin(), day_starts.end(),
                                                      [&](int start) { return start > *previous && start <= slot; });
    side_by_side = is_same_day && slot == *previous + 1 ? side_by_side + 1 : 1;
    pauses.most_consecutive = std::max(pauses.most_consecutive, side_by_side);
    if (is_same_day) pauses.least_gap = std::min(pauses.least_gap.value_or(slot), slot - *previous - 1);
    previous = slot;
  }
  return pauses;
}

}  // namespace

Judgement judge(const Problem& problem, const Plan& plan, const Names& names) {
  Judgement found;
  const auto broken = [&](std::string rule, std::string words) {
    found.violations.push_back({std::move(rule), std::move(words)});
  };
  if (plan.slots.size() != problem.talks.size()) {
    broken("one_slot", std::to_string(plan.slots.size()) + " slots are given for " +
                           std::to_string(problem.talks.size()) + " talks");
    return found;
  }
  for (std::size_t talk = 0; talk < plan.slots.size(); ++talk) {
    const bool is_left_out = plan.slots[talk] == left_out;
    if (is_left_out && problem.talks[talk].importance == Importance::must) ++found.score.musts_left_out;
    if (is_left_out && problem.talks[talk].importance == Importance::wish)
      found.score.wishes_left_out += problem.talks[talk].weight;
    if (is_left_out && problem.talks[talk].importance != Importance::required) continue;
    if (plan.slots[talk] < 0 || plan.slots[talk] >= problem.slots)
      broken("one_slot", names.talk(static_cast<int>(talk)) + " is in no slot");
  }
  if (!found.violations.empty()) return found;

  std::vector<std::map<int, int>> talk_at(problem.participants.size());  // by participant: slot → talk
  std::map<int, int> talks_in;                                           // by slot
  for (std::size_t index = 0; index < plan.slots.size(); ++index) {
    const auto& talk = problem.talks[index];
    const int slot = plan.slots[index];
    if (slot == left_out) continue;
    if (!problem.published.empty() && problem.published[index] != left_out && problem.published[index] != slot)
      ++found.score.moved;
    const auto name = names.talk(static_cast<int>(index));
    if (!talk.has_own_table) ++talks_in[slot];
    if (!talk.allowed.empty() && !talk.allowed[static_cast<std::size_t>(slot)])
      broken("allowed_slot", name + " must not be in " + names.slot(slot));
    for (const int attendee : talk.attendees) {
      const auto& unavailable = problem.participants[static_cast<std::size_t>(attendee)].unavailable;
      if (!unavailable.empty() && unavailable[static_cast<std::size_t>(slot)])
        broken("unavailable", names.participant(attendee) + " of " + name + " is not there in " + names.slot(slot));
      const auto [other, is_free] = talk_at[static_cast<std::size_t>(attendee)].emplace(slot, static_cast<int>(index));
      if (!is_free)
        broken("one_at_a_time", names.participant(attendee) + " has " + names.talk(other->second) + " and " + name +
                                    " in " + names.slot(slot));
    }
    for (const int earlier : talk.earlier_talks) {
      if (plan.slots[static_cast<std::size_t>(earlier)] >= slot)
        broken("earlier", names.talk(earlier) + " is not before " + name);
    }
  }
  for (const auto& [slot, talks] : talks_in) {
    const int tables = problem.tables[static_cast<std::size_t>(slot)];
    if (talks > tables)
      broken("tables", std::to_string(talks) + " talks are in " + names.slot(slot) + ", which has " +
                           std::to_string(tables) + (tables == 1 ? " table" : " tables"));
  }
  for (std::size_t index = 0; index < problem.quotas.size(); ++index) {
    const auto& quota = problem.quotas[index];
    const auto talks = std::count_if(quota.talks.begin(), quota.talks.end(), [&](int talk) {
      const int slot = plan.slots[static_cast<std::size_t>(talk)];
      return slot != left_out && (quota.slots.empty() || quota.slots[static_cast<std::size_t>(slot)]);
    });
    if (talks > quota.max)
      broken("quota", names.quota(static_cast<int>(index)) + " has " + std::to_string(talks) + " talks where " +
                          std::to_string(quota.max) + (quota.max == 1 ? " is" : " are") + " allowed");
  }
  std::vector<int> breaks;
  for (std::size_t who = 0; who < talk_at.size(); ++who) {
    std::set<int> busy;
    for (const auto& [slot, talk] : talk_at[who]) busy.insert(slot);
    const auto& participant = problem.participants[who];
    const auto name = names.participant(static_cast<int>(who));
    const auto pauses = pauses_of(busy, problem.day_starts);
    if (participant.max_consecutive && pauses.most_consecutive > *participant.max_consecutive)
      broken("consecutive", name + " has " + std::to_string(pauses.most_consecutive) + " talks side by side");
    if (pauses.least_gap && *pauses.least_gap < participant.min_gap)
      broken("gap", name + " has only " + std::to_string(*pauses.least_gap) + " idle slots between two talks");
    breaks.push_back(breaks_of(busy, problem.day_starts));
    found.score.breaks += breaks.back();
    found.score.idle_slots += idle_slots_of(busy, problem.day_starts);
  }
  if (!breaks.empty()) {
    const auto [least, most] = std::minmax_element(breaks.begin(), breaks.end());
    found.score.break_difference = *most - *least;
    if (problem.max_break_difference && *most - *least > *problem.max_break_difference)
      broken("break_difference", names.participant(static_cast<int>(most - breaks.begin())) + " has " +
                                     std::to_string(*most) + " breaks and " +
                                     names.participant(static_cast<int>(least - breaks.begin())) + " has " +
                                     std::to_string(*least));
  }
  for (const auto part : score_parts) {
    const auto& counting = problem.objective.parts;
    if (std::find(counting.begin(), counting.end(), part) == counting.end()) found.score.*part = 0;
  }
  return found;
}

}  // namespace tagwerk::scheduling
