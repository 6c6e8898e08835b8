#include "api/resources/contingents.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/companies.hpp"
#include "engine/events/event_terms_service.hpp"
#include "engine/events/events_errors.hpp"

namespace tagwerk::events {

static const json::Object<Contingent>& shape(json::Tag<Contingent>) {
  static const auto object =
      json::Object<Contingent>("Contingent", "Places of a pool that are kept for a company, or for companies of a role")
          .required("key", &Contingent::key, json::format(json::Format::key).like(R"("sponsors")"))
          .required("pool", &Contingent::pool,
                    json::format(json::Format::key).about("Any but `companies`").like(R"("participants")"))
          .required("places", &Contingent::places, json::range(0, static_cast<double>(max_places)))
          .nullable("company_id", &Contingent::company, json::about("Either this or company_role"))
          .nullable("company_role", &Contingent::company_role)
          .nullable("release_at", &Contingent::release_at,
                    json::about("From then on what was not taken is everybody's; may have passed; null: never"));
  return object;
}

}  // namespace tagwerk::events

namespace tagwerk::resources {
namespace {

using core::EventId;
using events::Contingent;
using events::EventTerms;
using events::EventTermsService;
using pipeline::Exchange;

constexpr const char* pattern = "/api/v1/events/{event_id}/contingents";

struct ContingentsDto {
  std::vector<Contingent> contingents;
};
const json::Object<ContingentsDto>& shape(json::Tag<ContingentsDto>) {
  static const auto object =
      json::Object<ContingentsDto>("Contingents", "The contingents of an event, in the order shown")
          .required("contingents", &ContingentsDto::contingents, json::items(0, events::max_contingents))
          .rule({}, [](const ContingentsDto& dto) { return events::check(dto.contingents); });
  return object;
}

core::Result<http::Response> answer(core::Result<EventTerms> terms) {
  if (!terms) return terms.error();
  return pipeline::ok(ContingentsDto{std::move(terms->contingents)}, terms->version);
}

core::Result<http::Response> get(EventTermsService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  return answer(service.get(x.call(), *event));
}

core::Result<http::Response> put(EventTermsService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<ContingentsDto>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(service.put(x.call(), *event, body->contingents, *version));
}

}  // namespace

void add_contingents_routes(pipeline::RouteTable& table, EventTermsService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = pattern,
                   .operation_id = "getContingents",
                   .tag = "terms",
                   .summary = "The contingents of an event; for a company's token those that are its own or its role's",
                   .description =
                       "Rules, categories and contingents of an event have one version: a change of one makes "
                       "the ETags of all three stale.",
                   .roles = access::everyone,
                   .answers = {{200, "The contingents", json::schema<ContingentsDto>()}},
                   .checks_scope_itself = true,
                   .handle = [&service](Exchange& x) { return get(service, x); }});
  table.push_back(
      {.method = http::Method::put,
       .pattern = pattern,
       .operation_id = "putContingents",
       .tag = "terms",
       .summary = "Replace the contingents of an event",
       .description = "What reserves more than before must fit beside what is taken and reserved. While places of "
                      "a contingent are taken it cannot be left out, its pool and owner stay, and its places are "
                      "at least what is taken. What is set free goes to who waits.",
       .roles = access::organizers,
       .body = pipeline::BodyRule::json<ContingentsDto>(),
       .answers = {{200, "The contingents as they are now", json::schema<ContingentsDto>()}},
       .errors = {&core::reference_not_found, &events::pool_not_possible, &events::contingent_owner,
                  &events::contingent_in_use, &events::capacity_below_taken, &events::contingent_exceeds_free},
       .precondition = pipeline::Precondition::if_match,
       .handle = [&service](Exchange& x) { return put(service, x); }});
}

}  // namespace tagwerk::resources
