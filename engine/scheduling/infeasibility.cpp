#include "engine/scheduling/infeasibility.hpp"

#include <algorithm>
#include <utility>

#include "engine/scheduling/formula.hpp"
#include "engine/scheduling/indices.hpp"
#include "engine/scheduling/pause_clauses.hpp"
#include "engine/scheduling/sat_model.hpp"
#include "engine/scheduling/sat_solver.hpp"

namespace tagwerk::scheduling {
namespace {

constexpr std::int64_t max_explained_clauses = 4'000'000;
constexpr int max_conflicts = 20'000;  // of the solver, for each question

// The definition, and nothing that follows from it: a demand that is left out must take all it implies with it.
class Definition {
 public:
  explicit Definition(const Problem& problem) : problem_(problem), from_slot_on_(problem.talks.size()) {
    for (int talk = 0; talk < problem.talk_count(); ++talk) add_talk(talk);
    add_participants();
    for (int slot = 0; slot < problem.slots; ++slot) add_tables(slot);
    for (std::size_t quota = 0; quota < problem.quotas.size(); ++quota) add_quota(static_cast<int>(quota));
    for (int talk = 0; talk < problem.talk_count(); ++talk) {
      for (const int earlier : problem.talks[at(talk)].earlier_talks) add_order(earlier, talk);
    }
  }

  [[nodiscard]] const Formula& formula() const noexcept { return formula_; }
  [[nodiscard]] const std::vector<std::pair<int, Demand>>& switches() const noexcept { return switches_; }

 private:
  int demand(Demand::Kind kind, int index, int other = 0) {
    const int literal = formula_.new_variable();
    switches_.push_back({literal, {kind, index, other}});
    return literal;
  }

  void add_talk(int index) {
    const auto& talk = problem_.talks[at(index)];
    std::vector<int> slots;
    for (int slot = 0; slot < problem_.slots; ++slot) slots.push_back(formula_.new_variable());
    formula_.at_most_one(slots);
    if (talk.importance == Importance::required) formula_.add_if(demand(Demand::Kind::takes_place, index), slots);
    if (std::find(talk.allowed.begin(), talk.allowed.end(), false) != talk.allowed.end()) {
      const int allowed = demand(Demand::Kind::allowed_slots, index);
      for (int slot = 0; slot < problem_.slots; ++slot) {
        if (!talk.allowed[at(slot)]) formula_.add({-allowed, -slots[at(slot)]});
      }
    }
    in_slot_.push_back(std::move(slots));
  }

  void add_participants() {
    const auto talks_of = talks_by_participant(problem_);
    for (int participant = 0; participant < problem_.participant_count(); ++participant) {
      const auto& talks = talks_of[at(participant)];
      const auto& unavailable = problem_.participants[at(participant)].unavailable;
      if (std::find(unavailable.begin(), unavailable.end(), true) != unavailable.end()) {
        const int away = demand(Demand::Kind::unavailable, participant);
        for (int slot = 0; slot < problem_.slots; ++slot) {
          if (!unavailable[at(slot)]) continue;
          for (const int talk : talks) formula_.add({-away, -in_slot_[at(talk)][at(slot)]});
        }
      }
      if (talks.size() < 2) continue;
      add_pauses(participant, talks);
      const int one = demand(Demand::Kind::one_at_a_time, participant);
      for (std::size_t first = 0; first < talks.size(); ++first) {
        for (std::size_t second = first + 1; second < talks.size(); ++second) {
          for (int slot = 0; slot < problem_.slots; ++slot)
            formula_.add({-one, -in_slot_[at(talks[first])][at(slot)], -in_slot_[at(talks[second])][at(slot)]});
        }
      }
    }
  }

  void add_pauses(int index, const std::vector<int>& talks) {
    const auto& participant = problem_.participants[at(index)];
    if (!participant.max_consecutive && participant.min_gap == 0) return;
    std::vector<int> busy;  // follows from a talk's being there
    for (int slot = 0; slot < problem_.slots; ++slot) {
      busy.push_back(formula_.new_variable());
      for (const int talk : talks) formula_.add({-in_slot_[at(talk)][at(slot)], busy.back()});
    }
    const auto clauses = pause_clauses(problem_, participant, busy);
    if (participant.min_gap > 0) {
      const int gap = demand(Demand::Kind::gap, index);
      for (const auto& clause : clauses.gap) formula_.add_if(gap, clause);
    }
    if (participant.max_consecutive) {
      const int consecutive = demand(Demand::Kind::consecutive, index);
      for (const auto& clause : clauses.consecutive) formula_.add_if(consecutive, clause);
    }
  }

