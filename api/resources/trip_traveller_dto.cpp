#include "api/resources/trip_traveller_dto.hpp"

#include <span>
#include <utility>

#include "api/resources/enum_texts.hpp"
#include "api/resources/trip_gap_dto.hpp"
#include "api/resources/trip_group_dto.hpp"

namespace tagwerk::trips {

static std::span<const json::EnumName<VisaState>> enum_names(json::Tag<VisaState>) {
  static const auto names = json::names_from_text(all_visa_states);
  return names;
}

static const json::Object<Visa>& shape(json::Tag<Visa>) {
  static const auto object =
      json::Object<Visa>("TravellerVisa", "Of a country that is crossed")
          .required("country", &Visa::country, json::format(json::Format::country))
          .required("state", &Visa::state)
          .nullable("valid_from", &Visa::valid_from, json::about("Of one that is granted, and only then"))
          .nullable("valid_until", &Visa::valid_until, json::about("Likewise; the last day"));
  return object;
}

static const json::Object<Passport>& shape(json::Tag<Passport>) {
  static const auto object =
      json::Object<Passport>("TravellerPassport", "As far as a trip needs it")
          .required("country", &Passport::country)
          .required("expires_on", &Passport::expires_on, json::about("The last day on which it is valid"))
          .required("has_number", &Passport::has_number,
                    json::about("Which is kept encrypted; organizers read it under …/passport-number"));
  return object;
}

static const json::Object<PassportWish>& shape(json::Tag<PassportWish>) {
  static const auto object =
      json::Object<PassportWish>("NewTravellerPassport", "As far as a trip needs it")
          .required("country", &PassportWish::country,
                    json::format(json::Format::country).about("ISO 3166-1, two capital letters"))
          .required("expires_on", &PassportWish::expires_on, json::about("The last day on which it is valid"))
          .patch("number", &PassportWish::number,
                 json::about("1 to 20 characters A-Z and 0-9; left out: as it was; null: none is kept"));
  return object;
}

static const json::Object<EmergencyContact>& shape(json::Tag<EmergencyContact>) {
  static const auto object = json::Object<EmergencyContact>("EmergencyContact", "Who is called when something happens")
                                 .required("name", &EmergencyContact::name, json::text(1, max_contact_text))
                                 .required("phone", &EmergencyContact::phone, json::text(1, max_contact_phone))
                                 .nullable("relation", &EmergencyContact::relation, json::text(1, max_contact_text));
  return object;
}

static const json::Object<Insurance>& shape(json::Tag<Insurance>) {
  static const auto object = json::Object<Insurance>("TravellerInsurance", "For the trip")
                                 .required("provider", &Insurance::provider, json::text(1, max_contact_text))
                                 .nullable("policy_number", &Insurance::policy_number, json::text(1, max_contact_text))
                                 .required("valid_until", &Insurance::valid_until);
  return object;
}

}  // namespace tagwerk::trips

