#include "engine/meetings/talk_problem.hpp"

#include <algorithm>
#include <utility>

#include "engine/core/time_zone.hpp"
#include "engine/meetings/meetings_errors.hpp"
#include "engine/scheduling/left_out.hpp"

namespace tagwerk::meetings {
namespace {

using scheduling::left_out;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

std::string name_of(const PlanningInput& input, const core::CompanyId& company) {
  const auto found = input.companies.find(company);
  return found == input.companies.end() ? company.text() : found->second.name;
}

std::string clock_time(core::Instant instant, const std::string& zone) {
  const auto wall = core::wall_time(instant, zone);
  return wall ? core::to_text(wall->time) : core::to_rfc3339(instant);
}

std::string slot_name(const PlanningInput& input, const std::vector<TalkSlot>& slots, int index) {
  const auto& slot = slots.at(at(index));
  const auto& sessions = input.settings.sessions;
  const bool has_days = std::any_of(sessions.begin(), sessions.end(),
                                    [&](const TalkSession& session) { return session.date != sessions.front().date; });
  const auto wall = core::wall_time(slot.starts_at, input.time_zone);
  return (has_days && wall ? core::to_text(wall->date) + " " : "") + clock_time(slot.starts_at, input.time_zone);
}

// What both wishes of a pair want together.
struct Wanted {
  Pair pair;
  bool is_must = false;
  int weight = 0;
  std::vector<WishPerson> people;
  std::vector<std::string> sessions;  // each of them must hold
};

std::vector<Wanted> wanted_talks(const PlanningInput& input) {
  std::map<Pair, Wanted> by_pair;
  for (const auto& wish : input.wishes) {
    if (!counts(wish, input.settings.answer_mode)) continue;
    auto& wanted = by_pair[pair_of(wish.company, wish.with_company)];
    wanted.pair = pair_of(wish.company, wish.with_company);
    wanted.is_must = wanted.is_must || wish.importance == Importance::must;
    wanted.weight = std::min(wanted.weight + weight_of(wish.importance), scheduling::max_weight);
    wanted.people.insert(wanted.people.end(), wish.people.begin(), wish.people.end());
    if (wish.session_key) wanted.sessions.push_back(*wish.session_key);
  }
  std::vector<Wanted> talks;
  for (auto& [pair, wanted] : by_pair) {
    std::sort(wanted.people.begin(), wanted.people.end());
    wanted.people.erase(std::unique(wanted.people.begin(), wanted.people.end()), wanted.people.end());
    talks.push_back(std::move(wanted));
  }
  return talks;
}

std::optional<std::string> why_not(const PlanningInput& input, const Pair& pair) {
  for (const auto& side : {pair.first, pair.second}) {
    const auto company = input.companies.find(side);
    if (company == input.companies.end() || !company->second.takes_part)
      return name_of(input, side) + " does not take part";
  }
  if (input.excluded.contains(pair)) return "the organizers have excluded this talk";
  if (const auto meeting = input.met.find(pair); meeting != input.met.end())
    return "they met at " + meeting->second.event_name + " on " + core::to_text(meeting->second.date);
  return std::nullopt;
}

class Builder {
 public:
  explicit Builder(const PlanningInput& input) : input_(input) {}

  // Each step needs those before it: a talk is of slots, of the people and tables of its companies, and not one that has begun;
  // only the talks tell who the participants are, whose absences, limits and pauses come last, and then how large it all is.
  core::Result<PlanningProblem> build() {
    make_slots();
    name_people();
    add_tables();
    add_begun_talks();
    for (const auto& wanted : wanted_talks(input_)) {
      if (begun_.contains(wanted.pair)) continue;
      if (auto reason = why_not(input_, wanted.pair)) {
        leave_out(wanted, *std::move(reason));
      } else {
        add_talk(wanted);
      }
    }
    add_absences();
    add_quotas();
    add_rules();
    if (auto small = check_sizes(); !small) return small.error();
    return std::move(built_);
  }

 private:
  [[nodiscard]] int slot_count() const { return static_cast<int>(built_.slots.size()); }

