#include "api/resources/registrations.hpp"

#include <utility>

#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/registration/registration_service.hpp"

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

}  // namespace tagwerk::registration

namespace tagwerk::resources {
namespace {

using access::Role;
using pipeline::BodyRule;
using pipeline::Exchange;
using pipeline::Precondition;
using pipeline::QueryParameter;
using registration::Naming;
using registration::NewRegistration;
using registration::Participant;
using registration::ParticipantState;
using registration::Registration;
using registration::RegistrationFilter;
using registration::RegistrationService;
using registration::RegistrationStatus;
using registration::Share;
using registration::WaitlistPolicy;

constexpr auto name_rule = json::text(1, registration::max_name_length);
constexpr auto email_rule = json::format(json::Format::email);

struct NewParticipantDto {
  std::optional<core::PersonId> person_id;
  std::optional<std::string> given_name;
  std::optional<std::string> family_name;
  std::optional<std::string> email;
};
const json::Object<NewParticipantDto>& shape(json::Tag<NewParticipantDto>) {
  static const auto object =
      json::Object<NewParticipantDto>("NewParticipant", "Either a person of the directory, or names and an address")
          .optional("person_id", &NewParticipantDto::person_id)
          .optional("given_name", &NewParticipantDto::given_name, name_rule)
          .optional("family_name", &NewParticipantDto::family_name, name_rule)
          .optional("email", &NewParticipantDto::email, email_rule);
  return object;
}

struct NewRegistrationDto {
  core::CompanyId company_id;
  std::optional<std::vector<NewParticipantDto>> participants;
  std::optional<std::int64_t> headcount;
  std::optional<std::string> category;
  std::optional<std::map<std::string, std::int64_t>> pools;
  std::optional<WaitlistPolicy> waitlist;
};
const json::Object<NewRegistrationDto>& shape(json::Tag<NewRegistrationDto>) {
  static const auto object =
      json::Object<NewRegistrationDto>("NewRegistration", "A company's group")
          .required("company_id", &NewRegistrationDto::company_id)
          .optional("participants", &NewRegistrationDto::participants,
                    json::items(0, static_cast<std::size_t>(registration::max_heads)))
          .optional("headcount", &NewRegistrationDto::headcount,
                    json::range(1, static_cast<double>(registration::max_heads))
                        .about("More than participants are named: places for heads to be named later"))
          .optional("category", &NewRegistrationDto::category, json::format(json::Format::key))
          .optional("pools", &NewRegistrationDto::pools,
                    json::about("Places of other pools, by key").like(R"({"hotel_rooms": 2})"))
          .optional("waitlist", &NewRegistrationDto::waitlist,
                    json::about("none: all of it now or refused; all_or_nothing: all now or all waits; "
                                "partial: as much as fits now, the rest waits"));
  return object;
}

struct ParticipantDto {
  core::ParticipantId id;
  ParticipantState state = ParticipantState::confirmed;
  std::optional<core::PersonId> person_id;
  std::optional<std::string> given_name;
  std::optional<std::string> family_name;
  std::optional<std::string> email;
  std::string ticket_code;
};
const json::Object<ParticipantDto>& shape(json::Tag<ParticipantDto>) {
  static const auto object =
      json::Object<ParticipantDto>("Participant", "One head of a group; names are null until it is named")
          .required("id", &ParticipantDto::id)
          .required("state", &ParticipantDto::state)
          .nullable("person_id", &ParticipantDto::person_id)
          .nullable("given_name", &ParticipantDto::given_name)
          .nullable("family_name", &ParticipantDto::family_name)
          .nullable("email", &ParticipantDto::email)
          .required("ticket_code", &ParticipantDto::ticket_code, json::about("Lets in while the state is confirmed"));
  return object;
}

struct ShareDto {
  std::int64_t confirmed = 0;
  std::int64_t waitlisted = 0;
};
const json::Object<ShareDto>& shape(json::Tag<ShareDto>) {
  static const auto object = json::Object<ShareDto>("PoolShare", "Places of one pool")
                                 .required("confirmed", &ShareDto::confirmed)
                                 .required("waitlisted", &ShareDto::waitlisted);
  return object;
}

struct RegistrationDto {
  core::RegistrationId id;
  core::EventId event_id;
  core::CompanyId company_id;
  RegistrationStatus status = RegistrationStatus::confirmed;
  WaitlistPolicy waitlist = WaitlistPolicy::none;
  std::optional<std::string> category;
  std::int64_t confirmed_headcount = 0;
  std::int64_t waitlisted_headcount = 0;
  std::map<std::string, ShareDto> pools;
  std::vector<ParticipantDto> participants;
  core::Instant registered_at;
  std::optional<core::Instant> cancelled_at;
  core::Instant created_at;
  core::Instant updated_at;
};
const json::Object<RegistrationDto>& shape(json::Tag<RegistrationDto>) {
  static const auto object = json::Object<RegistrationDto>("Registration", "A company's group at an event")
                                 .required("id", &RegistrationDto::id)
                                 .required("event_id", &RegistrationDto::event_id)
                                 .required("company_id", &RegistrationDto::company_id)
                                 .required("status", &RegistrationDto::status)
                                 .required("waitlist", &RegistrationDto::waitlist)
                                 .nullable("category", &RegistrationDto::category)
                                 .required("confirmed_headcount", &RegistrationDto::confirmed_headcount)
                                 .required("waitlisted_headcount", &RegistrationDto::waitlisted_headcount)
                                 .required("pools", &RegistrationDto::pools)
                                 .required("participants", &RegistrationDto::participants)
                                 .required("registered_at", &RegistrationDto::registered_at)
                                 .nullable("cancelled_at", &RegistrationDto::cancelled_at)
                                 .required("created_at", &RegistrationDto::created_at)
                                 .required("updated_at", &RegistrationDto::updated_at);
  return object;
}

struct ParticipantPatch {
  std::optional<core::PersonId> person_id;
  std::optional<std::string> given_name;
  std::optional<std::string> family_name;
  std::optional<std::string> email;
};
const json::Object<ParticipantPatch>& shape(json::Tag<ParticipantPatch>) {
  static const auto object =
      json::Object<ParticipantPatch>("ParticipantPatch", "Names a head, or another one in its place")
          .patch("person_id", &ParticipantPatch::person_id)
          .patch("given_name", &ParticipantPatch::given_name, name_rule)
          .patch("family_name", &ParticipantPatch::family_name, name_rule)
          .patch("email", &ParticipantPatch::email, email_rule);
  return object;
}

struct CancellationDto {};
const json::Object<CancellationDto>& shape(json::Tag<CancellationDto>) {
  static const auto object = json::Object<CancellationDto>("Cancellation", "Nothing needs to be said");
  return object;
}

template <class Dto>
Naming naming_of(const Dto& dto) {
  return {.person = dto.person_id, .given_name = dto.given_name, .family_name = dto.family_name, .email = dto.email};
}

NewRegistration wish_of(const NewRegistrationDto& dto) {
  NewRegistration wish;
  wish.company = dto.company_id;
  for (const auto& one : dto.participants.value_or(std::vector<NewParticipantDto>{}))
    wish.participants.push_back(naming_of(one));
  wish.headcount = dto.headcount;
  wish.category = dto.category;
  wish.pools = dto.pools.value_or(std::map<std::string, std::int64_t>{});
  wish.waitlist = dto.waitlist.value_or(WaitlistPolicy::none);
  return wish;
}

ParticipantDto to_dto(const Participant& head) {
  ParticipantDto dto;
  dto.id = head.id;
  dto.state = head.state;
  dto.person_id = head.person;
  if (head.attendee) {
    dto.given_name = head.attendee->given_name;
    dto.family_name = head.attendee->family_name;
    dto.email = head.attendee->email;
  }
  dto.ticket_code = head.ticket_code;
  return dto;
}

RegistrationDto to_dto(const Registration& one) {
  RegistrationDto dto;
  dto.id = one.id;
  dto.event_id = one.event;
  dto.company_id = one.company;
  dto.status = one.status;
  dto.waitlist = one.policy;
  dto.category = one.category;
  dto.confirmed_headcount = one.heads.confirmed;
  dto.waitlisted_headcount = one.heads.waitlisted;
  for (const auto& [key, share] : one.pools) dto.pools.emplace(key, ShareDto{share.confirmed, share.waitlisted});
  for (const auto& head : one.participants) dto.participants.push_back(to_dto(head));
  dto.registered_at = one.registered_at;
  dto.cancelled_at = one.cancelled_at;
  dto.created_at = one.created_at;
  dto.updated_at = one.updated_at;
  return dto;
}

core::Result<http::Response> register_group(RegistrationService& service, Exchange& x) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<NewRegistrationDto>();
  if (!body) return body.error();
  const auto made = service.register_group(x.call(), *event, wish_of(*body));
  if (!made) return made.error();
  return pipeline::created(to_dto(*made), "/api/v1/registrations/" + made->id.text(), made->version);
}

core::Result<http::Response> list(RegistrationService& service, Exchange& x) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  RegistrationFilter filter{.company = x.query_id<core::CompanyId>("company_id"), .status = std::nullopt};
  if (const auto status = x.text("status")) filter.status = registration::parse_registration_status(*status);
  const auto page = service.list(x.call(), *event, filter, x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, [](const Registration& one) { return to_dto(one); });
}

