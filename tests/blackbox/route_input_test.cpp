// Walks every route as route_walk_test.cpp does: what each refuses of path, query, headers and body, whatever it is about.
#include <boost/test/unit_test.hpp>

#include <utility>

#include "tests/blackbox/routes.hpp"

using namespace tagwerk::test;

namespace {

std::size_t body_limit_bytes(const Operation& operation) {
  constexpr std::size_t kibibyte = 1024;
  if (!is_json(operation)) return 8 * 1024 * kibibyte;
  const std::pair<const char*, std::size_t> large[] = {{"/registrations/import", 8 * 1024 * kibibyte},
                                                       {"/check-ins/import", 1024 * kibibyte},
                                                       {"/trip/itinerary", 4 * 1024 * kibibyte},
                                                       {"/trip/sub-groups", 8 * 1024 * kibibyte}};
  for (const auto& [ending, limit] : large) {
    if (operation.pattern.ends_with(ending)) return limit;
  }
  return 256 * kibibyte;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(route_input)

BOOST_AUTO_TEST_CASE(an_unknown_query_parameter_is_refused_by_name) {
  for (const auto& operation : operations()) {
    const auto answer = send(somebody_allowed(operation), operation, "?surprise=1", is_json(operation) ? "{}" : "x",
                             good_headers(operation));
    check_problem(operation, answer, 422);
    BOOST_TEST(answer.field_errors().find("?surprise:unknown_parameter") != std::string::npos,
               name_of(operation) << " " << answer.body);
  }
}

BOOST_AUTO_TEST_CASE(a_malformed_body_answers_400) {
  for (const auto& operation : operations()) {
    if (!is_json(operation)) continue;
    for (const char* body : {"{\"", "{'a': 1}", "{\"a\": 1,}", "[1", "nul", "{} {}", "\xff"}) {
      const auto answer = send(somebody_allowed(operation), operation, "", body, good_headers(operation));
      check_problem(operation, answer, 400);
      BOOST_TEST(answer.code() == "malformed_json", name_of(operation) << " " << body);
    }
  }
}

BOOST_AUTO_TEST_CASE(json_beyond_a_limit_answers_422) {
  for (const auto& operation : operations()) {
    if (!is_json(operation)) continue;
    const auto answer = send(somebody_allowed(operation), operation, "", std::string(33, '[') + std::string(33, ']'),
                             good_headers(operation));
    check_problem(operation, answer, 422);
    BOOST_TEST(answer.code() == "json_beyond_limit", name_of(operation));
  }
}

BOOST_AUTO_TEST_CASE(an_unknown_member_is_refused_by_name) {
  for (const auto& operation : operations()) {
    if (!is_json(operation)) continue;
    const auto answer = send(somebody_allowed(operation), operation, "", R"({"surprise": 1})", good_headers(operation));
    check_problem(operation, answer, 422);
    BOOST_TEST(answer.field_errors().find("/surprise:unknown_member") != std::string::npos, name_of(operation)
                                                                                                << " " << answer.body);
  }
}

BOOST_AUTO_TEST_CASE(a_member_given_twice_is_refused) {
  for (const auto& operation : operations()) {
    if (!is_json(operation)) continue;
    const auto answer =
        send(somebody_allowed(operation), operation, "", R"({"surprise": 1, "surprise": 2})", good_headers(operation));
    check_problem(operation, answer, 422);
    BOOST_TEST(answer.field_errors().find("duplicate_member") != std::string::npos, name_of(operation)
                                                                                        << " " << answer.body);
  }
}

BOOST_AUTO_TEST_CASE(a_body_that_is_no_object_is_refused) {
  for (const auto& operation : operations()) {
    if (!is_json(operation)) continue;
    for (const char* body : {"null", "[]", "1", "\"text\"", "true"}) {
      check_problem(operation, send(somebody_allowed(operation), operation, "", body, good_headers(operation)), 422);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_path_that_is_no_text_answers_400) {
  for (const auto& operation : operations()) {
    if (!operation.has_parameters()) continue;
    for (const char* bytes : {"%FF", "%C3"}) {
      auto path = operation.pattern;
      for (auto open = path.find('{'); open != std::string::npos; open = path.find('{'))
        path.replace(open, path.find('}', open) - open + 1, bytes);
      const auto answer = somebody_allowed(operation).send(operation.method, path, "", {});
      check_problem(operation, answer, 400);
      BOOST_TEST(answer.code() == "malformed_path", name_of(operation) << " " << bytes);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_query_that_is_no_text_answers_400) {
  for (const auto& operation : operations()) {
    const auto answer = send(somebody_allowed(operation), operation, "?a=%FF", is_json(operation) ? "{}" : "x",
                             good_headers(operation));
    check_problem(operation, answer, 400);
    BOOST_TEST(answer.code() == "query_malformed", name_of(operation));
  }
}

BOOST_AUTO_TEST_CASE(a_body_over_the_limit_of_its_route_answers_413) {
  for (const auto& operation : operations()) {
    const std::size_t limit = operation.body_type.empty() ? 0 : body_limit_bytes(operation);
    const auto answer = somebody_allowed(operation).send(operation.method, operation.path, std::string(limit + 1, ' '),
                                                         good_headers(operation));
    check_problem(operation, answer, 413);
    BOOST_TEST(answer.code() == "body_too_large", name_of(operation));
  }
}

BOOST_AUTO_TEST_CASE(an_idempotency_key_has_1_to_255_visible_characters) {
  int walked = 0;
  for (const auto& operation : operations()) {
    if (!operation.is_idempotent) continue;
    for (const auto& key : {std::string(256, 'k'), std::string("a b"), std::string("ü")}) {
      auto headers = good_headers(operation);
      headers.emplace_back("Idempotency-Key", key);
      const auto answer = send(somebody_allowed(operation), operation, "", is_json(operation) ? "{}" : "x", headers);
      check_problem(operation, answer, 400);
      BOOST_TEST(answer.code() == "idempotency_key_invalid", name_of(operation));
    }
    ++walked;
  }
  BOOST_TEST(walked >= 10);
}

BOOST_AUTO_TEST_CASE(another_media_type_answers_415) {
  for (const auto& operation : operations()) {
    if (operation.body_type.empty()) continue;
    for (const char* type : {"text/plain", "application/xml", "application/json; charset=iso-8859-1", ""}) {
      auto headers = content_type(type);
      if (operation.needs_if_match) headers.emplace_back("If-Match", "*");
      check_problem(operation, send(somebody_allowed(operation), operation, "", "{}", headers), 415);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
