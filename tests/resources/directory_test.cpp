// /organization, /regions, /companies, /people and their imports through the whole pipeline, without a socket.
#include <boost/test/unit_test.hpp>

#include "api/pipeline/log.hpp"
#include "api/pipeline/metrics.hpp"
#include "api/pipeline/pipeline.hpp"
#include "api/resources/companies.hpp"
#include "api/resources/imports.hpp"
#include "api/resources/organization.hpp"
#include "api/resources/people.hpp"
#include "api/resources/regions.hpp"
#include "engine/access/failed_token_throttle.hpp"
#include "engine/access/token_service.hpp"
#include "engine/access/token_verifier.hpp"
#include "engine/directory/company_service.hpp"
#include "engine/directory/import_service.hpp"
#include "engine/directory/organization_service.hpp"
#include "engine/directory/person_service.hpp"
#include "engine/directory/region_service.hpp"
#include "tests/support/test_database.hpp"

using namespace tagwerk;
using access::Role;
using http::Method;

namespace {

struct Fixture {
  support::TestDatabase& data = support::TestDatabase::shared();
  storage::Database& database = data.database();
  core::FixedClock clock{core::parse_rfc3339("2016-11-10T08:00:00Z").value()};
  access::TokenVerifier verifier{database, std::chrono::milliseconds(0)};
  access::TokenService tokens{database, verifier};
  access::FailedTokenThrottle throttle{100};
  pipeline::Metrics metrics{"test"};
  pipeline::AccessLog log;
  directory::OrganizationService organizations{database};
  directory::RegionService regions{database};
  directory::CompanyService companies{database, {}};
  directory::PersonService people{database, {}};
  directory::ImportService imports{database};
  pipeline::Pipeline pipeline{table(), resolvers(), {database, verifier, throttle, clock, metrics, log}};
  std::string admin = make(Role::admin);
  std::string organizer = make(Role::organizer);

  pipeline::RouteTable table() {
    pipeline::RouteTable routes;
    resources::add_organization_routes(routes, organizations);
    resources::add_regions_routes(routes, regions);
    resources::add_companies_routes(routes, companies);
    resources::add_people_routes(routes, people);
    resources::add_imports_routes(routes, imports);
    return routes;
  }
  pipeline::ScopeResolvers resolvers() {
    pipeline::ScopeResolvers scope;
    scope.by_parameter["region_key"] = resources::region_resolver(regions);
    scope.by_parameter["company_id"] = resources::company_resolver(companies);
    scope.by_parameter["person_id"] = resources::person_resolver(people);
    return scope;
  }
  std::string make(Role role, const std::string& company = {}) {
    const access::NewToken wanted{.name = "t", .role = role, .company = core::CompanyId::parse(company)};
    return tokens.create(access::command_line_call(data.organization(), clock.now()), wanted).value().text;
  }