core::Result<http::Response> find(RegistrationService& service, Exchange& x) {
  const auto id = x.id<core::RegistrationId>("registration_id");
  if (!id) return id.error();
  const auto found = service.find(x.call(), *id);
  if (!found) return found.error();
  return pipeline::ok(to_dto(*found), found->version);
}

core::Result<http::Response> cancel(RegistrationService& service, Exchange& x) {
  const auto id = x.id<core::RegistrationId>("registration_id");
  if (!id) return id.error();
  if (const auto body = x.body<CancellationDto>(); !body) return body.error();
  const auto cancelled = service.cancel(x.call(), *id);
  if (!cancelled) return cancelled.error();
  return pipeline::ok(to_dto(*cancelled), cancelled->version);
}

core::Result<http::Response> name_participant(RegistrationService& service, Exchange& x) {
  const auto id = x.id<core::RegistrationId>("registration_id");
  if (!id) return id.error();
  const auto participant = x.id<core::ParticipantId>("participant_id");
  if (!participant) return participant.error();
  const auto body = x.body<ParticipantPatch>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto changed = service.name_participant(x.call(), *id, *participant, naming_of(*body), *version);
  if (!changed) return changed.error();
  return pipeline::ok(to_dto(*changed), changed->version);
}

}  // namespace

