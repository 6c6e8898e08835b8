// Groups through the front door: registered, refused, named later, cancelled, and the queue behind them.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

struct Gathering {
  World& world = World::get();
  std::string event = world.new_event();
  std::string company = world.new_company();
  std::string path = "/api/v1/events/" + event + "/registrations";

  Answer enter(const std::string& members, const Headers& headers = {}) {
    return world.organizer.post(path, R"({"company_id": ")" + company + "\"" + members + "}", headers);
  }
  std::string refused(const std::string& members) {
    const auto answer = enter(members);
    return std::to_string(answer.status) + " " + answer.field_errors();
  }
  Answer cancel(const std::string& id) { return world.organizer.post(of(id) + "/cancellation", ""); }
  static std::string of(const std::string& id) { return "/api/v1/registrations/" + id; }
};

constexpr const char* named = R"({"given_name": "Jörg", "family_name": "Öztürk 😀", "email": "j@example.com"})";

std::string list_of(const std::string& item, std::size_t count) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i) list.append(list.empty() ? "" : ", ").append(item);
  return "[" + list + "]";
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(registrations, Gathering)

BOOST_AUTO_TEST_CASE(a_group_is_registered_and_read) {
  const auto person = world.new_person(company);
  const auto made = enter(R"(, "participants": [)" + std::string(named) + R"(, {"person_id": ")" + person +
                          R"("}], "headcount": 3, "category": "early_bird", "pools": {"hotel_rooms": 2})");
  BOOST_TEST_REQUIRE(made.status == 201);
  BOOST_TEST(made.header("location") == of(made.id()));
  BOOST_TEST(made.text("/event_id") == event);
  BOOST_TEST(made.text("/company_id") == company);
  BOOST_TEST(made.text("/status") == "confirmed");
  BOOST_TEST(made.text("/waitlist") == "none");
  BOOST_TEST(made.text("/category") == "early_bird");
  BOOST_TEST(made.integer("/confirmed_headcount") == 3);
  BOOST_TEST(made.integer("/waitlisted_headcount") == 0);
  BOOST_TEST(made.integer("/pools/hotel_rooms/confirmed") == 2);
  BOOST_TEST_REQUIRE(made.size("/participants") == 3U);
  BOOST_TEST(made.text("/participants/0/family_name") == "Öztürk 😀");
  BOOST_TEST(made.text("/participants/1/person_id") == person);
  BOOST_TEST(made.text("/participants/1/given_name") == "Demo");
  BOOST_TEST(made.is_null("/participants/2/given_name"));
  BOOST_TEST(made.text("/participants/2/state") == "confirmed");
  BOOST_TEST(made.text("/participants/2/ticket_code").starts_with("T-"));
  const auto read = world.viewer.get(of(made.id()));
  BOOST_TEST(read.body == made.body);
  BOOST_TEST(read.header("etag") == made.header("etag"));
  BOOST_TEST(world.viewer.get(of(made.id()), {{"If-None-Match", read.header("etag")}}).status == 304);
}

BOOST_AUTO_TEST_CASE(every_wrong_member_is_told_at_once) {
  BOOST_TEST(world.organizer.post(path, "{}").field_errors() == "/company_id:required /participants:wrong_count");
  BOOST_TEST(refused(R"(, "participants": [)" + std::string(named) +
                     R"(, {}, {"given_name": "A", "family_name": "B",)"
                     R"( "email": "nobody"}], "headcount": 2, "category": "No Key", "pools": {"companies": 1})") ==
             "422 /participants/1/given_name:required /participants/1/family_name:required "
             "/participants/1/email:required /participants/2/email:wrong_format /category:wrong_format "
             "/headcount:headcount_below_names /pools/companies:pool_counts_by_itself");
  BOOST_TEST(refused(R"(, "headcount": "3", "participants": [{"given_name": ""}], "waitlist": "maybe", "seats": 1)") ==
             "422 /headcount:wrong_type /participants/0/given_name:wrong_length /participants/0/family_name:required "
             "/participants/0/email:required /waitlist:unknown_value /seats:unknown_member");
}

BOOST_AUTO_TEST_CASE(rules_across_members_are_told_in_the_same_round_as_wrong_members) {
  BOOST_TEST(refused(R"(, "headcount": 1, "participants": [{"given_name": "a"}], "waitlist": "x",)"
                     R"( "pools": {"Bad": -1})") ==
             "422 /participants/0/family_name:required /participants/0/email:required /waitlist:unknown_value "
             "/pools/Bad:wrong_format /pools/Bad:out_of_range");
  BOOST_TEST(refused(R"(, "participants": [{}, {"person_id": "x", "email": "a"}], "pools": {"participants": 3})") ==
             "422 /participants/0/given_name:required /participants/0/family_name:required "
             "/participants/0/email:required /participants/1/person_id:wrong_format "
             "/participants/1/email:wrong_format /pools/participants:pool_counts_by_itself");
  const auto person = world.new_person(company);
  BOOST_TEST(refused(R"(, "participants": [{"person_id": ")" + person + R"("}, 7, {"person_id": ")" + person +
                     R"(", "email": "a@example.com"}])") ==
             "422 /participants/1:wrong_type /participants/2/email:name_beside_person "
             "/participants/2/person_id:person_named_twice");
}

