#include "api/resources/registrations.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "engine/core/refusals.hpp"
#include "engine/core/text.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/registration/registration_service.hpp"

namespace tagwerk::registration {

static std::span<const json::EnumName<RegistrationStatus>> enum_names(json::Tag<RegistrationStatus>) {
  static const auto names = json::names_from_text(all_registration_statuses);
  return names;
}
static std::span<const json::EnumName<ParticipantState>> enum_names(json::Tag<ParticipantState>) {
  static const auto names = json::names_from_text(all_participant_states);
  return names;
}
static std::span<const json::EnumName<WaitlistPolicy>> enum_names(json::Tag<WaitlistPolicy>) {
  static const auto names = json::names_from_text(all_waitlist_policies);
  return names;
}

namespace {
constexpr auto name = json::text(1, max_name_length);
const auto person_id = json::about("Somebody of the company whom the directory knows; then without a name");
}  // namespace

static const json::Object<Naming>& shape(json::Tag<Naming>) {
  static const auto object =
      json::Object<Naming>("ParticipantPatch", "Another name: person_id, or what changes of name and email")
          .patch("person_id", &Naming::person, person_id)
          .patch("given_name", &Naming::given_name, name)
          .patch("family_name", &Naming::family_name, name)
          .patch("email", &Naming::email, json::format(json::Format::email))
          .rule({}, check_person_or_name);
  return object;
}

static const json::Object<Share>& shape(json::Tag<Share>) {
  static const auto object = json::Object<Share>("PlaceShare", "Places of one pool")
                                 .required("confirmed", &Share::confirmed)
                                 .required("waitlisted", &Share::waitlisted);
  return object;
}

}  // namespace tagwerk::registration

