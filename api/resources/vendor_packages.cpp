#include "api/resources/vendor_packages.hpp"

#include <string>
#include <utility>

#include "api/pipeline/exchange.hpp"
#include "api/resources/vendor_roles.hpp"
#include "engine/vendors/vendor_errors.hpp"
#include "engine/vendors/vendor_package_service.hpp"

namespace tagwerk::vendors {
namespace {

constexpr auto name_rule = json::text(1, max_package_name);
const auto price_rule = json::about("Net; null: nothing is said of money");
const auto vat_rule = json::about("Percent, on top of the price; 0 by default").like("19");
const auto talks_rule =
    json::range(0, static_cast<double>(max_talk_quota)).about("Talks that a vendor with it may have; null: any number");
const auto size_rule = json::text(1, max_booth_size).like(R"("3x2 m")");
const auto passes_rule =
    json::range(0, static_cast<double>(max_staff_passes)).about("People of a vendor who have a pass; 0 by default");
const auto perks_rule = [] {
  auto rule = json::text(1, max_perk_length);
  rule.max_items = max_perks;
  return rule.about("One line each").like(R"(["Logo on the web page"])");
}();
const auto limit_rule =
    json::range(0, static_cast<double>(max_package_limit)).about("Vendors that may have it; null: any number");
const auto position_rule = json::range(0, static_cast<double>(max_position))
                               .about("Where it is to be shown, the least first; lists are by time of creation");

}  // namespace

static const json::Object<NewVendorPackage>& shape(json::Tag<NewVendorPackage>) {
  using New = NewVendorPackage;
  static const auto object = json::Object<New>("NewVendorPackage", "A new package")
                                 .required("key", &New::key, json::format(json::Format::key).like(R"("gold")"))
                                 .required("name", &New::name, name_rule)
                                 .optional("price", &New::price, price_rule)
                                 .optional("vat_rate", &New::vat, vat_rule)
                                 .optional("talk_quota", &New::talk_quota, talks_rule)
                                 .optional("booth_size", &New::booth_size, size_rule)
                                 .optional("staff_passes", &New::staff_passes, passes_rule)
                                 .optional("perks", &New::perks, perks_rule)
                                 .optional("limit", &New::limit, limit_rule)
                                 .optional("position", &New::position, position_rule)
                                 .rule({"key", "name"}, [](const New& package) { return check(package); });
  return object;
}

static const json::Object<VendorPackagePatch>& shape(json::Tag<VendorPackagePatch>) {
  using Patch = VendorPackagePatch;
  static const auto object = json::Object<Patch>("VendorPackagePatch", "What is to be changed")
                                 .patch("name", &Patch::name, name_rule)
                                 .patch("price", &Patch::price, price_rule)
                                 .patch("vat_rate", &Patch::vat, vat_rule)
                                 .patch("talk_quota", &Patch::talk_quota, talks_rule)
                                 .patch("booth_size", &Patch::booth_size, size_rule)
                                 .patch("staff_passes", &Patch::staff_passes, passes_rule)
                                 .patch("perks", &Patch::perks, perks_rule)
                                 .patch("limit", &Patch::limit, limit_rule)
                                 .patch("position", &Patch::position, position_rule);
  return object;
}

static const json::Object<VendorPackage>& shape(json::Tag<VendorPackage>) {
  static const auto object = json::Object<VendorPackage>("VendorPackage", "What a vendor can book")
                                 .required("id", &VendorPackage::id)
                                 .required("event_id", &VendorPackage::event)
                                 .required("key", &VendorPackage::key, json::format(json::Format::key))
                                 .required("name", &VendorPackage::name, name_rule)
                                 .nullable("price", &VendorPackage::price, price_rule)
                                 .required("vat_rate", &VendorPackage::vat, vat_rule)
                                 .nullable("talk_quota", &VendorPackage::talk_quota, talks_rule)
                                 .nullable("booth_size", &VendorPackage::booth_size, size_rule)
                                 .required("staff_passes", &VendorPackage::staff_passes, passes_rule)
                                 .required("perks", &VendorPackage::perks, perks_rule)
                                 .nullable("limit", &VendorPackage::limit, limit_rule)
                                 .required("position", &VendorPackage::position, position_rule)
                                 .required("created_at", &VendorPackage::created_at)
                                 .required("updated_at", &VendorPackage::updated_at);
  return object;
}

}  // namespace tagwerk::vendors

