// Why a group has its places or not, and how many are before it: told to whoever may see the registration.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

struct Explanations {
  World& world = World::get();
  std::string event = world.new_event();

  Answer enter(const std::string& company, int heads, const std::string& waitlist = "none",
               const std::string& more = {}) {
    auto made = world.organizer.post("/api/v1/events/" + event + "/registrations",
                                     R"({"company_id": ")" + company + R"(", "headcount": )" + std::to_string(heads) +
                                         R"(, "waitlist": ")" + waitlist + "\"" + more + "}");
    BOOST_TEST_REQUIRE(outcome(made) == "201");
    return made;
  }
  static std::string path_of(const Answer& registration) {
    return "/api/v1/registrations/" + registration.id() + "/explanation";
  }
  void put(const std::string& part, const std::string& body) {
    BOOST_TEST_REQUIRE(outcome(world.organizer.put("/api/v1/events/" + event + part, body, {{"If-Match", "*"}})) ==
                       "200");
  }
  std::string codes(const Answer& registration) {
    std::string text;
    const auto told = world.viewer.get(path_of(registration));
    for (const auto& reason : told.at("/reasons").items)
      text.append(text.empty() ? "" : " ").append(reason.find("code")->text);
    return text;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(explanations, Explanations)

BOOST_AUTO_TEST_CASE(who_waits_is_told_what_lacks_and_how_many_are_before) {
  world.set_capacity(event,
                     R"([{"key": "participants", "limit": 3, "overbook": 1}, {"key": "hotel_rooms", "limit": 2}])");
  enter(world.new_company(), 2, "none", R"(, "pools": {"hotel_rooms": 1})");
  enter(world.new_company(), 3, "all_or_nothing");
  const auto group = enter(world.partner_company, 2, "all_or_nothing", R"(, "pools": {"hotel_rooms": 1})");
  const auto told = world.partner.get(path_of(group));
  BOOST_TEST_REQUIRE(outcome(told) == "200");
  BOOST_TEST(members_of(told) ==
             "registration_id status waitlist confirmed_headcount held_headcount waitlisted_headcount summary reasons "
             "queue waits_for");
  BOOST_TEST(members_of(told, "/reasons/0") == "code detail pool category");
  BOOST_TEST(members_of(told, "/queue") == "position since priority may_skip_ahead kept kept_from before_it");
  BOOST_TEST(members_of(told, "/queue/before_it") == "registrations heads overtook");
  BOOST_TEST(members_of(told, "/waits_for/0") == "pool category wanted total taken free reserved left lacks before_it");
  BOOST_TEST(members_of(told, "/waits_for/0/before_it") == "registrations heads places kept");
  BOOST_TEST(told.text("/registration_id") == group.id());
  BOOST_TEST(told.text("/status") == "waitlisted");
  BOOST_TEST(told.text("/waitlist") == "all_or_nothing");
  BOOST_TEST(told.integer("/waitlisted_headcount") == 2);
  BOOST_TEST(
      told.text("/summary") ==
      "It waits as number 2 of the waiting list. In the pool 'participants': 2 places wanted, 2 free, 3 kept for "
      "those who wait before it.");
  BOOST_TEST(told.text("/reasons/0/code") == "places_waited_for");
  BOOST_TEST(told.text("/reasons/0/pool") == "participants");
  BOOST_TEST(told.is_null("/reasons/0/category"));
  BOOST_TEST(codes(group) == "places_waited_for behind_others waits_as_a_whole");
  BOOST_TEST(told.integer("/queue/position") == 2);
  BOOST_TEST(told.text("/queue/since") == group.text("/registered_at"));
  BOOST_TEST(told.is_null("/queue/kept_from"));
  BOOST_TEST(told.integer("/queue/before_it/registrations") == 1);
  BOOST_TEST(told.integer("/queue/before_it/heads") == 3);
  BOOST_TEST(told.size("/waits_for") == 3u);
  BOOST_TEST(told.integer("/waits_for/0/total") == 4);
  BOOST_TEST(told.integer("/waits_for/0/taken") == 2);
  BOOST_TEST(told.integer("/waits_for/0/left") == 0);
  BOOST_TEST(told.at("/waits_for/0/lacks").boolean);
  BOOST_TEST(told.integer("/waits_for/0/before_it/places") == 3);
  BOOST_TEST(told.text("/waits_for/1/pool") == "companies");
  BOOST_TEST(told.is_null("/waits_for/1/left"));
  BOOST_TEST(told.text("/waits_for/2/pool") == "hotel_rooms");
  BOOST_TEST(!told.at("/waits_for/2/lacks").boolean);
  BOOST_TEST(told.body.find("company") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(it_comes_in_german_and_is_not_sent_twice) {
  world.set_capacity(event, R"([{"key": "participants", "limit": 1}])");
  const auto in = enter(world.new_company(), 1);
  const auto group = enter(world.partner_company, 1, "partial");
  const auto english = world.viewer.get(path_of(group));
  const auto german = world.viewer.get(path_of(group), {{"Accept-Language", "de"}});
  BOOST_TEST(german.header("content-language") == "de");
  BOOST_TEST(german.text("/summary") ==
             "Sie wartet als Nummer 1 der Warteliste. Im Kontingent 'participants': 1 Platz gewünscht, insgesamt 1, "
             "bestätigt 1, frei 0.");
  BOOST_TEST(german.text("/reasons/0/code") == "places_taken");
  BOOST_TEST(german.header("etag") != english.header("etag"));
  BOOST_TEST(english.header("vary").find("Accept-Language") != std::string::npos);
  const Headers seen{{"If-None-Match", english.header("etag")}};
  BOOST_TEST(world.viewer.get(path_of(group), seen).status == 304);
  BOOST_TEST_REQUIRE(outcome(world.organizer.post("/api/v1/registrations/" + in.id() + "/cancellation", "")) == "200");
  const auto now = world.viewer.get(path_of(group), seen);
  BOOST_TEST(now.text("/summary") == "All of it is confirmed.");
  BOOST_TEST(now.is_null("/queue"));
  BOOST_TEST(now.size("/waits_for") == 0u);
  BOOST_TEST(world.viewer.get(path_of(in), {{"Accept-Language", "de"}})
                 .text("/summary")
                 .starts_with("Sie hat keine Plätze. Sie wurde am "));
}

BOOST_AUTO_TEST_CASE(held_places_age_and_categories_are_told) {
  world.set_capacity(event, R"([{"key": "participants", "limit": 9}])");
  put("/categories", R"({"categories": [{"key": "vip", "name": "Karte", "limit": 2}]})");
  put("/registration-rules", R"({"waitlist": {"order": "skip_ahead", "ageing_hours": 3}, "needs_approval": true})");
  const auto held = enter(world.partner_company, 1, "none", R"(, "category": "vip")");
  BOOST_TEST(codes(held) == "awaits_approval");
  const auto group = enter(world.partner_company, 2, "all_or_nothing", R"(, "category": "vip")");
  BOOST_TEST(codes(group) == "awaits_approval places_held may_be_overtaken waits_as_a_whole");
  const auto told = world.desk.get(path_of(group));
  BOOST_TEST(told.text("/reasons/1/category") == "vip");
  BOOST_TEST(told.is_null("/reasons/1/pool"));
  BOOST_TEST(told.text("/reasons/1/detail") ==
             "In the category 'vip': 2 places wanted, 2 in all, 0 confirmed, 1 held for a while, 1 free.");
  BOOST_TEST(told.at("/queue/may_skip_ahead").boolean);
  BOOST_TEST(!told.at("/queue/kept").boolean);
  BOOST_TEST(!told.is_null("/queue/kept_from"));
}

BOOST_AUTO_TEST_CASE(only_who_may_see_the_registration_is_told) {
  const auto own = enter(world.partner_company, 1);
  for (const auto* client : {&world.admin, &world.organizer, &world.desk, &world.viewer, &world.partner})
    BOOST_TEST(client->get(path_of(own)).status == 200);
  BOOST_TEST(outcome(world.vendor.get(path_of(own))) == "404 not_found");
  BOOST_TEST(outcome(world.stranger.get(path_of(own))) == "404 not_found");
  BOOST_TEST(outcome(world.anonymous.get(path_of(own))) == "401 unauthenticated");
  BOOST_TEST(outcome(world.organizer.get("/api/v1/registrations/nothing/explanation")) == "404 not_found");
  BOOST_TEST(outcome(world.organizer.get(path_of(own) + "?language=de")) == "422 ?language:unknown_parameter");
}

BOOST_AUTO_TEST_SUITE_END()
