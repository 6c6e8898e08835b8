// Answers that come later: no worker is held for them, and they end like all others.
#include <boost/test/unit_test.hpp>

#include "api/pipeline/exchange.hpp"
#include "engine/storage/errors.hpp"
#include "tests/pipeline/world.hpp"

using namespace tagwerk;
using namespace tagwerk::test;

namespace {

struct Fixture : World {
  std::optional<http::Response> answered;

  /// Whether the answer was there at once, on the worker.
  bool ask(const std::string& query, Headers headers = {}) {
    answered.reset();
    asked = request(http::Method::get, "/api/v1/later" + query, "", std::move(headers));
    auto reply = pipeline->handle(asked);
    if (auto* response = std::get_if<http::Response>(&reply)) {
      answered = std::move(*response);
      return true;
    }
    std::get<http::Deferred>(reply).start([this](http::Response response) { answered = std::move(response); });
    return false;
  }
  http::Request asked;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(later, Fixture)

BOOST_AUTO_TEST_CASE(an_answer_comes_when_what_it_waits_for_is_there) {
  BOOST_TEST(!ask(""));
  BOOST_TEST(!answered);
  waiting.at(0)([] { return core::Result<http::Response>(pipeline::json_response(200, "1")); });
  BOOST_REQUIRE(answered);
  BOOST_TEST(answered->status == 200);
  BOOST_TEST(answered->bytes() == "1");
  BOOST_TEST(answered->route == "/api/v1/later");
  BOOST_TEST(answered->header("cache-control").has_value());
}

BOOST_AUTO_TEST_CASE(who_may_not_is_refused_at_once) {
  BOOST_TEST(ask("", nobody()));
  BOOST_TEST(answered->status == 401);
  BOOST_TEST(ask("", as(viewer)));
  BOOST_TEST(answered->status == 403);
  BOOST_TEST(ask("?n=4"));
  BOOST_TEST(answered->status == 422);
  BOOST_TEST(waiting.empty());
}

BOOST_AUTO_TEST_CASE(a_refusal_and_an_exception_become_problems_also_later) {
  BOOST_TEST(!ask("?n=2"));
  BOOST_TEST(answered->status == 404);
  BOOST_TEST(!ask("?n=3"));
  BOOST_TEST(answered->status == 503);
  BOOST_TEST(!ask(""));
  waiting.at(0)([]() -> core::Result<http::Response> { throw storage::Unavailable("gone"); });
  BOOST_REQUIRE(answered);
  BOOST_TEST(answered->status == 503);
  BOOST_TEST(answered->error_code == "database_unavailable");
}

BOOST_AUTO_TEST_CASE(an_answer_may_outlive_the_pipeline) {
  BOOST_TEST(!ask(""));
  pipeline.reset();
  waiting.at(0)([] { return core::Result<http::Response>(pipeline::json_response(200, "1")); });
  BOOST_REQUIRE(answered);
  BOOST_TEST(answered->status == 200);
}

BOOST_AUTO_TEST_CASE(a_request_is_handed_over_on_the_io_thread_only_in_the_plain_good_case) {
  const std::string good = R"({"key": "k", "name": "x"})";
  const auto handed_over = [&](const std::string& body, Headers headers = {}, const std::string& query = {}) {
    headers.push_back({"content-type", "application/json"});
    asked = request(http::Method::post, "/api/v1/things/k/queue" + query, body, std::move(headers));
    auto reply = pipeline->try_now(asked);
    if (!reply) return false;
    std::get<http::Deferred>(*reply).start([this](http::Response response) { answered = std::move(response); });
    return true;
  };
  add_thing("k");
  remembered = {"k"};
  BOOST_TEST(!handed_over(good));  // the token is not in memory yet
  BOOST_TEST(get("/api/v1/things").status() == 200);
  BOOST_TEST(get("/api/v1/things", as(viewer)).status() == 200);
  BOOST_TEST(handed_over(good));
  BOOST_TEST(waiting.size() == 1U);
  BOOST_TEST(handed_over(good, {{"idempotency-key", "one"}}));

  BOOST_TEST(!handed_over(good, as(viewer)));
  BOOST_TEST(!handed_over(good, nobody()));
  BOOST_TEST(!handed_over(good, as("twk_unknown")));
  BOOST_TEST(!handed_over("{", {}));
  BOOST_TEST(!handed_over(good, {}, "?unknown=1"));
  BOOST_TEST(!handed_over(good, {{"idempotency-key", "two words"}}));
  BOOST_TEST(!handed_over(R"({"key": "k", "name": ")" + std::string(17 * 1024, 'x') + "\"}"));
  remembered.clear();
  BOOST_TEST(!handed_over(good));
  BOOST_TEST(waiting.size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
