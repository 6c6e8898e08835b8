// Purpose: how a traveller of a trip looks in the API, and what is said of him there. A passport's number is only ever read.
// Thread-safety: immutable once built.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/json/codec.hpp"
#include "api/resources/trip_rooming_wishes.hpp"
#include "engine/trips/traveller.hpp"
#include "engine/trips/traveller_service.hpp"

namespace tagwerk::resources {

struct TravellerDto {
  core::ParticipantId participant_id;
  core::RegistrationId registration_id;
  core::CompanyId company_id;
  std::optional<core::PersonId> person_id;
  std::optional<std::string> given_name;
  std::optional<std::string> family_name;
  std::optional<std::string> email;
  std::optional<trips::Passport> passport;
  std::vector<trips::Visa> visas;
  std::optional<std::string> dietary_needs;
  std::optional<trips::EmergencyContact> emergency_contact;
  std::optional<trips::Insurance> insurance;
  std::optional<core::Instant> updated_at;
};
[[nodiscard]] const json::Object<TravellerDto>& shape(json::Tag<TravellerDto>);
[[nodiscard]] TravellerDto to_dto(const trips::Traveller& traveller);

struct TravellerBody {
  std::optional<trips::PassportWish> passport;
  std::optional<std::vector<trips::Visa>> visas;
  std::optional<std::string> dietary_needs;
  std::optional<trips::EmergencyContact> emergency_contact;
  std::optional<trips::Insurance> insurance;
};
[[nodiscard]] const json::Object<TravellerBody>& shape(json::Tag<TravellerBody>);
[[nodiscard]] trips::ProfileWish wish_of(const TravellerBody& body);

struct ExportedComment {
  std::optional<std::string> item;
  std::string text;
  std::string state;
};
struct ExportedFeedback {
  core::Instant given_at;
  std::vector<ExportedComment> comments;
};
struct ExportedIncident {
  core::Instant happened_at;
  std::string note;
  std::optional<std::string> resolution;
};

struct PersonalDataDto {
  core::EventId event_id;
  std::string event;
  core::Date starts_on;
  core::Date ends_on;
  std::string state;
  TravellerDto traveller;
  std::vector<trips::Gap> gaps;
  std::optional<core::Instant> link_made_at;
  std::optional<ExportedFeedback> feedback;
  std::optional<RoomingWishesDto> rooming;
  std::vector<trips::GroupWish> group_wishes;
  std::vector<trips::GroupPlace> groups;
  std::vector<ExportedIncident> incidents;
};
[[nodiscard]] const json::Object<PersonalDataDto>& shape(json::Tag<PersonalDataDto>);
[[nodiscard]] PersonalDataDto to_dto(const trips::PersonalData& data);

}  // namespace tagwerk::resources
