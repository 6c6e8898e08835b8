// Registrations of an event day by day, and beside earlier editions, over REST.
#include <boost/test/unit_test.hpp>

#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

// In the shape of the replay of the attendance benchmark: booking, booked_on, cancelled_on, participants, account.
constexpr const char* bookings_of_an_event =
    "B1,2015-01-10,,2,C1\n"
    "B2,2015-01-10,2015-02-01,3,C2\n"
    "B3,2015-01-12,2015-01-12,4,A1\n"
    "B4,2015-01-20,,1,C1\n"
    "B5,2015-02-01,2015-06-30,5,\n"
    "B6,2015-02-14,,2,A1\n"
    "B7,2015-02-14,2015-02-20,1,C2\n"
    "B8,2015-06-30,,1,\n"
    "B9,2015-07-01,2015-07-02,6,C1\n";

struct Booking {
  std::string key, booked_on, cancelled_on, participants, account;
};
std::vector<Booking> read_bookings() {
  std::vector<Booking> bookings;
  std::istringstream lines(bookings_of_an_event);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream cells(line);
    Booking one;
    for (auto* cell : {&one.key, &one.booked_on, &one.cancelled_on, &one.participants, &one.account})
      std::getline(cells, *cell, ',');
    bookings.push_back(one);
  }
  return bookings;
}

// "2015-01-10 5; …": heads at the end of each day on which anything changed.
std::string net_of_the_file() {
  std::map<std::string, int> changes;
  for (const auto& one : read_bookings()) {
    changes[one.booked_on] += std::stoi(one.participants);
    if (!one.cancelled_on.empty()) changes[one.cancelled_on] -= std::stoi(one.participants);
  }
  std::string text;
  int net = 0;
  for (const auto& [day, change] : changes) text += day + " " + std::to_string(net += change) + "; ";
  return text;
}

std::string net_of(const Answer& answer) {
  std::string text;
  for (std::size_t i = 0; i < answer.size("/days"); ++i) {
    const auto day = "/days/" + std::to_string(i);
    text += answer.text(day + "/day") + " " + std::to_string(answer.integer(day + "/net")) + "; ";
  }
  return text;
}

struct RegistrationDays {
  World& world = World::get();

  static std::string daily(const std::string& event) { return "/api/v1/events/" + event + "/registrations/daily"; }
  static std::string pace(const std::string& event) { return "/api/v1/events/" + event + "/pace"; }
  std::string event_on(const std::string& series, const std::string& day, const std::string& status = "open") {
    const auto made = world.organizer.post(
        "/api/v1/events",
        R"({"series_key": ")" + series + R"(", "name": "Treffen )" + day.substr(0, 4) + R"(", "edition_year": )" +
            day.substr(0, 4) + R"(, "starts_on": ")" + day + R"(", "ends_on": ")" + day +
            R"(", "time_zone": "Europe/Lisbon", "city": "Faro", "country": "PT", "status": ")" + status + "\"}");
    BOOST_TEST_REQUIRE(outcome(made) == "201");
    return made.id();
  }
  std::string new_series() {
    auto key = world.fresh_word();
    BOOST_TEST_REQUIRE(outcome(world.organizer.post(
                           "/api/v1/series", R"({"key": ")" + key + R"(", "name": "Reihe", "kind": "other"})")) ==
                       "201");
    return key;
  }
  void import(const std::string& event, const std::string& items) {
    const auto done =
        world.admin.post("/api/v1/events/" + event + "/registrations/import", R"({"registrations": [)" + items + "]}");
    BOOST_TEST_REQUIRE(outcome(done) == "200");
    BOOST_TEST_REQUIRE(done.integer("/refused") == 0, done.body);
  }
  static std::string item(const std::string& company, int heads, const std::string& registered,
                          const std::string& cancelled = {}) {
    return R"({"company_id": ")" + company + R"(", "headcount": )" + std::to_string(heads) + R"(, "registered_at": ")" +
           registered + "\"" + (cancelled.empty() ? "" : R"(, "cancelled_at": ")" + cancelled + "\"") + "}";
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(registration_days, RegistrationDays)

