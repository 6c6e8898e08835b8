// Purpose: /registrations: companies' groups at events, their heads and their cancellation.
// Thread-safety: as the route table.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "api/json/codec.hpp"
#include "api/pipeline/route.hpp"
#include "api/pipeline/scope.hpp"
#include "engine/registration/registration.hpp"

namespace tagwerk::registration {
class RegistrationService;
}

namespace tagwerk::resources {

/// A head as it is shown, here and by check-ins.
struct ParticipantDto {
  core::ParticipantId id;
  registration::ParticipantState state = registration::ParticipantState::confirmed;
  std::optional<core::PersonId> person_id;
  std::optional<std::string> given_name;
  std::optional<std::string> family_name;
  std::optional<std::string> email;
  std::string ticket_code;
};
[[nodiscard]] const json::Object<ParticipantDto>& shape(json::Tag<ParticipantDto>);
[[nodiscard]] ParticipantDto participant_dto(const registration::Participant& participant);

void add_registrations_routes(pipeline::RouteTable& table, registration::RegistrationService& service);
/// For {registration_id}; {participant_id} exists only below it and is looked up by the handlers.
[[nodiscard]] pipeline::Resolver registration_resolver(registration::RegistrationService& service);

}  // namespace tagwerk::resources
