#include "engine/meetings/talk_settings_audit.hpp"

#include <optional>
#include <string>

#include "engine/audit/audit.hpp"
#include "engine/audit/change.hpp"

namespace tagwerk::meetings {
namespace {

std::string text_of(const std::optional<int>& number) { return number ? std::to_string(*number) : "none"; }

template <class Span>
std::string times_of(const Span& span) {
  return core::to_text(span.date) + " " + core::to_text(span.starts_at) + "-" + core::to_text(span.ends_at);
}

audit::Members members_of(const TalkSettings& settings) {
  audit::Members members{{"slot_minutes", std::to_string(settings.slot_minutes)},
                         {"tables", std::to_string(settings.tables)},
                         {"answer_mode", std::string(to_text(settings.answer_mode))},
                         {"max_talks_per_partner", text_of(settings.max_talks_per_partner)},
                         {"max_talks_per_vendor", text_of(settings.max_talks_per_vendor)},
                         {"max_talks_per_session", text_of(settings.max_talks_per_session)},
                         {"max_consecutive_talks", text_of(settings.max_consecutive_talks)},
                         {"min_gap_slots", std::to_string(settings.min_gap_slots)},
                         {"max_break_difference", text_of(settings.max_break_difference)},
                         {"objective", to_words(settings.objective)}};
  if (settings.answers_until) members.emplace("answers_until", core::to_rfc3339(*settings.answers_until));
  if (settings.not_met_since) members.emplace("not_met_since", core::to_text(*settings.not_met_since));
  std::string sessions;
  for (const auto& one : settings.sessions)
    sessions.append(sessions.empty() ? "" : "; ").append(one.key).append(" ").append(times_of(one));
  members.emplace("sessions", sessions);
  std::string breaks;
  for (const auto& one : settings.breaks)
    breaks.append(breaks.empty() ? "" : "; ").append(one.name).append(" ").append(times_of(one));
  members.emplace("breaks", breaks);
  return members;
}

}  // namespace

void record_change(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                   const TalkSettings* before, const TalkSettings& after) {
  audit::record(tx, call,
                {.object_kind = "event",
                 .object = event.uuid,
                 .action = "talk_settings_changed",
                 .changes = audit::changes_between(before != nullptr ? members_of(*before) : audit::Members{},
                                                   members_of(after))});
}

}  // namespace tagwerk::meetings
