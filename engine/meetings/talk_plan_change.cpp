#include "engine/meetings/talk_plan_change.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "engine/meetings/meetings_errors.hpp"
#include "engine/meetings/plan_objective.hpp"
#include "engine/scheduling/checker.hpp"
#include "engine/scheduling/left_out.hpp"
#include "engine/scheduling/tables.hpp"

namespace tagwerk::meetings {
namespace {

using scheduling::left_out;
using scheduling::unseated;

constexpr std::size_t max_told_rules = 50;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// The plan in the terms of a problem that was built of what is known now.
struct Translated {
  scheduling::Plan plan;             // by talk of the problem
  std::vector<int> tables;           // the same
  std::vector<std::string> strange;  // what of the plan is not in the problem
};

std::map<Pair, std::size_t> index_by_pair(const PlanningProblem& built) {
  std::map<Pair, std::size_t> index;
  for (std::size_t talk = 0; talk < built.talks.size(); ++talk)
    index.emplace(pair_of(built.talks[talk].company, built.talks[talk].with_company), talk);
  return index;
}

std::string why_strange(const PlanningProblem& built, const Pair& pair) {
  for (const auto& one : built.not_planned) {
    if (one.pair == pair) return one.reason;
  }
  return "it is not wished for any more";
}

int table_index(const PlanningProblem& built, const std::string& name) {
  const auto found = std::find(built.tables.begin(), built.tables.end(), name);
  return found == built.tables.end() ? unseated : static_cast<int>(found - built.tables.begin());
}

bool may_be_at(const PlanningInput& input, const PlanningProblem& built, std::size_t talk, int table) {
  const auto& own = built.seats[talk].own;
  if (own.empty()) return table >= 0 && table < input.settings.tables;
  return std::find(own.begin(), own.end(), table) != own.end();
}

const PlannedTalk* begun_talk(const PlanningProblem& built, const Pair& pair) {
  const auto found = std::find_if(built.begun.begin(), built.begun.end(), [&](const PlannedTalk& talk) {
    return pair_of(talk.company, talk.with_company) == pair;
  });
  return found == built.begun.end() ? nullptr : &*found;
}

bool is_as_it_began(const PlanningProblem& built, const PlannedTalk& begun, const PlannedTalk& talk,
                    const TalkSlot& slot) {
  const auto& then = built.begun_slots.at(at(*begun.slot));
  return then.starts_at == slot.starts_at && then.ends_at == slot.ends_at && begun.table == talk.table;
}

bool has_slot(const TalkPlan& plan, const Pair& pair) {
  return std::any_of(plan.talks.begin(), plan.talks.end(), [&](const PlannedTalk& talk) {
    return talk.slot && pair_of(talk.company, talk.with_company) == pair;
  });
}

Translated translate(const PlanningInput& input, const PlanningProblem& built, const TalkPlan& plan) {
  Translated it{.plan = {std::vector<int>(built.talks.size(), left_out)},
                .tables = std::vector<int>(built.talks.size(), unseated),
                .strange = {}};
  const auto index = index_by_pair(built);
  for (const auto& talk : plan.talks) {
    if (!talk.slot) continue;
    const auto pair = pair_of(talk.company, talk.with_company);
    const auto name = talk_name(input, pair.first, pair.second);
    const auto& slot = plan.slots.at(at(*talk.slot));
    if (const auto* begun = begun_talk(built, pair)) {
      if (!is_as_it_began(built, *begun, talk, slot)) it.strange.push_back(name + " has begun, and stays as it is");
      continue;
    }
    const auto known = index.find(pair);
    if (known == index.end()) {
      it.strange.push_back(name + ": " + why_strange(built, pair));
      continue;
    }
    const auto here = std::find_if(built.slots.begin(), built.slots.end(), [&](const TalkSlot& one) {
      return one.starts_at == slot.starts_at && one.ends_at == slot.ends_at;
    });
    if (here == built.slots.end()) {
      it.strange.push_back(name + ": its slot has begun, or is not there any more");
      continue;
    }
    it.plan.slots[known->second] = static_cast<int>(here - built.slots.begin());
    it.tables[known->second] = table_index(built, *talk.table);
    if (!may_be_at(input, built, known->second, it.tables[known->second]))
      it.strange.push_back(name + " cannot be at table " + *talk.table);
  }
  for (const auto& begun : built.begun) {
    const auto pair = pair_of(begun.company, begun.with_company);
    if (!has_slot(plan, pair))
      it.strange.push_back(talk_name(input, pair.first, pair.second) + " has begun, and is not in the plan");
  }
  return it;
}

std::vector<std::string> broken(const PlanningProblem& built, const Translated& it) {
  auto words = it.strange;
  for (auto& violation : scheduling::judge(built.problem, it.plan, built.names).violations)
    words.push_back(std::move(violation.words));
  for (auto& more : check_tables(built, it.plan, it.tables)) words.push_back(std::move(more));
  return words;
}

core::FieldError unknown_talk(const std::string& pointer, const TalkId& talk) {
  return {pointer, &core::reference_not_found, {{"object", "talk"}, {"value", talk.text()}}};
}

// Where each change goes, in the terms of the problem.
struct Move {
  std::size_t talk;
  int table = unseated;  // none: wherever there is room
};

std::vector<Move> apply(const PlanningInput& input, const PlanningProblem& built, const TalkPlan& plan,
                        const std::vector<TalkEdit>& edits, Translated& it, std::vector<core::FieldError>& fields,
                        std::vector<std::string>& words) {
  std::vector<Move> moves;
  const auto index = index_by_pair(built);
  for (const auto& edit : edits) {
    const auto pointer = "/talks/" + edit.talk.text();
    const auto talk =
        std::find_if(plan.talks.begin(), plan.talks.end(), [&](const PlannedTalk& one) { return one.id == edit.talk; });
    if (talk == plan.talks.end()) {
      fields.push_back(unknown_talk(pointer, edit.talk));
      continue;
    }
    const auto known = index.find(pair_of(talk->company, talk->with_company));
    if (const auto pair = pair_of(talk->company, talk->with_company); begun_talk(built, pair) != nullptr) {
      if (edit.slot || edit.table)
        words.push_back(talk_name(input, pair.first, pair.second) + " has begun, and stays as it is");
      continue;
    }
    if (known == index.end()) {
      // It can only be taken out.
      if (edit.slot && *edit.slot) {
        const auto pair = pair_of(talk->company, talk->with_company);
        words.push_back(talk_name(input, pair.first, pair.second) + ": " + why_strange(built, pair));
      }
      continue;
    }
    Move move{.talk = known->second};
    auto& slot = it.plan.slots[move.talk];
    const int begun = among_all(built, 0);
    const int all = among_all(built, built.problem.slots);
    if (edit.slot && *edit.slot && (**edit.slot < 0 || **edit.slot >= all)) {
      fields.push_back({pointer + "/slot",
                        &no_such_slot,
                        {{"value", std::to_string(**edit.slot + 1)}, {"max", std::to_string(all)}}});
      continue;
    }
    if (edit.slot && *edit.slot && **edit.slot < begun) {
      words.push_back("slot " + std::to_string(**edit.slot + 1) + " has begun");
      continue;
    }
    if (edit.slot) slot = *edit.slot ? **edit.slot - begun : left_out;
    if (edit.table) {
      move.table = table_index(built, *edit.table);
      if (!may_be_at(input, built, move.talk, move.table)) {
        fields.push_back({pointer + "/table", &no_such_table, {{"value", *edit.table}}});
        continue;
      }
    }
    if (edit.slot || edit.table) moves.push_back(move);
  }
  return moves;
}

// Who is not moved keeps the table; who is gets the one that was asked for, or one that is free.
void seat_moved(const PlanningInput& input, const PlanningProblem& built, const std::vector<Move>& moves,
                Translated& it) {
  std::map<std::size_t, int> moved;
  for (const auto& move : moves) moved.emplace(move.talk, move.table);
  auto seats = built.seats;
  for (std::size_t talk = 0; talk < seats.size(); ++talk) {
    const auto found = moved.find(talk);
    seats[talk].before = found == moved.end() ? it.tables[talk] : found->second;
  }
  const auto seating = scheduling::seat(built.problem, it.plan, input.settings.tables, seats);
  for (std::size_t talk = 0; talk < seats.size(); ++talk) {
    const auto found = moved.find(talk);
    if (it.plan.slots[talk] == left_out) {
      it.tables[talk] = unseated;
    } else if (found != moved.end()) {
      it.tables[talk] = found->second != unseated ? found->second : seating.tables[talk];
    } else if (it.tables[talk] == unseated) {
      it.tables[talk] = seating.tables[talk];  // its own is not there any more
    }
  }
}

// The draft as it is now: what the problem knows, and what was in the draft and is strange, without a slot.
TalkPlan written_back(const PlanningProblem& built, const TalkPlan& plan, const Translated& it,
                      const std::vector<TalkEdit>& edits) {
  auto after = plan;
  after.slots = all_slots(built);
  const auto index = index_by_pair(built);
  std::map<TalkId, bool> pins;
  for (const auto& edit : edits) {
    if (edit.pinned) pins.emplace(edit.talk, *edit.pinned);
  }
  const auto reasons = scheduling::find_left_out(built.problem, it.plan, max_explained);
  for (auto& talk : after.talks) {
    const auto pair = pair_of(talk.company, talk.with_company);
    if (const auto* begun = begun_talk(built, pair)) {
      talk = *begun;
      continue;
    }
    const auto known = index.find(pair);
    talk.slot.reset();
    talk.table.reset();
    if (known == index.end()) {
      talk.pinned = false;
      talk.left_out_reason = why_strange(built, pair);
      continue;
    }
    const auto slot = it.plan.slots[known->second];
    if (const auto pin = pins.find(talk.id); pin != pins.end()) talk.pinned = pin->second;
    talk.attendees = built.talks[known->second].attendees;
    talk.left_out_reason.reset();
    if (slot != left_out) {
      talk.slot = among_all(built, slot);
      talk.table = built.tables.at(at(it.tables[known->second]));
      continue;
    }
    talk.pinned = false;
    const auto reason =
        std::find_if(reasons.begin(), reasons.end(), [&](const auto& one) { return at(one.talk) == known->second; });
    if (reason != reasons.end()) talk.left_out_reason = words_of(*reason, built.names);
  }
  after.score = figures_of(built.problem.objective, scheduling::judge(built.problem, it.plan).score);
  after.score.emplace_back(table_changes_figure, scheduling::count_changes(built.problem, it.plan, it.tables));
  after.bound.clear();
  after.quality = PlanQuality::edited;
  ++after.edits;
  return after;
}

}  // namespace

core::Error rules_broken(const std::vector<std::string>& words) {
  std::vector<core::FieldError> fields;
  std::string all;
  for (std::size_t i = 0; i < words.size() && i < max_told_rules; ++i) {
    fields.push_back({"", &broken_rule, {{"words", words[i]}}});
    all.append(all.empty() ? "" : "; ").append(words[i]);
  }
  if (words.size() > max_told_rules)
    all.append("; and ").append(std::to_string(words.size() - max_told_rules)).append(" more");
  return core::Error(plan_breaks_rules, {{"rules", all + "."}}, std::move(fields));
}

void name_who_comes(const PlanningProblem& built, TalkPlan& plan) {
  const auto index = index_by_pair(built);
  for (auto& talk : plan.talks) {
    const auto pair = pair_of(talk.company, talk.with_company);
    if (const auto* begun = begun_talk(built, pair)) {
      talk.attendees = begun->attendees;
    } else if (const auto known = index.find(pair); known != index.end()) {
      talk.attendees = built.talks[known->second].attendees;
    }
  }
}

std::vector<std::string> broken_rules(const PlanningInput& input, const PlanningProblem& built, const TalkPlan& plan) {
  return broken(built, translate(input, built, plan));
}

core::Result<TalkPlan> edited(const PlanningInput& input, const PlanningProblem& built, const TalkPlan& plan,
                              const std::vector<TalkEdit>& edits) {
  auto it = translate(input, built, plan);
  const auto words_before = broken(built, it);
  std::vector<core::FieldError> fields;
  std::vector<std::string> impossible;
  const auto moves = apply(input, built, plan, edits, it, fields, impossible);
  if (!fields.empty()) return core::fail_fields(std::move(fields));
  if (!impossible.empty()) return rules_broken(impossible);
  it.strange.clear();
  seat_moved(input, built, moves, it);
  auto words_after = broken(built, it);
  std::erase_if(words_after, [&](const std::string& words) {
    return std::find(words_before.begin(), words_before.end(), words) != words_before.end();
  });
  if (!words_after.empty()) return rules_broken(words_after);
  for (std::size_t talk = 0; talk < it.tables.size(); ++talk) {
    if (it.plan.slots[talk] == left_out || it.tables[talk] != unseated) continue;
    return rules_broken({"no table is free for " + built.names.talk(static_cast<int>(talk)) + " in " +
                         built.names.slot(it.plan.slots[talk])});
  }
  return written_back(built, plan, it, edits);
}

}  // namespace tagwerk::meetings
