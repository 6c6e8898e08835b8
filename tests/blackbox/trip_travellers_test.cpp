// Travellers of a study trip: what is known of them, who may know it, and how long.
#include <chrono>
#include <set>
#include <thread>

#include "tests/blackbox/routes.hpp"
#include "tests/blackbox/travellers_world.hpp"

using namespace tagwerk::test;

namespace {

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const auto at = text.find(what);
  return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

// Columns that hold text or bytes, of all tables.
int columns_with(World& world, const std::string& needle) {
  using tagwerk::storage::Row;
  using tagwerk::storage::Transaction;
  int found = 0;
  world.database.database().read([&](Transaction& tx) {
    const auto columns = tx.select(
        "select table_name, column_name from information_schema.columns where table_schema = database() and "
        "(data_type like '%char' or data_type like '%text' or data_type like '%binary' or data_type like '%blob')",
        {}, [](Row& row) {
          auto table = row.next<std::string>();
          return std::pair{std::move(table), row.next<std::string>()};
        });
    BOOST_TEST(columns.size() > 100u);
    for (const auto& [table, column] : columns) {
      const auto sql = "select count(*) from " + table + " where instr(cast(" + column + " as binary), :needle) > 0";
      if (tx.scalar<std::int64_t>(sql, {{"needle", needle}}).value_or(0) > 0) ++found;
    }
    return true;
  });
  return found;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(trip_travellers, TravellersWorld)

BOOST_AUTO_TEST_CASE(a_traveller_is_read_described_and_erased) {
  const auto anna = of(enter("Anna"));
  const auto nothing = world.organizer.get(anna);
  BOOST_TEST_REQUIRE(outcome(nothing) == "200");
  BOOST_TEST(members_of(nothing) ==
             "participant_id registration_id company_id person_id given_name family_name email passport visas "
             "dietary_needs emergency_contact insurance updated_at");
  BOOST_TEST(nothing.header("etag") == "\"v0\"");
  BOOST_TEST(nothing.text("/given_name") == "Anna");
  BOOST_TEST(nothing.is_null("/passport"));
  BOOST_TEST(outcome(world.organizer.put(anna, complete())) == "428 precondition_required");
  BOOST_TEST(outcome(say(world.organizer, anna, complete(), "\"v1\"")) == "412 precondition_failed");
  const auto said = say(world.organizer, anna, complete(), "\"v0\"");
  BOOST_TEST_REQUIRE(outcome(said) == "200");
  BOOST_TEST(said.text("/passport/country") == "DE");
  BOOST_TEST(said.at("/passport/has_number").boolean);
  BOOST_TEST(members_of(said, "/passport") == "country expires_on has_number");
  BOOST_TEST(said.text("/visas/0/valid_until") == "2030-11-30");
  BOOST_TEST(said.text("/emergency_contact/relation") == "Bruder");
  BOOST_TEST(said.text("/insurance/policy_number") == "P-1");
  const auto read = world.organizer.get(anna, {{"If-None-Match", said.header("etag")}});
  BOOST_TEST(outcome(read) == "200");  // the name is not in its version
  BOOST_TEST(read.body == said.body);
  BOOST_TEST(world.partner.get(anna).body == said.body);
  BOOST_TEST(outcome(say(world.partner, anna, R"({"visas": []})", "\"v0\"")) == "412 precondition_failed");
  const auto less = say(world.partner, anna, R"({"dietary_needs": ""})", said.header("etag"));
  BOOST_TEST_REQUIRE(outcome(less) == "200");
  BOOST_TEST(less.is_null("/passport"));
  BOOST_TEST(less.text("/dietary_needs") == "");
  BOOST_TEST(outcome(world.organizer.remove(anna, {{"If-Match", said.header("etag")}})) == "412 precondition_failed");
  BOOST_TEST(outcome(world.organizer.remove(anna)) == "204");
  BOOST_TEST(outcome(world.organizer.remove(anna)) == "204");
  BOOST_TEST(world.organizer.get(anna).body == nothing.body);
}

BOOST_AUTO_TEST_CASE(members_are_checked_and_told_at_once) {
  const auto anna = of(enter("Anna"));
  BOOST_TEST(outcome(say(world.organizer, anna, R"({"passport": {"country": "de", "expires_on": "2035-02-29", "x": 1},
      "visas": [{"country": "CN", "state": "lost"}], "dietary_needs": 7, "emergency_contact": {"name": ""},
      "insurance": {"provider": "x"}, "y": 1})")) ==
             "422 /passport/country:wrong_format /passport/expires_on:wrong_format /passport/x:unknown_member "
             "/visas/0/state:unknown_value /dietary_needs:wrong_type /emergency_contact/name:wrong_length "
             "/emergency_contact/phone:required /insurance/valid_until:required /y:unknown_member");
  for (const char* number : {R"("")", R"("c01x00t47")", R"("C01 X00")", R"("A23456789012345678901")"}) {
    const auto refused = say(world.organizer, anna, complete(number));
    BOOST_TEST(outcome(refused) == "422 /passport/number:no_passport_number", number);
    if (std::string(number).size() > 2)
      BOOST_TEST(refused.body.find(std::string(number).substr(1, 7)) == std::string::npos, refused.body);
  }
  const auto visa = [&](const std::string& members) {
    return outcome(say(world.organizer, anna, R"({"visas": [{"country": "CN", )" + members + "}]}"));
  };
  BOOST_TEST(visa(R"("state": "granted")") == "422 /visas/0/state:visa_needs_its_days");
  BOOST_TEST(visa(R"("state": "applied", "valid_from": "2030-11-01")") == "422 /visas/0/state:visa_needs_its_days");
  BOOST_TEST(visa(R"("state": "granted", "valid_from": "2030-11-02", "valid_until": "2030-11-01")") ==
             "422 /visas/0/valid_until:wrong_order");
  BOOST_TEST(visa(R"("state": "applied"}, {"country": "CN", "state": "needed")") ==
             "422 /visas/1/country:duplicate_member");
  const auto with = [&](const std::string& member, const std::string& value) {
    return say(world.organizer, anna,
               R"({"emergency_contact": {"name": "Otto", "phone": "110", ")" + member + "\": " + value + "}}");
  };
  check_line([&](const std::string& value) { return with("relation", value); }, "/emergency_contact/relation", 100,
             200);
}

BOOST_AUTO_TEST_CASE(nobody_is_said_anything_of_before_he_has_a_name) {
  const auto registration = world.register_heads(event, world.partner_company, 1);
  const auto path = of(registration);
  BOOST_TEST(outcome(say(world.organizer, path, complete())) == "409 traveller_not_named");
  const auto read = world.organizer.get(path);
  BOOST_TEST(read.is_null("/given_name"));
}

BOOST_AUTO_TEST_CASE(the_number_is_read_by_organizers_alone_and_stands_nowhere_else) {
  const std::string number = "Z9X8QW7PASS";
  const TemporaryFolder folder;
  const auto log = folder.path() + "/log";
  {
    ServerProcess server(binary(), world.database.url(), {{"TAGWERK_LOG_FILE", log}, {"TAGWERK_LOG_LEVEL", "debug"}});
    const Client organizer(server.port(), world.organizer.token());
    const Client partner(server.port(), world.partner.token());
    const auto registration = enter("Anna");
    const auto anna = of(registration);
    std::string told;
    const auto listen = [&](const Answer& answer) {
      for (const auto& [name, value] : answer.headers) told += name + ": " + value + "\n";
      told += answer.body + "\n";
      return answer;
    };
    BOOST_TEST_REQUIRE(outcome(listen(say(partner, anna, complete('"' + number + '"')))) == "200");
    const auto read = organizer.get(anna + "/passport-number");
    BOOST_TEST_REQUIRE(outcome(read) == "200");
    BOOST_TEST(read.body == R"({"number":")" + number + "\"}");
    BOOST_TEST(read.header("cache-control") == "no-store");
    BOOST_TEST(read.header("etag") == "");
    for (const auto* client : {&world.desk, &world.viewer, &world.partner, &world.vendor})
      BOOST_TEST(outcome(client->get(anna + "/passport-number")) == "403 forbidden");
    // Left out it stays.
    BOOST_TEST(outcome(listen(
                   say(organizer, anna, R"({"passport": {"country": "DE", "expires_on": "2034-01-31"}})"))) == "200");
    BOOST_TEST(organizer.get(anna + "/passport-number").body == read.body);
    for (const auto& path :
         {anna, anna + "/export", travellers, trip + "/readiness", trip + "/readiness?format=csv",
          trip + "/readiness?format=rows", trip + "/requirements", "/api/v1/events/" + event + "/registrations",
          "/api/v1/events/" + event + "/answers?format=csv",
          "/api/v1/audit?object=" + registration.text("/participants/0/id")})
      BOOST_TEST(listen(organizer.get(path)).status == 200, path);
    const auto trail = organizer.get("/api/v1/audit?object=" + registration.text("/participants/0/id"));
    std::string actions;
    for (std::size_t i = 0; i < trail.size("/results"); ++i)
      actions += trail.text("/results/" + std::to_string(i) + "/action") + " ";
    BOOST_TEST(actions == "created passport_number_read changed passport_number_read ");
    for (const char* words : {"\"DE\"", "2035-", "2034-", "vegetarisch", "Otto", "+49", "Musterversicherung", "P-1"})
      BOOST_TEST(trail.body.find(words) == std::string::npos, words);
    BOOST_TEST(told.find(number) == std::string::npos);
    BOOST_TEST(columns_with(world, number) == 0);
    BOOST_TEST(columns_with(world, "Anna@example.org") > 0);  // the search finds what is there
    BOOST_TEST(server.stop() == 0);
    BOOST_TEST((server.process().out() + server.process().err()).find(number) == std::string::npos);
    // null takes it away.
    BOOST_TEST(outcome(say(world.organizer, anna,
                           R"({"passport": {"country": "DE", "expires_on": "2034-01-31", "number": null}})")) == "200");
    BOOST_TEST(outcome(world.organizer.get(anna + "/passport-number")) == "404 not_found");
  }
  const auto logged = read_file(log);
  BOOST_TEST(logged.find("/passport-number") != std::string::npos);
  BOOST_TEST(logged.find(number) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(with_another_secret_the_number_is_unreadable_and_all_else_is_there) {
  const auto anna = of(enter("Anna"));
  BOOST_TEST_REQUIRE(outcome(say(world.organizer, anna, complete())) == "200");
  const TemporaryFolder folder;
  const Variables other{{"TAGWERK_SECRET_FILE", folder.path() + "/secret"}};
  BOOST_TEST_REQUIRE(tagwerk::test::tagwerk(world.database.url(), {"secret", "create"}, other).status == 0);
  ServerProcess server(binary(), world.database.url(), other);
  const Client organizer(server.port(), world.organizer.token());
  BOOST_TEST(outcome(organizer.get(anna + "/passport-number")) == "409 passport_number_unreadable");
  BOOST_TEST(organizer.get(anna).at("/passport/has_number").boolean);
  BOOST_TEST(outcome(organizer.get(trip + "/readiness")) == "200");
  BOOST_TEST(world.organizer.get(anna + "/passport-number").text("/number") == "C01X00T47");
  BOOST_TEST(outcome(say(organizer, anna, complete(R"("NEU1")"))) == "200");
  BOOST_TEST(organizer.get(anna + "/passport-number").text("/number") == "NEU1");
  BOOST_TEST(outcome(world.organizer.get(anna + "/passport-number")) == "409 passport_number_unreadable");
}

BOOST_AUTO_TEST_CASE(travellers_of_others_do_not_exist_whatever_is_asked) {
  const auto registration = enter("Anna");
  const auto participant = registration.text("/participants/0/id");
  BOOST_TEST_REQUIRE(outcome(say(world.organizer, of(registration), complete())) == "200");
  const Client rival(world.server->port(), make_token(world.database.url(), "test", "partner", world.new_company()));
  const auto other_trip = new_trip(world, "2030-05-01", "2030-05-02");
  int of_one = 0;
  int of_event = 0;
  for (const auto& operation : operations()) {
    if (operation.pattern.find("/trip/") == std::string::npos) continue;
    const bool is_of_one = operation.pattern.find("{participant_id}") != std::string::npos;
    auto path = replaced(replaced(operation.pattern, "{event_id}", event), "{participant_id}", participant);
    if (path.find('{') != std::string::npos) continue;
    const auto ask = [&](const Client& client, const std::string& at) {
      return outcome(
          client.send(operation.method, at, operation.body_type.empty() ? "" : "{}", good_headers(operation)));
    };
    // Of another organization there is not even the event.
    BOOST_TEST(ask(world.stranger, path) == "404 not_found", name_of(operation));
    ++of_event;
    if (!is_of_one || operation.pattern.find("/travellers/") == std::string::npos) continue;
    BOOST_TEST(ask(world.organizer, replaced(path, event, other_trip)) == "404 not_found", name_of(operation));
    BOOST_TEST(ask(world.organizer, replaced(path, participant, nobodys_id)) == "404 not_found", name_of(operation));
    if (operation.roles.contains("partner"))
      BOOST_TEST(ask(rival, path) == "404 not_found", name_of(operation));
    else
      BOOST_TEST(ask(rival, path) == "403 forbidden", name_of(operation));
    ++of_one;
  }
  BOOST_TEST(of_one >= 5);
  BOOST_TEST(of_event >= 9);
  BOOST_TEST(rival.get(travellers).size("/results") == 0u);
  BOOST_TEST(rival.get(trip + "/readiness").integer("/travellers") == 0);
  BOOST_TEST(world.organizer.get(of(registration)).text("/dietary_needs") == "vegetarisch");  // nobody changed it
  for (const auto* client : {&world.desk, &world.viewer}) {
    for (const auto& path : {travellers, of(registration), of(registration, "/export"), trip + "/readiness"})
      BOOST_TEST(outcome(client->get(path)) == "403 forbidden");
  }
}

BOOST_AUTO_TEST_CASE(an_event_that_is_no_study_trip_has_none_of_it) {
  const auto meeting = world.new_event();
  const auto registration = world.register_heads(meeting, world.partner_company, 1);
  for (const auto& operation : operations()) {
    const bool is_ours = operation.pattern.find("/trip/travellers") != std::string::npos ||
                         operation.pattern.ends_with("/trip/requirements") ||
                         operation.pattern.ends_with("/trip/readiness");
    if (!is_ours) continue;
    const auto path = replaced(replaced(operation.pattern, "{event_id}", meeting), "{participant_id}",
                               registration.text("/participants/0/id"));
    const std::string body =
        operation.pattern.ends_with("/requirements") ? R"({"countries": [], "requirements": []})" : "{}";
    const auto answer =
        world.organizer.send(operation.method, path, operation.body_type.empty() ? "" : body, good_headers(operation));
    BOOST_TEST(outcome(answer) == "409 not_a_study_trip", name_of(operation));
  }
}

BOOST_AUTO_TEST_CASE(readiness_says_who_lacks_what_until_when) {
  const auto anna = of(enter("Anna"));
  const auto bert = of(enter("Bert", world.new_company()));
  ask(R"(["HK", "CN"])",
      R"([{"requirement": "passport", "due_on": "2020-01-01"}, {"requirement": "visa", "due_on": "2030-10-01"},
      {"requirement": "dietary"}])");
  know("XD", "HK", R"("requirement": "none", "max_days": 90, "passport_valid_months_after_return": 1)");
  know("XD", "CN", R"("requirement": "visa", "passport_valid_months_after_return": 6)");
  BOOST_TEST_REQUIRE(outcome(say(world.organizer, anna, R"({"passport": {"country": "XD", "expires_on": "2031-05-10"},
      "visas": [{"country": "CN", "state": "applied"}], "dietary_needs": ""})")) == "200");
  BOOST_TEST_REQUIRE(outcome(say(world.organizer, bert, R"({"visas": [{"country": "CN", "state": "refused"}]})")) ==
                     "200");
  const auto told = world.organizer.get(trip + "/readiness");
  BOOST_TEST_REQUIRE(outcome(told) == "200");
  BOOST_TEST(told.integer("/travellers") == 2);
  BOOST_TEST(told.integer("/ready") == 0);
  BOOST_TEST(told.text("/return_date") == "2030-11-11");
  std::string order;
  for (std::size_t i = 0; i < told.size("/gaps"); ++i) {
    const auto at = "/gaps/" + std::to_string(i);
    order += told.text(at + "/given_name") + " " + told.text(at + "/requirement");
    if (!told.is_null(at + "/country")) order += "/" + told.text(at + "/country");
    order += ":" + told.text(at + "/problem") + (told.at(at + "/is_overdue").boolean ? "!; " : "; ");
  }
  BOOST_TEST(
      order ==
      "Anna passport:expires_too_early!; Bert passport:missing!; Anna visa/CN:not_granted; Bert visa/CN:refused; "
      "Bert visa/HK:unknown_rule; Bert dietary:missing; ");
  BOOST_TEST(told.text("/gaps/0/needed_until") == "2031-05-11");
  BOOST_TEST(outcome(world.organizer.get(trip + "/readiness", {{"If-None-Match", told.header("etag")}})) == "304");
  const auto own = world.partner.get(trip + "/readiness");
  BOOST_TEST(own.integer("/travellers") == 1);
  BOOST_TEST(own.body.find("Bert") == std::string::npos);
  const auto csv = world.organizer.get(trip + "/readiness", {{"Accept", "text/csv"}});
  BOOST_TEST(csv.body.starts_with("participant_id,company_id,given_name,family_name,requirement,country,problem,"));
  BOOST_TEST(csv.body.find(",Bert,Beispiel,dietary,,missing,,,false") != std::string::npos);
  const auto rows = world.organizer.get(trip + "/readiness?format=rows");
  BOOST_TEST(rows.text("/0/due_on") == "2020-01-01");
  BOOST_TEST(outcome(world.organizer.get(trip + "/readiness?format=xlsx")) == "200");

  BOOST_TEST_REQUIRE(outcome(say(world.organizer, anna, R"({"passport": {"country": "XD", "expires_on": "2031-05-11"},
      "visas": [{"country": "CN", "state": "granted", "valid_from": "2030-11-05", "valid_until": "2030-11-11"}],
      "dietary_needs": ""})")) == "200");
  BOOST_TEST(world.organizer.get(trip + "/readiness").integer("/ready") == 1);
  const auto exported = world.partner.get(anna + "/export");
  BOOST_TEST_REQUIRE(outcome(exported) == "200");
  BOOST_TEST(members_of(exported) ==
             "event_id event starts_on ends_on state traveller gaps link_made_at feedback rooming group_wishes groups "
             "incidents");
  BOOST_TEST(exported.size("/gaps") == 0u);
  BOOST_TEST(exported.text("/traveller/visas/0/state") == "granted");
  BOOST_TEST(world.organizer.get(bert + "/export").size("/gaps") == 4u);
}

BOOST_AUTO_TEST_CASE(who_comes_instead_or_not_at_all) {
  const auto registration = enter("Anna");
  const auto anna = of(registration);
  BOOST_TEST_REQUIRE(outcome(say(world.organizer, anna, complete())) == "200");
  const auto head =
      "/api/v1/registrations/" + registration.id() + "/participants/" + registration.text("/participants/0/id");
  // On the same ticket.
  BOOST_TEST_REQUIRE(outcome(world.organizer.patch(
                         head, R"({"given_name": "Bert", "family_name": "Muster", "email": "bert@example.org"})",
                         {{"If-Match", "*"}})) == "200");
  BOOST_TEST(world.organizer.get(anna).is_null("/passport"));
  BOOST_TEST(outcome(world.organizer.get(anna + "/passport-number")) == "404 not_found");
  BOOST_TEST(world.organizer.get(anna + "/export").is_null("/traveller/passport"));
  BOOST_TEST(world.organizer.get(travellers).is_null("/results/0/dietary_needs"));
  BOOST_TEST_REQUIRE(outcome(say(world.organizer, anna, complete())) == "200");
  // With a ticket of his own.
  const auto replaced_by = world.organizer.post(
      head + "/replacement", R"({"given_name": "Carl", "family_name": "Neu", "email": "carl@example.org"})");
  BOOST_TEST_REQUIRE(replaced_by.status / 100 == 2, replaced_by.body);
  BOOST_TEST(outcome(world.organizer.get(anna)) == "404 not_found");
  BOOST_TEST(outcome(say(world.organizer, anna, complete())) == "404 not_found");
  BOOST_TEST(world.organizer.get(travellers).size("/results") == 1u);
  BOOST_TEST(world.organizer.get(travellers).is_null("/results/0/passport"));
  BOOST_TEST(outcome(world.organizer.get(anna + "/export")) == "200");
  BOOST_TEST_REQUIRE(
      outcome(world.organizer.post("/api/v1/registrations/" + registration.id() + "/cancellation", "")) == "200");
  BOOST_TEST(world.organizer.get(travellers).size("/results") == 0u);
  BOOST_TEST(world.organizer.get(trip + "/readiness").integer("/travellers") == 0);
}

BOOST_AUTO_TEST_CASE(the_server_deletes_what_is_kept_long_enough) {
  const auto registration = enter("Anna");
  const auto anna = of(registration);
  BOOST_TEST_REQUIRE(outcome(say(world.organizer, anna, complete())) == "200");
  ask("[]", "[]", R"(, "passport_days_after_return": 0, "health_days_after_return": 365)");
  // As if the trip had ended some weeks ago.
  const auto weeks_ago = boost::gregorian::day_clock::universal_day() - boost::gregorian::days(20);
  const auto day = tagwerk::core::to_text(weeks_ago);
  BOOST_TEST_REQUIRE(outcome(world.organizer.patch("/api/v1/events/" + event,
                                                   R"({"starts_on": ")" + day + R"(", "ends_on": ")" + day + "\"}",
                                                   {{"If-Match", "*"}})) == "200");
  const ServerProcess server(binary(), world.database.url());  // looks when it starts
  auto now = world.organizer.get(anna);
  for (int i = 0; i < 200 && !now.is_null("/passport"); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    now = world.organizer.get(anna);
  }
  BOOST_TEST(now.is_null("/passport"));
  BOOST_TEST(now.size("/visas") == 0u);
  BOOST_TEST(now.text("/dietary_needs") == "vegetarisch");
  const auto trail = world.organizer.get("/api/v1/audit?object=" + registration.text("/participants/0/id"));
  BOOST_TEST(trail.text("/results/1/action") == "expired");
  BOOST_TEST(trail.body.find("retention") != std::string::npos, trail.body);
  BOOST_TEST(world.organizer.get(travellers).size("/results") == 1u);  // the registration stays
}

BOOST_AUTO_TEST_CASE(requirements_are_there_before_anybody_says_anything) {
  const auto path = trip + "/requirements";
  const auto before = world.viewer.get(path);
  BOOST_TEST_REQUIRE(outcome(before) == "200");
  BOOST_TEST(
      members_of(before) ==
      "countries requirements returns_on passport_days_after_return health_days_after_return return_date time_zone");
  BOOST_TEST(before.header("etag") == "\"v0\"");
  BOOST_TEST(before.size("/requirements") == 5u);
  BOOST_TEST(before.integer("/passport_days_after_return") == 30);
  const std::string body = R"({"countries": ["HK"], "requirements": [{"requirement": "visa", "due_on": "2030-10-01"}],
      "returns_on": "2030-11-12", "passport_days_after_return": 0})";
  const auto after = world.organizer.put(path, body, {{"If-Match", "\"v0\""}});
  BOOST_TEST_REQUIRE(outcome(after) == "200");
  BOOST_TEST(after.text("/return_date") == "2030-11-12");
  BOOST_TEST(world.partner.get(path, {{"If-None-Match", after.header("etag")}}).body == after.body);
  BOOST_TEST(outcome(world.organizer.put(path, body, {{"If-Match", "\"v0\""}})) == "412 precondition_failed");
  BOOST_TEST(outcome(world.organizer.put(path, R"({"countries": ["HK", "hk", "HK"], "returns_on": "2030-11-10",
      "requirements": [{"requirement": "visa"}, {"requirement": "visa"}], "health_days_after_return": 366})")) ==
             "422 /health_days_after_return:out_of_range");
  BOOST_TEST(outcome(world.organizer.put(path, R"({"countries": ["HK", "hk", "HK"], "returns_on": "2030-11-10",
      "requirements": [{"requirement": "visa"}, {"requirement": "visa"}]})")) ==
             "422 /countries/1:wrong_format /countries/2:duplicate_member /returns_on:wrong_order "
             "/requirements/1/requirement:duplicate_member");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(visa_rules, TravellersWorld)

BOOST_AUTO_TEST_CASE(a_rule_is_made_read_changed_listed_and_deleted) {
  const std::string path = "/api/v1/visa-rules/XA/CN";
  const std::string body = R"({"requirement": "visa", "max_days": 30, "passport_valid_months_after_return": 6,
      "source": "Auswärtiges Amt", "source_url": "https://example.org/china", "as_of": "2030-06-01"})";
  BOOST_TEST(outcome(world.viewer.get(path)) == "404 not_found");
  const auto made = world.organizer.put(path, body, {{"If-None-Match", "*"}});
  BOOST_TEST_REQUIRE(outcome(made) == "200");
  BOOST_TEST(
      members_of(made) ==
      "nationality country requirement max_days passport_valid_months_after_return source source_url as_of created_at "
      "updated_at");
  BOOST_TEST(outcome(world.organizer.put(path, body, {{"If-None-Match", "*"}})) == "412 precondition_failed");
  const auto read = world.partner.get(path);
  BOOST_TEST(read.body == made.body);
  BOOST_TEST(outcome(world.partner.get(path, {{"If-None-Match", read.header("etag")}})) == "304");
  BOOST_TEST(world.organizer.put(path, body).header("etag") == made.header("etag"));
  BOOST_TEST(outcome(world.organizer.put(path, R"({"requirement": "none", "source": "x", "as_of": "2030-07-01"})",
                                         {{"If-Match", made.header("etag")}})) == "200");
  BOOST_TEST(walk(world.viewer, "/api/v1/visa-rules?nationality=XA", "country") == std::vector<std::string>{"CN"});
  BOOST_TEST(world.viewer.get("/api/v1/visa-rules?nationality=XA&country=HK").size("/results") == 0u);
  BOOST_TEST(world.stranger.get("/api/v1/visa-rules?nationality=XA").size("/results") == 0u);
  BOOST_TEST(outcome(world.organizer.put("/api/v1/visa-rules/xa/CN", body)) == "404 not_found");
  BOOST_TEST(outcome(world.organizer.put(path, R"({"requirement": "maybe", "max_days": 0, "as_of": "2030-13-01"})")) ==
             "422 /requirement:unknown_value /max_days:out_of_range /as_of:wrong_format /source:required");
  BOOST_TEST(world.viewer.put(path, body).status == 403);
  check_removal(world.organizer, path);
}

BOOST_AUTO_TEST_SUITE_END()
