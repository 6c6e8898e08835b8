#include "engine/scheduling/left_out.hpp"

#include <algorithm>
#include <array>

#include "engine/scheduling/checker.hpp"
#include "engine/scheduling/indices.hpp"

namespace tagwerk::scheduling {
namespace {

// Who is where in a plan.
struct Placed {
  const Problem& problem;
  const Plan& plan;
  std::vector<std::vector<int>> talks_of = talks_by_participant(problem);
  std::vector<std::vector<int>> later = later_talks(problem);
  std::vector<std::vector<int>> quotas_of = quotas_by_talk(problem);
  std::vector<std::vector<int>> talk_at = {};  // by participant and slot; -1: none
  std::vector<int> tables_taken = {};          // by slot

  Placed(const Problem& its, const Plan& placed) : problem(its), plan(placed) {
    talk_at.assign(problem.participants.size(), std::vector<int>(at(problem.slots), -1));
    tables_taken.assign(at(problem.slots), 0);
    for (int talk = 0; talk < problem.talk_count(); ++talk) {
      const int slot = plan.slots[at(talk)];
      if (slot == left_out) continue;
      if (!problem.talks[at(talk)].has_own_table) ++tables_taken[at(slot)];
      for (const int who : problem.talks[at(talk)].attendees) talk_at[at(who)][at(slot)] = talk;
    }
  }
};

// Whether somebody would, with one more talk in this slot, and nothing else there: judged as a problem of theirs alone.
bool lacks_a_pause(const Placed& placed, int who, int index, int slot) {
  const auto& problem = placed.problem;
  const auto& participant = problem.participants[at(who)];
  if (!participant.max_consecutive && participant.min_gap == 0) return false;
  Problem alone;
  alone.slots = problem.slots;
  alone.day_starts = problem.day_starts;
  alone.tables.assign(at(problem.slots), 1);
  alone.participants = {
      {.unavailable = {}, .max_consecutive = participant.max_consecutive, .min_gap = participant.min_gap}};
  Plan slots;
  for (const int other : placed.talks_of[at(who)]) {
    const int there = other == index ? slot : placed.plan.slots[at(other)];
    if (there == left_out || (there == slot && other != index)) continue;
    alone.talks.push_back({.attendees = {0}, .allowed = {}, .earlier_talks = {}});
    slots.slots.push_back(there);
  }
  return !judge(alone, slots).violations.empty();
}

std::vector<Obstacle> obstacles_in(const Placed& placed, int index, int slot) {
  const auto& [problem, plan, talks_of, later, quotas_of, talk_at, tables_taken] = placed;
  const auto& talk = problem.talks[at(index)];
  std::vector<Obstacle> found;
  if (!talk.allowed.empty() && !talk.allowed[at(slot)]) found.push_back({Obstacle::Kind::not_allowed});
  std::vector<int> in_the_way;
  for (const int who : talk.attendees) {
    const int there = talk_at[at(who)][at(slot)];
    if (there < 0) continue;
    found.push_back({Obstacle::Kind::busy, who, there});
    in_the_way.push_back(there);
  }
  const auto is_in_the_way = [&](int other) {
    return std::find(in_the_way.begin(), in_the_way.end(), other) != in_the_way.end();
  };
  for (const int who : talk.attendees) {
    const auto& unavailable = problem.participants[at(who)].unavailable;
    if (!unavailable.empty() && unavailable[at(slot)]) found.push_back({Obstacle::Kind::unavailable, who});
  }
  if (!talk.has_own_table && tables_taken[at(slot)] >= problem.tables[at(slot)])
    found.push_back({Obstacle::Kind::no_table});
  for (const int earlier : talk.earlier_talks) {
    if (plan.slots[at(earlier)] >= slot && !is_in_the_way(earlier))
      found.push_back({Obstacle::Kind::order, -1, earlier});
  }
  for (const int other : later[at(index)]) {
    const int there = plan.slots[at(other)];
    if (there != left_out && there <= slot && !is_in_the_way(other))
      found.push_back({Obstacle::Kind::order, -1, other});
  }
  for (const int who : talk.attendees) {
    if (lacks_a_pause(placed, who, index, slot)) found.push_back({Obstacle::Kind::pause, who});
  }
  for (const int which : quotas_of[at(index)]) {
    const auto& quota = problem.quotas[at(which)];
    if (!quota.covers(slot)) continue;
    const auto others = std::count_if(quota.talks.begin(), quota.talks.end(), [&](int other) {
      const int there = plan.slots[at(other)];
      return there != left_out && quota.covers(there) && !is_in_the_way(other);
    });
    if (others >= quota.max) found.push_back({Obstacle::Kind::quota, -1, -1, which});
  }
  return found;
}

constexpr int kinds = 7;

constexpr std::array<const char*, kinds> why = {
    "it must not be there",          "somebody is not there",        "somebody has another talk",  "no table is left",
    "the order of talks forbids it", "somebody would have no pause", "a limit of talks is reached"};

std::string change_for(const Obstacle& obstacle, const Names& names) {
  const auto who = [&] { return names.participant(obstacle.participant); };
  switch (obstacle.kind) {
    case Obstacle::Kind::not_allowed:
      return "it might be there";
    case Obstacle::Kind::unavailable:
      return who() + " was there";
    case Obstacle::Kind::busy:
      return who() + " did not have " + names.talk(obstacle.talk);
    case Obstacle::Kind::no_table:
      return "there was one table more";
    case Obstacle::Kind::order:
      return "its order with " + names.talk(obstacle.talk) + " did not matter";
    case Obstacle::Kind::pause:
      return who() + " did without a pause";
    case Obstacle::Kind::quota:
      return names.quota(obstacle.quota) + " was one higher";
  }
  return {};
}

}  // namespace

std::vector<LeftOut> find_left_out(const Problem& problem, const Plan& plan, std::size_t most) {
  std::vector<LeftOut> found;
  const Placed placed(problem, plan);
  for (int talk = 0; talk < problem.talk_count() && found.size() < most; ++talk) {
    if (plan.slots[at(talk)] != left_out) continue;
    LeftOut it{talk, {}};
    for (int slot = 0; slot < problem.slots; ++slot) it.by_slot.push_back(obstacles_in(placed, talk, slot));
    found.push_back(std::move(it));
  }
  return found;
}

std::string words_of(const LeftOut& it, const Names& names) {
  std::array<int, kinds> slots{};
  std::size_t nearest = 0;
  for (std::size_t slot = 0; slot < it.by_slot.size(); ++slot) {
    std::array<bool, kinds> is_counted{};
    for (const auto& obstacle : it.by_slot[slot]) {
      const auto kind = static_cast<std::size_t>(obstacle.kind);
      if (!is_counted[kind]) ++slots[kind];
      is_counted[kind] = true;
    }
    if (it.by_slot[slot].size() < it.by_slot[nearest].size()) nearest = slot;
  }
  std::string text = names.talk(it.talk) + " has no slot: ";
  bool is_first = true;
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    if (slots[kind] == 0) continue;
    text += (is_first ? "in " : ", in ") + std::to_string(slots[kind]) + (slots[kind] == 1 ? " slot " : " slots ") +
            why[kind];
    is_first = false;
  }
  const auto& changes = it.by_slot[nearest];
  if (changes.empty())  // what is left is the rule on the difference of breaks
    return text + (is_first ? "" : "; ") + "it would fit into " + names.slot(static_cast<int>(nearest)) +
           " if breaks might differ by more";
  text += "; it would fit into " + names.slot(static_cast<int>(nearest)) + " if ";
  for (std::size_t change = 0; change < changes.size(); ++change)
    text += (change == 0 ? "" : change + 1 == changes.size() ? " and " : ", ") + change_for(changes[change], names);
  return text;
}

}  // namespace tagwerk::scheduling
