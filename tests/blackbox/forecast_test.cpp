// Forecasts of an event and of a year over REST, from registrations, imported past and recorded figures.
#include <boost/date_time/gregorian/gregorian.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <thread>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

struct Forecasting {
  World& world = World::get();
  std::string series = world.fresh_word();
  const boost::gregorian::date today = boost::gregorian::day_clock::universal_day();

  Forecasting() {
    BOOST_TEST_REQUIRE(
        outcome(world.organizer.post(
            "/api/v1/series", R"({"key": ")" + series + R"(", "name": "Kongress", "kind": "congress"})")) == "201");
  }

  static std::string text(const boost::gregorian::date& date) { return boost::gregorian::to_iso_extended_string(date); }

  [[nodiscard]] std::string new_event(const boost::gregorian::date& day, const std::string& status) const {
    const auto made = world.organizer.post(
        "/api/v1/events",
        R"({"series_key": ")" + series + R"(", "name": "Kongress", "edition_year": )" +
            std::to_string(static_cast<int>(day.year())) + R"(, "starts_on": ")" + text(day) + R"(", "ends_on": ")" +
            text(day) + R"(", "time_zone": "UTC", "city": "Bonn", "country": "DE", "status": ")" + status + "\"}");
    BOOST_TEST_REQUIRE(outcome(made) == "201");
    return made.id();
  }
  /// So many heads registered that many days before it.
  void book(const std::string& event, const boost::gregorian::date& day, int lead_days, int heads) {
    const auto at = text(day - boost::gregorian::days(lead_days)) + "T12:00:00Z";
    const auto done =
        world.admin.post("/api/v1/events/" + event + "/registrations/import",
                         R"({"registrations": [{"company_id": ")" + world.new_company() + R"(", "headcount": )" +
                             std::to_string(heads) + R"(, "registered_at": ")" + at + "\"}]}");
    BOOST_TEST_REQUIRE(done.integer("/imported") == 1, done.body);
  }
  /// An edition so many years ago: 30 heads in two companies 60 days before, and as many 10 days before.
  void edition(int years_ago) {
    const auto day = today + boost::gregorian::days(30) - boost::gregorian::days(365 * years_ago);
    const auto event = new_event(day, "completed");
    book(event, day, 60, 30);
    book(event, day, 10, 30);
  }
  [[nodiscard]] Answer forecast(const std::string& event, const std::string& query = {},
                                const Headers& headers = {}) const {
    return world.viewer.get("/api/v1/events/" + event + "/forecast" + query, headers);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(forecasts, Forecasting)

BOOST_AUTO_TEST_CASE(an_event_is_forecast_from_its_registrations_and_earlier_editions) {
  for (int i = 1; i <= 3; ++i) edition(i);
  const auto event = new_event(today + boost::gregorian::days(30), "open");
  BOOST_TEST(outcome(world.register_heads(event, world.new_company(), 30)) == "201");
  const auto answer = forecast(event);
  BOOST_TEST_REQUIRE(outcome(answer) == "200");
  BOOST_TEST(members_of(answer) == "event_id as_of lead_days complete participants companies path");
  BOOST_TEST(members_of(answer, "/participants") ==
             "point low50 high50 low80 high80 method explanation editions registered_at_start expected_no_shows");
  BOOST_TEST(members_of(answer, "/path/0") == "day lead_days expected low50 high50 low80 high80");
  BOOST_TEST(answer.integer("/lead_days") == 30);
  BOOST_TEST(answer.text("/participants/method") == "pickup_and_trend");
  BOOST_TEST(answer.integer("/participants/editions") == 3);
  BOOST_TEST(answer.number("/participants/point") == 60);
  BOOST_TEST(answer.number("/participants/registered_at_start") == 60);
  BOOST_TEST(answer.is_null("/participants/expected_no_shows"));
  BOOST_TEST(answer.number("/companies/point") == 2);
  BOOST_TEST(answer.text("/path/0/day") == text(today));
  BOOST_TEST(answer.number("/path/0/expected") == 30);

  // What is registered is in the next forecast; places bound it.
  BOOST_TEST(outcome(world.register_heads(event, world.new_company(), 10)) == "201");
  BOOST_TEST(forecast(event).number("/path/0/expected") == 40);
  world.set_capacity(event, R"([{"key": "participants", "limit": 45}])");
  BOOST_TEST(forecast(event).number("/participants/high80") == 45);

  // The same figures are the same bytes.
  const auto again = forecast(event);
  BOOST_TEST(forecast(event, {}, {{"If-None-Match", again.header("etag")}}).status == 304);
  BOOST_TEST(forecast(event).body == again.body);

  const auto german = forecast(event, {}, {{"Accept-Language", "de"}});
  BOOST_TEST(german.header("content-language") == "de");
  BOOST_TEST(forecast(event, {}, {{"Accept-Language", "de"}}).header("content-language") == "de");
  BOOST_TEST(german.text("/participants/explanation").find("Ausgaben") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_server_that_starts_keeps_forecasts_for_tools_that_read_the_database) {
  const auto event = new_event(today + boost::gregorian::days(30), "open");
  const auto kept = [&] {
    return world.database.database().read([&](auto& tx) {
      return tx.template scalar<std::int64_t>(
          "select count(*) from v_forecast_latest where organization = :org and event_id = lower(hex(:event))",
          {{"org", "test"}, {"event", tagwerk::core::EventId::parse(event).value()}});
    });
  };
  ServerProcess second(binary(), world.database.url());
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (kept().value_or(0) == 0 && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  BOOST_TEST(kept().value_or(0) == 2);
  BOOST_TEST(second.stop() == 0);
}

BOOST_AUTO_TEST_CASE(cold_starts_name_their_method) {
  const auto first = new_event(today + boost::gregorian::days(20), "open");
  const auto nothing = forecast(first);
  BOOST_TEST(nothing.text("/participants/method") != "actual");
  BOOST_TEST(nothing.integer("/participants/editions") == 0);
  BOOST_TEST(outcome(world.organizer.patch("/api/v1/events/" + first, R"({"status": "cancelled"})",
                                           {{"If-Match", "*"}})) == "200");
  BOOST_TEST(forecast(first).text("/participants/method") == "cancelled");
  BOOST_TEST(forecast(first).number("/participants/point") == 0);
  BOOST_TEST(forecast(first).size("/path") == 0u);

  const auto over = new_event(today - boost::gregorian::days(20), "completed");
  BOOST_TEST(forecast(over).is_null("/participants"));
  book(over, today - boost::gregorian::days(20), 5, 12);
  const auto actual = forecast(over);
  BOOST_TEST(actual.text("/participants/method") == "actual");
  BOOST_TEST(actual.number("/participants/low80") == 12);
  BOOST_TEST(actual.at("/complete").boolean);
}

// Was found by reading, before it was served from memory: what other series come to changes it as well.
BOOST_AUTO_TEST_CASE(a_young_series_follows_the_others_of_its_kind_at_once) {
  const auto event = new_event(today + boost::gregorian::days(30), "open");
  BOOST_TEST(outcome(world.register_heads(event, world.new_company(), 20)) == "201");
  for (int round = 1; round <= 3; ++round) {
    const auto before = forecast(event).number("/participants/point");
    Forecasting other;
    const auto day = today - boost::gregorian::days(20);
    const auto last_minute = other.new_event(day, "completed");
    other.book(last_minute, day, 60, 10);
    other.book(last_minute, day, 2, 500);
    BOOST_TEST(forecast(event).number("/participants/point") > before);
  }
}

BOOST_AUTO_TEST_CASE(rows_and_csv_have_a_line_for_each_unit) {
  edition(1);
  const auto event = new_event(today + boost::gregorian::days(30), "open");
  const auto rows = forecast(event, "?format=rows");
  BOOST_TEST(rows.size("") == 2u);
  BOOST_TEST(rows.text("/0/unit") == "participants");
  BOOST_TEST(rows.text("/1/unit") == "companies");
  BOOST_TEST(
      members_of(rows, "/0") ==
      "event_id as_of lead_days complete unit point low50 high50 low80 high80 method editions registered_at_start "
      "expected_no_shows");
  const auto csv = forecast(event, {}, {{"Accept", "text/csv"}});
  BOOST_TEST(csv.body.starts_with("event_id,as_of,lead_days,complete,unit,point"));
}

BOOST_AUTO_TEST_CASE(bug_german_csv_of_a_forecast_was_plain_csv) {
  const auto event = new_event(today + boost::gregorian::days(30), "open");
  BOOST_TEST(forecast(event, "?format=csv_de")
                 .body.starts_with("\xEF\xBB\xBF"
                                   "event_id;as_of;"));
}

BOOST_AUTO_TEST_CASE(a_year_is_the_sum_of_its_events_or_the_trend_of_the_years) {
  const auto path = "/api/v1/statistics/attendance/forecast?series=" + series + "&year=";
  for (int year = 2012; year <= 2014; ++year) {
    BOOST_TEST_REQUIRE(outcome(world.organizer.put("/api/v1/series/" + series + "/attendance/" + std::to_string(year),
                                                   R"({"participants": 102, "source": "test", "complete": true})")) ==
                       "201");
  }
  const auto next = world.viewer.get(path + "2015");
  BOOST_TEST_REQUIRE(outcome(next) == "200");
  BOOST_TEST(members_of(next) == "series year as_of complete events events_over participants");
  BOOST_TEST(next.text("/participants/method") == "trend");
  BOOST_TEST(next.number("/participants/point") == 102);
  BOOST_TEST(next.integer("/events") == 0);
  const auto known = world.viewer.get(path + "2014");
  BOOST_TEST(known.text("/participants/method") == "actual");
  BOOST_TEST(known.at("/complete").boolean);
  BOOST_TEST(world.viewer.get(path + "2012&format=rows").text("/0/unit") == "participants");
  BOOST_TEST(world.viewer.get(path + "1999").is_null("/participants"));
  BOOST_TEST(world.viewer.get(path + "1999&format=csv").body.ends_with("expected_no_shows\r\n"));

  edition(1);
  const auto day = today - boost::gregorian::days(335);
  const auto year = std::to_string(static_cast<int>(day.year()));
  BOOST_TEST(world.viewer.get(path + year).number("/participants/point") == 60);
  const auto future = today + boost::gregorian::days(400);
  static_cast<void>(new_event(future, "planned"));
  const auto planned = world.viewer.get(path + std::to_string(static_cast<int>(future.year())));
  BOOST_TEST(planned.integer("/events") == 1);
  BOOST_TEST(planned.integer("/events_over") == 0);
  BOOST_TEST(planned.text("/participants/method") == "trend");
}

BOOST_AUTO_TEST_CASE(what_is_not_there_or_out_of_range_is_refused) {
  const auto event = new_event(today, "open");
  BOOST_TEST(outcome(world.stranger.get("/api/v1/events/" + event + "/forecast")) == "404 not_found");
  BOOST_TEST(outcome(world.viewer.get("/api/v1/statistics/attendance/forecast?series=nobody&year=2016")) ==
             "404 not_found");
  BOOST_TEST(world.viewer.get("/api/v1/statistics/attendance/forecast?series=" + series).status == 422);
  BOOST_TEST(world.viewer.get("/api/v1/statistics/attendance/forecast?series=" + series + "&year=1").status == 422);
}

BOOST_AUTO_TEST_SUITE_END()
