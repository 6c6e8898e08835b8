// Purpose: a study trip of a test's own, with travellers of the company of world.partner, and short words for what is said of them.
// Errors: what must succeed and does not is a failed check. Thread-safety: one per thread.
#pragma once

#include <boost/test/unit_test.hpp>

#include <string>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/tripping.hpp"
#include "tests/blackbox/world.hpp"

namespace tagwerk::test {

struct TravellersWorld {
  World& world = World::get();
  std::string event = new_trip(world);
  std::string trip = "/api/v1/events/" + event + "/trip";
  std::string travellers = trip + "/travellers";

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
  [[nodiscard]] std::string of(const Answer& registration, const std::string& part = {}) const {
    return travellers + "/" + registration.text("/participants/0/id") + part;
  }
  /// Everything; `number` is the JSON of the passport's number.
  [[nodiscard]] static std::string complete(const std::string& number = R"("C01X00T47")") {
    return R"({"passport": {"country": "DE", "expires_on": "2035-01-31", "number": )" + number +
           R"(}, "visas": [{"country": "CN", "state": "granted", "valid_from": "2030-11-01", "valid_until": "2030-11-30"}],)"
           R"( "dietary_needs": "vegetarisch", "emergency_contact": {"name": "Otto Beispiel", "phone": "+49 30 123456",)"
           R"( "relation": "Bruder"}, "insurance": {"provider": "Musterversicherung", "policy_number": "P-1",)"
           R"( "valid_until": "2030-12-31"}})";
  }
  [[nodiscard]] Answer say(const Client& client, const std::string& path, const std::string& json,
                           const std::string& if_match = "*") const {
    return client.put(path, json, {{"If-Match", if_match}});
  }
  void know(const std::string& nationality, const std::string& country, const std::string& members) const {
    BOOST_TEST_REQUIRE(outcome(world.organizer.put(
                           "/api/v1/visa-rules/" + nationality + "/" + country,
                           "{" + members + R"(, "source": "Auswärtiges Amt", "as_of": "2030-06-01"})")) == "200");
  }
  void ask(const std::string& countries, const std::string& requirements, const std::string& more = {}) const {
    BOOST_TEST_REQUIRE(
        outcome(world.organizer.put(trip + "/requirements", R"({"countries": )" + countries + R"(, "requirements": )" +
                                                                requirements + more + "}")) == "200");
  }
};

}  // namespace tagwerk::test
