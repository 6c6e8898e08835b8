#include "api/resources/registration_changes.hpp"

#include <optional>
#include <string>

#include "api/pipeline/exchange.hpp"
#include "api/resources/registration_body.hpp"
#include "api/resources/registration_dto.hpp"
#include "engine/registration/head_service.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/registration/return_service.hpp"

namespace tagwerk::resources {
namespace {

using core::ParticipantId;
using core::RegistrationId;
using pipeline::BodyRule;
using pipeline::Exchange;
using registration::HeadService;
using registration::Registration;
using registration::ReturnService;
using registration::WaitlistPolicy;

constexpr const char* one_registration = "/api/v1/registrations/{registration_id}";

struct ReinstatementBody {
  std::optional<WaitlistPolicy> waitlist;
};
const json::Object<ReinstatementBody>& shape(json::Tag<ReinstatementBody>) {
  static const auto object = json::Object<ReinstatementBody>("Reinstatement", "How a registration comes back")
                                 .optional("waitlist", &ReinstatementBody::waitlist,
                                           json::about("What happens without enough places; left out: it is refused"));
  return object;
}

struct TransferBody {
  core::EventId event_id;
  std::optional<std::string> category;
  std::optional<WaitlistPolicy> waitlist;
};
const json::Object<TransferBody>& shape(json::Tag<TransferBody>) {
  static const auto object =
      json::Object<TransferBody>("Transfer", "Where a registration moves")
          .required("event_id", &TransferBody::event_id, json::about("An event of the same series"))
          .optional("category", &TransferBody::category, json::format(json::Format::key).about("Left out: the same"))
          .optional("waitlist", &TransferBody::waitlist, json::about("What happens without enough places there"));
  return object;
}

core::Result<http::Response> answer(const core::Result<Registration>& changed) {
  if (!changed) return changed.error();
  return pipeline::ok(registration_dto(*changed), changed->version);
}

core::Result<http::Response> add_heads(HeadService& service, Exchange& x) {
  const auto id = x.id<RegistrationId>("registration_id");
  if (!id) return id.error();
  const auto body = x.body<MoreHeadsBody>();
  if (!body) return body.error();
  return answer(service.add(x.call(), *id, to_more_heads(*body)));
}

core::Result<http::Response> replace_head(HeadService& service, Exchange& x) {
  const auto id = x.id<RegistrationId>("registration_id");
  if (!id) return id.error();
  const auto participant = x.id<ParticipantId>("participant_id");
  if (!participant) return participant.error();
  const auto body = x.body<NewParticipantBody>();
  if (!body) return body.error();
  return answer(service.replace(x.call(), *id, *participant, *body));
}

core::Result<http::Response> reinstate(ReturnService& service, Exchange& x) {
  const auto id = x.id<RegistrationId>("registration_id");
  if (!id) return id.error();
  const auto body = x.body<ReinstatementBody>();
  if (!body) return body.error();
  return answer(service.reinstate(x.call(), *id, body->waitlist.value_or(WaitlistPolicy::none)));
}

core::Result<http::Response> transfer(ReturnService& service, Exchange& x) {
  const auto id = x.id<RegistrationId>("registration_id");
  if (!id) return id.error();
  const auto body = x.body<TransferBody>();
  if (!body) return body.error();
  const auto made =
      service.transfer(x.call(), *id, {.to = body->event_id, .category = body->category, .waitlist = body->waitlist});
  if (!made) return made.error();
  return pipeline::created(registration_dto(*made), "/api/v1/registrations/" + made->id.text(), made->version);
}

void add_head_routes(pipeline::RouteTable& table, HeadService& service) {
  table.push_back(
      {.method = http::Method::post,
       .pattern = std::string(one_registration) + "/participants",
       .operation_id = "addHeads",
       .tag = "registrations",
       .summary = "More heads for a registration",
       .description = "In the same category, decided as if they came alone. One that waits for places itself "
                      "takes none: register the others apart.",
       .roles = access::staff_and_companies,
       .body = BodyRule::json<MoreHeadsBody>(),
       .answers = {{200, "The registration with them, at the end of its list", json::schema<RegistrationDto>()}},
       .errors = with_errors_of_heads({&registration::already_cancelled, &registration::event_is_over,
                                       &registration::still_waiting, &registration::too_many_heads,
                                       &registration::more_than_there_is, &registration::hold_limit}),
       .idempotent = true,
       .handle = [&service](Exchange& x) { return add_heads(service, x); }});
  table.push_back(
      {.method = http::Method::post,
       .pattern = std::string(one_registration) + "/participants/{participant_id}/replacement",
       .operation_id = "replaceDelegate",
       .tag = "registrations",
       .summary = "Somebody else comes instead",
       .description = "With a ticket of his own, at the end of the list; the old ticket is void at once, and the head "
                      "that had it stays in the list as cancelled.",
       .roles = access::staff_and_companies,
       .body = BodyRule::json<NewParticipantBody>(),
       .answers = {{200, "The registration", json::schema<RegistrationDto>()}},
       .errors = with_errors_of_names({&registration::already_cancelled, &registration::event_is_over,
                                       &registration::ticket_cancelled, &registration::participants_checked_in,
                                       &registration::naming_closed, &registration::too_many_heads}),
       .idempotent = true,
       .handle = [&service](Exchange& x) { return replace_head(service, x); }});
}

void add_return_routes(pipeline::RouteTable& table, ReturnService& service) {
  table.push_back(
      {.method = http::Method::post,
       .pattern = std::string(one_registration) + "/reinstatement",
       .operation_id = "reinstateRegistration",
       .tag = "registrations",
       .summary = "A cancelled registration comes back",
       .description = "Decided like a new one. Heads that were cancelled with it get their tickets back; a fee is "
                      "dropped.",
       .roles = access::staff,
       .body = BodyRule::optional_json<ReinstatementBody>(),
       .answers = {{200, "The registration", json::schema<RegistrationDto>()}},
       .errors = {&registration::not_cancelled, &registration::event_not_open, &registration::capacity_exceeded,
                  &registration::waitlist_not_empty, &registration::more_than_there_is, &registration::company_limit,
                  &registration::person_already_registered},
       .idempotent = true,
       .handle = [&service](Exchange& x) { return reinstate(service, x); }});
  table.push_back(
      {.method = http::Method::post,
       .pattern = std::string(one_registration) + "/transfer",
       .operation_id = "transferRegistration",
       .tag = "registrations",
       .summary = "A registration moves to another event of its series",
       .description = "There it is decided like a new one, with new tickets; here it is cancelled without a fee. Both "
                      "in one: without places there, it stays.",
       .roles = access::staff,
       .body = BodyRule::json<TransferBody>(),
       .answers = {{201, "The registration at the other event", json::schema<RegistrationDto>()}},
       .errors = {&registration::already_cancelled, &registration::event_is_over, &registration::event_not_open,
                  &registration::other_series, &registration::participants_checked_in, &registration::capacity_exceeded,
                  &registration::waitlist_not_empty, &registration::more_than_there_is, &registration::company_limit,
                  &registration::too_many_pools, &registration::not_on_sale, &registration::not_eligible,
                  &registration::person_already_registered, &core::reference_not_found},
       .idempotent = true,
       .handle = [&service](Exchange& x) { return transfer(service, x); }});
}

}  // namespace

void add_registration_changes_routes(pipeline::RouteTable& table, HeadService& heads, ReturnService& returns) {
  add_head_routes(table, heads);
  add_return_routes(table, returns);
}

}  // namespace tagwerk::resources
