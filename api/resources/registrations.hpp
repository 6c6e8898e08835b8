// Purpose: /registrations: companies' groups at events, their heads and their cancellation.
// Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"
#include "api/pipeline/scope.hpp"

namespace tagwerk::registration {
class Desk;
class RegistrationService;
}  // namespace tagwerk::registration

namespace tagwerk::resources {

void add_registrations_routes(pipeline::RouteTable& table, registration::RegistrationService& service,
                              registration::Desk& desk);
/// For {registration_id}; {participant_id} exists only below it and is looked up by the handlers.
[[nodiscard]] pipeline::Resolver registration_resolver(registration::RegistrationService& service);

}  // namespace tagwerk::resources
