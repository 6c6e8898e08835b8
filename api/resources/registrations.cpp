#include "api/resources/registrations.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/hand_in.hpp"
#include "api/resources/registration_body.hpp"
#include "api/resources/registration_dto.hpp"
#include "api/resources/resolver.hpp"
#include "engine/registration/desk.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/registration/registration_service.hpp"

namespace tagwerk::resources {

namespace {

using core::EventId;
using core::ParticipantId;
using core::RegistrationId;
using pipeline::BodyRule;
using pipeline::Exchange;
using pipeline::Precondition;
using pipeline::QueryParameter;
using registration::Desk;
using registration::Naming;
using Wish = core::Result<registration::NewRegistration>;
using registration::Registration;
using registration::RegistrationService;

constexpr const char* of_event = "/api/v1/events/{event_id}/registrations";
constexpr const char* one_of_them = "/api/v1/registrations/{registration_id}";
constexpr const char* one_head = "/api/v1/registrations/{registration_id}/participants/{participant_id}";

struct CancellationBody {
  std::optional<std::vector<ParticipantId>> participant_ids;
  std::optional<std::string> reason;
  std::optional<bool> waive_fee;
};
const json::Object<CancellationBody>& shape(json::Tag<CancellationBody>) {
  static const auto object =
      json::Object<CancellationBody>("Cancellation", "What is cancelled, and how")
          .optional(
              "participant_ids", &CancellationBody::participant_ids,
              json::items(1, registration::max_heads).about("These heads only; left out: all of the registration"))
          .optional("reason", &CancellationBody::reason, json::text(1, registration::max_reason_length))
          .optional("waive_fee", &CancellationBody::waive_fee,
                    json::about("Without a fee, also after the date; staff only"));
  return object;
}

core::Result<http::Response> created(const core::Result<Registration>& made) {
  if (!made) return made.error();
  return pipeline::created(registration_dto(*made), "/api/v1/registrations/" + made->id.text(), made->version);
}

template <class Body>
core::Result<> create(Desk& desk, Exchange& x, std::function<void(pipeline::MakeAnswer)> done) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<Body>();
  return hand_in(desk, x, std::move(done), *event, body ? Wish(to_wish(*body)) : Wish(body.error()), created);
}

core::Result<http::Response> list(RegistrationService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  registration::RegistrationFilter filter;
  filter.company = x.query_id<core::CompanyId>("company_id");
  if (const auto status = x.text("status")) filter.status = registration::parse_registration_status(*status);
  const auto page = service.list(x.call(), *event, filter, x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, [](const Registration& one) { return registration_dto(one); });
}

core::Result<http::Response> find(RegistrationService& service, Exchange& x) {
  const auto id = x.id<RegistrationId>("registration_id");
  if (!id) return id.error();
  const auto found = service.find(x.call(), *id);
  if (!found) return found.error();
  return pipeline::ok(registration_dto(*found), found->version);
}

core::Result<http::Response> cancel(RegistrationService& service, Exchange& x) {
  const auto id = x.id<RegistrationId>("registration_id");
  if (!id) return id.error();
  const auto body = x.body<CancellationBody>();
  if (!body) return body.error();
  const auto cancelled = service.cancel(x.call(), *id,
                                        {.heads = body->participant_ids.value_or(std::vector<ParticipantId>{}),
                                         .reason = body->reason,
                                         .waive_fee = body->waive_fee.value_or(false)});
  if (!cancelled) return cancelled.error();
  return pipeline::ok(registration_dto(*cancelled), cancelled->version);
}

// A head is part of its registration, so its ETag is the registration's.
core::Result<http::Response> head_of(const Registration& one, const ParticipantId& id) {
  const auto head = std::find_if(one.participants.begin(), one.participants.end(),
                                 [&](const registration::Participant& each) { return each.id == id; });
  if (head == one.participants.end())
    return core::fail(core::not_found, {{"object", "participant"}, {"id", id.text()}});
  return pipeline::ok(whole_participant_dto(*head), one.version);
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

Errors with_errors_of_groups(Errors some) {
  some.insert(some.end(),
              {&registration::too_many_pools, &registration::pool_counts_by_itself, &registration::desk_busy});
  return with_errors_of_heads(std::move(some));
}

void add_group_routes(pipeline::RouteTable& table, RegistrationService& service, Desk& desk) {
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
       .errors = with_errors_of_groups({&registration::more_than_there_is}),
       .idempotent = true,
       .handle_later = [&desk](Exchange& x,
                               auto done) { return create<NewRegistrationBody>(desk, x, std::move(done)); },
       .never_blocks = desk.mode() == registration::AdmissionMode::batched});
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
                   .summary = "Cancel a registration, or some of its heads",
                   .description = "Tickets become void, and places go at once to who waits for them. After the date "
                                  "until which it is free, confirmed heads cost the fee of the event's rules.",
                   .roles = access::staff_and_companies,
                   .body = BodyRule::optional_json<CancellationBody>(),
                   .answers = {{200, "The cancelled registration", json::schema<RegistrationDto>()}},
                   .errors = {&registration::already_cancelled, &registration::participants_checked_in,
                              &registration::event_is_over, &core::reference_not_found},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return cancel(service, x); }});
}

void add_hold_route(pipeline::RouteTable& table, Desk& desk) {
  table.push_back(
      {.method = http::Method::post,
       .pattern = "/api/v1/events/{event_id}/holds",
       .operation_id = "holdPlaces",
       .tag = "registrations",
       .summary = "Keep places for a few minutes",
       .description = "A registration of status held: nobody else gets its places. It ends by itself unless it is "
                      "confirmed (POST …/confirmation) before. A hold never waits.",
       .roles = access::staff_and_companies,
       .body = BodyRule::json<NewHoldBody>(),
       .answers = {{201, "Held; held_until tells for how long", json::schema<RegistrationDto>()}},
       .errors = with_errors_of_groups({&registration::hold_limit}),
       .idempotent = true,
       .handle_later = [&desk](Exchange& x, auto done) { return create<NewHoldBody>(desk, x, std::move(done)); },
       .never_blocks = desk.mode() == registration::AdmissionMode::batched});
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
                   .errors = with_errors_of_names({&registration::already_cancelled, &registration::ticket_cancelled,
                                                   &registration::naming_closed, &registration::event_is_over,
                                                   &registration::participants_checked_in}),
                   .precondition = Precondition::if_match,
                   .handle = [&service](Exchange& x) { return name_head(service, x); }});
}

}  // namespace

void add_registrations_routes(pipeline::RouteTable& table, RegistrationService& service, Desk& desk) {
  add_group_routes(table, service, desk);
  add_hold_route(table, desk);
  add_head_routes(table, service);
}

pipeline::Resolver registration_resolver(RegistrationService& service) {
  return resolver_of<RegistrationId>("registration", [&service](const access::Call& call, const RegistrationId& id) {
    return service.check_visible(call, id);
  });
}

}  // namespace tagwerk::resources
