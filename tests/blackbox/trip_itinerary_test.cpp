// Where a study trip goes, over REST: written, checked, published, and read by those who travel.
#include <boost/test/unit_test.hpp>

#include <string>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/series_world.hpp"
#include "tests/blackbox/tripping.hpp"

using namespace tagwerk::test;

namespace {

struct Trip : SeriesWorld {
  std::string event = new_trip(world, "2016-11-05", "2016-11-11");
  std::string path = "/api/v1/events/" + event + "/trip/itinerary";

  static std::string place(const std::string& key, const std::string& country, const std::string& zone) {
    return R"({"key": ")" + key + R"(", "name": ")" + key + R"(", "country": ")" + country + R"(", "time_zone": ")" +
           zone + "\"}";
  }
  static std::string visit(const std::string& starts_at, const std::string& ends_at) {
    return R"({"key": "visit", "kind": "visit", "title": "Besuch in 深圳", "place": "shenzhen", "starts_on": "2016-11-08",
      "starts_at": ")" +
           starts_at + R"(", "ends_on": "2016-11-08", "ends_at": ")" + ends_at + R"(", "limit": 20, "host": "Huawei",
      "for_everybody": false, "groups": [{"key": "a", "name": "Gruppe A", "limit": 10}]})";
  }
  static std::string itinerary(const std::string& more = {}) {
    return R"({"places": [)" + place("fra", "DE", "Europe/Berlin") + "," + place("hkg", "HK", "Asia/Hong_Kong") + "," +
           place("shenzhen", "CN", "Asia/Shanghai") + R"(],
      "transfers": [{"from": "hkg", "to": "shenzhen", "minutes": 120}],
      "items": [{"key": "out", "kind": "travel", "title": "Hinflug", "place": "fra", "to": "hkg", "starts_on": "2016-11-05",
        "starts_at": "21:45", "ends_on": "2016-11-06", "ends_at": "16:00", "mode": "flight", "carrier": "Beispielair",
        "number": "XY 796"})" +
           (more.empty() ? "" : "," + more) + "]}";
  }
  [[nodiscard]] Answer put(const std::string& body, const std::string& query = {}) const {
    return world.organizer.put(path + query, body);
  }
  [[nodiscard]] Answer publish(const std::string& body = {}) const {
    return world.organizer.put(path + "/publication", body, {{"If-Match", "*"}});
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(trip_itineraries, Trip)

BOOST_AUTO_TEST_CASE(a_draft_is_written_and_says_what_is_wrong_with_it) {
  BOOST_TEST(outcome(world.organizer.get(path)) == "404 no_itinerary");
  const auto dry = put(itinerary(visit("14:00", "17:00")), "?dry_run=true");
  BOOST_TEST_REQUIRE(outcome(dry) == "200");
  BOOST_TEST(dry.header("etag") == "");
  BOOST_TEST(outcome(world.organizer.get(path)) == "404 no_itinerary");

  const auto kept = put(itinerary(visit("14:00", "17:00")));
  BOOST_TEST_REQUIRE(outcome(kept) == "200");
  BOOST_TEST(kept.body == dry.body);
  BOOST_TEST(members_of(kept) == "places transfers items conflicts publications");
  BOOST_TEST(
      members_of(kept, "/items/0") ==
      "key kind title place to starts_on starts_at ends_on ends_at for_everybody limit groups mode carrier number "
      "host contact dress identification register_by note from until");
  BOOST_TEST(kept.text("/items/0/from") == "2016-11-05T20:45:00Z");
  BOOST_TEST(kept.text("/items/0/until") == "2016-11-06T08:00:00Z");
  BOOST_TEST(kept.text("/items/1/title") == "Besuch in 深圳");
  BOOST_TEST(kept.text("/items/1/groups/0/name") == "Gruppe A");
  BOOST_TEST(kept.at("/items/0/for_everybody").boolean);
  BOOST_TEST(members_of(kept, "/conflicts/0") == "kind severity item other_item detail");
  BOOST_TEST(kept.text("/conflicts/0/kind") == "border_not_crossed");
  BOOST_TEST(kept.text("/conflicts/0/item") == "out");
  BOOST_TEST(kept.text("/conflicts/0/other_item") == "visit");
  const auto german = world.desk.get(path, {{"Accept-Language", "de"}});
  BOOST_TEST(german.text("/conflicts/0/detail").find("keine Grenze") != std::string::npos);
  BOOST_TEST(german.header("etag") == kept.header("etag"));

  BOOST_TEST(outcome(world.organizer.put(path, itinerary(), {{"If-Match", "\"v1\""}})) == "412 precondition_failed");
  const auto changed = world.organizer.put(path, itinerary(), {{"If-Match", kept.header("etag")}});
  BOOST_TEST(outcome(changed) == "200");
  BOOST_TEST(changed.size("/items") == 1u);
  BOOST_TEST(world.viewer.get(path).status == 403);
  BOOST_TEST(world.partner.get(path).status == 403);
  BOOST_TEST(outcome(world.stranger.get(path)) == "404 not_found");
  BOOST_TEST(outcome(world.stranger.put(path, itinerary())) == "404 not_found");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_written_down_is_refused_by_name) {
  const auto wrong = [&](const std::string& member) {
    return outcome(
        put(itinerary(R"({"key": "x", "kind": "meal", "title": "Essen", "place": "hkg", "starts_on": "2016-11-07",
      "starts_at": "12:00", "ends_on": "2016-11-07", "ends_at": "13:00")" +
                      member + "}")));
  };
  BOOST_TEST(wrong("") == "200");
  BOOST_TEST(wrong(R"(, "to": "shenzhen")") == "422 /items/1/to:ends_elsewhere");
  BOOST_TEST(wrong(R"(, "mode": "coach")") == "422 /items/1/mode:mode_without_travel");
  BOOST_TEST(wrong(R"(, "register_by": "2016-02-30")") == "422 /items/1/register_by:wrong_format");
  BOOST_TEST(wrong(R"(, "colour": "red")") == "422 /items/1/colour:unknown_member");
  const auto item = [&](const std::string& text, const std::string& by) {
    auto body = itinerary();
    body.replace(body.find(text), text.size(), by);
    return outcome(put(body));
  };
  BOOST_TEST(item(R"("to": "shenzhen", "minutes")", R"("to": "hkg", "minutes")") ==
             "422 /transfers/0/to:leads_nowhere");
  BOOST_TEST(item(R"("to": "hkg")", R"("to": "moon")") == "422 /items/0/to:no_such_place");
  BOOST_TEST(item(R"("to": "hkg")", R"("to": "fra")") == "422 /items/0/to:needs_an_end");
  BOOST_TEST(item(R"("2016-11-06")", R"("2017-11-06")") == "422 /items/0/ends_on:far_from_the_trip");
  BOOST_TEST(item(R"("21:45")", R"("24:00")") == "422 /items/0/starts_at:wrong_format");
  BOOST_TEST(item("Europe/Berlin", "Europe/Nowhere") == "422 /places/0/time_zone:wrong_format");
  BOOST_TEST(outcome(put("{}")) == "422 /places:required /items:required");

  const auto congress = event_on("2016-11-05");
  const auto elsewhere = "/api/v1/events/" + congress + "/trip/itinerary";
  BOOST_TEST(outcome(world.organizer.put(elsewhere, itinerary())) == "409 not_a_study_trip");
  BOOST_TEST(outcome(world.organizer.get(elsewhere)) == "409 not_a_study_trip");
  BOOST_TEST(outcome(world.organizer.put(elsewhere + "/publication", "", {{"If-Match", "*"}})) ==
             "409 not_a_study_trip");
  BOOST_TEST(outcome(world.viewer.get(elsewhere + "/publication")) == "409 not_a_study_trip");
  BOOST_TEST(outcome(world.viewer.get(elsewhere + "/publications")) == "409 not_a_study_trip");
}

