#include "engine/scheduling/tables.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "engine/scheduling/indices.hpp"

namespace tagwerk::scheduling {
namespace {

// The talks of everybody in the order of slots, day by day, so that neighbours are found from both sides.
class Neighbours {
 public:
  Neighbours(const Problem& problem, const Plan& plan) : next_to_(problem.talks.size()) {
    const auto days = day_of_slot(problem);
    for (auto talks : talks_by_participant(problem)) {
      std::erase_if(talks, [&](int talk) { return plan.slots[at(talk)] == left_out; });
      std::sort(talks.begin(), talks.end(),
                [&](int one, int other) { return plan.slots[at(one)] < plan.slots[at(other)]; });
      for (std::size_t i = 0; i + 1 < talks.size(); ++i) {
        if (days[at(plan.slots[at(talks[i])])] != days[at(plan.slots[at(talks[i + 1])])]) continue;
        next_to_[at(talks[i])].push_back(talks[i + 1]);
        next_to_[at(talks[i + 1])].push_back(talks[i]);
      }
    }
  }

  /// How often somebody changes tables before or after the talk, were it at this one.
  [[nodiscard]] int changes(int talk, int table, const std::vector<int>& tables) const {
    const auto& others = next_to_[at(talk)];
    return static_cast<int>(std::count_if(others.begin(), others.end(), [&](int other) {
      return tables[at(other)] != unseated && tables[at(other)] != table;
    }));
  }
  [[nodiscard]] int all_changes(const std::vector<int>& tables) const {
    int sum = 0;
    for (std::size_t talk = 0; talk < tables.size(); ++talk) {
      if (tables[talk] != unseated) sum += changes(static_cast<int>(talk), tables[talk], tables);
    }
    return sum / 2;  // each was seen from both sides
  }

 private:
  std::vector<std::vector<int>> next_to_;  // by talk: once for each person who has both
};

constexpr int max_rounds = 20;

class Seater {
 public:
  Seater(const Problem& problem, const Plan& plan, int common, const std::vector<TableWish>& wishes)
      : common_(common),
        wishes_(wishes),
        neighbours_(problem, plan),
        tables_(problem.talks.size(), unseated),
        in_slot_(at(problem.slots)) {
    for (int talk = 0; talk < problem.talk_count(); ++talk) {
      if (plan.slots[at(talk)] != left_out) in_slot_[at(plan.slots[at(talk)])].push_back(talk);
    }
  }

  Seating run() {
    for (const auto& talks : in_slot_) {
      keep_what_was_published(talks);
      fill(talks);
    }
    for (int round = 0; round < max_rounds && improve(); ++round) continue;
    return {.tables = tables_, .changes = neighbours_.all_changes(tables_)};
  }

 private:
  [[nodiscard]] bool may_be_at(int talk, int table) const {
    const auto& own = wishes_[at(talk)].own;
    if (own.empty()) return table >= 0 && table < common_;
    return std::find(own.begin(), own.end(), table) != own.end();
  }
  [[nodiscard]] bool is_kept(int talk) const {
    return tables_[at(talk)] != unseated && tables_[at(talk)] == wishes_[at(talk)].before;
  }

  void keep_what_was_published(const std::vector<int>& talks) {
    std::set<int> taken;
    for (const int talk : talks) {
      const int before = wishes_[at(talk)].before;
      if (before != unseated && may_be_at(talk, before) && taken.insert(before).second) tables_[at(talk)] = before;
    }
  }

  void fill(const std::vector<int>& talks) {
    std::set<int> taken;
    for (const int talk : talks) taken.insert(tables_[at(talk)]);
    for (const int talk : talks) {
      if (tables_[at(talk)] != unseated) continue;
      const int table = best_free(talk, taken);
      tables_[at(talk)] = table;
      taken.insert(table);
    }
  }

  [[nodiscard]] int best_free(int talk, const std::set<int>& taken) const {
    int best = unseated;
    int fewest = 0;
    const auto look_at = [&](int table) {
      if (taken.contains(table)) return;
      const int changes = neighbours_.changes(talk, table, tables_);
      if (best != unseated && changes >= fewest) return;
      best = table;
      fewest = changes;
    };
    const auto& own = wishes_[at(talk)].own;
    if (own.empty()) {
      for (int table = 0; table < common_; ++table) look_at(table);
    } else {
      for (const int table : own) look_at(table);
    }
    return best;
  }

  // Each talk to a free table, or swapped with another of its slot, where that saves changes.
  bool improve() {
    bool is_better = false;
    for (const auto& talks : in_slot_) {
      std::map<int, int> talk_at;
      for (const int talk : talks) talk_at.emplace(tables_[at(talk)], talk);
      for (const int talk : talks) {
        if (tables_[at(talk)] == unseated || is_kept(talk)) continue;
        is_better = move_to_better(talk, talk_at) || is_better;
      }
    }
    return is_better;
  }

  bool move_to_better(int talk, std::map<int, int>& talk_at) {
    const int here = tables_[at(talk)];
    const int changes_here = neighbours_.changes(talk, here, tables_);
    if (changes_here == 0) return false;
    int best = here;
    int saves = 0;
    const auto look_at = [&](int table) {
      if (table == here) return;
      int saved = changes_here - neighbours_.changes(talk, table, tables_);
      if (const auto other = talk_at.find(table); other != talk_at.end()) {
        if (is_kept(other->second) || !may_be_at(other->second, here)) return;
        saved += neighbours_.changes(other->second, table, tables_) - neighbours_.changes(other->second, here, tables_);
      }
      if (saved <= saves) return;
      saves = saved;
      best = table;
    };
    const auto& own = wishes_[at(talk)].own;
    if (own.empty()) {
      for (int table = 0; table < common_; ++table) look_at(table);
    } else {
      for (const int table : own) look_at(table);
    }
    if (saves == 0) return false;
    std::optional<int> other;
    if (const auto there = talk_at.find(best); there != talk_at.end()) other = there->second;
    talk_at[best] = talk;
    tables_[at(talk)] = best;
    if (other) {
      talk_at[here] = *other;
      tables_[at(*other)] = here;
    } else {
      talk_at.erase(here);
    }
    return true;
  }

  int common_;
  const std::vector<TableWish>& wishes_;
  Neighbours neighbours_;
  std::vector<int> tables_;
  std::vector<std::vector<int>> in_slot_;
};

}  // namespace

Seating seat(const Problem& problem, const Plan& plan, int common, const std::vector<TableWish>& wishes) {
  return Seater(problem, plan, common, wishes).run();
}

int count_changes(const Problem& problem, const Plan& plan, const std::vector<int>& tables) {
  return Neighbours(problem, plan).all_changes(tables);
}

}  // namespace tagwerk::scheduling
