// Walks every route that the OpenAPI document lists, so that a new route is covered without anyone remembering. What a
// route refuses before its handler runs is the same everywhere; here it is asked of each.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;
using tagwerk::json::Node;

namespace {

struct Operation {
  std::string method;  // "GET"
  std::string pattern;
  std::string path;  // with the ids of real objects
  bool is_public = false;
  bool is_local = false;
  std::set<std::string> roles;
  std::string body_type;  // media type of the request body, or ""
  bool body_required = false;
  bool needs_if_match = false;

  [[nodiscard]] bool has_parameters() const { return pattern.find('{') != std::string::npos; }
};

std::string upper(std::string text) {
  for (auto& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

// Real objects of the organization `test`, by parameter name.
std::map<std::string, std::string> sample_objects(World& world) {
  std::map<std::string, std::string> ids;
  const auto& organizer = world.organizer;
  ids["series_key"] = world.series;
  ids["event_id"] = world.new_event();
  ids["company_id"] = world.partner_company;
  ids["person_id"] = world.new_person(world.partner_company);
  const auto registration = world.register_heads(ids["event_id"], world.partner_company, 1);
  ids["registration_id"] = registration.id();
  ids["participant_id"] = registration.text("/participants/0/id");
  ids["venue_id"] = organizer.post("/api/v1/venues", R"({"name": "Haus", "city": "Köln", "country": "DE"})").id();
  ids["room_id"] =
      organizer.post("/api/v1/venues/" + ids["venue_id"] + "/rooms", R"({"name": "Saal", "seats": 100})").id();
  ids["region_key"] = world.fresh_word();
  BOOST_TEST_REQUIRE(
      organizer.post("/api/v1/regions", R"({"key": ")" + ids["region_key"] + R"(", "name": "Nord"})").status == 201);
  ids["token_id"] = world.admin.post("/api/v1/tokens", R"({"name": "walk", "role": "viewer"})").id();
  ids["year"] = "2016";
  return ids;
}

std::string fill(std::string pattern, const std::map<std::string, std::string>& ids) {
  for (auto open = pattern.find('{'); open != std::string::npos; open = pattern.find('{')) {
    const auto close = pattern.find('}', open);
    const auto name = pattern.substr(open + 1, close - open - 1);
    const auto id = ids.find(name);
    BOOST_TEST_REQUIRE((id != ids.end()), "sample_objects() has none for {" << name << "} of " << pattern);
    pattern.replace(open, close - open + 1, id->second);
  }
  return pattern;
}

std::set<std::string> roles_of(const Node& operation) {
  std::set<std::string> roles;
  const auto* description = operation.find("description");
  if (description == nullptr) return roles;
  const auto start = description->text.rfind("Roles: ");
  if (start == std::string::npos) return roles;
  auto list = description->text.substr(start + 7);
  std::replace(list.begin(), list.end(), ',', ' ');
  std::replace(list.begin(), list.end(), '.', ' ');
  std::istringstream words(list);
  for (std::string word; words >> word;) roles.insert(word);
  return roles;
}

std::vector<Operation> all_operations(World& world) {
  const auto document = world.anonymous.get("/api/v1/openapi.json");
  BOOST_TEST_REQUIRE(document.status == 200);
  const auto ids = sample_objects(world);
  std::vector<Operation> operations;
  for (const auto& [pattern, methods] : document.at("/paths").members) {
    for (const auto& [method, content] : methods.members) {
      Operation operation;
      operation.method = upper(method);
      operation.pattern = pattern;
      operation.path = fill(pattern, ids);
      const auto* security = content.find("security");
      operation.is_public = security != nullptr && security->items.empty();
      operation.is_local = pattern == "/metrics";
      operation.roles = roles_of(content);
      if (const auto* body = content.find("requestBody")) {
        operation.body_type = body->find("content")->members.front().first;
        operation.body_required = body->find("required")->boolean;
      }
      if (const auto* parameters = content.find("parameters")) {
        for (const auto& parameter : parameters->items) {
          if (parameter.find("name")->text == "If-Match")
            operation.needs_if_match = parameter.find("required")->boolean;
        }
      }
      operations.push_back(std::move(operation));
    }
  }
  return operations;
}

const std::vector<Operation>& operations() {
  static const auto all = all_operations(World::get());
  return all;
}

std::string name_of(const Operation& operation) { return operation.method + " " + operation.pattern; }

Headers content_type(const std::string& type) { return type.empty() ? Headers{} : Headers{{"Content-Type", type}}; }

// As whoever may use that route.
const Client& somebody_allowed(const Operation& operation) {
  auto& world = World::get();
  if (operation.roles.contains("organizer")) return world.organizer;
  return world.admin;
}

// What its required query parameters need, so that nothing else is wrong.
Answer send(const Client& client, const Operation& operation, const std::string& query, const std::string& body,
            const Headers& headers) {
  // A route without a body answers any with 413, before it asks who is there.
  return client.send(operation.method, operation.path + query, operation.body_type.empty() ? std::string() : body,
                     headers);
}

Headers good_headers(const Operation& operation) {
  auto headers = content_type(operation.body_type);
  if (operation.needs_if_match) headers.emplace_back("If-Match", "*");
  return headers;
}

void check_problem(const Operation& operation, const Answer& answer, int status) {
  BOOST_TEST(answer.status == status, name_of(operation) << " answered " << answer.status << ": " << answer.body);
  if (answer.status != status) return;
  BOOST_TEST(answer.header("content-type").starts_with("application/problem+json"), name_of(operation));
  for (const auto* member : {"/type", "/title", "/status", "/detail", "/code", "/request_id"}) {
    BOOST_TEST(answer.has(member), name_of(operation) << " " << status << " lacks " << member);
  }
  BOOST_TEST(answer.integer("/status") == status, name_of(operation));
}

bool is_json(const Operation& operation) { return operation.body_type.find("json") != std::string::npos; }

}  // namespace

BOOST_AUTO_TEST_SUITE(route_walk)

BOOST_AUTO_TEST_CASE(the_document_lists_the_routes_that_the_issue_names) {
  std::set<std::string> names;
  for (const auto& operation : operations()) names.insert(name_of(operation));
  for (const char* name : {"GET /healthz",
                           "GET /readyz",
                           "GET /metrics",
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
                           "POST /api/v1/companies",
                           "GET /api/v1/companies",
                           "POST /api/v1/people",
                           "GET /api/v1/people",
                           "POST /api/v1/events/{event_id}/registrations",
                           "GET /api/v1/events/{event_id}/registrations",
                           "POST /api/v1/registrations/{registration_id}/cancellation",
                           "POST /api/v1/events/{event_id}/check-ins",
                           "PUT /api/v1/events/{event_id}/attendance",
                           "PUT /api/v1/series/{series_key}/attendance/{year}",
                           "GET /api/v1/statistics/attendance",
                           "POST /api/v1/events/{event_id}/grades",
                           "GET /api/v1/events/{event_id}/grades/summary",
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
    if (!operation.is_public) continue;
    BOOST_TEST(send(World::get().anonymous, operation, "", "", {}).status == 200, name_of(operation));
  }
}

BOOST_AUTO_TEST_CASE(objects_of_another_organization_do_not_exist) {
  for (const auto& operation : operations()) {
    if (operation.is_public || !operation.has_parameters()) continue;
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

BOOST_AUTO_TEST_CASE(an_unknown_query_parameter_is_refused_by_name) {
  for (const auto& operation : operations()) {
    if (operation.is_public || operation.is_local) continue;
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
    check_problem(operation, send(client, operation, "", body, headers), 412);
    ++walked;
  }
  BOOST_TEST(walked >= 5);
}

BOOST_AUTO_TEST_CASE(head_answers_as_get_without_a_body) {
  for (const auto& operation : operations()) {
    if (operation.method != "GET") continue;
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
    if (operation.method != "GET" || operation.is_local) continue;
    const auto& client = operation.is_public ? World::get().anonymous : somebody_allowed(operation);
    const auto answer = client.get(operation.path);
    const auto etag = answer.header("etag");
    if (answer.status != 200 || etag.empty()) continue;
    const auto again = client.get(operation.path, {{"If-None-Match", etag}});
    const int expected = operation.pattern.ends_with("/capacity") ? 200 : 304;
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
