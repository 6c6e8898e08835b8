#include "engine/assignment/rooming_checker.hpp"

#include <algorithm>
#include <set>

namespace tagwerk::assignment {
namespace {

using Rule = RoomingViolation::Rule;
using Violations = std::vector<RoomingViolation>;

bool is_there(const Guest& guest, int night) { return guest.first_night <= night && night < guest.end_night; }

// Calls for each two who are in one room in one night, once, with the first such night.
template <typename See>
void for_each_shared(const RoomingProblem& problem, const Rooming& plan, See see) {
  const int guests = static_cast<int>(problem.guests.size());
  for (int one = 0; one < guests; ++one) {
    for (int other = one + 1; other < guests; ++other) {
      const int room = plan.rooms[static_cast<std::size_t>(one)];
      if (room == no_room || room != plan.rooms[static_cast<std::size_t>(other)]) continue;
      const auto& first = problem.guests[static_cast<std::size_t>(one)];
      const auto& second = problem.guests[static_cast<std::size_t>(other)];
      for (int night = 0; night < problem.nights; ++night) {
        if (!is_there(first, night) || !is_there(second, night)) continue;
        see(one, other, room, night);
        break;
      }
    }
  }
}

template <typename See>
void for_each_placed(const RoomingProblem& problem, const Rooming& plan, See see) {
  for (std::size_t guest = 0; guest < problem.guests.size(); ++guest) {
    if (const int room = plan.rooms[guest]; room != no_room)
      see(static_cast<int>(guest), problem.guests[guest], room, problem.rooms[static_cast<std::size_t>(room)]);
  }
}

bool asks_for(const RoomingProblem& problem, int guest, int other) {
  return std::any_of(problem.wishes.begin(), problem.wishes.end(),
                     [&](const ShareWish& wish) { return wish.guest == guest && wish.other == other; });
}

}  // namespace

Violations check_known_rooms(const RoomingProblem& problem, const Rooming& plan) {
  if (plan.rooms.size() != problem.guests.size()) return {{.rule = Rule::known_rooms}};
  Violations found;
  for (std::size_t guest = 0; guest < plan.rooms.size(); ++guest) {
    const int room = plan.rooms[guest];
    if (room < no_room || room >= static_cast<int>(problem.rooms.size()))
      found.push_back({.rule = Rule::known_rooms, .guest = static_cast<int>(guest), .other = -1, .room = room});
  }
  return found;
}

Violations check_fixed(const RoomingProblem& problem, const Rooming& plan) {
  Violations found;
  for (std::size_t guest = 0; guest < problem.fixed.size(); ++guest) {
    const int room = problem.fixed[guest];
    if (room != no_room && plan.rooms[guest] != room)
      found.push_back({.rule = Rule::fixed, .guest = static_cast<int>(guest), .other = -1, .room = room});
  }
  return found;
}

Violations check_room_nights(const RoomingProblem& problem, const Rooming& plan) {
  Violations found;
  for_each_placed(problem, plan, [&](int index, const Guest& guest, int number, const Room& room) {
    for (int night = guest.first_night; night < guest.end_night; ++night) {
      if (!room.nights.empty() && !room.nights[static_cast<std::size_t>(night)])
        found.push_back({.rule = Rule::room_nights, .guest = index, .other = -1, .room = number, .night = night});
    }
  });
  return found;
}

Violations check_accessible(const RoomingProblem& problem, const Rooming& plan) {
  Violations found;
  for_each_placed(problem, plan, [&](int index, const Guest& guest, int number, const Room& room) {
    if (guest.needs_accessible && !room.is_accessible)
      found.push_back({.rule = Rule::accessible, .guest = index, .other = -1, .room = number});
  });
  return found;
}

Violations check_beds(const RoomingProblem& problem, const Rooming& plan) {
  Violations found;
  for (int night = 0; night < problem.nights; ++night) {
    std::vector<int> taken(problem.rooms.size(), 0);
    for_each_placed(problem, plan, [&](int, const Guest& guest, int number, const Room&) {
      if (is_there(guest, night)) ++taken[static_cast<std::size_t>(number)];
    });
    for (std::size_t room = 0; room < taken.size(); ++room) {
      const auto& it = problem.rooms[room];
      const int places = it.kind == RoomKind::single ? 1 : it.kind == RoomKind::double_bed ? 2 : it.beds;
      if (taken[room] > places)
        found.push_back({.rule = Rule::beds, .guest = -1, .other = -1, .room = static_cast<int>(room), .night = night});
    }
  }
  return found;
}

Violations check_shared_bed(const RoomingProblem& problem, const Rooming& plan) {
  Violations found;
  for_each_shared(problem, plan, [&](int one, int other, int room, int night) {
    if (problem.rooms[static_cast<std::size_t>(room)].kind != RoomKind::double_bed) return;
    if (!asks_for(problem, one, other) || !asks_for(problem, other, one))
      found.push_back({.rule = Rule::shared_bed, .guest = one, .other = other, .room = room, .night = night});
  });
  return found;
}

Violations check_apart(const RoomingProblem& problem, const Rooming& plan) {
  std::set<std::pair<int, int>> apart;
  for (const auto& [one, other] : problem.apart) apart.insert(std::minmax(one, other));
  Violations found;
  for_each_shared(problem, plan, [&](int one, int other, int room, int night) {
    if (apart.contains({one, other}))
      found.push_back({.rule = Rule::apart, .guest = one, .other = other, .room = room, .night = night});
  });
  return found;
}

Violations check_gender(const RoomingProblem& problem, const Rooming& plan) {
  Violations found;
  for_each_shared(problem, plan, [&](int one, int other, int room, int night) {
    const auto& first = problem.guests[static_cast<std::size_t>(one)];
    const auto& second = problem.guests[static_cast<std::size_t>(other)];
    if (!first.same_gender_only && !second.same_gender_only) return;
    if (!first.gender || !second.gender || *first.gender != *second.gender)
      found.push_back({.rule = Rule::gender, .guest = one, .other = other, .room = room, .night = night});
  });
  return found;
}

Violations check_rooming(const RoomingProblem& problem, const Rooming& plan) {
  auto found = check_known_rooms(problem, plan);
  if (!found.empty()) return found;
  for (const auto check :
       {static_cast<Violations (*)(const RoomingProblem&, const Rooming&)>(check_fixed), check_room_nights,
        check_accessible, check_beds, check_shared_bed, check_apart, check_gender}) {
    const auto more = check(problem, plan);
    found.insert(found.end(), more.begin(), more.end());
  }
  return found;
}

RoomingScore score_of(const RoomingProblem& problem, const Rooming& plan) {
  RoomingScore score;
  std::set<std::pair<int, int>> together;
  std::set<int> sharing;
  for_each_shared(problem, plan, [&](int one, int other, int, int) {
    together.emplace(one, other);
    sharing.insert({one, other});
  });
  for (std::size_t guest = 0; guest < problem.guests.size(); ++guest) {
    const bool has_none = plan.rooms[guest] == no_room;
    if (has_none) ++score.without_room;
    if (has_none || sharing.contains(static_cast<int>(guest))) score.unmet += problem.guests[guest].alone_weight;
  }
  for (const auto& wish : problem.wishes) {
    if (!together.contains(std::minmax(wish.guest, wish.other))) score.unmet += wish.weight;
  }
  for (int night = 0; night < problem.nights; ++night) {
    std::set<int> used;
    for_each_placed(problem, plan, [&](int, const Guest& guest, int number, const Room&) {
      if (is_there(guest, night)) used.insert(number);
    });
    for (const int room : used) score.cost += problem.rooms[static_cast<std::size_t>(room)].cost_per_night;
  }
  return score;
}

core::Text words_of(Rule rule) noexcept {
  switch (rule) {
    case Rule::known_rooms:
      return {"{guest} has a room that does not exist", "{guest} hat ein Zimmer, das es nicht gibt"};
    case Rule::fixed:
      return {"{guest} is to have {room}", "{guest} soll {room} haben"};
    case Rule::room_nights:
      return {"{room} cannot be had in the night of {night}", "{room} ist in der Nacht vom {night} nicht zu haben"};
    case Rule::accessible:
      return {"{guest} needs an accessible room, and {room} is none",
              "{guest} braucht ein barrierefreies Zimmer, und {room} ist keines"};
    case Rule::beds:
      return {"{room} has more guests than beds in the night of {night}",
              "{room} hat in der Nacht vom {night} mehr Gäste als Betten"};
    case Rule::shared_bed:
      return {"{guest} and {other} have one bed in {room}, and did not both ask for it",
              "{guest} und {other} haben in {room} ein Bett zusammen, und nicht beide wollten das"};
    case Rule::apart:
      return {"{guest} and {other} must not share a room", "{guest} und {other} dürfen kein Zimmer teilen"};
    case Rule::gender:
      return {
          "{guest} and {other} are not known to be of the same gender, and one of them wants not to share then",
          "Von {guest} und {other} ist nicht bekannt, dass sie dasselbe Geschlecht haben, und eine Person von beiden "
          "möchte dann nicht teilen"};
  }
  return {"", ""};
}

}  // namespace tagwerk::assignment
