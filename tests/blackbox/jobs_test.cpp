// Jobs: followed by server-sent events, cancelled, and taken up again when the server that ran them ends.
#include <boost/test/unit_test.hpp>
#include <signal.h>

#include <memory>

#include "tests/blackbox/talks_world.hpp"

using namespace tagwerk::test;

namespace {

struct JobsWorld : TalksWorld {
  // So many talks that it takes a while to prove anything.
  void make_it_hard() {
    std::string csv = "company,with_company,importance,status\n";
    const auto name = [&](const std::string& id) {
      return world.organizer.get("/api/v1/companies/" + id).text("/name");
    };
    std::vector<std::string> more_partners;
    std::vector<std::string> more_vendors;
    for (int i = 0; i < 12; ++i) more_partners.push_back(name(registered("partner")));
    for (int i = 0; i < 9; ++i) more_vendors.push_back(name(registered("vendor")));
    for (std::size_t p = 0; p < more_partners.size(); ++p) {
      for (std::size_t v = 0; v < more_vendors.size(); ++v) {
        if ((p * 7 + v * 5) % 3 != 0) csv += more_partners[p] + "," + more_vendors[v] + ",would_like,accepted\n";
      }
    }
    open_talks();
    BOOST_TEST_REQUIRE(world.organizer
                           .put(settings_path(),
                                R"({"slot_minutes": 15, "tables": 5, "max_break_difference": 1, "sessions": [
      {"key": "day", "name": "Tag", "date": "2030-11-10", "starts_at": "09:00", "ends_at": "13:00"}]})")
                           .status == 200);
    BOOST_TEST_REQUIRE(
        world.organizer.send("POST", wishes_path() + "/import", csv, {{"Content-Type", "text/csv"}}).status == 200);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(jobs, JobsWorld)

BOOST_AUTO_TEST_CASE(a_job_tells_its_news_until_it_is_over) {
  open_talks();
  accept_all();
  const auto job = world.organizer.post(event_path() + "/talk-plans", R"({"name": "Probe"})");
  const auto news = world.viewer.get(job.header("location") + "/events");
  BOOST_TEST(news.status == 200);
  BOOST_TEST(news.header("content-type") == "text/event-stream");
  BOOST_TEST(news.header("cache-control") == "no-store");
  BOOST_TEST(news.body.find("event: end\n") != std::string::npos);
  BOOST_TEST(news.body.find(R"("status":"done")") != std::string::npos);
  BOOST_TEST(news.body.ends_with("\n\n"));
  // Of one that is over there is its end alone.
  const auto again = world.viewer.get(job.header("location") + "/events");
  BOOST_TEST(again.body.starts_with("event: end\n"));
  const auto read = world.viewer.get(job.header("location"));
  BOOST_TEST(members_of(read) ==
             "id event_id kind title status input progress result_id outcome attempts cancel_requested created_at "
             "updated_at started_at finished_at");
  BOOST_TEST(read.text("/title") == "Probe");
  BOOST_TEST(world.viewer.get("/api/v1/jobs?status=done&event_id=" + event).size("/results") == 1u);
  BOOST_TEST(outcome(world.viewer.get("/api/v1/jobs/" + std::string(nobodys_id) + "/events")) == "404 not_found");
  BOOST_TEST(world.partner.get(job.header("location")).status == 403);
  BOOST_TEST(world.stranger.get(job.header("location")).status == 404);
}

BOOST_AUTO_TEST_CASE(a_job_that_runs_is_cancelled_and_leaves_no_plan) {
  make_it_hard();
  const auto job = world.organizer.post(event_path() + "/talk-plans", R"({"time_limit_ms": 600000})");
  const auto waiting = world.organizer.post(event_path() + "/talk-plans", R"({"time_limit_ms": 600000})");
  // The one behind it is cancelled before it has begun.
  BOOST_TEST(world.organizer.post(waiting.header("location") + "/cancellation", "{}").text("/status") == "cancelled");
  for (int i = 0; i < 200 && world.viewer.get(job.header("location")).text("/status") == "queued"; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  BOOST_TEST(world.organizer.post(job.header("location") + "/cancellation", "{}").status == 200);
  BOOST_TEST(wait_for(job.header("location")).text("/status") == "cancelled");
  BOOST_TEST(outcome(world.organizer.post(job.header("location") + "/cancellation", "{}")) == "409 job_is_over");
  BOOST_TEST(world.viewer.get(event_path() + "/talk-plans").size("/results") == 0u);
  BOOST_TEST(world.viewer.post(job.header("location") + "/cancellation", "{}").status == 403);
}

// A server of its own on a database of its own: nobody else takes its job meanwhile.
BOOST_AUTO_TEST_CASE(a_job_survives_the_end_of_its_server) {
  TestDatabase database;
  BOOST_TEST_REQUIRE(tagwerk::test::tagwerk(database.url(), {"migrate"}).status == 0);
  const auto organizer = make_token(database.url(), "test", "organizer");
  auto server = std::make_unique<ServerProcess>(binary(), database.url());
  Client client(server->port(), organizer);
  const auto id = [&](const std::string& path, const std::string& json) {
    const auto made = client.post(path, json);
    BOOST_TEST_REQUIRE(made.status == 201, made.body);
    return made.id();
  };
  id("/api/v1/series", R"({"key": "talks", "name": "Gespräche", "kind": "partner_talks"})");
  const auto own_event =
      "/api/v1/events/" + id("/api/v1/events", R"({"series_key": "talks", "name": "Probe", "edition_year": 2030,
      "starts_on": "2030-11-10", "ends_on": "2030-11-10", "time_zone": "Europe/Berlin", "city": "München", "country": "DE",
      "status": "open"})");
  std::string csv = "company,with_company,importance,status\n";
  for (int p = 0; p < 14; ++p) {
    for (int v = 0; v < 9; ++v) {
      if ((p * 7 + v * 5) % 3 != 0)
        csv += "P" + std::to_string(p) + ",V" + std::to_string(v) + ",would_like,accepted\n";
    }
  }
  const auto add = [&](const std::string& name, const std::string& role) {
    const auto company = id("/api/v1/companies", R"({"name": ")" + name + R"(", "role": ")" + role + R"("})");
    id(own_event + "/registrations", R"({"company_id": ")" + company + R"(", "participants": [], "headcount": 1})");
  };
  for (int p = 0; p < 14; ++p) add("P" + std::to_string(p), "partner");
  for (int v = 0; v < 9; ++v) add("V" + std::to_string(v), "vendor");
  BOOST_TEST_REQUIRE(client
                         .put(own_event + "/talks/settings", R"({"slot_minutes": 15, "tables": 5, "sessions": [
      {"key": "day", "name": "Tag", "date": "2030-11-10", "starts_at": "09:00", "ends_at": "13:00"}]})")
                         .status == 200);
  BOOST_TEST_REQUIRE(
      client.send("POST", own_event + "/talk-wishes/import", csv, {{"Content-Type", "text/csv"}}).status == 200);
  const auto job = client.post(own_event + "/talk-plans", R"({"time_limit_ms": 8000})").header("location");
  const auto status = [&] { return client.get(job).text("/status"); };
  for (int i = 0; i < 200 && status() == "queued"; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  BOOST_TEST(status() == "running");
  // In peace: it is given back, and begun anew at once.
  BOOST_TEST(server->stop() == 0);
  server = std::make_unique<ServerProcess>(binary(), database.url());
  client = Client(server->port(), organizer);
  for (int i = 0; i < 200 && status() == "queued"; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  BOOST_TEST(status() == "running");
  // By force: it is taken over when nothing was heard of it for a while.
  server->process().send_signal(SIGKILL);
  server->process().wait(std::chrono::seconds(5));
  server = std::make_unique<ServerProcess>(binary(), database.url());
  client = Client(server->port(), organizer);
  for (int i = 0; i < 900 && client.get(job).is_null("/finished_at"); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  const auto done = client.get(job);
  BOOST_TEST(done.text("/status") == "done");
  BOOST_TEST(done.integer("/attempts") == 2);
  BOOST_TEST(client.get(own_event + "/talk-plans").size("/results") == 1u);
  BOOST_TEST(outcome(client.get("/api/v1/talk-plans/" + done.text("/result_id"))) == "200");
}

BOOST_AUTO_TEST_CASE(a_repeated_key_makes_one_job) {
  open_talks();
  accept_all();
  const Headers key{{"Idempotency-Key", world.fresh_word()}};
  const auto first = world.organizer.post(event_path() + "/talk-plans", R"({"seed": 1})", key);
  BOOST_TEST(world.organizer.post(event_path() + "/talk-plans", R"({"seed": 1})", key).body == first.body);
  BOOST_TEST(outcome(world.organizer.post(event_path() + "/talk-plans", R"({"seed": 2})", key)) ==
             "422 idempotency_key_reused");
  static_cast<void>(wait_for(first.header("location")));
}

BOOST_AUTO_TEST_SUITE_END()