BOOST_AUTO_TEST_CASE(travellers_are_told_what_is_published) {
  const auto told = path + "/publication";
  BOOST_TEST(outcome(publish()) == "404 no_itinerary");
  const auto draft = put(itinerary(visit("14:00", "13:00")));
  const auto refused = publish();
  BOOST_TEST(outcome(refused) == "409 itinerary_has_conflicts /items/1:itinerary_conflict");
  BOOST_TEST(refused.text("/errors/0/pointer") == "/items/1");
  BOOST_TEST(refused.text("/errors/0/code") == "itinerary_conflict");
  BOOST_TEST(refused.text("/errors/0/detail").find("ends (2016-11-08 13:00) before it starts") != std::string::npos,
             refused.body);
  BOOST_TEST(outcome(world.viewer.get(told)) == "404 no_published_itinerary");
  BOOST_TEST(outcome(world.organizer.put(told, "", {{"If-Match", draft.header("etag") + "x"}})).starts_with("4"));
  BOOST_TEST(outcome(world.organizer.put(told, "")) == "428 precondition_required");

  static_cast<void>(put(itinerary(visit("14:00", "17:00"))));
  const auto first = publish(R"({"note": "Erster Stand"})");
  BOOST_TEST_REQUIRE(outcome(first) == "200");
  BOOST_TEST(members_of(first) == "number published_at note changes");
  BOOST_TEST(members_of(first, "/changes/0") == "kind item title was_from was_until members");
  BOOST_TEST(first.text("/changes/1/kind") == "added");
  BOOST_TEST(outcome(publish()) == "409 itinerary_unchanged");

  static_cast<void>(put(itinerary(visit("15:00", "17:00"))));
  const auto seen = world.viewer.get(told);
  BOOST_TEST(members_of(seen) == "event_id event_name number published_at note places transfers items");
  BOOST_TEST(seen.text("/items/1/starts_at") == "14:00");
  BOOST_TEST(seen.integer("/items/1/sequence") == 0);
  BOOST_TEST(world.viewer.get(told, {{"If-None-Match", seen.header("etag")}}).status == 304);
  const auto second = publish();
  BOOST_TEST(second.text("/changes/0/kind") == "moved");
  BOOST_TEST(second.text("/changes/0/was_from") == "2016-11-08T06:00:00Z");
  BOOST_TEST(world.viewer.get(told).text("/items/1/starts_at") == "15:00");
  BOOST_TEST(world.viewer.get(told).integer("/items/1/sequence") == 1);
  BOOST_TEST(world.viewer.get(told + "?number=1").text("/items/1/starts_at") == "14:00");
  BOOST_TEST(outcome(world.viewer.get(told + "?number=3")) == "404 no_published_itinerary");

  static_cast<void>(put(itinerary()));
  BOOST_TEST(publish().text("/changes/0/kind") == "cancelled");
  BOOST_TEST(world.viewer.get(told).at("/items/1/cancelled").boolean);
  BOOST_TEST_REQUIRE(world.database.database()
                         .transact(nullptr,
                                   [&](auto& tx) -> tagwerk::core::Result<std::int64_t> {
                                     return tx.execute(
                                         "update trip_itineraries set publications = 200 where event_id = :event",
                                         {{"event", tagwerk::core::EventId::parse(event).value()}});
                                   })
                         .has_value());
  static_cast<void>(put(itinerary(visit("09:00", "10:00"))));
  BOOST_TEST(outcome(publish()) == "409 too_many_publications");
  const auto all = world.viewer.get(path + "/publications");
  BOOST_TEST_REQUIRE(outcome(all) == "200");
  BOOST_TEST(all.size("/publications") == 3u);
  BOOST_TEST(all.text("/publications/2/note") == "Erster Stand");
  BOOST_TEST(world.viewer.get(path + "/publications?before=2").size("/publications") == 1u);
}

