// An event's life: opened, moved, completed, cancelled, deleted, and what becomes of all that hangs on it.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

struct Life {
  World& world = World::get();
  std::string event = world.new_event();
  std::string path = "/api/v1/events/" + event;

  Answer become(const std::string& status) {
    return world.organizer.patch(path, R"({"status": ")" + status + "\"}", {{"If-Match", "*"}});
  }
  Answer change(const std::string& patch) { return world.organizer.patch(path, patch, {{"If-Match", "*"}}); }
  Answer trail(const std::string& object) { return world.organizer.get("/api/v1/audit?object=" + object); }
  Answer registration(const std::string& id) { return world.viewer.get("/api/v1/registrations/" + id); }
  std::string enter(const std::string& ticket) {
    return outcome(world.desk.post(path + "/check-ins", R"({"direction": "entry", "ticket_code": ")" + ticket + "\"}"));
  }
};

/// The change of one member in an audit entry: "before>after", with - for none.
std::string changed(const Answer& trail, std::size_t entry, const std::string& member) {
  for (const auto& change : trail.at("/results/" + std::to_string(entry) + "/changes").items) {
    if (change.find("member")->text != member) continue;
    const auto text = [&](const char* side) {
      const auto* value = change.find(side);
      return value->kind == tagwerk::json::Node::Kind::null ? std::string("-") : value->text;
    };
    return text("before") + ">" + text("after");
  }
  return "";
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(event_life, Life)

BOOST_AUTO_TEST_CASE(planned_open_and_closed_follow_each_other_in_any_order) {
  for (const char* status : {"closed", "planned", "open", "planned", "closed", "open"}) {
    BOOST_TEST(outcome(become(status)) == "200");
    BOOST_TEST(world.viewer.get(path).text("/status") == status);
  }
}

BOOST_AUTO_TEST_CASE(completed_goes_back_to_closed_only) {
  BOOST_TEST(outcome(become("completed")) == "200");
  for (const char* status : {"planned", "open", "cancelled"}) {
    const auto refused = become(status);
    BOOST_TEST(outcome(refused) == "409 status_transition");
    BOOST_TEST(refused.text("/detail").find(status) != std::string::npos);
    BOOST_TEST(refused.text("/detail").find("closed") != std::string::npos);
  }
  BOOST_TEST(outcome(become("completed")) == "200");
  BOOST_TEST(outcome(become("closed")) == "200");
  BOOST_TEST(outcome(become("cancelled")) == "200");
}

BOOST_AUTO_TEST_CASE(cancelled_is_final) {
  BOOST_TEST(outcome(become("cancelled")) == "200");
  const auto etag = world.viewer.get(path).header("etag");
  for (const char* status : {"planned", "open", "closed", "completed"})
    BOOST_TEST(outcome(become(status)) == "409 status_transition", status);
  BOOST_TEST(outcome(become("cancelled")) == "200");
  BOOST_TEST(world.viewer.get(path).header("etag") == etag);
}

BOOST_AUTO_TEST_CASE(a_refused_change_changes_nothing_at_all) {
  BOOST_TEST(outcome(become("completed")) == "200");
  const auto before = world.viewer.get(path);
  BOOST_TEST(outcome(change(R"({"name": "Neu", "status": "open"})")) == "409 status_transition");
  BOOST_TEST(world.viewer.get(path).body == before.body);
  BOOST_TEST(trail(event).size("/results") == 2u);
}

BOOST_AUTO_TEST_CASE(cancelling_cancels_registrations_waiting_ones_and_tickets) {
  world.set_capacity(event, R"([{"key": "participants", "limit": 3}, {"key": "hotel_rooms", "limit": 5}])");
  const auto confirmed =
      world.organizer.post(path + "/registrations", R"({"company_id": ")" + world.partner_company +
                                                        R"(", "headcount": 2, "pools": {"hotel_rooms": 2}})");
  const auto partly = world.register_heads(event, world.new_company(), 2, "partial");
  const auto waiting = world.register_heads(event, world.new_company(), 1, "all_or_nothing");
  BOOST_TEST_REQUIRE(outcome(confirmed) == "201");
  BOOST_TEST(enter(confirmed.text("/participants/0/ticket_code")) == "200");

  BOOST_TEST(outcome(become("cancelled")) == "200");
  for (const auto* one : {&confirmed, &partly, &waiting}) {
    const auto now = registration(one->id());
    BOOST_TEST(now.text("/status") == "cancelled");
    BOOST_TEST(now.integer("/confirmed_headcount") == 0);
    BOOST_TEST(now.integer("/waitlisted_headcount") == 0);
    BOOST_TEST(!now.is_null("/cancelled_at"));
    BOOST_TEST(now.header("etag") != one->header("etag"));
    for (const auto& head : now.at("/participants").items) BOOST_TEST(head.find("state")->text == "cancelled");
    BOOST_TEST(enter(one->text("/participants/0/ticket_code")) == "409 event_cancelled");
    BOOST_TEST(outcome(world.organizer.post("/api/v1/registrations/" + one->id() + "/cancellation", "")) ==
               "409 already_cancelled");
    const auto entries = trail(one->id());
    BOOST_TEST(entries.text("/results/1/action") == "cancelled");
    BOOST_TEST(changed(entries, 1, "status") == one->text("/status") + ">cancelled");
  }
  const auto capacity = world.viewer.get(path + "/capacity");
  for (const auto& pool : capacity.at("/pools").items) {
    for (const char* count : {"confirmed", "held", "waitlisted"}) BOOST_TEST(pool.find(count)->integer == 0);
  }
  BOOST_TEST(outcome(world.register_heads(event, world.partner_company, 1)) == "409 event_not_open");
  const auto entries = trail(event);
  BOOST_TEST(entries.text("/results/2/action") == "cancelled");
  BOOST_TEST(changed(entries, 2, "status") == "open>cancelled");
}

