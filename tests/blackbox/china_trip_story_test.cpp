// The whole story of a study trip to China, from the first idea to the grade 1.1, told over REST: each step is what somebody asks of
// the server and what he reads then.
#include <boost/date_time/gregorian/gregorian.hpp>
#include <boost/test/unit_test.hpp>

#include <map>
#include <string>
#include <vector>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"
#include "tests/qr_reader/qr_reader.hpp"

using namespace tagwerk::test;

namespace {

const Headers any_version{{"If-Match", "*"}};
constexpr int places = 8;

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// A week that has just been, so that it can be graded.
struct Story {
  World& world = World::get();
  const Client& organizer = world.organizer;
  const boost::gregorian::date first_day = boost::gregorian::day_clock::universal_day() - boost::gregorian::days(9);
  std::string series = world.fresh_word();
  std::string event;
  std::string trip;
  std::vector<std::string> travellers;         // participant ids, in the order in which they were registered
  std::map<std::string, std::string> tickets;  // by participant

  /// Of the trip, from 0 to 6.
  [[nodiscard]] std::string day(int number) const {
    return boost::gregorian::to_iso_extended_string(first_day + boost::gregorian::days(number));
  }

  void make_event() {
    BOOST_TEST_REQUIRE(
        outcome(organizer.post("/api/v1/series", R"({"key": ")" + series +
                                                     R"(", "name": "Bildungsreise", "kind": "study_trip"})")) == "201");
    const auto made = organizer.post(
        "/api/v1/events",
        R"({"series_key": ")" + series + R"(", "name": "China-Studienreise", "edition_year": )" + day(0).substr(0, 4) +
            R"(, "starts_on": ")" + day(0) + R"(", "ends_on": ")" + day(6) +
            R"(", "time_zone": "Europe/Berlin", "city": "Shenzhen", "country": "CN", "status": "open"})");
    BOOST_TEST_REQUIRE(outcome(made) == "201");
    event = made.id();
    trip = "/api/v1/events/" + event + "/trip";
    world.set_capacity(event, R"([{"key": "participants", "limit": )" + std::to_string(places) + "}]");
  }

  [[nodiscard]] std::string item(const std::string& key, const std::string& kind, const std::string& title,
                                 const std::string& place, int from_day, const std::string& from, int to_day,
                                 const std::string& to, const std::string& more = {}) const {
    return R"({"key": ")" + key + R"(", "kind": ")" + kind + R"(", "title": ")" + title + R"(", "place": ")" + place +
           R"(", "starts_on": ")" + day(from_day) + R"(", "starts_at": ")" + from + R"(", "ends_on": ")" + day(to_day) +
           R"(", "ends_at": ")" + to + "\"" + more + "}";
  }
  static std::string place(const std::string& key, const std::string& name, const std::string& country,
                           const std::string& zone) {
    return R"({"key": ")" + key + R"(", "name": ")" + name + R"(", "country": ")" + country + R"(", "time_zone": ")" +
           zone + "\"}";
  }
  /// `huawei_from`: when the visit begins.
  [[nodiscard]] std::string itinerary(const std::string& huawei_from) const {
    const std::string hong_kong = "Asia/Hong_Kong";
    const std::string china = "Asia/Shanghai";
    return R"({"places": [)" + place("fra", "Flughafen Frankfurt", "DE", "Europe/Berlin") + "," +
           place("hkg", "Flughafen Hongkong", "HK", hong_kong) + "," +
           place("kowloon", "Hotel Kowloon 九龍", "HK", hong_kong) + "," +
           place("park", "Science Park", "HK", hong_kong) + "," + place("lo-wu", "Lo Wu", "HK", hong_kong) + "," +
           place("luohu", "Luohu 罗湖", "CN", china) + "," + place("shenzhen", "Hotel 深圳", "CN", china) + "," +
           place("huawei", "Huawei 华为", "CN", china) + R"(],
      "transfers": [{"from": "hkg", "to": "kowloon", "minutes": 50}, {"from": "kowloon", "to": "park", "minutes": 40},
        {"from": "kowloon", "to": "lo-wu", "minutes": 60}, {"from": "luohu", "to": "shenzhen", "minutes": 20},
        {"from": "shenzhen", "to": "huawei", "minutes": 45}, {"from": "lo-wu", "to": "hkg", "minutes": 80}],
      "items": [)" +
           item("hinflug", "travel", "Hinflug", "fra", 0, "13:45", 1, "07:05",
                R"(, "to": "hkg", "mode": "flight", "carrier": "Beispielair", "number": "XY 796")") +
           "," + item("kowloon", "lodging", "Hotel in Hongkong", "kowloon", 1, "09:00", 3, "08:30") + "," +
           item(
               "science-park", "visit", "Science Park", "park", 2, "09:30", 2, "16:00",
               R"(, "groups": [{"key": "a", "name": "Labor A", "limit": 4}, {"key": "b", "name": "Labor B", "limit": 4}])") +
           "," +
           item("grenze-hin", "border_crossing", "Nach Shenzhen", "lo-wu", 3, "10:00", 3, "11:30",
                R"(, "to": "luohu")") +
           "," + item("shenzhen", "lodging", "Hotel in Shenzhen", "shenzhen", 3, "12:00", 5, "08:30") + "," +
           item("huawei", "visit", "Besuch bei Huawei", "huawei", 4, huawei_from, 4, "15:00",
                R"(, "host": "Huawei", "for_everybody": false, "limit": 5, "identification": "Reisepass")") +
           "," +
           item("grenze-zurueck", "border_crossing", "Zurück nach Hongkong", "luohu", 5, "09:30", 5, "11:00",
                R"(, "to": "lo-wu")") +
           "," +
           item("rueckflug", "travel", "Rückflug", "hkg", 5, "23:10", 6, "05:55",
                R"(, "to": "fra", "mode": "flight", "carrier": "Beispielair", "number": "XY 797")") +
           "]}";
  }

  Answer enter(const std::string& company, const std::vector<std::string>& names,
               const std::string& waitlist = "none") {
    std::string heads;
    for (const auto& name : names) {
      heads += std::string(heads.empty() ? "" : ",") + R"({"given_name": ")" + name +
               R"(", "family_name": "Beispiel", "email": ")" + name + R"(@example.org"})";
    }
    auto made = organizer.post(
        "/api/v1/events/" + event + "/registrations",
        R"({"company_id": ")" + company + R"(", "participants": [)" + heads + R"(], "waitlist": ")" + waitlist + "\"}");
    BOOST_TEST_REQUIRE(outcome(made) == "201");
    return made;
  }
  void remember(const Answer& registration) {
    for (std::size_t i = 0; i < registration.size("/participants"); ++i) {
      const auto at = "/participants/" + std::to_string(i);
      travellers.push_back(registration.text(at + "/id"));
      tickets[travellers.back()] = registration.text(at + "/ticket_code");
    }
  }
  [[nodiscard]] std::string of(std::size_t traveller, const std::string& part = {}) const {
    return trip + "/travellers/" + travellers.at(traveller) + part;
  }
  static std::string money(const std::string& amount, const std::string& currency = "EUR") {
    return R"({"amount": ")" + amount + R"(", "currency": ")" + currency + "\"}";
  }
  static std::string amount(const Answer& answer, const std::string& pointer) {
    return answer.text(pointer + "/amount") + " " + answer.text(pointer + "/currency");
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(china_trip_story, Story)

BOOST_AUTO_TEST_CASE(from_the_first_idea_to_the_grade_of_1_1) {
  make_event();

  BOOST_TEST_MESSAGE("Where it goes: a first draft in which the bus is late at Huawei's door");
  const auto first_draft = organizer.put(trip + "/itinerary?dry_run=true", itinerary("08:30"));
  BOOST_TEST_REQUIRE(outcome(first_draft) == "200");
  BOOST_TEST(!first_draft.is_null("/conflicts"));
  BOOST_TEST(outcome(organizer.get(trip + "/itinerary")) == "404 no_itinerary");
  const auto draft = organizer.put(trip + "/itinerary", itinerary("09:30"));
  BOOST_TEST_REQUIRE(outcome(draft) == "200");
  for (std::size_t i = 0; i < draft.size("/conflicts"); ++i)
    BOOST_TEST(draft.text("/conflicts/" + std::to_string(i) + "/severity") == "warn", draft.body);
  BOOST_TEST_REQUIRE(outcome(organizer.put(trip + "/itinerary/publication", R"({"note": "Erste Fassung"})",
                                           {{"If-Match", draft.header("etag")}})) == "200");

  BOOST_TEST_MESSAGE("Who comes: eight places, four of one company, four of another, and two who wait");
  remember(enter(world.partner_company, {"Anna", "Bert", "Carla", "Dirk"}));
  const auto second = enter(world.new_company(), {"Eva", "Falk", "Gerd"});
  remember(second);
  const auto waiting = enter(world.new_company(), {"Hanna", "Ida"}, "partial");
  BOOST_TEST(waiting.integer("/confirmed_headcount") == 1);
  BOOST_TEST(waiting.integer("/waitlisted_headcount") == 1);
  BOOST_TEST_REQUIRE(outcome(organizer.post("/api/v1/registrations/" + waiting.id() + "/cancellation", "")) == "200");
  const auto last = enter(world.new_company(), {"Jana"});
  remember(last);
  BOOST_TEST_REQUIRE(travellers.size() == std::size_t{places});

  BOOST_TEST_MESSAGE("What it costs, and what they pay");
  BOOST_TEST_REQUIRE(outcome(organizer.put(trip + "/prices",
                                           R"({"base_price": )" + money("2890.00") + R"(, "single_supplement": )" +
                                               money("450.00") + R"(, "instalments": [{"key": "deposit", "due_on": ")" +
                                               day(0) + R"(", "kind": "amount", "amount": )" + money("600.00") +
                                               R"(}, {"key": "rest", "days_before": 0, "kind": "rest"}]})",
                                           any_version)) == "200");
  BOOST_TEST_REQUIRE(
      outcome(organizer.put(
          trip + "/budget",
          R"({"currency": "EUR", "items": [
          {"key": "hotel", "title": "Hotels", "kind": "per_head", "quantity": 4, "amount": )" +
              money("900.00", "HKD") + R"(}, {"key": "flug", "title": "Flüge", "kind": "per_head", "amount": )" +
              money("1100.00") + R"(}, {"key": "bus", "title": "Bus", "kind": "per_group", "amount": )" +
              money("2500.00") + R"(}],
          "rates": [{"currency": "HKD", "rate": "0.12", "date": ")" +
              day(0) + R"(", "source": "Hausbank"}]})",
          any_version)) == "200");
  for (const auto& who : travellers) {
    BOOST_TEST_REQUIRE(outcome(organizer.post(trip + "/payments", R"({"participant_id": ")" + who + R"(", "amount": )" +
                                                                      money("2890.00") + R"(, "received_on": ")" +
                                                                      day(0) + "\"}")) == "201");
  }
  const auto budget = organizer.get(trip + "/budget");
  BOOST_TEST(budget.integer("/heads") == places);
  BOOST_TEST(amount(budget, "/result/income") == "23120.00 EUR");
  BOOST_TEST(amount(budget, "/cost/total") == "14756.00 EUR");  // 8 × (432 + 1100) + 2500
  BOOST_TEST(amount(budget, "/result/margin") == "8364.00 EUR");
  BOOST_TEST(budget.integer("/result/break_even/heads") == 2);  // 2500 / (2890 − 1532)
  const auto accounts = organizer.get(trip + "/payments");
  BOOST_TEST(amount(accounts, "/totals/paid") == "23120.00 EUR");
  BOOST_TEST(amount(accounts, "/totals/owed") == "0.00 EUR");

  BOOST_TEST_MESSAGE("What countries ask of them, until all are ready");
  const auto rule = organizer.put(
      "/api/v1/visa-rules/LI/CN",
      R"({"requirement": "visa", "passport_valid_months_after_return": 6, "source": "Konsulat", "as_of": ")" + day(0) +
          "\"}");
  BOOST_TEST_REQUIRE(rule.status / 100 == 2, rule.body);
  BOOST_TEST_REQUIRE(
      outcome(organizer.put(trip + "/requirements",
                            R"({"countries": ["CN"], "requirements": [{"requirement": "passport", "due_on": ")" +
                                day(0) + R"("}, {"requirement": "visa"}]})",
                            any_version)) == "200");
  BOOST_TEST(organizer.get(trip + "/readiness").integer("/travellers") == places);
  BOOST_TEST(organizer.get(trip + "/readiness").integer("/ready") == 0);
  for (std::size_t i = 0; i < travellers.size(); ++i) {
    BOOST_TEST_REQUIRE(
        outcome(organizer.put(of(i),
                              R"({"passport": {"country": "LI", "expires_on": "2099-01-31", "number": "C01X00T47"},
          "visas": [{"country": "CN", "state": "granted", "valid_from": ")" +
                                  day(0) + R"(", "valid_until": ")" + day(6) + R"("}], "dietary_needs": ""})",
                              any_version)) == "200");
  }
  BOOST_TEST(organizer.get(trip + "/readiness").integer("/ready") == places);

  BOOST_TEST_MESSAGE("Who sleeps where: proved to be the best");
  const auto room = [&](const std::string& key, const std::string& kind, const std::string& cost) {
    return R"({"key": ")" + key + R"(", "name": "Zimmer )" + key + R"(", "kind": ")" + kind +
           R"(", "cost_per_night": )" + money(cost, "HKD") + "}";
  };
  BOOST_TEST_REQUIRE(
      outcome(organizer.put(trip + "/rooming/shenzhen",
                            R"({"rooms": [)" + room("301", "twin", "900.00") + "," + room("302", "twin", "900.00") +
                                "," + room("303", "twin", "900.00") + "," + room("304", "single", "700.00") + "," +
                                room("305", "single", "700.00") + "]}",
                            any_version)) == "200");
  BOOST_TEST_REQUIRE(outcome(organizer.put(of(0, "/rooming-wishes"),
                                           R"({"share_with": [{"participant_id": ")" + travellers[1] + "\"}]}",
                                           any_version)) == "200");
  BOOST_TEST_REQUIRE(outcome(organizer.put(of(4, "/rooming-wishes"), R"({"alone_weight": 10})", any_version)) == "200");
  const auto rooming = organizer.post(trip + "/rooming/shenzhen/plan", "");
  BOOST_TEST_REQUIRE(rooming.status / 100 == 2, rooming.body);
  BOOST_TEST(rooming.at("/proved").boolean);
  BOOST_TEST(rooming.integer("/score/without_room") == 0);
  BOOST_TEST(rooming.integer("/score/unmet") == 0);
  BOOST_TEST(amount(rooming, "/score/cost") == "8200.00 HKD");  // two nights of three twins and two singles

  BOOST_TEST_MESSAGE("Who goes to Huawei, where there are places for five of eight, and to which laboratory");
  for (std::size_t i = 0; i < travellers.size(); ++i) {
    const auto laboratory = i < 3 ? R"(["b", "a"])" : R"(["a", "b"])";
    BOOST_TEST_REQUIRE(outcome(organizer.put(of(i, "/group-wishes"),
                                             R"({"wishes": [{"item": "science-park", "groups": )" +
                                                 std::string(laboratory) + R"(}, {"item": "huawei", "groups": []}]})",
                                             any_version)) == "200");
  }
  const auto groups = organizer.post(trip + "/sub-groups/plan", "");
  BOOST_TEST_REQUIRE(groups.status / 100 == 2, groups.body);
  BOOST_TEST(groups.at("/proved").boolean);
  BOOST_TEST(groups.integer("/score/without_group") == 3);
  // One of five has to go to the other laboratory, and three stay away from Huawei: four others, so nobody loses both.
  BOOST_TEST(groups.integer("/score/without_first") == 0);
  BOOST_TEST(groups.integer("/score/most_lost") == 1);

  BOOST_TEST_MESSAGE("What they are told");
  const auto booklet = organizer.get(trip + "/booklet.pdf", {{"Accept-Language", "de"}});
  BOOST_TEST_REQUIRE(outcome(booklet) == "200");
  const auto text = text_of_pdf(booklet.body);
  for (const auto* part : {"China-Studienreise", "Flughafen Frankfurt", "罗湖", "Besuch bei Huawei", "Hotel 深圳"})
    BOOST_TEST(has(text, part), part);
  const auto calendar = organizer.get(trip + "/itinerary/publication?format=ics");
  for (const auto* part : {"TZID:Europe/Berlin", "TZID:Asia/Hong_Kong", "TZID:Asia/Shanghai", "Besuch bei Huawei"})
    BOOST_TEST(has(calendar.body, part), part);
  const auto links = organizer.post(trip + "/links", "{}");
  BOOST_TEST_REQUIRE(links.status / 100 == 2, links.body);
  BOOST_TEST_REQUIRE(links.size("/links") == std::size_t{places});

  BOOST_TEST_MESSAGE("On the road: the bus to the border does not leave without Bert");
  BOOST_TEST_REQUIRE(outcome(organizer.post("/api/v1/events/" + event + "/check-in-lists",
                                            R"({"key": "grenze-hin", "name": "Bus zur Grenze", "admits": "all"})")) ==
                     "201");
  for (const auto& [who, code] : tickets) {
    if (who == travellers[1]) continue;
    BOOST_TEST_REQUIRE(outcome(world.desk.post("/api/v1/events/" + event + "/check-ins",
                                               R"({"direction": "entry", "list": "grenze-hin", "ticket_code": ")" +
                                                   code + "\"}")) == "200");
  }
  const auto counts = world.desk.get(trip + "/head-counts?day=" + day(3));
  BOOST_TEST(counts.text("/items/1/item/key") == "grenze-hin");
  BOOST_TEST(counts.integer("/items/1/heads/inside") == places - 1);
  BOOST_TEST(counts.size("/items/1/heads/missing") == 1u);
  BOOST_TEST(counts.text("/items/1/heads/missing/0/given_name") == "Bert");
  BOOST_TEST(outcome(world.desk.post(trip + "/incidents",
                                     R"({"severity": "note", "item": "grenze-hin", "participant_id": ")" +
                                         travellers[1] + R"(", "note": "Er war noch im Hotel"})")) == "201");

  BOOST_TEST_MESSAGE("What they think of it: 1.1");
  BOOST_TEST_REQUIRE(outcome(organizer.patch("/api/v1/events/" + event, R"({"status": "completed"})", any_version)) ==
                     "200");
  int at_huawei = 0;
  for (std::size_t i = 0; i < links.size("/links"); ++i) {
    const auto link = "/api/v1/personal/" + links.text("/links/" + std::to_string(i) + "/link");
    // Each of the five who go to Huawei has it in his calendar, and nobody else.
    if (has(world.anonymous.get(link + "/itinerary?format=ics").body, "Besuch bei Huawei")) ++at_huawei;
    const auto overall = i == 0 ? "2.0" : "1.0";
    const auto said = world.anonymous.put(
        link + "/feedback", std::string(R"({"overall": )") + overall +
                                R"(, "would_go_again": true, "items": [{"item": "science-park", "grade": 1.3}]})");
    BOOST_TEST_REQUIRE(said.status / 100 == 2, said.body);
  }
  BOOST_TEST(at_huawei == 5);
  const auto feedback = organizer.get(trip + "/feedback");
  BOOST_TEST(feedback.integer("/overall/n") == places);
  BOOST_TEST(feedback.number("/overall/mean") == 1.1);  // 9 / 8
  BOOST_TEST(feedback.number("/overall/median") == 1.0);
  BOOST_TEST(feedback.number("/would_go_again/share") == 1);
  const auto trips = organizer.get("/api/v1/statistics/trips?format=rows&from=" + day(0).substr(0, 4));
  bool found = false;
  for (std::size_t i = 0; i < trips.size(""); ++i) {
    const auto at = "/" + std::to_string(i);
    if (trips.text(at + "/event_id") != event) continue;
    found = true;
    BOOST_TEST(trips.number(at + "/grade_mean") == 1.1);
    BOOST_TEST(trips.integer(at + "/participants") == places - 1);  // who was let in at least once
  }
  BOOST_TEST(found);
}

BOOST_AUTO_TEST_SUITE_END()