namespace tagwerk::resources {
namespace {

using core::EventId;
using pipeline::Exchange;
using vendors::NewVendorPackage;
using vendors::VendorPackage;
using vendors::VendorPackagePatch;
using vendors::VendorPackageService;

constexpr const char* packages = "/api/v1/events/{event_id}/vendor-packages";
constexpr const char* one_package = "/api/v1/events/{event_id}/vendor-packages/{package_key}";

core::Result<http::Response> answer(const core::Result<VendorPackage>& package) {
  if (!package) return package.error();
  return pipeline::ok(*package, package->version);
}

core::Result<http::Response> create(VendorPackageService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<NewVendorPackage>();
  if (!body) return body.error();
  const auto package = service.create(x.call(), *event, *body);
  if (!package) return package.error();
  return pipeline::created(*package, x.request().path + "/" + package->key, package->version);
}

core::Result<http::Response> list(VendorPackageService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto page = service.list(x.call(), *event, x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, [](const VendorPackage& package) -> const VendorPackage& { return package; });
}

core::Result<http::Response> find(VendorPackageService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  return answer(service.find(x.call(), *event, x.path("package_key")));
}

core::Result<http::Response> change(VendorPackageService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<VendorPackagePatch>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(service.change(x.call(), *event, x.path("package_key"), *body, *version));
}

core::Result<http::Response> remove(VendorPackageService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto done = service.remove(x.call(), *event, x.path("package_key"), *version);
  if (!done) return done.error();
  return pipeline::no_content();
}

}  // namespace

void add_vendor_packages_routes(pipeline::RouteTable& table, VendorPackageService& service) {
  table.push_back(
      {.method = http::Method::post,
       .pattern = packages,
       .operation_id = "createVendorPackage",
       .tag = "vendors",
       .summary = "Add a package that vendors can book",
       .description =
           R"(For instance `{"key": "gold", "name": "Gold", "price": {"amount": "2500.00", "currency": "EUR"}, )"
           R"("vat_rate": 19, "talk_quota": 20, "booth_size": "3x2 m", "staff_passes": 3, "limit": 10}`. )"
           "An event has at most 50.",
       .roles = access::organizers,
       .body = pipeline::BodyRule::json<NewVendorPackage>(),
       .answers = {{201, "The new package", json::schema<VendorPackage>()}},
       .errors = {&core::already_exists, &vendors::too_many_vendor_packages},
       .idempotent = true,
       .handle = [&service](Exchange& x) { return create(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = packages,
                   .operation_id = "listVendorPackages",
                   .tag = "vendors",
                   .summary = "The packages that vendors can book, by time of creation",
                   .roles = staff_viewers_and_vendors,
                   .query = pipeline::list_parameters(),
                   .answers = {{200, "A page of packages", pipeline::list_schema<VendorPackage>()}},
                   .handle = [&service](Exchange& x) { return list(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = one_package,
                   .operation_id = "getVendorPackage",
                   .tag = "vendors",
                   .summary = "One package",
                   .roles = staff_viewers_and_vendors,
                   .answers = {{200, "The package", json::schema<VendorPackage>()}},
                   .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back({.method = http::Method::patch,
                   .pattern = one_package,
                   .operation_id = "changeVendorPackage",
                   .tag = "vendors",
                   .summary = "Change a package",
                   .description = "What is booked keeps its price. The limit is at least the vendors that have it, "
                                  "and its passes those that a vendor has given out.",
                   .roles = access::organizers,
                   .body = pipeline::BodyRule::json<VendorPackagePatch>(),
                   .answers = {{200, "The package as it is now", json::schema<VendorPackage>()}},
                   .errors = {&vendors::package_limit_below_taken, &vendors::passes_below_issued},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return change(service, x); }});
  table.push_back({.method = http::Method::delete_,
                   .pattern = one_package,
                   .operation_id = "deleteVendorPackage",
                   .tag = "vendors",
                   .summary = "Delete a package that no participation names, cancelled ones among them",
                   .roles = access::organizers,
                   .answers = {{204, "It is gone"}},
                   .errors = {&core::still_referenced},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return remove(service, x); }});
}

}  // namespace tagwerk::resources
