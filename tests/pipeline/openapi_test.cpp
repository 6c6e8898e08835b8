// The document is written from the table, so it is checked against the table and against the rules of OpenAPI 3.1 that
// generators stumble over.
#include "api/pipeline/openapi.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

#include "tests/pipeline/world.hpp"

using namespace tagwerk;
using json::Node;
using test::World;

namespace {

struct Fixture : World {
  Node document = json::parse(pipeline::openapi_document(table(), "1.2.3")).value();

  static const Node& at(const Node& node, std::initializer_list<std::string_view> path) {
    const auto* found = &node;
    for (const auto name : path) {
      found = found->find(name);
      BOOST_TEST_REQUIRE(found != nullptr, "no member " << name);
    }
    return *found;
  }
  const Node& operation(std::string_view pattern, std::string_view method) {
    return at(document, {"paths", pattern, method});
  }
  std::set<std::string> headers_of(const Node& operation) {
    std::set<std::string> names;
    for (const auto& parameter : at(operation, {"parameters"}).items) {
      if (parameter.find("in")->text != "header") continue;
      names.insert(parameter.find("name")->text + (parameter.find("required")->boolean ? "!" : ""));
    }
    return names;
  }
  std::set<std::string> statuses_of(const Node& operation) {
    std::set<std::string> statuses;
    for (const auto& [status, answer] : at(operation, {"responses"}).members) statuses.insert(status);
    return statuses;
  }
  template <class Visit>
  static void walk(const Node& node, Visit&& visit) {
    visit(node);
    for (const auto& [name, member] : node.members) walk(member, visit);
    for (const auto& item : node.items) walk(item, visit);
  }
};

using Set = std::set<std::string>;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(openapi, Fixture)

BOOST_AUTO_TEST_CASE(it_is_openapi_3_1_and_says_how_to_authenticate) {
  BOOST_TEST(at(document, {"openapi"}).text == "3.1.0");
  BOOST_TEST(at(document, {"info", "version"}).text == "1.2.3");
  BOOST_TEST(at(document, {"components", "securitySchemes", "bearer", "scheme"}).text == "bearer");
  BOOST_TEST(at(document, {"security"}).items.front().find("bearer") != nullptr);
}

BOOST_AUTO_TEST_CASE(it_lists_exactly_the_table_and_no_head) {
  std::size_t listed = 0;
  for (const auto& [pattern, methods] : at(document, {"paths"}).members) {
    for (const auto& [method, operation] : methods.members) {
      ++listed;
      BOOST_TEST(Set({"get", "post", "put", "patch", "delete"}).contains(method), method);
    }
  }
  BOOST_TEST(listed == table().size());
}

BOOST_AUTO_TEST_CASE(no_object_names_a_member_twice) {
  walk(document, [](const Node& node) {
    Set names;
    for (const auto& [name, member] : node.members) BOOST_TEST(names.insert(name).second, "twice: " << name);
  });
}

BOOST_AUTO_TEST_CASE(every_reference_leads_somewhere) {
  const auto& schemas = at(document, {"components", "schemas"});
  int references = 0;
  walk(document, [&](const Node& node) {
    const auto* reference = node.find("$ref");
    if (reference == nullptr || reference->kind != Node::Kind::string) return;
    const std::string prefix = "#/components/schemas/";
    BOOST_TEST_REQUIRE(reference->text.starts_with(prefix));
    BOOST_TEST(schemas.find(reference->text.substr(prefix.size())) != nullptr, reference->text);
    ++references;
  });
  BOOST_TEST(references > 20);
}

BOOST_AUTO_TEST_CASE(every_operation_has_what_generators_need) {
  Set ids;
  for (const auto& [pattern, methods] : at(document, {"paths"}).members) {
    for (const auto& [method, operation] : methods.members) {
      BOOST_TEST(ids.insert(at(operation, {"operationId"}).text).second);
      BOOST_TEST(at(operation, {"tags"}).items.size() == 1U);
      BOOST_TEST(!at(operation, {"summary"}).text.empty());
      for (const auto& [status, answer] : at(operation, {"responses"}).members) {
        BOOST_TEST(!at(answer, {"description"}).text.empty());
        const auto* content = answer.find("content");
        BOOST_TEST((content == nullptr || !content->members.empty()), pattern << " " << status << ": empty content");
        if (content == nullptr) continue;
        for (const auto& [type, media] : content->members) BOOST_TEST(media.find("schema") != nullptr);
      }
      Set path_parameters;
      for (const auto& parameter : at(operation, {"parameters"}).items) {
        BOOST_TEST(parameter.find("schema") != nullptr);
        if (parameter.find("in")->text != "path") continue;
        BOOST_TEST(parameter.find("required")->boolean);
        path_parameters.insert(parameter.find("name")->text);
      }
      for (const auto& name : path_parameters) BOOST_TEST(pattern.find("{" + name + "}") != std::string::npos);
      BOOST_TEST(path_parameters.size() == static_cast<std::size_t>(std::count(pattern.begin(), pattern.end(), '{')));
    }
  }
}

BOOST_AUTO_TEST_CASE(every_status_that_a_route_of_its_shape_can_answer_is_there) {
  BOOST_TEST(statuses_of(operation("/api/v1/things", "get")) ==
             Set({"200", "400", "401", "422", "429", "500", "503", "504", "default"}));
  BOOST_TEST(statuses_of(operation("/api/v1/things", "post")) ==
             Set({"201", "400", "401", "403", "409", "413", "415", "422", "429", "500", "503", "504", "default"}));
  BOOST_TEST(statuses_of(operation("/api/v1/things/{thing_key}", "get")) ==
             Set({"200", "304", "400", "401", "404", "422", "429", "500", "503", "504", "default"}));
  BOOST_TEST(statuses_of(operation("/api/v1/things/{thing_key}", "patch")) ==
             Set({"200", "400", "401", "403", "404", "412", "413", "415", "422", "428", "429", "500", "503", "504",
                  "default"}));
  BOOST_TEST(!statuses_of(operation("/api/v1/things/{thing_key}", "put")).contains("428"));
  BOOST_TEST(statuses_of(operation("/healthz", "get")) == Set({"200", "400", "422", "500", "default"}));
  BOOST_TEST(statuses_of(operation("/readyz", "get")) == Set({"200", "400", "422", "500", "503", "default"}));
  BOOST_TEST(!statuses_of(operation("/api/v1/never", "get")).contains("304"));
  const auto& conflict = at(operation("/api/v1/things", "post"), {"responses", "409"});
  BOOST_TEST(at(conflict, {"description"}).text.find("`already_exists`") != std::string::npos);
  BOOST_TEST(at(conflict, {"content", "application/problem+json", "schema", "$ref"}).text ==
             "#/components/schemas/Problem");
}

BOOST_AUTO_TEST_CASE(headers_that_matter_are_documented) {
  BOOST_TEST(headers_of(operation("/api/v1/things", "post")) == Set({"Idempotency-Key", "Accept-Language"}));
  BOOST_TEST(headers_of(operation("/api/v1/things", "get")) == Set({"Accept-Language"}));
  BOOST_TEST(headers_of(operation("/api/v1/things/{thing_key}", "get")) == Set({"If-None-Match", "Accept-Language"}));
  BOOST_TEST(headers_of(operation("/api/v1/things/{thing_key}", "patch")) == Set({"If-Match!", "Accept-Language"}));
  BOOST_TEST(headers_of(operation("/api/v1/things/{thing_key}", "put")) ==
             Set({"If-Match", "If-None-Match", "Accept-Language"}));
  BOOST_TEST(headers_of(operation("/api/v1/never", "get")) == Set({"Accept-Language"}));
  const auto& created = at(operation("/api/v1/things", "post"), {"responses", "201", "headers"});
  for (const auto* name : {"Location", "ETag", "Idempotency-Replayed"}) BOOST_TEST(created.find(name) != nullptr, name);
}

BOOST_AUTO_TEST_CASE(public_and_local_routes_say_so) {
  BOOST_TEST(at(operation("/healthz", "get"), {"security"}).items.empty());
  const auto& metrics_security = at(operation("/metrics", "get"), {"security"}).items;
  BOOST_TEST_REQUIRE(metrics_security.size() == 2U);
  BOOST_TEST(metrics_security[0].members.empty());
  BOOST_TEST(operation("/api/v1/things", "get").find("security") == nullptr);
  BOOST_TEST(at(operation("/api/v1/things", "post"), {"description"}).text.find("Roles: admin, organizer.") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(bodies_and_parameters_are_described_as_they_are_checked) {
  const auto& post = at(operation("/api/v1/things", "post"), {"requestBody"});
  BOOST_TEST(at(post, {"required"}).boolean);
  BOOST_TEST(at(post, {"content", "application/json", "schema", "$ref"}).text == "#/components/schemas/Thing");
  const auto& patch = at(operation("/api/v1/things/{thing_key}", "patch"), {"requestBody", "content"});
  BOOST_TEST(patch.find("application/merge-patch+json") != nullptr);
  BOOST_TEST(patch.find("application/json") != nullptr);
  BOOST_TEST(!at(operation("/api/v1/things/{thing_key}/polish", "post"), {"requestBody", "required"}).boolean);
  BOOST_TEST(at(operation("/api/v1/imports", "post"), {"requestBody", "content", "text/csv"}).find("schema") !=
             nullptr);
  bool has_limit = false;
  for (const auto& parameter : at(operation("/api/v1/things", "get"), {"parameters"}).items) {
    if (parameter.find("name")->text != "limit") continue;
    has_limit = true;
    BOOST_TEST(at(parameter, {"schema", "maximum"}).integer == 500);
    BOOST_TEST(at(parameter, {"schema", "minimum"}).integer == 1);
  }
  BOOST_TEST(has_limit);
}

BOOST_AUTO_TEST_CASE(the_problem_schema_names_what_problems_hold) {
  const auto& problem = at(document, {"components", "schemas", "Problem"});
  const auto sent = post("/api/v1/things", "{}");
  const auto shown = sent.json();
  for (const auto& [name, member] : shown.members) BOOST_TEST(at(problem, {"properties"}).find(name) != nullptr, name);
  for (const auto& name : at(problem, {"required"}).items) BOOST_TEST(shown.find(name.text) != nullptr, name.text);
}

BOOST_AUTO_TEST_CASE(the_served_document_describes_the_service_routes_too) {
  const auto served = get("/api/v1/openapi.json", test::nobody());
  BOOST_TEST(served.status() == 200);
  BOOST_TEST(served.response.content_type == "application/json; charset=utf-8");
  BOOST_TEST(at(served.json(), {"paths"}).find("/healthz") != nullptr);
  BOOST_TEST(at(served.json(), {"paths"}).find("/api/v1/openapi.json") != nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
