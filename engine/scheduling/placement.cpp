#include "engine/scheduling/placement.hpp"

#include <algorithm>
#include <limits>

#include "engine/scheduling/indices.hpp"

namespace tagwerk::scheduling {
namespace {

constexpr std::int64_t work_between_questions = 200'000;  // whether to stop: some milliseconds
// More than all that count for less together.
constexpr std::int64_t must_cost = std::int64_t{max_talks} * max_weight + 1;
constexpr std::int64_t required_cost = max_talks * must_cost;
constexpr int max_looked_at = 50;  // waiting talks, for one move

}  // namespace

Placement::Placement(const Problem& problem, std::uint32_t seed)
    : problem_(problem),
      later_talks_(later_talks(problem)),
      quotas_(quotas_by_talk(problem)),
      day_of_slot_(day_of_slot(problem)),
      random_(seed),
      plan_{std::vector<int>(problem.talks.size(), left_out)},
      talk_at_(problem.participants.size(), std::vector<int>(at(problem.slots), -1)),
      talks_in_(at(problem.slots)),
      tabu_until_(problem.talks.size(), std::vector<int>(at(problem.slots), 0)),
      seen_in_(problem.talks.size(), 0) {
  for (int talk = 0; talk < problem.talk_count(); ++talk) {
    std::vector<int> slots;
    for (int slot = 0; slot < problem.slots; ++slot) {
      const auto& it = problem.talks[at(talk)];
      const bool is_forbidden = std::any_of(quotas_[at(talk)].begin(), quotas_[at(talk)].end(), [&](int quota) {
        return problem.quotas[at(quota)].max == 0 && problem.quotas[at(quota)].covers(slot);
      });
      if (!is_forbidden && may_be_in(problem, it, slot) && (it.has_own_table || problem.tables[at(slot)] > 0))
        slots.push_back(slot);
    }
    possible_slots_.push_back(std::move(slots));
    waiting_.push_back(talk);
    waiting_cost_ += cost(talk);
  }
  keep_what_is_published();
  best_plan_ = plan_;
  best_cost_ = waiting_cost_;
}

void Placement::keep_what_is_published() {
  for (int talk = 0; talk < problem_.talk_count() && !problem_.published.empty(); ++talk) {
    const int slot = problem_.published[at(talk)];
    const auto& possible = possible_slots_[at(talk)];
    if (slot == left_out || std::find(possible.begin(), possible.end(), slot) == possible.end()) continue;
    find_what_is_in_the_way(talk, slot);
    if (in_the_way_.empty()) put(talk, slot);
  }
}

std::int64_t Placement::cost(int talk) const {
  const auto& it = problem_.talks[at(talk)];
  switch (it.importance) {
    case Importance::required:
      return required_cost;
    case Importance::must:
      return must_cost;
    case Importance::wish:
      break;
  }
  return it.weight;
}

bool Placement::run(int moves, const std::function<bool()>& should_stop) {
  for (int move = 0; move < moves && !waiting_.empty(); ++move) {
    if (work_ >= ask_at_ && should_stop) {
      ask_at_ = work_ + work_between_questions;
      if (should_stop()) break;
    }
    ++move_;
    int best_talk = -1;
    int best_slot = -1;
    auto least_harm = std::numeric_limits<std::int64_t>::max();
    int as_good = 0;
    const int looked_at = std::min(waiting(), max_looked_at);
    const int first = random(waiting());
    for (int looked = 0; looked < looked_at; ++looked) {
      const int talk = waiting_[at((first + looked) % waiting())];
      for (const int slot : possible_slots_[at(talk)]) {
        if (tabu_until_[at(talk)][at(slot)] > move_) continue;
        find_what_is_in_the_way(talk, slot);
        std::int64_t harm = -cost(talk);
        for (const int other : in_the_way_) harm += cost(other);
        if (harm > least_harm) continue;
        as_good = harm < least_harm ? 1 : as_good + 1;
        if (harm < least_harm || random(as_good) == 0) {
          best_talk = talk;
          best_slot = slot;
        }
        least_harm = harm;
      }
    }
    if (best_talk < 0) continue;  // all tabu: time goes by
    find_what_is_in_the_way(best_talk, best_slot);
    const auto leaving = in_the_way_;
    for (const int talk : leaving) {
      tabu_until_[at(talk)][at(plan_.slots[at(talk)])] = move_ + 5 + random(10) + waiting() / 2;
      take_out(talk);
    }
    put(best_talk, best_slot);
    if (waiting_cost_ < best_cost_) {
      best_cost_ = waiting_cost_;
      best_plan_ = plan_;
    }
  }
  return best_cost_ < required_cost;
}

int Placement::random(int end) { return static_cast<int>(random_() % static_cast<std::uint32_t>(end)); }

void Placement::add_in_the_way(int talk) {
  if (seen_in_[at(talk)] == look_) return;
  seen_in_[at(talk)] = look_;
  in_the_way_.push_back(talk);
}

void Placement::find_what_is_in_the_way(int talk, int slot) {
  in_the_way_.clear();
  ++look_;
  const auto& before = problem_.talks[at(talk)].earlier_talks;
  const auto& after = later_talks_[at(talk)];
  work_ += static_cast<std::int64_t>(problem_.talks[at(talk)].attendees.size() + before.size() + after.size());
  for (const int who : problem_.talks[at(talk)].attendees) {
    if (const int there = talk_at_[at(who)][at(slot)]; there >= 0) add_in_the_way(there);
  }
  const auto leaving = std::count_if(in_the_way_.begin(), in_the_way_.end(),
                                     [&](int other) { return !problem_.talks[at(other)].has_own_table; });
  const auto& there = talks_in_[at(slot)];
  if (!problem_.talks[at(talk)].has_own_table &&
      static_cast<std::ptrdiff_t>(there.size()) - leaving >= problem_.tables[at(slot)]) {
    const int size = static_cast<int>(there.size());
    int next = random(size);
    while (seen_in_[at(there[at(next)])] == look_) next = (next + 1) % size;
    add_in_the_way(there[at(next)]);
  }
  for (const int who : problem_.talks[at(talk)].attendees) keep_pauses(who, slot);
  for (const int earlier : before) {
    if (plan_.slots[at(earlier)] >= slot) add_in_the_way(earlier);
  }
  for (const int later : after) {
    if (plan_.slots[at(later)] >= 0 && plan_.slots[at(later)] <= slot) add_in_the_way(later);
  }
  keep_quotas(talk, slot);
}

// Who is busy in this slot as well leaves the slots that are too near, and runs that get too long.
void Placement::keep_pauses(int who, int slot) {
  const auto& participant = problem_.participants[at(who)];
  const auto& talks = talk_at_[at(who)];
  const auto is_there = [&](int other) {
    return other >= 0 && other < problem_.slots && day_of_slot_[at(other)] == day_of_slot_[at(slot)] &&
           talks[at(other)] >= 0;
  };
  for (int distance = 1; distance <= participant.min_gap; ++distance) {
    for (const int other : {slot - distance, slot + distance}) {
      if (is_there(other)) add_in_the_way(talks[at(other)]);
    }
  }
  if (!participant.max_consecutive) return;
  int before = 0;
  while (is_there(slot - before - 1)) ++before;
  int after = 0;
  while (is_there(slot + after + 1)) ++after;
  if (before + 1 + after <= *participant.max_consecutive) return;
  const bool first_before = before >= after;
  add_in_the_way(talks[at(first_before ? slot - 1 : slot + 1)]);
  if ((first_before ? after : before) + 1 > *participant.max_consecutive)
    add_in_the_way(talks[at(first_before ? slot + 1 : slot - 1)]);
}

// Where a quota is full, others of it give way.
void Placement::keep_quotas(int talk, int slot) {
  for (const int index : quotas_[at(talk)]) {
    const auto& quota = problem_.quotas[at(index)];
    if (!quota.covers(slot)) continue;
    int staying = 0;
    const int size = static_cast<int>(quota.talks.size());
    const int begin = random(size);
    for (int step = 0; step < size; ++step) {
      const int other = quota.talks[at((begin + step) % size)];
      const int there = plan_.slots[at(other)];
      if (there < 0 || !quota.covers(there) || seen_in_[at(other)] == look_) continue;
      if (++staying >= quota.max) add_in_the_way(other);
    }
    work_ += size;
  }
}

void Placement::put(int talk, int slot) {
  plan_.slots[at(talk)] = slot;
  if (!problem_.talks[at(talk)].has_own_table) talks_in_[at(slot)].push_back(talk);
  for (const int who : problem_.talks[at(talk)].attendees) talk_at_[at(who)][at(slot)] = talk;
  std::erase(waiting_, talk);
  waiting_cost_ -= cost(talk);
}

void Placement::take_out(int talk) {
  const int slot = plan_.slots[at(talk)];
  plan_.slots[at(talk)] = left_out;
  std::erase(talks_in_[at(slot)], talk);
  for (const int who : problem_.talks[at(talk)].attendees) talk_at_[at(who)][at(slot)] = -1;
  waiting_.push_back(talk);
  waiting_cost_ += cost(talk);
}

}  // namespace tagwerk::scheduling
