#include "engine/meetings/talk_capacity.hpp"

#include <algorithm>
#include <map>

namespace tagwerk::meetings {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

int divided_up(int count, int by) { return by > 0 ? (count + by - 1) / by : count; }

std::string counted(int count, const std::string& one) {
  return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
}

// In how many slots somebody of the company can be, and how many talks its limits allow there.
int possible_talks(const PlanningInput& input, const PlanningProblem& built, const core::CompanyId& id, int slots) {
  int side_by_side = 0;
  int free_slots = 0;
  for (std::size_t who = 0; who < built.participants.size(); ++who) {
    if (built.participants[who].company != id) continue;
    ++side_by_side;
    const auto& unavailable = built.problem.participants[who].unavailable;
    const auto away = static_cast<int>(std::count(unavailable.begin(), unavailable.end(), true));
    free_slots += std::max(0, slots - away);
  }
  int possible = free_slots;
  const auto company = input.companies.find(id);
  if (company == input.companies.end()) return possible;
  const auto limit = [&](const std::optional<int>& most) {
    if (most) possible = std::min(possible, *most);
  };
  const bool is_partner = company->second.role == directory::CompanyRole::partner;
  limit(is_partner ? input.settings.max_talks_per_partner : input.settings.max_talks_per_vendor);
  limit(company->second.talk_quota);
  if (input.settings.max_talks_per_session)
    limit(*input.settings.max_talks_per_session * static_cast<int>(input.settings.sessions.size()));
  if (!company->second.own_tables.empty())
    limit(slots * std::min(side_by_side, static_cast<int>(company->second.own_tables.size())));
  return possible;
}

void find_overloaded(const PlanningInput& input, const PlanningProblem& built, TalkCapacity& capacity) {
  std::map<core::CompanyId, int> wished;
  for (const auto& talk : built.talks) {
    ++wished[talk.company];
    ++wished[talk.with_company];
  }
  for (const auto& [id, talks] : wished) {
    const int possible = possible_talks(input, built, id, capacity.slots);
    if (talks <= possible) continue;
    const auto company = input.companies.find(id);
    capacity.overloaded.push_back({.company = id,
                                   .name = company == input.companies.end() ? id.text() : company->second.name,
                                   .wished = talks,
                                   .possible = possible});
  }
  std::stable_sort(capacity.overloaded.begin(), capacity.overloaded.end(),
                   [](const auto& a, const auto& b) { return a.wished - a.possible > b.wished - b.possible; });
  capacity.overloaded_companies = static_cast<std::int64_t>(capacity.overloaded.size());
  if (capacity.overloaded.size() > max_overloaded)
    capacity.overloaded.erase(capacity.overloaded.begin() + max_overloaded, capacity.overloaded.end());
}

void count_slots(const PlanningInput& input, const PlanningProblem& built, TalkCapacity& capacity) {
  const auto slots = slots_of(input.settings, input.time_zone);
  for (std::size_t slot = 0; slot < slots.size(); ++slot) {
    SlotUse use;
    use.slot = static_cast<int>(slot);
    use.at = slots[slot];
    use.tables = capacity.tables;
    const auto to_come = std::find(built.slots.begin(), built.slots.end(), slots[slot]);
    if (to_come != built.slots.end()) {
      const auto index = static_cast<std::size_t>(to_come - built.slots.begin());
      const auto& people = built.problem.participants;
      use.participants_away = static_cast<int>(std::count_if(people.begin(), people.end(), [&](const auto& one) {
        return !one.unavailable.empty() && one.unavailable[index];
      }));
    }
    if (input.published) {
      use.used = use.own_used = 0;
      for (const auto& talk : input.published->talks) {
        if (!talk.slot || input.published->slots.at(at(*talk.slot)).starts_at != use.at.starts_at) continue;
        const auto common = built.tables.begin() + input.settings.tables;
        ++*(std::find(built.tables.begin(), common, *talk.table) == common ? use.own_used : use.used);
      }
    }
    capacity.by_slot.push_back(std::move(use));
  }
}

void name_the_bottleneck(TalkCapacity& capacity) {
  const int at_common = capacity.talks_wished - capacity.at_own_tables;
  if (at_common > capacity.places_offered) {
    capacity.bottleneck = TalkCapacity::Bottleneck::tables;
    capacity.words = counted(at_common, "talk") + " at common tables are wished for, but " +
                     counted(capacity.tables, "table") + " in " + counted(capacity.slots, "slot") + " make only " +
                     counted(capacity.places_offered, "place") + ": " + counted(capacity.tables_needed, "table") +
                     " would be needed.";
  } else if (!capacity.overloaded.empty()) {
    const auto& worst = capacity.overloaded.front();
    capacity.bottleneck = TalkCapacity::Bottleneck::company;
    capacity.words = worst.name + " is wished for, or wishes, " + counted(worst.wished, "talk") + ", but can have " +
                     std::to_string(worst.possible) + ".";
    if (capacity.overloaded_companies > 1)
      capacity.words += " " + std::to_string(capacity.overloaded_companies) + " companies are in such a position.";
  } else {
    capacity.words =
        "Nothing stands in the way of the talks as far as numbers tell: " + counted(capacity.talks_wished, "talk") +
        ", " + counted(capacity.places_offered, "place") + " at common tables.";
  }
}

}  // namespace

std::string_view to_text(TalkCapacity::Bottleneck bottleneck) noexcept {
  switch (bottleneck) {
    case TalkCapacity::Bottleneck::none:
      return "none";
    case TalkCapacity::Bottleneck::tables:
      return "tables";
    case TalkCapacity::Bottleneck::company:
      break;
  }
  return "company";
}

TalkCapacity capacity_of(const PlanningInput& input, const PlanningProblem& built, const WhatIf& what_if) {
  TalkCapacity capacity;
  capacity.is_what_if = what_if.asks();
  capacity.slots = what_if.slots.value_or(static_cast<int>(slots_of(input.settings, input.time_zone).size()));
  capacity.tables = what_if.tables.value_or(input.settings.tables);
  capacity.places_offered = capacity.slots * capacity.tables;
  for (const auto& [id, company] : input.companies) {
    if (company.takes_part) capacity.own_tables += static_cast<int>(company.own_tables.size());
  }
  capacity.talks_wished = static_cast<int>(built.talks.size());
  for (std::size_t talk = 0; talk < built.talks.size(); ++talk) {
    if (built.talks[talk].is_must) ++capacity.musts;
    if (built.problem.talks[talk].has_own_table) ++capacity.at_own_tables;
  }
  capacity.not_planned = static_cast<int>(built.not_planned.size());
  capacity.waiting_for_answer =
      static_cast<int>(std::count_if(input.wishes.begin(), input.wishes.end(), [&](const TalkWish& wish) {
        return wish.status == WishStatus::open && !counts(wish, input.settings.answer_mode);
      }));
  capacity.tables_needed = divided_up(capacity.talks_wished - capacity.at_own_tables, capacity.slots);
  find_overloaded(input, built, capacity);
  count_slots(input, built, capacity);
  name_the_bottleneck(capacity);
  return capacity;
}

}  // namespace tagwerk::meetings
