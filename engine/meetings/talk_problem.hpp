// Purpose: turns what is known about an event's talks into a problem for the solver, and its answers into words with names.
// Rules: two companies have one talk, whoever of them wished. A side that names people is attended by those; one that names nobody
// by all of its people that any wish names, or by the company as one participant. Absences are those of each attendee. Only who
// takes part is planned. Talks of the published plan that have begun are facts beside the problem: they stay as they are, whatever
// else is said; all others come later than now, with pauses from those as well, and stay where they are if they can. A pinned talk has
// no other slot. Limits of companies become quotas; whoever has tables of their own sits there, and not more talks at once than those.
// Errors: too_many_talks. Thread-safety: values and pure functions.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/meetings/talk_plan.hpp"
#include "engine/meetings/talk_restriction.hpp"
#include "engine/meetings/talk_settings.hpp"
#include "engine/meetings/talk_wish.hpp"
#include "engine/meetings/talk_wish_rules.hpp"
#include "engine/scheduling/names.hpp"
#include "engine/scheduling/problem.hpp"
#include "engine/scheduling/tables.hpp"

namespace tagwerk::meetings {

struct CompanyInTalks {
  std::string name;
  directory::CompanyRole role = directory::CompanyRole::partner;
  bool takes_part = false;
  std::vector<std::string> own_tables = {};
  std::optional<int> talk_quota = {};  // of its package
};

struct PlanningInput {
  core::Instant now;
  std::string time_zone;
  TalkSettings settings;
  std::vector<TalkWish> wishes;                         // all
  std::map<core::CompanyId, CompanyInTalks> companies;  // of all wishes, and of the published plan
  std::map<core::PersonId, std::string> people;         // the same
  std::set<std::string> own_tables;                     // of all who take part, whether they are wished for or not
  std::vector<TalkAbsence> absences;
  std::set<Pair> excluded;
  std::map<Pair, Meeting> met;
  std::map<Pair, TalkId> talks;  // that have been planned before
  std::optional<TalkPlan> published;
  bool require_all = false;  // no talk may be left out
};

struct NotPlanned {
  Pair pair;
  bool is_must = false;
  int weight = 1;
  std::string reason;
};

struct PlanningProblem {
  std::vector<TalkSlot> begun_slots;    // of the published plan
  std::vector<PlannedTalk> begun;       // in those
  scheduling::Problem problem;          // of what is to come
  std::vector<TalkSlot> slots;          // the problem's
  std::vector<PlannedTalk> talks;       // as the problem's, without slots; a new pair has an id of `now`
  std::vector<Attendee> participants;   // as the problem's
  std::vector<std::string> quotas;      // what they are of, as the problem's
  std::vector<NotPlanned> not_planned;  // wishes that count, and cannot be planned at all
  std::vector<std::string> tables;      // names of the seating's tables: common ones first
  std::vector<scheduling::TableWish> seats;
  scheduling::Names names;
};

/// So many names of common tables: numbers from 1 on that are no vendor's own table.
[[nodiscard]] std::vector<std::string> common_tables(int count, const std::set<std::string>& own);
[[nodiscard]] core::Result<PlanningProblem> build_problem(const PlanningInput& input);

/// "Muster GmbH with Beispiel AG".
[[nodiscard]] std::string talk_name(const PlanningInput& input, const core::CompanyId& one,
                                    const core::CompanyId& other);

/// Those that have begun, and the problem's.
[[nodiscard]] std::vector<TalkSlot> all_slots(const PlanningProblem& built);
/// Where a slot of the problem is among all.
[[nodiscard]] int among_all(const PlanningProblem& built, int slot);

inline constexpr std::size_t max_explained = 1'000;  // talks that are left out; of the others it is said without slots

/// The plan as people see it: slots among all, tables, and for what is left out why. How often tables are changed.
int fill_in(const PlanningInput& input, PlanningProblem& built, const scheduling::Plan& plan);

/// What does not fit a seating that is given: a table twice in a slot, or one that the talk cannot be at. In words.
[[nodiscard]] std::vector<std::string> check_tables(const PlanningProblem& built, const scheduling::Plan& plan,
                                                    const std::vector<int>& tables);

}  // namespace tagwerk::meetings
