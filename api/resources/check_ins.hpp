// Purpose: /events/{event_id}/check-ins: tickets scanned at the door. Thread-safety: as the route table.
#pragma once

#include <span>

#include "api/json/codec.hpp"
#include "api/pipeline/route.hpp"
#include "engine/registration/check_in.hpp"

namespace tagwerk::registration {

class CheckInService;
class Gate;
class TicketKeys;

[[nodiscard]] std::span<const json::EnumName<Direction>> enum_names(json::Tag<Direction>);
[[nodiscard]] std::span<const json::EnumName<ScanResult>> enum_names(json::Tag<ScanResult>);

}  // namespace tagwerk::registration

namespace tagwerk::resources {

void add_check_ins_routes(pipeline::RouteTable& table, registration::CheckInService& service, registration::Gate& gate,
                          const registration::TicketKeys& keys);

}  // namespace tagwerk::resources
