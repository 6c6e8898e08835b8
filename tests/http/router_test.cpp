#include "api/http/router.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

using namespace tagwerk::http;

namespace {

const RoutePattern table[] = {{Method::get, "/events"},
                              {Method::post, "/events"},
                              {Method::get, "/events/{event_id}"},
                              {Method::delete_, "/events/{id}"},
                              {Method::get, "/events/search"},
                              {Method::get, "/events/{event_id}/grades/summary"},
                              {Method::post, "/events/search/{kind}/x"},
                              {Method::head, "/head-only"},
                              {Method::options, "/own-options"},
                              {Method::get, "/"},
                              {Method::get, "/files/{file_id}.gz"},
                              {Method::get, "/files/{file_id}.tar.gz"},
                              {Method::post, "/files/{file_id}"},
                              {Method::get, "/files/list.gz"}};

/// "2 event_id=7", "404", "405 GET, HEAD", "204 …" for OPTIONS, "400 parameter".
std::string match(Method method, std::string_view path) {
  static const Router router{table};
  const auto found = router.match(method, path);
  if (const auto* route = std::get_if<RouteFound>(&found)) {
    auto text = std::to_string(route->index);
    for (const auto& [name, value] : route->parameters.values) text += " " + name + "=" + value;
    return text;
  }
  if (const auto* other = std::get_if<RouteMethodNotAllowed>(&found))
    return (other->options ? "204 " : "405 ") + std::string(other->allow);
  if (const auto* malformed = std::get_if<RouteMalformed>(&found)) return "400 " + malformed->parameter;
  return "404";
}

void refuses(std::vector<RoutePattern> patterns) {
  BOOST_TEST_CONTEXT(patterns.back().pattern) { BOOST_CHECK_THROW(Router{patterns}, std::logic_error); }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(router)

BOOST_AUTO_TEST_CASE(paths_find_their_routes_and_parameters) {
  BOOST_TEST(match(Method::get, "/events") == "0");
  BOOST_TEST(match(Method::post, "/events") == "1");
  BOOST_TEST(match(Method::get, "/events/7") == "2 event_id=7");
  BOOST_TEST(match(Method::get, "/events/7/grades/summary") == "5 event_id=7");
  BOOST_TEST(match(Method::get, "/") == "9");
}

BOOST_AUTO_TEST_CASE(a_parameter_has_the_name_that_the_method_s_own_pattern_gives_it) {
  BOOST_TEST(match(Method::delete_, "/events/7") == "3 id=7");
}

BOOST_AUTO_TEST_CASE(a_literal_wins_over_a_parameter_and_gives_way_where_it_leads_nowhere) {
  BOOST_TEST(match(Method::get, "/events/search") == "4");
  BOOST_TEST(match(Method::get, "/events/searching") == "2 event_id=searching");
  BOOST_TEST(match(Method::get, "/events/search/grades/summary") == "5 event_id=search");
  BOOST_TEST(match(Method::post, "/events/search/a/x") == "6 kind=a");
}

BOOST_AUTO_TEST_CASE(a_parameter_with_an_ending_is_what_stands_before_it) {
  BOOST_TEST(match(Method::get, "/files/7.gz") == "10 file_id=7");
  BOOST_TEST(match(Method::get, "/files/7.tar.gz") == "11 file_id=7");
  BOOST_TEST(match(Method::get, "/files/7.gz.gz") == "10 file_id=7.gz");
  BOOST_TEST(match(Method::get, "/files/a%2Fb%2Egz") == "10 file_id=a/b");
  BOOST_TEST(match(Method::get, "/files/list.gz") == "13");
  BOOST_TEST(match(Method::post, "/files/7") == "12 file_id=7");
  // The ending makes another path, as a trailing slash does.
  BOOST_TEST(match(Method::get, "/files/7") == "405 POST, OPTIONS");
  BOOST_TEST(match(Method::post, "/files/7.gz") == "405 GET, HEAD, OPTIONS");
  BOOST_TEST(match(Method::get, "/files/.gz") == "405 POST, OPTIONS");
  BOOST_TEST(match(Method::get, "/files/7.GZ") == "405 POST, OPTIONS");
  BOOST_TEST(match(Method::get, "/files/%ff.gz") == "400 %ff.gz");
}

BOOST_AUTO_TEST_CASE(other_paths_are_not_found) {
  for (const auto* path : {"/event", "/events/", "//events", "/events//grades/summary", "/events/7/grades", "/Events",
                           "/events/7/grades/summary/", "/events/7/", "*", "", "events"}) {
    BOOST_TEST_CONTEXT(path) { BOOST_TEST(match(Method::get, path) == "404"); }
  }
}

BOOST_AUTO_TEST_CASE(a_known_path_with_another_method_says_what_is_allowed) {
  BOOST_TEST(match(Method::put, "/events") == "405 GET, HEAD, POST, OPTIONS");
  BOOST_TEST(match(Method::patch, "/events/7") == "405 GET, HEAD, DELETE, OPTIONS");
  BOOST_TEST(match(Method::get, "/head-only") == "405 HEAD, OPTIONS");
}

BOOST_AUTO_TEST_CASE(head_goes_where_get_goes) {
  BOOST_TEST(match(Method::head, "/events/7") == "2 event_id=7");
  BOOST_TEST(match(Method::head, "/head-only") == "7");
}

BOOST_AUTO_TEST_CASE(options_is_answered_everywhere_unless_a_route_does_it) {
  BOOST_TEST(match(Method::options, "/events") == "204 GET, HEAD, POST, OPTIONS");
  BOOST_TEST(match(Method::options, "/own-options") == "8");
  BOOST_TEST(match(Method::options, "/nowhere") == "404");
}

BOOST_AUTO_TEST_CASE(escapes_are_decoded_after_the_path_is_cut_at_its_slashes) {
  BOOST_TEST(match(Method::get, "/events/a%2Fb") == "2 event_id=a/b");
  BOOST_TEST(match(Method::get, "/events/%C3%A4+%20") == "2 event_id=\xc3\xa4+ ");
  BOOST_TEST(match(Method::get, "/%65vents") == "0");
  BOOST_TEST(match(Method::get, "/events/%73earch") == "4");
  BOOST_TEST(match(Method::get, "/events/..") == "2 event_id=..");
}

BOOST_AUTO_TEST_CASE(parameters_that_are_no_text_are_malformed) {
  BOOST_TEST(match(Method::get, "/events/%ff") == "400 %ff");
  BOOST_TEST(match(Method::get, "/events/a%00b") == "400 a%00b");
  BOOST_TEST(match(Method::get, "/events/%C0%80") == "400 %C0%80");
  BOOST_TEST(match(Method::get, "/events/%ED%A0%80") == "400 %ED%A0%80");
}

BOOST_AUTO_TEST_CASE(very_deep_paths_are_not_found) {
  std::string path;
  for (std::size_t i = 0; i < Router::segment_limit + 1; ++i) path += "/a";
  BOOST_TEST(match(Method::get, path) == "404");
  BOOST_TEST(match(Method::get, std::string(8192, '/')) == "404");
}

BOOST_AUTO_TEST_CASE(a_table_that_contradicts_itself_is_refused_at_once) {
  refuses({{Method::get, "/a"}, {Method::get, "/a"}});
  refuses({{Method::get, "/a/{x}"}, {Method::get, "/a/{y}"}});
  refuses({{Method::get, "/a/{x}/{x}"}});
  refuses({{Method::get, "a"}});
  refuses({{Method::get, ""}});
  refuses({{Method::get, "/a{x}"}});
  refuses({{Method::get, "/{x"}});
  refuses({{Method::get, "/{}"}});
  refuses({{Method::get, "/{x}{y}"}});
  refuses({{Method::get, "/{x}."}});
  refuses({{Method::get, "/{x}png"}});
  refuses({{Method::get, "/{x}.{y}"}});
  refuses({{Method::get, "/{x}.png}"}});
  refuses({{Method::get, "/a.{x}"}});
  refuses({{Method::get, "/{x}.png"}, {Method::get, "/{y}.png"}});
  refuses({{Method::get, "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17"}});
}

BOOST_AUTO_TEST_SUITE_END()