void add_registrations_routes(pipeline::RouteTable& table, RegistrationService& service) {
  const auto answer = [](int status, std::string_view text) {
    return pipeline::Answer{status, text, json::schema<RegistrationDto>()};
  };
  table.push_back({.method = http::Method::post,
                   .pattern = "/api/v1/events/{event_id}/registrations",
                   .operation_id = "createRegistration",
                   .tag = "registrations",
                   .summary = "Register a company's group",
                   .description = "Takes all its places or, by its `waitlist`, waits for them. Who waits comes first: "
                                  "places that earlier groups wait for are set aside.",
                   .roles = access::staff_and_companies,
                   .body = BodyRule::json<NewRegistrationDto>(),
                   .answers = {answer(201, "Registered, or on the waitlist")},
                   .errors = {&core::reference_not_found, &registration::capacity_exceeded,
                              &registration::waitlist_not_empty, &registration::event_not_open},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return register_group(service, x); }});
  table.push_back(
      {.method = http::Method::get,
       .pattern = "/api/v1/events/{event_id}/registrations",
       .operation_id = "listRegistrations",
       .tag = "registrations",
       .summary = "The registrations of an event, by time of creation",
       .description =
           "A token of a company sees those of its own company. A page ends early when its groups are large.",
       .roles = access::everyone,
       .query = pipeline::list_parameters({{.name = "company_id", .kind = QueryParameter::Kind::id},
                                           {.name = "status",
                                            .kind = QueryParameter::Kind::choice,
                                            .choices = choices_of(registration::all_registration_statuses)}}),
       .answers = {{200, "A page of registrations", pipeline::list_schema<RegistrationDto>()}},
       .handle = [&service](Exchange& x) { return list(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/registrations/{registration_id}",
                   .operation_id = "getRegistration",
                   .tag = "registrations",
                   .summary = "One registration",
                   .roles = access::everyone,
                   .answers = {answer(200, "The registration")},
                   .checks_scope_itself = true,
                   .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back({.method = http::Method::post,
                   .pattern = "/api/v1/registrations/{registration_id}/cancellation",
                   .operation_id = "cancelRegistration",
                   .tag = "registrations",
                   .summary = "Cancel a registration",
                   .description = "Frees its places and gives them, in the same transaction, to who waits for them.",
                   .roles = access::staff_and_companies,
                   .body = BodyRule::optional_json<CancellationDto>(),
                   .answers = {answer(200, "The registration as it is now")},
                   .errors = {&registration::already_cancelled, &registration::participants_checked_in,
                              &registration::event_is_over},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return cancel(service, x); }});
  table.push_back({.method = http::Method::patch,
                   .pattern = "/api/v1/registrations/{registration_id}/participants/{participant_id}",
                   .operation_id = "nameParticipant",
                   .tag = "registrations",
                   .summary = "Name a head, or another one in its place",
                   .description = "If-Match takes the ETag of the registration. The ticket stays the same.",
                   .roles = access::staff_and_companies,
                   .body = BodyRule::json<ParticipantPatch>(),
                   .answers = {answer(200, "The registration as it is now")},
                   .errors = {&registration::already_cancelled},
                   .precondition = Precondition::if_match,
                   .handle = [&service](Exchange& x) { return name_participant(service, x); }});
}

pipeline::Resolver registration_resolver(RegistrationService& service) {
  return [&service](const access::Call& call, const std::string& text) -> core::Result<> {
    const auto id = core::RegistrationId::parse(text);
    if (!id) return core::fail(core::not_found, {{"object", "registration"}, {"id", json::echo(text)}});
    return service.check_visible(call, *id);
  };
}

}  // namespace tagwerk::resources
