#include "api/resources/companies.hpp"

#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/merger.hpp"
#include "api/resources/resolver.hpp"
#include "engine/directory/company_service.hpp"
#include "engine/directory/directory_errors.hpp"

// How the nouns look outside; beside them, where the codec finds it.
namespace tagwerk::directory {

std::span<const json::EnumName<CompanyRole>> enum_names(json::Tag<CompanyRole>) {
  static const auto names = json::names_from_text(all_company_roles);
  return names;
}

namespace {

constexpr auto name_rule = json::text(1, company_name_max);
const auto region_rule = json::format(json::Format::key).about("Key of a region");
constexpr auto city_rule = json::text(1, city_max);

}  // namespace

static const json::Object<NewCompany>& shape(json::Tag<NewCompany>) {
  static const auto object = json::Object<NewCompany>("NewCompany", "A new company")
                                 .required("name", &NewCompany::name, name_rule.like(R"("Systemhaus Müller GmbH")"))
                                 .required("role", &NewCompany::role)
                                 .optional("region_key", &NewCompany::region_key, region_rule)
                                 .optional("city", &NewCompany::city, city_rule.like(R"("Köln")"));
  return object;
}

static const json::Object<CompanyPatch>& shape(json::Tag<CompanyPatch>) {
  static const auto object =
      json::Object<CompanyPatch>("CompanyPatch", "What is to be changed; null removes region or city")
          .patch("name", &CompanyPatch::name, name_rule)
          .patch("role", &CompanyPatch::role)
          .patch("region_key", &CompanyPatch::region_key, region_rule)
          .patch("city", &CompanyPatch::city, city_rule);
  return object;
}

static const json::Object<Company>& shape(json::Tag<Company>) {
  static const auto object = json::Object<Company>("Company", "A partner, vendor or supplier")
                                 .required("id", &Company::id)
                                 .required("name", &Company::name, name_rule)
                                 .required("role", &Company::role)
                                 .nullable("region_key", &Company::region_key, region_rule)
                                 .nullable("city", &Company::city, city_rule)
                                 .required("created_at", &Company::created_at)
                                 .required("updated_at", &Company::updated_at);
  return object;
}

}  // namespace tagwerk::directory

