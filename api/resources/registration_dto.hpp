// Purpose: how registrations and their heads are shown. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "api/json/codec.hpp"
#include "api/resources/answer_form.hpp"
#include "engine/registration/registration.hpp"

namespace tagwerk::registration {

[[nodiscard]] std::span<const json::EnumName<RegistrationStatus>> enum_names(json::Tag<RegistrationStatus>);
[[nodiscard]] std::span<const json::EnumName<ParticipantState>> enum_names(json::Tag<ParticipantState>);
[[nodiscard]] std::span<const json::EnumName<WaitlistPolicy>> enum_names(json::Tag<WaitlistPolicy>);
[[nodiscard]] const json::Object<Share>& shape(json::Tag<Share>);

}  // namespace tagwerk::registration

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
  std::optional<registration::AnswerSet> answers = {};  // not at the door
};
[[nodiscard]] const json::Object<ParticipantDto>& shape(json::Tag<ParticipantDto>);
[[nodiscard]] ParticipantDto participant_dto(const registration::Participant& participant);
/// With what it answered.
[[nodiscard]] ParticipantDto whole_participant_dto(const registration::Participant& participant);

struct RegistrationDto {
  core::RegistrationId id;
  core::EventId event_id;
  core::CompanyId company_id;
  std::optional<std::string> category;
  registration::RegistrationStatus status = registration::RegistrationStatus::confirmed;
  registration::WaitlistPolicy waitlist = registration::WaitlistPolicy::none;
  std::int64_t confirmed_headcount = 0;
  std::int64_t waitlisted_headcount = 0;
  std::map<std::string, registration::Share> pools;
  std::vector<ParticipantDto> participants;
  core::Instant registered_at;
  std::optional<core::Instant> cancelled_at;
  core::Instant created_at;
  core::Instant updated_at;
};
[[nodiscard]] const json::Object<RegistrationDto>& shape(json::Tag<RegistrationDto>);
[[nodiscard]] RegistrationDto registration_dto(const registration::Registration& registration);

}  // namespace tagwerk::resources
