// Personal links of a study trip, and what travellers think of it: from the link to the grade 1.1.
#include <chrono>
#include <set>
#include <thread>

#include "tests/blackbox/begun_trip.hpp"
#include "tests/support/process.hpp"
#include "tests/support/race.hpp"

using namespace tagwerk::test;

namespace {

struct FeedbackWorld : BegunTrip {
  std::string congress = world.new_event(R"(, "starts_on": "2016-11-10", "ends_on": "2016-11-11")");  // no trip

  [[nodiscard]] std::string of(const std::string& participant, const std::string& part) const {
    return trip + "/travellers/" + participant + part;
  }
  /// The row of this trip.
  [[nodiscard]] Answer row_of_trip(const Client& client) const {
    auto told = client.get("/api/v1/statistics/trips?from=2030&to=2030");
    for (const auto& one : told.at("/trips").items) {
      if (one.find("event_id")->text != event) continue;
      auto row = told;
      row.json = one;
      return row;
    }
    BOOST_FAIL("the trip is not among the statistics");
    return told;
  }
  [[nodiscard]] std::string comment_on(const std::string& text) const {
    const auto all = world.organizer.get(trip + "/comments");
    for (const auto& one : all.at("/results").items) {
      if (one.find("text")->text == text) return one.find("id")->text;
    }
    BOOST_FAIL("no comment says " + text);
    return {};
  }
  void move_trip(int from, int until) const {
    BOOST_TEST_REQUIRE(outcome(world.organizer.patch("/api/v1/events/" + event,
                                                     R"({"starts_on": ")" + day_from_today(from) +
                                                         R"(", "ends_on": ")" + day_from_today(until) + "\"}",
                                                     {{"If-Match", "*"}})) == "200");
  }
};

constexpr const char* no_link = "There is no personal link 'twl_…' that this token may see.";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(trip_feedback, FeedbackWorld)

