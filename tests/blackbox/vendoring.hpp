// Purpose: an event with a package for vendors, and short words for what vendors and organizers do there.
// Errors: what must succeed and does not is a failed check. Thread-safety: one per thread.
#pragma once

#include <boost/test/unit_test.hpp>

#include <string>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

namespace tagwerk::test {

struct Vendoring {
  World& world = World::get();
  std::string event = world.new_event();
  std::string packages = "/api/v1/events/" + event + "/vendor-packages";
  std::string participations = "/api/v1/events/" + event + "/vendor-participations";
  std::string booths = "/api/v1/events/" + event + "/booths";

  /// With the price 2500.00 EUR and 19 % VAT, and two staff passes.
  void make_package(const std::string& key = "gold", const std::string& more = {}) const {
    BOOST_TEST_REQUIRE(outcome(world.organizer.post(packages, package(key, more))) == "201");
  }
  [[nodiscard]] static std::string package(const std::string& key, const std::string& more = {}) {
    return R"({"key": ")" + key +
           R"(", "name": "Paket", "price": {"amount": "2500.00", "currency": "EUR"}, "vat_rate": 19, "staff_passes": 2)" +
           more + "}";
  }
  [[nodiscard]] static std::string enquiry(const std::string& company, const std::string& key = "gold",
                                           const std::string& more = {}) {
    return R"({"company_id": ")" + company + R"(", "package": ")" + key + '"' + more + "}";
  }
  [[nodiscard]] Answer enquire(const std::string& company, const std::string& key = "gold",
                               const Headers& headers = {}) const {
    return world.organizer.post(participations, enquiry(company, key), headers);
  }
  /// The address of a participation, or of something below it.
  [[nodiscard]] static std::string of(const Answer& participation, const std::string& part = {}) {
    return "/api/v1/vendor-participations/" + participation.id() + part;
  }
  [[nodiscard]] Answer act(const Answer& participation, const std::string& verb, const std::string& json = {}) const {
    return world.organizer.post(of(participation, "/" + verb), json);
  }
  /// Booked by an organizer; of world.vendor's company.
  [[nodiscard]] Answer booked() const {
    const auto made = enquire(world.vendor_company);
    BOOST_TEST_REQUIRE(outcome(made) == "201");
    const auto booking = act(made, "booking");
    BOOST_TEST_REQUIRE(outcome(booking) == "200");
    return booking;
  }
  /// A token of another vendor.
  [[nodiscard]] Client rival(const std::string& company) const {
    return {world.server->port(), make_token(world.database.url(), "test", "vendor", company)};
  }
  void set_status(const std::string& status) const {
    BOOST_TEST_REQUIRE(outcome(world.organizer.patch("/api/v1/events/" + event, R"({"status": ")" + status + "\"}",
                                                     {{"If-Match", "*"}})) == "200");
  }
};

}  // namespace tagwerk::test
