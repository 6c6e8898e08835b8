// Recorded attendance through the front door: of events, of years of a series, and many at once from a CSV file.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

struct Records {
  World& world = World::get();
  std::string series = world.fresh_word();
  std::string event;
  std::string of_event;
  std::string of_year = "/api/v1/series/" + series + "/attendance/2014";

  Records() {
    BOOST_TEST_REQUIRE(
        world.organizer.post("/api/v1/series", R"({"key": ")" + series + R"(", "name": "R", "kind": "other"})")
            .status == 201);
    event =
        world.organizer
            .post(
                "/api/v1/events",
                R"({"series_key": ")" + series +
                    R"(", "name": "T", "edition_year": 2016, "starts_on": "2016-11-10", "ends_on": "2016-11-11", "time_zone": "Europe/Berlin", "city": "Bonn", "country": "DE", "status": "open"})")
            .id();
    of_event = "/api/v1/events/" + event + "/attendance";
  }

  Answer trend() { return world.viewer.get("/api/v1/statistics/attendance?series=" + series); }
  Answer import(const std::string& csv, const std::string& query = {}) {
    return world.organizer.send("POST", "/api/v1/statistics/attendance/import" + query, csv,
                                {{"Content-Type", "text/csv"}});
  }
};

constexpr const char* figures = R"({"companies": 40, "participants": 102, "source": "Heft 4", "complete": true})";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(attendance, Records)

BOOST_AUTO_TEST_CASE(a_record_is_put_read_changed_and_removed) {
  for (const auto& path : {of_event, of_year}) {
    BOOST_TEST(world.viewer.get(path).status == 404);
    BOOST_TEST(world.organizer.put(path, R"({"source": "s", "complete": true})").field_errors() == ":figures_missing");
    const auto made = world.organizer.put(path, figures);
    BOOST_TEST(made.status == 201);
    BOOST_TEST(made.header("location") == path);
    BOOST_TEST(made.integer("/companies") == 40);
    BOOST_TEST(made.integer("/participants") == 102);
    BOOST_TEST(made.is_null("/vendors"));
    BOOST_TEST(made.text("/source") == "Heft 4");
    const auto read = world.viewer.get(path);
    BOOST_TEST(read.body == made.body);
    BOOST_TEST(read.header("etag") == made.header("etag"));
    BOOST_TEST(world.viewer.get(path, {{"If-None-Match", read.header("etag")}}).status == 304);

    const auto same = world.organizer.put(path, figures);
    BOOST_TEST(same.status == 200);
    BOOST_TEST(same.header("etag") == made.header("etag"));
    const auto changed = world.organizer.put(path, R"({"vendors": 0, "source": "s", "complete": false})",
                                             {{"If-Match", made.header("etag")}});
    BOOST_TEST(changed.status == 200);
    BOOST_TEST(changed.is_null("/participants"));
    BOOST_TEST(changed.integer("/vendors") == 0);
    BOOST_TEST(world.organizer.put(path, figures, {{"If-Match", made.header("etag")}}).status == 412);
    BOOST_TEST(world.organizer.remove(path, {{"If-Match", made.header("etag")}}).status == 412);
    BOOST_TEST(world.organizer.remove(path).status == 428);
    BOOST_TEST(world.organizer.remove(path, {{"If-Match", changed.header("etag")}}).status == 204);
    BOOST_TEST(world.organizer.remove(path, {{"If-Match", "*"}}).status == 404);
    BOOST_TEST(world.viewer.get(path).status == 404);
    BOOST_TEST(world.organizer.put(path, figures, {{"If-Match", "*"}}).status == 412);
    const auto again = world.organizer.put(path, figures, {{"If-None-Match", "*"}});
    BOOST_TEST(again.status == 201);
    BOOST_TEST(again.header("etag") != made.header("etag"));
    BOOST_TEST(world.organizer.put(path, figures, {{"If-None-Match", "*"}}).status == 412);
    const auto either = made.header("etag") + ", " + again.header("etag");
    BOOST_TEST(world.organizer.put(path, R"({"vendors": 1, "source": "s", "complete": false})", {{"If-Match", either}})
                   .status == 200);
  }
}