BOOST_AUTO_TEST_CASE(from_the_link_to_the_grade_1_1) {
  publish();
  const auto other_company = world.new_company();
  std::vector<std::string> travellers{traveller("Anna"), traveller("Bert"), traveller("Carl", other_company),
                                      traveller("Dora", other_company)};
  const Headers key{{"Idempotency-Key", world.fresh_word()}};
  const auto made = world.organizer.post(trip + "/links", "", key);
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  BOOST_TEST(made.header("cache-control") == "no-store");
  BOOST_TEST(made.header("location") == trip + "/links");
  BOOST_TEST_REQUIRE(made.size("/links") == 4u);
  BOOST_TEST(members_of(made, "/links/0") ==
             "participant_id company_id given_name family_name email created_at ends_on link");
  BOOST_TEST(made.text("/links/0/ends_on") == day_from_today(-2 + 90));
  const auto replayed = world.organizer.post(trip + "/links", "", key);
  BOOST_TEST(outcome(replayed) == "201");
  BOOST_TEST(members_of(replayed, "/links/0") ==
             "participant_id company_id given_name family_name email created_at ends_on");
  BOOST_TEST(outcome(world.organizer.post(trip + "/links", R"({"participants": null})", key)) ==
             "422 idempotency_key_reused");
  std::vector<std::string> links;
  for (std::size_t i = 0; i < 4; ++i) links.push_back(made.text("/links/" + std::to_string(i) + "/link"));
  const auto listed = world.organizer.get(trip + "/links");
  BOOST_TEST(members_of(listed, "/results/0") ==
             "participant_id company_id given_name family_name email created_at ends_on");
  BOOST_TEST(walk(world.organizer, trip + "/links?limit=2", "participant_id") == travellers);

  // What a traveller sees.
  const auto told = world.anonymous.get(personal(links[0], "/itinerary"));
  BOOST_TEST_REQUIRE(outcome(told) == "200");
  BOOST_TEST(told.header("cache-control") == "private, no-cache");
  BOOST_TEST(told.body == world.viewer.get(trip + "/itinerary/publication").body);
  BOOST_TEST(outcome(world.anonymous.get(personal(links[0], "/itinerary"), {{"If-None-Match", told.header("etag")}})) ==
             "304");
  const auto calendar = world.anonymous.get(personal(links[0], "/itinerary?format=ics"));
  BOOST_TEST(calendar.header("content-type") == "text/calendar; charset=utf-8");
  BOOST_TEST(calendar.body.find("UID:trip-" + event + "-huawei@tagwerk") != std::string::npos);
  const auto form = world.anonymous.get(personal(links[0]));
  BOOST_TEST_REQUIRE(outcome(form) == "200");
  BOOST_TEST(form.header("cache-control") == "no-store");
  BOOST_TEST(members_of(form) ==
             "event_id event_name starts_on ends_on time_zone state answer_until has_grade items answer");
  BOOST_TEST(form.text("/state") == "open");
  BOOST_TEST(form.text("/answer_until") == day_from_today(-2 + 30));
  BOOST_TEST(form.size("/items") == 3u);
  BOOST_TEST(members_of(form, "/items/0") == "item kind title starts_at");
  BOOST_TEST(form.is_null("/answer"));

  // What all of them think is told from three on.
  const auto figures = [&] { return world.viewer.get(trip + "/feedback"); };
  const std::vector<std::string> said{
      R"({"overall": 1.0, "would_go_again": true, "comment": "Großartig", "items": [{"item": "huawei", "grade": 1.0}]})",
      R"({"overall": 1.0, "would_go_again": true, "items": [{"item": "huawei", "grade": 1.3}, {"item": "inn", "grade": 2.0}]})",
      R"({"overall": 1.1, "would_go_again": false, "items": [{"item": "inn", "grade": 5.0, "comment": "Laut"}]})",
      R"({"overall": 1.3, "items": [{"item": "huawei", "grade": 1.0, "comment": "Sehr nett"}]})"};
  for (std::size_t i = 0; i < 2; ++i) BOOST_TEST_REQUIRE(outcome(give(links[i], said[i])) == "200");
  auto now = figures();
  BOOST_TEST(now.integer("/overall/n") == 2);
  BOOST_TEST(now.is_null("/overall/mean"));
  BOOST_TEST(now.is_null("/would_go_again/share"));
  for (const auto* hidden : {"/overall", "/items/0", "/items/1"}) {
    BOOST_TEST(now.is_null(std::string(hidden) + "/median"));
    BOOST_TEST(now.is_null(std::string(hidden) + "/distribution"));
  }
  BOOST_TEST(now.is_null("/response_rate") == false);
  for (std::size_t i = 2; i < 4; ++i) BOOST_TEST_REQUIRE(outcome(give(links[i], said[i])) == "200");
  now = figures();
  BOOST_TEST(members_of(now) == "event_id participants response_rate overall would_go_again items");
  BOOST_TEST(members_of(now, "/items/0") == "item kind title n mean median distribution");
  BOOST_TEST(now.integer("/overall/n") == 4);
  BOOST_TEST(now.number("/overall/mean") == 1.1);
  BOOST_TEST(now.number("/overall/median") == 1.05);
  BOOST_TEST(now.integer("/overall/distribution/1") == 4);
  BOOST_TEST(now.integer("/participants") == 4);
  BOOST_TEST(now.number("/response_rate") == 1.0);
  BOOST_TEST(now.integer("/would_go_again/n") == 3);
  BOOST_TEST(now.number("/would_go_again/share") == 0.6667);
  BOOST_TEST(now.text("/items/0/item") == "huawei");
  BOOST_TEST(now.number("/items/0/mean") == 1.1);
  BOOST_TEST(now.text("/items/1/item") == "inn");
  BOOST_TEST(now.integer("/items/1/n") == 2);
  BOOST_TEST(now.is_null("/items/1/mean"));
  BOOST_TEST(now.integer("/items/2/n") == 0);
  BOOST_TEST(outcome(world.viewer.get(trip + "/feedback", {{"If-None-Match", now.header("etag")}})) == "304");
  const auto german = world.viewer.get(trip + "/feedback?format=csv_de");
  BOOST_TEST(german.body.find(event + ";overall;;;4;1,1;1,05;4;0;0;0;0;0;4;1;3;0,6667") != std::string::npos,
             german.body);
  BOOST_TEST(german.body.find(event + ";visit;huawei;Programm huawei;3;1,1;1;3;0;0;0;0;0;;;;") != std::string::npos,
             german.body);
  const auto summary = world.viewer.get("/api/v1/events/" + event + "/grades/summary");
  BOOST_TEST(summary.number("/mean") == 1.1);
  BOOST_TEST(summary.integer("/n") == 4);

  // It is given once.
  BOOST_TEST(give(links[0], said[0]).text("/state") == "given");
  BOOST_TEST(give(links[0], said[0]).number("/answer/overall") == 1.0);
  BOOST_TEST(world.anonymous.get(personal(links[0])).text("/answer/comment") == "Großartig");
  BOOST_TEST(outcome(give(links[0], said[1])) == "409 feedback_already_given");
  BOOST_TEST(outcome(give(links[0], said[0], {{"If-None-Match", "*"}})) == "412 precondition_failed");
  // A link that organizers make later does not read it; the old one is dead.
  const auto later = link_of(travellers[0]);
  BOOST_TEST(world.anonymous.get(personal(later)).text("/state") == "given");
  BOOST_TEST(world.anonymous.get(personal(later)).is_null("/answer"));
  BOOST_TEST(outcome(world.anonymous.get(personal(links[0]))) == "404 not_found");

  // Trips side by side.
  BOOST_TEST_REQUIRE(
      outcome(world.organizer.put(trip + "/prices", R"({"base_price": {"amount": "2890.00", "currency": "EUR"}})",
                                  {{"If-Match", "*"}})) == "200");
  BOOST_TEST(row_of_trip(world.organizer).is_null("/margin"));
  BOOST_TEST_REQUIRE(outcome(world.organizer.put(trip + "/budget", R"({"currency": "EUR", "items": [
      {"key": "coach", "title": "Bus", "kind": "per_group", "amount": {"amount": "2500", "currency": "EUR"}}]})",
                                                 {{"If-Match", "*"}})) == "200");
  const auto row = row_of_trip(world.organizer);
  BOOST_TEST(row.number("/grade_mean") == 1.1);
  BOOST_TEST(row.number("/response_rate") == 1.0);
  BOOST_TEST(row.number("/would_go_again") == 0.6667);
  BOOST_TEST(row.text("/price/amount") == "2890.00");
  BOOST_TEST(row.text("/margin/amount") == "9060.00");
  for (const auto* client : {&world.viewer, &world.desk}) {
    BOOST_TEST(row_of_trip(*client).text("/price/amount") == "2890.00");
    BOOST_TEST(row_of_trip(*client).is_null("/margin"));
  }
  const auto csv = world.organizer.get("/api/v1/statistics/trips?from=2030&to=2030&format=csv");
  BOOST_TEST(csv.body.find(",4,1.1,1.05,4,0,0,0,0,0,1,0.6667,2890.00,EUR,9060.00,EUR\r\n") != std::string::npos,
             csv.body);
}

