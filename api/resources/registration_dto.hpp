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
#include "engine/core/money.hpp"
#include "engine/core/percent.hpp"
#include "engine/registration/price.hpp"
#include "engine/registration/registration.hpp"

namespace tagwerk::registration {

[[nodiscard]] std::span<const json::EnumName<RegistrationStatus>> enum_names(json::Tag<RegistrationStatus>);
[[nodiscard]] std::span<const json::EnumName<ParticipantState>> enum_names(json::Tag<ParticipantState>);
[[nodiscard]] std::span<const json::EnumName<WaitlistPolicy>> enum_names(json::Tag<WaitlistPolicy>);
[[nodiscard]] std::span<const json::EnumName<HeldFor>> enum_names(json::Tag<HeldFor>);
[[nodiscard]] std::span<const json::EnumName<Approval>> enum_names(json::Tag<Approval>);
[[nodiscard]] const json::Object<Share>& shape(json::Tag<Share>);
[[nodiscard]] const json::Object<Amount>& shape(json::Tag<Amount>);

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
  std::optional<core::ParticipantId> replaces_id;
  std::optional<registration::AnswerSet> answers = {};  // not at the door
};
[[nodiscard]] const json::Object<ParticipantDto>& shape(json::Tag<ParticipantDto>);
[[nodiscard]] ParticipantDto participant_dto(const registration::Participant& participant);
/// With what it answered.
[[nodiscard]] ParticipantDto whole_participant_dto(const registration::Participant& participant);

struct PriceDto {
  core::Money unit_net;
  core::Percent vat_percent;
  std::int64_t heads = 0;
  registration::Amount amount;
  registration::Amount cancellation_fee;
  core::Money total_gross;
};
[[nodiscard]] const json::Object<PriceDto>& shape(json::Tag<PriceDto>);
/// nullopt: nothing is said of money.
[[nodiscard]] std::optional<PriceDto> price_dto(const registration::Registration& registration);

struct RegistrationDto {
  core::RegistrationId id;
  core::EventId event_id;
  core::CompanyId company_id;
  std::optional<std::string> category;
  registration::RegistrationStatus status = registration::RegistrationStatus::confirmed;
  registration::WaitlistPolicy waitlist = registration::WaitlistPolicy::none;
  std::int64_t confirmed_headcount = 0;
  std::int64_t waitlisted_headcount = 0;
  std::int64_t held_headcount = 0;
  std::optional<registration::HeldFor> held_for;
  std::optional<core::Instant> held_until;
  std::optional<registration::Approval> approval;
  std::optional<std::string> reason;
  std::map<std::string, registration::Share> pools;
  std::map<std::string, std::int64_t> contingents;
  std::optional<PriceDto> price;
  std::vector<ParticipantDto> participants;
  core::Instant registered_at;
  std::optional<core::Instant> cancelled_at;
  bool imported = false;
  std::optional<core::RegistrationId> transferred_from_id;
  std::optional<core::RegistrationId> transferred_to_id;
  core::Instant created_at;
  core::Instant updated_at;
};
[[nodiscard]] const json::Object<RegistrationDto>& shape(json::Tag<RegistrationDto>);
[[nodiscard]] RegistrationDto registration_dto(const registration::Registration& registration);

}  // namespace tagwerk::resources