  // The past is as it was published, the rest as the settings are now.
  void make_slots() {
    if (input_.published) {
      for (const auto& slot : input_.published->slots) {
        if (slot.starts_at <= input_.now) built_.begun_slots.push_back(slot);
      }
    }
    const auto past_end = built_.begun_slots.empty() ? input_.now : built_.begun_slots.back().ends_at;
    for (auto& slot : slots_of(input_.settings, input_.time_zone)) {
      if (slot.starts_at > input_.now && slot.starts_at >= past_end) built_.slots.push_back(std::move(slot));
    }
    auto& problem = built_.problem;
    problem.slots = slot_count();
    problem.day_starts = day_starts_of(built_.slots, input_.time_zone);
    problem.tables.assign(built_.slots.size(), input_.settings.tables);
  }

  // Whom a side that names nobody consists of.
  void name_people() {
    for (const auto& wish : input_.wishes) {
      if (!counts(wish, input_.settings.answer_mode)) continue;
      for (const auto& one : wish.people) people_of_[one.company].insert(one.person);
    }
  }

  void add_tables() {
    auto taken = input_.own_tables;
    for (const auto& [id, company] : input_.companies)
      taken.insert(company.own_tables.begin(), company.own_tables.end());
    built_.tables = common_tables(input_.settings.tables, taken);
    for (const auto& [id, company] : input_.companies) {
      for (const auto& table : company.own_tables) {
        const auto known = std::find(built_.tables.begin() + input_.settings.tables, built_.tables.end(), table);
        own_tables_[id].push_back(static_cast<int>(known - built_.tables.begin()));
        if (known == built_.tables.end()) built_.tables.push_back(table);
      }
    }
  }

  int participant(const Attendee& attendee) {
    const auto [found, is_new] = participants_.emplace(attendee, static_cast<int>(built_.participants.size()));
    if (is_new) {
      built_.participants.push_back(attendee);
      built_.problem.participants.emplace_back();
    }
    return found->second;
  }

  void add(PlannedTalk talk, scheduling::Talk it, const std::vector<int>& own_tables, int published_slot) {
    const int index = built_.problem.talk_count();
    for (const auto& attendee : talk.attendees) it.attendees.push_back(participant(attendee));
    it.has_own_table = !own_tables.empty();
    talks_of_[talk.company].push_back(index);
    talks_of_[talk.with_company].push_back(index);
    scheduling::TableWish seat{.own = own_tables, .before = scheduling::unseated};
    if (talk.table && published_slot != left_out) {
      const auto known = std::find(built_.tables.begin(), built_.tables.end(), *talk.table);
      seat.before = static_cast<int>(known - built_.tables.begin());
      if (known == built_.tables.end()) built_.tables.push_back(*talk.table);
    }
    built_.seats.push_back(std::move(seat));
    built_.problem.published.push_back(published_slot);
    built_.problem.talks.push_back(std::move(it));
    talk.slot.reset();
    built_.talks.push_back(std::move(talk));
  }

  void add_begun_talks() {
    if (!input_.published) return;
    for (const auto& talk : input_.published->talks) {
      if (!talk.slot || *talk.slot >= static_cast<int>(built_.begun_slots.size())) continue;
      begun_.insert(pair_of(talk.company, talk.with_company));
      for (const auto& side : {talk.company, talk.with_company}) begun_of_[side].push_back(*talk.slot);
      built_.begun.push_back(talk);
    }
  }

  [[nodiscard]] std::optional<int> slot_at(const TalkSlot& slot) const {
    const auto found = std::find_if(built_.slots.begin(), built_.slots.end(), [&](const TalkSlot& one) {
      return one.starts_at == slot.starts_at && one.ends_at == slot.ends_at;
    });
    return found == built_.slots.end() ? std::nullopt : std::optional(static_cast<int>(found - built_.slots.begin()));
  }

  [[nodiscard]] const PlannedTalk* published_talk(const Pair& pair) const {
    if (!input_.published) return nullptr;
    const auto& talks = input_.published->talks;
    const auto found = std::find_if(talks.begin(), talks.end(), [&](const PlannedTalk& talk) {
      return pair_of(talk.company, talk.with_company) == pair;
    });
    return found == talks.end() ? nullptr : &*found;
  }

  void add_side(const Wanted& wanted, const core::CompanyId& side, std::vector<Attendee>& attendees) const {
    const auto before = attendees.size();
    for (const auto& one : wanted.people) {
      if (one.company == side) attendees.push_back({side, one.person});
    }
    if (attendees.size() > before) return;
    if (const auto people = people_of_.find(side); people != people_of_.end()) {
      for (const auto& person : people->second) attendees.push_back({side, person});
    } else {
      attendees.push_back({side, std::nullopt});
    }
  }

