#include "api/resources/organization.hpp"

#include "api/pipeline/exchange.hpp"
#include "engine/directory/organization_service.hpp"

// How the nouns look outside; beside them, where the codec finds it.
namespace tagwerk::directory {
namespace {

constexpr auto name_rule = json::text(1, organization_name_max);
const auto zone_rule = json::format(json::Format::time_zone)
                           .about("IANA name, offered where an event names none")
                           .like(R"("Europe/Berlin")");

}  // namespace

static const json::Object<OrganizationPatch>& shape(json::Tag<OrganizationPatch>) {
  static const auto object =
      json::Object<OrganizationPatch>("OrganizationPatch", "What is to be changed; the key stays")
          .patch("name", &OrganizationPatch::name, name_rule)
          .patch("time_zone", &OrganizationPatch::time_zone, zone_rule);
  return object;
}

static const json::Object<Organization>& shape(json::Tag<Organization>) {
  static const auto object = json::Object<Organization>("Organization", "The association that runs the events")
                                 .required("id", &Organization::id)
                                 .required("key", &Organization::key, json::format(json::Format::key))
                                 .required("name", &Organization::name, name_rule)
                                 .required("time_zone", &Organization::time_zone, zone_rule)
                                 .required("created_at", &Organization::created_at)
                                 .required("updated_at", &Organization::updated_at);
  return object;
}

}  // namespace tagwerk::directory

namespace tagwerk::resources {
namespace {

using directory::Organization;
using directory::OrganizationPatch;
using directory::OrganizationService;
using pipeline::Exchange;

constexpr const char* the_one = "/api/v1/organization";

core::Result<http::Response> find(OrganizationService& service, Exchange& x) {
  const auto organization = service.current(x.call());
  if (!organization) return organization.error();
  return pipeline::ok(*organization, organization->version);
}

core::Result<http::Response> change(OrganizationService& service, Exchange& x) {
  const auto body = x.body<OrganizationPatch>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto organization = service.change(x.call(), *body, *version);
  if (!organization) return organization.error();
  return pipeline::ok(*organization, organization->version);
}

}  // namespace

void add_organization_routes(pipeline::RouteTable& table, OrganizationService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = the_one,
                   .operation_id = "getOrganization",
                   .tag = "organization",
                   .summary = "The organization that the token belongs to",
                   .roles = access::everyone,
                   .answers = {{200, "The organization", json::schema<Organization>()}},
                   .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back({.method = http::Method::patch,
                   .pattern = the_one,
                   .operation_id = "changeOrganization",
                   .tag = "organization",
                   .summary = "Change the settings of the organization",
                   .roles = access::administrators,
                   .body = pipeline::BodyRule::json<OrganizationPatch>(),
                   .answers = {{200, "The organization as it is now", json::schema<Organization>()}},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return change(service, x); }});
}

}  // namespace tagwerk::resources
