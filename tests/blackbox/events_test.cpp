// Events: what they are made of, each limit, and how they are found. Their life is in event_life_test.cpp.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

constexpr const char* all = "/api/v1/events";
using Members = std::vector<std::pair<std::string, std::string>>;

struct Events {
  World& world = World::get();

  /// A whole body, in which some members are others (JSON text); an empty text leaves one out.
  std::string body(const Members& others = {}) const {
    Members members{{"series_key", quoted(world.series)},
                    {"name", "\"Jahreskongress\""},
                    {"edition_year", "2016"},
                    {"starts_on", "\"2016-11-10\""},
                    {"ends_on", "\"2016-11-11\""},
                    {"time_zone", "\"Europe/Berlin\""},
                    {"city", "\"München\""},
                    {"country", "\"DE\""},
                    {"status", "\"open\""}};
    for (const auto& other : others) {
      const auto known =
          std::find_if(members.begin(), members.end(), [&](const auto& m) { return m.first == other.first; });
      if (known == members.end()) {
        members.push_back(other);
      } else {
        known->second = other.second;
      }
    }
    std::string text;
    for (const auto& [name, value] : members) {
      if (!value.empty()) text.append(text.empty() ? "{\"" : ", \"").append(name).append("\": ").append(value);
    }
    return text + "}";
  }
  Answer create(const Members& others = {}) { return world.organizer.post(all, body(others)); }
  Answer change(const std::string& path, const std::string& patch) {
    return world.organizer.patch(path, patch, {{"If-Match", "*"}});
  }
  std::string dates(const std::string& starts_on, const std::string& ends_on) {
    return outcome(create({{"starts_on", quoted(starts_on)}, {"ends_on", quoted(ends_on)}}));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(events, Events)

BOOST_AUTO_TEST_CASE(an_event_is_created_and_read) {
  const auto venue = world.organizer.post("/api/v1/venues", R"({"name": "H", "city": "Bonn", "country": "DE"})").id();
  const auto made = create({{"name", quoted(colourful)},
                            {"venue_id", quoted(venue)},
                            {"note", quoted("Erste Zeile\n\tzweite 😀\r\n" + std::string(colourful))}});
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  BOOST_TEST(made.header("location") == all + ("/" + made.id()));
  BOOST_TEST(members_of(made) ==
             "id series_key kind name edition_year starts_on ends_on time_zone city country venue_id status note "
             "created_at updated_at");
  BOOST_TEST(made.text("/series_key") == world.series);
  BOOST_TEST(made.text("/kind") == "other");
  BOOST_TEST(made.text("/name") == colourful);
  BOOST_TEST(made.integer("/edition_year") == 2016);
  BOOST_TEST(made.text("/starts_on") == "2016-11-10");
  BOOST_TEST(made.text("/ends_on") == "2016-11-11");
  BOOST_TEST(made.text("/time_zone") == "Europe/Berlin");
  BOOST_TEST(made.text("/city") == "München");
  BOOST_TEST(made.text("/country") == "DE");
  BOOST_TEST(made.text("/venue_id") == venue);
  BOOST_TEST(made.text("/status") == "open");
  BOOST_TEST(made.text("/note") == "Erste Zeile\n\tzweite 😀\r\n" + std::string(colourful));
  for (const auto* client : {&world.desk, &world.viewer, &world.partner, &world.vendor}) {
    const auto read = client->get(made.header("location"));
    BOOST_TEST(read.body == made.body);
    BOOST_TEST(read.header("etag") == made.header("etag"));
  }
  const auto plain = create();
  BOOST_TEST(plain.is_null("/venue_id"));
  BOOST_TEST(plain.is_null("/note"));
}

BOOST_AUTO_TEST_CASE(any_status_may_be_the_first_and_no_other_word) {
  for (const char* status : {"planned", "open", "closed", "completed", "cancelled"})
    BOOST_TEST(create({{"status", quoted(status)}}).text("/status") == status);
  BOOST_TEST(outcome(create({{"status", "\"held\""}})) == "422 /status:unknown_value");
  BOOST_TEST(outcome(create({{"status", "\"\""}})) == "422 /status:unknown_value");
}

BOOST_AUTO_TEST_CASE(each_limit_of_a_text_is_kept) {
  const auto event = create().header("location");
  for (const auto& [name, max] : {std::pair("name", 200), std::pair("city", 100)}) {
    const auto member = std::string(name);
    check_line(
        [&](const std::string& json) {
          return create({{member, json}});
        },
        "/" + member, static_cast<std::size_t>(max), 201);
    check_line([&](const std::string& json) { return change(event, "{\"" + member + "\": " + json + "}"); },
               "/" + member, static_cast<std::size_t>(max), 200);
  }
  const auto noted = [&](const std::string& note) { return outcome(create({{"note", quoted(note)}})); };
  BOOST_TEST(noted("") == "201");
  BOOST_TEST(noted(times("😀", 10'000)) == "201");
  BOOST_TEST(noted(times("x", 10'001)) == "422 /note:wrong_length");
  BOOST_TEST(outcome(create({{"note", R"("a\u0000")"}})) == "422 /note:wrong_format");
}

BOOST_AUTO_TEST_CASE(keys_zones_and_countries_are_checked) {
  check_key_refusals([&](const std::string& json) { return create({{"series_key", json}}); }, "/series_key");
  for (const char* zone : {"UTC", "Asia/Shanghai", "America/Argentina/Buenos_Aires"})
    BOOST_TEST(outcome(create({{"time_zone", quoted(zone)}})) == "201");
  for (const char* zone : {"", "Mars/Base", "europe/berlin", "+02:00", "Europe/../Europe/Berlin"})
    BOOST_TEST(outcome(create({{"time_zone", quoted(zone)}})) == "422 /time_zone:wrong_format", zone);
  for (const char* country : {"", "D", "DEU", "de", "1A"})
    BOOST_TEST(outcome(create({{"country", quoted(country)}})) == "422 /country:wrong_format", country);
}

BOOST_AUTO_TEST_CASE(edition_years_are_1900_to_2200) {
  check_number(
      [&](const std::string& json) {
        return create({{"edition_year", json}});
      },
      "/edition_year", 1900, 2200, 201);
  const auto event = create().header("location");
  check_number([&](const std::string& json) { return change(event, R"({"edition_year": )" + json + "}"); },
               "/edition_year", 1900, 2200, 200);
}

BOOST_AUTO_TEST_CASE(dates_are_days_that_exist_and_in_order) {
  BOOST_TEST(dates("2016-02-29", "2016-02-29") == "201");
  BOOST_TEST(dates("2000-02-29", "2000-03-01") == "201");
  BOOST_TEST(dates("2400-02-29", "2400-02-29") == "201");
  BOOST_TEST(dates("2016-11-11", "2016-11-10") == "422 /ends_on:wrong_order");
  BOOST_TEST(dates("1400-01-01", "9999-12-31") == "201");
  for (const char* day : {"2015-02-29", "1900-02-29", "2100-02-29", "2016-02-30", "2016-11-31", "2016-00-01",
                          "2016-13-01", "2016-01-00", "1399-12-31", "0000-00-00", "2016-2-9", "16-02-29", "10.11.2016",
                          "2016-11-10T00:00:00Z", " 2016-11-10", "20161110", ""}) {
    BOOST_TEST(outcome(create({{"starts_on", quoted(day)}})) == "422 /starts_on:wrong_format", day);
    BOOST_TEST(outcome(create({{"ends_on", quoted(day)}})) == "422 /ends_on:wrong_format", day);
  }
  BOOST_TEST(outcome(create({{"starts_on", "20161110"}})) == "422 /starts_on:wrong_type");
}

BOOST_AUTO_TEST_CASE(every_wrong_member_is_told_at_once) {
  BOOST_TEST(outcome(world.organizer.post(all, "{}")) ==
             "422 /series_key:required /name:required /edition_year:required /starts_on:required /ends_on:required "
             "/time_zone:required /city:required /country:required /status:required");
  BOOST_TEST(outcome(create({{"series_key", "\"X\""},
                             {"name", "\"\""},
                             {"edition_year", "1899"},
                             {"starts_on", "\"x\""},
                             {"ends_on", "1"},
                             {"time_zone", "\"x\""},
                             {"city", "\" \""},
                             {"country", "\"x\""},
                             {"status", "\"x\""},
                             {"venue_id", "\"x\""},
                             {"kind", "\"other\""}})) ==
             "422 /series_key:wrong_format /name:wrong_length /edition_year:out_of_range /starts_on:wrong_format "
             "/ends_on:wrong_type /time_zone:wrong_format /city:wrong_format /country:wrong_format "
             "/status:unknown_value /venue_id:wrong_format /kind:unknown_member");
}

BOOST_AUTO_TEST_CASE(a_wrong_order_of_dates_is_told_beside_a_wrong_name) {
  BOOST_TEST(outcome(create({{"name", "\"\""}, {"ends_on", "\"2016-11-09\""}})) ==
             "422 /name:wrong_length /ends_on:wrong_order");
  const auto event = create().header("location");
  BOOST_TEST(outcome(change(event, R"({"status": "x", "starts_on": "2017-01-02", "ends_on": "2017-01-01"})")) ==
             "422 /status:unknown_value /ends_on:wrong_order");
  // What could not be read breaks no further rule.
  BOOST_TEST(outcome(create({{"starts_on", "\"x\""}, {"name", "\"\""}})) ==
             "422 /name:wrong_length /starts_on:wrong_format");
}

BOOST_AUTO_TEST_CASE(references_that_lead_nowhere_are_told_together_with_the_dates) {
  const auto theirs = world.fresh_word();
  BOOST_TEST_REQUIRE(outcome(world.stranger.post(
                         "/api/v1/series", R"({"key": ")" + theirs + R"(", "name": "N", "kind": "other"})")) == "201");
  const auto venue = world.stranger.post("/api/v1/venues", R"({"name": "H", "city": "Bonn", "country": "DE"})").id();
  BOOST_TEST(
      outcome(create({{"series_key", quoted(theirs)}, {"venue_id", quoted(venue)}, {"ends_on", "\"2016-11-09\""}})) ==
      "422 /ends_on:wrong_order /series_key:reference_not_found /venue_id:reference_not_found");
  const auto event = create().header("location");
  BOOST_TEST(outcome(change(
                 event, R"({"series_key": "none-such", "venue_id": ")" + venue + R"(", "starts_on": "2017-01-01"})")) ==
             "422 /starts_on:wrong_order /series_key:reference_not_found /venue_id:reference_not_found");
}

BOOST_AUTO_TEST_CASE(an_event_is_changed_and_each_change_is_a_version) {
  const auto event = create({{"note", "\"alt\""}}).header("location");
  const auto series = world.fresh_word();
  BOOST_TEST_REQUIRE(outcome(world.organizer.post(
                         "/api/v1/series", R"({"key": ")" + series + R"(", "name": "N", "kind": "focus_group"})")) ==
                     "201");
  check_versions(world.organizer, event,
                 R"({"series_key": ")" + series +
                     R"(", "name": "Neu", "edition_year": 2017, "starts_on": "2017-01-01", "ends_on": "2017-01-02",)"
                     R"( "time_zone": "Asia/Shanghai", "city": "Shanghai", "country": "CN", "status": "closed"})");
  const auto now = world.viewer.get(event);
  BOOST_TEST(now.text("/kind") == "focus_group");
  BOOST_TEST(now.text("/ends_on") == "2017-01-02");
  BOOST_TEST(now.text("/time_zone") == "Asia/Shanghai");
  BOOST_TEST(now.text("/note") == "alt");
  BOOST_TEST(change(event, R"({"note": null})").is_null("/note"));
  BOOST_TEST(outcome(change(event, R"({"name": null, "status": null, "starts_on": null, "id": "x"})")) ==
             "422 /name:wrong_type /status:wrong_type /starts_on:wrong_type /id:unknown_member");
  BOOST_TEST(outcome(change(event, R"({"ends_on": "2016-12-31"})")) == "422 /ends_on:wrong_order");
}

BOOST_AUTO_TEST_CASE(only_organizers_write_events_and_only_their_own) {
  const auto event = create().header("location");
  for (const auto* client : {&world.desk, &world.viewer, &world.partner, &world.vendor}) {
    BOOST_TEST(outcome(client->post(all, body())) == "403 forbidden");
    BOOST_TEST(outcome(client->patch(event, R"({"name": "x"})", {{"If-Match", "*"}})) == "403 forbidden");
    BOOST_TEST(outcome(client->remove(event, {{"If-Match", "*"}})) == "403 forbidden");
  }
  BOOST_TEST(outcome(world.stranger.get(event)) == "404 not_found");
  BOOST_TEST(outcome(world.stranger.patch(event, R"({"name": "x"})", {{"If-Match", "*"}})) == "404 not_found");
  BOOST_TEST(outcome(world.stranger.remove(event, {{"If-Match", "*"}})) == "404 not_found");
  BOOST_TEST(outcome(world.stranger.post(all, body())) == "422 /series_key:reference_not_found");
}

BOOST_AUTO_TEST_CASE(events_are_filtered_by_what_they_are_and_when) {
  const auto series = world.fresh_word();
  BOOST_TEST_REQUIRE(outcome(world.organizer.post(
                         "/api/v1/series", R"({"key": ")" + series + R"(", "name": "N", "kind": "study_trip"})")) ==
                     "201");
  const auto add = [&](const std::string& day, const std::string& status, const std::string& year) {
    return create({{"series_key", quoted(series)},
                   {"starts_on", quoted(day)},
                   {"ends_on", "\"2016-12-31\""},
                   {"status", quoted(status)},
                   {"edition_year", year}})
        .id();
  };
  const auto first = add("2016-01-31", "completed", "2015");
  const auto second = add("2016-02-01", "open", "2016");
  const auto third = add("2016-02-29", "open", "2016");
  using Ids = std::vector<std::string>;
  const auto found = [&](const std::string& query) {
    return walk(world.partner, std::string(all) + "?series_key=" + series + query);
  };
  BOOST_TEST((found("") == Ids{first, second, third}));
  BOOST_TEST((found("&status=open") == Ids{second, third}));
  BOOST_TEST((found("&kind=study_trip&edition_year=2015") == Ids{first}));
  BOOST_TEST(found("&kind=congress").empty());
  BOOST_TEST((found("&from=2016-02-01") == Ids{second, third}));
  BOOST_TEST((found("&to=2016-02-01") == Ids{first, second}));
  BOOST_TEST((found("&from=2016-02-01&to=2016-02-28") == Ids{second}));
  BOOST_TEST((found("&from=2016-02-29&to=2016-02-29") == Ids{third}));
  const auto refused = [&](const std::string& query) { return outcome(world.viewer.get(all + query)); };
  BOOST_TEST(refused("?from=2016-02-02&to=2016-02-01") == "422 ?to:wrong_order");
  BOOST_TEST(refused("?from=2015-02-29&edition_year=1899&kind=x&status=x&series_key=X") ==
             "422 ?from:wrong_format ?edition_year:out_of_range ?kind:unknown_value ?status:unknown_value "
             "?series_key:wrong_format");
  BOOST_TEST(refused("?edition_year=2201") == "422 ?edition_year:out_of_range");
  BOOST_TEST(refused("?edition_year=1900") == "200");
  BOOST_TEST(refused("?edition_year=2200") == "200");
}

BOOST_AUTO_TEST_CASE(a_repeated_key_creates_once) {
  check_idempotency(world.organizer, all, [&] { return body({{"name", quoted(world.fresh_word())}}); });
}

BOOST_AUTO_TEST_SUITE_END()