BOOST_AUTO_TEST_CASE(the_query_and_the_body_are_told_together) {
  BOOST_TEST(world.organizer.post(path + "?foo=1", R"({"bar": 1})").field_errors() ==
             "?foo:unknown_parameter /bar:unknown_member /company_id:required /participants:wrong_count");
}

BOOST_AUTO_TEST_CASE(a_group_has_1_to_500_heads) {
  BOOST_TEST(refused("") == "422 /participants:wrong_count");
  BOOST_TEST(refused(R"(, "participants": [])") == "422 /participants:wrong_count");
  BOOST_TEST(refused(R"(, "headcount": 0)") == "422 /headcount:out_of_range");
  BOOST_TEST(enter(R"(, "headcount": 1)").status == 201);
  BOOST_TEST(enter(R"(, "headcount": 500)").status == 201);
  BOOST_TEST(refused(R"(, "headcount": 501)") == "422 /headcount:out_of_range");
  BOOST_TEST(enter(R"(, "participants": )" + list_of(named, 500)).status == 201);
  BOOST_TEST(refused(R"(, "participants": )" + list_of(named, 501)) == "422 /participants:wrong_count");
}

BOOST_AUTO_TEST_CASE(names_have_up_to_100_characters) {
  const auto with_name = [&](std::size_t length) {
    std::string name;
    for (std::size_t i = 0; i < length; ++i) name += "ü";
    return refused(R"(, "participants": [{"given_name": ")" + name +
                   R"(", "family_name": "B", "email": "a@example.com"}])");
  };
  BOOST_TEST(with_name(0) == "422 /participants/0/given_name:wrong_length");
  BOOST_TEST(with_name(1) == "201 ");
  BOOST_TEST(with_name(100) == "201 ");
  BOOST_TEST(with_name(101) == "422 /participants/0/given_name:wrong_length");
}

BOOST_AUTO_TEST_CASE(places_of_a_pool_are_1_to_10000) {
  BOOST_TEST(refused(R"(, "headcount": 1, "pools": {"bus": 0})") == "422 /pools/bus:out_of_range");
  BOOST_TEST(enter(R"(, "headcount": 1, "pools": {"bus": 1})").status == 201);
  BOOST_TEST(enter(R"(, "headcount": 1, "pools": {"bus": 10000})").status == 201);
  BOOST_TEST(refused(R"(, "headcount": 1, "pools": {"bus": 10001})") == "422 /pools/bus:out_of_range");
  BOOST_TEST(refused(R"(, "headcount": 1, "pools": {"bus/~": 1})") == "422 /pools/bus~1~0:wrong_format");
}

BOOST_AUTO_TEST_CASE(references_must_exist_and_belong_together) {
  BOOST_TEST(refused(R"(, "participants": [{"person_id": ")" + world.new_person(world.new_company()) +
                     R"("}, {"person_id": ")" + event + "\"}]") ==
             "422 /participants/0/person_id:person_of_other_company /participants/1/person_id:reference_not_found");
  company = event;
  BOOST_TEST(refused(R"(, "headcount": 1)") == "422 /company_id:reference_not_found");
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_refused_and_leaves_nothing) {
  world.set_capacity(event, R"([{"key": "participants", "limit": 3}, {"key": "hotel_rooms", "limit": 1}])");
  BOOST_TEST(enter(R"(, "headcount": 2)").status == 201);
  const auto full = enter(R"(, "headcount": 2)");
  BOOST_TEST(full.status == 409);
  BOOST_TEST(full.code() == "capacity_exceeded");
  BOOST_TEST(full.text("/detail") == "The pool 'participants' has 1 places left, 2 were asked for.");
  BOOST_TEST(enter(R"(, "headcount": 1, "pools": {"hotel_rooms": 2})").code() == "capacity_exceeded");
  const auto waiting = enter(R"(, "headcount": 2, "waitlist": "all_or_nothing")");
  BOOST_TEST(waiting.text("/status") == "waitlisted");
  BOOST_TEST(enter(R"(, "headcount": 1)").code() == "waitlist_not_empty");
  BOOST_TEST(world.organizer.get(path).size("/results") == 2U);
  const auto german = world.organizer.post(path, R"({"company_id": ")" + company + R"(", "headcount": 3})",
                                           {{"Accept-Language", "de"}});
  BOOST_TEST(german.text("/title") == "Nicht genug Plätze");
}