  http::Response send(const std::string& token, Method method, const std::string& target, const std::string& body = {},
                      std::vector<http::Header> headers = {}) {
    http::Request request;
    request.method = method;
    request.target = target;
    request.path = target.substr(0, target.find('?'));
    if (request.path.size() < target.size()) request.query = target.substr(request.path.size() + 1);
    request.body = body;
    request.request_id = "r-1";
    request.headers = std::move(headers);
    const bool has_type = request.header("content-type").has_value();
    if (!body.empty() && !has_type) request.headers.push_back({"content-type", "application/json"});
    request.headers.push_back({"authorization", "Bearer " + token});
    auto admission = pipeline.admit(request);
    if (admission.refusal) return *std::move(admission.refusal);
    return std::get<http::Response>(pipeline.handle(request));
  }
  http::Response get(const std::string& target) { return send(organizer, Method::get, target); }
  http::Response post(const std::string& target, const std::string& body, std::vector<http::Header> headers = {}) {
    return send(organizer, Method::post, target, body, std::move(headers));
  }
  http::Response import(const std::string& target, const std::string& csv) {
    return post(target, csv, {{"content-type", "text/csv; charset=utf-8"}});
  }
  /// Whatever the current version is.
  http::Response patch(const std::string& target, const std::string& body) {
    return send(organizer, Method::patch, target, body, {{"if-match", "*"}});
  }
  std::string new_company(const std::string& name, const std::string& role = "partner") {
    return text(post("/api/v1/companies", R"({"name": ")" + name + R"(", "role": ")" + role + R"("})"), "id");
  }
  std::string new_person(const std::string& company, const std::string& email = "a@example.org") {
    return text(post("/api/v1/people", person_of(company, email)), "id");
  }
  static std::string person_of(const std::string& company, const std::string& email) {
    return R"({"company_id": ")" + company + R"(", "given_name": "Zoë", "family_name": "شلام 😀", "email": ")" + email +
           R"(", "function": "Chefin"})";
  }

  static json::Node read(const http::Response& response) { return json::parse(response.bytes()).value(); }
  /// A member's text, "null", or "absent".
  static std::string text(const http::Response& response, std::string_view member) {
    const auto node = read(response);
    const auto* found = node.find(member);
    if (found == nullptr) return "absent";
    return found->kind == json::Node::Kind::null ? "null" : found->text;
  }
  static std::size_t size(const http::Response& response) { return read(response).find("results")->items.size(); }
  /// "/name:required …"
  static std::string fields(const http::Response& response) {
    std::string all;
    const auto node = read(response);
    for (const auto& error : node.find("errors")->items)
      all += (all.empty() ? "" : " ") + error.find("pointer")->text + ":" + error.find("code")->text;
    return all;
  }
};

std::string into(const std::string& id) { return R"({"into": ")" + id + R"("})"; }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(directory_routes, Fixture)

BOOST_AUTO_TEST_CASE(the_organization_is_read_by_all_and_changed_by_administrators) {
  const auto shown = get("/api/v1/organization");
  BOOST_TEST(shown.status == 200);
  BOOST_TEST(text(shown, "key") == "test");
  BOOST_TEST(shown.header("etag").value() == "\"v1\"");
  const std::string body = R"({"name": "Verbund „Süd“", "time_zone": "Europe/Vienna"})";
  BOOST_TEST(send(organizer, Method::patch, "/api/v1/organization", body, {{"if-match", "\"v1\""}}).status == 403);
  BOOST_TEST(send(admin, Method::patch, "/api/v1/organization", body).status == 428);
  BOOST_TEST(send(admin, Method::patch, "/api/v1/organization", body, {{"if-match", "\"v2\""}}).status == 412);
  const auto changed = send(admin, Method::patch, "/api/v1/organization", body, {{"if-match", "\"v1\""}});
  BOOST_TEST(changed.status == 200);
  BOOST_TEST(text(changed, "name") == "Verbund „Süd“");
  BOOST_TEST(changed.header("etag").value() == "\"v2\"");
  BOOST_TEST(send(admin, Method::patch, "/api/v1/organization", R"({"key": "new"})", {{"if-match", "*"}}).status ==
             422);
}

BOOST_AUTO_TEST_CASE(a_region_is_addressed_by_its_key) {
  const auto made = post("/api/v1/regions", R"({"key": "nord", "name": "Nord"})");
  BOOST_TEST(made.status == 201);
  BOOST_TEST(made.header("location").value() == "/api/v1/regions/nord");
  BOOST_TEST(post("/api/v1/regions", R"({"key": "nord", "name": "Nord"})").status == 409);
  BOOST_TEST(fields(post("/api/v1/regions", R"({"key": "Nord"})")) == "/key:wrong_format /name:required");
  BOOST_TEST(get("/api/v1/regions/nord").status == 200);
  BOOST_TEST(get("/api/v1/regions/sued").status == 404);
  BOOST_TEST(size(get("/api/v1/regions")) == 1U);
  (void)post("/api/v1/companies", R"({"name": "A", "role": "partner", "region_key": "nord"})");
  const auto refused = send(organizer, Method::delete_, "/api/v1/regions/nord", {}, {{"if-match", "*"}});
  BOOST_TEST(refused.status == 409);
  BOOST_TEST(text(refused, "code") == "still_referenced");
}

