// What an event asks of who registers: rules, ticket categories and contingents, each replaced as a whole, in one version; and
// what capacity tells of them.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

struct Terms {
  World& world = World::get();
  std::string event = world.new_event();
  std::string path = "/api/v1/events/" + event;

  Answer put(const std::string& part, const std::string& body, const std::string& if_match = "*") {
    return world.organizer.put(path + part, body, {{"If-Match", if_match}});
  }
  Answer rules(const std::string& body) { return put("/registration-rules", body); }
  Answer categories(const std::string& items) { return put("/categories", R"({"categories": [)" + items + "]}"); }
  Answer contingents(const std::string& items) { return put("/contingents", R"({"contingents": [)" + items + "]}"); }
  std::string etag_of(const std::string& part) { return world.viewer.get(path + part).header("etag"); }

  std::string enter(const std::string& role, int heads, const std::string& more = {}) {
    const auto made =
        world.organizer.post(path + "/registrations", R"({"company_id": ")" + world.new_company(role) +
                                                          R"(", "headcount": )" + std::to_string(heads) + more + "}");
    BOOST_TEST_REQUIRE(outcome(made) == "201");
    return made.id();
  }
  void cancel(const std::string& registration) {
    BOOST_TEST_REQUIRE(outcome(world.organizer.post("/api/v1/registrations/" + registration + "/cancellation", "")) ==
                       "200");
  }
};

std::string category(const std::string& key, const std::string& more = {}) {
  return R"({"key": ")" + key + R"(", "name": "Karte")" + more + "}";
}

std::string contingent(const std::string& key, int places, const std::string& pool = "participants",
                       const std::string& owner = R"("company_role": "vendor")") {
  return R"({"key": ")" + key + R"(", "pool": ")" + pool + R"(", "places": )" + std::to_string(places) + ", " + owner +
         "}";
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(terms, Terms)

BOOST_AUTO_TEST_CASE(an_event_without_terms_shows_the_defaults) {
  BOOST_TEST(
      world.viewer.get(path + "/registration-rules").body ==
      R"({"max_heads_per_company":null,"max_held_heads_per_company":null,"hold_minutes":10,"naming_deadline":null,)"
      R"("waitlist":{"policy":"none","order":"strict","ageing_hours":0,"promotion":"automatic","offer_hours":48,)"
      R"("priorities":[]},"needs_approval":false,"eligibility":{"company_roles":null,"region_keys":null},)"
      R"("cancellation":{"free_until":null,"fee_percent":0}})");
  BOOST_TEST(world.viewer.get(path + "/categories").body == R"({"categories":[]})");
  BOOST_TEST(world.viewer.get(path + "/contingents").body == R"({"contingents":[]})");
}

BOOST_AUTO_TEST_CASE(all_of_the_rules_are_kept_and_what_is_left_out_takes_its_default) {
  const auto region = world.fresh_word();
  BOOST_TEST_REQUIRE(
      outcome(world.organizer.post("/api/v1/regions", R"({"key": ")" + region + R"(", "name": "Nord"})")) == "201");
  const auto all =
      R"({"max_heads_per_company":12,"max_held_heads_per_company":4,"hold_minutes":15,)"
      R"("naming_deadline":"2016-11-01T10:00:00Z","waitlist":{"policy":"partial","order":"skip_ahead","ageing_hours":36,)"
      R"("promotion":"offer","offer_hours":24,"priorities":[{"company_role":"partner","category":"vip","region_key":")" +
      region +
      R"(","priority":100},{"company_role":null,"category":null,"region_key":null,"priority":-1}]},)"
      R"("needs_approval":true,"eligibility":{"company_roles":["vendor","partner"],"region_keys":[")" +
      region + R"("]},"cancellation":{"free_until":"2016-10-01T00:00:00Z","fee_percent":50.25}})";
  const auto done = rules(all);
  BOOST_TEST_REQUIRE(outcome(done) == "200");
  BOOST_TEST(done.body == all);
  BOOST_TEST(world.partner.get(path + "/registration-rules").body == all);
  const auto bare = rules(R"({"hold_minutes": 20, "waitlist": {"order": "skip_ahead"}, "eligibility": null})");
  BOOST_TEST(bare.integer("/hold_minutes") == 20);
  BOOST_TEST(bare.text("/waitlist/order") == "skip_ahead");
  BOOST_TEST(bare.text("/waitlist/policy") == "none");
  BOOST_TEST(bare.is_null("/eligibility/company_roles"));
  BOOST_TEST(bare.is_null("/max_heads_per_company"));
  BOOST_TEST(bare.number("/cancellation/fee_percent") == 0);
}

