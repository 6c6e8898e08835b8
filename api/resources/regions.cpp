#include "api/resources/regions.hpp"

#include "api/pipeline/exchange.hpp"
#include "engine/directory/region_service.hpp"

// How the nouns look outside; beside them, where the codec finds it.
namespace tagwerk::directory {
namespace {

constexpr auto name_rule = json::text(1, region_name_max);
const auto key_rule =
    json::format(json::Format::key).about("For good: addresses and import files name it").like(R"("nord")");

}  // namespace

static const json::Object<NewRegion>& shape(json::Tag<NewRegion>) {
  static const auto object =
      json::Object<NewRegion>("NewRegion", "A new region")
          .required("key", &NewRegion::key, key_rule)
          .required("name", &NewRegion::name, name_rule.like(R"("Region Nord")"))
          .optional("closed_to_newcomers", &NewRegion::closed_to_newcomers, json::about("Left out: open"));
  return object;
}

static const json::Object<RegionPatch>& shape(json::Tag<RegionPatch>) {
  static const auto object = json::Object<RegionPatch>("RegionPatch", "What is to be changed; the key stays")
                                 .patch("name", &RegionPatch::name, name_rule)
                                 .patch("closed_to_newcomers", &RegionPatch::closed_to_newcomers);
  return object;
}

static const json::Object<Region>& shape(json::Tag<Region>) {
  static const auto object = json::Object<Region>("Region", "A regional group of companies")
                                 .required("id", &Region::id)
                                 .required("key", &Region::key, key_rule)
                                 .required("name", &Region::name, name_rule)
                                 .required("closed_to_newcomers", &Region::closed_to_newcomers)
                                 .required("created_at", &Region::created_at)
                                 .required("updated_at", &Region::updated_at);
  return object;
}

}  // namespace tagwerk::directory

namespace tagwerk::resources {
namespace {

using directory::NewRegion;
using directory::Region;
using directory::RegionPatch;
using directory::RegionService;
using pipeline::BodyRule;
using pipeline::Exchange;
using pipeline::Precondition;

constexpr const char* all_of_them = "/api/v1/regions";
constexpr const char* one_below = "/api/v1/regions/";
constexpr const char* one_of_them = "/api/v1/regions/{region_key}";

core::Result<http::Response> create(RegionService& service, Exchange& x) {
  const auto body = x.body<NewRegion>();
  if (!body) return body.error();
  const auto region = service.create(x.call(), *body);
  if (!region) return region.error();
  return pipeline::created(*region, one_below + region->key, region->version);
}

core::Result<http::Response> list(RegionService& service, Exchange& x) {
  return pipeline::ok_list(x, service.list(x.call(), x.page()),
                           [](const Region& region) -> const Region& { return region; });
}

core::Result<http::Response> find(RegionService& service, Exchange& x) {
  const auto region = service.find(x.call(), x.path("region_key"));
  if (!region) return region.error();
  return pipeline::ok(*region, region->version);
}

core::Result<http::Response> change(RegionService& service, Exchange& x) {
  const auto body = x.body<RegionPatch>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto region = service.change(x.call(), x.path("region_key"), *body, *version);
  if (!region) return region.error();
  return pipeline::ok(*region, region->version);
}

core::Result<http::Response> remove(RegionService& service, Exchange& x) {
  const auto version = x.expected_version();
  if (!version) return version.error();
  if (const auto done = service.remove(x.call(), x.path("region_key"), *version); !done) return done.error();
  return pipeline::no_content();
}

}  // namespace

void add_regions_routes(pipeline::RouteTable& table, RegionService& service) {
  table.push_back({.method = http::Method::post,
                   .pattern = all_of_them,
                   .operation_id = "createRegion",
                   .tag = "directory",
                   .summary = "Create a region",
                   .roles = access::organizers,
                   .body = BodyRule::json<NewRegion>(),
                   .answers = {{201, "The new region", json::schema<Region>()}},
                   .errors = {&core::already_exists},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return create(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = all_of_them,
                   .operation_id = "listRegions",
                   .tag = "directory",
                   .summary = "All regions, by time of creation",
                   .roles = access::everyone,
                   .query = pipeline::list_parameters(),
                   .answers = {{200, "A page of regions", pipeline::list_schema<Region>()}},
                   .handle = [&service](Exchange& x) { return list(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = one_of_them,
                   .operation_id = "getRegion",
                   .tag = "directory",
                   .summary = "One region",
                   .roles = access::everyone,
                   .answers = {{200, "The region", json::schema<Region>()}},
                   .checks_scope_itself = true,
                   .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back({.method = http::Method::patch,
                   .pattern = one_of_them,
                   .operation_id = "changeRegion",
                   .tag = "directory",
                   .summary = "Change a region",
                   .roles = access::organizers,
                   .body = BodyRule::json<RegionPatch>(),
                   .answers = {{200, "The region as it is now", json::schema<Region>()}},
                   .precondition = Precondition::if_match,
                   .handle = [&service](Exchange& x) { return change(service, x); }});
  table.push_back({.method = http::Method::delete_,
                   .pattern = one_of_them,
                   .operation_id = "deleteRegion",
                   .tag = "directory",
                   .summary = "Delete a region that no company belongs to",
                   .roles = access::organizers,
                   .answers = {{204, "It is gone"}},
                   .errors = {&core::still_referenced},
                   .precondition = Precondition::if_match,
                   .handle = [&service](Exchange& x) { return remove(service, x); }});
}

pipeline::Resolver region_resolver(RegionService& service) {
  return [&service](const access::Call& call, const std::string& text) -> core::Result<> {
    if (const auto found = service.find(call, text); !found) return found.error();
    return {};
  };
}

}  // namespace tagwerk::resources