  [[nodiscard]] std::vector<int> own_tables_of(const Pair& pair) const {
    for (const auto& side : {pair.first, pair.second}) {
      if (const auto own = own_tables_.find(side); own != own_tables_.end()) return own->second;
    }
    return {};
  }

  void leave_out(const Wanted& wanted, std::string reason) {
    built_.not_planned.push_back({wanted.pair, wanted.is_must, wanted.weight, std::move(reason)});
  }

  void add_talk(const Wanted& wanted) {
    const auto known = input_.talks.find(wanted.pair);
    PlannedTalk talk{.id = known != input_.talks.end() ? known->second : TalkId::make(input_.now),
                     .company = wanted.pair.first,
                     .with_company = wanted.pair.second,
                     .attendees = {},
                     .is_must = wanted.is_must,
                     .weight = wanted.weight,
                     .slot = {},
                     .table = {},
                     .cancelled_slot = {},
                     .left_out_reason = {}};
    add_side(wanted, wanted.pair.first, talk.attendees);
    add_side(wanted, wanted.pair.second, talk.attendees);
    if (built_.slots.empty()) return leave_out(wanted, "every slot has begun");
    if (talk.attendees.size() > at(scheduling::max_attendees)) {
      return leave_out(wanted, std::to_string(talk.attendees.size()) + " people would be in it, and at most " +
                                   std::to_string(scheduling::max_attendees) + " can be; name some of them");
    }
    scheduling::Talk it;
    it.importance = input_.require_all ? scheduling::Importance::required
                    : wanted.is_must   ? scheduling::Importance::must
                                       : scheduling::Importance::wish;
    it.weight = wanted.weight;
    for (int slot = 0; slot < slot_count(); ++slot) {
      const auto& session = built_.slots[at(slot)].session_key;
      it.allowed.push_back(std::all_of(wanted.sessions.begin(), wanted.sessions.end(),
                                       [&](const std::string& key) { return key == session || !is_session(key); }));
    }
    int published_slot = left_out;
    if (const auto* before = published_talk(wanted.pair)) {
      if (const auto slot = before->slot ? slot_at(input_.published->slots.at(at(*before->slot))) : std::nullopt) {
        published_slot = *slot;
        talk.table = before->table;
        talk.pinned = before->pinned;
      }
    }
    if (talk.pinned && it.allowed[at(published_slot)]) {
      it.allowed.assign(it.allowed.size(), false);
      it.allowed[at(published_slot)] = true;
    }
    if (std::find(it.allowed.begin(), it.allowed.end(), false) == it.allowed.end()) it.allowed.clear();
    add(std::move(talk), std::move(it), own_tables_of(wanted.pair), published_slot);
  }

  [[nodiscard]] bool is_session(const std::string& key) const {
    const auto& sessions = input_.settings.sessions;
    return std::any_of(sessions.begin(), sessions.end(), [&](const TalkSession& one) { return one.key == key; });
  }

  void add_absences() {
    for (const auto& absence : input_.absences) {
      for (std::size_t who = 0; who < built_.participants.size(); ++who) {
        const auto& attendee = built_.participants[who];
        if (attendee.company != absence.company || (absence.person && attendee.person != absence.person)) continue;
        auto& unavailable = built_.problem.participants[who].unavailable;
        if (unavailable.empty()) unavailable.assign(built_.slots.size(), false);
        for (int slot = 0; slot < slot_count(); ++slot) {
          if (overlaps(absence, built_.slots[at(slot)])) unavailable[at(slot)] = true;
        }
      }
    }
  }

  void add_quota(const core::CompanyId& company, std::string of, std::vector<bool> slots, int max, int begun = 0) {
    const auto& talks = talks_of_.at(company);
    const int left = std::max(0, max - begun);
    if (static_cast<int>(talks.size()) <= left) return;
    built_.problem.quotas.push_back({.talks = talks, .slots = std::move(slots), .max = left});
    built_.quotas.push_back(std::move(of));
  }

  // Talks of the company that have begun; of one session, or of all.
  [[nodiscard]] int begun_talks(const core::CompanyId& company, const std::optional<std::string>& session = {}) const {
    const auto begun = begun_of_.find(company);
    if (begun == begun_of_.end()) return 0;
    return static_cast<int>(std::count_if(begun->second.begin(), begun->second.end(), [&](int slot) {
      return !session || built_.begun_slots[at(slot)].session_key == *session;
    }));
  }

