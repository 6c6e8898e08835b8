// Purpose: /registrations: company groups at an event. Thread-safety: as the route table.
#pragma once

#include <span>

#include "api/json/codec.hpp"
#include "api/pipeline/route.hpp"
#include "api/pipeline/scope.hpp"
#include "engine/registration/registration.hpp"

namespace tagwerk::registration {

class RegistrationService;

[[nodiscard]] std::span<const json::EnumName<RegistrationStatus>> enum_names(json::Tag<RegistrationStatus>);
[[nodiscard]] std::span<const json::EnumName<ParticipantState>> enum_names(json::Tag<ParticipantState>);
[[nodiscard]] std::span<const json::EnumName<WaitlistPolicy>> enum_names(json::Tag<WaitlistPolicy>);

}  // namespace tagwerk::registration

namespace tagwerk::resources {

void add_registrations_routes(pipeline::RouteTable& table, registration::RegistrationService& service);
[[nodiscard]] pipeline::Resolver registration_resolver(registration::RegistrationService& service);

}  // namespace tagwerk::resources
