#include "api/resources/registration_dto.hpp"

#include <span>
#include <utility>
#include <vector>

#include "api/resources/enum_texts.hpp"

namespace tagwerk::registration {

std::span<const json::EnumName<RegistrationStatus>> enum_names(json::Tag<RegistrationStatus>) {
  static const auto names = json::names_from_text(all_registration_statuses);
  return names;
}
std::span<const json::EnumName<ParticipantState>> enum_names(json::Tag<ParticipantState>) {
  static const auto names = json::names_from_text(all_participant_states);
  return names;
}
std::span<const json::EnumName<WaitlistPolicy>> enum_names(json::Tag<WaitlistPolicy>) {
  static const auto names = json::names_from_text(all_waitlist_policies);
  return names;
}

const json::Object<Share>& shape(json::Tag<Share>) {
  static const auto object = json::Object<Share>("PlaceShare", "Places of one pool")
                                 .required("confirmed", &Share::confirmed)
                                 .required("waitlisted", &Share::waitlisted);
  return object;
}

}  // namespace tagwerk::registration

namespace tagwerk::resources {

using registration::Registration;

const json::Object<ParticipantDto>& shape(json::Tag<ParticipantDto>) {
  static const auto object =
      json::Object<ParticipantDto>("Participant", "A head of a registration and its ticket")
          .required("id", &ParticipantDto::id)
          .required("state", &ParticipantDto::state)
          .nullable("person_id", &ParticipantDto::person_id)
          .nullable("given_name", &ParticipantDto::given_name, json::about("null: to be named later"))
          .nullable("family_name", &ParticipantDto::family_name)
          .nullable("email", &ParticipantDto::email)
          .required("ticket_code", &ParticipantDto::ticket_code, json::about("Admits while the state is confirmed"))
          .optional("answers", &ParticipantDto::answers,
                    answers_rules("By key of the question; left out in the answers to check-ins"));
  return object;
}

ParticipantDto participant_dto(const registration::Participant& participant) {
  ParticipantDto dto{.id = participant.id,
                     .state = participant.state,
                     .person_id = participant.person,
                     .given_name = {},
                     .family_name = {},
                     .email = {},
                     .ticket_code = participant.ticket_code};
  if (participant.attendee) {
    dto.given_name = participant.attendee->given_name;
    dto.family_name = participant.attendee->family_name;
    dto.email = participant.attendee->email;
  }
  return dto;
}

ParticipantDto whole_participant_dto(const registration::Participant& participant) {
  auto dto = participant_dto(participant);
  dto.answers = participant.answers;
  return dto;
}

const json::Object<RegistrationDto>& shape(json::Tag<RegistrationDto>) {
  static const auto object =
      json::Object<RegistrationDto>("Registration", "A group of one company at an event")
          .required("id", &RegistrationDto::id)
          .required("event_id", &RegistrationDto::event_id)
          .required("company_id", &RegistrationDto::company_id)
          .nullable("category", &RegistrationDto::category)
          .required("status", &RegistrationDto::status)
          .required("waitlist", &RegistrationDto::waitlist)
          .required("confirmed_headcount", &RegistrationDto::confirmed_headcount)
          .required("waitlisted_headcount", &RegistrationDto::waitlisted_headcount)
          .required("pools", &RegistrationDto::pools)
          .required("participants", &RegistrationDto::participants,
                    json::about("Every head, also those to be named later; places are given in this order"))
          .required("registered_at", &RegistrationDto::registered_at, json::about("Its place in the queue"))
          .nullable("cancelled_at", &RegistrationDto::cancelled_at)
          .required("created_at", &RegistrationDto::created_at)
          .required("updated_at", &RegistrationDto::updated_at);
  return object;
}

RegistrationDto registration_dto(const Registration& one) {
  RegistrationDto dto;
  dto.id = one.id;
  dto.event_id = one.event;
  dto.company_id = one.company;
  dto.category = one.category;
  dto.status = one.status;
  dto.waitlist = one.policy;
  dto.confirmed_headcount = one.heads.confirmed;
  dto.waitlisted_headcount = one.heads.waitlisted;
  dto.pools = one.pools;
  for (const auto& participant : one.participants) dto.participants.push_back(whole_participant_dto(participant));
  dto.registered_at = one.registered_at;
  dto.cancelled_at = one.cancelled_at;
  dto.created_at = one.created_at;
  dto.updated_at = one.updated_at;
  return dto;
}

}  // namespace tagwerk::resources
