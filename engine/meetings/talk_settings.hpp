// Purpose: when and where talks of an event can be: sessions, breaks, the length of a talk, tables, and what is asked of a plan.
// From these come the slots, one after the other: a slot is as long as a talk and lies in one session, outside of all breaks.
// Units: wall time of the event's zone; minutes; gaps in slots. Errors: field errors with JSON pointers into the settings.
// Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/meetings/plan_objective.hpp"

namespace tagwerk::meetings {

inline constexpr std::size_t max_talk_sessions = 20;
inline constexpr std::size_t max_talk_breaks = 50;
inline constexpr std::size_t max_talk_slots = 256;
inline constexpr int min_slot_minutes = 5;
inline constexpr int max_slot_minutes = 120;
inline constexpr int slot_minutes_step = 5;
inline constexpr int max_common_tables = 1000;
inline constexpr std::size_t max_session_name_length = 200;
inline constexpr int max_talks_limit = 256;  // of one company

/// Whether a wish counts before the other side has said yes, or until it says no.
enum class AnswerMode : std::uint8_t { opt_in, opt_out };
inline constexpr AnswerMode all_answer_modes[] = {AnswerMode::opt_in, AnswerMode::opt_out};
[[nodiscard]] std::string_view to_text(AnswerMode mode) noexcept;
[[nodiscard]] std::optional<AnswerMode> parse_answer_mode(std::string_view text) noexcept;

struct TalkSession {
  std::string key;
  std::string name;
  core::Date date;
  core::TimeOfDay starts_at;
  core::TimeOfDay ends_at;
  bool operator==(const TalkSession&) const = default;
};

/// No talk while it lasts.
struct TalkBreak {
  std::string name;
  core::Date date;
  core::TimeOfDay starts_at;
  core::TimeOfDay ends_at;
  bool operator==(const TalkBreak&) const = default;
};

struct TalkSettings {
  int slot_minutes = 20;
  int tables = 0;  // that everybody may use; vendors' own come on top
  std::vector<TalkSession> sessions;
  std::vector<TalkBreak> breaks;
  AnswerMode answer_mode = AnswerMode::opt_in;
  std::optional<core::Instant> answers_until;  // later only the organizers answer
  std::optional<int> max_talks_per_partner;    // companies of that role; suppliers count as vendors
  std::optional<int> max_talks_per_vendor;
  std::optional<int> max_talks_per_session;  // of any company
  std::optional<int> max_consecutive_talks;  // of one participant, without a free slot between them
  int min_gap_slots = 0;                     // free slots between two talks of one participant
  /// Of two participants' numbers of breaks; none: whatever comes.
  std::optional<int> max_break_difference = 2;
  PlanObjective objective = default_objective;
  /// Two companies that had a talk in this series on that date or later do not meet again.
  std::optional<core::Date> not_met_since;
  bool operator==(const TalkSettings&) const = default;
};

struct TalkSlot {
  std::string session_key;
  core::Instant starts_at;
  core::Instant ends_at;
  bool operator==(const TalkSlot&) const = default;
};

/// What is wrong with them at an event on those days in that zone.
[[nodiscard]] std::vector<core::FieldError> check(const TalkSettings& settings, core::Date first_day,
                                                  core::Date last_day, std::string_view zone);
/// In the order of time; their numbers for people count from 1.
[[nodiscard]] std::vector<TalkSlot> slots_of(const TalkSettings& settings, std::string_view zone);
/// The first slot of each day in that zone, from 0 on, ascending.
[[nodiscard]] std::vector<int> day_starts_of(const std::vector<TalkSlot>& slots, std::string_view zone);

}  // namespace tagwerk::meetings
