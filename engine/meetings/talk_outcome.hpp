// Purpose: whether a talk of the published plan took place, and the school grade that its partner gives it.
// Rules: recorded  from the begin of its slot on, while it has one in the published plan of an event that is not cancelled. A talk
//                  of which nothing is recorded is not known: it is never taken for held.
//        no_show   one of the two companies did not come, or both.
//        who       staff for every talk, a company for its own. What staff recorded only staff changes or deletes; what a company
//                  recorded staff, it and the other company do: the last word stands, and the trail tells all of them.
//        grade     of the talk's partner, one per talk, given by itself or by staff for it; from the begin of the slot on, unless the
//                  vendor is recorded as absent. It is kept when that is recorded later, and counts no more.
// Units: grades in tenths (core::Grade). Errors: field errors with JSON pointers into the outcome; talk_not_planned, talk_not_begun,
// recorded_by_staff, company_not_in_talk. Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/grade.hpp"
#include "engine/core/id.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time.hpp"
#include "engine/directory/company.hpp"
#include "engine/meetings/talk_plan.hpp"

namespace tagwerk::meetings {

inline constexpr std::size_t max_outcome_note_length = 500;  // code points

enum class Outcome : std::uint8_t { held, no_show };
inline constexpr Outcome all_outcomes[] = {Outcome::held, Outcome::no_show};
[[nodiscard]] std::string_view to_text(Outcome outcome) noexcept;
[[nodiscard]] std::optional<Outcome> parse_outcome(std::string_view text) noexcept;

enum class Recorder : std::uint8_t { staff, partner, vendor };
inline constexpr Recorder all_recorders[] = {Recorder::staff, Recorder::partner, Recorder::vendor};
[[nodiscard]] std::string_view to_text(Recorder recorder) noexcept;
[[nodiscard]] std::optional<Recorder> parse_recorder(std::string_view text) noexcept;

struct TalkSide {
  core::CompanyId company;
  directory::CompanyRole role = directory::CompanyRole::partner;
};

/// A pair of companies at an event, and when they talk.
struct TalkAtEvent {
  TalkId id;
  core::EventId event;
  TalkSide one;
  TalkSide other;
  std::optional<core::Instant> starts_at;  // none: no slot in the published plan, or the event is cancelled

  [[nodiscard]] const TalkSide* side_of(const core::CompanyId& company) const noexcept;
};

struct NewTalkOutcome {
  Outcome outcome = Outcome::held;
  std::vector<core::CompanyId> absent = {};  // of the two; exactly where it is a no_show
  std::optional<std::string> note = {};
};

struct TalkOutcome {
  TalkId id;  // the talk's
  core::EventId event;
  core::CompanyId company;
  core::CompanyId with_company;
  Outcome outcome = Outcome::held;
  std::vector<core::CompanyId> absent;  // sorted
  std::optional<std::string> note;
  Recorder recorded_by = Recorder::staff;
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
  bool operator==(const TalkOutcome&) const = default;
};

struct TalkOutcomeFilter {
  std::optional<core::CompanyId> company;  // on either side
  std::optional<Outcome> outcome;
};

struct TalkGrade {
  TalkId id;  // the talk's
  core::Grade grade;
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
};

/// What can be said without knowing the talk.
[[nodiscard]] std::vector<core::FieldError> check(const NewTalkOutcome& outcome);
/// The same, and that who is absent is one of the two.
[[nodiscard]] std::vector<core::FieldError> check(const NewTalkOutcome& outcome, const TalkAtEvent& talk);
/// It has begun, as planned.
[[nodiscard]] core::Result<> check_begun(const TalkAtEvent& talk, core::Instant now);
/// Whether `by` may change or delete what is recorded.
[[nodiscard]] core::Result<> check_may_replace(const TalkOutcome& before, Recorder by);
/// A company that is no partner is recorded as absent.
[[nodiscard]] bool is_missed_by_vendor(const TalkOutcome& outcome, const TalkAtEvent& talk) noexcept;
/// `before`: of the talk, if something is recorded. Equal to it when that says the same already.
[[nodiscard]] TalkOutcome recorded(const TalkAtEvent& talk, const std::optional<TalkOutcome>& before,
                                   const NewTalkOutcome& wanted, Recorder by, core::Instant now);

}  // namespace tagwerk::meetings
