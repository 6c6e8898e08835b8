// The queue: strictly in the order of arrival, groups whole or in part, and every freed place goes to who waits for it.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/registering.hpp"

using namespace tagwerk::test;

namespace {

struct Queue : Registering {
  Answer enter(int heads, const std::string& waitlist = "none", const std::string& pools = "{}",
               const std::string& of_company = {}) {
    company = of_company.empty() ? world.new_company() : of_company;
    return Registering::enter(R"("headcount": )" + std::to_string(heads) + R"(, "waitlist": ")" + waitlist +
                              R"(", "pools": )" + pools);
  }
  /// "confirmed 2+0": status, confirmed and waiting heads.
  std::string state(const Answer& registration) {
    const auto answer = now(registration);
    return answer.text("/status") + " " + std::to_string(answer.integer("/confirmed_headcount")) + "+" +
           std::to_string(answer.integer("/waitlisted_headcount"));
  }
  /// "confirmed/waitlisted/available" of a pool.
  std::string counts(const std::string& key) {
    const auto capacity = world.viewer.get("/api/v1/events/" + event + "/capacity");
    for (const auto& pool : capacity.at("/pools").items) {
      if (pool.find("key")->text != key) continue;
      const auto number = [&](const char* name) { return std::to_string(pool.find(name)->integer); };
      return number("confirmed") + "/" + number("waitlisted") + "/" + number("available");
    }
    return "none";
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(waitlist, Queue)

BOOST_AUTO_TEST_CASE(a_whole_group_waits_until_all_of_it_fits) {
  limit("participants", 3);
  const auto first = enter(1);
  const auto second = enter(1);
  const auto group = enter(3, "all_or_nothing");
  BOOST_TEST(group.text("/status") == "waitlisted");
  BOOST_TEST(group.text("/participants/2/state") == "waitlisted");
  BOOST_TEST(counts("participants") == "2/3/1");
  cancel(first);
  BOOST_TEST(state(group) == "waitlisted 0+3");
  cancel(second);
  BOOST_TEST(state(group) == "confirmed 3+0");
  BOOST_TEST(now(group).text("/participants/2/state") == "confirmed");
  BOOST_TEST(now(group).header("etag") != group.header("etag"));
  BOOST_TEST(counts("participants") == "3/0/0");
  const auto trail = world.organizer.get("/api/v1/audit?object=" + group.id());
  BOOST_TEST(trail.text("/results/1/action") == "promoted");
}

BOOST_AUTO_TEST_CASE(nobody_jumps_the_queue) {
  limit("participants", 3);
  const auto in = enter(2);
  const auto big = enter(2, "all_or_nothing");
  const auto small = enter(1, "all_or_nothing");
  BOOST_TEST(small.text("/status") == "waitlisted");  // although one place is free
  BOOST_TEST(outcome(enter(1)) == "409 waitlist_not_empty");
  BOOST_TEST(outcome(enter(2)) == "409 capacity_exceeded");
  BOOST_TEST(enter(1, "partial").text("/status") == "waitlisted");
  cancel(in);
  BOOST_TEST(state(big) == "confirmed 2+0");
  BOOST_TEST(state(small) == "confirmed 1+0");
}

BOOST_AUTO_TEST_CASE(a_partial_group_fills_up_head_by_head_in_the_order_of_its_list) {
  limit("participants", 4);
  const auto first = enter(1);
  const auto second = enter(1);
  const auto group = enter(4, "partial");
  BOOST_TEST(state(group) == "partly_confirmed 2+2");
  const auto states = [&] {
    std::string text;
    const auto answer = now(group);
    for (const auto& head : answer.at("/participants").items) text += head.find("state")->text.substr(0, 1);
    return text;
  };
  BOOST_TEST(states() == "ccww");
  cancel(first);
  BOOST_TEST(state(group) == "partly_confirmed 3+1");
  BOOST_TEST(states() == "cccw");
  cancel(second);
  BOOST_TEST(state(group) == "confirmed 4+0");
  BOOST_TEST(states() == "cccc");
}

BOOST_AUTO_TEST_CASE(a_waiting_registration_that_is_cancelled_lets_the_next_one_up) {
  limit("participants", 2);
  const auto in = enter(1);
  const auto big = enter(2, "all_or_nothing");
  const auto small = enter(1, "all_or_nothing");
  BOOST_TEST(state(small) == "waitlisted 0+1");
  cancel(big);
  BOOST_TEST(state(small) == "confirmed 1+0");
  BOOST_TEST(state(in) == "confirmed 1+0");
  BOOST_TEST(counts("participants") == "2/0/0");
}

BOOST_AUTO_TEST_CASE(a_raised_limit_promotes_in_order_and_a_removed_one_promotes_all) {
  limit("participants", 2);
  const auto in = enter(1);
  const auto a = enter(2, "all_or_nothing");
  const auto b = enter(2, "partial");
  const auto c = enter(1, "all_or_nothing");
  BOOST_TEST(outcome(enter(3, "all_or_nothing")) == "409 more_than_there_is");
  limit("participants", 2);
  BOOST_TEST(state(a) == "waitlisted 0+2");
  limit("participants", 4);
  BOOST_TEST(state(a) == "confirmed 2+0");
  BOOST_TEST(state(b) == "partly_confirmed 1+1");
  BOOST_TEST(state(c) == "waitlisted 0+1");
  world.set_capacity(event, R"([{"key": "participants", "limit": 4, "overbook": 1}])");
  BOOST_TEST(state(b) == "confirmed 2+0");
  BOOST_TEST(state(c) == "waitlisted 0+1");
  world.set_capacity(event, "[]");
  BOOST_TEST(state(c) == "confirmed 1+0");
  BOOST_TEST(state(in) == "confirmed 1+0");
}

BOOST_AUTO_TEST_CASE(a_group_gets_places_of_all_its_pools_or_none) {
  world.set_capacity(event, R"([{"key": "participants", "limit": 10}, {"key": "hotel_rooms", "limit": 2}])");
  const auto in = enter(1, "none", R"({"hotel_rooms": 1})");
  const auto refused = enter(2, "none", R"({"hotel_rooms": 2})");
  BOOST_TEST(outcome(refused) == "409 capacity_exceeded");
  BOOST_TEST(refused.text("/detail") == "The pool 'hotel_rooms' has 1 places left, 2 were asked for.");
  BOOST_TEST(counts("participants") == "1/0/9");
  BOOST_TEST(counts("hotel_rooms") == "1/0/1");
  const auto group = enter(2, "all_or_nothing", R"({"hotel_rooms": 2})");
  BOOST_TEST(state(group) == "waitlisted 0+2");
  BOOST_TEST(group.integer("/pools/hotel_rooms/waitlisted") == 2);
  BOOST_TEST(counts("participants") == "1/2/9");
  BOOST_TEST(outcome(enter(1)) == "201");  // who needs no room is not held up
  BOOST_TEST(outcome(enter(1, "none", R"({"hotel_rooms": 1})")) == "409 waitlist_not_empty");
  cancel(in);
  BOOST_TEST(state(group) == "confirmed 2+0");
  BOOST_TEST(now(group).integer("/pools/hotel_rooms/confirmed") == 2);
  BOOST_TEST(counts("hotel_rooms") == "2/0/0");
}

BOOST_AUTO_TEST_CASE(a_partial_group_comes_although_some_of_its_rooms_wait) {
  world.set_capacity(event, R"([{"key": "hotel_rooms", "limit": 3}])");
  BOOST_TEST(outcome(enter(1, "none", R"({"hotel_rooms": 2})")) == "201");
  const auto refused = enter(3, "partial", R"({"hotel_rooms": 4})");
  BOOST_TEST(outcome(refused) == "409 more_than_there_is");
  BOOST_TEST(refused.text("/detail").starts_with("The pool 'hotel_rooms' has 3 places in all, 4 were asked for"));
  const auto group = enter(3, "partial", R"({"hotel_rooms": 3})");
  BOOST_TEST(group.text("/status") == "partly_confirmed");
  BOOST_TEST(group.integer("/confirmed_headcount") == 3);
  BOOST_TEST(group.integer("/pools/hotel_rooms/confirmed") == 1);
  BOOST_TEST(group.integer("/pools/hotel_rooms/waitlisted") == 2);
  limit("hotel_rooms", 5);
  BOOST_TEST(state(group) == "confirmed 3+0");
  BOOST_TEST(now(group).integer("/pools/hotel_rooms/confirmed") == 3);
}

BOOST_AUTO_TEST_CASE(a_company_takes_one_company_place_however_often_it_registers) {
  limit("companies", 1);
  const auto system_house = world.new_company();
  const auto first = enter(1, "none", "{}", system_house);
  const auto second = enter(5, "none", "{}", system_house);
  BOOST_TEST(outcome(second) == "201");
  const auto refused = enter(1);
  BOOST_TEST(outcome(refused) == "409 capacity_exceeded");
  BOOST_TEST(refused.text("/detail").find("'companies'") != std::string::npos);
  const auto waiting = enter(2, "all_or_nothing");
  BOOST_TEST(counts("companies") == "1/1/0");
  cancel(first);
  BOOST_TEST(state(waiting) == "waitlisted 0+2");
  cancel(second);
  BOOST_TEST(state(waiting) == "confirmed 2+0");
  BOOST_TEST(counts("companies") == "1/0/0");
}

BOOST_AUTO_TEST_CASE(a_closed_event_goes_on_promoting_who_waits) {
  limit("participants", 1);
  const auto in = enter(1);
  const auto waiting = enter(1, "all_or_nothing");
  BOOST_TEST(outcome(world.organizer.patch("/api/v1/events/" + event, R"({"status": "closed"})",
                                           {{"If-Match", "*"}})) == "200");
  cancel(in);
  BOOST_TEST(state(waiting) == "confirmed 1+0");
}

BOOST_AUTO_TEST_CASE(a_ticket_of_who_waits_admits_from_the_promotion_on) {
  limit("participants", 1);
  const auto in = enter(1);
  const auto waiting = enter(1, "all_or_nothing");
  const auto scan = R"({"direction": "entry", "ticket_code": ")" + waiting.text("/participants/0/ticket_code") + "\"}";
  const auto door = "/api/v1/events/" + event + "/check-ins";
  BOOST_TEST(outcome(world.desk.post(door, scan)) == "409 waitlisted");
  cancel(in);
  BOOST_TEST(outcome(world.desk.post(door, scan)) == "200");
}

BOOST_AUTO_TEST_CASE(counters_and_rows_agree_after_all_of_this) {
  const auto doctor = tagwerk::test::tagwerk(world.database.url(), {"doctor"});
  BOOST_TEST(doctor.status == 0, doctor.out << doctor.err);
}

BOOST_AUTO_TEST_SUITE_END()