BOOST_AUTO_TEST_CASE(each_limit_of_a_rule_is_kept) {
  const auto of = [&](const std::string& before, const std::string& after) {
    return [=, this](const std::string& json) { return rules(before + json + after); };
  };
  check_number(of(R"({"max_heads_per_company": )", "}"), "/max_heads_per_company", 1, 2147483647, 200);
  check_number(of(R"({"max_held_heads_per_company": )", "}"), "/max_held_heads_per_company", 0, 2147483647, 200);
  check_number(of(R"({"hold_minutes": )", "}"), "/hold_minutes", 1, 1440, 200);
  check_number(of(R"({"waitlist": {"ageing_hours": )", "}}"), "/waitlist/ageing_hours", 0, 8760, 200);
  check_number(of(R"({"waitlist": {"offer_hours": )", "}}"), "/waitlist/offer_hours", 1, 720, 200);
  check_number(of(R"({"waitlist": {"priorities": [{"priority": )", "}]}}"), "/waitlist/priorities/0/priority", -100,
               100, 200);
  check_key_refusals(of(R"({"waitlist": {"priorities": [{"priority": 1, "category": )", "}]}}"),
                     "/waitlist/priorities/0/category");
}

BOOST_AUTO_TEST_CASE(every_wrong_member_of_rules_is_told_at_once) {
  BOOST_TEST(outcome(rules(R"({"hold_minutes": "x", "waitlist": {"policy": "all", "surprise": 1, "priorities": [{}, 3]},
      "eligibility": {"company_roles": ["guest"], "region_keys": []}, "cancellation": {"fee_percent": 33.333},
      "needs_approval": 1, "naming_deadline": "2016-11-01"})")) ==
             "422 /hold_minutes:wrong_type /waitlist/policy:unknown_value /waitlist/surprise:unknown_member "
             "/waitlist/priorities/0/priority:required /waitlist/priorities/1:wrong_type "
             "/eligibility/company_roles/0:unknown_value /eligibility/region_keys:wrong_count "
             "/cancellation/fee_percent:wrong_format /needs_approval:wrong_type /naming_deadline:wrong_format");
  BOOST_TEST(outcome(rules(R"({"eligibility": {"region_keys": ["atlantis"]},
      "waitlist": {"priorities": [{"priority": 1, "region_key": "nowhere"}]}})")) ==
             "422 /waitlist/priorities/0/region_key:reference_not_found "
             "/eligibility/region_keys/0:reference_not_found");
  BOOST_TEST(etag_of("/registration-rules") == "\"v0\"");
}

BOOST_AUTO_TEST_CASE(categories_are_kept_as_a_whole_with_exact_money) {
  const auto full =
      R"({"key":"vip","name":"Führung 😀","limit":30,"price":{"amount":"1234.50","currency":"EUR"},"vat_rate":7.25,)"
      R"("sale_from":"2016-01-01T00:00:00Z","sale_until":"2016-11-01T00:00:00Z","pools":{"dinner":1,"hotel_rooms":2}})";
  const auto done = categories(category("plain") + "," + full);
  BOOST_TEST_REQUIRE(outcome(done) == "200");
  BOOST_TEST(done.body ==
             R"({"categories":[{"key":"plain","name":"Karte","limit":null,"price":null,"vat_rate":0,"sale_from":null,)"
             R"("sale_until":null,"pools":{}},)" +
                 std::string(full) + "]}");
  BOOST_TEST(world.partner.get(path + "/categories").body == done.body);
  const auto price = [&](const std::string& amount, const std::string& currency) {
    const auto answer =
        categories(category("a", R"(, "price": {"amount": ")" + amount + R"(", "currency": ")" + currency + R"("})"));
    return answer.status == 200 ? answer.text("/categories/0/price/amount") : outcome(answer);
  };
  BOOST_TEST(price("0.1", "EUR") == "0.10");
  BOOST_TEST(price("1000000000.00", "EUR") == "1000000000.00");
  BOOST_TEST(price("1000000000.01", "EUR") == "422 /categories/0/price/amount:out_of_range");
  BOOST_TEST(price("-1", "EUR") == "422 /categories/0/price/amount:out_of_range");
  BOOST_TEST(price("5", "JPY") == "5");
  BOOST_TEST(price("5.0", "JPY") == "422 /categories/0/price/amount:wrong_format");
  BOOST_TEST(price("5.001", "TND") == "5.001");
  BOOST_TEST(price("5", "DEM") == "422 /categories/0/price/currency:wrong_format");
}