BOOST_AUTO_TEST_CASE(a_company_is_made_changed_and_deleted_by_version) {
  (void)post("/api/v1/regions", R"({"key": "nord", "name": "Nord"})");
  const auto made =
      post("/api/v1/companies", R"({"name": "Müller 😀", "role": "supplier", "region_key": "nord", "city": "Köln"})");
  BOOST_TEST(made.status == 201);
  const auto address = std::string(made.header("location").value());
  BOOST_TEST(address == "/api/v1/companies/" + text(made, "id"));
  BOOST_TEST(text(made, "name") == "Müller 😀");
  BOOST_TEST(text(made, "role") == "supplier");
  BOOST_TEST(text(made, "merged_into") == "absent");
  const auto changed = send(organizer, Method::patch, address, R"({"region_key": null, "city": null})",
                            {{"if-match", std::string(made.header("etag").value())}});
  BOOST_TEST(changed.status == 200);
  BOOST_TEST(text(changed, "region_key") == "null");
  BOOST_TEST(text(changed, "city") == "null");
  BOOST_TEST(send(organizer, Method::patch, address, R"({"name": "x"})", {{"if-match", "\"v1\""}}).status == 412);
  BOOST_TEST(fields(patch(address, R"({"name": null, "role": "boss", "region_key": "x y"})")) ==
             "/name:wrong_type /role:unknown_value /region_key:wrong_format");
  BOOST_TEST(fields(patch(address, R"({"region_key": "sued"})")) == "/region_key:reference_not_found");
  BOOST_TEST(send(organizer, Method::delete_, address, {}, {{"if-match", "\"v2\""}}).status == 204);
  BOOST_TEST(get(address).status == 404);
  BOOST_TEST(get("/api/v1/companies/nonsense").status == 404);
}

BOOST_AUTO_TEST_CASE(lists_are_filtered_by_member_names) {
  (void)new_company("A");
  (void)new_company("B", "vendor");
  BOOST_TEST(size(get("/api/v1/companies?role=vendor")) == 1U);
  BOOST_TEST(size(get("/api/v1/companies?name=A")) == 1U);
  BOOST_TEST(size(get("/api/v1/companies?region_key=nord")) == 0U);
  BOOST_TEST(fields(get("/api/v1/companies?role=boss&region_key=A&city=K")) ==
             "?role:unknown_value ?region_key:wrong_format ?city:unknown_parameter");
  const auto first = get("/api/v1/companies?limit=1&role=partner");
  BOOST_TEST(text(first, "next") == "null");
  BOOST_TEST(text(get("/api/v1/companies?limit=1"), "next").find("limit=1&cursor=") != std::string::npos);
  const auto company = new_company("C");
  (void)new_person(company, "c@example.org");
  BOOST_TEST(size(get("/api/v1/people?company_id=" + company)) == 1U);
  BOOST_TEST(size(get("/api/v1/people?email=c%40example.org")) == 1U);
  BOOST_TEST(size(get("/api/v1/people?email=d%40example.org")) == 0U);
  BOOST_TEST(get("/api/v1/people?company_id=x").status == 422);
}

BOOST_AUTO_TEST_CASE(a_person_has_the_members_that_the_conventions_name) {
  const auto company = new_company("A");
  const auto made = post("/api/v1/people", person_of(company, "zoë@example.org"));
  BOOST_TEST(made.status == 201);
  BOOST_TEST(text(made, "company_id") == company);
  BOOST_TEST(text(made, "family_name") == "شلام 😀");
  BOOST_TEST(text(made, "email") == "zoë@example.org");
  BOOST_TEST(text(made, "function") == "Chefin");
  BOOST_TEST(text(patch(std::string(made.header("location").value()), R"({"function": null})"), "function") == "null");
  BOOST_TEST(fields(post("/api/v1/people", R"({"company_id": "x", "email": "y", "given_name": ""})")) ==
             "/company_id:wrong_format /email:wrong_format /given_name:wrong_length /family_name:required");
}

