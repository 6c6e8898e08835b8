#include "engine/scheduling/sat_model.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

#include "engine/scheduling/indices.hpp"
#include "engine/scheduling/pause_clauses.hpp"

namespace tagwerk::scheduling {
namespace {

// Then busy people are twice the tables taken.
bool all_of_two_at_common_tables(const Problem& problem) {
  return std::all_of(problem.talks.begin(), problem.talks.end(),
                     [](const Talk& talk) { return talk.attendees.size() == 2 && !talk.has_own_table; });
}

class Builder {
 public:
  explicit Builder(const Problem& problem)
      : problem_(problem),
        talks_of_(talks_by_participant(problem)),
        is_of_two_(all_of_two_at_common_tables(problem)),
        later_(problem.talks.size()),
        from_slot_on_(problem.talks.size()) {
    model_.more.resize(problem.objective.parts.size());
  }

  SatModel build() {
    talks_have_one_slot();
    participants_are_busy();
    earlier_talks();
    for (int participant = 0; participant < problem_.participant_count(); ++participant) {
      number_of_talks(participant);
      pauses(participant);
    }
    for (int slot = 0; slot < problem_.slots; ++slot) tables(slot);
    keep_quotas();
    for (int participant = 0; participant < problem_.participant_count(); ++participant)
      model_.breaks_of.push_back(count_breaks(participant));
    limit_break_difference();
    count_what_is_left_out_or_moved();
    std::vector<int> all_breaks;
    for (const auto& breaks : model_.breaks_of) all_breaks.insert(all_breaks.end(), breaks.begin(), breaks.end());
    count(&Score::breaks, all_breaks);
    if (const auto part = problem_.objective.position(&Score::break_difference))
      model_.more[*part] = more_break_difference();
    count(&Score::idle_slots, idle_);
    return std::move(model_);
  }

 private:
  // A slot between others of its day: busy before, in and after it.
  struct Inside {
    int before;
    int here;
    int after;
  };

  Formula& formula() { return model_.formula; }

  void count(ScorePart part, const std::vector<int>& literals) {
    if (const auto where = problem_.objective.position(part))
      model_.more[*where] = formula().count_up(literals, max_counted);
  }

  [[nodiscard]] int degree(int participant) const { return static_cast<int>(talks_of_[at(participant)].size()); }

  [[nodiscard]] int required_talks(int participant) const {
    const auto& talks = talks_of_[at(participant)];
    return static_cast<int>(std::count_if(talks.begin(), talks.end(), [this](int talk) { return is_required(talk); }));
  }

  void talks_have_one_slot() {
    for (const auto& talk : problem_.talks) {
      std::vector<int> literals(at(problem_.slots), 0);
      std::vector<int> possible;
      for (int slot = 0; slot < problem_.slots; ++slot) {
        if (!may_be_in(problem_, talk, slot)) continue;
        literals[at(slot)] = formula().new_variable();
        possible.push_back(literals[at(slot)]);
      }
      formula().at_most_one(possible);
      model_.in_slot.push_back(std::move(literals));
      int has_slot = 0;
      if (talk.importance != Importance::required) {
        has_slot = formula().new_variable();
        for (const int literal : possible) formula().add({-literal, has_slot});
        possible.push_back(-has_slot);
      }
      formula().add(possible);
      has_slot_.push_back(has_slot);
    }
  }

  void count_what_is_left_out_or_moved() {
    std::vector<int> musts;
    std::vector<int> wishes;  // as often as they weigh
    for (int talk = 0; talk < problem_.talk_count(); ++talk) {
      const auto& it = problem_.talks[at(talk)];
      if (it.importance == Importance::must) musts.push_back(-has_slot_[at(talk)]);
      if (it.importance == Importance::wish) wishes.insert(wishes.end(), at(it.weight), -has_slot_[at(talk)]);
    }
    std::vector<int> moved;
    for (int talk = 0; talk < problem_.talk_count() && !problem_.published.empty(); ++talk) {
      const int before = problem_.published[at(talk)];
      if (before == left_out) continue;
      const int still_there = model_.in_slot[at(talk)][at(before)];
      const int is_moved = formula().new_variable();
      std::vector<int> follows{is_moved};  // from having a slot that is another
      if (still_there != 0) follows.push_back(still_there);
      if (!is_required(talk)) follows.push_back(-has_slot_[at(talk)]);
      formula().add(follows);
      moved.push_back(is_moved);
    }
    count(&Score::musts_left_out, musts);
    count(&Score::wishes_left_out, wishes);
    count(&Score::moved, moved);
  }

