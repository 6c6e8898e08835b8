// Walks every route that the OpenAPI document lists, so that a new route is covered without anyone remembering. What a
// route refuses before its handler runs is the same everywhere; here it is asked of each. Of bodies: route_input_test.cpp.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "tests/blackbox/routes.hpp"

using namespace tagwerk::test;

namespace {

// Goes on for as long as its event does: door_events_test.cpp.
bool is_endless(const Operation& operation) { return operation.pattern.ends_with("/check-ins/events"); }

}  // namespace

BOOST_AUTO_TEST_SUITE(route_walk)

BOOST_AUTO_TEST_CASE(the_document_lists_the_routes_that_the_issue_names) {
  std::set<std::string> names;
  for (const auto& operation : operations()) names.insert(name_of(operation));
  for (const char* name : {"GET /healthz",
                           "GET /readyz",
                           "GET /metrics",
                           "GET /",
                           "GET /assets/{asset_name}",
                           "GET /docs",
                           "GET /api/v1/openapi.json",
                           "POST /api/v1/series",
                           "GET /api/v1/series",
                           "POST /api/v1/events",
                           "GET /api/v1/events",
                           "GET /api/v1/events/{event_id}",
                           "PATCH /api/v1/events/{event_id}",
                           "GET /api/v1/events/{event_id}/capacity",
                           "PUT /api/v1/events/{event_id}/capacity",
                           "GET /api/v1/events/{event_id}/overbooking-suggestion",
                           "PUT /api/v1/events/{event_id}/registration-rules",
                           "PUT /api/v1/events/{event_id}/categories",
                           "PUT /api/v1/events/{event_id}/contingents",
                           "GET /api/v1/events/{event_id}/questions",
                           "PUT /api/v1/events/{event_id}/questions",
                           "GET /api/v1/events/{event_id}/answers",
                           "GET /api/v1/events/{event_id}/answers/summary",
                           "POST /api/v1/companies",
                           "GET /api/v1/companies",
                           "POST /api/v1/people",
                           "GET /api/v1/people",
                           "POST /api/v1/events/{event_id}/registrations",
                           "GET /api/v1/events/{event_id}/registrations",
                           "POST /api/v1/registrations/{registration_id}/cancellation",
                           "GET /api/v1/registrations/{registration_id}/explanation",
                           "POST /api/v1/events/{event_id}/check-ins",
                           "POST /api/v1/events/{event_id}/check-ins/import",
                           "POST /api/v1/events/{event_id}/check-ins/{check_in_id}/annulment",
                           "GET /api/v1/events/{event_id}/check-ins/summary",
                           "GET /api/v1/events/{event_id}/check-in-pack",
                           "POST /api/v1/events/{event_id}/check-in-lists",
                           "PUT /api/v1/events/{event_id}/attendance",
                           "PUT /api/v1/series/{series_key}/attendance/{year}",
                           "GET /api/v1/statistics/attendance",
                           "GET /api/v1/statistics/vendors",
                           "GET /api/v1/statistics/vendors/talks",
                           "PUT /api/v1/talks/{talk_id}/outcome",
                           "PUT /api/v1/talks/{talk_id}/grade",
                           "GET /api/v1/events/{event_id}/talk-outcomes",
                           "POST /api/v1/events/{event_id}/grades",
                           "GET /api/v1/events/{event_id}/grades/summary",
                           "POST /api/v1/events/{event_id}/vendor-packages",
                           "POST /api/v1/events/{event_id}/booths",
                           "POST /api/v1/events/{event_id}/vendor-participations",
                           "GET /api/v1/events/{event_id}/vendor-participations",
                           "POST /api/v1/vendor-participations/{participation_id}/offer",
                           "POST /api/v1/vendor-participations/{participation_id}/booking",
                           "POST /api/v1/vendor-participations/{participation_id}/confirmation",
                           "POST /api/v1/vendor-participations/{participation_id}/cancellation",
                           "GET /api/v1/vendor-participations/{participation_id}/invoice",
                           "PUT /api/v1/vendor-participations/{participation_id}/extra-lines",
                           "POST /api/v1/vendor-participations/{participation_id}/staff",
                           "POST /api/v1/vendor-participations/{participation_id}/leads",
                           "GET /api/v1/vendor-participations/{participation_id}/leads/summary",
                           "PUT /api/v1/events/{event_id}/trip/budget",
                           "PUT /api/v1/events/{event_id}/trip/prices",
                           "GET /api/v1/events/{event_id}/trip/payments",
                           "POST /api/v1/events/{event_id}/trip/payments",
                           "POST /api/v1/events/{event_id}/trip/refunds",
                           "POST /api/v1/events/{event_id}/trip/reversals",
                           "PATCH /api/v1/events/{event_id}/trip/travellers/{participant_id}/price",
                           "POST /api/v1/events/{event_id}/trip/links",
                           "GET /api/v1/personal/{link}/itinerary",
                           "PUT /api/v1/personal/{link}/feedback",
                           "GET /api/v1/events/{event_id}/trip/feedback",
                           "GET /api/v1/events/{event_id}/trip/rooming",
                           "PUT /api/v1/events/{event_id}/trip/rooming/{item_key}",
                           "POST /api/v1/events/{event_id}/trip/rooming/{item_key}/plan",
                           "POST /api/v1/tokens",
                           "GET /api/v1/audit"}) {
    BOOST_TEST(names.contains(name), name);
  }
}