  void add_quotas() {
    for (const auto& [id, talks] : talks_of_) {
      const auto company = input_.companies.find(id);
      if (company == input_.companies.end()) continue;
      const auto name = company->second.name;
      const bool is_partner = company->second.role == directory::CompanyRole::partner;
      const auto& settings = input_.settings;
      if (const auto most = is_partner ? settings.max_talks_per_partner : settings.max_talks_per_vendor)
        add_quota(id, "the limit of talks of " + name, {}, *most, begun_talks(id));
      if (company->second.talk_quota)
        add_quota(id, "the package of " + name, {}, *company->second.talk_quota, begun_talks(id));
      if (settings.max_talks_per_session) {
        for (const auto& session : settings.sessions)
          add_quota(id, "the limit of talks of " + name + " in " + session.name, slots_of_session(session.key),
                    *settings.max_talks_per_session, begun_talks(id, session.key));
      }
      const auto own = own_tables_.find(id);
      if (own == own_tables_.end()) continue;
      for (int slot = 0; slot < slot_count() && is_at_several_talks_at_once(id); ++slot) {
        std::vector<bool> here(built_.slots.size(), false);
        here[at(slot)] = true;
        add_quota(id, "the tables of " + name, std::move(here), static_cast<int>(own->second.size()));
      }
    }
  }

  [[nodiscard]] bool is_at_several_talks_at_once(const core::CompanyId& company) const {
    const auto own = std::count_if(built_.participants.begin(), built_.participants.end(),
                                   [&](const Attendee& attendee) { return attendee.company == company; });
    return own > static_cast<std::ptrdiff_t>(own_tables_.at(company).size());
  }

  [[nodiscard]] std::vector<bool> slots_of_session(const std::string& key) const {
    std::vector<bool> slots;
    slots.reserve(built_.slots.size());
    for (const auto& slot : built_.slots) slots.push_back(slot.session_key == key);
    return slots;
  }

  void add_rules() {
    for (std::size_t who = 0; who < built_.participants.size(); ++who) {
      auto& participant = built_.problem.participants[who];
      participant.max_consecutive = input_.settings.max_consecutive_talks;
      participant.min_gap = input_.settings.min_gap_slots;
      keep_pause_after_begun_talks(built_.participants[who], participant);
    }
    built_.problem.max_break_difference = input_.settings.max_break_difference;
    built_.problem.objective = scheduling_objective(input_.settings.objective);
    if (!input_.published) built_.problem.published.clear();
  }

  // Somebody who comes out of talks that have begun has the pause that the rules give before the next.
  void keep_pause_after_begun_talks(const Attendee& attendee, scheduling::Participant& participant) {
    if (built_.begun_slots.empty() || built_.slots.empty() || !is_same_day_as_before()) return;
    std::vector<bool> busy(built_.begun_slots.size(), false);
    for (const auto& talk : built_.begun) {
      if (std::find(talk.attendees.begin(), talk.attendees.end(), attendee) != talk.attendees.end())
        busy[at(*talk.slot)] = true;
    }
    const auto last = std::find(busy.rbegin(), busy.rend(), true);
    if (last == busy.rend()) return;
    const int idle = static_cast<int>(last - busy.rbegin());
    const int run = static_cast<int>(std::find(busy.rbegin(), busy.rend(), false) - busy.rbegin());
    auto& unavailable = participant.unavailable;
    if (unavailable.empty()) unavailable.assign(built_.slots.size(), false);
    for (int slot = 0; slot < std::min(participant.min_gap - idle, slot_count()); ++slot) unavailable[at(slot)] = true;
    // A run that goes on is cut where it would be too long.
    if (run == 0 || !participant.max_consecutive) return;
    const int pause = std::max(0, *participant.max_consecutive - run);
    if (pause < slot_count()) unavailable[at(pause)] = true;
  }

  [[nodiscard]] bool is_same_day_as_before() const {
    return core::local_date(built_.begun_slots.back().starts_at, input_.time_zone) ==
           core::local_date(built_.slots.front().starts_at, input_.time_zone);
  }

  [[nodiscard]] core::Result<> check_sizes() const {
    const auto small = [](const std::string& what, std::size_t count, int max) -> core::Result<> {
      if (count <= at(max)) return {};
      return core::fail(too_many_talks,
                        {{"what", what}, {"count", std::to_string(count)}, {"max", std::to_string(max)}});
    };
    for (const auto& done : {small("slots", built_.slots.size(), scheduling::max_slots),
                             small("talks", built_.talks.size(), scheduling::max_talks),
                             small("participants", built_.participants.size(), scheduling::max_participants),
                             small("limits of companies", built_.problem.quotas.size(), scheduling::max_quotas)}) {
      if (!done) return done;
    }
    return {};
  }