  [[nodiscard]] bool is_required(int talk) const { return has_slot_[at(talk)] == 0; }

  // Somebody is busy in a slot exactly when one of the talks is there, and never two.
  void participants_are_busy() {
    for (int participant = 0; participant < problem_.participant_count(); ++participant) {
      std::vector<int> busy;
      for (int slot = 0; slot < problem_.slots; ++slot) {
        const int is_busy = formula().new_variable();
        std::vector<int> talks;
        for (const int talk : talks_of_[at(participant)]) {
          if (const int literal = model_.in_slot[at(talk)][at(slot)]; literal != 0) talks.push_back(literal);
        }
        formula().at_most_one(talks);
        for (const int talk : talks) formula().add({-talk, is_busy});
        talks.push_back(-is_busy);
        formula().add(talks);
        busy.push_back(is_busy);
      }
      busy_.push_back(std::move(busy));
    }
  }

  const std::vector<int>& from_slot_on(int talk) {
    auto& literals = from_slot_on_[at(talk)];
    if (literals.empty()) literals = formula().from_slot_on(model_.in_slot[at(talk)]);
    return literals;
  }

  // [slot]: the talk is in this slot or a later one; the last says never.
  const std::vector<int>& later(int talk) {
    auto& literals = later_[at(talk)];
    if (!literals.empty()) return literals;
    for (int slot = 0; slot <= problem_.slots; ++slot) literals.push_back(formula().new_variable());
    formula().add({literals.front()});
    formula().add({-literals.back()});
    for (int slot = 0; slot < problem_.slots; ++slot) {
      const int from_here = literals[at(slot)];
      const int from_next = literals[at(slot + 1)];
      const int here = model_.in_slot[at(talk)][at(slot)];
      formula().add({-from_next, from_here});
      if (here == 0) {
        formula().add({-from_here, from_next});
      } else {
        formula().add({-here, from_here});
        formula().add({-here, -from_next});
        formula().add({here, -from_here, from_next});
      }
    }
    return literals;
  }

  void earlier_talks() {
    for (int talk = 0; talk < problem_.talk_count(); ++talk) {
      for (const int earlier : problem_.talks[at(talk)].earlier_talks) {
        if (!is_required(talk) || !is_required(earlier)) {
          for (int slot = 0; slot < problem_.slots; ++slot) {
            const int here = model_.in_slot[at(talk)][at(slot)];
            if (here != 0) formula().add({-here, -from_slot_on(earlier)[at(slot)]});
          }
          continue;
        }
        for (int slot = 0; slot < problem_.slots; ++slot)
          formula().add({-later(earlier)[at(slot)], later(talk)[at(slot + 1)]});
      }
    }
  }

  // As many busy slots as talks that have one.
  void number_of_talks(int participant) {
    const auto& busy = busy_[at(participant)];
    const int talks = degree(participant);
    const int required = required_talks(participant);
    if (required > problem_.slots) formula().add(std::span<const int>{});
    std::vector<int> others;
    for (const int talk : talks_of_[at(participant)]) {
      if (!is_required(talk)) others.push_back(has_slot_[at(talk)]);
    }
    const auto at_least = formula().count(busy, talks + 1);
    const auto others_at_least = formula().count(others, talks + 1);
    for (int k = 0; k < static_cast<int>(at_least.size()); ++k) {
      const int literal = at_least[at(k)];
      if (k < required) {
        formula().add({literal});
      } else if (k < talks) {
        formula().add({-literal, others_at_least[at(k - required)]});
        formula().add({literal, -others_at_least[at(k - required)]});
      } else {
        formula().add({-literal});
      }
    }
    for (int k = static_cast<int>(at_least.size()); k < talks; ++k) {  // more than there are slots
      if (k >= required) formula().add({-others_at_least[at(k - required)]});
    }
  }