BOOST_AUTO_TEST_CASE(each_limit_of_a_category_is_kept) {
  const auto with = [&](const std::string& member) {
    return [=, this](const std::string& json) { return categories(category("a", ", \"" + member + "\": " + json)); };
  };
  check_number(with("limit"), "/categories/0/limit", 0, 2147483647, 200);
  check_line([&](const std::string& json) { return categories(R"({"key": "a", "name": )" + json + "}"); },
             "/categories/0/name", 200, 200);
  check_key_refusals([&](const std::string& json) { return categories(R"({"name": "a", "key": )" + json + "}"); },
                     "/categories/0/key");
  check_number([&](const std::string& json) { return with("pools")(R"({"dinner": )" + json + "}"); },
               "/categories/0/pools/dinner", 1, 100, 200);
  BOOST_TEST(outcome(with("vat_rate")("100")) == "200");
  BOOST_TEST(outcome(with("vat_rate")("100.01")) == "422 /categories/0/vat_rate:out_of_range");
  BOOST_TEST(outcome(with("vat_rate")("19.001")) == "422 /categories/0/vat_rate:wrong_format");
  BOOST_TEST(outcome(with("pools")(R"({"A": 1})")) == "422 /categories/0/pools/A:wrong_format");
  BOOST_TEST(outcome(with("pools")(R"({"participants": 1})")) ==
             "422 /categories/0/pools/participants:pool_not_possible");
  BOOST_TEST(outcome(categories(
                 category("a", R"(, "sale_from": "2016-02-01T00:00:00Z", "sale_until": "2016-01-01T00:00:00Z")"))) ==
             "422 /categories/0/sale_until:wrong_order");
  BOOST_TEST(outcome(categories(category("a") + R"(, 3, {"key": "b", "limit": -1}, )" + category("a"))) ==
             "422 /categories/1:wrong_type /categories/2/limit:out_of_range /categories/2/name:required "
             "/categories/3/key:duplicate_member");
  std::string many;
  for (int i = 0; i < 51; ++i) many += (i == 0 ? "" : ",") + category("k" + std::to_string(i));
  BOOST_TEST(outcome(categories(many)) == "422 /categories:wrong_count");
}

BOOST_AUTO_TEST_CASE(a_category_with_heads_stays_and_its_limit_covers_them) {
  BOOST_TEST_REQUIRE(outcome(categories(category("vip", R"(, "limit": 5)"))) == "200");
  const auto in = enter("partner", 3, R"(, "category": "vip")");
  const auto refused = categories("");
  BOOST_TEST(outcome(refused) == "409 category_in_use /categories:category_in_use");
  BOOST_TEST(refused.text("/detail").starts_with("The category 'vip' has 3 heads:"));
  BOOST_TEST(outcome(categories(category("vip", R"(, "limit": 2, "pools": {"dinner": 1})"))) ==
             "409 category_in_use /categories/0/pools:category_in_use /categories/0/limit:capacity_below_taken");
  BOOST_TEST(outcome(categories(category("vip", R"(, "limit": 2)"))) ==
             "409 capacity_below_taken /categories/0/limit:capacity_below_taken");
  BOOST_TEST(outcome(categories(category("vip", R"(, "limit": 3)"))) == "200");
  const auto told = world.viewer.get(path + "/capacity");
  BOOST_TEST(members_of(told, "/categories/0") == "key limit taken waitlisted available");
  BOOST_TEST(told.integer("/categories/0/taken") == 3);
  BOOST_TEST(told.integer("/categories/0/available") == 0);
  cancel(in);
  BOOST_TEST(outcome(categories("")) == "200");
}

BOOST_AUTO_TEST_CASE(contingents_are_kept_as_a_whole) {
  const auto company = world.new_company();
  const auto done = contingents(
      contingent("sponsors", 5) + "," +
      contingent("own", 3, "dinner", R"("company_id": ")" + company + R"(", "release_at": "2016-11-01T00:00:00Z")"));
  BOOST_TEST_REQUIRE(outcome(done) == "200");
  BOOST_TEST(done.body ==
             R"({"contingents":[{"key":"sponsors","pool":"participants","places":5,"company_id":null,)"
             R"("company_role":"vendor","release_at":null},{"key":"own","pool":"dinner","places":3,"company_id":")" +
                 company + R"(","company_role":null,"release_at":"2016-11-01T00:00:00Z"}]})");
  BOOST_TEST(world.viewer.get(path + "/contingents").body == done.body);
}

