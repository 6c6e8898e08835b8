// Purpose: an event with talks: three partners and two vendors that are registered, five slots, two tables.
// Thread-safety: as the world's clients.
#pragma once

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

namespace tagwerk::test {

struct TalksWorld {
  World& world = World::get();
  std::string event;
  std::vector<std::string> registrations;
  std::vector<std::string> partners{registered("partner"), registered("partner"), registered("partner")};
  std::vector<std::string> vendors{registered("vendor"), registered("vendor")};

  TalksWorld() : TalksWorld(World::get().new_event(R"(, "starts_on": "2030-11-10", "ends_on": "2030-11-10")")) {}
  /// An event on 2030-11-10.
  explicit TalksWorld(std::string at) : event(std::move(at)) {}

  [[nodiscard]] std::string event_path() const { return "/api/v1/events/" + event; }
  [[nodiscard]] std::string settings_path() const { return event_path() + "/talks/settings"; }
  [[nodiscard]] std::string wishes_path() const { return event_path() + "/talk-wishes"; }
  [[nodiscard]] std::string timetable_path() const { return event_path() + "/talks/timetable"; }

  static std::string settings_json(const std::string& more = {}) {
    return R"({"slot_minutes": 30, "tables": 2, "sessions": [
        {"key": "morning", "name": "Vormittag", "date": "2030-11-10", "starts_at": "09:00", "ends_at": "11:00"},
        {"key": "afternoon", "name": "Nachmittag", "date": "2030-11-10", "starts_at": "13:00", "ends_at": "14:00"}],
        "breaks": [{"name": "Kaffee", "date": "2030-11-10", "starts_at": "10:00", "ends_at": "10:30"}])" +
           more + "}";
  }
  void open_talks(const std::string& more = {}) {
    BOOST_TEST_REQUIRE(outcome(world.organizer.put(settings_path(), settings_json(more))) == "200");
  }
  static std::string pair(const std::string& company, const std::string& with_company, const std::string& more = {}) {
    return R"({"company_id": ")" + company + R"(", "with_company_id": ")" + with_company + R"(")" + more + "}";
  }
  Answer wish_of(const std::string& company, const std::string& with_company, const std::string& more = {}) {
    return world.organizer.post(wishes_path(), pair(company, with_company, more));
  }
  /// Every partner with every vendor.
  void accept_all() {
    for (const auto& partner : partners) {
      for (const auto& vendor : vendors) {
        const auto wish = wish_of(partner, vendor);
        BOOST_TEST_REQUIRE(outcome(world.organizer.post("/api/v1/talk-wishes/" + wish.id() + "/answer",
                                                        R"({"accepted": true})")) == "200");
      }
    }
  }
  void register_company(const std::string& company) {
    registrations.push_back(world.register_heads(event, company, 1).id());
  }
  std::string registered(const std::string& role) {
    const auto company = world.new_company(role);
    register_company(company);
    return company;
  }
  /// The job, once it is over.
  Answer plan(const std::string& body = R"({"time_limit_ms": 20000})") {
    const auto job = world.organizer.post(event_path() + "/talk-plans", body);
    BOOST_TEST_REQUIRE(outcome(job) == "202");
    return wait_for(job.header("location"));
  }
  Answer wait_for(const std::string& job_path) {
    for (int i = 0; i < 600; ++i) {
      auto job = world.viewer.get(job_path);
      BOOST_TEST_REQUIRE(outcome(job) == "200");
      if (!job.is_null("/finished_at")) return job;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    BOOST_FAIL("the job does not end");
    return {};
  }
  /// Where a company of the first talk has another one.
  static std::int64_t slot_of_another_talk(const Answer& plan) {
    const auto company = plan.text("/talks/0/company_id");
    const auto with_company = plan.text("/talks/0/with_company_id");
    for (std::size_t i = 1; i < plan.size("/talks"); ++i) {
      const auto at = "/talks/" + std::to_string(i);
      for (const auto* side : {"/company_id", "/with_company_id"}) {
        const auto other = plan.text(at + side);
        if (other == company || other == with_company) return plan.integer(at + "/slot");
      }
    }
    return 0;
  }
};

}  // namespace tagwerk::test