  void pauses(int participant) {
    const auto clauses = pause_clauses(problem_, problem_.participants[at(participant)], busy_[at(participant)]);
    for (const auto& clause : clauses.gap) formula().add(clause);
    for (const auto& clause : clauses.consecutive) formula().add(clause);
  }

  void keep_quotas() {
    for (const auto& quota : problem_.quotas) {
      if (quota.max >= static_cast<int>(quota.talks.size())) continue;
      std::vector<int> counted;
      for (const int talk : quota.talks) {
        const int is_there = formula().new_variable();
        for (int slot = 0; slot < problem_.slots; ++slot) {
          const int here = model_.in_slot[at(talk)][at(slot)];
          if (here != 0 && quota.covers(slot)) formula().add({-here, is_there});
        }
        counted.push_back(is_there);
      }
      formula().add({-formula().count_up(counted, quota.max + 1)[at(quota.max)]});
    }
  }

  void tables(int slot) {
    const int tables = problem_.tables[at(slot)];
    std::vector<int> counted;
    if (is_of_two_) {
      // Who has many talks first: what the sums on the way say is then about those who are hard to place.
      std::vector<int> order(problem_.participants.size());
      std::iota(order.begin(), order.end(), 0);
      std::stable_sort(order.begin(), order.end(), [&](int one, int other) { return degree(one) > degree(other); });
      for (const int participant : order) {
        if (degree(participant) > 0) counted.push_back(busy_[at(participant)][at(slot)]);
      }
    } else {
      for (int talk = 0; talk < problem_.talk_count(); ++talk) {
        const int here = model_.in_slot[at(talk)][at(slot)];
        if (here != 0 && !problem_.talks[at(talk)].has_own_table) counted.push_back(here);
      }
    }
    const int limit = is_of_two_ ? 2 * tables : tables;
    const int inputs = static_cast<int>(counted.size());
    const auto at_least = formula().count(counted, std::min(inputs, limit + 1));
    if (limit < inputs) formula().add({-at_least[at(limit)]});
    if (!is_of_two_) return;
    for (int k = 0; k < static_cast<int>(at_least.size()); k += 2) {  // k + 1 busy people are k + 2
      if (k + 1 < static_cast<int>(at_least.size())) formula().add({-at_least[at(k)], at_least[at(k + 1)]});
    }
    if (inputs <= limit && inputs % 2 == 1) formula().add({-at_least.back()});
  }

  // [k]: more than k breaks.
  std::vector<int> count_breaks(int participant) {
    const auto days = days_of(problem_);
    const int talks = degree(participant);
    if (talks < 2) return {};
    const auto& busy = busy_[at(participant)];
    std::vector<int> break_ends;
    std::vector<Inside> inside;
    for (const auto& day : days) {
      const auto before = busy_until(busy, day);
      const auto after = busy_from(busy, day);
      for (int slot = day.begin + 2; slot < day.end; ++slot) {
        const int ends = formula().new_variable();
        const int here = busy[at(slot)];
        const int previous = busy[at(slot - 1)];
        const int started = before[at(slot - 2 - day.begin)];
        formula().add({-here, previous, -started, ends});
        formula().add({-ends, here});
        formula().add({-ends, -previous});
        formula().add({-ends, started});
        break_ends.push_back(ends);
      }
      for (int slot = day.begin + 1; slot + 1 < day.end; ++slot)
        inside.push_back({before[at(slot - 1 - day.begin)], busy[at(slot)], after[at(slot + 1 - day.begin)]});
      if (days.size() == 1) starts_ = before;
    }
    const int most = static_cast<int>(break_ends.size());
    auto more = formula().count(break_ends, std::min(most, talks - 1));
    if (more.empty()) return more;
    for (const auto& [before, here, after] : inside) count_idle(before, here, after);
    const int has_break = more[0];
    for (const auto& [before, here, after] : inside) formula().add({has_break, -before, -after, here});
    if (days.size() == 1) one_interval(busy, has_break, talks, required_talks(participant));
    return more;
  }

  void count_idle(int before, int here, int after) {
    if (!problem_.objective.counts(&Score::idle_slots)) return;
    const int idle = formula().new_variable();
    formula().add({idle, -before, -after, here});
    idle_.push_back(idle);
  }

