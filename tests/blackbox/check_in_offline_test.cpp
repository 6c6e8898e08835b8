// The door without network, mistakes undone, and the live counters.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

struct Offline {
  World& world = World::get();
  std::string event = world.new_event();
  std::string of_event = "/api/v1/events/" + event;
  std::string doors = of_event + "/check-ins";
  Answer registration = world.register_heads(event, world.new_company(), 3);

  [[nodiscard]] std::string ticket(int head) const {
    return registration.text("/participants/" + std::to_string(head) + "/ticket_code");
  }
  Answer scan(int head, const std::string& direction = "entry", const std::string& more = {}) {
    return world.desk.post(
        doors, R"({"ticket_code": ")" + ticket(head) + R"(", "direction": ")" + direction + "\"" + more + "}");
  }
  static std::string fact(const std::string& code, const std::string& direction, const std::string& time,
                          const std::string& nonce, const std::string& more = {}) {
    return R"({"ticket_code": ")" + code + R"(", "direction": ")" + direction + R"(", "at": "2016-11-10T)" + time +
           R"(Z", "nonce": ")" + nonce + "\"" + more + "}";
  }
  Answer import(const std::string& scans, const std::string& query = {}, const Headers& headers = {}) {
    return world.desk.post(doors + "/import" + query, R"({"scans": [)" + scans + "]}", headers);
  }
  /// "recorded ok; repeated ok already_checked_in; refused in_future".
  static std::string results(const Answer& answer) {
    std::string text;
    for (std::size_t i = 0; i < answer.size("/results"); ++i) {
      const auto at = "/results/" + std::to_string(i);
      text.append(text.empty() ? "" : "; ").append(answer.text(at + "/status"));
      for (const auto* member : {"/result", "/contradiction"}) {
        if (!answer.is_null(at + member)) text.append(" ").append(answer.text(at + member));
      }
      if (!answer.is_null(at + "/error")) text.append(" ").append(answer.text(at + "/error/code"));
    }
    return text;
  }
  Answer annul(const std::string& id, const Headers& headers = {}) {
    return world.desk.post(doors + "/" + id + "/annulment", "", headers);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(check_in_offline, Offline)

BOOST_AUTO_TEST_CASE(facts_are_recorded_in_the_order_of_their_own_time) {
  const auto done =
      import(fact(ticket(0), "exit", "09:00:00", "b") + "," + fact(ticket(0), "entry", "08:00:00", "a") + "," +
             fact(ticket(1), "exit", "08:00:00", "c") + "," + fact("T-X", "entry", "08:00:00", "d"));
  BOOST_TEST_REQUIRE(outcome(done) == "200");
  BOOST_TEST(results(done) == "recorded ok; recorded ok; recorded ok not_checked_in; recorded unknown_ticket");
  BOOST_TEST(members_of(done) == "dry_run recorded repeated refused contradictions results");
  BOOST_TEST(members_of(done, "/results/0") == "status nonce id participant_id result contradiction error");
  BOOST_TEST(done.integer("/recorded") == 4);
  BOOST_TEST(done.integer("/contradictions") == 1);
  BOOST_TEST(outcome(scan(0)) == "200");
  const auto kept = world.viewer.get(doors);
  BOOST_TEST(kept.text("/results/0/at") == "2016-11-10T08:00:00Z");
  BOOST_TEST(kept.at("/results/0/imported").boolean);
  BOOST_TEST(kept.at("/results/0/forced").boolean);
}

BOOST_AUTO_TEST_CASE(facts_handed_in_twice_count_once) {
  const auto scans = fact(ticket(0), "entry", "08:00:00", "a") + "," + fact(ticket(0), "entry", "08:30:00", "b");
  const auto dry = import(scans, "?dry_run=true");
  BOOST_TEST(results(dry) == "recorded ok; recorded ok already_checked_in");
  BOOST_TEST(dry.at("/dry_run").boolean);
  BOOST_TEST(dry.is_null("/results/0/id"));
  BOOST_TEST(world.viewer.get(doors).size("/results") == 0u);
  BOOST_TEST(results(import(scans)) == "recorded ok; recorded ok already_checked_in");
  BOOST_TEST(results(import(scans)) == "repeated ok; repeated ok already_checked_in");
  BOOST_TEST(world.viewer.get(doors).size("/results") == 2u);
}

BOOST_AUTO_TEST_CASE(a_fact_that_cannot_be_recorded_is_refused_by_itself) {
  auto future = fact(ticket(0), "entry", "08:00:00", "a");
  future.replace(future.find("2016"), 4, "2999");
  const auto done = import(future + "," + fact(ticket(0), "entry", "08:00:00", "b", R"(, "list": "nowhere")") + "," +
                           fact(ticket(0), "entry", "08:00:00", "c") + "," + fact(ticket(1), "entry", "08:00:00", "c"));
  BOOST_TEST(results(done) == "refused in_future; refused reference_not_found; recorded ok; refused nonce_reused");
  BOOST_TEST(done.text("/results/1/error/pointer") == "/scans/1/list");
  BOOST_TEST(done.is_null("/results/1/id"));
  BOOST_TEST(done.integer("/refused") == 3);
}

BOOST_AUTO_TEST_CASE(an_import_has_1_to_1000_scans_with_time_and_nonce) {
  BOOST_TEST(outcome(import("")) == "422 /scans:wrong_count");
  BOOST_TEST(outcome(import("{}")) ==
             "422 /scans/0/ticket_code:required /scans/0/direction:required /scans/0/at:required "
             "/scans/0/nonce:required");
  BOOST_TEST(outcome(import(fact(ticket(0), "entry", "08:00:00", "a b"))) == "422 /scans/0/nonce:wrong_format");
  std::string many;
  for (int i = 0; i < 1000; ++i) {
    many += many.empty() ? "" : ",\n      ";
    many += fact(ticket(i % 3), i % 2 == 0 ? "entry" : "exit", "08:00:00", std::string(58, 'n') + std::to_string(i));
  }
  const auto all = import(many);
  BOOST_TEST(outcome(all) == "200");
  BOOST_TEST(all.integer("/recorded") == 1000);
  BOOST_TEST(outcome(import(many + "," + fact(ticket(0), "entry", "08:00:00", "x"))) == "422 /scans:wrong_count");
}

BOOST_AUTO_TEST_CASE(an_import_may_carry_an_idempotency_key) {
  const Headers key{{"Idempotency-Key", world.fresh_word()}};
  const auto first = import(fact(ticket(0), "entry", "08:00:00", "a"), "", key);
  BOOST_TEST(import(fact(ticket(0), "entry", "08:00:00", "a"), "", key).body == first.body);
  BOOST_TEST(outcome(import(fact(ticket(0), "entry", "08:00:00", "b"), "", key)) == "422 idempotency_key_reused");
}

BOOST_AUTO_TEST_CASE(the_pack_has_every_ticket_of_the_list_and_later_what_changed) {
  const auto pack = of_event + "/check-in-pack";
  BOOST_TEST(scan(1).status == 200);
  const auto first = world.desk.get(pack + "?limit=2");
  BOOST_TEST_REQUIRE(first.size("/results") == 2u);
  BOOST_TEST(members_of(first, "/results/0") ==
             "participant_id ticket_code state given_name family_name company_id company category on_list inside "
             "updated_at");
  BOOST_TEST(first.text("/results/1/ticket_code") == ticket(1));
  BOOST_TEST(first.at("/results/1/inside").boolean);
  const auto next = first.text("/next");
  const auto rest = world.desk.get(next.substr(next.find("/api/")));
  BOOST_TEST_REQUIRE(rest.size("/results") == 1u);
  BOOST_TEST(rest.text("/results/0/ticket_code") == ticket(2));

  const auto since = rest.text("/results/0/updated_at");
  const auto gone = world.register_heads(event, world.new_company(), 1);
  BOOST_TEST_REQUIRE(world.organizer.post("/api/v1/registrations/" + gone.id() + "/cancellation", "").status == 200);
  const auto later = world.desk.get(pack + "?updated_since=" + gone.text("/updated_at"));
  BOOST_TEST_REQUIRE(later.size("/results") == 1u);
  BOOST_TEST(later.text("/results/0/state") == "cancelled");
  BOOST_TEST(world.desk.get(pack + "?updated_since=" + since).size("/results") == 4u);
  BOOST_TEST(outcome(world.desk.get(pack + "?list=nowhere")) == "422 ?list:reference_not_found");
  BOOST_TEST(world.viewer.get(pack).status == 403);
  BOOST_TEST(world.partner.get(pack).status == 403);
}

BOOST_AUTO_TEST_CASE(a_good_scan_that_was_a_mistake_is_annulled_once) {
  const auto in = scan(0);
  const Headers key{{"Idempotency-Key", world.fresh_word()}};
  const auto annulled = annul(in.id(), key);
  BOOST_TEST_REQUIRE(outcome(annulled) == "200");
  BOOST_TEST(annulled.text("/annulled_by").starts_with("desk token '"));
  BOOST_TEST(!annulled.is_null("/annulled_at"));
  BOOST_TEST(annul(in.id(), key).body == annulled.body);
  BOOST_TEST(outcome(annul(in.id())) == "409 already_annulled");
  BOOST_TEST(outcome(scan(0, "exit")) == "409 not_checked_in");
  const auto refused = world.viewer.get(doors + "?result=not_checked_in").text("/results/0/id");
  BOOST_TEST(outcome(annul(refused)) == "409 scan_was_refused");
  BOOST_TEST(outcome(annul("nonsense")) == "404 not_found");
  BOOST_TEST(outcome(scan(0)) == "200");
  const auto trail = world.organizer.get("/api/v1/audit?object=" + in.id());
  BOOST_TEST(trail.text("/results/0/action") == "annulled");
  BOOST_TEST(world.viewer.post(doors + "/" + in.id() + "/annulment", "").status == 403);
}

BOOST_AUTO_TEST_CASE(the_counters_are_live_and_keep_their_etag_while_nothing_happens) {
  const auto path = doors + "/summary";
  BOOST_TEST(scan(0).status == 200);
  BOOST_TEST(scan(0).status == 409);
  const auto before = world.viewer.get(path);
  BOOST_TEST_REQUIRE(outcome(before) == "200");
  BOOST_TEST(members_of(before, "/lists/0") == "list name registered checked_in inside no_show failed");
  BOOST_TEST(before.integer("/lists/0/registered") == 3);
  BOOST_TEST(before.integer("/lists/0/checked_in") == 1);
  BOOST_TEST(before.integer("/lists/0/inside") == 1);
  BOOST_TEST(before.is_null("/lists/0/no_show"));
  BOOST_TEST(before.integer("/lists/0/failed/already_checked_in") == 1);
  BOOST_TEST(before.integer("/lists/0/failed/unknown_ticket") == 0);
  const Headers same{{"If-None-Match", before.header("etag")}};
  BOOST_TEST(world.viewer.get(path, same).status == 304);
  BOOST_TEST(scan(1).status == 200);
  BOOST_TEST(world.viewer.get(path, same).integer("/lists/0/inside") == 2);
  BOOST_TEST_REQUIRE(world.organizer.patch(of_event, R"({"status": "completed"})", {{"If-Match", "*"}}).status == 200);
  BOOST_TEST(world.viewer.get(path).integer("/lists/0/no_show") == 1);
  BOOST_TEST(world.viewer.get(path + "?format=csv").body ==
             "list,name,registered,checked_in,inside,no_show,failed\r\ndefault,Default,3,2,2,1,1\r\n");
  BOOST_TEST(world.viewer.get(path + "?format=rows").text("/0/list") == "default");
  BOOST_TEST(world.partner.get(path).status == 403);
}

BOOST_AUTO_TEST_SUITE_END()