BOOST_AUTO_TEST_CASE(without_a_token_every_route_that_is_not_public_answers_401) {
  for (const auto& operation : operations()) {
    if (operation.is_public || operation.is_local) continue;
    const auto answer = send(World::get().anonymous, operation, "", "", {});
    check_problem(operation, answer, 401);
    BOOST_TEST(answer.header("www-authenticate").starts_with("Bearer"), name_of(operation));
    check_problem(operation, send(Client(World::get().server->port(), "twk_unknown"), operation, "", "", {}), 401);
  }
}

BOOST_AUTO_TEST_CASE(public_routes_answer_without_a_token) {
  for (const auto& operation : operations()) {
    if (!operation.is_public || operation.method != "GET") continue;
    BOOST_TEST(send(World::get().anonymous, operation, "", "", {}).status == 200, name_of(operation));
  }
}

BOOST_AUTO_TEST_CASE(objects_of_another_organization_do_not_exist) {
  for (const auto& operation : operations()) {
    if (operation.is_public || !operation.has_parameters()) continue;
    if (!operation.roles.contains("admin")) continue;  // the stranger's role: refused with 403 before
    if (name_of(operation) == "PUT /api/v1/visa-rules/{nationality}/{country}") continue;  // makes one of his own
    check_problem(operation, send(World::get().stranger, operation, "", "{}", good_headers(operation)), 404);
  }
}

BOOST_AUTO_TEST_CASE(objects_of_another_company_do_not_exist_for_a_company_token) {
  for (const auto& operation : operations()) {
    const bool company_scoped = operation.pattern.find("{company_id}") != std::string::npos ||
                                operation.pattern.find("{person_id}") != std::string::npos ||
                                operation.pattern.find("{registration_id}") != std::string::npos;
    if (!company_scoped || !operation.roles.contains("vendor")) continue;
    check_problem(operation, send(World::get().vendor, operation, "", "{}", good_headers(operation)), 404);
  }
}

BOOST_AUTO_TEST_CASE(participations_of_another_vendor_do_not_exist_for_a_vendors_token) {
  auto& world = World::get();
  const Client rival(world.server->port(),
                     make_token(world.database.url(), "test", "vendor", world.new_company("vendor")));
  int walked = 0;
  for (const auto& operation : operations()) {
    if (operation.pattern.find("{participation_id}") == std::string::npos || !operation.roles.contains("vendor"))
      continue;
    check_problem(operation, send(rival, operation, "", "{}", good_headers(operation)), 404);
    ++walked;
  }
  BOOST_TEST(walked >= 15);
}

BOOST_AUTO_TEST_CASE(a_role_that_may_not_gets_403) {
  auto& world = World::get();
  const std::map<std::string, const Client*> clients{{"admin", &world.admin},     {"organizer", &world.organizer},
                                                     {"desk", &world.desk},       {"viewer", &world.viewer},
                                                     {"partner", &world.partner}, {"vendor", &world.vendor}};
  for (const auto& operation : operations()) {
    if (operation.is_public || operation.is_local) continue;
    BOOST_TEST(!operation.roles.empty(), name_of(operation) << " documents no roles");
    for (const auto& [role, client] : clients) {
      if (operation.roles.contains(role)) continue;
      check_problem(operation, send(*client, operation, "", "{}", good_headers(operation)), 403);
    }
  }
}

