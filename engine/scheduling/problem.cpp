#include "engine/scheduling/problem.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "engine/scheduling/scheduling_errors.hpp"

namespace tagwerk::scheduling {
namespace {

core::Error senseless(std::string what, long long value, std::string expected) {
  return core::fail(senseless_problem,
                    {{"what", std::move(what)}, {"value", std::to_string(value)}, {"expected", std::move(expected)}});
}

std::string from_to(int min, int max) { return std::to_string(min) + " to " + std::to_string(max); }

core::Result<> check_number(const std::string& what, long long value, int min, int max) {
  if (value < min || value > max) return senseless(what, value, from_to(min, max));
  return {};
}

core::Result<> check_slot_list(const std::string& what, std::size_t length, int slots) {
  if (length != 0 && length != static_cast<std::size_t>(slots))
    return senseless(what, static_cast<long long>(length), "as long as there are slots, or empty");
  return {};
}

core::Result<> check_talk(const Problem& problem, int index) {
  const auto& talk = problem.talks[static_cast<std::size_t>(index)];
  const auto name = "talk " + std::to_string(index + 1);
  auto done = check_number("the number of attendees of " + name, static_cast<long long>(talk.attendees.size()), 1,
                           max_attendees);
  if (!done) return done;
  std::set<int> seen;
  for (const int attendee : talk.attendees) {
    done = check_number("an attendee of " + name, attendee + 1LL, 1, problem.participant_count());
    if (!done) return done;
    if (!seen.insert(attendee).second) return senseless("an attendee of " + name, attendee + 1LL, "given once");
  }
  done = check_slot_list("the list of slots of " + name, talk.allowed.size(), problem.slots);
  if (!done) return done;
  done = check_number("the weight of " + name, talk.weight, 1, max_weight);
  if (!done) return done;
  for (const int earlier : talk.earlier_talks) {
    done = check_number("what is before " + name, earlier + 1LL, 1, problem.talk_count());
    if (!done) return done;
    if (earlier == index) return senseless("what is before " + name, earlier + 1LL, "another talk");
  }
  return {};
}

core::Result<> check_quota(const Problem& problem, const Quota& quota) {
  auto done = check_slot_list("the list of a quota's slots", quota.slots.size(), problem.slots);
  if (!done) return done;
  done = check_number("a quota", quota.max, 0, max_talks);
  if (!done) return done;
  std::set<int> seen;
  for (const int talk : quota.talks) {
    done = check_number("a talk of a quota", talk + 1LL, 1, problem.talk_count());
    if (!done) return done;
    if (!seen.insert(talk).second) return senseless("a talk of a quota", talk + 1LL, "given once");
  }
  return {};
}

}  // namespace

std::vector<Day> days_of(const Problem& problem) {
  std::vector<Day> days;
  for (std::size_t day = 0; day < problem.day_starts.size(); ++day) {
    const bool last = day + 1 == problem.day_starts.size();
    days.push_back({problem.day_starts[day], last ? problem.slots : problem.day_starts[day + 1]});
  }
  return days;
}

std::vector<int> day_of_slot(const Problem& problem) {
  std::vector<int> days;
  const auto all = days_of(problem);
  for (std::size_t day = 0; day < all.size(); ++day)
    days.insert(days.end(), static_cast<std::size_t>(all[day].end - all[day].begin), static_cast<int>(day));
  return days;
}

std::vector<std::vector<int>> talks_by_participant(const Problem& problem) {
  std::vector<std::vector<int>> talks(problem.participants.size());
  for (int talk = 0; talk < problem.talk_count(); ++talk) {
    for (const int attendee : problem.talks[static_cast<std::size_t>(talk)].attendees)
      talks[static_cast<std::size_t>(attendee)].push_back(talk);
  }
  return talks;
}

std::vector<std::vector<int>> later_talks(const Problem& problem) {
  std::vector<std::vector<int>> later(problem.talks.size());
  for (int talk = 0; talk < problem.talk_count(); ++talk) {
    for (const int earlier : problem.talks[static_cast<std::size_t>(talk)].earlier_talks)
      later[static_cast<std::size_t>(earlier)].push_back(talk);
  }
  return later;
}

std::vector<std::vector<int>> quotas_by_talk(const Problem& problem) {
  std::vector<std::vector<int>> quotas(problem.talks.size());
  for (std::size_t quota = 0; quota < problem.quotas.size(); ++quota) {
    for (const int talk : problem.quotas[quota].talks)
      quotas[static_cast<std::size_t>(talk)].push_back(static_cast<int>(quota));
  }
  return quotas;
}

bool may_be_in(const Problem& problem, const Talk& talk, int slot) {
  const auto at = static_cast<std::size_t>(slot);
  if (!talk.allowed.empty() && !talk.allowed[at]) return false;
  return std::none_of(talk.attendees.begin(), talk.attendees.end(), [&](int attendee) {
    const auto& unavailable = problem.participants[static_cast<std::size_t>(attendee)].unavailable;
    return !unavailable.empty() && unavailable[at];
  });
}

core::Result<> check_problem(const Problem& problem) {
  const auto& parts = problem.objective.parts;
  if (parts.size() < 2 || parts[0] != &Score::musts_left_out || parts[1] != &Score::wishes_left_out)
    return senseless("the objective", static_cast<long long>(parts.size()),
                     "what is left out, musts first, and then all else");
  for (const auto part : parts) {
    const auto times = std::count(parts.begin(), parts.end(), part);
    if (times > 1) return senseless("a part of the objective", times, "given once");
  }
  auto done = check_number("the number of slots", problem.slots, 1, max_slots);
  if (!done) return done;
  done = check_number("the number of participants", static_cast<long long>(problem.participants.size()), 0,
                      max_participants);
  if (!done) return done;
  done = check_number("the number of talks", static_cast<long long>(problem.talks.size()), 0, max_talks);
  if (!done) return done;
  if (problem.tables.size() != static_cast<std::size_t>(problem.slots))
    return senseless("the list of tables", static_cast<long long>(problem.tables.size()), "as long as there are slots");
  for (const int tables : problem.tables) {
    done = check_number("the number of tables", tables, 0, max_tables);
    if (!done) return done;
  }
  if (problem.day_starts.empty() || problem.day_starts.front() != 0)
    return senseless("the first day", problem.day_starts.empty() ? -1 : problem.day_starts.front(), "from slot 0 on");
  for (std::size_t day = 1; day < problem.day_starts.size(); ++day) {
    done = check_number("the first slot of a day", problem.day_starts[day], problem.day_starts[day - 1] + 1,
                        problem.slots - 1);
    if (!done) return done;
  }
  if (problem.max_break_difference) {
    done = check_number("the difference of breaks", *problem.max_break_difference, 0, max_slots);
    if (!done) return done;
  }
  for (const auto& participant : problem.participants) {
    done = check_slot_list("the list of a participant's slots", participant.unavailable.size(), problem.slots);
    if (!done) return done;
    if (participant.max_consecutive) {
      done = check_number("the number of talks side by side", *participant.max_consecutive, 1, max_slots);
      if (!done) return done;
    }
    done = check_number("the number of slots between two talks", participant.min_gap, 0, max_slots);
    if (!done) return done;
  }
  if (!problem.published.empty() && problem.published.size() != problem.talks.size())
    return senseless("the published plan", static_cast<long long>(problem.published.size()),
                     "as long as there are talks, or empty");
  for (const int slot : problem.published) {
    done = check_number("a published slot", slot, left_out, problem.slots - 1);
    if (!done) return done;
  }
  for (int talk = 0; talk < problem.talk_count(); ++talk) {
    done = check_talk(problem, talk);
    if (!done) return done;
  }
  done = check_number("the number of quotas", static_cast<long long>(problem.quotas.size()), 0, max_quotas);
  if (!done) return done;
  for (const auto& quota : problem.quotas) {
    done = check_quota(problem, quota);
    if (!done) return done;
  }
  return {};
}

}  // namespace tagwerk::scheduling
