#include "engine/registration/door_watch.hpp"

#include <map>
#include <set>

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"
#include "engine/registration/check_in_report_service.hpp"

namespace tagwerk::registration {
namespace {

DoorState load_door(storage::Transaction& tx, const events::Event& event, core::Instant now) {
  return {.status = event.status, .lists = sum_up_door(tx, event, now)};
}

std::map<DoorKey, DoorState> load_doors(storage::Transaction& tx, const std::set<DoorKey>& keys, core::Instant now) {
  std::map<DoorKey, DoorState> doors;
  for (const auto& key : keys) {
    if (const auto event = events::find_event(tx, key.organization, key.event))
      doors.emplace(key, load_door(tx, *event, now));
  }
  return doors;
}

}  // namespace

DoorWatch::DoorWatch(storage::Database& database, const core::Clock& clock, storage::WatchPace pace)
    : database_(&database),
      watch_(database,
             {.what = "doors",
              .load = [&clock](storage::Transaction& tx,
                               const std::set<DoorKey>& keys) { return load_doors(tx, keys, clock.now()); },
              .has_changed = [](const DoorState& told, const DoorState& now) { return told != now; },
              .is_over = [](const DoorState& door) { return door.is_over(); }},
             pace) {}

core::Result<> DoorWatch::follow(const access::Call& call, const core::EventId& event, Tell tell) {
  const auto now = access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<DoorState> {
    const auto found = events::find_event(tx, call.principal.organization, event);
    if (!found) return core::refusals::not_found("event", event.text());
    return load_door(tx, *found, call.now);
  });
  if (!now) return now.error();
  const DoorKey key{.organization = call.principal.organization, .event = event};
  return watch_.follow(key.organization, key, *now, std::move(tell));
}

}  // namespace tagwerk::registration
