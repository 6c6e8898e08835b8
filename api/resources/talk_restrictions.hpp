// Purpose: who cannot talk when, and who not with whom: /events/{event_id}/talk-absences, /events/{event_id}/talk-exclusions and single ones. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"
#include "api/pipeline/scope.hpp"

namespace tagwerk::meetings {
class TalkRestrictionService;
}

namespace tagwerk::resources {

[[nodiscard]] pipeline::Resolver talk_absence_resolver(meetings::TalkRestrictionService& service);
[[nodiscard]] pipeline::Resolver talk_exclusion_resolver(meetings::TalkRestrictionService& service);
void add_talk_restrictions_routes(pipeline::RouteTable& table, meetings::TalkRestrictionService& service);

}  // namespace tagwerk::resources
