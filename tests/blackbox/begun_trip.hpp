// Purpose: a study trip of a test's own that was on last week, with a published itinerary, named travellers and their personal links.
// Errors: what must succeed and does not is a failed check. Thread-safety: one per thread.
#pragma once

#include <boost/test/unit_test.hpp>

#include <string>

#include "engine/core/time.hpp"
#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/tripping.hpp"
#include "tests/blackbox/world.hpp"

namespace tagwerk::test {

[[nodiscard]] inline std::string day_from_today(int days) {
  return core::to_text(boost::gregorian::day_clock::universal_day() + boost::gregorian::days(days));
}

struct BegunTrip {
  World& world = World::get();
  std::string event = new_trip(world, day_from_today(-8), day_from_today(-2));
  std::string trip = "/api/v1/events/" + event + "/trip";

  /// A visit `huawei` and a lodging `inn` that were, a visit `park` that is still to come, and a meal.
  [[nodiscard]] static std::string itinerary() {
    const auto item = [](const std::string& key, const std::string& kind, int from, int until) {
      return R"({"key": ")" + key + R"(", "kind": ")" + kind + R"(", "title": "Programm )" + key +
             R"(", "place": "sz", "starts_on": ")" + day_from_today(from) + R"(", "starts_at": "18:00", "ends_on": ")" +
             day_from_today(until) + R"(", "ends_at": "19:00"})";
    };
    return R"({"places": [{"key": "sz", "name": "Shenzhen", "country": "CN", "time_zone": "Asia/Shanghai"}], "items": [)" +
           item("huawei", "visit", -7, -7) + "," + item("inn", "lodging", -7, -5) + "," + item("meal", "meal", -6, -6) +
           "," + item("park", "visit", 5, 5) + "]}";
  }
  void publish(const std::string& body = itinerary()) const {
    BOOST_TEST_REQUIRE(outcome(world.organizer.put(trip + "/itinerary", body)) == "200");
    BOOST_TEST_REQUIRE(outcome(world.organizer.put(trip + "/itinerary/publication", "", {{"If-Match", "*"}})) == "200");
  }
  /// The registration.
  [[nodiscard]] Answer enter(const std::string& given_name, const std::string& company = {}) const {
    const auto made =
        world.organizer.post("/api/v1/events/" + event + "/registrations",
                             R"({"company_id": ")" + (company.empty() ? world.partner_company : company) +
                                 R"(", "participants": [{"given_name": ")" + given_name +
                                 R"(", "family_name": "Beispiel", "email": ")" + given_name + R"(@example.org"}]})");
    BOOST_TEST_REQUIRE(outcome(made) == "201");
    return made;
  }
  [[nodiscard]] std::string traveller(const std::string& given_name, const std::string& company = {}) const {
    return enter(given_name, company).text("/participants/0/id");
  }
  /// The secret of a new one.
  [[nodiscard]] std::string link_of(const std::string& participant) const {
    const auto made = world.organizer.post(trip + "/links", R"({"participants": [")" + participant + "\"]}");
    BOOST_TEST_REQUIRE(outcome(made) == "201");
    return made.text("/links/0/link");
  }
  [[nodiscard]] static std::string personal(const std::string& link, const std::string& part = "/feedback") {
    return "/api/v1/personal/" + link + part;
  }
  [[nodiscard]] Answer give(const std::string& link, const std::string& body, const Headers& headers = {}) const {
    return world.anonymous.put(personal(link), body, headers);
  }
};

}  // namespace tagwerk::test