BOOST_AUTO_TEST_CASE(links_are_made_for_mail_merge_and_ended) {
  const auto anna = traveller("Anna");
  const auto unnamed = world.register_heads(event, world.partner_company, 1).text("/participants/0/id");
  const auto csv = world.organizer.post(trip + "/links?format=csv", "");
  BOOST_TEST_REQUIRE(outcome(csv) == "201");
  BOOST_TEST(csv.header("content-type") == "text/csv; charset=utf-8");
  BOOST_TEST(csv.body.starts_with(
      "participant_id,company_id,given_name,family_name,email,ends_on,link,calendar,feedback\r\n" + anna + ","));
  const auto at = csv.body.find(",twl_") + 1;
  const auto link = csv.body.substr(at, 47);
  BOOST_TEST(csv.body.find(",/api/v1/personal/" + link + "/itinerary?format=ics,/api/v1/personal/" + link +
                           "/feedback\r\n") != std::string::npos,
             csv.body);
  BOOST_TEST(outcome(world.anonymous.get(personal(link))) == "200");
  BOOST_TEST(outcome(world.anonymous.get(personal(link, "/itinerary"))) == "404 no_published_itinerary");
  const auto make = [&](const std::string& participants) {
    return outcome(world.organizer.post(trip + "/links", R"({"participants": )" + participants + "}"));
  };
  BOOST_TEST(make("[]") == "422 /participants:wrong_count");
  BOOST_TEST(make(R"([")" + unnamed + "\"]") == "409 traveller_not_named");
  BOOST_TEST(make(R"([")" + anna + R"(", ")" + nobodys_id + "\"]") == "422 /participants/1:reference_not_found");
  const auto path = of(anna, "/link");
  BOOST_TEST(outcome(world.organizer.remove(path, {{"If-Match", "\"v1\""}})) == "412 precondition_failed");
  BOOST_TEST(outcome(world.organizer.remove(path)) == "204");
  BOOST_TEST(outcome(world.organizer.remove(path)) == "204");
  BOOST_TEST(outcome(world.organizer.remove(of(nobodys_id, "/link"))) == "404 not_found");
  BOOST_TEST(world.organizer.get(trip + "/links").size("/results") == 0u);
  // Unknown, ended, malformed: the same.
  for (const auto& text : {link, std::string(link).replace(10, 1, link[10] == 'a' ? "b" : "a"), std::string("twl_x"),
                           std::string("1%20or%201")}) {
    for (const auto* part : {"/feedback", "/itinerary"}) {
      const auto answer = world.anonymous.get(personal(text, part));
      BOOST_TEST(outcome(answer) == "404 not_found");
      BOOST_TEST(answer.text("/detail") == no_link);
    }
    BOOST_TEST(outcome(give(text, R"({"overall": 7})")) == "404 not_found");  // before what is wrong with the body
  }
  BOOST_TEST(outcome(world.organizer.post("/api/v1/events/" + congress + "/trip/links", "")) == "409 not_a_study_trip");
  BOOST_TEST(outcome(world.organizer.get("/api/v1/events/" + congress + "/trip/links")) == "409 not_a_study_trip");
  BOOST_TEST(outcome(world.organizer.remove("/api/v1/events/" + congress + "/trip/travellers/" + anna + "/link")) ==
             "409 not_a_study_trip");
  for (const auto* client : {&world.viewer, &world.desk, &world.partner}) {
    BOOST_TEST(outcome(client->post(trip + "/links", "")) == "403 forbidden");
    BOOST_TEST(outcome(client->get(trip + "/links")) == "403 forbidden");
  }
  move_trip(-100, -92);
  BOOST_TEST(outcome(world.organizer.post(trip + "/links", "")) == "409 link_time_is_over");
}