  // [slot of the day]: busy in this slot or an earlier one of the day.
  std::vector<int> busy_until(const std::vector<int>& busy, const Day& day) {
    std::vector<int> until;
    for (int slot = day.begin; slot < day.end; ++slot) {
      const int literal = formula().new_variable();
      formula().add({-busy[at(slot)], literal});
      if (until.empty()) {
        formula().add({busy[at(slot)], -literal});
      } else {
        formula().add({-until.back(), literal});
        formula().add({until.back(), busy[at(slot)], -literal});
      }
      until.push_back(literal);
    }
    return until;
  }

  // [slot of the day]: busy in this slot or a later one of the day.
  std::vector<int> busy_from(const std::vector<int>& busy, const Day& day) {
    std::vector<int> backwards(busy.begin() + day.begin, busy.begin() + day.end);
    std::reverse(backwards.begin(), backwards.end());
    auto from = busy_until(backwards, {0, day.end - day.begin});
    std::reverse(from.begin(), from.end());
    return from;
  }

  // Without a break all talks are side by side: who has begun is done so many slots later, and the middle is always taken.
  void one_interval(const std::vector<int>& busy, int has_break, int talks, int required) {
    for (int slot = 0; slot + talks < problem_.slots; ++slot)
      formula().add({has_break, -starts_[at(slot)], -busy[at(slot + talks)]});
    for (int slot = std::max(0, problem_.slots - required); slot < std::min(required, problem_.slots); ++slot)
      formula().add({has_break, busy[at(slot)]});
  }

  // That anybody could have.
  [[nodiscard]] std::size_t most_breaks() const {
    std::size_t most = 0;
    for (const auto& breaks : model_.breaks_of) most = std::max(most, breaks.size());
    return most;
  }

  // Than k breaks; nullopt: somebody cannot.
  std::optional<int> everybody_has_more(std::size_t k) {
    if (const auto known = everybody_more_.find(k); known != everybody_more_.end()) return known->second;
    const auto& all = model_.breaks_of;
    if (std::any_of(all.begin(), all.end(), [k](const auto& breaks) { return k >= breaks.size(); }))
      return std::nullopt;
    const int everybody_more = formula().new_variable();
    for (const auto& breaks : all) formula().add({-everybody_more, breaks[k]});
    everybody_more_.emplace(k, everybody_more);
    return everybody_more;
  }

  // [k]: the most breaks of anybody are more than k above the fewest.
  std::vector<int> more_break_difference() {
    std::vector<int> more;
    const auto most = most_breaks();
    for (std::size_t k = 0; k < most; ++k) more.push_back(formula().new_variable());
    for (std::size_t fewest = 0; fewest < most; ++fewest) {
      const auto everybody_more = everybody_has_more(fewest);
      for (const auto& breaks : model_.breaks_of) {
        for (std::size_t k = 0; fewest + k < breaks.size(); ++k) {
          std::vector<int> clause{-breaks[fewest + k], more[k]};
          if (everybody_more) clause.push_back(*everybody_more);
          formula().add(clause);
        }
      }
    }
    return more;
  }

  // If somebody has more than allowed + k breaks, everybody has more than k.
  void limit_break_difference() {
    if (!problem_.max_break_difference) return;
    const int allowed = *problem_.max_break_difference;
    for (std::size_t k = 0; k + at(allowed) < most_breaks(); ++k) {
      const auto everybody_more = everybody_has_more(k);
      for (const auto& breaks : model_.breaks_of) {
        if (k + at(allowed) >= breaks.size()) continue;
        const int somebody_more = breaks[k + at(allowed)];
        if (everybody_more) {
          formula().add({-somebody_more, *everybody_more});
        } else {
          formula().add({-somebody_more});
        }
      }
    }
  }