BOOST_AUTO_TEST_CASE(moving_the_dates_keeps_all_that_hangs_on_it_and_is_in_the_trail) {
  const auto made = world.register_heads(event, world.new_company(), 2);
  BOOST_TEST(outcome(change(R"({"starts_on": "2031-01-01", "ends_on": "2031-01-03"})")) == "200");
  BOOST_TEST(registration(made.id()).body == made.body);
  BOOST_TEST(enter(made.text("/participants/0/ticket_code")) == "200");
  BOOST_TEST(world.viewer.get(path + "/capacity").integer("/pools/0/confirmed") == 2);
  const auto entries = trail(event);
  BOOST_TEST_REQUIRE(entries.size("/results") == 2u);
  BOOST_TEST(entries.text("/results/0/action") == "created");
  BOOST_TEST(changed(entries, 0, "starts_on") == "->2030-11-10");
  BOOST_TEST(entries.text("/results/1/action") == "changed");
  BOOST_TEST(entries.size("/results/1/changes") == 2u);
  BOOST_TEST(changed(entries, 1, "starts_on") == "2030-11-10>2031-01-01");
  BOOST_TEST(changed(entries, 1, "ends_on") == "2030-11-11>2031-01-03");
  BOOST_TEST(entries.text("/results/1/actor").find("organizer") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(deleting_is_refused_while_anything_hangs_on_it) {
  const Headers any{{"If-Match", "*"}};
  const auto made = world.register_heads(event, world.new_company(), 1);
  const auto refused = world.organizer.remove(path, any);
  BOOST_TEST(outcome(refused) == "409 still_referenced");
  BOOST_TEST(refused.text("/detail").find("1 registration") != std::string::npos);
  BOOST_TEST(outcome(world.organizer.post("/api/v1/registrations/" + made.id() + "/cancellation", "")) == "200");
  BOOST_TEST(outcome(world.organizer.remove(path, any)) == "409 still_referenced");  // cancelled ones are history
  BOOST_TEST(outcome(become("cancelled")) == "200");
  BOOST_TEST(outcome(world.organizer.remove(path, any)) == "409 still_referenced");
  BOOST_TEST(outcome(world.viewer.get(path)) == "200");
}

BOOST_AUTO_TEST_CASE(a_refused_scan_alone_hangs_on_it_too) {
  BOOST_TEST(enter("T-NOBODY") == "409 unknown_ticket");
  BOOST_TEST(outcome(world.organizer.remove(path, {{"If-Match", "*"}})) == "409 still_referenced");
}

BOOST_AUTO_TEST_CASE(an_event_on_which_nothing_hangs_is_deleted_and_its_trail_stays) {
  world.set_capacity(event, R"([{"key": "participants", "limit": 3}])");
  check_removal(world.organizer, path);
  for (const char* below : {"/capacity", "/registrations", "/check-ins", "/grades/summary", "/attendance"})
    BOOST_TEST(outcome(world.organizer.get(path + below)) == "404 not_found", below);
  BOOST_TEST(outcome(world.register_heads(event, world.partner_company, 1)) == "404 not_found");
  const auto entries = trail(event);
  BOOST_TEST_REQUIRE(entries.size("/results") == 3u);
  BOOST_TEST(entries.text("/results/2/action") == "deleted");
  BOOST_TEST(changed(entries, 2, "starts_on") == "2030-11-10>-");
}

BOOST_AUTO_TEST_SUITE_END()