BOOST_AUTO_TEST_CASE(a_token_of_a_company_stays_with_its_own) {
  const auto own = new_company("Own");
  const auto other = new_company("Other");
  const auto theirs = new_person(other);
  const auto partner = make(Role::partner, own);
  const auto as_partner = [&](Method method, const std::string& target, const std::string& body = {}) {
    return send(partner, method, target, body, {{"if-match", "*"}});
  };
  BOOST_TEST(as_partner(Method::get, "/api/v1/companies/" + own).status == 200);
  BOOST_TEST(as_partner(Method::get, "/api/v1/companies/" + other).status == 404);
  BOOST_TEST(size(as_partner(Method::get, "/api/v1/companies")) == 1U);
  BOOST_TEST(as_partner(Method::patch, "/api/v1/companies/" + own, R"({"name": "x"})").status == 403);
  BOOST_TEST(as_partner(Method::get, "/api/v1/people/" + theirs).status == 404);
  BOOST_TEST(as_partner(Method::patch, "/api/v1/people/" + theirs, R"({"given_name": "x"})").status == 404);
  BOOST_TEST(size(as_partner(Method::get, "/api/v1/people")) == 0U);
  BOOST_TEST(size(as_partner(Method::get, "/api/v1/people?company_id=" + other)) == 0U);
  const auto ours = as_partner(Method::post, "/api/v1/people", person_of(own, "o@example.org"));
  BOOST_TEST(ours.status == 201);
  const auto address = std::string(ours.header("location").value());
  BOOST_TEST(as_partner(Method::patch, address, R"({"given_name": "Neu"})").status == 200);
  BOOST_TEST(as_partner(Method::delete_, address).status == 403);
  BOOST_TEST(fields(as_partner(Method::post, "/api/v1/people", person_of(other, "o@example.org"))) ==
             "/company_id:reference_not_found");
}

BOOST_AUTO_TEST_CASE(a_merged_company_is_gone_and_names_the_one_that_stays) {
  const auto from = new_company("Müller");
  const auto stays = new_company("Mueller");
  const auto person = new_person(from);
  const auto partner = make(Role::partner, from);
  const auto merger = "/api/v1/companies/" + from + "/merger";
  const auto merged = post(merger, into(stays), {{"idempotency-key", "k"}});
  BOOST_TEST(merged.status == 200);
  BOOST_TEST(text(merged, "id") == stays);
  BOOST_TEST(merged.header("content-location").value() == "/api/v1/companies/" + stays);
  const auto replayed = post(merger, into(stays), {{"idempotency-key", "k"}});
  BOOST_TEST(replayed.status == 200);
  BOOST_TEST(replayed.header("idempotency-replayed").value_or("") == "true");

  const auto gone = get("/api/v1/companies/" + from);
  BOOST_TEST(gone.status == 410);
  BOOST_TEST(text(gone, "code") == "merged");
  BOOST_TEST(text(gone, "detail").find(stays) != std::string::npos);
  BOOST_TEST(patch("/api/v1/companies/" + from, R"({"name": "x"})").status == 410);
  BOOST_TEST(post(merger, into(stays)).status == 410);
  BOOST_TEST(size(get("/api/v1/companies")) == 1U);
  BOOST_TEST(text(get("/api/v1/people/" + person), "company_id") == stays);
  BOOST_TEST(send(partner, Method::get, "/api/v1/companies/" + stays).status == 200);
  BOOST_TEST(send(partner, Method::get, "/api/v1/companies/" + from).status == 410);
}

BOOST_AUTO_TEST_CASE(mergers_that_make_no_sense_are_refused) {
  const auto partner = new_company("A");
  const auto vendor = new_company("B", "vendor");
  const auto merger = "/api/v1/companies/" + partner + "/merger";
  BOOST_TEST(fields(post(merger, into(partner))) == "/into:merge_into_itself");
  BOOST_TEST(fields(post(merger, into(new_person(partner)))) == "/into:reference_not_found");
  BOOST_TEST(fields(post(merger, "{}")) == "/into:required");
  BOOST_TEST(text(post(merger, into(vendor)), "code") == "merge_across_roles");
  BOOST_TEST(post("/api/v1/companies/" + core::CompanyId::make(clock.now()).text() + "/merger", into(vendor)).status ==
             404);
}