BOOST_AUTO_TEST_CASE(a_link_is_of_who_was_named_and_comes) {
  publish();
  const auto registration = enter("Anna");
  const auto anna = registration.text("/participants/0/id");
  const auto head = "/api/v1/registrations/" + registration.id() + "/participants/" + anna;
  const auto link = link_of(anna);
  BOOST_TEST_REQUIRE(outcome(give(link, R"({"overall": 5.9, "comment": "Von Anna"})")) == "200");
  BOOST_TEST_REQUIRE(outcome(world.organizer.patch(
                         head, R"({"given_name": "Bert", "family_name": "Muster", "email": "bert@example.org"})",
                         {{"If-Match", "*"}})) == "200");
  BOOST_TEST(outcome(world.anonymous.get(personal(link))) == "404 not_found");
  const auto berts = link_of(anna);
  const auto seen = world.anonymous.get(personal(berts));
  BOOST_TEST(seen.is_null("/answer"));
  BOOST_TEST(seen.body.find("5.9") == std::string::npos);
  BOOST_TEST(outcome(give(berts, R"({"overall": 1.0})")) == "409 feedback_already_given");
  BOOST_TEST_REQUIRE(
      outcome(world.organizer.post("/api/v1/registrations/" + registration.id() + "/cancellation", "")) == "200");
  BOOST_TEST(outcome(world.anonymous.get(personal(berts))) == "404 not_found");
  BOOST_TEST(outcome(world.anonymous.get(personal(berts, "/itinerary"))) == "404 not_found");
}