namespace tagwerk::resources {
namespace {

const auto dietary_rule = json::note(trips::max_dietary_needs).about("Empty: none; null: he has not said");

}  // namespace

const json::Object<TravellerDto>& shape(json::Tag<TravellerDto>) {
  using Dto = TravellerDto;
  static const auto object =
      json::Object<Dto>("Traveller", "A head with a confirmed place, and what is known of him")
          .required("participant_id", &Dto::participant_id)
          .required("registration_id", &Dto::registration_id)
          .required("company_id", &Dto::company_id)
          .nullable("person_id", &Dto::person_id)
          .nullable("given_name", &Dto::given_name, json::about("null: nobody is named yet"))
          .nullable("family_name", &Dto::family_name)
          .nullable("email", &Dto::email)
          .nullable("passport", &Dto::passport)
          .required("visas", &Dto::visas, json::about("By country"))
          .nullable("dietary_needs", &Dto::dietary_needs, dietary_rule)
          .nullable("emergency_contact", &Dto::emergency_contact)
          .nullable("insurance", &Dto::insurance)
          .nullable("updated_at", &Dto::updated_at, json::about("null: nothing was said yet, or it was deleted"));
  return object;
}

TravellerDto to_dto(const trips::Traveller& traveller) {
  TravellerDto dto{.participant_id = traveller.id,
                   .registration_id = traveller.registration,
                   .company_id = traveller.company,
                   .person_id = traveller.who.person,
                   .given_name = {},
                   .family_name = {},
                   .email = {},
                   .passport = traveller.profile.passport,
                   .visas = traveller.profile.visas,
                   .dietary_needs = traveller.profile.dietary_needs,
                   .emergency_contact = traveller.profile.emergency_contact,
                   .insurance = traveller.profile.insurance,
                   .updated_at = traveller.updated_at};
  if (traveller.who.name) {
    dto.given_name = traveller.who.name->given_name;
    dto.family_name = traveller.who.name->family_name;
    dto.email = traveller.who.name->email;
  }
  return dto;
}

const json::Object<TravellerBody>& shape(json::Tag<TravellerBody>) {
  using Body = TravellerBody;
  static const auto object =
      json::Object<Body>("NewTraveller", "What is known of a traveller; what is left out is not known")
          .nullable("passport", &Body::passport)
          .nullable("visas", &Body::visas, json::about("At most 20, one of each country"))
          .nullable("dietary_needs", &Body::dietary_needs, dietary_rule)
          .nullable("emergency_contact", &Body::emergency_contact)
          .nullable("insurance", &Body::insurance)
          .rule({"passport", "visas"}, [](const Body& body) { return trips::check(wish_of(body)); });
  return object;
}

trips::ProfileWish wish_of(const TravellerBody& body) {
  return {.passport = body.passport,
          .visas = body.visas.value_or(std::vector<trips::Visa>{}),
          .dietary_needs = body.dietary_needs,
          .emergency_contact = body.emergency_contact,
          .insurance = body.insurance};
}

static const json::Object<ExportedComment>& shape(json::Tag<ExportedComment>) {
  using Dto = ExportedComment;
  static const auto object = json::Object<Dto>("ExportedTripComment", "What he wrote of the trip")
                                 .nullable("item", &Dto::item, json::about("null: of the whole trip"))
                                 .required("text", &Dto::text)
                                 .required("state", &Dto::state, json::about("pending, published or hidden"));
  return object;
}

static const json::Object<ExportedFeedback>& shape(json::Tag<ExportedFeedback>) {
  using Dto = ExportedFeedback;
  static const auto object =
      json::Object<Dto>(
          "ExportedTripFeedback",
          "That he said what he thinks of the trip; his grades are told to nobody but the holder of his link")
          .required("given_at", &Dto::given_at)
          .required("comments", &Dto::comments, json::about("That they were read is in the audit trail"));
  return object;
}

static const json::Object<ExportedIncident>& shape(json::Tag<ExportedIncident>) {
  using Dto = ExportedIncident;
  static const auto object = json::Object<Dto>("ExportedTripIncident", "What happened on the road, about him")
                                 .required("happened_at", &Dto::happened_at)
                                 .required("note", &Dto::note)
                                 .nullable("resolution", &Dto::resolution);
  return object;
}

const json::Object<PersonalDataDto>& shape(json::Tag<PersonalDataDto>) {
  using Dto = PersonalDataDto;
  static const auto object =
      json::Object<Dto>("TravellerExport", "All that is kept of one person for a trip")
          .required("event_id", &Dto::event_id)
          .required("event", &Dto::event, json::about("Its name"))
          .required("starts_on", &Dto::starts_on)
          .required("ends_on", &Dto::ends_on)
          .required("state", &Dto::state, json::about("Of the place: confirmed, waitlisted, held or cancelled"))
          .required("traveller", &Dto::traveller)
          .required("gaps", &Dto::gaps, json::about("What is missing, or not right"))
          .nullable("link_made_at", &Dto::link_made_at, json::about("Of the personal link; null: he has none"))
          .nullable("feedback", &Dto::feedback, json::about("null: he said nothing, or it is not kept any more"))
          .nullable("rooming", &Dto::rooming, json::about("What he needs and wishes of rooms; null: nothing is kept"))
          .required("group_wishes", &Dto::group_wishes, json::about("Also for items that are not in the draft"))
          .required("groups", &Dto::groups, json::about("Likewise"))
          .required("incidents", &Dto::incidents, json::about("About him; told to organizers alone"));
  return object;
}

PersonalDataDto to_dto(const trips::PersonalData& data) {
  PersonalDataDto dto;
  dto.event_id = data.event.id;
  dto.event = data.event.name;
  dto.starts_on = data.event.starts_on;
  dto.ends_on = data.event.ends_on;
  dto.state = std::string(to_text(data.state));
  dto.traveller = to_dto(data.traveller);
  dto.gaps = data.gaps;
  dto.link_made_at = data.link_made_at;
  if (data.rooming) dto.rooming = to_dto(*data.rooming);
  dto.group_wishes = data.group_wishes;
  dto.groups = data.groups;
  for (const auto& one : data.incidents)
    dto.incidents.push_back({.happened_at = one.happened_at, .note = one.note, .resolution = one.resolution});
  if (!data.feedback) return dto;
  dto.feedback = ExportedFeedback{.given_at = data.feedback->given_at, .comments = {}};
  for (const auto& one : data.feedback->comments)
    dto.feedback->comments.push_back({.item = one.item, .text = one.text, .state = std::string(to_text(one.state))});
  return dto;
}

}  // namespace tagwerk::resources
