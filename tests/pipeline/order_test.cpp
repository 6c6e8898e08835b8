// The order of checks that the API promises, by requests in which several things are wrong at once.
#include <boost/test/unit_test.hpp>

#include "tests/pipeline/world.hpp"

using namespace tagwerk;
using http::Method;
using test::as;
using test::Headers;
using test::nobody;
using test::Sent;
using test::World;

namespace {

void check(const Sent& sent, int status, const std::string& code) {
  BOOST_TEST(sent.status() == status, sent.status() << " " << sent.body());
  BOOST_TEST(sent.code() == code);
}

Headers with(Headers headers, const std::string& name, const std::string& value) {
  headers.push_back({name, value});
  return headers;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(order, World)

BOOST_AUTO_TEST_CASE(an_unknown_address_is_404_before_anybody_is_asked_for_a_token) {
  const auto sent = send(Method::post, "/api/v1/nothing", "{", nobody());
  check(sent, 404, "route_not_found");
  BOOST_TEST(sent.member("detail").find("/api/v1/nothing") != std::string::npos);
  check(send(Method::get, "/api/v1/things/", "", nobody()), 404, "route_not_found");
  check(send(Method::get, "//", "", nobody()), 404, "route_not_found");
}

BOOST_AUTO_TEST_CASE(a_wrong_method_is_405_with_allow_before_the_token) {
  const auto sent = send(Method::delete_, "/api/v1/things", "", nobody());
  check(sent, 405, "method_not_allowed");
  BOOST_TEST(sent.header("allow") == "GET, HEAD, POST, OPTIONS");
}

BOOST_AUTO_TEST_CASE(options_answers_what_is_possible_without_a_token) {
  const auto one = send(Method::options, "/api/v1/things", "", nobody());
  BOOST_TEST(one.status() == 204);
  BOOST_TEST(one.header("allow") == "GET, HEAD, POST, OPTIONS");
  const auto all = send(Method::options, "*", "", nobody());
  BOOST_TEST(all.status() == 204);
  BOOST_TEST(all.header("allow").find("PATCH") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_path_that_is_no_utf8_is_400) {
  check(get("/api/v1/things/%ff", nobody()), 400, "malformed_path");
}

BOOST_AUTO_TEST_CASE(a_declared_size_beyond_the_limit_is_413_before_the_token) {
  const auto body_of = [](std::size_t size) { return std::string(size, ' '); };
  check(send(Method::post, "/api/v1/things", body_of(501), nobody()), 413, "body_too_large");
  check(send(Method::post, "/api/v1/things", body_of(500), nobody()), 401, "unauthenticated");
  check(send(Method::post, "/api/v1/imports", body_of(101), nobody()), 413, "body_too_large");
  check(send(Method::post, "/api/v1/imports", body_of(100), nobody()), 401, "unauthenticated");
  check(send(Method::get, "/api/v1/things", "x", nobody()), 413, "body_too_large");
}

BOOST_AUTO_TEST_CASE(the_limit_of_a_body_of_unknown_size_is_told_to_the_server) {
  BOOST_TEST(pipeline->admit(request(Method::post, "/api/v1/things", "", {})).body_limit_bytes == 500U);
  BOOST_TEST(pipeline->admit(request(Method::get, "/api/v1/things", "", {})).body_limit_bytes == 0U);
}

BOOST_AUTO_TEST_CASE(no_token_is_401_whatever_else_is_wrong) {
  const auto sent = send(Method::post, "/api/v1/things?x=1&%ff", "{", with(nobody(), "content-type", "text/plain"));
  check(sent, 401, "unauthenticated");
  BOOST_TEST(sent.header("www-authenticate") == "Bearer realm=\"tagwerk\"");
  check(send(Method::patch, "/api/v1/things/none", "{", nobody()), 401, "unauthenticated");
}

BOOST_AUTO_TEST_CASE(a_role_too_low_is_403_before_media_type_body_and_query) {
  const auto sent = send(Method::post, "/api/v1/things?x=1", "{", with(as(viewer), "content-type", "text/plain"));
  check(sent, 403, "forbidden");
  BOOST_TEST(sent.member("detail") == "The role 'viewer' may not do this; allowed: admin, organizer.");
}

BOOST_AUTO_TEST_CASE(an_object_that_is_not_there_or_of_another_organization_is_404_before_the_body) {
  add_thing("theirs", "x", data.add_organization("other"));
  for (const std::string key : {"none", "theirs", "No%20Key", "%27"}) {
    check(send(Method::patch, "/api/v1/things/" + key + "?x=1", "{", {{"content-type", "text/plain"}}), 404,
          "not_found");
    check(get("/api/v1/things/" + key), 404, "not_found");
  }
  BOOST_TEST(handled == 0);
}

BOOST_AUTO_TEST_CASE(a_wrong_media_type_is_415_before_the_body_and_the_query) {
  for (const std::string type : {"", "text/plain", "application/json; charset=latin1", "application/merge-patch+json",
                                 "application/xml", "text/csv"}) {
    check(send(Method::post, "/api/v1/things?x=1", "{", {{"content-type", type}}), 415, "unsupported_media_type");
  }
  check(send(Method::post, "/api/v1/imports", "a", {{"content-type", "application/json"}}), 415,
        "unsupported_media_type");
  BOOST_TEST(send(Method::post, "/api/v1/imports", "a", {{"content-type", "text/csv; charset=utf-8"}}).status() == 204);
}

BOOST_AUTO_TEST_CASE(a_patch_may_call_itself_merge_patch_or_json) {
  add_thing("a");
  for (const std::string type : {"application/merge-patch+json", "application/json", "Application/JSON;Charset=UTF-8"})
    BOOST_TEST(send(Method::patch, "/api/v1/things/a", R"({"name":"b"})", {{"content-type", type}, {"if-match", "*"}})
                   .status() == 200);
}

BOOST_AUTO_TEST_CASE(malformed_json_and_malformed_queries_are_400_before_422) {
  check(post("/api/v1/things?x=1", "{"), 400, "malformed_json");
  check(post("/api/v1/things?x=1", ""), 400, "malformed_json");
  check(post("/api/v1/things?%ff=1", "{}"), 400, "query_malformed");
  check(post("/api/v1/things?a=%zz", "{}"), 400, "query_malformed");
  BOOST_TEST(handled == 0);
}

BOOST_AUTO_TEST_CASE(an_unknown_query_parameter_is_422_on_every_route) {
  const auto sent = post("/api/v1/things?x=1&dry_run=maybe&dry_run=true", "{}");
  check(sent, 422, "validation_failed");
  BOOST_TEST(sent.fields() ==
             "?x=unknown_parameter ?dry_run=wrong_format ?dry_run=duplicate_member /key=required /name=required ");
  for (const std::string path : {"/healthz?x", "/docs?x=1", "/api/v1/openapi.json?x=1", "/api/v1/memory?x=1"})
    check(get(path), 422, "validation_failed");
}

BOOST_AUTO_TEST_CASE(unknown_missing_and_duplicate_members_are_422_all_at_once) {
  const auto sent = post("/api/v1/things", R"({"key":"A B","key":"b","colour":1})");
  check(sent, 422, "validation_failed");
  BOOST_TEST(sent.fields() == "/key=wrong_format /key=duplicate_member /colour=unknown_member /name=required ");
}

BOOST_AUTO_TEST_CASE(a_wrong_body_is_422_before_a_missing_if_match_is_428) {
  add_thing("a");
  check(send(Method::patch, "/api/v1/things/a", R"({"name":1})", {{"content-type", "application/json"}}), 422,
        "validation_failed");
  check(send(Method::patch, "/api/v1/things/a", R"({"name":"b"})", {{"content-type", "application/json"}}), 428,
        "precondition_required");
}

BOOST_AUTO_TEST_CASE(an_action_may_come_without_a_body_but_not_with_a_wrong_one) {
  add_thing("a");
  const std::string path = "/api/v1/things/a/polish";
  BOOST_TEST(send(Method::post, path).status() == 204);
  BOOST_TEST(post(path, "{}").status() == 204);
  check(send(Method::post, path, "{}", {{"content-type", "text/plain"}}), 415, "unsupported_media_type");
  check(post(path, "["), 400, "malformed_json");
  check(post(path, R"({"x":1})"), 422, "validation_failed");
}

BOOST_AUTO_TEST_CASE(head_is_answered_like_get) {
  add_thing("a");
  const auto sent = send(Method::head, "/api/v1/things/a");
  BOOST_TEST(sent.status() == 200);
  BOOST_TEST(sent.header("etag") == "\"v1\"");
  check(send(Method::head, "/api/v1/imports", "", nobody()), 405, "method_not_allowed");
}

BOOST_AUTO_TEST_CASE(public_routes_need_no_token_and_do_not_look_at_one) {
  for (const std::string path : {"/healthz", "/readyz", "/", "/docs", "/api/v1/openapi.json"}) {
    BOOST_TEST(get(path, nobody()).status() == 200, path);
    BOOST_TEST(get(path, as("twk_wrong")).status() == 200, path);
  }
}

BOOST_AUTO_TEST_CASE(who_comes_through_a_proxy_on_this_machine_is_not_local) {
  peer = "127.0.0.1";
  BOOST_TEST(get("/metrics", nobody()).status() == 200);
  for (const auto& [name, value] : {std::pair{"x-forwarded-for", "1.2.3.4, garbage"}, {"forwarded", "for=127.0.0.1"}})
    check(get("/metrics", with(nobody(), name, value)), 401, "unauthenticated");
}

BOOST_AUTO_TEST_CASE(browsers_find_the_documentation) {
  const auto sent = send(Method::get, "/docs/", "", nobody());
  BOOST_TEST(sent.status() == 308);
  BOOST_TEST(sent.header("location") == "/docs");
  check(send(Method::post, "/docs/", "", nobody()), 404, "route_not_found");
}

BOOST_AUTO_TEST_CASE(a_wrong_method_is_counted_for_its_route_and_options_are_not_kept) {
  const auto sent = send(Method::put, "/api/v1/things", "", nobody());
  BOOST_TEST(sent.status() == 405);
  BOOST_TEST(sent.response.route == "/api/v1/things");
  BOOST_TEST(send(Method::options, "/api/v1/things", "", nobody()).header("cache-control") == "no-store");
}

BOOST_AUTO_TEST_CASE(json_beyond_a_limit_is_422_and_names_the_limit) {
  const auto sent = post("/api/v1/things", std::string(33, '[') + std::string(33, ']'));
  check(sent, 422, "json_beyond_limit");
  BOOST_TEST(sent.member("detail").find("too many levels: at most 32") != std::string::npos, sent.body());
  check(post("/api/v1/things", std::string(32, '[') + std::string(32, ']')), 422, "validation_failed");
}

BOOST_AUTO_TEST_CASE(malformed_json_is_told_in_german_to_the_reason) {
  const auto sent =
      send(Method::post, "/api/v1/things", "{} {}", {{"content-type", "application/json"}, {"accept-language", "de"}});
  BOOST_TEST(sent.response.body.find("überzählige Zeichen") != std::string::npos, sent.response.body);
}

BOOST_AUTO_TEST_CASE(where_no_body_is_taken_the_refusal_says_so) {
  const auto sent = send(Method::get, "/api/v1/things", "{}", {{"content-type", "application/json"}});
  check(sent, 413, "body_too_large");
  BOOST_TEST(sent.response.body.find("takes no body here") != std::string::npos, sent.response.body);
}

BOOST_AUTO_TEST_CASE(local_routes_need_a_token_only_from_elsewhere) {
  check(get("/metrics", nobody()), 401, "unauthenticated");
  BOOST_TEST(get("/metrics", as(make_token(access::Role::organizer))).status() == 200);
  for (const std::string here : {"127.0.0.1", "127.9.9.9", "::1"}) {
    peer = here;
    BOOST_TEST(get("/metrics", nobody()).status() == 200, here);
    check(get("/api/v1/things", nobody()), 401, "unauthenticated");
  }
  for (const std::string elsewhere : {"128.0.0.1", "::2", "", "nonsense"}) {
    peer = elsewhere;
    check(get("/metrics", nobody()), 401, "unauthenticated");
  }
}

BOOST_AUTO_TEST_SUITE_END()