BOOST_AUTO_TEST_CASE(what_is_said_is_checked_and_has_its_time) {
  publish();
  const auto anna = traveller("Anna");
  const auto link = link_of(anna);
  const auto paper = of(anna, "/feedback");
  const auto both = [&](const std::string& body) {
    const auto by_link = outcome(give(link, body));
    BOOST_TEST(outcome(world.organizer.put(paper, body)) == by_link);
    return by_link;
  };
  BOOST_TEST(both(R"({"overall": 6.1, "would_go_again": "yes", "comment": 1, "items": [{"grade": 1.05}], "x": 1})") ==
             "422 /overall:out_of_range /would_go_again:wrong_type /comment:wrong_type /items/0/grade:wrong_format "
             "/items/0/item:required /x:unknown_member");
  BOOST_TEST(both(R"({"overall": 1.0, "items": [{"item": "inn"}, {"item": "inn", "grade": 1.0}]})") ==
             "422 /items/0/grade:required /items/1/item:duplicate_member");
  BOOST_TEST(both(R"({"overall": 1.0, "items": [{"item": "meal", "grade": 1.0}, {"item": "park", "grade": 1.0}]})") ==
             "422 /items/0/item:item_not_graded /items/1/item:item_not_begun");
  BOOST_TEST(both("{}") == "422 /overall:required");
  const auto grade = [&](const std::string& who) {
    return outcome(world.organizer.post("/api/v1/events/" + event + "/grades",
                                        R"({"participant_id": ")" + who + R"(", "grade": 1.0})"));
  };
  BOOST_TEST_REQUIRE(grade(anna) == "201");
  BOOST_TEST(both(R"({"overall": 1.0})") == "409 grade_already_given");
  BOOST_TEST(world.anonymous.get(personal(link)).at("/has_grade").boolean);
  BOOST_TEST(outcome(give(link, R"({"would_go_again": true})")) == "200");
  BOOST_TEST(outcome(world.organizer.put(paper, R"({"would_go_again": true})")) == "409 feedback_already_given");
  BOOST_TEST(outcome(world.organizer.put(paper, "{}", {{"If-None-Match", "*"}})) == "412 precondition_failed");

  const auto bert = traveller("Bert");
  BOOST_TEST(outcome(world.organizer.put(of(bert, "/feedback"), R"({"overall": 1.2, "comment": "Papier"})")) == "204");
  BOOST_TEST(world.anonymous.get(personal(link_of(bert))).text("/answer/comment") == "Papier");
  BOOST_TEST(grade(bert) == "409 already_exists");
  const auto unnamed = world.register_heads(event, world.partner_company, 1).text("/participants/0/id");
  BOOST_TEST(outcome(world.organizer.put(of(unnamed, "/feedback"), R"({"overall": 1.2})")) ==
             "409 traveller_not_named");
  BOOST_TEST(outcome(world.organizer.put(of(nobodys_id, "/feedback"), R"({"overall": 1.2})")) == "404 not_found");
  BOOST_TEST(outcome(world.organizer.put("/api/v1/events/" + congress + "/trip/travellers/" + anna + "/feedback",
                                         R"({"overall": 1.2})")) == "409 not_a_study_trip");
  BOOST_TEST(outcome(world.partner.put(of(bert, "/feedback"), R"({"overall": 1.2})")) == "403 forbidden");

  const auto carl = traveller("Carl");
  const auto carls = link_of(carl);
  const auto of_carl = [&] {
    const auto by_link = outcome(give(carls, R"({"overall": 1.0})"));
    BOOST_TEST(outcome(world.organizer.put(of(carl, "/feedback"), R"({"overall": 1.0})")) == by_link);
    return by_link;
  };
  move_trip(3, 9);
  BOOST_TEST(of_carl() == "409 event_not_started");
  BOOST_TEST(world.anonymous.get(personal(carls)).text("/state") == "not_open_yet");
  move_trip(-40, -33);
  BOOST_TEST(of_carl() == "409 feedback_closed");
  BOOST_TEST(world.anonymous.get(personal(carls)).text("/state") == "closed");
}

