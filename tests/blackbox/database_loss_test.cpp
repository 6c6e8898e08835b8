// The database goes away and comes back: requests fail plainly meanwhile, and nobody has to restart anything.
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/blackbox/world.hpp"
#include "tests/support/own_mariadb.hpp"

using namespace tagwerk::test;
using std::chrono::steady_clock;

namespace {

constexpr auto back_within_ms = 5000;  // less than 2 s where nothing else runs

// Asks until the status is as wanted; how long that took, or `limit`.
std::chrono::milliseconds time_until(const Client& client, const std::string& path, int status,
                                     std::chrono::seconds limit) {
  const auto start = steady_clock::now();
  while (steady_clock::now() - start < limit) {
    if (client.get(path).status == status) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - start);
}

void prepare(const std::string& url) {
  BOOST_TEST_REQUIRE(tagwerk::test::tagwerk(url, {"migrate"}).status == 0);
  BOOST_TEST_REQUIRE(tagwerk::test::tagwerk(url, {"organization", "create", "--organization", "test", "--name", "Test",
                                                  "--time-zone", "Europe/Berlin"})
                         .status == 0);
}

const std::string series = R"({"key": "k", "name": "Treffen", "kind": "other"})";

}  // namespace

BOOST_AUTO_TEST_SUITE(database_loss)

BOOST_AUTO_TEST_CASE(requests_answer_503_while_the_database_is_away_and_work_again_when_it_is_back) {
  OwnMariadb mariadb;
  const auto url = mariadb.url("tagwerk");
  prepare(url);
  ServerProcess server(binary(), url);
  const Client organizer(server.port(), make_token(url, "test", "organizer"));
  BOOST_TEST(organizer.post("/api/v1/series", series).status == 201);
  BOOST_TEST(organizer.get("/readyz").status == 200);

  for (int time = 0; time < 2; ++time) {
    mariadb.kill();
    const auto refused = organizer.post("/api/v1/series", R"({"key": "lost", "name": "Treffen", "kind": "other"})");
    BOOST_TEST(refused.status == 503);
    BOOST_TEST(refused.code() == "database_unavailable");
    BOOST_TEST(refused.header("retry-after") != "");
    BOOST_TEST(organizer.get("/api/v1/series/k").status == 503);
    BOOST_TEST(organizer.get("/healthz").status == 200);
    BOOST_TEST(time_until(organizer, "/readyz", 503, std::chrono::seconds(10)).count() < back_within_ms);

    mariadb.start();
    BOOST_TEST(time_until(organizer, "/api/v1/series/k", 200, std::chrono::seconds(10)).count() < back_within_ms);
    BOOST_TEST(time_until(organizer, "/readyz", 200, std::chrono::seconds(10)).count() < back_within_ms);
  }
  BOOST_TEST(organizer.get("/api/v1/series/lost").status == 404);
  BOOST_TEST(server.stop() == 0);
}

// A MariaDB that starts removes temporary tables of others from a folder that they share, and these crash: that took the database of
// a whole test run with it.
BOOST_AUTO_TEST_CASE(a_database_that_starts_leaves_the_temporary_tables_of_others) {
  const auto folder =
      World::get()
          .database.database()
          .read([](tagwerk::storage::Transaction& tx) { return tx.scalar<std::string>("select @@tmpdir", {}); })
          .value();
  const auto file = folder + "/#sql-temptable-probe.MAD";
  std::ofstream(file) << "probe";
  BOOST_REQUIRE(std::filesystem::exists(file));
  const OwnMariadb mariadb;
  BOOST_TEST(std::filesystem::exists(file));
  std::filesystem::remove(file);
}

BOOST_AUTO_TEST_CASE(a_server_that_starts_before_its_database_waits_for_it) {
  OwnMariadb mariadb;
  const auto url = mariadb.url("tagwerk");
  prepare(url);
  const auto token = make_token(url, "test", "organizer");
  mariadb.kill();
  ServerProcess server(binary(), url);
  const Client organizer(server.port(), token);
  BOOST_TEST(organizer.get("/readyz").status == 503);
  BOOST_TEST(organizer.get("/api/v1/series").status == 503);
  mariadb.start();
  BOOST_TEST(time_until(organizer, "/api/v1/series", 200, std::chrono::seconds(10)).count() < back_within_ms);
}

BOOST_AUTO_TEST_CASE(serve_refuses_a_schema_of_another_version_and_names_the_command_that_mends_it) {
  OwnMariadb mariadb;
  mariadb.execute("create database empty");
  const auto url = mariadb.url("empty");
  const auto refused = tagwerk::test::tagwerk(url, {"serve"}, {{"TAGWERK_PORT", "0"}});
  BOOST_TEST(refused.status == 1);
  BOOST_TEST(refused.err.find("tagwerk migrate") != std::string::npos, refused.err);
}

BOOST_AUTO_TEST_SUITE_END()
