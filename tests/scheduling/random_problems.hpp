// Purpose: problems small enough to try every plan, with every rule in them now and then.
#pragma once

#include <rapidcheck.h>

#include <vector>

#include "engine/scheduling/problem.hpp"

namespace tagwerk::scheduling::test {

/// From min to before end, all as likely: rapidcheck by itself begins with small numbers, and breaks need room.
inline int number(int min, int end) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(min, end)); }

inline bool one_in(int n) { return number(0, n) == 0; }

inline std::vector<bool> some_slots(int slots, int one_of) {
  std::vector<bool> chosen;
  for (int slot = 0; slot < slots; ++slot) chosen.push_back(one_in(one_of));
  return chosen;
}

inline Problem random_problem() {
  Problem problem;
  const bool many_pins = one_in(2);  // which is what makes breaks
  problem.slots = number(many_pins ? 3 : 1, 6);
  const int participants = number(1, many_pins ? 4 : 6);
  const int talks = number(0, problem.slots > 4 ? 5 : 6);
  const bool all_of_two = !one_in(4);
  for (int slot = 0; slot < problem.slots; ++slot) problem.tables.push_back(number(0, 8) == 0 ? 0 : number(1, 4));
  for (int participant = 0; participant < participants; ++participant)
    problem.participants.push_back({one_in(4) ? some_slots(problem.slots, 4) : std::vector<bool>{}});
  if (problem.slots > 3 && one_in(4)) problem.day_starts.push_back(number(1, problem.slots));
  if (!one_in(3)) problem.max_break_difference = number(0, 3);
  for (int index = 0; index < talks; ++index) {
    Talk talk;
    const int wanted = all_of_two ? 2 : number(1, 4);
    for (int attendee = 0; attendee < participants && static_cast<int>(talk.attendees.size()) < wanted; ++attendee) {
      const int left = participants - attendee;
      if (wanted - static_cast<int>(talk.attendees.size()) >= left || one_in(2)) talk.attendees.push_back(attendee);
    }
    if (many_pins && !one_in(4)) {
      talk.allowed.assign(static_cast<std::size_t>(problem.slots), false);
      for (int pin = 0; pin < 2; ++pin) talk.allowed[static_cast<std::size_t>(number(0, problem.slots))] = true;
    } else if (one_in(4)) {
      talk.allowed = some_slots(problem.slots, 2);
    }
    if (index > 0 && one_in(5)) talk.earlier_talks.push_back(number(0, index));
    problem.talks.push_back(std::move(talk));
  }
  return problem;
}

}  // namespace tagwerk::scheduling::test