BOOST_AUTO_TEST_CASE(comments_are_read_once_somebody_has_published_them) {
  publish();
  const auto rival = world.new_company();
  BOOST_TEST_REQUIRE(outcome(give(link_of(traveller("Anna")), R"({"overall": 1.0, "comment": "Wunderbar <b>",
      "items": [{"item": "inn", "comment": "Laut"}]})")) == "200");
  BOOST_TEST_REQUIRE(
      outcome(give(link_of(traveller("Bert", rival)), R"({"overall": 1.0, "comment": "Unfreundlich"})")) == "200");
  const auto path = trip + "/comments";
  const auto all = world.organizer.get(path);
  BOOST_TEST_REQUIRE(outcome(all) == "200");
  BOOST_TEST(all.size("/results") == 3u);
  BOOST_TEST(members_of(all, "/results/0") == "id item text state");
  for (const char* name : {"Anna", "Bert", "Beispiel", "@example.org"})
    BOOST_TEST(all.body.find(name) == std::string::npos, name);
  BOOST_TEST(walk(world.organizer, path + "?limit=1").size() == 3u);
  BOOST_TEST(outcome(world.organizer.get(path + "?updated_since=2016-01-01T00:00:00Z")) ==
             "422 ?updated_since:unknown_parameter");
  for (const auto* client : {&world.viewer, &world.desk, &world.partner, &world.vendor}) {
    BOOST_TEST(client->get(path).size("/results") == 0u);
    BOOST_TEST(client->get(path + "?state=pending").size("/results") == 0u);
  }
  const auto id = comment_on("Laut");
  const auto published = world.organizer.put(path + "/" + id, R"({"state": "published"})");
  BOOST_TEST_REQUIRE(outcome(published) == "200");
  BOOST_TEST(published.body == R"({"id":")" + id + R"(","item":"inn","text":"Laut","state":"published"})");
  BOOST_TEST(outcome(world.organizer.put(path + "/" + comment_on("Unfreundlich"), R"({"state": "hidden"})")) == "200");
  BOOST_TEST(outcome(world.organizer.put(path + "/" + id, R"({"state": "hidden"})", {{"If-Match", "\"v1\""}})) ==
             "412 precondition_failed");
  BOOST_TEST(outcome(world.organizer.put(path + "/" + id, R"({"state": "pending"})")) == "422 /state:unknown_value");
  for (const auto* client : {&world.viewer, &world.desk, &world.partner})
    BOOST_TEST(walk(*client, path) == std::vector<std::string>{id});
  BOOST_TEST(world.vendor.get(path).size("/results") == 0u);  // it has nobody on the trip
  BOOST_TEST(walk(world.organizer, path + "?state=hidden").size() == 1u);
  BOOST_TEST(walk(world.organizer, path + "?state=pending").size() == 1u);
  BOOST_TEST(outcome(world.viewer.get(path + "?state=x")) == "422 ?state:unknown_value");
  const auto trail = world.organizer.get("/api/v1/audit?object=" + id);
  BOOST_TEST(trail.size("/results") == 1u);
  BOOST_TEST(trail.text("/results/0/action") == "published");
  BOOST_TEST(trail.body.find("Laut") == std::string::npos);
  BOOST_TEST(outcome(world.organizer.put(path + "/" + nobodys_id, R"({"state": "hidden"})")) == "404 not_found");
  BOOST_TEST(outcome(world.partner.put(path + "/" + id, R"({"state": "hidden"})")) == "403 forbidden");
  const auto elsewhere = "/api/v1/events/" + congress + "/trip/comments";
  BOOST_TEST(outcome(world.viewer.get(elsewhere)) == "409 not_a_study_trip");
  BOOST_TEST(outcome(world.organizer.put(elsewhere + "/" + id, R"({"state": "hidden"})")) == "409 not_a_study_trip");
  BOOST_TEST(outcome(world.viewer.get("/api/v1/events/" + congress + "/trip/feedback")) == "409 not_a_study_trip");
  BOOST_TEST(outcome(world.stranger.get(path)) == "404 not_found");
  BOOST_TEST(outcome(world.stranger.put(path + "/" + id, R"({"state": "hidden"})")) == "404 not_found");
  for (const auto* part : {"/feedback", "/links"}) {
    BOOST_TEST(outcome(world.stranger.get(trip + part)) == "404 not_found");
    BOOST_TEST(outcome(world.partner.get(trip + part)) == "403 forbidden");
  }
  BOOST_TEST(outcome(world.stranger.post(trip + "/links", "")) == "404 not_found");
}

BOOST_AUTO_TEST_CASE(what_organizers_entered_does_not_give_away_the_others) {
  publish();
  const std::string said = R"({"overall": 2.0, "would_go_again": true, "items": [{"item": "inn", "grade": 2.0}]})";
  for (const char* name : {"Anna", "Bert"})
    BOOST_TEST_REQUIRE(outcome(world.organizer.put(of(traveller(name), "/feedback"), said)) == "204");
  const auto give_next = [&](const char* name) {
    BOOST_TEST_REQUIRE(outcome(give(link_of(traveller(name)), said)) == "200");
    return world.organizer.get(trip + "/feedback");
  };
  auto now = give_next("Carl");
  BOOST_TEST(now.integer("/items/1/n") == 3);
  BOOST_TEST(now.is_null("/items/1/mean"));
  BOOST_TEST(now.is_null("/would_go_again/share"));
  now = give_next("Dora");
  BOOST_TEST(now.is_null("/items/1/distribution"));
  now = give_next("Emil");
  BOOST_TEST(now.integer("/items/1/n") == 5);
  BOOST_TEST(now.number("/items/1/mean") == 2.0);
  BOOST_TEST(now.number("/would_go_again/share") == 1.0);
}

BOOST_AUTO_TEST_CASE(of_two_answers_by_one_link_at_once_one_is_kept) {
  publish();
  constexpr int clients = 6;
  const auto link = link_of(traveller("Anna"));
  const auto kept = tagwerk::support::at_once(clients, [&](int i) {
    const Client client(world.server->port(), "");
    return client
               .put(personal(link),
                    R"({"overall": 1.)" + std::to_string(i) + R"(, "comment": "Nummer )" + std::to_string(i) + "\"}")
               .status == 200;
  });
  BOOST_TEST(kept == 1);
  BOOST_TEST(world.viewer.get(trip + "/feedback").integer("/overall/n") == 1);
  const auto own = world.anonymous.get(personal(link));
  const auto which = own.text("/answer/comment").substr(7);
  BOOST_TEST(own.number("/answer/overall") == std::stod("1." + which));
}

