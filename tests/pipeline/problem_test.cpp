// Problem documents: what they hold, in both languages, and what exceptions become.
#include "api/pipeline/problem.hpp"

#include <boost/test/unit_test.hpp>

#include "api/http/protocol_errors.hpp"
#include "api/pipeline/errors.hpp"
#include "api/pipeline/service_routes.hpp"
#include "tests/pipeline/world.hpp"

using namespace tagwerk;
using http::Method;
using test::Sent;
using test::World;

BOOST_FIXTURE_TEST_SUITE(problem, World)

BOOST_AUTO_TEST_CASE(a_problem_document_has_all_its_members) {
  const auto sent = get("/api/v1/things/none");
  BOOST_TEST(sent.response.content_type == "application/problem+json; charset=utf-8");
  BOOST_TEST(sent.response.error_code == "not_found");
  BOOST_TEST(sent.member("type") == "urn:tagwerk:problem:not_found");
  BOOST_TEST(sent.member("title") == "Not found");
  BOOST_TEST(sent.json().find("status")->integer == 404);
  BOOST_TEST(sent.member("detail") == "There is no thing 'none' that this token may see.");
  BOOST_TEST(sent.member("code") == "not_found");
  BOOST_TEST(sent.member("request_id") == "r-1");
  BOOST_TEST(sent.json().find("errors") == nullptr);
  BOOST_TEST(sent.header("content-language") == "en");
}

