// Purpose: who talks with whom, when and at which table, by the published plan: of one company, one person, one table or all.
// A talk that was published and is not any more stays in it as cancelled, so that calendars learn of it.
// Errors: none. Thread-safety: values and pure functions.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/meetings/talk_plan.hpp"

namespace tagwerk::meetings {

struct TimetableFilter {
  std::optional<core::CompanyId> company = {};
  std::optional<core::PersonId> person = {};
  std::optional<std::string> table = {};
};

struct TimetableEntry {
  TalkId talk;
  int sequence = 0;
  bool cancelled = false;
  core::Instant starts_at;
  core::Instant ends_at;
  std::optional<int> slot;  // from 0 on; none where cancelled
  std::optional<std::string> session_key;
  std::optional<std::string> table;  // none where cancelled
  core::CompanyId company;
  core::CompanyId with_company;
  std::vector<Attendee> attendees;
};

/// By time, then table. A person of a company that attends as a whole is not told apart: such talks are in every person's.
[[nodiscard]] std::vector<TimetableEntry> timetable_of(const TalkPlan& plan, const TimetableFilter& filter,
                                                       const std::optional<core::CompanyId>& company_of_person);

}  // namespace tagwerk::meetings