BOOST_AUTO_TEST_CASE(each_limit_of_a_record_is_kept) {
  const auto put = [&](const std::string& members) {
    return world.organizer.put(of_year, "{" + members + R"(, "complete": true})");
  };
  BOOST_TEST(put(R"("participants": 0, "source": "s")").status == 201);
  BOOST_TEST(put(R"("participants": 2147483647, "source": "s")").status == 200);
  BOOST_TEST(put(R"("participants": 2147483648, "source": "s")").field_errors() == "/participants:out_of_range");
  BOOST_TEST(put(R"("participants": 1, "source": "")").field_errors().starts_with("/source:"));
  BOOST_TEST(put(R"("participants": 1, "source": ")" + std::string(300, 'x') + '"').status == 200);
  BOOST_TEST(put(R"("participants": 1, "source": ")" + std::string(301, 'x') + '"').field_errors() ==
             "/source:wrong_length");
  BOOST_TEST(put(R"("source": "s")").field_errors() == ":figures_missing");
  BOOST_TEST(put(R"("participants": null, "source": "s")").field_errors() == ":figures_missing");
  const auto year = [&](const std::string& text) {
    return world.organizer.put("/api/v1/series/" + series + "/attendance/" + text, figures).status;
  };
  BOOST_TEST(year("1899") == 404);
  BOOST_TEST(year("1900") == 201);
  BOOST_TEST(year("2200") == 201);
  BOOST_TEST(year("2201") == 404);
  BOOST_TEST(year("20016") == 404);
}

BOOST_AUTO_TEST_CASE(recording_is_for_organizers_and_reading_for_no_company) {
  for (const auto& path : {of_event, of_year}) {
    for (const auto* client : {&world.desk, &world.viewer, &world.partner, &world.vendor}) {
      BOOST_TEST(client->put(path, figures).status == 403);
      BOOST_TEST(client->remove(path).status == 403);
    }
    BOOST_TEST(world.organizer.put(path, figures).status == 201);
    BOOST_TEST(world.desk.get(path).status == 200);
    BOOST_TEST(world.partner.get(path).status == 403);
    BOOST_TEST(world.stranger.get(path).status == 404);
    BOOST_TEST(world.stranger.put(path, figures).status == 404);
  }
  BOOST_TEST(world.partner.get("/api/v1/statistics/attendance?series=" + series).status == 403);
}

BOOST_AUTO_TEST_CASE(each_unit_takes_the_first_of_series_event_and_computed) {
  BOOST_TEST_REQUIRE(world.register_heads(event, world.new_company("partner"), 3).status == 201);
  BOOST_TEST_REQUIRE(world.register_heads(event, world.new_company("vendor"), 2).status == 201);
  const auto row = [&](const char* unit) { return trend().integer(std::string("/years/0/") + unit); };
  BOOST_TEST(row("participants") == 3);
  BOOST_TEST(row("companies") == 1);
  BOOST_TEST(row("vendors") == 1);
  BOOST_TEST_REQUIRE(world.organizer.put(of_event, R"({"participants": 40, "source": "s", "complete": true})").status ==
                     201);
  BOOST_TEST(row("participants") == 40);
  BOOST_TEST(row("companies") == 1);
  BOOST_TEST(trend().at("/years/0/complete").boolean);
  BOOST_TEST_REQUIRE(world.organizer
                         .put("/api/v1/series/" + series + "/attendance/2016",
                              R"({"companies": 25, "source": "s", "complete": false})")
                         .status == 201);
  BOOST_TEST(row("participants") == 40);
  BOOST_TEST(row("companies") == 25);
  BOOST_TEST(row("vendors") == 1);
  BOOST_TEST(trend().is_null("/years/0/company_visits"));
  BOOST_TEST(trend().at("/years/0/complete").boolean);
  BOOST_TEST_REQUIRE(
      world.organizer.put(of_event, R"({"participants": 40, "source": "s", "complete": false})").status == 200);
  BOOST_TEST(!trend().at("/years/0/complete").boolean);
}

BOOST_AUTO_TEST_CASE(a_completed_event_counts_who_came_and_a_cancelled_one_nobody) {
  const auto registration = world.register_heads(event, world.new_company(), 3);
  BOOST_TEST_REQUIRE(
      world.desk
          .post("/api/v1/events/" + event + "/check-ins",
                R"({"direction": "entry", "ticket_code": ")" + registration.text("/participants/1/ticket_code") + "\"}")
          .status < 300);
  BOOST_TEST(trend().integer("/years/0/participants") == 3);
  const auto become = [&](const std::string& status) {
    return world.organizer.patch("/api/v1/events/" + event, R"({"status": ")" + status + "\"}", {{"If-Match", "*"}})
        .status;
  };
  BOOST_TEST_REQUIRE(become("completed") == 200);
  BOOST_TEST(trend().integer("/years/0/participants") == 1);
  BOOST_TEST(trend().at("/years/0/complete").boolean);
  BOOST_TEST_REQUIRE(become("closed") == 200);
  BOOST_TEST(trend().integer("/years/0/participants") == 3);
  BOOST_TEST_REQUIRE(become("cancelled") == 200);
  BOOST_TEST(trend().size("/years") == 0u);
}

