// A route table that contradicts itself does not start.
#include "api/pipeline/table_check.hpp"

#include <boost/test/unit_test.hpp>

#include "api/pipeline/exchange.hpp"
#include "tests/pipeline/world.hpp"

using namespace tagwerk;
using http::Method;
using pipeline::BodyRule;
using pipeline::Precondition;
using pipeline::Route;

namespace {

std::string any_schema(json::Components&) { return "{}"; }

Route good_get() {
  return {.method = Method::get,
          .pattern = "/things/{thing_key}",
          .operation_id = "getThing",
          .roles = access::everyone,
          .answers = {{200, "", any_schema}},
          .handle = [](pipeline::Exchange&) -> core::Result<http::Response> { return pipeline::no_content(); }};
}
Route good_post() {
  auto route = good_get();
  route.method = Method::post;
  route.pattern = "/things";
  route.operation_id = "createThing";
  route.body = {BodyRule::Kind::json, 100, any_schema};
  route.answers = {{201, "", any_schema}};
  route.idempotent = true;
  return route;
}
Route good_patch() {
  auto route = good_get();
  route.method = Method::patch;
  route.operation_id = "changeThing";
  route.body = {BodyRule::Kind::json, 100, any_schema};
  route.precondition = Precondition::if_match;
  return route;
}

pipeline::ScopeResolvers resolvers() {
  pipeline::ScopeResolvers scope;
  scope.by_parameter["thing_key"] = [](const access::Call&, const std::string&) -> core::Result<> { return {}; };
  scope.free_parameters = {"year"};
  return scope;
}

/// What is said about the table; "" when nothing.
std::string complaint(pipeline::RouteTable table) {
  try {
    pipeline::check_table(table, resolvers());
  } catch (const std::logic_error& error) {
    return error.what();
  }
  return {};
}

template <class Change>
std::string complaint_about(Route route, Change&& change) {
  change(route);
  return complaint({std::move(route)});
}

void check(const std::string& said, const std::string& expected) {
  BOOST_TEST(said.find(expected) != std::string::npos, "said '" << said << "', expected '" << expected << "'");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(table_check)

BOOST_AUTO_TEST_CASE(a_consistent_table_is_taken) {
  BOOST_TEST(complaint({good_get(), good_post(), good_patch()}) == "");
  BOOST_TEST(complaint_about(good_get(), [](Route& r) { r.pattern = "/things/{thing_key}/{year}"; }) == "");
}

BOOST_AUTO_TEST_CASE(the_complaint_names_the_route) {
  check(complaint_about(good_patch(), [](Route& r) { r.handle = nullptr; }), "route PATCH /things/{thing_key}: ");
}

BOOST_AUTO_TEST_CASE(what_the_documentation_needs_is_there) {
  check(complaint({good_get(), good_get()}), "used twice");
  check(complaint_about(good_get(), [](Route& r) { r.operation_id = ""; }), "no operation id");
  check(complaint_about(good_get(), [](Route& r) { r.handle = nullptr; }), "no handler");
  check(complaint_about(good_get(), [](Route& r) { r.answers.clear(); }), "no answer");
  check(complaint_about(good_get(), [](Route& r) { r.errors = {nullptr}; }), "null");
  check(complaint_about(good_get(), [](Route& r) { r.query = {{.name = "a"}, {.name = "a"}}; }), "there twice");
  check(complaint_about(good_get(), [](Route& r) { r.query = {{.name = "a", .min = 2, .max = 1}}; }), "no value");
  check(complaint_about(good_get(), [](Route& r) { r.query = {{.name = "a", .choices = {"x"}}}; }), "differ");
  check(complaint_about(good_get(),
                        [](Route& r) { r.query = {{.name = "a", .kind = pipeline::QueryParameter::Kind::choice}}; }),
        "differ");
}

BOOST_AUTO_TEST_CASE(who_may_is_said_exactly_once) {
  check(complaint_about(good_get(), [](Route& r) { r.roles = {}; }), "needs roles");
  check(complaint_about(good_get(), [](Route& r) { r.is_public = true; }), "needs roles");
  check(complaint_about(good_get(),
                        [](Route& r) {
                          r.pattern = "/things";
                          r.roles = {};
                          r.is_public = r.is_local = true;
                        }),
        "local and public");
  check(complaint_about(good_get(), [](Route& r) { r.is_local = true; }), "nobody is there");
}

BOOST_AUTO_TEST_CASE(every_parameter_is_resolved_or_declared_free) {
  check(complaint_about(good_get(), [](Route& r) { r.pattern = "/things/{other_id}"; }), "other_id has no resolver");
  const auto from_memory = [](Route& r) {
    r.peek = [](pipeline::Exchange&) { return std::optional<http::Response>(); };
  };
  check(complaint_about(good_get(), from_memory), "without its parameters being checked");
  BOOST_TEST(complaint_about(good_get(), [&](Route& r) {
               from_memory(r);
               r.checks_scope_itself = true;
             }) == "");
}

BOOST_AUTO_TEST_CASE(a_method_does_what_the_conventions_say) {
  check(complaint_about(good_get(), [](Route& r) { r.method = Method::head; }), "the router answers");
  check(complaint_about(good_get(), [](Route& r) { r.body = BodyRule::csv(); }), "GET has no body");
  check(complaint_about(good_post(), [](Route& r) { r.body.limit_bytes = 0; }), "no byte");
  check(complaint_about(good_post(), [](Route& r) { r.body.schema = nullptr; }), "no schema");
  check(complaint_about(good_post(), [](Route& r) { r.idempotent = false; }), "honours Idempotency-Key");
  check(complaint_about(good_get(), [](Route& r) { r.idempotent = true; }), "is for POST");
  check(complaint_about(good_post(), [](Route& r) { r.precondition = Precondition::if_match; }), "take If-Match");
  check(complaint_about(good_patch(), [](Route& r) { r.precondition = Precondition::none; }), "take If-Match");
  check(complaint_about(good_post(),
                        [](Route& r) { r.peek = [](pipeline::Exchange&) { return std::optional<http::Response>(); }; }),
        "only GET is answered from memory");
  const auto later = [](Route& r) {
    r.handle = nullptr;
    r.handle_later = [](pipeline::Exchange&, std::function<void(pipeline::MakeAnswer)>) -> core::Result<> {
      return {};
    };
  };
  BOOST_TEST(complaint_about(good_get(), later) == "");
  BOOST_TEST(complaint_about(good_post(), later) == "");
  const auto patched_later = [&](Route& r) {
    later(r);
    r.method = http::Method::patch;
  };
  check(complaint_about(good_post(), patched_later), "only GET and POST are answered later");
  check(complaint_about(good_post(), [](Route& r) { r.never_blocks = true; }),
        "never blocks, but is not answered later");
  check(complaint_about(good_get(),
                        [&](Route& r) {
                          const auto now = r.handle;
                          later(r);
                          r.handle = now;
                        }),
        "two handlers");
}

BOOST_FIXTURE_TEST_CASE(the_pipeline_does_not_start_with_such_a_table, test::World) {
  auto twice = table();
  twice.push_back(twice.front());
  BOOST_CHECK_THROW(pipeline::Pipeline(std::move(twice), this->resolvers(), parts()), std::logic_error);
  BOOST_CHECK_THROW(pipeline::Pipeline(table(), {}, parts()), std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()