BOOST_AUTO_TEST_CASE(what_is_taken_over_gives_day_by_day_the_net_curve_of_the_file) {
  const auto event = event_on(new_series(), "2015-08-05", "completed");
  std::map<std::string, std::string> companies;
  std::string items;
  for (const auto& one : read_bookings()) {
    auto& company = companies[one.account];
    if (company.empty()) company = world.new_company();
    items += (items.empty() ? "" : ",") + item(company, std::stoi(one.participants), one.booked_on + "T12:00:00Z",
                                               one.cancelled_on.empty() ? "" : one.cancelled_on + "T12:00:00Z");
  }
  import(event, items);
  const auto answer = world.viewer.get(daily(event));
  BOOST_TEST_REQUIRE(outcome(answer) == "200");
  BOOST_TEST(net_of(answer) == net_of_the_file());
  BOOST_TEST(members_of(answer) == "event_id time_zone starts_on as_of days");
  BOOST_TEST(members_of(answer, "/days/0") == "day lead_days booked cancelled net companies vendors vendor_heads");
  BOOST_TEST(answer.text("/time_zone") == "Europe/Lisbon");
  BOOST_TEST(answer.integer("/days/0/lead_days") == 207);
  BOOST_TEST(answer.integer("/days/1/booked") == 4);
  BOOST_TEST(answer.integer("/days/1/cancelled") == 4);
  BOOST_TEST(answer.integer("/days/1/companies") == 2);
}

BOOST_AUTO_TEST_CASE(a_registration_shows_in_the_very_next_answer) {
  const auto event = event_on(new_series(), "2030-08-05");
  BOOST_TEST(world.viewer.get(daily(event)).size("/days") == 0u);
  for (int heads = 1; heads <= 5; ++heads) {
    BOOST_TEST_REQUIRE(outcome(world.register_heads(event, world.new_company(), 1)) == "201");
    const auto answer = world.viewer.get(daily(event));
    BOOST_TEST_REQUIRE(answer.size("/days") == 1u);
    BOOST_TEST(answer.integer("/days/0/net") == heads);
    BOOST_TEST(answer.integer("/days/0/companies") == heads);
    BOOST_TEST(world.viewer.get(pace(event)).integer("/now/participants") == heads);
  }
  BOOST_TEST_REQUIRE(outcome(world.register_heads(event, world.new_company("vendor"), 3)) == "201");
  const auto answer = world.viewer.get(daily(event));
  BOOST_TEST(answer.integer("/days/0/net") == 5);
  BOOST_TEST(answer.integer("/days/0/vendors") == 1);
  BOOST_TEST(answer.integer("/days/0/vendor_heads") == 3);

  // Another day in another zone, another lead for another date.
  BOOST_TEST_REQUIRE(outcome(world.organizer.patch("/api/v1/events/" + event,
                                                   R"({"starts_on": "2030-08-01", "time_zone": "Pacific/Auckland"})",
                                                   {{"If-Match", "*"}})) == "200");
  const auto moved = world.viewer.get(daily(event));
  BOOST_TEST(moved.text("/time_zone") == "Pacific/Auckland");
  BOOST_TEST(moved.text("/starts_on") == "2030-08-01");
}

BOOST_AUTO_TEST_CASE(what_was_cancelled_long_ago_shows_in_the_very_next_answer_as_well) {
  const auto event = event_on(new_series(), "2016-11-10");
  BOOST_TEST(world.viewer.get(daily(event)).size("/days") == 0u);
  import(event, item(world.new_company(), 2, "1400-01-01T00:00:00Z", "2016-03-02T12:00:00Z"));
  const auto answer = world.viewer.get(daily(event));
  BOOST_TEST_REQUIRE(answer.size("/days") == 2u);
  BOOST_TEST(answer.integer("/days/0/booked") == 2);
  BOOST_TEST(answer.integer("/days/1/cancelled") == 2);
}