BOOST_AUTO_TEST_CASE(a_company_is_told_of_its_own_trips_only) {
  static_cast<void>(put(itinerary(visit("14:00", "17:00"))));
  BOOST_TEST_REQUIRE(outcome(publish()) == "200");
  const auto told = path + "/publication";
  BOOST_TEST(outcome(world.partner.get(told)) == "404 no_published_itinerary");
  BOOST_TEST(world.partner.get(path + "/publications").size("/publications") == 0u);
  register_at(event, {world.partner_company}, 1);
  BOOST_TEST(outcome(world.partner.get(told)) == "200");
  BOOST_TEST(world.partner.get(path + "/publications").size("/publications") == 1u);
  BOOST_TEST(outcome(world.vendor.get(told)) == "404 no_published_itinerary");
  BOOST_TEST(outcome(world.stranger.get(told)) == "404 not_found");
  BOOST_TEST(outcome(world.stranger.get(path + "/publications")) == "404 not_found");
}

BOOST_AUTO_TEST_CASE(a_guide_sees_the_day_and_who_is_missing) {
  const auto counts = "/api/v1/events/" + event + "/trip/head-counts";
  BOOST_TEST(outcome(world.desk.get(counts)) == "404 no_published_itinerary");
  static_cast<void>(put(itinerary(visit("14:00", "17:00"))));
  static_cast<void>(publish());
  const auto group = world.register_heads(event, world.new_company(), 2);
  BOOST_TEST(world.desk.get(counts).size("/items") == 0u);  // today is long after the trip
  const auto day = [&] { return world.desk.get(counts + "?day=2016-11-08"); };
  BOOST_TEST(members_of(day()) == "day items");
  BOOST_TEST(members_of(day(), "/items/0") == "item place_name heads");
  BOOST_TEST(day().is_null("/items/0/heads"));
  BOOST_TEST_REQUIRE(outcome(world.organizer.post("/api/v1/events/" + event + "/check-in-lists",
                                                  R"({"key": "visit", "name": "Bus", "admits": "all"})")) == "201");
  BOOST_TEST_REQUIRE(outcome(world.desk.post("/api/v1/events/" + event + "/check-ins",
                                             R"({"ticket_code": ")" + group.text("/participants/0/ticket_code") +
                                                 R"(", "direction": "entry", "list": "visit"})")) == "200");
  const auto counted = day();
  BOOST_TEST(counted.integer("/items/0/heads/expected") == 2);
  BOOST_TEST(counted.integer("/items/0/heads/inside") == 1);
  BOOST_TEST(members_of(counted, "/items/0/heads/missing/0") ==
             "participant_id given_name family_name company_id company");
  BOOST_TEST(counted.text("/items/0/heads/missing/0/participant_id") == group.text("/participants/1/id"));
  BOOST_TEST(outcome(world.desk.get(counts + "?day=tomorrow")) == "422 ?day:wrong_format");
  BOOST_TEST(outcome(world.desk.get("/api/v1/events/" + event_on("2016-11-05") + "/trip/head-counts")) ==
             "409 not_a_study_trip");
  BOOST_TEST(world.viewer.get(counts).status == 403);
  BOOST_TEST(world.partner.get(counts).status == 403);
  BOOST_TEST(outcome(world.stranger.get(counts)) == "404 not_found");
}