  void add_quota(int index) {
    const auto& quota = problem_.quotas[at(index)];
    if (quota.max >= static_cast<int>(quota.talks.size())) return;
    std::vector<int> counted;  // follows from a talk's being in one of its slots
    for (const int talk : quota.talks) {
      counted.push_back(formula_.new_variable());
      for (int slot = 0; slot < problem_.slots; ++slot) {
        if (quota.covers(slot)) formula_.add({-in_slot_[at(talk)][at(slot)], counted.back()});
      }
    }
    const auto at_least = formula_.count_up(counted, quota.max + 1);
    formula_.add({-demand(Demand::Kind::quota, index), -at_least[at(quota.max)]});
  }

  void add_tables(int slot) {
    const int tables = problem_.tables[at(slot)];
    std::vector<int> talks;
    for (int talk = 0; talk < problem_.talk_count(); ++talk) {
      if (!problem_.talks[at(talk)].has_own_table) talks.push_back(in_slot_[at(talk)][at(slot)]);
    }
    if (tables >= static_cast<int>(talks.size())) return;
    const auto at_least = formula_.count_up(talks, tables + 1);
    formula_.add({-demand(Demand::Kind::tables, slot), -at_least[at(tables)]});
  }

  void add_order(int earlier, int talk) {
    const int order = demand(Demand::Kind::earlier, talk, earlier);
    const auto& from = from_slot_on(earlier);
    for (int slot = 0; slot < problem_.slots; ++slot)
      formula_.add({-order, -in_slot_[at(talk)][at(slot)], -from[at(slot)]});
  }

  const std::vector<int>& from_slot_on(int talk) {
    auto& literals = from_slot_on_[at(talk)];
    if (literals.empty()) literals = formula_.from_slot_on(in_slot_[at(talk)]);
    return literals;
  }

