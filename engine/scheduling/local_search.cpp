#include "engine/scheduling/local_search.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "engine/scheduling/checker.hpp"
#include "engine/scheduling/indices.hpp"

namespace tagwerk::scheduling {
namespace {

constexpr int changes_between_questions = 4'096;  // whether to stop: some milliseconds
constexpr double excess_price = 3;                // of one break too many between two people, as in breaks
constexpr double moved_price = 5;                 // of a talk that is moved, in what the part after it costs
constexpr double next_price = 0.1;                // of each part, in what the one before it costs
constexpr int fine_share = 4;                     // of all changes one in so many is for the parts that cost little
constexpr std::size_t max_chain = 400;            // talks; a longer one is rarely worth its time

// Of what is left out nothing: no change leaves anything out.
std::vector<double> prices_of(const Objective& objective) {
  std::vector<double> prices;
  double price = 1;
  for (const auto part : objective.parts) {
    const bool is_left_out = part == &Score::musts_left_out || part == &Score::wishes_left_out;
    const bool is_moved = part == &Score::moved;
    prices.push_back(is_left_out ? 0 : is_moved ? moved_price * price : price);
    if (!is_left_out && !is_moved) price *= next_price;
  }
  return prices;
}

}  // namespace

LocalSearch::LocalSearch(const Problem& problem, std::uint32_t seed)
    : problem_(problem),
      talks_of_(talks_by_participant(problem)),
      later_talks_(later_talks(problem)),
      quotas_(quotas_by_talk(problem)),
      counts_idle_slots_(problem.objective.counts(&Score::idle_slots)),
      prices_(prices_of(problem.objective)),
      has_fine_parts_(std::any_of(prices_.begin(), prices_.end(), [](double price) { return price > 0 && price < 1; })),
      random_(seed),
      seen_in_(problem.talks.size(), 0),
      person_seen_in_(problem.participants.size(), 0) {
  for (int talk = 0; talk < problem.talk_count(); ++talk) {
    std::vector<std::uint8_t> allowed;
    allowed.reserve(at(problem.slots));
    for (int slot = 0; slot < problem.slots; ++slot)
      allowed.push_back(may_be_in(problem, problem.talks[at(talk)], slot) ? 1 : 0);
    allowed_.push_back(std::move(allowed));
  }
  has_same_day_before_.resize(at(problem.slots));
  for (const auto& day : days_of(problem)) {
    for (int slot = day.begin; slot < day.end; ++slot) {
      for (int distance = 0; distance <= slot - day.begin; ++distance) has_same_day_before_[at(distance)].set(at(slot));
    }
    Slots slots;
    for (int slot = day.begin; slot < day.end; ++slot) slots.set(at(slot));
    days_.push_back(slots);
    day_spans_.push_back(day);
    day_starts_.set(at(day.begin));
  }
}

void LocalSearch::start(const Plan& plan) {
  const auto judgement = judge(problem_, plan);
  const auto& violations = judgement.violations;
  const auto wrong = std::find_if(violations.begin(), violations.end(),
                                  [](const Violation& violation) { return violation.rule != "break_difference"; });
  if (wrong != violations.end())
    throw std::logic_error("local search begins with a plan that breaks a rule: " + wrong->words);
  plan_ = plan;
  score_ = judgement.score;
  left_out_.clear();
  talk_at_.assign(problem_.participants.size(), std::vector<int>(at(problem_.slots), -1));
  busy_.assign(problem_.participants.size(), Slots());
  talks_in_.assign(at(problem_.slots), 0);
  for (int talk = 0; talk < problem_.talk_count(); ++talk) {
    const int slot = plan.slots[at(talk)];
    if (slot == left_out) {
      left_out_.push_back(talk);
      continue;
    }
    if (!problem_.talks[at(talk)].has_own_table) ++talks_in_[at(slot)];
    for (const int who : problem_.talks[at(talk)].attendees) {
      talk_at_[at(who)][at(slot)] = talk;
      busy_[at(who)].set(at(slot));
    }
  }
  breaks_by_participant_.clear();
  idle_by_participant_.clear();
  people_with_.assign(at(problem_.slots) + 1, 0);
  for (const auto& busy : busy_) {
    const int breaks = breaks_of(busy);
    breaks_by_participant_.push_back(breaks);
    ++people_with_[at(breaks)];
    if (counts_idle_slots_) idle_by_participant_.push_back(idle_slots_of(busy));
  }
  compare_breaks();
  best_plan_.reset();
  remember();
}

void LocalSearch::remember() {
  if (excess_ > 0 || (best_plan_ && !problem_.objective.is_better(score_, best_score_))) return;
  best_plan_ = plan_;
  best_score_ = score();
}

void LocalSearch::run(int changes, double warm, double cold, const std::function<bool()>& should_stop) {
  if (problem_.talks.empty() || problem_.slots < 2) return;
  const int fine_changes = has_fine_parts_ ? changes / fine_share : 0;
  anneal(changes - fine_changes, warm, cold, should_stop);
  if (fine_changes > 0 && best_plan_) start(Plan(*best_plan_));
  for (int change = 0; change < fine_changes && !is_perfect(); ++change) {
    if (change % changes_between_questions == 0 && should_stop && should_stop()) return;
    try_change({});
  }
}

void LocalSearch::anneal(int changes, double warm, double cold, const std::function<bool()>& should_stop) {
  const double cooling = changes > 1 ? std::pow(cold / warm, 1.0 / (changes - 1)) : 1.0;
  double temperature = warm;
  for (int change = 0; change < changes && !is_perfect(); ++change, temperature *= cooling) {
    if (change % changes_between_questions == 0 && should_stop && should_stop()) return;
    if (!left_out_.empty() && random(4) == 0) try_to_insert();
    try_change(temperature);
  }
}

bool LocalSearch::is_perfect() const { return best_plan_ && std::is_eq(problem_.objective.compare(best_score_, {})); }

int LocalSearch::random(int end) { return static_cast<int>(random_() % static_cast<std::uint32_t>(end)); }

// Half of the time somebody who waits gets one of their talks into a slot in which they wait, or away to anywhere.
int LocalSearch::pick_talk_and_slot(int& slot) {
  int talk = random(problem_.talk_count());
  slot = random(problem_.slots);
  if (random(2) == 0) return talk;
  for (int attempt = 0; attempt < 8; ++attempt) {
    const int who = random(problem_.participant_count());
    if (breaks_by_participant_[at(who)] == 0) continue;
    const auto& talks = talks_of_[at(who)];
    talk = talks[at(random(static_cast<int>(talks.size())))];
    for (int step = 0; step < problem_.slots; ++step) {
      const int idle = (slot + step) % problem_.slots;
      const bool is_between = idle > 0 && idle + 1 < problem_.slots && !busy_[at(who)].test(at(idle)) &&
                              (busy_[at(who)].test(at(idle - 1)) || busy_[at(who)].test(at(idle + 1)));
      if (is_between) {
        slot = idle;
        break;
      }
    }
    break;
  }
  return talk;
}

bool LocalSearch::keeps_order(int talk, int slot) const {
  const auto slot_after = [&](int other) {  // where another talk will be
    if (seen_in_[at(other)] != change_) return plan_.slots[at(other)];
    const int one = plan_.slots[at(chain_.front())];
    return plan_.slots[at(other)] == one ? slot : one;
  };
  const auto& earlier = problem_.talks[at(talk)].earlier_talks;
  const int mine = slot_after(talk);
  // left_out is before every slot.
  return std::all_of(earlier.begin(), earlier.end(), [&](int other) { return slot_after(other) < mine; }) &&
         std::all_of(later_talks_[at(talk)].begin(), later_talks_[at(talk)].end(),
                     [&](int other) { return plan_.slots[at(other)] == left_out || mine < slot_after(other); });
}

bool LocalSearch::find_chain(int talk, int other_slot) {
  const int slot = plan_.slots[at(talk)];
  ++change_;
  chain_.assign(1, talk);
  touched_.clear();
  seen_in_[at(talk)] = change_;
  for (std::size_t next = 0; next < chain_.size(); ++next) {
    const int moving = chain_[next];
    const int to = plan_.slots[at(moving)] == slot ? other_slot : slot;
    if (allowed_[at(moving)][at(to)] == 0 || chain_.size() > max_chain) return false;
    for (const int who : problem_.talks[at(moving)].attendees) {
      if (person_seen_in_[at(who)] != change_) {
        person_seen_in_[at(who)] = change_;
        touched_.push_back(who);
      }
      const int in_the_way = talk_at_[at(who)][at(to)];
      if (in_the_way >= 0 && seen_in_[at(in_the_way)] != change_) {
        seen_in_[at(in_the_way)] = change_;
        chain_.push_back(in_the_way);
      }
    }
  }
  return std::all_of(chain_.begin(), chain_.end(), [&](int moving) { return keeps_order(moving, other_slot); });
}

bool LocalSearch::keeps_tables(int one, int other) const {
  int leaving = 0;
  int coming = 0;
  for (const int talk : chain_) {
    if (!problem_.talks[at(talk)].has_own_table) ++(plan_.slots[at(talk)] == one ? leaving : coming);
  }
  return talks_in_[at(one)] - leaving + coming <= problem_.tables[at(one)] &&
         talks_in_[at(other)] - coming + leaving <= problem_.tables[at(other)];
}

void LocalSearch::swap_chain(int one, int other) {
  for (const int talk : chain_) {
    const int slot = plan_.slots[at(talk)];
    if (!problem_.talks[at(talk)].has_own_table) --talks_in_[at(slot)];
    for (const int who : problem_.talks[at(talk)].attendees) {
      talk_at_[at(who)][at(slot)] = -1;
      busy_[at(who)].reset(at(slot));
    }
  }
  for (const int talk : chain_) {
    const int slot = plan_.slots[at(talk)] == one ? other : one;
    if (is_moved(talk)) --score_.moved;
    plan_.slots[at(talk)] = slot;
    if (is_moved(talk)) ++score_.moved;
    if (!problem_.talks[at(talk)].has_own_table) ++talks_in_[at(slot)];
    for (const int who : problem_.talks[at(talk)].attendees) {
      talk_at_[at(who)][at(slot)] = talk;
      busy_[at(who)].set(at(slot));
    }
  }
  recount_touched();
}

void LocalSearch::recount_touched() {
  for (const int who : touched_) {
    const int breaks = breaks_of(busy_[at(who)]);
    auto& before = breaks_by_participant_[at(who)];
    --people_with_[at(before)];
    ++people_with_[at(breaks)];
    score_.breaks += breaks - before;
    before = breaks;
    if (!counts_idle_slots_) continue;
    const int idle = idle_slots_of(busy_[at(who)]);
    score_.idle_slots += idle - idle_by_participant_[at(who)];
    idle_by_participant_[at(who)] = idle;
  }
}

// Runs of busy slots, less one for each day that has any.
int LocalSearch::breaks_of(const Slots& busy) const {
  auto breaks = static_cast<int>((busy & ~((busy << 1) & ~day_starts_)).count());
  for (const auto& day : days_) {
    if ((busy & day).any()) --breaks;
  }
  return breaks;
}

int LocalSearch::idle_slots_of(const Slots& busy) const {
  int idle = 0;
  for (const auto& day : day_spans_) {
    int first = day.begin;
    int end = day.end;
    while (first < end && !busy.test(at(first))) ++first;
    while (first < end && !busy.test(at(end - 1))) --end;
    for (int slot = first; slot < end; ++slot) idle += busy.test(at(slot)) ? 0 : 1;
  }
  return idle;
}

bool LocalSearch::keep_pauses() const {
  return std::all_of(touched_.begin(), touched_.end(), [&](int who) {
    const auto& participant = problem_.participants[at(who)];
    const auto& busy = busy_[at(who)];
    for (int distance = 1; distance <= participant.min_gap && distance < problem_.slots; ++distance) {
      if ((busy & (busy << at(distance)) & has_same_day_before_[at(distance)]).any()) return false;
    }
    if (!participant.max_consecutive || *participant.max_consecutive >= problem_.slots) return true;
    auto still = busy;  // busy for so many slots, and all of one day
    for (int distance = 1; distance <= *participant.max_consecutive; ++distance) still &= busy << at(distance);
    return !(still & has_same_day_before_[at(*participant.max_consecutive)]).any();
  });
}

bool LocalSearch::keeps_quotas(int talk) const {
  return std::all_of(quotas_[at(talk)].begin(), quotas_[at(talk)].end(), [&](int index) {
    const auto& quota = problem_.quotas[at(index)];
    const auto talks = std::count_if(quota.talks.begin(), quota.talks.end(), [&](int other) {
      const int slot = plan_.slots[at(other)];
      return slot != left_out && quota.covers(slot);
    });
    return talks <= quota.max;
  });
}

double LocalSearch::price() const {
  double price = excess_price * excess_;
  const auto& parts = problem_.objective.parts;
  for (std::size_t part = 0; part < parts.size(); ++part) price += prices_[part] * score_.*parts[part];
  return price;
}

bool LocalSearch::is_moved(int talk) const {
  if (problem_.published.empty()) return false;
  const int before = problem_.published[at(talk)];
  return before != left_out && plan_.slots[at(talk)] != before;
}

void LocalSearch::compare_breaks() {
  const bool counts = problem_.objective.counts(&Score::break_difference);
  if (!problem_.max_break_difference && !counts) return;
  const auto has_people = [](int people) { return people > 0; };
  const auto least = std::find_if(people_with_.begin(), people_with_.end(), has_people) - people_with_.begin();
  const auto most = people_with_.rend() - std::find_if(people_with_.rbegin(), people_with_.rend(), has_people) - 1;
  const auto difference = std::max(0, static_cast<int>(most - least));
  if (counts) score_.break_difference = difference;
  if (problem_.max_break_difference) excess_ = std::max(0, difference - *problem_.max_break_difference);
}

void LocalSearch::try_change(std::optional<double> temperature) {
  int other = 0;
  const int talk = pick_talk_and_slot(other);
  const int one = plan_.slots[at(talk)];
  if (one == left_out || other == one || !find_chain(talk, other) || !keeps_tables(one, other)) return;
  const auto score_before = score_;
  const double price_before = price();
  const int excess_before = excess_;
  swap_chain(one, other);
  compare_breaks();
  const auto is_accepted = [&] {
    if (!temperature) return excess_ <= excess_before && !problem_.objective.is_better(score_before, score_);
    const double worse = price() - price_before;
    return worse <= 0 ||
           static_cast<double>(random_()) < std::exp(-worse / *temperature) * static_cast<double>(std::mt19937::max());
  };
  if (!is_accepted() || !keep_pauses() ||
      !std::all_of(chain_.begin(), chain_.end(), [this](int moving) { return keeps_quotas(moving); })) {
    swap_chain(one, other);
    score_ = score_before;
    excess_ = excess_before;
    return;
  }
  remember();
}

void LocalSearch::try_to_insert() {
  const auto index = at(random(static_cast<int>(left_out_.size())));
  const int talk = left_out_[index];
  const auto& it = problem_.talks[at(talk)];
  const int slot = random(problem_.slots);
  if (allowed_[at(talk)][at(slot)] == 0) return;
  if (!it.has_own_table && talks_in_[at(slot)] >= problem_.tables[at(slot)]) return;
  if (std::any_of(it.attendees.begin(), it.attendees.end(), [&](int who) { return talk_at_[at(who)][at(slot)] >= 0; }))
    return;
  for (const int earlier : it.earlier_talks) {
    if (plan_.slots[at(earlier)] >= slot) return;
  }
  for (const int later : later_talks_[at(talk)]) {
    if (plan_.slots[at(later)] != left_out && plan_.slots[at(later)] <= slot) return;
  }
  touched_ = it.attendees;
  for (const int who : touched_) busy_[at(who)].set(at(slot));
  plan_.slots[at(talk)] = slot;
  if (!keep_pauses() || !keeps_quotas(talk)) {
    plan_.slots[at(talk)] = left_out;
    for (const int who : touched_) busy_[at(who)].reset(at(slot));
    return;
  }
  if (is_moved(talk)) ++score_.moved;
  if (!it.has_own_table) ++talks_in_[at(slot)];
  for (const int who : touched_) talk_at_[at(who)][at(slot)] = talk;
  recount_touched();
  compare_breaks();
  if (it.importance == Importance::must) {
    --score_.musts_left_out;
  } else {
    score_.wishes_left_out -= it.weight;
  }
  left_out_.erase(left_out_.begin() + static_cast<std::ptrdiff_t>(index));
  remember();
}

}  // namespace tagwerk::scheduling
