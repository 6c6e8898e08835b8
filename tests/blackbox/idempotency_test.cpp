// A repeated Idempotency-Key, as far as it is the same for every route: one that is still running, and what is not kept.
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <thread>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

struct Keys {
  World& world = World::get();
  std::string word = world.fresh_word();
  Headers key{{"Idempotency-Key", word}};

  std::string series(const std::string& name = "N") const {
    return R"({"key": ")" + word + R"(", "name": ")" + name + R"(", "kind": "other"})";
  }
  // The server's insert is held up.
  static bool is_waiting(tagwerk::storage::Transaction& tx) {
    return !tx.select("select 1 from information_schema.processlist where db = database() and info like :insert",
                      {{"insert", "insert into series%"}},
                      [](tagwerk::storage::Row& row) { return row.next<std::int64_t>(); })
                .empty();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(idempotency, Keys)

BOOST_AUTO_TEST_CASE(a_repeat_while_the_first_is_running_is_told_to_wait_and_then_gets_its_answer) {
  Answer first;
  std::jthread sender;
  // Whoever writes anything for an organization needs its row, at least for a moment.
  world.database.database().transact(nullptr, [&](tagwerk::storage::Transaction& tx) {
    const auto rows = tx.select("select 1 from organizations where organization_key = :key for update",
                                {{"key", "test"}}, [](tagwerk::storage::Row& row) { return row.next<std::int64_t>(); });
    BOOST_TEST_REQUIRE(rows.size() == 1u);
    sender = std::jthread([&] { first = world.organizer.post("/api/v1/series", series(), key); });
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(4);
    while (!is_waiting(tx) && std::chrono::steady_clock::now() < give_up)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    const auto repeated = world.organizer.post("/api/v1/series", series(), key);
    BOOST_TEST(outcome(repeated) == "409 idempotency_key_in_progress");
    BOOST_TEST(repeated.header("retry-after") == "1");
    return true;
  });
  sender.join();
  BOOST_TEST(outcome(first) == "201");
  const auto again = world.organizer.post("/api/v1/series", series(), key);
  BOOST_TEST(again.body == first.body);
  BOOST_TEST(again.header("idempotency-replayed") == "true");
}

BOOST_AUTO_TEST_CASE(a_refusal_is_kept_although_it_would_be_granted_now) {
  BOOST_TEST(outcome(world.organizer.post("/api/v1/series", series())) == "201");
  const auto refused = world.organizer.post("/api/v1/series", series(), key);
  BOOST_TEST(outcome(refused) == "409 already_exists");
  BOOST_TEST(outcome(world.organizer.remove("/api/v1/series/" + word, {{"If-Match", "*"}})) == "204");
  const auto again = world.organizer.post("/api/v1/series", series(), key);
  BOOST_TEST(again.body == refused.body);
  BOOST_TEST(again.header("content-type") == refused.header("content-type"));
  BOOST_TEST(outcome(world.organizer.get("/api/v1/series/" + word)) == "404 not_found");
}

BOOST_AUTO_TEST_CASE(what_was_refused_before_the_handler_is_not_kept) {
  BOOST_TEST(outcome(world.viewer.post("/api/v1/series", series(), key)) == "403 forbidden");
  BOOST_TEST(outcome(world.organizer.post("/api/v1/series", "{", key)) == "400 malformed_json");
  BOOST_TEST(outcome(world.organizer.send("POST", "/api/v1/series", series(), key)) == "415 unsupported_media_type");
  BOOST_TEST(outcome(world.organizer.post("/api/v1/series", series(), key)) == "201");
}

BOOST_AUTO_TEST_CASE(the_same_json_in_another_spelling_is_another_body) {
  BOOST_TEST(outcome(world.organizer.post("/api/v1/series", series(), key)) == "201");
  BOOST_TEST(outcome(world.organizer.post("/api/v1/series", series() + " ", key)) == "422 idempotency_key_reused");
}

BOOST_AUTO_TEST_CASE(a_key_is_honoured_by_every_process) {
  ServerProcess second(binary(), world.database.url());
  const Client elsewhere(second.port(), world.organizer.token());
  const auto first = world.organizer.post("/api/v1/series", series(), key);
  const auto again = elsewhere.post("/api/v1/series", series(), key);
  BOOST_TEST(outcome(again) == "201");
  BOOST_TEST(again.body == first.body);
  BOOST_TEST(outcome(elsewhere.post("/api/v1/series", series("other"), key)) == "422 idempotency_key_reused");
}

BOOST_AUTO_TEST_CASE(a_key_means_nothing_to_what_does_not_create) {
  BOOST_TEST(outcome(world.organizer.post("/api/v1/series", series(), key)) == "201");
  const auto path = "/api/v1/series/" + word;
  const Headers both{{"If-Match", "*"}, {"Idempotency-Key", word}};
  BOOST_TEST(world.organizer.patch(path, R"({"name": "A"})", both).text("/name") == "A");
  BOOST_TEST(world.organizer.patch(path, R"({"name": "B"})", both).text("/name") == "B");
}

BOOST_AUTO_TEST_SUITE_END()
