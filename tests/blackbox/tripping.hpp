// Purpose: a study trip of a test's own: seven days in 2030, Frankfurt to Hong Kong; and where it sleeps.
// Errors: what must succeed and does not is a failed check. Thread-safety: one per thread.
#pragma once

#include <boost/test/unit_test.hpp>

#include <string>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

namespace tagwerk::test {

/// The id of a new one, of a series of its own.
[[nodiscard]] inline std::string new_trip(World& world, const std::string& from = "2030-11-05",
                                          const std::string& to = "2030-11-11") {
  const auto series = world.fresh_word();
  BOOST_TEST_REQUIRE(outcome(world.organizer.post(
                         "/api/v1/series",
                         R"({"key": ")" + series + R"(", "name": "Bildungsreise", "kind": "study_trip"})")) == "201");
  const auto made =
      world.organizer.post("/api/v1/events", R"({"series_key": ")" + series +
                                                 R"(", "name": "China 2030", "edition_year": 2030, "starts_on": ")" +
                                                 from + R"(",
                            "ends_on": ")" + to + R"(", "time_zone": "Asia/Hong_Kong", "city": "Shenzhen",
                            "country": "CN", "status": "open"})");
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  return made.id();
}

/// JSON of an item of a draft.
[[nodiscard]] inline std::string lodging_item(const std::string& key, const std::string& starts_on,
                                              const std::string& ends_on) {
  return R"({"key": ")" + key + R"(", "kind": "lodging", "title": "Hotel )" + key +
         R"(", "place": "hkg", "starts_on": ")" + starts_on + R"(", "starts_at": "18:00", "ends_on": ")" + ends_on +
         R"(", "ends_at": "08:00"})";
}
/// Replaces the draft by one with those items.
inline void put_draft(World& world, const std::string& event, const std::string& items) {
  BOOST_TEST_REQUIRE(outcome(world.organizer.put("/api/v1/events/" + event + "/trip/itinerary",
                                                 R"({"places": [{"key": "hkg", "name": "Hongkong", "country": "HK", )"
                                                 R"("time_zone": "Asia/Hong_Kong"}], "items": [)" +
                                                     items + "]}")) == "200");
}

}  // namespace tagwerk::test
