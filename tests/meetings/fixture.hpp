// Purpose: what the tests of talks share: an event with settings, partners and vendors with confirmed places, wishes that count.
// Thread-safety: one thread.
#pragma once

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <vector>

#include "engine/events/event_store.hpp"
#include "engine/meetings/planning_input.hpp"
#include "engine/meetings/talk_problem.hpp"
#include "engine/meetings/talk_settings_service.hpp"
#include "engine/meetings/talk_wish_service.hpp"
#include "tests/support/rows.hpp"

namespace tagwerk::test {

namespace day {
inline const core::Date first{2016, 11, 10};
}

inline meetings::TalkSettings morning_of(int slots, int tables) {
  meetings::TalkSettings settings;
  settings.slot_minutes = 20;
  settings.tables = tables;
  settings.sessions = {
      {.key = "morning", .name = "Vormittag", .date = day::first, .starts_at = {540}, .ends_at = {540 + 20 * slots}}};
  return settings;
}

/// A problem of nothing but values: companies p0…, v0…, everybody takes part.
struct TalksInput {
  meetings::PlanningInput input;

  explicit TalksInput(int slots = 4, int tables = 2) {
    input.now = core::parse_rfc3339("2016-11-01T00:00:00Z").value();
    input.time_zone = "Europe/Berlin";
    input.settings = morning_of(slots, tables);
  }

  core::CompanyId add(const std::string& name, directory::CompanyRole role) {
    const auto id = core::CompanyId::make(input.now);
    input.companies[id] = {.name = name, .role = role, .takes_part = true};
    return id;
  }
  core::CompanyId partner(const std::string& name) { return add(name, directory::CompanyRole::partner); }
  core::CompanyId vendor(const std::string& name) { return add(name, directory::CompanyRole::vendor); }
  core::PersonId person(const std::string& name) {
    const auto id = core::PersonId::make(input.now);
    input.people[id] = name;
    return id;
  }
  meetings::TalkWish& wish(const core::CompanyId& company, const core::CompanyId& with_company,
                           meetings::Importance importance = meetings::Importance::would_like) {
    meetings::TalkWish wish;
    wish.id = meetings::TalkWishId::make(input.now);
    wish.company = company;
    wish.with_company = with_company;
    wish.importance = importance;
    wish.status = meetings::WishStatus::accepted;
    input.wishes.push_back(wish);
    return input.wishes.back();
  }
  [[nodiscard]] meetings::PlanningProblem built() const { return meetings::build_problem(input).value(); }
};

}  // namespace tagwerk::test
