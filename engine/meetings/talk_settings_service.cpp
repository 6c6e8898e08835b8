#include "engine/meetings/talk_settings_service.hpp"

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"
#include "engine/meetings/meetings_errors.hpp"
#include "engine/meetings/talk_settings_store.hpp"

namespace tagwerk::meetings {

namespace refusals = core::refusals;

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
                         {"max_break_difference", text_of(settings.max_break_difference)}};
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

TalkGrid grid_of(const TalkSettings& settings, const std::string& zone, std::int64_t version) {
  return {.settings = settings, .time_zone = zone, .slots = slots_of(settings, zone), .version = version};
}

}  // namespace

core::Result<TalkGrid> TalkSettingsService::get(const access::Call& call, const core::EventId& id) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<TalkGrid> {
    const auto event = events::find_event(tx, call.principal.organization, id);
    if (!event) return refusals::not_found("event", id.text());
    const auto found = find_talk_settings(tx, id);
    if (!found) return core::fail(no_talk_settings, {{"event", id.text()}});
    return grid_of(found->settings, event->time_zone, found->version);
  });
}

core::Result<TalkGrid> TalkSettingsService::put(const access::Call& call, const core::EventId& id,
                                                const TalkSettings& settings, const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<TalkGrid> {
    const auto event = events::find_event(tx, call.principal.organization, id, storage::Lock::for_update);
    if (!event) return refusals::not_found("event", id.text());
    const auto before = find_talk_settings(tx, id);
    if (!expected.is_met_by(before ? std::optional(before->version) : std::nullopt))
      return core::fail(core::precondition_failed);
    if (auto wrong = check(settings, event->starts_on, event->ends_on, event->time_zone); !wrong.empty())
      return core::fail_fields(std::move(wrong));
    if (before && before->settings == settings) return grid_of(settings, event->time_zone, before->version);
    const auto version = before ? before->version + 1 : core::first_version(call.now);
    save_talk_settings(tx, id, settings, version, call.now);
    audit::record(tx, call,
                  {.object_kind = "event",
                   .object = id.uuid,
                   .action = "talk_settings_changed",
                   .changes = audit::changes_between(before ? members_of(before->settings) : audit::Members{},
                                                     members_of(settings))});
    return grid_of(settings, event->time_zone, version);
  });
}

}  // namespace tagwerk::meetings