BOOST_AUTO_TEST_CASE(each_limit_of_a_contingent_is_kept) {
  const auto with = [&](const std::string& members) { return contingents("{" + members + "}"); };
  const std::string rest = R"(, "company_role": "vendor")";
  check_number([&](const std::string& json) { return with(R"("key": "a", "pool": "x", "places": )" + json + rest); },
               "/contingents/0/places", 0, 2147483647, 200);
  check_key_refusals(
      [&](const std::string& json) { return with(R"("pool": "x", "places": 1, "key": )" + json + rest); },
      "/contingents/0/key");
  check_key_refusals(
      [&](const std::string& json) { return with(R"("key": "a", "places": 1, "pool": )" + json + rest); },
      "/contingents/0/pool");
  BOOST_TEST(outcome(contingents(contingent("a", 1, "companies"))) == "422 /contingents/0/pool:pool_not_possible");
  BOOST_TEST(outcome(with(R"("key": "a", "pool": "x", "places": 1)")) ==
             "422 /contingents/0/company_id:contingent_owner");
  BOOST_TEST(outcome(contingents(contingent("a", 1, "x", R"("company_id": ")" + std::string(nobodys_id) + "\""))) ==
             "422 /contingents/0/company_id:reference_not_found");
  BOOST_TEST(outcome(contingents(contingent(
                 "a", 1, "x", R"("company_role": "vendor", "company_id": ")" + std::string(nobodys_id) + "\""))) ==
             "422 /contingents/0/company_id:contingent_owner");
}

BOOST_AUTO_TEST_CASE(contingents_fit_and_capacity_explains_them) {
  world.set_capacity(event, R"([{"key": "participants", "limit": 10}])");
  static_cast<void>(enter("partner", 4));
  const auto refused = contingents(contingent("a", 7));
  BOOST_TEST(outcome(refused) == "409 contingent_exceeds_free /contingents/0/places:contingent_exceeds_free");
  BOOST_TEST(refused.text("/detail") ==
             "The pool 'participants' has 6 places that are not taken, 7 would be reserved.");
  BOOST_TEST_REQUIRE(outcome(contingents(contingent("a", 6))) == "200");
  const auto told = world.viewer.get(path + "/capacity", {{"Accept-Language", "de"}});
  BOOST_TEST(told.integer("/pools/0/reserved") == 6);
  BOOST_TEST(told.integer("/pools/0/available") == 0);
  BOOST_TEST(told.text("/pools/0/why_none/code") == "reserved");
  BOOST_TEST(told.text("/pools/0/why_none/detail") == "Die freien Plätze sind für Kontingente reserviert.");
  BOOST_TEST(members_of(told, "/contingents/0") == "key pool places taken available released");
  BOOST_TEST(told.integer("/contingents/0/available") == 6);
  BOOST_TEST(!told.at("/contingents/0/released").boolean);
  BOOST_TEST(outcome(world.organizer.put(path + "/capacity", R"({"pools": [{"key": "participants", "limit": 9}]})",
                                         {{"If-Match", "*"}})) ==
             "409 capacity_below_reserved /pools/0/limit:capacity_below_reserved");
  BOOST_TEST_REQUIRE(
      outcome(contingents(contingent("a", 6, "participants",
                                     R"("company_role": "vendor", "release_at": "2016-01-01T00:00:00Z")"))) == "200");
  const auto released = world.viewer.get(path + "/capacity");
  BOOST_TEST(released.integer("/pools/0/available") == 6);
  BOOST_TEST(released.is_null("/pools/0/why_none"));
  BOOST_TEST(released.at("/contingents/0/released").boolean);
}