  const Problem& problem_;
  std::vector<std::vector<int>> talks_of_;
  bool is_of_two_;
  SatModel model_;
  std::vector<int> has_slot_;                   // by talk; 0: it is required
  std::vector<std::vector<int>> busy_;          // by participant and slot
  std::vector<std::vector<int>> later_;         // by talk, where it is needed
  std::vector<std::vector<int>> from_slot_on_;  // by talk, where it is needed
  std::map<std::size_t, int> everybody_more_;   // [k]: than k breaks, where it is needed
  std::vector<int> idle_;    // a literal for each participant and slot that may be idle between talks
  std::vector<int> starts_;  // of the participant at hand: busy until, when there is one day
};

}  // namespace

std::optional<std::vector<int>> SatModel::bounds(const Objective& objective, const Score& most,
                                                 std::size_t first_parts) const {
  if (first_parts > more.size()) return std::nullopt;
  std::vector<int> literals;
  for (std::size_t part = 0; part < first_parts; ++part) {
    const int limit = most.*objective.parts[part];
    if (limit < 0) return std::nullopt;
    if (at(limit) < more[part].size()) {
      literals.push_back(-more[part][at(limit)]);
    } else if (more[part].size() == at(max_counted)) {
      return std::nullopt;
    }
  }
  return literals;
}

Plan SatModel::plan(const std::function<bool(int)>& is_true) const {
  Plan plan;
  for (const auto& literals : in_slot) {
    const auto slot =
        std::find_if(literals.begin(), literals.end(), [&](int literal) { return literal != 0 && is_true(literal); });
    plan.slots.push_back(slot == literals.end() ? left_out : static_cast<int>(slot - literals.begin()));
  }
  return plan;
}

// Pairs of which one can be, and sums of people and of slots.
std::int64_t clauses_needed(const Problem& problem) {
  const auto pairs = [](std::int64_t count) { return count * (count - 1) / 2; };
  const auto sum = [](std::int64_t inputs, std::int64_t limit) { return 4 * inputs * std::min(inputs, limit + 1); };
  const std::int64_t slots = problem.slots;
  std::int64_t clauses =
      problem.talk_count() * (pairs(slots) + 8 * slots + 8) + problem.participant_count() * (32 * slots + 8);
  for (const auto& participant : problem.participants)
    clauses += slots * std::min<std::int64_t>(participant.min_gap, slots);
  for (const auto& quota : problem.quotas) {
    const auto talks = static_cast<std::int64_t>(quota.talks.size());
    clauses += talks * slots + sum(talks, quota.max);
  }
  std::int64_t wishes = 0;
  std::int64_t musts = 0;
  for (const auto& talk : problem.talks) {
    clauses += 2 * slots * static_cast<std::int64_t>(talk.earlier_talks.size());
    if (talk.importance == Importance::must) ++musts;
    if (talk.importance == Importance::wish) wishes += talk.weight;
  }
  clauses += sum(musts, max_counted) + sum(wishes, max_counted) +
             sum(static_cast<std::int64_t>(problem.published.size()), max_counted);
  std::int64_t inner_slots = 0;  // with others of their day on both sides
  for (const auto& day : days_of(problem)) inner_slots += std::max(0, day.end - day.begin - 2);
  std::int64_t idle = 0;
  std::int64_t people = 0;  // with talks
  std::int64_t breaks = 0;  // that the sum of all may have
  for (const auto& talks : talks_by_participant(problem)) {
    const auto count = static_cast<std::int64_t>(talks.size());
    if (count == 0) continue;
    ++people;
    breaks += std::min(slots, count);
    clauses += slots * pairs(count) + 2 * sum(slots, count) + sum(count, count);
    const auto most = std::min(slots, count);
    if (problem.objective.counts(&Score::break_difference)) clauses += most * (most + 1) / 2 + most;
    if (problem.objective.counts(&Score::idle_slots) && count > 1) idle += inner_slots;
  }
  const bool is_of_two = all_of_two_at_common_tables(problem);
  for (const int tables : problem.tables)
    clauses += is_of_two ? sum(people, 2 * std::int64_t{tables}) : sum(problem.talk_count(), tables);
  clauses += idle + sum(idle, max_counted);
  return clauses + sum(breaks, max_counted);
}

std::optional<SatModel> build_sat_model(const Problem& problem) {
  if (clauses_needed(problem) <= max_clauses) return Builder(problem).build();
  // Idle slots are counted over all participants and slots, and are what can best be done without.
  auto smaller = problem;
  auto& parts = smaller.objective.parts;
  parts.erase(std::find(parts.begin(), parts.end(), &Score::idle_slots), parts.end());
  if (clauses_needed(smaller) > max_clauses) return std::nullopt;
  return Builder(smaller).build();
}

}  // namespace tagwerk::scheduling
