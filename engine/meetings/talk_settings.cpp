#include "engine/meetings/talk_settings.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/core/field_checks.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/one_of.hpp"
#include "engine/core/time_zone.hpp"
#include "engine/meetings/meetings_errors.hpp"

namespace tagwerk::meetings {
namespace {

using core::Fields;

void check_maybe(Fields& fields, const std::string& pointer, const std::optional<int>& value, int min, int max) {
  if (value) check_range(fields, pointer, *value, min, max);
}

template <class Span>
void check_times(Fields& fields, const std::string& at, const Span& span, core::Date first_day, core::Date last_day) {
  if (span.date < first_day || span.date > last_day) {
    fields.push_back({at + "/date",
                      &not_a_day_of_the_event,
                      {{"value", core::to_text(span.date)},
                       {"first", core::to_text(first_day)},
                       {"last", core::to_text(last_day)}}});
  }
  if (span.ends_at <= span.starts_at) {
    fields.push_back({at + "/ends_at",
                      &ends_before_it_starts,
                      {{"value", core::to_text(span.ends_at)}, {"start", core::to_text(span.starts_at)}}});
  }
}

bool overlap(const TalkSession& one, const TalkSession& other) {
  return one.date == other.date && one.starts_at < other.ends_at && other.starts_at < one.ends_at;
}

void check_sessions(Fields& fields, const std::vector<TalkSession>& sessions, core::Date first_day,
                    core::Date last_day) {
  check_count(fields, "/sessions", sessions.size(), 1, max_talk_sessions);
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    const auto at = "/sessions/" + std::to_string(i);
    const auto& session = sessions[i];
    core::MemberRules rules(at);
    rules.key("key", session.key).line("name", session.name, max_session_name_length);
    append(fields, rules.take());
    check_times(fields, at, session, first_day, last_day);
    for (std::size_t j = 0; j < i; ++j) {
      if (sessions[j].key == session.key)
        fields.push_back({at + "/key", &core::field_duplicate, {{"value", session.key}}});
      if (overlap(sessions[j], session))
        fields.push_back({at, &sessions_overlap, {{"one", sessions[j].key}, {"other", session.key}}});
    }
  }
}

void check_breaks(Fields& fields, const std::vector<TalkBreak>& breaks, core::Date first_day, core::Date last_day) {
  check_count(fields, "/breaks", breaks.size(), 0, max_talk_breaks);
  for (std::size_t i = 0; i < breaks.size(); ++i) {
    const auto at = "/breaks/" + std::to_string(i);
    core::MemberRules rules(at);
    rules.line("name", breaks[i].name, max_session_name_length);
    append(fields, rules.take());
    check_times(fields, at, breaks[i], first_day, last_day);
  }
}

// The end of the latest break that lies between, if one does.
std::optional<int> break_between(const TalkSettings& settings, core::Date date, int start, int end) {
  std::optional<int> latest;
  for (const auto& one : settings.breaks) {
    if (one.date != date || one.starts_at.minutes >= end || start >= one.ends_at.minutes) continue;
    latest = std::max(latest.value_or(0), one.ends_at.minutes);
  }
  return latest;
}

}  // namespace

std::string_view to_text(AnswerMode mode) noexcept { return mode == AnswerMode::opt_in ? "opt_in" : "opt_out"; }

std::optional<AnswerMode> parse_answer_mode(std::string_view text) noexcept {
  return core::one_of(all_answer_modes, text);
}

std::vector<core::FieldError> check(const TalkSettings& settings, core::Date first_day, core::Date last_day,
                                    std::string_view zone) {
  Fields fields;
  check_range(fields, "/slot_minutes", settings.slot_minutes, min_slot_minutes, max_slot_minutes);
  if (settings.slot_minutes % slot_minutes_step != 0) {
    fields.push_back(
        {"/slot_minutes",
         &core::field_format,
         {{"value", std::to_string(settings.slot_minutes)}, {"expected", "a multiple of 5, such as 15, 20 or 30"}}});
  }
  check_range(fields, "/tables", settings.tables, 0, max_common_tables);
  check_sessions(fields, settings.sessions, first_day, last_day);
  check_breaks(fields, settings.breaks, first_day, last_day);
  check_maybe(fields, "/max_talks_per_partner", settings.max_talks_per_partner, 0, max_talks_limit);
  check_maybe(fields, "/max_talks_per_vendor", settings.max_talks_per_vendor, 0, max_talks_limit);
  check_maybe(fields, "/max_talks_per_session", settings.max_talks_per_session, 0, max_talks_limit);
  check_maybe(fields, "/max_consecutive_talks", settings.max_consecutive_talks, 1, max_talks_limit);
  check_range(fields, "/min_gap_slots", settings.min_gap_slots, 0, max_talks_limit);
  check_maybe(fields, "/max_break_difference", settings.max_break_difference, 0, max_talks_limit);
  for (std::size_t i = 0; i < settings.objective.size(); ++i) {
    const auto goal = settings.objective[i];
    const auto first = std::find(settings.objective.begin(), settings.objective.end(), goal);
    if (first < settings.objective.begin() + static_cast<std::ptrdiff_t>(i)) {
      fields.push_back(
          {"/objective/" + std::to_string(i), &core::field_duplicate, {{"value", std::string(to_text(goal))}}});
    }
  }
  if (!fields.empty()) return fields;
  if (const auto count = slots_of(settings, zone).size(); count == 0 || count > max_talk_slots)
    fields.push_back({"/sessions", &slots_out_of_range, {{"count", std::to_string(count)}, {"max", "256"}}});
  return fields;
}

std::vector<TalkSlot> slots_of(const TalkSettings& settings, std::string_view zone) {
  std::vector<TalkSlot> slots;
  for (const auto& session : settings.sessions) {
    auto start = session.starts_at.minutes;
    while (start + settings.slot_minutes <= session.ends_at.minutes) {
      const auto end = start + settings.slot_minutes;
      if (const auto after = break_between(settings, session.date, start, end)) {
        start = *after;
        continue;
      }
      const auto from = core::instant_at(session.date, {start}, zone);
      start = end;
      // The length is that of the clock which everybody looks at, also in the night in which it is changed.
      if (from) slots.push_back({session.key, *from, *from + boost::posix_time::minutes(settings.slot_minutes)});
    }
  }
  std::stable_sort(slots.begin(), slots.end(),
                   [](const TalkSlot& a, const TalkSlot& b) { return a.starts_at < b.starts_at; });
  // In a night in which the clock goes forward some never come.
  std::vector<TalkSlot> apart;
  for (auto& slot : slots) {
    if (apart.empty() || apart.back().ends_at <= slot.starts_at) apart.push_back(std::move(slot));
  }
  return apart;
}

std::vector<int> day_starts_of(const std::vector<TalkSlot>& slots, std::string_view zone) {
  std::vector<int> starts;
  std::optional<core::Date> day;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const auto here = core::local_date(slots[i].starts_at, zone);
    if (i == 0 || here != day) starts.push_back(static_cast<int>(i));
    day = here;
  }
  return starts;
}

}  // namespace tagwerk::meetings