BOOST_AUTO_TEST_CASE(partial_takes_what_fits_and_a_cancellation_brings_the_rest) {
  world.set_capacity(event, R"([{"key": "participants", "limit": 3}])");
  const auto first = enter(R"(, "headcount": 2)");
  const auto second = enter(R"(, "headcount": 2, "waitlist": "partial")");
  BOOST_TEST(second.text("/status") == "partly_confirmed");
  BOOST_TEST(second.integer("/confirmed_headcount") == 1);
  BOOST_TEST(second.integer("/waitlisted_headcount") == 1);
  const auto cancelled = cancel(first.id());
  BOOST_TEST(cancelled.status == 200);
  BOOST_TEST(cancelled.text("/status") == "cancelled");
  BOOST_TEST(!cancelled.is_null("/cancelled_at"));
  BOOST_TEST(world.organizer.get(of(second.id())).text("/status") == "confirmed");
  const auto again = cancel(first.id());
  BOOST_TEST(again.status == 409);
  BOOST_TEST(again.code() == "already_cancelled");
}

BOOST_AUTO_TEST_CASE(a_group_with_somebody_inside_is_not_cancelled) {
  const auto made = enter(R"(, "headcount": 1)");
  const auto scan = R"({"direction": "entry", "ticket_code": ")" + made.text("/participants/0/ticket_code") + "\"}";
  BOOST_TEST_REQUIRE(world.desk.post("/api/v1/events/" + event + "/check-ins", scan).status == 200);
  const auto refused_now = cancel(made.id());
  BOOST_TEST(refused_now.status == 409);
  BOOST_TEST(refused_now.code() == "participants_checked_in");
}

