#include "engine/trips/trip_requirements_service.hpp"

#include <utility>

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/trips/trip.hpp"
#include "engine/trips/trip_requirements_store.hpp"

namespace tagwerk::trips {

namespace {

RequirementsOfTrip told(const events::Event& event, VersionedRequirements requirements) {
  const auto returns_on = return_date(event.ends_on, requirements.content.returns_on);
  return {.content = std::move(requirements.content),
          .return_date = returns_on,
          .time_zone = event.time_zone,
          .version = requirements.version};
}

audit::Members members_of(const TripRequirements& content) {
  audit::Members members{{"passport_days_after_return", std::to_string(content.passport_days_after_return)},
                         {"health_days_after_return", std::to_string(content.health_days_after_return)}};
  std::string countries;
  for (const auto& country : content.countries) countries.append(countries.empty() ? "" : " ").append(country);
  members.emplace("countries", std::move(countries));
  if (content.returns_on) members.emplace("returns_on", core::to_text(*content.returns_on));
  for (const auto& one : content.deadlines)
    members.emplace("requirements/" + std::string(to_text(one.requirement)),
                    one.due_on ? core::to_text(*one.due_on) : "asked for");
  return members;
}

}  // namespace

core::Result<RequirementsOfTrip> TripRequirementsService::get(const access::Call& call, const core::EventId& id) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<RequirementsOfTrip> {
    const auto event = find_trip(tx, call, id);
    if (!event) return event.error();
    return told(*event, load_requirements(tx, id));
  });
}

core::Result<RequirementsOfTrip> TripRequirementsService::put(const access::Call& call, const core::EventId& id,
                                                              const TripRequirements& requirements,
                                                              const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<RequirementsOfTrip> {
    const auto event = find_trip(tx, call, id, storage::Lock::for_update);
    if (!event) return event.error();
    const auto before = load_requirements(tx, id);
    if (!is_met(expected, before.version)) return core::fail(core::precondition_failed);
    if (auto wrong = check(requirements, event->ends_on); !wrong.empty()) return core::fail_fields(std::move(wrong));
    if (before.version != 0 && before.content == requirements) return told(*event, before);
    const VersionedRequirements after{.content = requirements, .version = before.version + 1};
    save_requirements(tx, id, after, call.now);
    audit::record(tx, call,
                  {.object_kind = "event",
                   .object = id.uuid,
                   .action = "trip_requirements_changed",
                   .changes = audit::changes_between(members_of(before.content), members_of(requirements))});
    return told(*event, after);
  });
}

}  // namespace tagwerk::trips