BOOST_AUTO_TEST_CASE(a_merge_of_two_companies_shows_at_once) {
  const auto from = world.new_company();
  const auto into = world.new_company();
  BOOST_TEST_REQUIRE(world.register_heads(event, from, 1).status == 201);
  BOOST_TEST_REQUIRE(world.register_heads(event, into, 2).status == 201);
  BOOST_TEST(trend().integer("/years/0/companies") == 2);
  BOOST_TEST_REQUIRE(
      world.organizer.post("/api/v1/companies/" + from + "/merger", R"({"into": ")" + into + "\"}").status == 200);
  BOOST_TEST(trend().integer("/years/0/companies") == 1);
  BOOST_TEST(trend().integer("/years/0/participants") == 3);
}

BOOST_AUTO_TEST_CASE(an_event_with_a_record_is_not_deleted) {
  BOOST_TEST_REQUIRE(world.organizer.put(of_event, figures).status == 201);
  BOOST_TEST(world.organizer.remove("/api/v1/events/" + event, {{"If-Match", "*"}}).status == 409);
  BOOST_TEST_REQUIRE(world.organizer.remove(of_event, {{"If-Match", "*"}}).status == 204);
  BOOST_TEST(world.organizer.remove("/api/v1/events/" + event, {{"If-Match", "*"}}).status == 204);
}

BOOST_AUTO_TEST_CASE(the_etag_of_the_trend_names_the_figures) {
  BOOST_TEST_REQUIRE(world.organizer.put(of_year, figures).status == 201);
  const auto first = trend();
  const auto path = "/api/v1/statistics/attendance?series=" + series;
  BOOST_TEST(world.viewer.get(path, {{"If-None-Match", first.header("etag")}}).status == 304);
  BOOST_TEST_REQUIRE(world.organizer.put(of_year, R"({"participants": 103, "source": "s", "complete": true})").status ==
                     200);
  const auto second = world.viewer.get(path, {{"If-None-Match", first.header("etag")}});
  BOOST_TEST(second.status == 200);
  BOOST_TEST(second.header("etag") != first.header("etag"));
}

BOOST_AUTO_TEST_CASE(many_years_are_imported_at_once_or_not_at_all) {
  const std::string header = "series_key,edition_year,participants,source,complete\r\n";
  const auto good = header + series + ",2014,102,Heft 4,true\r\n" + series + ",2016,134,Heft 5,false\r\n";
  const auto trial = import(good, "?dry_run=true");
  BOOST_TEST(trial.status == 200);
  BOOST_TEST(trial.body == R"({"rows":2,"created":2,"updated":0,"unchanged":0,"dry_run":true})");
  BOOST_TEST(trend().size("/years") == 0u);

  const auto bad = import(good + "unknown,2015,1,s,true\r\n" + series + ",2017,x,,maybe\r\n");
  BOOST_TEST(bad.status == 422);
  BOOST_TEST(bad.field_errors() ==
             "line 4/series_key:reference_not_found line 5/participants:wrong_format line 5/complete:wrong_format line "
             "5/source:required");
  BOOST_TEST(trend().size("/years") == 0u);
  BOOST_TEST(import(good + series + ",2014,1,s,true\r\n" + series + ",2018,,s,true\r\n").field_errors() ==
             "line 4:duplicate_line line 5:figures_missing");
  BOOST_TEST(import(header + series + ",1899,2147483648,s,true\r\n" + series + ",2201,-1,s,true\r\n").field_errors() ==
             "line 2/edition_year:out_of_range line 2/participants:out_of_range line 3/edition_year:out_of_range "
             "line 3/participants:out_of_range");
  BOOST_TEST(trend().size("/years") == 0u);

  BOOST_TEST(import(good).body == R"({"rows":2,"created":2,"updated":0,"unchanged":0,"dry_run":false})");
  BOOST_TEST(trend().size("/years") == 2u);
  BOOST_TEST(trend().number("/years/1/growth_from_previous/participants") == 0.3137);
  BOOST_TEST(import(good).integer("/unchanged") == 2);
  BOOST_TEST(import("").field_errors().starts_with("line 1/series_key:required"));
}

BOOST_AUTO_TEST_SUITE_END()