BOOST_AUTO_TEST_CASE(calendars_follow_an_item_through_time_zones) {
  static_cast<void>(put(itinerary(visit("14:00", "17:00"))));
  static_cast<void>(publish());
  const auto ics = [&] { return world.viewer.get(path + "/publication?format=ics"); };
  const auto has = [](const Answer& answer, const std::string& part) {
    return answer.body.find(part) != std::string::npos;
  };
  const auto first = ics();
  BOOST_TEST(first.header("content-type") == "text/calendar; charset=utf-8");
  for (const auto* part :
       {"DTSTART;TZID=Europe/Berlin:20161105T214500\r\n", "DTEND;TZID=Asia/Hong_Kong:20161106T160000\r\n",
        "DTSTART;TZID=Asia/Shanghai:20161108T140000\r\n", "TZID:Europe/Berlin\r\n", "TZID:Asia/Hong_Kong\r\n",
        "TZID:Asia/Shanghai\r\n", "SUMMARY:Besuch in 深圳\r\n", "LOCATION:fra – hkg\r\n",
        "DESCRIPTION:Beispielair\\nXY 796\r\n"})
    BOOST_TEST(has(first, part), part << " in " << first.body);
  BOOST_TEST(world.viewer.get(path + "/publication", {{"Accept", "text/calendar"}}).body == first.body);
  BOOST_TEST(world.viewer.get(path + "/publication?format=ics", {{"If-None-Match", first.header("etag")}}).status ==
             304);

  static_cast<void>(put(itinerary()));
  static_cast<void>(publish());
  BOOST_TEST(has(ics(), "STATUS:CANCELLED\r\n"));
  BOOST_TEST(has(ics(), "SEQUENCE:1\r\n"));
  BOOST_TEST(outcome(world.organizer.patch("/api/v1/events/" + event, R"({"status": "cancelled"})",
                                           {{"If-Match", "*"}})) == "200");
  BOOST_TEST(!has(ics(), "STATUS:CONFIRMED\r\n"));
  BOOST_TEST(world.viewer.get(path + "/publication").integer("/items/0/sequence") == 1);
  BOOST_TEST(world.viewer.get(path + "/publication").at("/items/0/cancelled").boolean);
}

BOOST_AUTO_TEST_SUITE_END()
