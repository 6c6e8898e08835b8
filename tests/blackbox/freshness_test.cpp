// A registration is in the next read of every statistic that counts it; in those of another process after a second.
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <map>
#include <regex>
#include <string>
#include <thread>
#include <vector>

#include "tests/blackbox/series_world.hpp"

using namespace tagwerk::test;

namespace {

struct Freshness : SeriesWorld {
  const std::string trips = new_series("study_trip");
  const std::string event = event_on("2031-05-10");
  const std::string trip = event_on("2031-05-11", trips);

  [[nodiscard]] std::vector<std::string> paths() const {
    const std::string statistics = "/api/v1/statistics/";
    const auto of_event = "/api/v1/events/" + event;
    return {statistics + "attendance?format=rows&series=" + series,
            statistics + "editions?format=rows&series=" + series,
            statistics + "retention?format=rows&series=" + series,
            statistics + "capacity?format=rows&series=" + series,
            statistics + "reach?format=rows&as_of=2031-12-01&series=" + series,
            statistics + "attendance/forecast?format=rows&year=2031&series=" + series,
            statistics + "trips?format=rows",
            of_event + "/registrations/daily?format=rows",
            of_event + "/pace",
            of_event + "/forecast?format=rows",
            of_event + "/check-ins/summary?format=rows",
            of_event + "/capacity"};
  }
  void register_more() const {
    register_at(event, {world.new_company()}, 3);
    register_at(trip, {world.new_company()}, 3);
  }
};

// Without the moment at which they were counted.
std::string figures(const Client& client, const std::string& path) {
  static const std::regex moment(R"re("as_of":"[^"]*")re");
  const auto answer = client.get(path);
  BOOST_TEST_REQUIRE(outcome(answer) == "200", path);
  return std::regex_replace(answer.body, moment, "");
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(freshness, Freshness)

BOOST_AUTO_TEST_CASE(a_registration_is_in_every_statistic_at_once_and_elsewhere_after_a_second) {
  ServerProcess second(binary(), world.database.url());
  const Client elsewhere(second.port(), world.viewer.token());
  for (const auto& one : {event, trip}) world.set_capacity(one, R"([{"key": "participants", "limit": 80}])");
  register_more();
  for (int round = 1; round <= 2; ++round) {
    std::map<std::string, std::string> before;
    for (const auto& path : paths()) {
      before[path] = figures(world.viewer, path);
      static_cast<void>(figures(elsewhere, path));  // it has them in memory now
    }
    register_more();
    const auto registered_at = std::chrono::steady_clock::now();
    std::map<std::string, std::string> here;
    for (const auto& path : paths()) {
      here[path] = figures(world.viewer, path);
      BOOST_TEST(here[path] != before[path], path << " has not changed: " << here[path]);
    }
    std::this_thread::sleep_until(registered_at + std::chrono::seconds(1));
    for (const auto& path : paths()) BOOST_TEST(figures(elsewhere, path) == here[path], path);
  }
  BOOST_TEST(second.stop() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