  const Problem& problem_;
  Formula formula_;
  std::vector<std::vector<int>> in_slot_;       // by talk and slot
  std::vector<std::vector<int>> from_slot_on_;  // by talk, where it is needed
  std::vector<std::pair<int, Demand>> switches_;
};

constexpr std::size_t max_listed = 24;

// "slots 1, 2, 5": the word once, where names are that word and a number; not at all where it was said before.
std::string list(const std::vector<int>& indices, const Names::Name& name, const std::string& plural,
                 bool was_said = false) {
  std::string text;
  const auto word = plural.substr(0, plural.size() - 1) + " ";
  for (std::size_t item = 0; item < indices.size(); ++item) {
    if (item == max_listed) return text + " and " + std::to_string(indices.size() - item) + " more";
    auto one = name(indices[item]);
    const bool is_numbered = one == word + number(indices[item]);
    if (is_numbered && item == 0 && indices.size() > 1 && !was_said) text += plural + " ";
    if (is_numbered && (indices.size() > 1 || was_said)) one = number(indices[item]);
    text += (item == 0 ? "" : ", ") + one;
  }
  return text;
}

std::string slots_of(const std::vector<bool>& slots, const Names& names) {
  std::vector<int> indices;
  for (std::size_t slot = 0; slot < slots.size(); ++slot) {
    if (slots[slot]) indices.push_back(static_cast<int>(slot));
  }
  return indices.empty() ? "no slot" : list(indices, names.slot, "slots");
}

std::string words_of(const Problem& problem, const Demand& demand, const Names& names) {
  const auto talk = [&] { return names.talk(demand.index); };
  const auto who = [&] { return names.participant(demand.index); };
  switch (demand.kind) {
    case Demand::Kind::takes_place:
      return talk() + " takes place";
    case Demand::Kind::allowed_slots:
      return talk() + " may be in " + slots_of(problem.talks[at(demand.index)].allowed, names);
    case Demand::Kind::unavailable:
      return who() + " is not there in " + slots_of(problem.participants[at(demand.index)].unavailable, names);
    case Demand::Kind::one_at_a_time:
      return who() + " has one talk at a time";
    case Demand::Kind::tables:
      return names.slot(demand.index) + " has " + std::to_string(problem.tables[at(demand.index)]) +
             (problem.tables[at(demand.index)] == 1 ? " table" : " tables");
    case Demand::Kind::earlier:
      return names.talk(demand.other) + " is before " + talk();
    case Demand::Kind::consecutive:
      return who() + " has at most " +
             std::to_string(problem.participants[at(demand.index)].max_consecutive.value_or(0)) + " talks side by side";
    case Demand::Kind::gap:
      return who() + " has at least " + std::to_string(problem.participants[at(demand.index)].min_gap) +
             " idle slots between two talks";
    case Demand::Kind::quota: {
      const auto& quota = problem.quotas[at(demand.index)];
      return names.quota(demand.index) + " has at most " + std::to_string(quota.max) +
             (quota.max == 1 ? " talk" : " talks") + (quota.slots.empty() ? "" : " in " + slots_of(quota.slots, names));
    }
  }
  return {};
}

// The slots that are left for a talk by what is demanded of it.
bool is_left(const Problem& problem, const std::vector<Demand>& demands, int talk, int slot) {
  return std::none_of(demands.begin(), demands.end(), [&](const Demand& demand) {
    if (demand.kind == Demand::Kind::allowed_slots && demand.index == talk)
      return !problem.talks[at(talk)].allowed[at(slot)];
    if (demand.kind != Demand::Kind::unavailable) return false;
    const auto& attendees = problem.talks[at(talk)].attendees;
    return std::find(attendees.begin(), attendees.end(), demand.index) != attendees.end() &&
           problem.participants[at(demand.index)].unavailable[at(slot)];
  });
}

}  // namespace

Conflict find_conflict(const Problem& problem, std::uint32_t seed, const std::function<bool()>& should_stop) {
  if (clauses_needed(problem) > max_explained_clauses || (should_stop && should_stop())) return {};
  const Definition definition(problem);
  SatSolver solver(definition.formula(), SatAim::proof, seed, should_stop);
  std::vector<std::pair<int, Demand>> needed = definition.switches();
  const auto ask = [&](std::size_t without) {
    std::vector<int> assumptions;
    for (std::size_t demand = 0; demand < needed.size(); ++demand) {
      if (demand != without) assumptions.push_back(needed[demand].first);
    }
    return solver.solve(assumptions, max_conflicts);
  };
  // Returns where the one after `without` is now.
  const auto keep_what_was_needed = [&](std::size_t without) {
    std::vector<std::pair<int, Demand>> kept;
    std::size_t next = 0;
    for (std::size_t demand = 0; demand < needed.size(); ++demand) {
      if (demand == without) next = kept.size();
      if (demand != without && solver.was_needed(needed[demand].first)) kept.push_back(needed[demand]);
    }
    needed = std::move(kept);
    return next;
  };

  switch (ask(needed.size())) {
    case SatAnswer::satisfiable:
      return {.kind = Conflict::Kind::break_difference};
    case SatAnswer::unknown:
      return {};
    case SatAnswer::unsatisfiable:
      keep_what_was_needed(needed.size());
  }
  Conflict conflict{.kind = Conflict::Kind::demands, .is_minimal = true};
  for (std::size_t demand = 0; demand < needed.size();) {
    const auto answer = ask(demand);
    if (answer == SatAnswer::unsatisfiable) {
      demand = keep_what_was_needed(demand);
      continue;
    }
    if (answer == SatAnswer::unknown) conflict.is_minimal = false;
    ++demand;
  }
  for (const auto& [literal, demand] : needed) conflict.demands.push_back(demand);
  return conflict;
}

std::string words_of(const Problem& problem, const Conflict& conflict, const Names& names) {
  if (conflict.kind == Conflict::Kind::break_difference)
    return "there are plans, but in each of them two participants' numbers of breaks differ by more than " +
           std::to_string(problem.max_break_difference.value_or(0));
  if (conflict.kind == Conflict::Kind::not_found) return "there is no plan; a short reason was not found";

  std::vector<int> talks;
  std::vector<const Demand*> others;
  std::optional<int> participant;
  bool is_about_one_participant = true;
  for (const auto& demand : conflict.demands) {
    if (demand.kind == Demand::Kind::takes_place) {
      talks.push_back(demand.index);
      continue;
    }
    others.push_back(&demand);
    if (demand.kind == Demand::Kind::one_at_a_time) {
      is_about_one_participant = is_about_one_participant && !participant;
      participant = demand.index;
    } else if (demand.kind != Demand::Kind::allowed_slots && demand.kind != Demand::Kind::unavailable) {
      is_about_one_participant = false;
    }
  }
  if (is_about_one_participant && participant) {
    int left = 0;
    for (int slot = 0; slot < problem.slots; ++slot) {
      if (std::any_of(talks.begin(), talks.end(),
                      [&](int talk) { return is_left(problem, conflict.demands, talk, slot); }))
        ++left;
    }
    if (left < static_cast<int>(talks.size()))
      return names.participant(*participant) + " has " + std::to_string(talks.size()) + " talks (" +
             list(talks, names.talk, "talks", true) + ") for which only " + std::to_string(left) +
             (left == 1 ? " slot is left" : " slots are left");
  }
  std::string text = "these cannot hold together: ";
  if (!talks.empty()) text += list(talks, names.talk, "talks") + (talks.size() == 1 ? " takes" : " take") + " place";
  for (std::size_t item = 0; item < others.size(); ++item) {
    if (item == max_listed) return text + "; and " + std::to_string(others.size() - item) + " more";
    text += (item == 0 && talks.empty() ? "" : "; ") + words_of(problem, *others[item], names);
  }
  return text;
}

}  // namespace tagwerk::scheduling
