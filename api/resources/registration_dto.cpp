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

std::span<const json::EnumName<HeldFor>> enum_names(json::Tag<HeldFor>) {
  static const auto names = json::names_from_text(all_held_fors);
  return names;
}
std::span<const json::EnumName<Approval>> enum_names(json::Tag<Approval>) {
  static const auto names = json::names_from_text(all_approvals);
  return names;
}

const json::Object<Amount>& shape(json::Tag<Amount>) {
  static const auto object = json::Object<Amount>("Amount", "Net, VAT and both")
                                 .required("net", &Amount::net)
                                 .required("vat", &Amount::vat)
                                 .required("gross", &Amount::gross);
  return object;
}

const json::Object<Share>& shape(json::Tag<Share>) {
  static const auto object = json::Object<Share>("PlaceShare", "Places of one pool")
                                 .required("confirmed", &Share::confirmed)
                                 .required("waitlisted", &Share::waitlisted)
                                 .required("held", &Share::held);
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
          .nullable("replaces_id", &ParticipantDto::replaces_id, json::about("The head instead of which it comes"))
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
                     .ticket_code = participant.ticket_code,
                     .replaces_id = participant.replaces};
  if (participant.attendee) {
    dto.given_name = participant.attendee->given_name;
    dto.family_name = participant.attendee->family_name;
    dto.email = participant.attendee->email;
  }
  return dto;
}

const json::Object<PriceDto>& shape(json::Tag<PriceDto>) {
  static const auto object =
      json::Object<PriceDto>("Price", "What it costs, at the prices of when it was made")
          .required("unit_net", &PriceDto::unit_net, json::about("Per head"))
          .required("vat_percent", &PriceDto::vat_percent)
          .required("heads", &PriceDto::heads, json::about("Confirmed ones"))
          .required("amount", &PriceDto::amount, json::about("Of these heads"))
          .required("cancellation_fee", &PriceDto::cancellation_fee, json::about("For what was cancelled too late"))
          .required("total_gross", &PriceDto::total_gross);
  return object;
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
          .required("held_headcount", &RegistrationDto::held_headcount,
                    json::about("Places that nobody else gets, but that are not confirmed yet"))
          .nullable("held_for", &RegistrationDto::held_for,
                    json::about("hold: to be confirmed; offer: to be accepted; approval: to be approved"))
          .nullable("held_until", &RegistrationDto::held_until, json::about("Then what is held is given to others"))
          .nullable("approval", &RegistrationDto::approval, json::about("null: nobody has to approve"))
          .nullable("reason", &RegistrationDto::reason, json::about("Of a cancellation, or of a decline"))
          .required("pools", &RegistrationDto::pools)
          .required("contingents", &RegistrationDto::contingents,
                    json::about("Places that it took of contingents kept for it, by key"))
          .nullable("price", &RegistrationDto::price, json::about("null: its category has no price"))
          .required("participants", &RegistrationDto::participants,
                    json::about("Every head, also those to be named later; places are given in this order"))
          .required("registered_at", &RegistrationDto::registered_at, json::about("Its place in the queue"))
          .nullable("cancelled_at", &RegistrationDto::cancelled_at)
          .required("imported", &RegistrationDto::imported, json::about("Taken over from another system"))
          .nullable("transferred_from_id", &RegistrationDto::transferred_from_id)
          .nullable("transferred_to_id", &RegistrationDto::transferred_to_id)
          .required("created_at", &RegistrationDto::created_at)
          .required("updated_at", &RegistrationDto::updated_at);
  return object;
}

std::optional<PriceDto> price_dto(const Registration& one) {
  const auto totals = registration::totals_of(one);
  if (!totals) return std::nullopt;
  return PriceDto{.unit_net = totals->unit_net,
                  .vat_percent = {totals->vat_bp},
                  .heads = totals->heads,
                  .amount = totals->heads_amount,
                  .cancellation_fee = totals->fee,
                  .total_gross = totals->gross};
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
  dto.held_headcount = one.heads.held;
  dto.held_for = one.held_for;
  dto.held_until = one.held_until;
  dto.approval = one.approval;
  dto.reason = one.reason;
  const auto contingent = events::contingent_pool("");
  for (const auto& [key, share] : one.pools) {
    if (!events::is_own_pool(key)) {
      dto.pools.emplace(key, share);
    } else if (key.starts_with(contingent) && share.taken() > 0) {
      dto.contingents.emplace(key.substr(contingent.size()), share.taken());
    }
  }
  dto.price = price_dto(one);
  for (const auto& participant : one.participants) dto.participants.push_back(whole_participant_dto(participant));
  dto.registered_at = one.registered_at;
  dto.cancelled_at = one.cancelled_at;
  dto.imported = one.imported;
  dto.transferred_from_id = one.transferred_from;
  dto.transferred_to_id = one.transferred_to;
  dto.created_at = one.created_at;
  dto.updated_at = one.updated_at;
  return dto;
}

}  // namespace tagwerk::resources
