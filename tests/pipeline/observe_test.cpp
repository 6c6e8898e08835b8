// What is counted and what is logged about each answer.
#include <boost/test/unit_test.hpp>

#include <sstream>

#include "tests/pipeline/world.hpp"
#include "tests/support/process.hpp"

using namespace tagwerk;
using namespace std::chrono_literals;
using test::World;

namespace {

struct Fixture : World {
  void answered(const http::Request& request) {
    const auto sent = answer(request);
    pipeline->answered(request, sent.response, {10us, 20us, 1500us});
  }
  bool shown(const std::string& line) { return metrics.text().find(line + "\n") != std::string::npos; }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(observe, Fixture)

BOOST_AUTO_TEST_CASE(answers_are_counted_by_route_method_and_status_never_by_path) {
  for (int i = 0; i < 3; ++i) answered(request(http::Method::get, "/api/v1/things/none" + std::to_string(i), "", {}));
  answered(request(http::Method::get, "/api/v1/things", "", {}));
  answered(request(http::Method::get, "/wp-admin/" + std::string(50, 'x'), "", {}));
  BOOST_TEST(shown(R"(tagwerk_http_requests_total{method="GET",route="/api/v1/things/{thing_key}",status="404"} 3)"));
  BOOST_TEST(shown(R"(tagwerk_http_requests_total{method="GET",route="/api/v1/things",status="200"} 1)"));
  BOOST_TEST(shown(R"(tagwerk_http_requests_total{method="GET",route="none",status="404"} 1)"));
  BOOST_TEST(shown(R"(tagwerk_http_request_duration_seconds_bucket{route="/api/v1/things/{thing_key}",le="0.001"} 0)"));
  BOOST_TEST(
      shown(R"(tagwerk_http_request_duration_seconds_bucket{route="/api/v1/things/{thing_key}",le="0.0025"} 3)"));
  BOOST_TEST(metrics.text().find("wp-admin") == std::string::npos);
  BOOST_TEST(metrics.text().find("none0") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(gauges_are_read_at_each_scrape_and_unreadable_requests_are_counted) {
  double leased = 1;
  metrics.gauge("tagwerk_test_leased", "Leased", [&] { return leased; });
  BOOST_TEST(shown("tagwerk_test_leased 1"));
  leased = 5;
  BOOST_TEST(shown("tagwerk_test_leased 5"));
  const auto refused = pipeline->refuse(400, "header_invalid", "", nullptr, "r");
  pipeline->answered(http::Request{}, refused, {});
  BOOST_TEST(shown(R"(tagwerk_http_requests_total{method="none",route="none",status="400"} 1)"));
  BOOST_TEST(shown(R"(tagwerk_build_info{version="test"} 1)"));
}

BOOST_AUTO_TEST_CASE(a_head_that_cannot_be_read_is_logged_with_peer_and_request_id) {
  const test::TemporaryFolder folder;
  const auto path = folder.path() + "/log";
  pipeline::start_log("info", path);
  log = pipeline::AccessLog();
  http::Request unreadable;
  unreadable.request_id = "r-7";
  unreadable.peer = "192.0.2.7";
  pipeline->answered(unreadable, pipeline->refuse(400, "header_invalid", "", nullptr, "r-7"), {});
  pipeline::start_log("info", "");
  log = pipeline::AccessLog();
  const auto line = json::parse(test::read_file(path)).value();
  BOOST_TEST(line.find("request_id")->text == "r-7");
  BOOST_TEST(line.find("peer")->text == "192.0.2.7");
  BOOST_TEST(line.find("method") == nullptr);
}

BOOST_AUTO_TEST_CASE(every_answer_is_a_json_line_without_query_header_or_body) {
  const test::TemporaryFolder folder;
  const auto path = folder.path() + "/log";
  pipeline::start_log("info", path);
  log = pipeline::AccessLog();
  answered(request(http::Method::post, "/api/v1/things?dry_run=true", R"({"key":"a","name":"Geheim"})",
                   {{"content-type", "application/json"}, {"x-secret", "Geheim"}}));
  answered(request(http::Method::get, "/api/v1/things/none%0a", "", {}));
  answered(request(http::Method::get, "/healthz", "", {}));
  answered(request(http::Method::get, "/api/v1/failures/logic", "", {}));
  pipeline::start_log("info", "");  // closes the file
  log = pipeline::AccessLog();
  std::istringstream lines(test::read_file(path));
  std::vector<json::Node> nodes;
  for (std::string line; std::getline(lines, line);) {
    BOOST_TEST(line.find("Geheim") == std::string::npos);
    BOOST_TEST(line.find("dry_run") == std::string::npos);
    BOOST_TEST(line.find(admin.substr(4)) == std::string::npos);
    nodes.push_back(json::parse(line).value());
  }
  BOOST_TEST_REQUIRE(nodes.size() == 4U);  // the probe's is left out; the failure has a line of its own
  BOOST_TEST(nodes[0].find("status")->integer == 201);
  BOOST_TEST(nodes[0].find("route")->text == "/api/v1/things");
  BOOST_TEST(nodes[0].find("request_id")->text == "r-1");
  BOOST_TEST(nodes[0].find("peer")->text == "192.0.2.1");
  BOOST_TEST(nodes[0].find("total_us")->integer == 1500);
  BOOST_TEST(nodes[0].find("token_id") != nullptr);
  BOOST_TEST(nodes[1].find("status")->integer == 404);
  BOOST_TEST(nodes[1].find("code")->text == "not_found");
  BOOST_TEST(nodes[2].find("level")->text == "error");
  BOOST_TEST(nodes[2].find("message")->text.find("secret detail") != std::string::npos);
  BOOST_TEST(nodes[3].find("status")->integer == 500);
}

BOOST_AUTO_TEST_SUITE_END()