BOOST_AUTO_TEST_CASE(comments_are_exported_and_erased_and_figures_stay) {
  publish();
  const auto anna = traveller("Anna");
  const auto link = link_of(anna);
  BOOST_TEST_REQUIRE(outcome(give(link, R"({"overall": 1.0, "would_go_again": true, "comment": "Wunderbar",
      "items": [{"item": "inn", "grade": 3.7}]})")) == "200");
  const auto exported = world.organizer.get(of(anna, "/export"));
  BOOST_TEST_REQUIRE(outcome(exported) == "200");
  BOOST_TEST(members_of(exported, "/feedback") == "given_at comments");
  BOOST_TEST(members_of(exported, "/feedback/comments/0") == "item text state");
  BOOST_TEST(exported.text("/feedback/comments/0/text") == "Wunderbar");
  BOOST_TEST(!exported.is_null("/link_made_at"));
  BOOST_TEST(exported.body.find("3.7") == std::string::npos);
  BOOST_TEST(exported.body.find("twl_") == std::string::npos);
  BOOST_TEST(outcome(world.organizer.remove(of(anna, ""))) == "204");
  const auto trail = world.organizer.get("/api/v1/audit?object=" + anna);
  std::string actions;
  for (const auto& one : trail.at("/results").items) actions += one.find("action")->text + " ";
  BOOST_TEST(actions == "link_made feedback_given comments_read erased ");
  BOOST_TEST(outcome(world.anonymous.get(personal(link))) == "404 not_found");
  BOOST_TEST(world.organizer.get(trip + "/comments").size("/results") == 0u);
  BOOST_TEST(world.organizer.get(of(anna, "/export")).is_null("/feedback"));
  const auto figures = world.viewer.get(trip + "/feedback");
  BOOST_TEST(figures.integer("/overall/n") == 1);
  BOOST_TEST(figures.integer("/items/1/n") == 1);
  BOOST_TEST(figures.integer("/would_go_again/n") == 1);
}

BOOST_AUTO_TEST_CASE(the_secret_stands_in_no_log_message_figure_or_table) {
  const TemporaryFolder folder;
  const auto log = folder.path() + "/log";
  publish();
  const auto anna = traveller("Anna");
  std::string link;
  std::string told;
  {
    ServerProcess server(binary(), world.database.url(), {{"TAGWERK_LOG_FILE", log}, {"TAGWERK_LOG_LEVEL", "debug"}});
    const Client organizer(server.port(), world.organizer.token());
    const Client nobody(server.port(), "");
    const auto made = organizer.post(trip + "/links", R"({"participants": [")" + anna + "\"]}",
                                     {{"Idempotency-Key", world.fresh_word()}});
    BOOST_TEST_REQUIRE(outcome(made) == "201");
    link = made.text("/links/0/link");
    const auto listen = [&](const Answer& answer) {
      for (const auto& [name, value] : answer.headers) told += name + ": " + value + "\n";
      told += answer.body + "\n";
      return answer;
    };
    const auto encoded = "%74%77%6C_" + link.substr(4);
    BOOST_TEST(listen(nobody.get(personal(link))).status == 200);
    BOOST_TEST(listen(nobody.get(personal(encoded))).status == 200);
    BOOST_TEST(listen(nobody.get(personal(link, "/itinerary"))).status == 200);
    BOOST_TEST(listen(nobody.get(personal(link, "/itinerary?format=ics"))).status == 200);
    BOOST_TEST(listen(nobody.put(personal(link), R"({"overall": 9})")).status == 422);
    BOOST_TEST(listen(nobody.put(personal(link), R"({"overall": 1.0})")).status == 200);
    BOOST_TEST(listen(nobody.get(personal(link + "x"))).status == 404);
    BOOST_TEST(listen(nobody.get(personal(link, "/itinary"))).status == 404);
    BOOST_TEST(listen(nobody.get(personal(link, "/itinary%"))).status == 400);
    BOOST_TEST(listen(nobody.get("/api/v1/persnal/" + link)).status == 404);
    BOOST_TEST(listen(nobody.get("/api/v1/persnal/" + encoded)).status == 404);
    BOOST_TEST(listen(nobody.post(personal(link), "{}")).status == 405);
    for (const auto& path : {trip + "/links", of(anna, "/export"), trip + "/feedback", trip + "/comments",
                             "/api/v1/audit?object=" + anna, std::string("/metrics")})
      BOOST_TEST(listen(organizer.get(path)).status == 200, path);
    BOOST_TEST(server.stop() == 0);
    told += server.process().out() + server.process().err();
  }
  const auto secret = link.substr(4);
  told += read_file(log);
  BOOST_TEST(told.find(secret) == std::string::npos);
  BOOST_TEST(read_file(log).find("/api/v1/personal/***/itinerary") != std::string::npos);
  BOOST_TEST(told.find("/api/v1/personal/{link}/feedback") != std::string::npos);  // as a label
  using tagwerk::storage::Row;
  world.database.database().read([&](tagwerk::storage::Transaction& tx) {
    const auto columns = tx.select(
        "select table_name, column_name from information_schema.columns where table_schema = database() and "
        "(data_type like '%char' or data_type like '%text' or data_type like '%binary' or data_type like '%blob')",
        {}, [](Row& row) {
          auto table = row.next<std::string>();
          return std::pair{std::move(table), row.next<std::string>()};
        });
    for (const auto& [table, column] : columns) {
      const auto sql = "select count(*) from " + table + " where instr(cast(" + column + " as binary), :secret) > 0";
      BOOST_TEST(tx.scalar<std::int64_t>(sql, {{"secret", secret}}).value_or(0) == 0, table << "." << column);
    }
    return true;
  });
}

BOOST_AUTO_TEST_CASE(the_server_ends_what_is_over) {
  const auto anna = traveller("Anna");
  BOOST_TEST_REQUIRE(outcome(give(link_of(anna), R"({"overall": 1.0, "comment": "Wunderbar"})")) == "200");
  move_trip(-380, -370);
  const ServerProcess server(binary(), world.database.url());  // looks when it starts
  auto left = world.organizer.get(trip + "/comments").size("/results");
  for (int i = 0; i < 200 && left > 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    left = world.organizer.get(trip + "/comments").size("/results");
  }
  BOOST_TEST(left == 0u);
  const auto trail = world.organizer.get("/api/v1/audit?object=" + anna).body;
  BOOST_TEST(trail.find("link_ended") != std::string::npos);
  BOOST_TEST(trail.find("comments_expired") != std::string::npos);
  BOOST_TEST(world.viewer.get(trip + "/feedback").integer("/overall/n") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