BOOST_AUTO_TEST_CASE(another_method_answers_405_and_names_those_that_are_possible) {
  std::map<std::string, std::set<std::string>> methods;
  std::map<std::string, std::string> paths;
  for (const auto& operation : operations()) {
    methods[operation.pattern].insert(operation.method);
    paths[operation.pattern] = operation.path;
  }
  for (const auto& [pattern, known] : methods) {
    for (const char* method : {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
      if (known.contains(method)) continue;
      const auto answer = World::get().organizer.send(method, paths[pattern], "", {});
      BOOST_TEST(answer.status == 405, method << " " << pattern << " " << answer.status);
      for (const auto& possible : known)
        BOOST_TEST(answer.header("allow").find(possible) != std::string::npos, pattern);
    }
    const auto options = World::get().organizer.send("OPTIONS", paths[pattern], "", {});
    BOOST_TEST(options.status == 204, pattern);
    for (const auto& possible : known) BOOST_TEST(options.header("allow").find(possible) != std::string::npos, pattern);
  }
}

BOOST_AUTO_TEST_CASE(a_change_without_if_match_answers_428_and_a_stale_one_412) {
  int walked = 0;
  for (const auto& operation : operations()) {
    if (!operation.needs_if_match || (operation.method != "PATCH" && operation.method != "DELETE")) continue;
    const auto& client = somebody_allowed(operation);
    const auto body = operation.method == "PATCH" ? "{}" : "";
    check_problem(operation, send(client, operation, "", body, content_type(operation.body_type)), 428);
    auto headers = content_type(operation.body_type);
    headers.emplace_back("If-Match", "\"v999999\"");
    // No version of what is not there yet is stale.
    const bool is_there = client.get(operation.path).status == 200;
    check_problem(operation, send(client, operation, "", body, headers), is_there ? 412 : 404);
    ++walked;
  }
  BOOST_TEST(walked >= 5);
}

BOOST_AUTO_TEST_CASE(head_answers_as_get_without_a_body) {
  for (const auto& operation : operations()) {
    if (operation.method != "GET" || is_endless(operation)) continue;
    const auto& client = operation.is_public ? World::get().anonymous : somebody_allowed(operation);
    const auto get = client.send("GET", operation.path, "", {});
    const auto head = client.send("HEAD", operation.path, "", {});
    BOOST_TEST(head.status == get.status, name_of(operation));
    BOOST_TEST(head.body.empty(), name_of(operation));
    BOOST_TEST(head.header("content-type") == get.header("content-type"), name_of(operation));
    if (operation.path != "/metrics" && get.status == 200) {
      BOOST_TEST(head.header("etag") == get.header("etag"), name_of(operation));
    }
  }
}

BOOST_AUTO_TEST_CASE(every_single_resource_has_an_etag_and_answers_304_for_it) {
  int with_etag = 0;
  for (const auto& operation : operations()) {
    if (operation.method != "GET" || operation.is_local || is_endless(operation)) continue;
    const auto& client = operation.is_public ? World::get().anonymous : somebody_allowed(operation);
    const auto answer = client.get(operation.path);
    const auto etag = answer.header("etag");
    if (answer.status != 200 || etag.empty()) continue;
    const auto again = client.get(operation.path, {{"If-None-Match", etag}});
    // Their ETags cover less than their content.
    static const std::vector<std::string> partly_covered{"{event_id}/capacity",
                                                         "/talks/settings",
                                                         "/trip/requirements",
                                                         "/trip/travellers/{participant_id}",
                                                         "/trip/budget",
                                                         "/trip/itinerary",
                                                         "/trip/travellers/{participant_id}/price",
                                                         "/trip/rooming/{item_key}",
                                                         "/trip/rooming-exclusions",
                                                         "/rooming-wishes",
                                                         "/group-wishes",
                                                         "/trip/sub-groups",
                                                         "/talk-wishes/{talk_wish_id}"};
    const bool is_partly_covered =
        std::ranges::any_of(partly_covered, [&](const std::string& end) { return operation.pattern.ends_with(end); });
    const int expected = is_partly_covered ? 200 : 304;
    BOOST_TEST(again.status == expected, name_of(operation) << " " << again.status);
    if (expected == 304) BOOST_TEST(again.body.empty(), name_of(operation));
    ++with_etag;
  }
  BOOST_TEST(with_etag >= 10);
}

BOOST_AUTO_TEST_CASE(titles_are_there_in_german_and_codes_stay) {
  for (const auto& operation : operations()) {
    if (operation.is_public || operation.is_local) continue;
    const auto english = send(World::get().anonymous, operation, "", "", {{"Accept-Language", "en"}});
    const auto german = send(World::get().anonymous, operation, "", "", {{"Accept-Language", "de-DE, en;q=0.5"}});
    BOOST_TEST(english.code() == german.code());
    BOOST_TEST(english.text("/title") != german.text("/title"), name_of(operation));
    BOOST_TEST(german.header("content-language") == "de");
  }
}

BOOST_AUTO_TEST_SUITE_END()