BOOST_AUTO_TEST_CASE(only_an_open_event_takes_registrations) {
  for (const char* status : {"planned", "closed", "completed", "cancelled"}) {
    path = "/api/v1/events/" + world.new_event("", status) + "/registrations";
    const auto answer = enter(R"(, "headcount": 1)");
    BOOST_TEST(answer.status == 409);
    BOOST_TEST(answer.code() == "event_not_open");
    BOOST_TEST(answer.text("/detail").find(status) != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(a_completed_event_keeps_its_registrations) {
  const auto made = enter(R"(, "headcount": 1)");
  BOOST_TEST_REQUIRE(
      world.organizer.patch("/api/v1/events/" + event, R"({"status": "completed"})", {{"If-Match", "*"}}).status ==
      200);
  BOOST_TEST(cancel(made.id()).code() == "event_completed");
}

BOOST_AUTO_TEST_CASE(cancelling_the_event_cancels_the_group) {
  const auto made = enter(R"(, "headcount": 2)");
  BOOST_TEST_REQUIRE(
      world.organizer.patch("/api/v1/events/" + event, R"({"status": "cancelled"})", {{"If-Match", "*"}}).status ==
      200);
  const auto read = world.organizer.get(of(made.id()));
  BOOST_TEST(read.text("/status") == "cancelled");
  BOOST_TEST(read.text("/participants/1/state") == "cancelled");
  BOOST_TEST(read.header("etag") != made.header("etag"));
}

BOOST_AUTO_TEST_CASE(a_head_is_named_later) {
  const auto made = enter(R"(, "headcount": 1)");
  const auto head = of(made.id()) + "/participants/" + made.text("/participants/0/id");
  const auto before = world.organizer.get(head);
  BOOST_TEST(before.status == 200);
  BOOST_TEST(before.is_null("/email"));
  BOOST_TEST(before.header("etag") == made.header("etag"));
  BOOST_TEST(world.organizer.patch(head, named).status == 428);
  const auto done = world.organizer.patch(head, named, {{"If-Match", before.header("etag")}});
  BOOST_TEST(done.status == 200);
  BOOST_TEST(done.text("/family_name") == "Öztürk 😀");
  BOOST_TEST(done.text("/ticket_code") == made.text("/participants/0/ticket_code"));
  BOOST_TEST(done.header("etag") != before.header("etag"));
  BOOST_TEST(world.organizer.patch(head, named, {{"If-Match", before.header("etag")}}).status == 412);
  BOOST_TEST(world.organizer.get(head).body == done.body);

  const Headers current{{"If-Match", done.header("etag")}};
  BOOST_TEST(world.organizer.patch(head, R"({"email": "nobody", "given_name": ""})", current).field_errors() ==
             "/email:wrong_format /given_name:wrong_length");
  BOOST_TEST(world.organizer.patch(head, R"({"email": null})", current).status == 422);
  const auto person = world.new_person(company);
  BOOST_TEST(world.organizer.patch(head, R"({"email": "a@example.com", "person_id": ")" + person + "\"}", current)
                 .field_errors() == "/email:name_beside_person");
  BOOST_TEST(world.organizer.patch(head, R"({"person_id": ")" + person + "\"}", current).text("/given_name") == "Demo");
  BOOST_TEST(world.organizer.get(of(made.id()) + "/participants/" + made.id()).status == 404);
  BOOST_TEST_REQUIRE(cancel(made.id()).status == 200);
  BOOST_TEST(world.organizer.patch(head, named, {{"If-Match", "*"}}).code() == "already_cancelled");
}

BOOST_AUTO_TEST_CASE(partners_and_vendors_act_for_their_own_company) {
  const auto body = [](const std::string& of) { return R"({"company_id": ")" + of + R"(", "headcount": 1})"; };
  const auto mine = world.partner.post(path, body(world.partner_company));
  BOOST_TEST(mine.status == 201);
  BOOST_TEST(world.vendor.post(path, body(world.vendor_company)).status == 201);
  BOOST_TEST(world.partner.post(path, body(company)).status == 404);
  BOOST_TEST(world.viewer.post(path, body(company)).status == 403);
  const auto strange = enter(R"(, "headcount": 1)");
  BOOST_TEST(world.partner.get(of(strange.id())).status == 404);
  BOOST_TEST(world.partner.post(of(strange.id()) + "/cancellation", "").status == 404);
  BOOST_TEST(world.vendor.get(of(mine.id())).status == 404);
  BOOST_TEST(world.stranger.get(of(mine.id())).status == 404);
  BOOST_TEST(world.partner.get(path).size("/results") == 1U);
  BOOST_TEST(world.partner.get(path + "?company_id=" + company).size("/results") == 0U);
  BOOST_TEST(world.viewer.get(path).size("/results") == 3U);
  BOOST_TEST(world.partner.post(of(mine.id()) + "/cancellation", "").status == 200);
}

BOOST_AUTO_TEST_CASE(lists_are_filtered_and_paged) {
  const auto first = enter(R"(, "headcount": 1)");
  const auto second = enter(R"(, "headcount": 1)");
  const auto third = world.register_heads(event, world.new_company(), 1);
  BOOST_TEST_REQUIRE(cancel(second.id()).status == 200);
  const auto page = world.organizer.get(path + "?limit=2");
  BOOST_TEST(page.size("/results") == 2U);
  BOOST_TEST(page.text("/results/0/id") == first.id());
  const auto next = page.text("/next");
  const auto rest = world.organizer.get(next.substr(next.find("/api/")));
  BOOST_TEST(rest.size("/results") == 1U);
  BOOST_TEST(rest.text("/results/0/id") == third.id());
  BOOST_TEST(rest.is_null("/next"));
  BOOST_TEST(world.organizer.get(path + "?status=cancelled").text("/results/0/id") == second.id());
  BOOST_TEST(world.organizer.get(path + "?company_id=" + company).size("/results") == 2U);
  BOOST_TEST(world.organizer.get(path + "?status=lost").status == 422);
}

BOOST_AUTO_TEST_CASE(a_repeated_key_registers_and_refuses_once) {
  world.set_capacity(event, R"([{"key": "participants", "limit": 1}])");
  const Headers key{{"Idempotency-Key", world.fresh_word()}};
  const auto made = enter(R"(, "headcount": 1)", key);
  const auto again = enter(R"(, "headcount": 1)", key);
  BOOST_TEST(again.status == 201);
  BOOST_TEST(again.body == made.body);
  BOOST_TEST(enter(R"(, "headcount": 2)", key).code() == "idempotency_key_reused");
  const Headers other{{"Idempotency-Key", world.fresh_word()}};
  BOOST_TEST(enter(R"(, "headcount": 1)", other).code() == "capacity_exceeded");
  BOOST_TEST_REQUIRE(cancel(made.id()).status == 200);
  BOOST_TEST(enter(R"(, "headcount": 1)", other).code() == "capacity_exceeded");
  BOOST_TEST(world.organizer.get(path).size("/results") == 1U);
}

BOOST_AUTO_TEST_CASE(a_cancellation_takes_an_empty_object_as_no_body) {
  const auto cancel = [&](const std::string& body) {
    const auto one = enter(R"(, "headcount": 1)").header("location");
    return outcome(world.organizer.post(one + "/cancellation", body));
  };
  BOOST_TEST(cancel("{}") == "200");
  BOOST_TEST(cancel("") == "200");
  BOOST_TEST(cancel(R"({"because": "ill"})") == "422 /because:unknown_member");
}

BOOST_AUTO_TEST_SUITE_END()