  const PlanningInput& input_;
  PlanningProblem built_;
  std::map<core::CompanyId, std::set<core::PersonId>> people_of_;
  std::map<core::CompanyId, std::vector<int>> own_tables_;
  std::map<core::CompanyId, std::vector<int>> talks_of_;
  std::map<Attendee, int> participants_;
  std::set<Pair> begun_;
  std::map<core::CompanyId, std::vector<int>> begun_of_;  // slots
};

}  // namespace

std::string talk_name(const PlanningInput& input, const core::CompanyId& one, const core::CompanyId& other) {
  return name_of(input, one) + " with " + name_of(input, other);
}

std::vector<std::string> common_tables(int count, const std::set<std::string>& own) {
  std::vector<std::string> names;
  for (int number = 1; static_cast<int>(names.size()) < count; ++number) {
    if (auto name = std::to_string(number); !own.contains(name)) names.push_back(std::move(name));
  }
  return names;
}

core::Result<PlanningProblem> build_problem(const PlanningInput& input) {
  auto built = Builder(input).build();
  if (!built) return built;
  // Of values, so that they outlive the input.
  std::vector<std::string> talks;
  for (const auto& talk : built->talks) talks.push_back(talk_name(input, talk.company, talk.with_company));
  std::vector<std::string> participants;
  for (const auto& attendee : built->participants) {
    const auto person = attendee.person ? input.people.find(*attendee.person) : input.people.end();
    participants.push_back(person == input.people.end()
                               ? name_of(input, attendee.company)
                               : person->second + " (" + name_of(input, attendee.company) + ")");
  }
  std::vector<std::string> slots;
  slots.reserve(built->slots.size());
  for (int slot = 0; slot < built->problem.slots; ++slot) slots.push_back(slot_name(input, built->slots, slot));
  const auto named = [](std::vector<std::string> words) {
    return [words = std::move(words)](int index) { return words.at(at(index)); };
  };
  built->names.talk = named(std::move(talks));
  built->names.participant = named(std::move(participants));
  built->names.slot = named(std::move(slots));
  built->names.quota = named(built->quotas);
  return built;
}

std::vector<TalkSlot> all_slots(const PlanningProblem& built) {
  auto slots = built.begun_slots;
  slots.insert(slots.end(), built.slots.begin(), built.slots.end());
  return slots;
}

int among_all(const PlanningProblem& built, int slot) { return static_cast<int>(built.begun_slots.size()) + slot; }

int fill_in(const PlanningInput& input, PlanningProblem& built, const scheduling::Plan& plan) {
  const auto seating = scheduling::seat(built.problem, plan, input.settings.tables, built.seats);
  for (std::size_t index = 0; index < built.talks.size(); ++index) {
    auto& talk = built.talks[index];
    talk.slot.reset();
    talk.table.reset();
    talk.left_out_reason.reset();
    if (plan.slots[index] == left_out) continue;
    talk.slot = among_all(built, plan.slots[index]);
    talk.table = built.tables.at(at(seating.tables[index]));
  }
  for (std::size_t index = 0; index < built.talks.size(); ++index) {
    if (plan.slots[index] == left_out) built.talks[index].left_out_reason = "there was no room for it";
  }
  for (const auto& it : scheduling::find_left_out(built.problem, plan, max_explained))
    built.talks[at(it.talk)].left_out_reason = words_of(it, built.names);
  return seating.changes;
}

std::vector<std::string> check_tables(const PlanningProblem& built, const scheduling::Plan& plan,
                                      const std::vector<int>& tables) {
  std::vector<std::string> wrong;
  std::map<std::pair<int, int>, std::size_t> talk_at;
  for (std::size_t index = 0; index < tables.size(); ++index) {
    if (plan.slots[index] == left_out || tables[index] == scheduling::unseated) continue;
    const auto [other, is_free] = talk_at.emplace(std::pair(plan.slots[index], tables[index]), index);
    if (is_free) continue;
    wrong.push_back(built.names.talk(static_cast<int>(other->second)) + " and " +
                    built.names.talk(static_cast<int>(index)) + " are both at table " +
                    built.tables.at(at(tables[index])) + " in " + built.names.slot(plan.slots[index]));
  }
  return wrong;
}

}  // namespace tagwerk::meetings
