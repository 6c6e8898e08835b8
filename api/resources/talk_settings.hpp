// Purpose: /events/{event_id}/talks/settings: when and where talks can be. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::meetings {
class TalkSettingsService;
}

namespace tagwerk::resources {

void add_talk_settings_routes(pipeline::RouteTable& table, meetings::TalkSettingsService& service);

}  // namespace tagwerk::resources
