// Purpose: a series of a test's own, with events of which companies are registered. Errors: what must succeed and does not is a
// failed check. Thread-safety: one per thread.
#pragma once

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

namespace tagwerk::test {

struct SeriesWorld {
  World& world = World::get();
  std::string series = new_series("other");

  std::string new_series(const std::string& kind) const {
    auto key = world.fresh_word();
    BOOST_TEST_REQUIRE(
        outcome(world.organizer.post(
            "/api/v1/series", R"({"key": ")" + key + R"(", "name": "Reihe", "kind": ")" + kind + "\"}")) == "201");
    return key;
  }
  /// Open, in the edition year of its only day.
  std::string event_on(const std::string& day, const std::string& of_series = {}) const {
    const auto made = world.organizer.post(
        "/api/v1/events", R"({"series_key": ")" + (of_series.empty() ? series : of_series) +
                              R"(", "name": "Treffen", "edition_year": )" + day.substr(0, 4) + R"(, "starts_on": ")" +
                              day + R"(", "ends_on": ")" + day +
                              R"(", "time_zone": "Europe/Berlin", "city": "Bonn", "country": "DE", "status": "open"})");
    BOOST_TEST_REQUIRE(outcome(made) == "201");
    return made.id();
  }
  void register_at(const std::string& event, const std::vector<std::string>& companies, int heads = 2) const {
    for (const auto& company : companies)
      BOOST_TEST_REQUIRE(outcome(world.register_heads(event, company, heads)) == "201");
  }
};

}  // namespace tagwerk::test
