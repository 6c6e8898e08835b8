#include "api/pipeline/idempotency.hpp"

#include <boost/test/unit_test.hpp>

#include <barrier>
#include <latch>
#include <thread>

#include "api/pipeline/errors.hpp"
#include "tests/pipeline/world.hpp"

using namespace tagwerk;
using namespace std::chrono_literals;
using test::Headers;
using test::Sent;
using test::World;

namespace {

const std::string things = "/api/v1/things";

struct Fixture : World {
  Sent create(const std::string& key, const std::string& body, const std::string& token = {}) {
    Headers headers{{"idempotency-key", key}};
    if (!token.empty()) headers.push_back({"authorization", "Bearer " + token});
    return post(things, body, std::move(headers));
  }
  void check_replay(const Sent& first, const Sent& second) {
    BOOST_TEST(second.status() == first.status());
    BOOST_TEST(second.body() == first.body());
    BOOST_TEST(second.header("location") == first.header("location"));
    BOOST_TEST(second.header("etag") == first.header("etag"));
    BOOST_TEST(second.response.content_type == first.response.content_type);
    BOOST_TEST(first.header("idempotency-replayed") == "");
    BOOST_TEST(second.header("idempotency-replayed") == "true");
  }
};

constexpr auto good = R"({"key":"a","name":"Köln 😀"})";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(idempotency, Fixture)

BOOST_AUTO_TEST_CASE(the_same_request_is_answered_with_what_was_answered_first) {
  const auto first = create("k", good);
  BOOST_TEST(first.status() == 201);
  BOOST_TEST(first.header("location") == "/api/v1/things/a");
  check_replay(first, create("k", good));
  BOOST_TEST(handled == 1);
  BOOST_TEST(count("regions") == 1);
}

BOOST_AUTO_TEST_CASE(without_a_key_every_request_counts) {
  BOOST_TEST(post(things, good).status() == 201);
  BOOST_TEST(post(things, good).status() == 409);
  BOOST_TEST(count("idempotency_records") == 0);
}

BOOST_AUTO_TEST_CASE(a_refusal_that_changed_nothing_is_replayed_as_well) {
  add_thing("a");
  const auto conflict = create("k", good);
  BOOST_TEST(conflict.status() == 409);
  BOOST_TEST(conflict.code() == "already_exists");
  database.transact(nullptr, [](storage::Transaction& tx) { return tx.execute("delete from regions", {}); });
  check_replay(conflict, create("k", good));
  BOOST_TEST(count("regions") == 0);

  const auto invalid = create("k2", R"({"key":"A"})");
  BOOST_TEST(invalid.status() == 422);
  check_replay(invalid, create("k2", R"({"key":"A"})"));
}

BOOST_AUTO_TEST_CASE(the_same_key_with_another_body_or_query_is_refused) {
  BOOST_TEST(create("k", good).status() == 201);
  const auto other = create("k", R"({"key":"b","name":"b"})");
  BOOST_TEST(other.status() == 422);
  BOOST_TEST(other.code() == "idempotency_key_reused");
  BOOST_TEST(other.member("detail").find("'k'") != std::string::npos);
  BOOST_TEST(post(things + "?dry_run=true", good, {{"idempotency-key", "k"}}).status() == 422);
  BOOST_TEST(create("k", good).status() == 201);
  BOOST_TEST(count("regions") == 1);
}

BOOST_AUTO_TEST_CASE(a_key_belongs_to_a_token_and_a_path) {
  BOOST_TEST(create("k", good).status() == 201);
  BOOST_TEST(create("k", good, make_token(access::Role::organizer)).status() == 409);
  BOOST_TEST(post("/api/v1/secrets", "{}", {{"idempotency-key", "k"}}).status() == 201);
  BOOST_TEST(create("K", good).status() == 409);  // keys differ in case
}

BOOST_AUTO_TEST_CASE(a_key_must_be_1_to_255_visible_ascii_characters) {
  for (const auto& bad : {std::string("a b"), std::string("ä"), std::string("a\tb"), std::string(256, 'x')}) {
    const auto sent = create(bad, good);
    BOOST_TEST(sent.status() == 400);
    BOOST_TEST(sent.code() == "idempotency_key_invalid");
  }
  BOOST_TEST(!pipeline::is_idempotency_key(""));
  BOOST_TEST(create(std::string(255, '~'), good).status() == 201);
  BOOST_TEST(create(std::string(255, '~'), good).status() == 201);
  BOOST_TEST(create("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", good).status() == 409);
}

BOOST_AUTO_TEST_CASE(what_is_refused_before_the_handler_is_not_remembered) {
  BOOST_TEST(create("k", "{").status() == 400);
  BOOST_TEST(create("k", good, viewer).status() == 403);
  BOOST_TEST(create("k", good).status() == 201);
}

BOOST_AUTO_TEST_CASE(a_unit_that_fails_keeps_neither_the_change_nor_the_key) {
  after_work = [](const std::string&) { throw storage::OutcomeUnknown("x"); };
  BOOST_TEST(create("k", good).status() == 503);
  after_work = [](const std::string&) { throw std::runtime_error("x"); };
  BOOST_TEST(create("k", good).status() == 500);
  after_work = {};
  BOOST_TEST(count("regions") == 0);
  BOOST_TEST(count("idempotency_records") == 0);
  const auto sent = create("k", good);
  BOOST_TEST(sent.status() == 201);
  BOOST_TEST(sent.header("idempotency-replayed") == "");
}

BOOST_AUTO_TEST_CASE(a_refusal_of_kind_5xx_is_not_kept_and_its_change_neither) {
  const auto body = R"({"key":"a","name":"under repair"})";
  const auto first = create("k", body);
  BOOST_TEST(first.status() == 503);
  BOOST_TEST(first.code() == "under_repair");
  BOOST_TEST(count("regions") == 0);
  BOOST_TEST(count("idempotency_records") == 0);
  BOOST_TEST(create("k", body).header("idempotency-replayed") == "");
  BOOST_TEST(handled == 2);
}

BOOST_AUTO_TEST_CASE(a_refused_handler_rolls_back_its_own_changes_but_keeps_the_answer) {
  add_thing("b");
  const auto conflict = create("k", R"({"key":"b","name":"b"})");
  BOOST_TEST(conflict.status() == 409);
  BOOST_TEST(count("idempotency_records") == 1);
  BOOST_TEST(count("regions") == 1);
}

BOOST_AUTO_TEST_CASE(a_deadlock_runs_the_whole_unit_again_and_answers_once) {
  int runs = 0;
  after_work = [&](const std::string&) {
    if (++runs == 1) throw storage::Restart("deadlock");
  };
  BOOST_TEST(create("k", good).status() == 201);
  BOOST_TEST(runs == 2);
  BOOST_TEST(count("regions") == 1);
  BOOST_TEST(create("k", good).header("idempotency-replayed") == "true");
}

BOOST_AUTO_TEST_CASE(an_answer_is_forgotten_after_24_hours_and_not_before) {
  BOOST_TEST(create("k", good).status() == 201);
  const auto made_at = clock.now();
  clock.set(made_at + boost::posix_time::hours(24));
  BOOST_TEST(create("k", good).status() == 201);
  clock.set(made_at + boost::posix_time::hours(24) + boost::posix_time::seconds(1));
  const auto again = create("k", good);
  BOOST_TEST(again.status() == 409);
  BOOST_TEST(again.header("idempotency-replayed") == "");
  BOOST_TEST(count("idempotency_records") == 1);
}

BOOST_AUTO_TEST_CASE(old_answers_are_purged_in_portions) {
  for (int i = 0; i < 5; ++i) BOOST_TEST(create("k" + std::to_string(i), R"({"key":"A"})").status() == 422);
  BOOST_TEST(pipeline->purge_idempotency(100) == 0);
  clock.set(clock.now() + boost::posix_time::hours(25));
  BOOST_TEST(pipeline->purge_idempotency(3) == 3);
  BOOST_TEST(pipeline->purge_idempotency(3) == 2);
  BOOST_TEST(count("idempotency_records") == 0);
}

BOOST_AUTO_TEST_CASE(a_second_request_while_the_first_runs_is_409_with_retry_after) {
  std::latch entered(1);
  std::latch leave(1);
  after_work = [&](const std::string&) {
    entered.count_down();
    leave.wait();
  };
  Sent first;
  std::thread worker([&] { first = create("k", good); });
  entered.wait();
  const auto second = create("k", good);
  leave.count_down();
  worker.join();
  BOOST_TEST(second.status() == 409);
  BOOST_TEST(second.code() == "idempotency_key_in_progress");
  BOOST_TEST(second.header("retry-after") == "1");
  BOOST_TEST(first.status() == 201);
  after_work = {};
  check_replay(first, create("k", good));
}

BOOST_AUTO_TEST_CASE(a_second_process_waits_for_the_first_and_replays_it) {
  std::latch entered(1);
  after_work = [&](const std::string&) {
    entered.count_down();
    std::this_thread::sleep_for(300ms);
  };
  Sent first;
  std::thread worker([&] { first = create("k", good); });
  entered.wait();
  const pipeline::Pipeline other(table(), resolvers(), parts());  // knows nothing of what runs here
  auto request =
      this->request(http::Method::post, things, good, {{"idempotency-key", "k"}, {"content-type", "application/json"}});
  const Sent second{std::get<http::Response>(const_cast<pipeline::Pipeline&>(other).handle(request))};
  worker.join();
  check_replay(first, second);
  BOOST_TEST(handled == 1);
  BOOST_TEST(count("regions") == 1);
}

BOOST_AUTO_TEST_CASE(a_path_with_other_escapes_is_the_same_path) {
  const auto post_to = [&](const std::string& path) {
    return send(http::Method::post, path, good, {{"idempotency-key", "k"}, {"content-type", "application/json"}});
  };
  BOOST_TEST(post_to("/api/v1/things").status() == 201);
  BOOST_TEST(post_to("/api/v1/%74hings").header("idempotency-replayed") == "true");
  BOOST_TEST(count("regions") == 1);
}

BOOST_AUTO_TEST_CASE(a_second_process_does_not_wait_for_ever) {
  auto settings = data.settings();
  settings.lock_wait_timeout = 1000ms;
  storage::Database impatient(settings);
  pipeline::Idempotency elsewhere(impatient);
  std::latch entered(1);
  std::latch leave(1);
  after_work = [&](const std::string&) {
    entered.count_down();
    leave.wait();
  };
  Sent first;
  std::thread worker([&] { first = create("k", good); });
  entered.wait();
  access::Call call;
  call.principal = tokens.verify(admin).value();
  call.now = clock.now();
  const auto request = this->request(http::Method::post, things, good, {});
  const auto& routes = pipeline->routes();
  const auto route = std::find_if(routes.begin(), routes.end(), [](const pipeline::Route& one) {
    return one.method == http::Method::post && one.pattern == things;
  });
  pipeline::Exchange x(request, *route, {});
  x.call() = call;
  const auto second = elsewhere.run(x, "k", []() -> pipeline::Idempotency::Work { return {}; });
  leave.count_down();
  worker.join();
  BOOST_TEST_REQUIRE(second.has_error());
  BOOST_TEST(&second.error().code() == &pipeline::idempotency_key_in_progress);
  BOOST_TEST(second.error().retry_after_s() == 1);
  BOOST_TEST(first.status() == 201);
}

BOOST_AUTO_TEST_CASE(of_many_at_once_in_two_processes_exactly_one_creates) {
  pipeline::Pipeline other(table(), resolvers(), parts());
  constexpr int clients = 6;
  std::barrier start(clients);
  std::atomic<int> created{0};
  std::atomic<int> unexpected{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < clients; ++i) {
    threads.emplace_back([&, i] {
      const auto request = this->request(http::Method::post, things, good,
                                         {{"idempotency-key", "k"}, {"content-type", "application/json"}});
      start.arrive_and_wait();
      for (;;) {
        const Sent sent{std::get<http::Response>((i % 2 == 0 ? *pipeline : other).handle(request))};
        if (sent.code() == "idempotency_key_in_progress") {
          std::this_thread::sleep_for(5ms);
          continue;
        }
        if (sent.status() != 201) ++unexpected;
        if (sent.header("idempotency-replayed").empty()) ++created;
        return;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  BOOST_TEST(created == 1);
  BOOST_TEST(unexpected == 0);
  BOOST_TEST(count("regions") == 1);
  BOOST_TEST(count("idempotency_records") == 1);
}

BOOST_AUTO_TEST_CASE(a_secret_is_shown_once_and_not_stored) {
  const auto send = [&] { return post("/api/v1/secrets", "{}", {{"idempotency-key", "k"}}); };
  const auto first = send();
  BOOST_TEST(first.body() == R"({"secret":"hush"})");
  BOOST_TEST(first.header("cache-control") == "no-store");
  const auto second = send();
  BOOST_TEST(second.status() == 201);
  BOOST_TEST(second.body() == R"({"secret":null})");
  BOOST_TEST(second.header("location") == "/api/v1/secrets/1");
  BOOST_TEST(second.header("cache-control") == "no-store");
  BOOST_TEST(handled == 1);
  BOOST_TEST(count("idempotency_records where answer like '%hush%'") == 0);
  BOOST_TEST(post("/api/v1/secrets", "{}").body() == R"({"secret":"hush"})");
}

BOOST_AUTO_TEST_SUITE_END()