BOOST_AUTO_TEST_CASE(people_are_merged_as_companies_are) {
  const auto company = new_company("A");
  const auto from = new_person(company, "a@example.org");
  const auto stays = new_person(company, "b@example.org");
  BOOST_TEST(text(post("/api/v1/people/" + from + "/merger", into(stays)), "id") == stays);
  BOOST_TEST(get("/api/v1/people/" + from).status == 410);
  BOOST_TEST(size(get("/api/v1/people")) == 1U);
  BOOST_TEST(fields(post("/api/v1/people/" + stays + "/merger", into(stays))) == "/into:merge_into_itself");
}

BOOST_AUTO_TEST_CASE(a_file_is_imported_whole_or_not_at_all) {
  const std::string good = "name,role\r\nMüller,partner\r\n😀,vendor\r\n";
  const auto dry = import("/api/v1/companies/import?dry_run=true", good);
  BOOST_TEST(dry.status == 200);
  BOOST_TEST(std::string(dry.bytes()) == R"({"rows":2,"created":2,"updated":0,"unchanged":0,"dry_run":true})");
  BOOST_TEST(size(get("/api/v1/companies")) == 0U);
  const auto bad = import("/api/v1/companies/import", good + ",boss\r\nX\r\n");
  BOOST_TEST(bad.status == 422);
  BOOST_TEST(fields(bad) == "line 4/name:required line 4/role:unknown_value line 5:csv_cell_count");
  BOOST_TEST(size(get("/api/v1/companies")) == 0U);
  BOOST_TEST(import("/api/v1/companies/import", good).status == 200);
  BOOST_TEST(size(get("/api/v1/companies")) == 2U);
  const auto again = import("/api/v1/companies/import", good);
  BOOST_TEST(std::string(again.bytes()) == R"({"rows":2,"created":0,"updated":0,"unchanged":2,"dry_run":false})");

  const std::string staff = "company,given_name,family_name,email\nMüller,Anna,Ü,a@example.org\n";
  BOOST_TEST(import("/api/v1/people/import", staff).status == 200);
  BOOST_TEST(fields(import("/api/v1/people/import", staff + "Nobody,A,B,c@example.org\n")) ==
             "line 3/company:reference_not_found");
  BOOST_TEST(size(get("/api/v1/people")) == 1U);
}

BOOST_AUTO_TEST_CASE(an_import_needs_csv_and_an_organizer) {
  BOOST_TEST(post("/api/v1/companies/import", "{}").status == 415);
  BOOST_TEST(import("/api/v1/companies/import?dry_run=maybe", "name,role\n").status == 422);
  BOOST_TEST(
      send(make(Role::desk), Method::post, "/api/v1/companies/import", "name,role\n", {{"content-type", "text/csv"}})
          .status == 403);
  BOOST_TEST(send(organizer, Method::get, "/api/v1/companies/import").status == 405);
}

BOOST_AUTO_TEST_CASE(desk_and_viewer_read_and_do_not_write) {
  const auto company = new_company("A");
  for (const auto role : {Role::desk, Role::viewer}) {
    const auto token = make(role);
    BOOST_TEST(send(token, Method::get, "/api/v1/companies/" + company).status == 200);
    BOOST_TEST(send(token, Method::get, "/api/v1/people").status == 200);
    BOOST_TEST(send(token, Method::post, "/api/v1/companies", R"({"name": "B", "role": "partner"})").status == 403);
    BOOST_TEST(send(token, Method::post, "/api/v1/people", person_of(company, "b@example.org")).status == 403);
    BOOST_TEST(send(token, Method::post, "/api/v1/companies/" + company + "/merger", into(company)).status == 403);
  }
}

BOOST_AUTO_TEST_SUITE_END()