BOOST_AUTO_TEST_CASE(it_comes_as_rows_and_csv_and_of_some_days_only) {
  const auto event = event_on(new_series(), "2016-11-10");
  const auto company = world.new_company();
  import(event, item(company, 2, "2016-03-01T12:00:00Z") + "," + item(company, 3, "2016-03-05T12:00:00Z") + "," +
                    item(company, 1, "2016-03-09T12:00:00Z"));
  const auto csv = world.viewer.get(daily(event) + "?format=csv&from=2016-03-05&to=2016-03-08");
  BOOST_TEST(csv.body == "event_id,day,lead_days,booked,cancelled,net,companies,vendors,vendor_heads\r\n" + event +
                             ",2016-03-05,250,3,0,5,1,0,0\r\n");
  const auto rows = world.viewer.get(daily(event) + "?format=rows&to=2016-03-05");
  BOOST_TEST(rows.size("") == 2u);
  BOOST_TEST(rows.integer("/1/net") == 5);
  BOOST_TEST(outcome(world.viewer.get(daily(event) + "?from=2016-03-05&to=2016-03-01")) == "422 ?to:wrong_order");
  const auto first = world.viewer.get(daily(event));
  const auto same = world.viewer.get(daily(event), {{"If-None-Match", first.header("etag")}});
  BOOST_TEST(same.status == 304);
  for (const auto* client : {&world.partner, &world.vendor}) BOOST_TEST(client->get(daily(event)).status == 403);
  BOOST_TEST(outcome(world.stranger.get(daily(event))) == "404 not_found");
  BOOST_TEST(outcome(world.viewer.get(daily("nothing"))) == "404 not_found");
}

BOOST_AUTO_TEST_CASE(pace_compares_with_earlier_editions_as_many_days_before) {
  const auto series = new_series();
  const auto company = world.new_company();
  const auto other = world.new_company();
  const auto past = event_on(series, "2015-11-10", "completed");
  import(past, item(company, 4, "2015-01-01T12:00:00Z") + "," + item(other, 6, "2015-11-09T12:00:00Z"));
  const auto recorded = event_on(series, "2014-11-10", "completed");
  event_on(series, "2013-11-10", "cancelled");
  const auto event = event_on(series, "2016-11-10", "completed");
  import(event, item(company, 5, "2016-02-01T12:00:00Z"));
  const auto answer = world.viewer.get(pace(event));
  BOOST_TEST_REQUIRE(outcome(answer) == "200");
  BOOST_TEST(members_of(answer) == "event_id as_of lead_days now editions");
  BOOST_TEST(members_of(answer, "/editions/0") ==
             "event_id name edition_year starts_on participants companies final_participants final_companies "
             "participants_ratio companies_ratio");
  BOOST_TEST(world.viewer.get(pace(event), {{"If-None-Match", answer.header("etag")}}).status == 304);
  BOOST_TEST(answer.integer("/lead_days") < 0);
  BOOST_TEST_REQUIRE(answer.size("/editions") == 2u);
  BOOST_TEST(answer.text("/editions/0/event_id") == past);
  BOOST_TEST(answer.integer("/editions/0/participants") == 10);
  BOOST_TEST(answer.number("/editions/0/participants_ratio") == 0.5);
  BOOST_TEST(answer.integer("/editions/0/final_companies") == 2);
  BOOST_TEST(answer.text("/editions/1/event_id") == recorded);
  BOOST_TEST(answer.is_null("/editions/1/participants"));
  BOOST_TEST(answer.is_null("/editions/1/participants_ratio"));
  BOOST_TEST(answer.is_null("/editions/1/final_participants"));

  const auto later = event_on(new_series(), "2030-05-05");
  const auto named = world.viewer.get(pace(later) + "?against=" + event + "," + past + "&format=rows");
  BOOST_TEST_REQUIRE(named.size("") == 2u);
  BOOST_TEST(named.text("/0/edition_event_id") == event);
  BOOST_TEST(named.integer("/0/participants") == 0);  // more than a year before
  BOOST_TEST(named.is_null("/0/participants_ratio"));
  BOOST_TEST(named.integer("/0/final_participants") == 5);
  BOOST_TEST(named.integer("/0/participants_now") == 0);
  BOOST_TEST(outcome(world.viewer.get(pace(event) + "?against=" + later + ",x")) == "422 ?against:wrong_format");
  BOOST_TEST(outcome(world.viewer.get(pace(event) + "?against=" + nobodys_id)) == "422 ?against:reference_not_found");
  BOOST_TEST(world.viewer.get(pace(event) + "?format=csv").body.starts_with("event_id,lead_days,participants_now,"));
  BOOST_TEST(outcome(world.stranger.get(pace(event))) == "404 not_found");
}

BOOST_AUTO_TEST_SUITE_END()