namespace tagwerk::resources {

static const json::Object<Merger<core::CompanyId>>& shape(json::Tag<Merger<core::CompanyId>>) {
  static const auto object = merger_shape<core::CompanyId>("CompanyMerger");
  return object;
}

namespace {

using directory::Company;
using directory::CompanyPatch;
using directory::CompanyService;
using directory::NewCompany;
using pipeline::BodyRule;
using pipeline::Exchange;
using pipeline::Precondition;
using pipeline::QueryParameter;

constexpr const char* all_of_them = "/api/v1/companies";
constexpr const char* one_below = "/api/v1/companies/";
constexpr const char* one_of_them = "/api/v1/companies/{company_id}";

std::vector<QueryParameter> filters() {
  return {{.name = "role",
           .kind = QueryParameter::Kind::choice,
           .description = "Only companies of this role",
           .choices = choices_of(directory::all_company_roles)},
          {.name = "region_key", .kind = QueryParameter::Kind::key, .description = "Only companies of this region"},
          {.name = "name", .description = "Only companies of exactly this name"}};
}

core::Result<http::Response> create(CompanyService& service, Exchange& x) {
  const auto body = x.body<NewCompany>();
  if (!body) return body.error();
  const auto company = service.create(x.call(), *body);
  if (!company) return company.error();
  return pipeline::created(*company, one_below + company->id.text(), company->version);
}

core::Result<http::Response> list(CompanyService& service, Exchange& x) {
  directory::CompanyFilter filter;
  if (const auto role = x.text("role")) filter.role = directory::parse_company_role(*role);
  filter.region_key = x.text("region_key");
  filter.name = x.text("name");
  return pipeline::ok_list(x, service.list(x.call(), std::move(filter), x.page()),
                           [](const Company& company) -> const Company& { return company; });
}

core::Result<http::Response> find(CompanyService& service, Exchange& x) {
  const auto id = x.id<core::CompanyId>("company_id");
  if (!id) return id.error();
  const auto company = service.find(x.call(), *id);
  if (!company) return company.error();
  return pipeline::ok(*company, company->version);
}

core::Result<http::Response> change(CompanyService& service, Exchange& x) {
  const auto id = x.id<core::CompanyId>("company_id");
  if (!id) return id.error();
  const auto body = x.body<CompanyPatch>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto company = service.change(x.call(), *id, *body, *version);
  if (!company) return company.error();
  return pipeline::ok(*company, company->version);
}

core::Result<http::Response> remove(CompanyService& service, Exchange& x) {
  const auto id = x.id<core::CompanyId>("company_id");
  if (!id) return id.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  if (const auto done = service.remove(x.call(), *id, *version); !done) return done.error();
  return pipeline::no_content();
}

core::Result<http::Response> merge(CompanyService& service, Exchange& x) {
  const auto id = x.id<core::CompanyId>("company_id");
  if (!id) return id.error();
  const auto body = x.body<Merger<core::CompanyId>>();
  if (!body) return body.error();
  const auto survivor = service.merge(x.call(), *id, body->into);
  if (!survivor) return survivor.error();
  return merged_into(*survivor, one_below + survivor->id.text());
}

}  // namespace

void add_companies_routes(pipeline::RouteTable& table, CompanyService& service) {
  table.push_back({.method = http::Method::post,
                   .pattern = all_of_them,
                   .operation_id = "createCompany",
                   .tag = "directory",
                   .summary = "Create a company",
                   .description = "Names need not be unique; duplicates can be merged.",
                   .roles = access::organizers,
                   .body = BodyRule::json<NewCompany>(),
                   .answers = {{201, "The new company", json::schema<Company>()}},
                   .errors = {&core::reference_not_found},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return create(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = all_of_them,
                   .operation_id = "listCompanies",
                   .tag = "directory",
                   .summary = "Companies, by time of creation",
                   .description = "A token of a company sees its own only. Companies that were merged are left out.",
                   .roles = access::everyone,
                   .query = pipeline::list_parameters(filters()),
                   .answers = {{200, "A page of companies", pipeline::list_schema<Company>()}},
                   .handle = [&service](Exchange& x) { return list(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = one_of_them,
                   .operation_id = "getCompany",
                   .tag = "directory",
                   .summary = "One company",
                   .roles = access::everyone,
                   .answers = {{200, "The company", json::schema<Company>()}},
                   .errors = {&core::gone_merged},
                   .checks_scope_itself = true,
                   .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back({.method = http::Method::patch,
                   .pattern = one_of_them,
                   .operation_id = "changeCompany",
                   .tag = "directory",
                   .summary = "Change a company",
                   .roles = access::organizers,
                   .body = BodyRule::json<CompanyPatch>(),
                   .answers = {{200, "The company as it is now", json::schema<Company>()}},
                   .errors = {&core::reference_not_found, &core::gone_merged, &directory::company_role_unfit_for_token},
                   .precondition = Precondition::if_match,
                   .handle = [&service](Exchange& x) { return change(service, x); }});
  table.push_back({.method = http::Method::delete_,
                   .pattern = one_of_them,
                   .operation_id = "deleteCompany",
                   .tag = "directory",
                   .summary = "Delete a company that has neither people nor tokens nor registrations",
                   .roles = access::organizers,
                   .answers = {{204, "It is gone"}},
                   .errors = {&core::still_referenced, &core::gone_merged},
                   .precondition = Precondition::if_match,
                   .handle = [&service](Exchange& x) { return remove(service, x); }});
  table.push_back(
      {.method = http::Method::post,
       .pattern = "/api/v1/companies/{company_id}/merger",
       .operation_id = "mergeCompany",
       .tag = "directory",
       .summary = "Merge a duplicate into the company that stays",
       .description = "People, tokens and registrations move to the company named by `into`, whose own members stay as "
                      "they are. The duplicate leaves the lists; its address answers 410 from then on and names the "
                      "company that took its place.",
       .roles = access::organizers,
       .body = BodyRule::json<Merger<core::CompanyId>>(),
       .answers = {{200, "The company that stays", json::schema<Company>()}},
       .errors = {&core::reference_not_found, &core::gone_merged, &directory::merge_into_itself,
                  &directory::merge_across_roles},
       .idempotent = true,
       .handle = [&service](Exchange& x) { return merge(service, x); }});
}

pipeline::Resolver company_resolver(CompanyService& service) {
  return resolver_of<core::CompanyId>("company", [&service](const access::Call& call, const core::CompanyId& id) {
    return service.require_visible(call, id);
  });
}

}  // namespace tagwerk::resources
