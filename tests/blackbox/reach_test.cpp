// How many partner companies the events reach, over REST.
#include <boost/test/unit_test.hpp>

#include <string>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/series_world.hpp"

using namespace tagwerk::test;

BOOST_FIXTURE_TEST_SUITE(reach, SeriesWorld)

BOOST_AUTO_TEST_CASE(a_series_tells_whom_it_reaches_and_who_can_have_met) {
  const auto path = "/api/v1/statistics/reach?series=" + series;
  const auto one = world.new_company();
  const auto two = world.new_company();
  register_at(event_on("2030-05-10"), {one, two, world.new_company("vendor")});
  register_at(event_on("2031-05-10"), {one});
  const auto then = path + "&as_of=2031-01-01";
  const auto answer = world.viewer.get(then);
  BOOST_TEST_REQUIRE(outcome(answer) == "200");
  BOOST_TEST(members_of(answer) == "series as_of active_companies reach loyal");
  BOOST_TEST(members_of(answer, "/reach/0") == "series events visitors share first_timers pairs_met density");
  BOOST_TEST(members_of(answer, "/loyal/0") == "company_id company visits editions");
  BOOST_TEST(answer.text("/as_of") == "2031-01-01");
  BOOST_TEST(answer.size("/reach") == 1u);
  BOOST_TEST(answer.integer("/reach/0/events") == 1);
  BOOST_TEST(answer.integer("/reach/0/visitors") == 2);
  BOOST_TEST(answer.integer("/reach/0/first_timers") == 2);
  BOOST_TEST(answer.integer("/reach/0/pairs_met") == 1);
  BOOST_TEST(answer.size("/loyal") == 2u);
  BOOST_TEST(world.viewer.get(then, {{"If-None-Match", answer.header("etag")}}).status == 304);
  const auto later = world.viewer.get(path + "&as_of=2031-12-01");
  BOOST_TEST(later.integer("/reach/0/first_timers") == 0);
  BOOST_TEST(later.text("/loyal/0/company_id") == one);
  BOOST_TEST(later.integer("/loyal/0/visits") == 2);
  BOOST_TEST(world.viewer.get(path).is_null("/reach/0/visitors"));  // today it has not begun
  const auto csv = world.viewer.get(then + "&format=csv");
  BOOST_TEST(csv.body.starts_with("series,as_of,active_companies,events,visitors,"), csv.body);
  BOOST_TEST(csv.body.find("\r\n" + series + ",2031-01-01,") != std::string::npos, csv.body);
  BOOST_TEST(world.viewer.get(then + "&format=rows").integer("/0/visitors") == 2);
}

BOOST_AUTO_TEST_CASE(without_a_series_all_are_told_together_and_one_by_one) {
  const auto rows = world.viewer.get("/api/v1/statistics/reach?format=rows");
  BOOST_TEST_REQUIRE(outcome(rows) == "200");
  BOOST_TEST(rows.is_null("/0/series"));
  BOOST_TEST(rows.size("") >= 2u);
  BOOST_TEST(outcome(world.viewer.get("/api/v1/statistics/reach?series=none")) == "404 not_found");
  BOOST_TEST(outcome(world.viewer.get("/api/v1/statistics/reach?as_of=soon")) == "422 ?as_of:wrong_format");
  BOOST_TEST(world.viewer.get("/api/v1/statistics/reach?as_of=1400-01-01").status == 200);
  BOOST_TEST(world.partner.get("/api/v1/statistics/reach").status == 403);
}

BOOST_AUTO_TEST_SUITE_END()
