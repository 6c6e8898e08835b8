// The booklet of a trip, as travellers get it over REST.
#include <boost/test/unit_test.hpp>

#include <string>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/tripping.hpp"
#include "tests/qr_reader/qr_reader.hpp"

using namespace tagwerk::test;

namespace {

struct Booklet {
  World& world = World::get();
  std::string event = new_trip(world, "2016-05-22", "2016-05-29");
  std::string path = "/api/v1/events/" + event + "/trip";

  void publish(const std::string& visit = "Besuch bei Huawei 华为") const {
    const auto put = world.organizer.put(path + "/itinerary", R"({"places": [
        {"key": "fra", "name": "Flughafen Frankfurt", "country": "DE", "time_zone": "Europe/Berlin"},
        {"key": "hkg", "name": "Flughafen Hongkong", "country": "HK", "time_zone": "Asia/Hong_Kong"},
        {"key": "hotel", "name": "Hotel 深圳", "country": "CN", "time_zone": "Asia/Shanghai", "address": "罗湖区建设路 1"}],
      "transfers": [{"from": "hkg", "to": "hotel", "minutes": 90}],
      "items": [
        {"key": "out", "kind": "travel", "title": "Hinflug", "place": "fra", "to": "hkg", "starts_on": "2016-05-22",
         "starts_at": "13:45", "ends_on": "2016-05-23", "ends_at": "07:05", "mode": "flight", "carrier": "Demo Airways",
         "number": "DA 796"},
        {"key": "night", "kind": "lodging", "title": "Hotel in Shenzhen", "place": "hotel", "starts_on": "2016-05-23",
         "starts_at": "12:00", "ends_on": "2016-05-26", "ends_at": "08:30"},
        {"key": "visit", "kind": "visit", "title": ")" + visit + R"(", "place": "hotel", "starts_on": "2016-05-24",
         "starts_at": "09:30", "ends_on": "2016-05-24", "ends_at": "15:00", "host": "Huawei",
         "identification": "Reisepass", "for_everybody": false, "limit": 20}]})");
    BOOST_TEST_REQUIRE(outcome(put) == "200");
    BOOST_TEST_REQUIRE(outcome(world.organizer.put(path + "/itinerary/publication", "", {{"If-Match", "*"}})) == "200");
  }
  [[nodiscard]] Answer booklet(const Headers& headers = {}) const {
    return world.organizer.get(path + "/booklet.pdf", headers);
  }
};

void check_has(const std::string& text, const std::vector<std::string>& parts) {
  std::size_t from = 0;  // in this order
  for (const auto& part : parts) {
    const auto found = text.find(part, from);
    BOOST_TEST_REQUIRE(found != std::string::npos, part << " is missing behind " << from << " in " << text);
    from = found + part.size();
  }
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(trip_booklets, Booklet)

BOOST_AUTO_TEST_CASE(a_booklet_tells_the_trip_day_by_day) {
  BOOST_TEST(outcome(booklet()) == "404 no_published_itinerary");
  publish();
  const auto german = booklet({{"Accept-Language", "de"}});
  BOOST_TEST_REQUIRE(outcome(german) == "200");
  BOOST_TEST(german.header("content-type") == "application/pdf");
  BOOST_TEST(german.header("content-language") == "de");
  BOOST_TEST(german.header("content-disposition") == "inline; filename=\"trip-" + event + ".pdf\"");
  check_has(text_of_pdf(german.body), {"China 2030",
                                       "Sonntag, 22. Mai 2016 – Sonntag, 29. Mai 2016",
                                       "Fassung: 1",
                                       "Sonntag, 22. Mai 2016",
                                       "13:45–07:05",
                                       "Hinflug",
                                       "Flughafen Frankfurt (UTC+2) → Flughafen Hongkong (UTC+8)",
                                       "Demo Airways DA 796",
                                       "Montag, 23. Mai 2016",
                                       "ab 12:00",
                                       "Hotel in Shenzhen",
                                       "罗湖区建设路 1",
                                       "Bis: Donnerstag, 26. Mai 2016, 08:30",
                                       "Dienstag, 24. Mai 2016",
                                       "09:30–15:00",
                                       "Besuch bei Huawei 华为",
                                       "Gastgeber: Huawei",
                                       "Vorzuzeigen: Reisepass",
                                       "Für alle, die dafür eingeteilt sind",
                                       "Nacht: Hotel in Shenzhen",
                                       "Mittwoch, 25. Mai 2016",
                                       "Nacht: Hotel in Shenzhen",
                                       "Orte",
                                       "Flughafen Hongkong"});
  check_has(text_of_pdf(booklet().body),
            {"Sunday, 22 May 2016", "from 12:00", "Until: Thursday, 26 May 2016, 08:30", "Host: Huawei", "Places"});
  for (const auto& font : fonts_of_pdf(german.body)) BOOST_TEST(font.is_embedded, font.name);
  BOOST_TEST(booklet({{"Accept-Language", "de"}, {"If-None-Match", german.header("etag")}}).status == 304);
}

BOOST_AUTO_TEST_CASE(what_does_not_take_place_is_said) {
  publish();
  BOOST_TEST_REQUIRE(outcome(world.organizer.patch("/api/v1/events/" + event, R"({"status": "cancelled"})",
                                                   {{"If-Match", "*"}})) == "200");
  check_has(text_of_pdf(booklet().body), {"This trip has been cancelled.", "Hinflug", "Cancelled"});
}

BOOST_AUTO_TEST_CASE(a_booklet_is_for_who_travels) {
  publish();
  BOOST_TEST(outcome(world.partner.get(path + "/booklet.pdf")) == "404 no_published_itinerary");
  BOOST_TEST_REQUIRE(outcome(world.register_heads(event, world.partner_company, 1)) == "201");
  BOOST_TEST(outcome(world.partner.get(path + "/booklet.pdf")) == "200");
  BOOST_TEST(outcome(world.stranger.get(path + "/booklet.pdf")) == "404 not_found");
  BOOST_TEST(outcome(world.viewer.get("/api/v1/events/" + world.new_event() + "/trip/booklet.pdf")) ==
             "409 not_a_study_trip");
}

BOOST_AUTO_TEST_SUITE_END()
