#include "engine/meetings/talk_settings_service.hpp"

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"
#include "engine/meetings/meetings_errors.hpp"
#include "engine/meetings/talk_settings_audit.hpp"
#include "engine/meetings/talk_settings_store.hpp"

namespace tagwerk::meetings {

namespace refusals = core::refusals;

namespace {

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
    record_change(tx, call, id, before ? &before->settings : nullptr, settings);
    return grid_of(settings, event->time_zone, version);
  });
}

}  // namespace tagwerk::meetings
