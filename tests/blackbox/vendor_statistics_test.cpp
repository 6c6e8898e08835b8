// Which vendors took part in a series, year by year, as JSON, rows and CSV.
#include "tests/blackbox/vendoring.hpp"

using namespace tagwerk::test;

namespace {

struct VendorStatistics {
  World& world = World::get();
  std::string series = world.fresh_word();
  std::string path = "/api/v1/statistics/vendors?series=" + series;

  VendorStatistics() {
    BOOST_TEST_REQUIRE(outcome(world.organizer.post(
                           "/api/v1/series", R"({"key": ")" + series + R"(", "name": "Reihe", "kind": "other"})")) ==
                       "201");
  }
  /// An event of that year with these vendors, each booked.
  std::string event_of(int year, const std::vector<std::string>& vendors) {
    const auto made = world.organizer.post(
        "/api/v1/events",
        R"({"series_key": ")" + series + R"(", "name": "Treffen", "edition_year": )" + std::to_string(year) +
            R"(, "starts_on": "2030-05-10", "ends_on": "2030-05-10", "time_zone": "Europe/Berlin", )" +
            R"("city": "Bonn", "country": "DE", "status": "open"})");
    BOOST_TEST_REQUIRE(outcome(made) == "201");
    const auto event = "/api/v1/events/" + made.id();
    BOOST_TEST_REQUIRE(outcome(world.organizer.post(event + "/vendor-packages", Vendoring::package("gold"))) == "201");
    for (const auto& vendor : vendors) {
      const auto enquiry = world.organizer.post(event + "/vendor-participations", Vendoring::enquiry(vendor));
      BOOST_TEST_REQUIRE(outcome(world.organizer.post(Vendoring::of(enquiry, "/booking"), "")) == "200");
    }
    return event;
  }
  void complete(const std::string& event) {
    BOOST_TEST_REQUIRE(outcome(world.organizer.patch(event, R"({"status": "completed"})", {{"If-Match", "*"}})) ==
                       "200");
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(vendor_statistics, VendorStatistics)

BOOST_AUTO_TEST_CASE(years_tell_new_returning_and_lapsed_vendors) {
  const auto one = world.new_company("vendor");
  const auto two = world.new_company("supplier");
  const auto three = world.new_company("vendor");
  complete(event_of(2014, {one, two}));
  const auto event = event_of(2016, {two, three});
  const auto early = world.viewer.get(path);
  BOOST_TEST_REQUIRE(outcome(early) == "200");
  BOOST_TEST(members_of(early) == "series years");
  BOOST_TEST(members_of(early, "/years/0") ==
             "year complete events vendors new returning regained lapsed since_year by_package talks");
  BOOST_TEST(early.is_null("/years/0/talks"));
  BOOST_TEST(early.is_null("/years/0/lapsed"));
  BOOST_TEST(early.is_null("/years/1/lapsed"));
  BOOST_TEST(early.integer("/years/1/since_year") == 2014);
  complete(event);
  const auto late = world.viewer.get(path);
  BOOST_TEST(late.header("etag") != early.header("etag"));
  BOOST_TEST(late.integer("/years/1/new") == 1);
  BOOST_TEST(late.integer("/years/1/returning") == 1);
  BOOST_TEST(late.integer("/years/1/lapsed") == 1);
  BOOST_TEST(late.text("/years/1/by_package/0/package") == "gold");
  BOOST_TEST(late.integer("/years/1/by_package/0/vendors") == 2);
  BOOST_TEST(world.viewer.get(path, {{"If-None-Match", late.header("etag")}}).status == 304);
  BOOST_TEST(world.viewer.get(path + "&from=2015").size("/years") == 1u);
}

BOOST_AUTO_TEST_CASE(rows_and_csv_have_the_same_figures) {
  complete(event_of(2014, {world.new_company("vendor")}));
  const auto rows = world.desk.get(path + "&format=rows");
  BOOST_TEST(
      rows.body ==
      R"([{"series":")" + series + R"(","year":2014,"complete":true,"events":1,"vendors":1,"new":1,"returning":0,)" +
          R"("regained":0,"lapsed":null,"since_year":null,"talks_events":null,"talks_wished":null,)" +
          R"("talks_wished_by_partners":null,"talks_planned":null,"talks_held":null,)" +
          R"("talks_not_held":null,"talks_vendor_absent":null,"talks_partner_absent":null,)" +
          R"("talks_not_recorded":null,"talks_partners":null,"talks_partners_reached":null,)" +
          R"("talks_coverage":null,"talks_no_show_rate":null,"talks_grades":null,)" + R"("talks_grade_mean":null}])");
  const auto csv = world.desk.get(path, {{"Accept", "text/csv"}});
  BOOST_TEST(csv.header("content-type") == "text/csv; charset=utf-8");
  BOOST_TEST(csv.body ==
             "series,year,complete,events,vendors,new,returning,regained,lapsed,since_year,talks_events,"
             "talks_wished,talks_wished_by_partners,talks_planned,talks_held,talks_not_held,talks_vendor_absent,"
             "talks_partner_absent,talks_not_recorded,talks_partners,talks_partners_reached,talks_coverage,"
             "talks_no_show_rate,talks_grades,talks_grade_mean\r\n" +
                 series + ",2014,true,1,1,1,0,0,,,,,,,,,,,,,,,,,\r\n");
}

BOOST_AUTO_TEST_CASE(the_question_is_checked) {
  BOOST_TEST(outcome(world.viewer.get("/api/v1/statistics/vendors")) == "422 ?series:required");
  BOOST_TEST(outcome(world.viewer.get(path + "&from=1899&to=x&format=xml")) ==
             "422 ?from:out_of_range ?to:wrong_format ?format:unknown_value");
  BOOST_TEST(outcome(world.viewer.get(path + "&from=2016&to=2015")) == "422 ?to:wrong_order");
  BOOST_TEST(outcome(world.viewer.get("/api/v1/statistics/vendors?series=none-such")) == "404 not_found");
  BOOST_TEST(outcome(world.stranger.get(path)) == "404 not_found");
  BOOST_TEST(world.viewer.get(path).body == R"({"series":")" + series + R"(","years":[]})");
}

BOOST_AUTO_TEST_CASE(companies_do_not_see_the_figures_of_all) {
  for (const auto* client : {&world.partner, &world.vendor}) BOOST_TEST(client->get(path).status == 403);
}

BOOST_AUTO_TEST_SUITE_END()
