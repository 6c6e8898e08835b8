#include "api/resources/vendor_participations.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/resolver.hpp"
#include "api/resources/vendor_participation_dto.hpp"
#include "api/resources/vendor_roles.hpp"
#include "engine/vendors/vendor_errors.hpp"
#include "engine/vendors/vendor_participation_service.hpp"

namespace tagwerk::vendors {

static const json::Object<NewVendorParticipation>& shape(json::Tag<NewVendorParticipation>) {
  using New = NewVendorParticipation;
  static const auto object =
      json::Object<New>("NewVendorParticipation", "An enquiry")
          .required("company_id", &New::company, json::about("Of role vendor or supplier"))
          .required("package", &New::package, json::format(json::Format::key).about("Its key").like(R"("gold")"))
          .optional("note", &New::note, json::note(max_note).about("Read by vendor and organizers"))
          .rule({"package"}, [](const New& wanted) { return check(wanted); });
  return object;
}

static const json::Object<VendorParticipationPatch>& shape(json::Tag<VendorParticipationPatch>) {
  using Patch = VendorParticipationPatch;
  static const auto object = json::Object<Patch>("VendorParticipationPatch", "What is to be changed")
                                 .patch("package", &Patch::package, json::format(json::Format::key).about("Its key"))
                                 .patch("note", &Patch::note, json::note(max_note));
  return object;
}

}  // namespace tagwerk::vendors

