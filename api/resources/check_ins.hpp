// Purpose: /events/{event_id}/check-ins: scans of tickets at the door. Thread-safety: as the route table.
#pragma once

#include <span>

#include "api/json/codec.hpp"
#include "api/pipeline/route.hpp"
#include "engine/registration/check_in.hpp"

namespace tagwerk::registration {

class CheckInService;

[[nodiscard]] std::span<const json::EnumName<Direction>> enum_names(json::Tag<Direction>);
[[nodiscard]] std::span<const json::EnumName<ScanResult>> enum_names(json::Tag<ScanResult>);

}  // namespace tagwerk::registration

namespace tagwerk::resources {

void add_check_ins_routes(pipeline::RouteTable& table, registration::CheckInService& service);

}  // namespace tagwerk::resources