namespace tagwerk::resources {

const json::Object<ParticipantDto>& shape(json::Tag<ParticipantDto>) {
  static const auto object =
      json::Object<ParticipantDto>("Participant", "A head of a registration and its ticket")
          .required("id", &ParticipantDto::id)
          .required("state", &ParticipantDto::state)
          .nullable("person_id", &ParticipantDto::person_id)
          .nullable("given_name", &ParticipantDto::given_name, json::about("null: to be named later"))
          .nullable("family_name", &ParticipantDto::family_name)
          .nullable("email", &ParticipantDto::email)
          .required("ticket_code", &ParticipantDto::ticket_code, json::about("Admits while the state is confirmed"));
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

namespace {

using core::EventId;
using core::ParticipantId;
using core::RegistrationId;
using pipeline::BodyRule;
using pipeline::Exchange;
using pipeline::Precondition;
using pipeline::QueryParameter;
using registration::Naming;
using registration::NewRegistration;
using registration::Registration;
using registration::RegistrationService;

constexpr const char* of_event = "/api/v1/events/{event_id}/registrations";
constexpr const char* one_of_them = "/api/v1/registrations/{registration_id}";
constexpr const char* one_head = "/api/v1/registrations/{registration_id}/participants/{participant_id}";

// A pointer to a member of the base, as one of the derived type.
template <class Derived, class M>
M Derived::*member(M Naming::*of_base) {
  return of_base;
}

struct NewParticipantBody : Naming {};
const json::Object<NewParticipantBody>& shape(json::Tag<NewParticipantBody>) {
  using Body = NewParticipantBody;
  static const auto object =
      json::Object<Body>("NewParticipant", "Who it is: person_id, or given_name, family_name and email")
          .optional("person_id", member<Body>(&Naming::person), registration::person_id)
          .optional("given_name", member<Body>(&Naming::given_name), registration::name)
          .optional("family_name", member<Body>(&Naming::family_name), registration::name)
          .optional("email", member<Body>(&Naming::email), json::format(json::Format::email))
          .rule({"person_id"}, registration::check_new_head);
  return object;
}

struct NewRegistrationBody {
  core::CompanyId company_id;
  std::optional<std::vector<NewParticipantBody>> participants;
  std::optional<std::int64_t> headcount;
  std::optional<std::string> category;
  std::optional<std::map<std::string, std::int64_t>> pools;
  std::optional<registration::WaitlistPolicy> waitlist;
};

NewRegistration to_wish(const NewRegistrationBody& body) {
  NewRegistration wish;
  wish.company = body.company_id;
  if (body.participants) wish.participants.assign(body.participants->begin(), body.participants->end());
  wish.headcount = body.headcount;
  wish.category = body.category;
  if (body.pools) wish.pools = *body.pools;
  wish.waitlist = body.waitlist.value_or(registration::WaitlistPolicy::none);
  return wish;
}

json::Rules pool_rules() {
  auto pools = json::range(1, static_cast<double>(registration::max_places));
  pools.keyed = true;
  pools.min_items = 0;
  pools.max_items = registration::max_named_pools;
  return pools.about("Places from other pools than participants and companies, by key").like(R"({"hotel_rooms": 2})");
}

const json::Object<NewRegistrationBody>& shape(json::Tag<NewRegistrationBody>) {
  using Body = NewRegistrationBody;
  static const auto object =
      json::Object<Body>("NewRegistration", "A group of one company")
          .required("company_id", &Body::company_id)
          .optional("participants", &Body::participants,
                    json::items(0, registration::max_heads).about("Those whose names are known"))
          .optional("headcount", &Body::headcount,
                    json::range(1, registration::max_heads)
                        .about("All heads; more than participants: the others are named later. "
                               "Left out: as many as participants"))
          .optional("category", &Body::category, json::format(json::Format::key))
          .optional("pools", &Body::pools, pool_rules())
          .optional("waitlist", &Body::waitlist,
                    json::about("What happens without enough places: refused (none, the default), all of it waits, or "
                                "as much as fits is confirmed and the rest waits"))
          .rule({"headcount"}, [](const Body& body) { return registration::check_heads(to_wish(body)); })
          .rule({}, [](const Body& body) { return registration::check_people_once(to_wish(body)); })
          .rule({}, [](const Body& body) { return registration::check_pools(to_wish(body)); });
  return object;
}

struct RegistrationDto {
  RegistrationId id;
  EventId event_id;
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

RegistrationDto to_dto(const Registration& one) {
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
  for (const auto& participant : one.participants) dto.participants.push_back(participant_dto(participant));
  dto.registered_at = one.registered_at;
  dto.cancelled_at = one.cancelled_at;
  dto.created_at = one.created_at;
  dto.updated_at = one.updated_at;
  return dto;
}

core::Result<http::Response> create(RegistrationService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<NewRegistrationBody>();
  if (!body) return body.error();
  const auto made = service.register_group(x.call(), *event, to_wish(*body));
  if (!made) return made.error();
  return pipeline::created(to_dto(*made), "/api/v1/registrations/" + made->id.text(), made->version);
}

core::Result<http::Response> list(RegistrationService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  registration::RegistrationFilter filter;
  filter.company = x.query_id<core::CompanyId>("company_id");
  if (const auto status = x.text("status")) filter.status = registration::parse_registration_status(*status);
  const auto page = service.list(x.call(), *event, filter, x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, [](const Registration& one) { return to_dto(one); });
}

core::Result<http::Response> find(RegistrationService& service, Exchange& x) {
  const auto id = x.id<RegistrationId>("registration_id");
  if (!id) return id.error();
  const auto found = service.find(x.call(), *id);
  if (!found) return found.error();
  return pipeline::ok(to_dto(*found), found->version);
}

core::Result<http::Response> cancel(RegistrationService& service, Exchange& x) {
  const auto id = x.id<RegistrationId>("registration_id");
  if (!id) return id.error();
  if (const auto body = x.body<pipeline::NoMembers>(); !body) return body.error();
  const auto cancelled = service.cancel(x.call(), *id);
  if (!cancelled) return cancelled.error();
  return pipeline::ok(to_dto(*cancelled), cancelled->version);
}

// A head is part of its registration, so its ETag is the registration's.
core::Result<http::Response> head_of(const Registration& one, const ParticipantId& id) {
  const auto head = std::find_if(one.participants.begin(), one.participants.end(),
                                 [&](const registration::Participant& each) { return each.id == id; });
  if (head == one.participants.end())
    return core::fail(core::not_found, {{"object", "participant"}, {"id", id.text()}});
  return pipeline::ok(participant_dto(*head), one.version);
}

core::Result<http::Response> find_head(RegistrationService& service, Exchange& x) {
  const auto id = x.id<RegistrationId>("registration_id");
  if (!id) return id.error();
  const auto participant = x.id<ParticipantId>("participant_id");
  if (!participant) return participant.error();
  const auto found = service.find(x.call(), *id);
  if (!found) return found.error();
  return head_of(*found, *participant);
}

core::Result<http::Response> name_head(RegistrationService& service, Exchange& x) {
  const auto id = x.id<RegistrationId>("registration_id");
  if (!id) return id.error();
  const auto participant = x.id<ParticipantId>("participant_id");
  if (!participant) return participant.error();
  const auto body = x.body<Naming>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto changed = service.name_participant(x.call(), *id, *participant, *body, *version);
  if (!changed) return changed.error();
  return head_of(*changed, *participant);
}

std::vector<QueryParameter> filters() {
  using Kind = QueryParameter::Kind;
  return {{.name = "company_id", .kind = Kind::id, .description = "Only registrations of this company"},
          {.name = "status",
           .kind = Kind::choice,
           .description = "Only registrations of this status",
           .choices = choices_of(registration::all_registration_statuses)}};
}

void add_group_routes(pipeline::RouteTable& table, RegistrationService& service) {
  table.push_back(
      {.method = http::Method::post,
       .pattern = of_event,
       .operation_id = "registerGroup",
       .tag = "registrations",
       .summary = "Register a group of a company for an event",
       .description = "While the event is open. Heads take places from the pool `participants`, the company one from "
                      "`companies` however many heads it sends; a place that somebody waits for is not given to who "
                      "comes later. Tokens of a company register that company only.",
       .roles = access::staff_and_companies,
       .body = BodyRule::json<NewRegistrationBody>(),
       .answers = {{201, "Registered; status tells whether it is confirmed", json::schema<RegistrationDto>()}},
       .errors = {&registration::capacity_exceeded, &registration::waitlist_not_empty,
                  &registration::more_than_there_is, &registration::too_many_pools, &registration::event_not_open,
                  &registration::headcount_below_names, &registration::pool_counts_by_itself,
                  &registration::name_beside_person, &registration::person_named_twice,
                  &registration::person_of_other_company, &registration::person_already_registered,
                  &core::reference_not_found},
       .idempotent = true,
       .handle = [&service](Exchange& x) { return create(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = of_event,
                   .operation_id = "listRegistrations",
                   .tag = "registrations",
                   .summary = "Registrations of an event, by time of creation",
                   .description = "A page ends early when its registrations have many participants. Tokens of a "
                                  "company see that company's only.",
                   .roles = access::everyone,
                   .query = pipeline::list_parameters(filters()),
                   .answers = {{200, "A page of registrations", pipeline::list_schema<RegistrationDto>()}},
                   .handle = [&service](Exchange& x) { return list(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = one_of_them,
                   .operation_id = "getRegistration",
                   .tag = "registrations",
                   .summary = "One registration",
                   .roles = access::everyone,
                   .answers = {{200, "The registration", json::schema<RegistrationDto>()}},
                   .checks_scope_itself = true,
                   .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back({.method = http::Method::post,
                   .pattern = std::string(one_of_them) + "/cancellation",
                   .operation_id = "cancelRegistration",
                   .tag = "registrations",
                   .summary = "Cancel a registration",
                   .description = "Its tickets become void, and its places go at once to who waits for them.",
                   .roles = access::staff_and_companies,
                   .body = BodyRule::no_members(),
                   .answers = {{200, "The cancelled registration", json::schema<RegistrationDto>()}},
                   .errors = {&registration::already_cancelled, &registration::participants_checked_in,
                              &registration::event_is_over},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return cancel(service, x); }});
}

void add_head_routes(pipeline::RouteTable& table, RegistrationService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = one_head,
                   .operation_id = "getParticipant",
                   .tag = "registrations",
                   .summary = "One head of a registration",
                   .description = "Its ETag is that of the registration.",
                   .roles = access::everyone,
                   .answers = {{200, "The head", json::schema<ParticipantDto>()}},
                   .handle = [&service](Exchange& x) { return find_head(service, x); }});
  table.push_back({.method = http::Method::patch,
                   .pattern = one_head,
                   .operation_id = "nameParticipant",
                   .tag = "registrations",
                   .summary = "Name a head, or let somebody else come instead",
                   .description = "The ticket stays the same. If-Match names the version of the registration.",
                   .roles = access::staff_and_companies,
                   .body = BodyRule::json<Naming>(),
                   .answers = {{200, "The head as it is now", json::schema<ParticipantDto>()}},
                   .errors = {&registration::already_cancelled, &registration::name_beside_person,
                              &registration::person_named_twice, &registration::person_of_other_company,
                              &registration::person_already_registered, &core::reference_not_found},
                   .precondition = Precondition::if_match,
                   .handle = [&service](Exchange& x) { return name_head(service, x); }});
}

}  // namespace

void add_registrations_routes(pipeline::RouteTable& table, RegistrationService& service) {
  add_group_routes(table, service);
  add_head_routes(table, service);
}

pipeline::Resolver registration_resolver(RegistrationService& service) {
  return [&service](const access::Call& call, const std::string& text) -> core::Result<> {
    const auto id = RegistrationId::parse(text);
    if (!id) return core::refusals::not_found("registration", core::echo(text));
    return service.check_visible(call, *id);
  };
}

}  // namespace tagwerk::resources
