// Purpose: /events/{event_id}/vendor-participations and /vendor-participations: vendors from an enquiry to a confirmation, and what
// it costs. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"
#include "api/pipeline/scope.hpp"

namespace tagwerk::vendors {
class VendorParticipationService;
}

namespace tagwerk::resources {

void add_vendor_participations_routes(pipeline::RouteTable& table, vendors::VendorParticipationService& service);
[[nodiscard]] pipeline::Resolver vendor_participation_resolver(vendors::VendorParticipationService& service);

}  // namespace tagwerk::resources
