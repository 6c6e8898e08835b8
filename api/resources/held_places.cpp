#include "api/resources/held_places.hpp"

#include <optional>
#include <string>

#include "api/pipeline/exchange.hpp"
#include "api/resources/registration_dto.hpp"
#include "engine/registration/held_places_service.hpp"
#include "engine/registration/registration_errors.hpp"

namespace tagwerk::resources {
namespace {

using core::RegistrationId;
using pipeline::BodyRule;
using pipeline::Exchange;
using registration::Approval;
using registration::HeldPlacesService;
using registration::Registration;

constexpr const char* one_registration = "/api/v1/registrations/{registration_id}";

// Pending is what it was before.
enum class Verdict : std::uint8_t { approved, declined };

std::span<const json::EnumName<Verdict>> enum_names(json::Tag<Verdict>) {
  static constexpr json::EnumName<Verdict> names[] = {{Verdict::approved, "approved"}, {Verdict::declined, "declined"}};
  return names;
}

struct ApprovalBody {
  Verdict decision = Verdict::approved;
  std::optional<std::string> reason;
};
const json::Object<ApprovalBody>& shape(json::Tag<ApprovalBody>) {
  static const auto object =
      json::Object<ApprovalBody>("ApprovalDecision", "Whether a registration is approved")
          .required("decision", &ApprovalBody::decision)
          .optional("reason", &ApprovalBody::reason,
                    json::text(1, registration::max_reason_length).about("Of a decline; the company sees it"));
  return object;
}

core::Result<http::Response> answer(const core::Result<Registration>& changed) {
  if (!changed) return changed.error();
  return pipeline::ok(registration_dto(*changed), changed->version);
}

using Verb = core::Result<Registration> (HeldPlacesService::*)(const access::Call&, const RegistrationId&);

core::Result<http::Response> act(HeldPlacesService& service, Verb verb, Exchange& x) {
  const auto id = x.id<RegistrationId>("registration_id");
  if (!id) return id.error();
  if (const auto body = x.body<pipeline::NoMembers>(); !body) return body.error();
  return answer((service.*verb)(x.call(), *id));
}

core::Result<http::Response> decide(HeldPlacesService& service, Exchange& x) {
  const auto id = x.id<RegistrationId>("registration_id");
  if (!id) return id.error();
  const auto body = x.body<ApprovalBody>();
  if (!body) return body.error();
  return answer(body->decision == Verdict::approved ? service.approve(x.call(), *id)
                                                    : service.decline(x.call(), *id, body->reason));
}

}  // namespace

void add_held_places_routes(pipeline::RouteTable& table, HeldPlacesService& service) {
  table.push_back({.method = http::Method::post,
                   .pattern = std::string(one_registration) + "/confirmation",
                   .operation_id = "confirmRegistration",
                   .tag = "registrations",
                   .summary = "Confirm a hold, or accept an offer of the waiting list",
                   .description = "Until held_until. Where the event approves registrations, a hold is then to be "
                                  "approved.",
                   .roles = access::staff_and_companies,
                   .body = BodyRule::no_members(),
                   .answers = {{200, "The registration", json::schema<RegistrationDto>()}},
                   .errors = {&registration::not_held, &registration::hold_expired, &registration::event_not_open},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return act(service, &HeldPlacesService::confirm, x); }});
  table.push_back({.method = http::Method::post,
                   .pattern = std::string(one_registration) + "/waitlist-departure",
                   .operation_id = "leaveWaitlist",
                   .tag = "registrations",
                   .summary = "Leave the waiting list, or turn down its offer",
                   .description = "What is confirmed stays; a registration without anything confirmed is cancelled.",
                   .roles = access::staff_and_companies,
                   .body = BodyRule::no_members(),
                   .answers = {{200, "The registration", json::schema<RegistrationDto>()}},
                   .errors = {&registration::not_waiting},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return act(service, &HeldPlacesService::leave_waitlist, x); }});
  table.push_back({.method = http::Method::post,
                   .pattern = std::string(one_registration) + "/approval",
                   .operation_id = "decideApproval",
                   .tag = "registrations",
                   .summary = "Approve or decline a registration",
                   .description = "Of an event whose rules ask for approval. Its places are held until then.",
                   .roles = access::organizers,
                   .body = BodyRule::json<ApprovalBody>(),
                   .answers = {{200, "The registration", json::schema<RegistrationDto>()}},
                   .errors = {&registration::not_pending, &registration::event_is_over},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return decide(service, x); }});
}

}  // namespace tagwerk::resources
