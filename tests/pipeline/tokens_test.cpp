// Who is let in: tokens, their revocation, failed attempts, and the rate limit.
#include <boost/test/unit_test.hpp>

#include <thread>

#include "engine/access/token_store.hpp"
#include "tests/pipeline/world.hpp"

using namespace tagwerk;
using namespace std::chrono_literals;
using test::as;
using test::Knobs;
using test::World;

namespace {

const std::string things = "/api/v1/things";

core::TokenId id_of(World& world, const std::string& text) { return world.tokens.verify(text).value().token.value(); }

// As another process would: this one is not told.
void revoke_elsewhere(World& world, const std::string& text) {
  const auto id = id_of(world, text);
  world.database.transact(nullptr, [&](storage::Transaction& tx) {
    access::revoke_token(tx, id, world.clock.now());
    return true;
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tokens)

BOOST_AUTO_TEST_CASE(only_a_bearer_token_in_its_exact_form_lets_in) {
  World world;
  for (const std::string& good : {"Bearer " + world.viewer, "bearer " + world.viewer, "BEARER  " + world.viewer})
    BOOST_TEST(world.get(things, {{"authorization", good}}).status() == 200, good);
  for (const std::string& bad :
       {std::string(world.viewer), "Basic " + world.viewer, std::string("Bearer"), std::string("Bearer "),
        "Bearer" + world.viewer, "Bearer " + world.viewer + "x", "Bearer " + world.viewer.substr(1),
        std::string("Bearer twk_"), "Token " + world.viewer, "Bearer " + world.viewer + " x"})
    BOOST_TEST(world.get(things, {{"authorization", bad}}).status() == 401, bad);
}

BOOST_AUTO_TEST_CASE(a_token_sees_its_own_organization_only) {
  World world;
  const auto other = world.data.add_organization("other");
  world.add_thing("mine");
  world.add_thing("theirs", "x", other);
  const auto them = as(world.make_token(access::Role::admin, other));
  BOOST_TEST(world.get("/api/v1/things/mine", them).status() == 404);
  BOOST_TEST(world.get("/api/v1/things/theirs", them).status() == 200);
  BOOST_TEST(world.get(things, them).json().find("results")->items.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_revocation_by_another_process_is_effective_within_the_cache_time) {
  World world({.cache_time = 200ms});
  BOOST_TEST(world.get(things, as(world.viewer)).status() == 200);
  revoke_elsewhere(world, world.viewer);
  std::this_thread::sleep_for(210ms);
  BOOST_TEST(world.get(things, as(world.viewer)).status() == 401);
  BOOST_TEST(world.get(things).status() == 200);
}

BOOST_AUTO_TEST_CASE(a_revocation_here_is_effective_at_once_also_for_answers_from_memory) {
  World world({.cache_time = 5s});
  BOOST_TEST(world.get("/api/v1/memory").status() == 200);
  BOOST_TEST(world.get("/api/v1/memory").body() == "\"memory\"");
  const auto id = id_of(world, world.admin);
  revoke_elsewhere(world, world.admin);
  world.tokens.forget(id);
  BOOST_TEST(world.get("/api/v1/memory").status() == 401);
}

BOOST_AUTO_TEST_CASE(unknown_tokens_are_throttled_per_peer) {
  World world({.failed_per_minute = 3});
  const auto unknown = [&] { return world.get(things, as(access::make_token_text())); };
  for (int i = 0; i < 3; ++i) BOOST_TEST(unknown().status() == 401);
  const auto refused = unknown();
  BOOST_TEST(refused.status() == 429);
  BOOST_TEST(refused.code() == "too_many_failed_tokens");
  BOOST_TEST(refused.header("retry-after") == "60");
  BOOST_TEST(refused.member("detail").find("60 seconds") != std::string::npos);
  world.peer = "192.0.2.2";
  BOOST_TEST(unknown().status() == 401);
  world.peer = "192.0.2.1";
  world.clock.set(world.clock.now() + boost::posix_time::seconds(60));
  BOOST_TEST(unknown().status() == 401);
}

BOOST_AUTO_TEST_CASE(a_request_without_any_token_does_not_count_as_a_guess) {
  World world({.failed_per_minute = 1});
  for (int i = 0; i < 5; ++i) BOOST_TEST(world.get(things, test::nobody()).status() == 401);
}

BOOST_AUTO_TEST_CASE(a_token_that_was_valid_gets_in_from_a_throttled_address_also_when_its_cache_entry_is_old) {
  World world({.failed_per_minute = 1, .cache_time = 0ms});
  BOOST_TEST(world.get(things, as(world.viewer)).status() == 200);
  BOOST_TEST(world.get(things, as(access::make_token_text())).status() == 401);
  BOOST_TEST(world.get(things, as(access::make_token_text())).status() == 429);
  BOOST_TEST(world.get(things, as(world.viewer)).status() == 200);
  revoke_elsewhere(world, world.viewer);
  BOOST_TEST(world.get(things, as(world.viewer)).status() == 401);
  BOOST_TEST(world.get(things, as(world.viewer)).status() == 429);
}

BOOST_AUTO_TEST_CASE(public_routes_are_open_to_a_throttled_peer) {
  World world({.failed_per_minute = 1});
  world.get(things, as(access::make_token_text()));
  BOOST_TEST(world.get("/healthz", as(access::make_token_text())).status() == 200);
}

BOOST_AUTO_TEST_CASE(the_rate_limit_counts_per_token_and_only_when_configured) {
  World world({.rate_per_minute = 3});
  for (int i = 0; i < 3; ++i) BOOST_TEST(world.get(things).status() == 200);
  const auto refused = world.get(things);
  BOOST_TEST(refused.status() == 429);
  BOOST_TEST(refused.code() == "rate_limited");
  BOOST_TEST(std::stoi(refused.header("retry-after")) >= 1);
  BOOST_TEST(std::stoi(refused.header("retry-after")) <= 60);
  BOOST_TEST(refused.member("detail").find("3 requests") != std::string::npos);
  BOOST_TEST(world.get("/api/v1/memory").status() == 429);
  BOOST_TEST(world.get(things, as(world.viewer)).status() == 200);
  BOOST_TEST(world.get("/healthz").status() == 200);
  World unlimited;
  for (int i = 0; i < 200; ++i) BOOST_TEST_REQUIRE(unlimited.get("/api/v1/memory").status() == 200);
}

BOOST_AUTO_TEST_CASE(who_asked_is_told_to_the_log) {
  World world;
  const auto id = id_of(world, world.admin);
  for (const std::string path : {"/api/v1/things", "/api/v1/memory"}) {
    const auto sent = world.get(path);
    BOOST_TEST(sent.response.token_id == id.text());
    BOOST_TEST(sent.response.route == path);
  }
  BOOST_TEST(world.get("/healthz", test::nobody()).response.token_id.empty());
}

BOOST_AUTO_TEST_SUITE_END()
