// Grades over the editions of a series, and study trips side by side, over REST.
#include <boost/test/unit_test.hpp>

#include <string>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/series_world.hpp"

using namespace tagwerk::test;

namespace {

struct Graded : SeriesWorld {
  /// Of as many heads of one company.
  void give(const std::string& event, const std::vector<std::string>& grades) const {
    const auto registration = world.register_heads(event, world.new_company(), static_cast<int>(grades.size()));
    BOOST_TEST_REQUIRE(outcome(registration) == "201");
    for (std::size_t i = 0; i < grades.size(); ++i) {
      const auto who = registration.text("/participants/" + std::to_string(i) + "/id");
      BOOST_TEST_REQUIRE(outcome(world.organizer.post(
                             "/api/v1/events/" + event + "/grades",
                             R"({"participant_id": ")" + who + R"(", "grade": )" + grades[i] + "}")) == "201");
    }
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(event_grades, Graded)

BOOST_AUTO_TEST_CASE(grades_are_told_edition_by_edition_and_a_year_is_all_of_them) {
  const auto path = "/api/v1/statistics/grades?series=" + series;
  const auto first = event_on("2015-05-10");
  const auto second = event_on("2016-05-10");
  event_on("2016-06-10");
  give(second, {"1.0", "1.0", "1.0"});
  give(first, {"1.0", "2.0", "2.4", "3.0"});
  register_at(first, {world.new_company()}, 4);
  const auto third = event_on("2016-07-10");
  give(third, {"5.0", "6.0"});
  const auto answer = world.viewer.get(path);
  BOOST_TEST_REQUIRE(outcome(answer) == "200");
  BOOST_TEST(members_of(answer) == "series events years");
  BOOST_TEST(members_of(answer, "/events/0") ==
             "event_id name edition_year starts_on kind n mean median lower_quartile upper_quartile deviation "
             "distribution participants response_rate");
  BOOST_TEST(members_of(answer, "/years/0") ==
             "year events n mean median lower_quartile upper_quartile deviation distribution participants "
             "response_rate");
  BOOST_TEST(answer.size("/events") == 3u);
  BOOST_TEST(answer.text("/events/0/event_id") == first);
  BOOST_TEST(answer.text("/events/0/kind") == "other");
  BOOST_TEST(answer.number("/events/0/mean") == 2.1);
  BOOST_TEST(answer.number("/events/0/lower_quartile") == 1.5);
  BOOST_TEST(answer.number("/events/0/upper_quartile") == 2.7);
  BOOST_TEST(answer.number("/events/0/deviation") == 0.73);
  BOOST_TEST(answer.integer("/events/0/distribution/2") == 2);
  BOOST_TEST(answer.integer("/events/0/participants") == 8);
  BOOST_TEST(answer.number("/events/0/response_rate") == 0.5);
  BOOST_TEST(answer.integer("/events/2/n") == 2);
  BOOST_TEST(answer.is_null("/events/2/mean"));
  BOOST_TEST(answer.is_null("/events/2/deviation"));
  BOOST_TEST(answer.is_null("/events/2/distribution"));
  BOOST_TEST(answer.integer("/years/1/n") == 5);
  BOOST_TEST(answer.is_null("/years/1/mean"));  // two of them are hidden
  BOOST_TEST(world.viewer.get(path, {{"If-None-Match", answer.header("etag")}}).status == 304);
  const auto csv = world.viewer.get(path + "&format=csv&to=2015");
  BOOST_TEST(csv.body.find(",2015,2015-05-10,other,4,2.1,2.2,1.5,2.7,0.73,1,2,1,0,0,0,8,0.5\r\n") != std::string::npos,
             csv.body);
  BOOST_TEST(world.viewer.get(path + "&format=rows&from=2016").size("") == 2u);
  BOOST_TEST(outcome(world.viewer.get(path + "&from=2031&to=2030")) == "422 ?to:wrong_order");
  BOOST_TEST(outcome(world.viewer.get("/api/v1/statistics/grades?series=none")) == "404 not_found");
  BOOST_TEST(outcome(world.viewer.get("/api/v1/statistics/grades")) == "422 ?series:required");
  BOOST_TEST(world.partner.get(path).status == 403);
}

BOOST_AUTO_TEST_CASE(trips_stand_side_by_side) {
  const auto trips = new_series("study_trip");
  const std::string path = "/api/v1/statistics/trips?from=2013&to=2013";
  const auto trip = event_on("2013-05-10", trips);
  world.set_capacity(trip, R"([{"key": "participants", "limit": 12}])");
  event_on("2013-05-11");
  give(trip, {"1.0", "1.1", "1.2", "2.1"});
  give(event_on("2013-06-10", trips), {"1.0", "1.1"});
  register_at(trip, {world.new_company()}, 1);
  const auto answer = world.viewer.get(path);
  BOOST_TEST_REQUIRE(outcome(answer) == "200");
  BOOST_TEST(members_of(answer, "/trips/0") ==
             "series event_id name edition_year starts_on ends_on city country status complete companies participants "
             "capacity grades grade_mean grade_median grade_distribution response_rate would_go_again price margin");
  BOOST_TEST(answer.size("/trips") == 2u);
  BOOST_TEST(answer.text("/trips/0/event_id") == trip);
  BOOST_TEST(answer.integer("/trips/0/companies") == 2);
  BOOST_TEST(answer.integer("/trips/0/participants") == 5);
  BOOST_TEST(answer.integer("/trips/0/capacity") == 12);
  BOOST_TEST(answer.integer("/trips/0/grades") == 4);
  BOOST_TEST(answer.number("/trips/0/grade_mean") == 1.4);
  BOOST_TEST(answer.number("/trips/0/grade_median") == 1.15);
  BOOST_TEST(answer.integer("/trips/0/grade_distribution/1") == 3);
  BOOST_TEST(answer.integer("/trips/0/grade_distribution/2") == 1);
  BOOST_TEST(answer.is_null("/trips/1/capacity"));
  BOOST_TEST(answer.integer("/trips/1/grades") == 2);
  BOOST_TEST(answer.is_null("/trips/1/grade_mean"));
  BOOST_TEST(answer.is_null("/trips/1/grade_median"));
  BOOST_TEST(answer.is_null("/trips/1/grade_distribution"));
  BOOST_TEST(world.viewer.get(path, {{"If-None-Match", answer.header("etag")}}).status == 304);
  const auto csv = world.viewer.get(path + "&format=csv");
  BOOST_TEST(
      csv.body.find(",2013,2013-05-10,2013-05-10,Bonn,DE,open,false,2,5,12,4,1.4,1.15,3,1,0,0,0,0,0.8,,,,,\r\n") !=
          std::string::npos,
      csv.body);
  BOOST_TEST(csv.body.find(",open,false,1,2,,2,,,,,,,,,1,,,,,\r\n") != std::string::npos, csv.body);
  BOOST_TEST(world.viewer.get(path + "&format=rows").size("") == 2u);
  BOOST_TEST(outcome(world.viewer.get("/api/v1/statistics/trips?from=2031&to=2030")) == "422 ?to:wrong_order");
  BOOST_TEST(world.partner.get(path).status == 403);
}

BOOST_AUTO_TEST_SUITE_END()
