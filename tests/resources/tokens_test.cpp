// /tokens and /audit through the whole pipeline, without a socket.
#include "api/resources/tokens.hpp"

#include <boost/test/unit_test.hpp>

#include "api/pipeline/log.hpp"
#include "api/pipeline/metrics.hpp"
#include "api/pipeline/pipeline.hpp"
#include "api/resources/audit.hpp"
#include "engine/access/failed_token_throttle.hpp"
#include "engine/access/token_service.hpp"
#include "engine/access/token_verifier.hpp"
#include "tests/support/test_database.hpp"

using namespace tagwerk;
using http::Method;

namespace {

struct Fixture {
  support::TestDatabase& data = support::TestDatabase::shared();
  storage::Database& database = data.database();
  core::FixedClock clock{core::parse_rfc3339("2016-11-10T08:00:00Z").value()};
  access::TokenVerifier verifier{database, std::chrono::seconds(5)};
  access::TokenService service{database, verifier};
  access::FailedTokenThrottle throttle{100};
  pipeline::Metrics metrics{"test"};
  pipeline::AccessLog log;
  pipeline::Pipeline pipeline{table(), resolvers(), {database, verifier, throttle, clock, metrics, log}};
  std::string admin = make(access::Role::admin);

  pipeline::RouteTable table() {
    pipeline::RouteTable routes;
    resources::add_token_routes(routes, service);
    resources::add_audit_routes(routes, database);
    return routes;
  }
  pipeline::ScopeResolvers resolvers() {
    pipeline::ScopeResolvers scope;
    scope.by_parameter["token_id"] = resources::token_resolver(service);
    return scope;
  }
  std::string make(access::Role role) { return make(role, data.organization()); }
  std::string make(access::Role role, const core::OrganizationId& organization) {
    return service.create(access::command_line_call(organization, clock.now()), {"t", role, {}}).value().text;
  }

