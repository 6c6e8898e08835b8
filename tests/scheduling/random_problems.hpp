// Purpose: problems small enough to try every plan, with every rule in them now and then; the same seed gives the same problem.
#pragma once

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "engine/scheduling/problem.hpp"

namespace tagwerk::scheduling::test {

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}

  /// From min to before end.
  int number(int min, int end) { return min + static_cast<int>(engine_() % static_cast<std::uint32_t>(end - min)); }
  bool one_in(int n) { return number(0, n) == 0; }
  std::vector<bool> some_slots(int slots, int one_of) {
    std::vector<bool> chosen;
    for (int slot = 0; slot < slots; ++slot) chosen.push_back(one_in(one_of));
    return chosen;
  }

 private:
  std::mt19937 engine_;
};

inline Problem random_problem(std::uint32_t seed) {
  Dice dice(seed);
  Problem problem;
  const bool many_pins = dice.one_in(2);  // which is what makes breaks
  problem.slots = dice.number(many_pins ? 3 : 1, 6);
  const int participants = dice.number(1, many_pins ? 4 : 6);
  const int talks = dice.number(0, problem.slots > 4 ? 5 : 6);
  const bool all_of_two = !dice.one_in(4);
  const bool has_wishes = dice.one_in(3);
  for (int slot = 0; slot < problem.slots; ++slot) problem.tables.push_back(dice.one_in(12) ? 0 : dice.number(1, 4));
  for (int participant = 0; participant < participants; ++participant)
    problem.participants.push_back({dice.one_in(4) ? dice.some_slots(problem.slots, 4) : std::vector<bool>{}});
  for (auto& participant : problem.participants) {
    if (dice.one_in(8)) participant.max_consecutive = dice.number(1, 4);
    if (dice.one_in(8)) participant.min_gap = dice.number(1, 3);
  }
  if (problem.slots > 3 && dice.one_in(4)) problem.day_starts.push_back(dice.number(1, problem.slots));
  if (!dice.one_in(3)) problem.max_break_difference = dice.number(0, 3);
  for (int index = 0; index < talks; ++index) {
    Talk talk;
    const int wanted = all_of_two ? 2 : dice.number(1, 4);
    for (int attendee = 0; attendee < participants && static_cast<int>(talk.attendees.size()) < wanted; ++attendee) {
      const int left = participants - attendee;
      if (wanted - static_cast<int>(talk.attendees.size()) >= left || dice.one_in(2))
        talk.attendees.push_back(attendee);
    }
    if (many_pins && !dice.one_in(4)) {
      talk.allowed.assign(static_cast<std::size_t>(problem.slots), false);
      for (int pin = 0; pin < 2; ++pin) talk.allowed[static_cast<std::size_t>(dice.number(0, problem.slots))] = true;
    } else if (dice.one_in(4)) {
      talk.allowed = dice.some_slots(problem.slots, 2);
    }
    if (has_wishes && !dice.one_in(4)) talk.importance = dice.one_in(3) ? Importance::must : Importance::wish;
    talk.weight = dice.number(1, 4);
    talk.has_own_table = dice.one_in(10);
    if (index > 0 && dice.one_in(5)) talk.earlier_talks.push_back(dice.number(0, index));
    problem.talks.push_back(std::move(talk));
  }
  if (dice.one_in(4)) {
    for (int talk = 0; talk < talks; ++talk)
      problem.published.push_back(dice.one_in(6) ? left_out : dice.number(0, problem.slots));
  }
  for (int quotas = dice.one_in(3) ? dice.number(1, 3) : 0; quotas > 0; --quotas) {
    Quota quota{.talks = {},
                .slots = dice.one_in(2) ? dice.some_slots(problem.slots, 2) : std::vector<bool>{},
                .max = dice.number(0, 4)};
    for (int talk = 0; talk < talks; ++talk) {
      if (!dice.one_in(3)) quota.talks.push_back(talk);
    }
    problem.quotas.push_back(std::move(quota));
  }
  if (dice.one_in(2)) {  // some of the parts that are not a must, in some order
    auto& parts = problem.objective.parts;
    parts.resize(2);
    std::vector<ScorePart> others{&Score::moved, &Score::breaks, &Score::break_difference, &Score::idle_slots};
    for (int count = dice.one_in(8) ? 0 : dice.number(1, 5); count > 0; --count) {
      const auto next = others.begin() + dice.number(0, static_cast<int>(others.size()));
      parts.push_back(*next);
      others.erase(next);
    }
  }
  return problem;
}

}  // namespace tagwerk::scheduling::test