BOOST_AUTO_TEST_CASE(a_contingent_of_which_places_are_taken_stays) {
  BOOST_TEST_REQUIRE(outcome(contingents(contingent("a", 5))) == "200");
  const auto in = enter("vendor", 2);
  BOOST_TEST(outcome(contingents("")) == "409 contingent_in_use /contingents:contingent_in_use");
  BOOST_TEST(outcome(contingents(contingent("a", 5, "dinner"))) ==
             "409 contingent_in_use /contingents/0/pool:contingent_in_use");
  BOOST_TEST(outcome(contingents(contingent("a", 1))) ==
             "409 capacity_below_taken /contingents/0/places:capacity_below_taken");
  BOOST_TEST(outcome(contingents(contingent("a", 2))) == "200");
  cancel(in);
  BOOST_TEST(outcome(contingents("")) == "200");
}

BOOST_AUTO_TEST_CASE(a_companys_token_sees_its_own_contingents_and_those_of_its_role) {
  BOOST_TEST_REQUIRE(
      outcome(contingents(contingent("vendors", 1) + "," +
                          contingent("own", 1, "x", R"("company_id": ")" + world.partner_company + "\"") + "," +
                          contingent("others", 1, "x", R"("company_id": ")" + world.new_company() + "\""))) == "200");
  const auto seen = [&](const Client& client, const std::string& part) {
    std::string keys;
    const auto answer = client.get(path + part);
    for (const auto& one : answer.at("/contingents").items) keys += one.find("key")->text + " ";
    return keys;
  };
  for (const char* part : {"/contingents", "/capacity"}) {
    BOOST_TEST(seen(world.viewer, part) == "vendors own others ");
    BOOST_TEST(seen(world.partner, part) == "own ");
    BOOST_TEST(seen(world.vendor, part) == "vendors ");
  }
}

BOOST_AUTO_TEST_CASE(rules_categories_and_contingents_have_one_version) {
  const auto body = R"({"categories": [)" + category("a") + "]}";
  BOOST_TEST(outcome(world.organizer.put(path + "/categories", body)) == "428 precondition_required");
  const auto before = etag_of("/contingents");
  const auto done = rules(R"({"hold_minutes": 20})");
  BOOST_TEST(done.header("etag") != before);
  for (const char* part : {"/registration-rules", "/categories", "/contingents"})
    BOOST_TEST(etag_of(part) == done.header("etag"));
  for (const auto& [part, content] :
       {std::pair{"/registration-rules", std::string("{}")}, std::pair{"/categories", body},
        std::pair{"/contingents", std::string(R"({"contingents": []})")}}) {
    BOOST_TEST(outcome(world.organizer.put(path + part, content)) == "428 precondition_required");
    BOOST_TEST(outcome(put(part, content, before)) == "412 precondition_failed");
  }
  BOOST_TEST(put("/registration-rules", R"({"hold_minutes": 20})", done.header("etag")).header("etag") ==
             done.header("etag"));
  BOOST_TEST(outcome(put("/categories", body, done.header("etag"))) == "200");
  BOOST_TEST(outcome(put("/contingents", R"({"contingents": []})", done.header("etag"))) == "412 precondition_failed");
  const auto entries = world.organizer.get("/api/v1/audit?object=" + event);
  BOOST_TEST(entries.size("/results") == 3U);
  BOOST_TEST(entries.text("/results/1/action") == "rules_changed");
  BOOST_TEST(entries.text("/results/1/changes/0/member") == "hold_minutes");
  BOOST_TEST(entries.text("/results/2/action") == "categories_changed");
}

BOOST_AUTO_TEST_CASE(everyone_reads_terms_and_organizers_put_them) {
  for (const char* part : {"/registration-rules", "/categories", "/contingents"}) {
    for (const auto* client : {&world.desk, &world.viewer, &world.partner, &world.vendor}) {
      BOOST_TEST(outcome(client->get(path + part)) == "200");
      BOOST_TEST(outcome(client->put(path + part, "{}", {{"If-Match", "*"}})) == "403 forbidden");
    }
    BOOST_TEST(outcome(world.stranger.get(path + part)) == "404 not_found");
  }
}

BOOST_AUTO_TEST_CASE(an_event_is_deleted_with_its_terms) {
  BOOST_TEST_REQUIRE(outcome(categories(category("vip", R"(, "limit": 5, "pools": {"dinner": 1})"))) == "200");
  BOOST_TEST_REQUIRE(outcome(contingents(contingent("a", 5))) == "200");
  BOOST_TEST_REQUIRE(outcome(rules(R"({"waitlist": {"priorities": [{"priority": 1}]}})")) == "200");
  BOOST_TEST(outcome(world.organizer.remove(path, {{"If-Match", "*"}})) == "204");
}

BOOST_AUTO_TEST_SUITE_END()