  http::Response send(Method method, const std::string& target, const std::string& body = {},
                      std::vector<http::Header> headers = {}, std::string token = {}) {
    http::Request request;
    request.method = method;
    request.target = target;
    request.path = target.substr(0, target.find('?'));
    if (request.path.size() < target.size()) request.query = target.substr(request.path.size() + 1);
    request.body = body;
    request.request_id = "r-1";
    request.headers = std::move(headers);
    if (!body.empty()) request.headers.push_back({"content-type", "application/json"});
    request.headers.push_back({"authorization", "Bearer " + (token.empty() ? admin : token)});
    auto admission = pipeline.admit(request);
    if (admission.refusal) return *std::move(admission.refusal);
    return std::get<http::Response>(pipeline.handle(request));
  }
  http::Response create(const std::string& body, std::vector<http::Header> headers = {}) {
    return send(Method::post, "/api/v1/tokens", body, std::move(headers));
  }
  static json::Node read(const http::Response& response) { return json::parse(response.bytes()).value(); }
  static std::string text(const http::Response& response, std::string_view member) {
    const auto node = read(response);
    const auto* found = node.find(member);
    return found == nullptr ? "absent" : found->text;
  }
};

constexpr auto viewer_body = R"({"name":"Foyer","role":"viewer"})";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(token_routes, Fixture)

BOOST_AUTO_TEST_CASE(a_token_is_made_shown_once_and_lets_in) {
  const auto made = create(viewer_body);
  BOOST_TEST(made.status == 201);
  BOOST_TEST(made.header("cache-control").value() == "no-store");
  const auto token = text(made, "token");
  BOOST_TEST(access::is_token_text(token));
  const auto location = std::string(made.header("location").value());
  BOOST_TEST(location == "/api/v1/tokens/" + text(made, "id"));

  const auto shown = send(Method::get, location);
  BOOST_TEST(shown.status == 200);
  BOOST_TEST(shown.header("etag").value() == "\"v1\"");
  BOOST_TEST(text(shown, "token") == "absent");
  BOOST_TEST(text(shown, "name") == "Foyer");
  BOOST_TEST(text(shown, "role") == "viewer");
  BOOST_TEST(std::string(send(Method::get, "/api/v1/tokens").bytes()).find("twk_") == std::string::npos);
  BOOST_TEST(send(Method::get, "/api/v1/tokens", {}, {}, token).status == 403);
}

BOOST_AUTO_TEST_CASE(a_repeated_creation_makes_no_second_token_and_shows_no_text) {
  const auto first = create(viewer_body, {{"idempotency-key", "k"}});
  const auto second = create(viewer_body, {{"idempotency-key", "k"}});
  BOOST_TEST(second.status == 201);
  BOOST_TEST(second.header("idempotency-replayed").value_or("") == "true");
  BOOST_TEST(text(second, "id") == text(first, "id"));
  BOOST_TEST(text(second, "token") == "absent");
  const auto kept = database.read([](storage::Transaction& tx) {
    return tx.scalar<std::string>("select answer from idempotency_records", {}).value();
  });
  BOOST_TEST(kept.find("twk_") == std::string::npos);
  BOOST_TEST(kept.find("Foyer") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(wrong_bodies_are_refused_with_all_their_members) {
  const auto fields = [&](const std::string& body) {
    const auto refused = create(body);
    BOOST_TEST(refused.status == 422);
    std::string all;
    const auto node = read(refused);
    for (const auto& error : node.find("errors")->items)
      all += error.find("pointer")->text + "=" + error.find("code")->text + " ";
    return all;
  };
  BOOST_TEST(fields("{}") == "/name=required /role=required ");
  BOOST_TEST(fields(R"({"name":"","role":"boss","token":"twk_x"})") ==
             "/name=wrong_length /role=unknown_value /token=unknown_member ");
  BOOST_TEST(fields(R"({"name":"x","role":"partner"})") == "/company_id=company_needed ");
  BOOST_TEST(fields(R"({"name":"x","role":"partner","company_id":"01jdf0"})") == "/company_id=wrong_format ");
  BOOST_TEST(fields(R"({"name":"x","role":"partner","company_id":")" + core::CompanyId::make(clock.now()).text() +
                    "\"}") == "/company_id=reference_not_found ");
}

BOOST_AUTO_TEST_CASE(only_admins_may) {
  for (const auto role : {access::Role::organizer, access::Role::desk, access::Role::viewer}) {
    const auto token = make(role);
    BOOST_TEST(send(Method::post, "/api/v1/tokens", viewer_body, {}, token).status == 403);
    BOOST_TEST(send(Method::get, "/api/v1/tokens", {}, {}, token).status == 403);
    BOOST_TEST(send(Method::delete_, "/api/v1/tokens/x", {}, {}, token).status == 403);
  }
}

BOOST_AUTO_TEST_CASE(a_revoked_token_is_out_at_once_and_stays_readable) {
  const auto made = create(R"({"name":"x","role":"organizer"})");
  const auto location = std::string(made.header("location").value());
  const auto token = text(made, "token");
  const auto object = text(made, "id");
  BOOST_TEST(send(Method::get, "/api/v1/audit?object=" + object, {}, {}, token).status == 200);
  BOOST_TEST(send(Method::delete_, location, {}, {{"if-match", "\"v2\""}}).status == 412);
  BOOST_TEST(send(Method::delete_, location).status == 204);
  BOOST_TEST(send(Method::get, "/api/v1/audit?object=" + object, {}, {}, token).status == 401);
  const auto shown = send(Method::get, location);
  BOOST_TEST(text(shown, "revoked_at") == "2016-11-10T08:00:00Z");
  BOOST_TEST(shown.header("etag").value() == "\"v2\"");
  BOOST_TEST(send(Method::delete_, location).status == 204);
  BOOST_TEST(read(send(Method::get, "/api/v1/tokens?revoked=true")).find("results")->items.size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_last_admin_token_stays) {
  const auto id = verifier.verify(admin).value().token.value();
  const auto refused = send(Method::delete_, "/api/v1/tokens/" + id.text());
  BOOST_TEST(refused.status == 409);
  BOOST_TEST(text(refused, "code") == "last_admin_token");
}

BOOST_AUTO_TEST_CASE(tokens_of_another_organization_are_404) {
  const auto theirs = verifier.verify(make(access::Role::admin, data.add_organization("other"))).value().token.value();
  for (const auto& id : {theirs.text(), core::TokenId::make(clock.now()).text(), std::string("nonsense")}) {
    BOOST_TEST(send(Method::get, "/api/v1/tokens/" + id).status == 404);
    BOOST_TEST(send(Method::delete_, "/api/v1/tokens/" + id).status == 404);
  }
}

BOOST_AUTO_TEST_CASE(lists_are_filtered_and_paged) {
  for (int i = 0; i < 3; ++i) BOOST_TEST(create(viewer_body).status == 201);
  const auto page = send(Method::get, "/api/v1/tokens?role=viewer&limit=2");
  BOOST_TEST(read(page).find("results")->items.size() == 2U);
  const auto rest = read(send(Method::get, text(page, "next")));
  BOOST_TEST(rest.find("results")->items.size() == 1U);
  BOOST_TEST((rest.find("next")->kind == json::Node::Kind::null));
  BOOST_TEST(send(Method::get, "/api/v1/tokens?role=boss").status == 422);
}

BOOST_AUTO_TEST_CASE(the_audit_trail_tells_who_made_and_revoked_it) {
  const auto id = text(create(viewer_body), "id");
  BOOST_TEST(send(Method::delete_, "/api/v1/tokens/" + id).status == 204);
  const auto trail = read(send(Method::get, "/api/v1/audit?object=" + id, {}, {}, make(access::Role::organizer)));
  const auto& entries = trail.find("results")->items;
  BOOST_TEST_REQUIRE(entries.size() == 2U);
  BOOST_TEST(entries[0].find("action")->text == "created");
  BOOST_TEST(entries[0].find("actor")->text == "admin token 't'");
  BOOST_TEST(entries[0].find("request_id")->text == "r-1");
  BOOST_TEST(entries[0].find("object_kind")->text == "token");
  BOOST_TEST(entries[0].find("changes")->items[0].find("member")->text == "name");
  BOOST_TEST(entries[0].find("changes")->items[0].find("after")->text == "Foyer");
  BOOST_TEST(entries[1].find("action")->text == "revoked");

  BOOST_TEST(send(Method::get, "/api/v1/audit").status == 422);
  BOOST_TEST(send(Method::get, "/api/v1/audit?object=x").status == 422);
  BOOST_TEST(send(Method::get, "/api/v1/audit?object=" + id, {}, {}, make(access::Role::desk)).status == 403);
  const auto other = make(access::Role::admin, data.add_organization("other"));
  BOOST_TEST(read(send(Method::get, "/api/v1/audit?object=" + id, {}, {}, other)).find("results")->items.empty());
}

BOOST_AUTO_TEST_SUITE_END()