namespace tagwerk::resources {
namespace {

using core::EventId;
using pipeline::BodyRule;
using pipeline::Exchange;
using pipeline::QueryParameter;
using vendors::NewVendorParticipation;
using vendors::VendorParticipation;
using vendors::VendorParticipationId;
using vendors::VendorParticipationPatch;
using vendors::VendorParticipationService;
using Service = VendorParticipationService;

constexpr const char* of_event = "/api/v1/events/{event_id}/vendor-participations";
constexpr const char* all_of_them = "/api/v1/vendor-participations/";
constexpr const char* one_of_them = "/api/v1/vendor-participations/{participation_id}";

struct OfferBody {
  std::optional<core::Instant> expires_at;
};
const json::Object<OfferBody>& shape(json::Tag<OfferBody>) {
  static const auto object =
      json::Object<OfferBody>("VendorOffer", "Until when a place of the package is kept")
          .optional("expires_at", &OfferBody::expires_at, json::about("Not included; left out: the offer stays open"));
  return object;
}

struct CancellationBody {
  std::optional<std::string> reason;
};
const json::Object<CancellationBody>& shape(json::Tag<CancellationBody>) {
  static const auto object = json::Object<CancellationBody>("VendorCancellation", "Why it is cancelled")
                                 .optional("reason", &CancellationBody::reason,
                                           json::text(1, vendors::max_reason).about("Read by vendor and organizers"));
  return object;
}

core::Result<http::Response> answer(const core::Result<VendorParticipation>& participation) {
  if (!participation) return participation.error();
  return pipeline::ok(vendor_participation_dto(*participation), participation->version);
}

core::Result<http::Response> create(Service& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<NewVendorParticipation>();
  if (!body) return body.error();
  const auto made = service.create(x.call(), *event, *body);
  if (!made) return made.error();
  return pipeline::created(vendor_participation_dto(*made), all_of_them + made->id.text(), made->version);
}

core::Result<http::Response> list(Service& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  vendors::ParticipationFilter filter;
  filter.company = x.query_id<core::CompanyId>("company_id");
  if (const auto status = x.text("status")) filter.status = vendors::parse_participation_status(*status);
  filter.package = x.text("package");
  const auto page = service.list(x.call(), *event, filter, x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, vendor_participation_dto);
}

core::Result<http::Response> find(Service& service, Exchange& x) {
  const auto id = x.id<VendorParticipationId>("participation_id");
  if (!id) return id.error();
  return answer(service.find(x.call(), *id));
}

core::Result<http::Response> change(Service& service, Exchange& x) {
  const auto id = x.id<VendorParticipationId>("participation_id");
  if (!id) return id.error();
  const auto body = x.body<VendorParticipationPatch>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(service.change(x.call(), *id, *body, *version));
}

core::Result<http::Response> offer(Service& service, Exchange& x) {
  const auto id = x.id<VendorParticipationId>("participation_id");
  if (!id) return id.error();
  const auto body = x.body<OfferBody>();
  if (!body) return body.error();
  return answer(service.offer(x.call(), *id, body->expires_at));
}

core::Result<http::Response> cancel(Service& service, Exchange& x) {
  const auto id = x.id<VendorParticipationId>("participation_id");
  if (!id) return id.error();
  const auto body = x.body<CancellationBody>();
  if (!body) return body.error();
  return answer(service.cancel(x.call(), *id, body->reason));
}

using Verb = core::Result<VendorParticipation> (Service::*)(const access::Call&, const VendorParticipationId&);

core::Result<http::Response> act(Service& service, Verb verb, Exchange& x) {
  const auto id = x.id<VendorParticipationId>("participation_id");
  if (!id) return id.error();
  if (const auto body = x.body<pipeline::NoMembers>(); !body) return body.error();
  return answer((service.*verb)(x.call(), *id));
}

std::vector<QueryParameter> filters() {
  using Kind = QueryParameter::Kind;
  return {{.name = "company_id", .kind = Kind::id, .description = "Only of this company"},
          {.name = "status",
           .kind = Kind::choice,
           .description = "Only of this status",
           .choices = choices_of(vendors::all_participation_statuses)},
          {.name = "package", .kind = Kind::key, .description = "Only with the package of this key"}};
}

void add_routes_of_events(pipeline::RouteTable& table, Service& service) {
  table.push_back(
      {.method = http::Method::post,
       .pattern = of_event,
       .operation_id = "enquireAsVendor",
       .tag = "vendors",
       .summary = "Enquire about a package for a vendor",
       .description =
           R"(`{"company_id": "…", "package": "gold"}`: a participation of status enquiry, which holds no place yet. A company )"
           "has one at an event that is not cancelled. Tokens of a vendor enquire for their company only; an enquiry is "
           "possible until the event is completed or cancelled.",
       .roles = organizers_and_vendors,
       .body = BodyRule::json<NewVendorParticipation>(),
       .answers = {{201, "The enquiry", json::schema<VendorParticipationDto>()}},
       .errors = {&core::reference_not_found, &vendors::company_is_no_vendor, &vendors::already_participates,
                  &vendors::event_takes_no_vendors},
       .idempotent = true,
       .handle = [&service](Exchange& x) { return create(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = of_event,
                   .operation_id = "listVendorParticipations",
                   .tag = "vendors",
                   .summary = "Participations of vendors in an event, by time of creation",
                   .description = "Tokens of a vendor see their company's only.",
                   .roles = staff_viewers_and_vendors,
                   .query = pipeline::list_parameters(filters()),
                   .answers = {{200, "A page of participations", pipeline::list_schema<VendorParticipationDto>()}},
                   .handle = [&service](Exchange& x) { return list(service, x); }});
}

void add_routes_of_one(pipeline::RouteTable& table, Service& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = one_of_them,
                   .operation_id = "getVendorParticipation",
                   .tag = "vendors",
                   .summary = "One participation",
                   .roles = staff_viewers_and_vendors,
                   .answers = {{200, "The participation", json::schema<VendorParticipationDto>()}},
                   .checks_scope_itself = true,
                   .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back({.method = http::Method::patch,
                   .pattern = one_of_them,
                   .operation_id = "changeVendorParticipation",
                   .tag = "vendors",
                   .summary = "Change the package or the note of a participation",
                   .description = "The package of an enquiry is changed by vendor and organizers, that of an offer by "
                                  "organizers, while there is a place of the other one; what is booked keeps its.",
                   .roles = organizers_and_vendors,
                   .body = BodyRule::json<VendorParticipationPatch>(),
                   .answers = {{200, "The participation as it is now", json::schema<VendorParticipationDto>()}},
                   .errors = {&core::reference_not_found, &vendors::package_is_fixed, &vendors::no_package_left,
                              &vendors::passes_below_issued, &vendors::participation_is_cancelled,
                              &vendors::event_takes_no_vendors},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return change(service, x); }});
}

void add_steps(pipeline::RouteTable& table, Service& service) {
  const auto one = std::string(one_of_them);
  table.push_back(
      {.method = http::Method::post,
       .pattern = one + "/offer",
       .operation_id = "offerToVendor",
       .tag = "vendors",
       .summary = "Offer the package to a vendor, or offer it anew",
       .description =
           R"(`{"expires_at": "2016-10-01T00:00:00Z"}`: until then a place of the package is kept for the vendor. )"
           "From then on it is everybody's, and who books the offer later gets one only if one is free.",
       .roles = access::organizers,
       .body = BodyRule::optional_json<OfferBody>(),
       .answers = {{200, "The participation, offered", json::schema<VendorParticipationDto>()}},
       .errors = {&vendors::offer_not_in_future, &vendors::no_package_left, &vendors::participation_transition,
                  &vendors::event_takes_no_vendors},
       .idempotent = true,
       .handle = [&service](Exchange& x) { return offer(service, x); }});
  table.push_back(
      {.method = http::Method::post,
       .pattern = one + "/booking",
       .operation_id = "bookAsVendor",
       .tag = "vendors",
       .summary = "Book the package: an offer, or by an organizer an enquiry",
       .description = "What it costs from now on is what the package costs now.",
       .roles = organizers_and_vendors,
       .body = BodyRule::no_members(),
       .answers = {{200, "The participation, booked", json::schema<VendorParticipationDto>()}},
       .errors = {&vendors::no_package_left, &vendors::participation_transition, &vendors::event_takes_no_vendors},
       .idempotent = true,
       .handle = [&service](Exchange& x) { return act(service, &Service::book, x); }});
  table.push_back({.method = http::Method::post,
                   .pattern = one + "/confirmation",
                   .operation_id = "confirmVendor",
                   .tag = "vendors",
                   .summary = "Confirm what a vendor has booked",
                   .description = "From now on only organizers cancel it.",
                   .roles = access::organizers,
                   .body = BodyRule::no_members(),
                   .answers = {{200, "The participation, confirmed", json::schema<VendorParticipationDto>()}},
                   .errors = {&vendors::participation_transition, &vendors::event_takes_no_vendors},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return act(service, &Service::confirm, x); }});
  table.push_back({.method = http::Method::post,
                   .pattern = one + "/cancellation",
                   .operation_id = "cancelVendorParticipation",
                   .tag = "vendors",
                   .summary = "Cancel a participation",
                   .description = "Its place and its booths are free again. A vendor cancels its own until it is "
                                  "confirmed.",
                   .roles = organizers_and_vendors,
                   .body = BodyRule::optional_json<CancellationBody>(),
                   .answers = {{200, "The cancelled participation", json::schema<VendorParticipationDto>()}},
                   .errors = {&vendors::participation_transition, &vendors::event_takes_no_vendors},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return cancel(service, x); }});
}

}  // namespace

void add_vendor_participations_routes(pipeline::RouteTable& table, VendorParticipationService& service) {
  add_routes_of_events(table, service);
  add_routes_of_one(table, service);
  add_steps(table, service);
}

pipeline::Resolver vendor_participation_resolver(VendorParticipationService& service) {
  return resolver_of<VendorParticipationId>("vendor participation",
                                            [&service](const access::Call& call, const VendorParticipationId& id) {
                                              return service.check_visible(call, id);
                                            });
}

}  // namespace tagwerk::resources