BOOST_AUTO_TEST_CASE(field_errors_name_pointer_code_and_value) {
  const auto errors = *post("/api/v1/things", R"({"key":"A B","name":"x"})").json().find("errors");
  BOOST_TEST_REQUIRE(errors.items.size() == 1U);
  BOOST_TEST(errors.items[0].find("pointer")->text == "/key");
  BOOST_TEST(errors.items[0].find("code")->text == "wrong_format");
  BOOST_TEST(errors.items[0].find("detail")->text.find("'A B'") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(german_translates_title_and_details_but_no_code) {
  const auto sent = post("/api/v1/things", R"({"key":"A","x":1})", {{"accept-language", "fr, de-AT;q=0.9, en;q=0.5"}});
  BOOST_TEST(sent.header("content-language") == "de");
  BOOST_TEST(sent.code() == "validation_failed");
  BOOST_TEST(sent.member("title") == "Die Anfrage verletzt eine Regel");
  const auto errors = *sent.json().find("errors");
  BOOST_TEST(errors.items[1].find("detail")->text == "'x' ist hier nicht bekannt");
  BOOST_TEST(get("/api/v1/nothing", {{"accept-language", "de"}}).member("title") == "Diese Adresse gibt es nicht");
  BOOST_TEST(send(Method::delete_, "/api/v1/things", "", {{"accept-language", "de"}}).member("title") ==
             "Diese Methode gibt es hier nicht");
  BOOST_TEST(get("/api/v1/things", {{"authorization", ""}, {"accept-language", "de"}}).member("title") ==
             "Ein gültiger Zugang ist nötig");
  BOOST_TEST(get("/api/v1/things/none", {{"accept-language", "en, de;q=0.9"}}).header("content-language") == "en");
}

BOOST_AUTO_TEST_CASE(what_the_client_sent_is_echoed_without_breaking_the_document) {
  for (const std::string text : {R"(\"quoted\" \\ \u0001)", "ä😀", R"(<script>)", R"({value})"}) {
    const auto sent = post("/api/v1/things", R"({"key":")" + text + R"(","name":"x"})");
    BOOST_TEST(sent.status() == 422);
    BOOST_TEST_REQUIRE(json::parse(sent.body()).has_value());
  }
  const auto header = get("/api/v1/things", {{"authorization", "Bearer \xff\""}});
  BOOST_TEST(json::parse(header.body()).has_value());
  const auto type = send(Method::post, "/api/v1/things", "{}", {{"content-type", "\xff\"\x01"}});
  BOOST_TEST(type.status() == 415);
  BOOST_TEST(json::parse(type.body()).has_value());
}

BOOST_AUTO_TEST_CASE(exceptions_become_5xx_without_a_word_of_what_they_said) {
  struct Case {
    const char* how;
    int status;
    const char* code;
    const char* retry_after;
  };
  for (const auto& one :
       {Case{"unavailable", 503, "database_unavailable", "2"}, Case{"unknown", 503, "outcome_unknown", "2"},
        Case{"timeout", 504, "statement_timeout", ""}, Case{"logic", 500, "internal_error", ""},
        Case{"constraint", 500, "internal_error", ""}, Case{"odd", 500, "internal_error", ""}}) {
    const auto sent = get(std::string("/api/v1/failures/") + one.how);
    BOOST_TEST(sent.status() == one.status, one.how);
    BOOST_TEST(sent.code() == one.code);
    BOOST_TEST(sent.header("retry-after") == one.retry_after);
    BOOST_TEST(sent.body().find("secret") == std::string::npos);
    BOOST_TEST(sent.member("request_id") == "r-1");
  }
}

BOOST_AUTO_TEST_CASE(a_lost_database_is_503_on_every_way_to_it) {
  auto settings = data.settings();
  settings.unix_socket = "/nonexistent/socket";
  storage::Database lost(settings);
  access::TokenVerifier verifier(lost, std::chrono::seconds(1));
  auto with_lost = parts();
  pipeline::PipelineParts broken{.database = lost,
                                 .tokens = verifier,
                                 .failed_tokens = with_lost.failed_tokens,
                                 .clock = clock,
                                 .metrics = metrics,
                                 .log = log};
  pipeline::Pipeline without_database(table(), resolvers(), broken);
  const auto sent = [&](http::Request request) {
    return Sent{std::get<http::Response>(without_database.handle(request))};
  };
  const auto asked = sent(request(Method::get, "/api/v1/things", "", {}));
  BOOST_TEST(asked.status() == 503);
  BOOST_TEST(asked.code() == "database_unavailable");
  BOOST_TEST(asked.header("retry-after") == "2");
  BOOST_TEST(sent(request(Method::get, "/healthz", "", {})).status() == 200);
}

BOOST_AUTO_TEST_CASE(every_kind_of_error_has_its_status) {
  using Kind = core::ErrorKind;
  const std::pair<Kind, int> all[] = {{Kind::malformed, 400},
                                      {Kind::invalid, 422},
                                      {Kind::unauthenticated, 401},
                                      {Kind::forbidden, 403},
                                      {Kind::not_found, 404},
                                      {Kind::method_not_allowed, 405},
                                      {Kind::conflict, 409},
                                      {Kind::capacity, 409},
                                      {Kind::gone, 410},
                                      {Kind::precondition_failed, 412},
                                      {Kind::too_large, 413},
                                      {Kind::unsupported_media_type, 415},
                                      {Kind::precondition_required, 428},
                                      {Kind::rate_limited, 429},
                                      {Kind::internal, 500},
                                      {Kind::unavailable, 503},
                                      {Kind::outcome_unknown, 503},
                                      {Kind::timeout, 504}};
  for (const auto& [kind, status] : all) BOOST_TEST(pipeline::status_of(kind) == status);
  BOOST_TEST(get("/api/v1/failures/gone").status() == 410);
}

BOOST_AUTO_TEST_CASE(refusals_of_the_server_itself_look_the_same) {
  http::RequestHead head;
  head.headers.push_back({"accept-language", "de"});
  for (const auto* known : http::protocol_errors) {
    const Sent en{pipeline->refuse(known->status, known->code, "The value 'x' is wrong.", nullptr, "r-2")};
    BOOST_TEST(en.status() == known->status);
    BOOST_TEST(en.code() == known->code);
    BOOST_TEST(en.member("title") == known->title.en);
    BOOST_TEST(en.member("detail") == "The value 'x' is wrong.");
    BOOST_TEST(en.member("request_id") == "r-2");
    BOOST_TEST(en.header("retry-after") == "");  // the server knows how long, and adds it
    const Sent de{pipeline->refuse(known->status, known->code, "The value 'x' is wrong.", &head, "r-2")};
    BOOST_TEST(de.member("detail") == std::string(known->detail.de) + " (The value 'x' is wrong.)");
    BOOST_TEST(de.header("content-language") == "de");
  }
  const Sent bare{pipeline->refuse(431, "headers_too_large", "", nullptr, "r-2")};
  BOOST_TEST(bare.member("detail") == http::headers_too_large.detail.en);
}

BOOST_AUTO_TEST_CASE(readiness_says_503_when_it_is_not_ready) {
  pipeline::RouteTable routes;
  pipeline::add_service_routes(routes, {.metrics = metrics,
                                        .readiness =
                                            [] {
                                              return pipeline::Readiness{false, "draining", "up"};
                                            },
                                        .version = "test"});
  pipeline::Pipeline draining(std::move(routes), {}, parts());
  const Sent sent{std::get<http::Response>(draining.handle(request(Method::get, "/readyz", "", {})))};
  BOOST_TEST(sent.status() == 503);
  BOOST_TEST(sent.member("status") == "draining");
  BOOST_TEST(sent.header("retry-after") == "2");
}

BOOST_AUTO_TEST_SUITE_END()
