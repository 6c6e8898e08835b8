// Who sleeps where on a study trip, over REST: rooms, wishes, plans, changes by hand, the list for the hotel.
#include <chrono>
#include <iostream>
#include <map>
#include <thread>

#include "engine/core/money.hpp"
#include "tests/assignment/random_lodgings.hpp"
#include "tests/blackbox/travellers_world.hpp"

using namespace tagwerk::test;

namespace {

const Headers any_version{{"If-Match", "*"}};

struct RoomingStory : TravellersWorld {
  const Client& organizer = world.organizer;
  std::string rooming = trip + "/rooming";
  std::string hotel = rooming + "/hotel";
  std::string exclusions = trip + "/rooming-exclusions";
  std::map<std::string, std::string> ids;  // of travellers, by given name

  RoomingStory() { put_draft(world, event, lodging_item("hotel", "2030-11-06", "2030-11-08")); }

  void come(const std::vector<std::string>& names, const std::string& company = {}) {
    for (const auto& name : names) ids[name] = enter(name, company).text("/participants/0/id");
  }
  static std::string room(const std::string& key, const std::string& kind, const std::string& more = {}) {
    return R"({"key": ")" + key + R"(", "name": "Zimmer )" + key + R"(", "kind": ")" + kind +
           R"(", "cost_per_night": {"amount": "120.00", "currency": "HKD"})" + more + "}";
  }
  static std::string rooms(const std::vector<std::string>& list) {
    std::string text;
    for (const auto& one : list) text += (text.empty() ? "" : ", ") + one;
    return R"({"rooms": [)" + text + "]}";
  }
  void furnish(const std::vector<std::string>& list) const {
    BOOST_TEST_REQUIRE(outcome(organizer.put(hotel, rooms(list), any_version)) == "200");
  }
  std::string wishes_of(const std::string& name) const { return travellers + "/" + ids.at(name) + "/rooming-wishes"; }
  void wish(const std::string& name, const std::string& members) const {
    BOOST_TEST_REQUIRE(outcome(organizer.put(wishes_of(name), "{" + members + "}", any_version)) == "200");
  }
  std::string share(const std::string& name) const {
    return R"("share_with": [{"participant_id": ")" + ids.at(name) + "\"}]";
  }
  // "Anna" → "101"; fixed: "101!".
  std::string assignments(const std::vector<std::pair<std::string, std::string>>& beds) const {
    std::string text;
    for (auto [name, at] : beds) {
      const bool is_fixed = at.ends_with('!');
      if (is_fixed) at.pop_back();
      text += (text.empty() ? "" : ", ") + (R"({"participant_id": ")" + ids.at(name)) + R"(", "room": ")" + at + "\"" +
              (is_fixed ? R"(, "fixed": true)" : "") + "}";
    }
    return R"({"assignments": [)" + text + "]}";
  }
  Answer give(const std::vector<std::pair<std::string, std::string>>& beds) const {
    return organizer.put(hotel + "/assignments", assignments(beds), any_version);
  }
  Answer plan(const std::string& body = {}, const std::string& query = {}) const {
    return organizer.post(hotel + "/plan" + query, body);
  }
  std::string exclusion(const std::string& one, const std::string& other) const {
    return R"({"exclusions": [{"participant_id": ")" + ids.at(one) + R"(", "other_id": ")" + ids.at(other) + "\"}]}";
  }
  // "Anna 101!, Bert -", by name, of the guests at a pointer.
  static std::string where(const Answer& answer, const std::string& at = "/guests") {
    std::map<std::string, std::string> told;
    for (std::size_t i = 0; i < answer.size(at); ++i) {
      const auto guest = at + "/" + std::to_string(i);
      told[answer.text(guest + "/given_name")] =
          (answer.is_null(guest + "/room") ? "-" : answer.text(guest + "/room")) +
          (answer.at(guest + "/fixed").boolean ? "!" : "");
    }
    std::string text;
    for (const auto& [name, at_room] : told) text += (text.empty() ? "" : ", ") + name + " " + at_room;
    return text;
  }
  std::string where() const { return where(organizer.get(hotel)); }

  // Travellers, rooms and wishes of a problem of engine/assignment; the ids in its order.
  std::vector<std::string> make(const tagwerk::assignment::RoomingProblem& problem) {
    const auto day = [](int night) {
      return tagwerk::core::to_text(tagwerk::core::Date(2030, 11, 6) + boost::gregorian::days(night));
    };
    put_draft(world, event, lodging_item("hotel", day(0), day(problem.nights)));
    std::string names;
    for (std::size_t i = 0; i < problem.guests.size(); ++i) {
      const auto name = "Gast" + std::to_string(i);
      names += (i == 0 ? "" : ", ") + (R"({"given_name": ")" + name) + R"(", "family_name": "Beispiel", "email": ")" +
               name + R"(@example.org"})";
    }
    const auto group =
        organizer.post("/api/v1/events/" + event + "/registrations",
                       R"({"company_id": ")" + world.partner_company + R"(", "participants": [)" + names + "]}");
    BOOST_TEST_REQUIRE(outcome(group) == "201");
    std::vector<std::string> made;
    for (std::size_t i = 0; i < problem.guests.size(); ++i)
      made.push_back(group.text("/participants/" + std::to_string(i) + "/id"));
    std::vector<std::string> list;
    for (const auto& one : problem.rooms) {
      const bool is_twin = one.kind == tagwerk::assignment::RoomKind::twin;
      const char* kind = one.kind == tagwerk::assignment::RoomKind::single ? "single" : is_twin ? "twin" : "double";
      list.push_back(R"({"key": "r)" + std::to_string(list.size()) + R"(", "name": "r", "kind": ")" + kind +
                     R"(", "accessible": )" + (one.is_accessible ? "true" : "false") +
                     (is_twin ? R"(, "beds": )" + std::to_string(one.beds) : std::string()) +
                     R"(, "cost_per_night": {"currency": "EUR", "amount": ")" +
                     tagwerk::core::amount_text(one.cost_per_night, 2) + R"("}})");
    }
    furnish(list);
    std::string apart;
    for (const auto& [one, other] : problem.apart)
      apart += (apart.empty() ? "" : ", ") + (R"({"participant_id": ")" + made[static_cast<std::size_t>(one)]) +
               R"(", "other_id": ")" + made[static_cast<std::size_t>(other)] + "\"}";
    BOOST_TEST_REQUIRE(outcome(organizer.put(exclusions, R"({"exclusions": [)" + apart + "]}", any_version)) == "200");
    for (std::size_t i = 0; i < problem.guests.size(); ++i) {
      const auto& guest = problem.guests[i];
      std::string shares;
      for (const auto& one : problem.wishes) {
        if (static_cast<std::size_t>(one.guest) != i) continue;
        shares += (shares.empty() ? "" : ", ") +
                  (R"({"participant_id": ")" + made[static_cast<std::size_t>(one.other)]) + R"(", "weight": )" +
                  std::to_string(one.weight) + "}";
      }
      const char* gender = !guest.gender                                          ? "null"
                           : *guest.gender == tagwerk::assignment::Gender::female ? R"("female")"
                                                                                  : R"("male")";
      const auto body = R"({"gender": )" + std::string(gender) + R"(, "same_gender_only": )" +
                        (guest.same_gender_only ? "true" : "false") + R"(, "needs_accessible": )" +
                        (guest.needs_accessible ? "true" : "false") + R"(, "alone_weight": )" +
                        std::to_string(guest.alone_weight) + R"(, "share_with": [)" + shares +
                        R"(], "stays": [{"lodging": "hotel", "first_night": ")" + day(guest.first_night) +
                        R"(", "last_night": ")" + day(guest.end_night - 1) + R"("}]})";
      BOOST_TEST_REQUIRE(outcome(organizer.put(travellers + "/" + made[i] + "/rooming-wishes", body, any_version)) ==
                         "200");
    }
    return made;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(trip_rooming, RoomingStory)

BOOST_AUTO_TEST_CASE(rooms_are_said_planned_changed_by_hand_and_listed_for_the_hotel) {
  const auto empty = organizer.get(hotel);
  BOOST_TEST_REQUIRE(outcome(empty) == "200");
  BOOST_TEST(members_of(empty) ==
             "item_key title lodging_missing nights rooms guests unnamed score broken_rules explanations");
  BOOST_TEST(empty.header("etag") == "\"v0\"");
  BOOST_TEST(empty.at("/nights").items.size() == 2u);
  BOOST_TEST(empty.text("/nights/1") == "2030-11-07");
  const auto body =
      rooms({room("101", "twin"), room("102", "double"), room("103", "single", R"(, "accessible": true)")});
  BOOST_TEST(outcome(organizer.put(hotel, body)) == "428 precondition_required");
  const auto furnished = organizer.put(hotel, body, {{"If-Match", "\"v0\""}});
  BOOST_TEST_REQUIRE(outcome(furnished) == "200");
  BOOST_TEST(members_of(furnished, "/rooms/0") == "key name kind beds accessible cost_per_night nights");
  BOOST_TEST(furnished.integer("/rooms/0/beds") == 2);
  BOOST_TEST(outcome(organizer.put(hotel, body, {{"If-Match", "\"v0\""}})) == "412 precondition_failed");

  come({"Anna", "Bert", "Carl", "Dora", "Emil"});
  wish("Anna", R"("gender": "female", "same_gender_only": true, )" + share("Dora"));
  wish("Dora", R"("gender": "female")");
  wish("Bert", share("Carl"));
  wish("Carl", share("Bert"));
  wish("Emil", R"("needs_accessible": true)");
  const auto tried = plan(R"({"time_limit_ms": 500})", "?dry_run=true");
  BOOST_TEST_REQUIRE(outcome(tried) == "200");
  BOOST_TEST(!tried.at("/kept").boolean);
  BOOST_TEST(where() == "Anna -, Bert -, Carl -, Dora -, Emil -");
  const auto planned = plan();
  BOOST_TEST_REQUIRE(outcome(planned) == "200");
  BOOST_TEST(members_of(planned) == "kept proved score bound lodging");
  BOOST_TEST(members_of(planned, "/score") == "without_room unmet cost");
  BOOST_TEST(planned.at("/proved").boolean);
  BOOST_TEST(planned.integer("/score/unmet") == 0);
  BOOST_TEST(planned.text("/score/cost/amount") == "720.00");
  BOOST_TEST(planned.text("/bound/cost/currency") == "HKD");
  BOOST_TEST(where(planned, "/lodging/guests") == "Anna 101, Bert 102, Carl 102, Dora 101, Emil 103");
  BOOST_TEST(where() == where(planned, "/lodging/guests"));
  BOOST_TEST(organizer.get(hotel).header("etag") == planned.header("etag"));

  const auto refused = organizer.put(hotel + "/assignments", assignments({{"Anna", "102"}, {"Bert", "102"}}),
                                     {{"If-Match", planned.header("etag")}, {"Accept-Language", "de"}});
  BOOST_TEST(outcome(refused) ==
             "409 rooming_breaks_rules /assignments/0:broken_rooming_rule /assignments/0:broken_rooming_rule");
  BOOST_TEST(refused.text("/errors/0/detail") ==
             "Anna Beispiel und Bert Beispiel haben in Zimmer 102 ein Bett zusammen, und nicht beide wollten das");
  BOOST_TEST(outcome(organizer.put(hotel + "/assignments", assignments({}), {{"If-Match", "\"v1\""}})) ==
             "412 precondition_failed");
  BOOST_TEST(outcome(organizer.put(hotel + "/assignments", assignments({}))) == "428 precondition_required");
  const auto by_hand = give({{"Anna", "101!"}, {"Bert", "102"}, {"Carl", "102"}});
  BOOST_TEST_REQUIRE(outcome(by_hand) == "200");
  BOOST_TEST(members_of(by_hand, "/guests/0") ==
             "participant_id company_id given_name family_name first_night last_night room fixed");
  BOOST_TEST(where(by_hand) == "Anna 101!, Bert 102, Carl 102, Dora -, Emil -");
  BOOST_TEST(by_hand.integer("/score/without_room") == 2);
  BOOST_TEST(by_hand.size("/explanations") == 3u);
  wish("Dora", R"("gender": "female", "stays": [{"lodging": "hotel", "first_night": "2030-11-07"}])");
  BOOST_TEST(outcome(plan()) == "200");

  const auto list = organizer.get(hotel + "/list");
  BOOST_TEST_REQUIRE(outcome(list) == "200");
  BOOST_TEST(members_of(list) == "title nights guests");
  BOOST_TEST(members_of(list, "/guests/0") == "family_name given_name room kind first_night last_night nights");
  BOOST_TEST(organizer.get(hotel + "/list", {{"If-None-Match", list.header("etag")}}).status == 304);
  BOOST_TEST(organizer.get(hotel + "/list?format=csv").body ==
             "family_name,given_name,room,kind,first_night,last_night,nights\r\n"
             "Beispiel,Anna,Zimmer 101,twin,2030-11-06,2030-11-07,2\r\n"
             "Beispiel,Dora,Zimmer 101,twin,2030-11-07,2030-11-07,1\r\n"
             "Beispiel,Bert,Zimmer 102,double,2030-11-06,2030-11-07,2\r\n"
             "Beispiel,Carl,Zimmer 102,double,2030-11-06,2030-11-07,2\r\n"
             "Beispiel,Emil,Zimmer 103,single,2030-11-06,2030-11-07,2\r\n");
  BOOST_TEST(members_of(organizer.get(hotel + "/list?format=rows"), "/0") ==
             "family_name given_name room kind first_night last_night nights");
  BOOST_TEST(organizer.get(hotel + "/list?format=xlsx").body.starts_with("PK"));

  const auto all = organizer.get(rooming);
  BOOST_TEST(members_of(all) == "results next");
  BOOST_TEST(members_of(all, "/results/0") == "item_key title lodging_missing nights rooms without_room");
  BOOST_TEST(members_of(all, "/results/0/rooms/0") == "key name kind places guests");
  BOOST_TEST(where(all, "/results/0/rooms/0/guests") == "Anna 101!, Dora 101");
  BOOST_TEST(organizer.get(rooming, {{"If-None-Match", all.header("etag")}}).status == 304);
}

BOOST_AUTO_TEST_CASE(what_makes_no_sense_is_refused_by_name) {
  BOOST_TEST(outcome(organizer.put(hotel,
                                   rooms({room("1", "twin", R"(, "beds": 5)"), room("1", "suite"),
                                          R"({"key": "X", "name": "", "kind": "single"})"}),
                                   any_version)) ==
             "422 /rooms/0/beds:out_of_range /rooms/1/kind:unknown_value /rooms/2/key:wrong_format "
             "/rooms/2/name:wrong_length /rooms/2/cost_per_night:required");
  auto other_currency = room("2", "single");
  other_currency.replace(other_currency.find("HKD"), 3, "EUR");
  BOOST_TEST(
      outcome(organizer.put(hotel, rooms({room("1", "single", R"(, "beds": 2)"), other_currency}), any_version)) ==
      "422 /rooms/0/beds:unknown_member /rooms/1/cost_per_night/currency:one_currency_per_lodging");
  BOOST_TEST(outcome(organizer.put(rooming + "/nowhere", rooms({}), any_version)) == "404 not_found");
  for (const auto* part : {"", "/list"})
    BOOST_TEST(outcome(organizer.get(rooming + "/nowhere" + part)) == "404 not_found");
  BOOST_TEST(outcome(organizer.post(rooming + "/nowhere/plan", "")) == "404 not_found");
  BOOST_TEST(outcome(organizer.put(rooming + "/nowhere/assignments", R"({"assignments": []})", any_version)) ==
             "404 not_found");
  check_number([&](const std::string& value) { return plan(R"({"time_limit_ms": )" + value + "}"); }, "/time_limit_ms",
               1, 5'000, 200);
  come({"Anna", "Bert"});
  furnish({room("1", "twin")});
  BOOST_TEST(
      outcome(organizer.put(hotel + "/assignments",
                            R"({"assignments": [{"participant_id": ")" + std::string(nobodys_id) +
                                R"(", "room": "1"}, {"participant_id": ")" + ids["Anna"] + R"(", "room": "9"}]})",
                            any_version)) ==
      "422 /assignments/0/participant_id:reference_not_found /assignments/1/room:no_such_lodging_room");
  const auto wrong = [&](const std::string& members) {
    return outcome(organizer.put(wishes_of("Anna"), "{" + members + "}", any_version));
  };
  BOOST_TEST(
      wrong(R"("gender": "x", "alone_weight": 101, "share_with": [{"weight": 0}], "stays": [{"lodging": "H"}])") ==
      "422 /gender:unknown_value /alone_weight:out_of_range /share_with/0/weight:out_of_range "
      "/share_with/0/participant_id:required /stays/0/lodging:wrong_format");
  BOOST_TEST(wrong(share("Anna") + R"(, "stays": [{"lodging": "park"}])") ==
             "422 /share_with/0/participant_id:reference_not_found /stays/0/lodging:reference_not_found");
  BOOST_TEST(wrong(R"("stays": [{"lodging": "hotel", "first_night": "2030-11-08", "last_night": "2030-11-07"}])") ==
             "422 /stays/0/last_night:wrong_order");
  BOOST_TEST(outcome(organizer.put(exclusions, exclusion("Anna", "Anna"), any_version)) ==
             "422 /exclusions/0/other_id:reference_not_found");
  const auto unnamed = travellers + "/" +
                       world.register_heads(event, world.partner_company, 1).text("/participants/0/id") +
                       "/rooming-wishes";
  BOOST_TEST(outcome(organizer.put(unnamed, "{}", any_version)) == "409 traveller_not_named");
  BOOST_TEST(organizer.get(hotel).integer("/unnamed") == 1);
}

BOOST_AUTO_TEST_CASE(wishes_are_said_by_organizers_and_by_the_own_company) {
  come({"Anna", "Bert"});
  const auto rival_company = world.new_company();
  come({"Carl"}, rival_company);
  const Client rival(world.server->port(), make_token(world.database.url(), "test", "partner", rival_company));
  const auto nothing = world.partner.get(wishes_of("Anna"));
  BOOST_TEST_REQUIRE(outcome(nothing) == "200");
  BOOST_TEST(
      members_of(nothing) ==
      "participant_id given_name family_name gender same_gender_only needs_accessible alone_weight alone_weight_counted "
      "share_with stays rooms updated_at");
  BOOST_TEST(nothing.header("etag") == "\"v0\"");
  BOOST_TEST(outcome(world.partner.put(wishes_of("Anna"), "{}")) == "428 precondition_required");
  const auto said = world.partner.put(
      wishes_of("Anna"),
      R"({"gender": "female", "alone_weight": 5, )" + share("Bert") + R"(, "stays": [{"lodging": "hotel"}]})",
      {{"If-Match", "\"v0\""}});
  BOOST_TEST_REQUIRE(outcome(said) == "200");
  BOOST_TEST(members_of(said, "/share_with/0") == "participant_id weight");
  BOOST_TEST(said.integer("/share_with/0/weight") == 10);
  BOOST_TEST(said.is_null("/stays/0/first_night"));
  BOOST_TEST(outcome(world.partner.put(wishes_of("Anna"), "{}", {{"If-Match", "\"v0\""}})) ==
             "412 precondition_failed");
  BOOST_TEST(organizer.get(wishes_of("Anna"), {{"If-None-Match", said.header("etag")}}).body == said.body);
  // Of travellers of others nothing is learnt, whoever they are.
  BOOST_TEST(outcome(rival.get(wishes_of("Anna"))) == "404 not_found");
  BOOST_TEST(outcome(rival.put(wishes_of("Anna"), "{}", any_version)) == "404 not_found");
  const auto guess = [&](const std::string& id) {
    return rival.put(wishes_of("Carl"), R"({"share_with": [{"participant_id": ")" + id + "\"}]}", any_version);
  };
  BOOST_TEST(outcome(guess(ids["Anna"])) == "422 /share_with/0/participant_id:reference_not_found");
  BOOST_TEST(outcome(guess(nobodys_id)) == "422 /share_with/0/participant_id:reference_not_found");
  for (const auto* client : {&world.viewer, &world.desk}) {
    for (const auto& path : {rooming, hotel, hotel + "/list", exclusions, wishes_of("Anna")})
      BOOST_TEST(outcome(client->get(path)) == "403 forbidden", path);
  }
  for (const auto& path : {hotel, hotel + "/list", exclusions}) BOOST_TEST(outcome(rival.get(path)) == "403 forbidden");

  furnish({room("101", "twin"), room("102", "single")});
  BOOST_TEST_REQUIRE(outcome(give({{"Anna", "101"}, {"Carl", "101"}, {"Bert", "102"}})) == "200");
  const auto of_rival = rival.get(rooming);
  BOOST_TEST(of_rival.size("/results/0/rooms") == 1u);
  BOOST_TEST(where(of_rival, "/results/0/rooms/0/guests") == "Carl 101");
  BOOST_TEST(of_rival.body.find(ids["Anna"]) == std::string::npos, of_rival.body);
  BOOST_TEST(world.partner.get(rooming).size("/results/0/rooms") == 2u);
  BOOST_TEST(world.vendor.get(rooming).size("/results/0/rooms") == 0u);
  BOOST_TEST(rival.get(wishes_of("Carl")).text("/rooms/0/room") == "Zimmer 101");
  // A pair that must not share is not told either, nor why somebody has another room.
  BOOST_TEST_REQUIRE(outcome(organizer.put(exclusions, exclusion("Carl", "Anna"), any_version)) == "200");
  BOOST_TEST(organizer.get(hotel).size("/broken_rules") == 1u);
  const auto exported = rival.get(travellers + "/" + ids["Carl"] + "/export");
  BOOST_TEST(exported.at("/traveller").members.size() > 0u);
  BOOST_TEST((rival.get(rooming).body + rival.get(wishes_of("Carl")).body + exported.body).find(ids["Anna"]) ==
             std::string::npos);
  BOOST_TEST(world.partner.get(travellers + "/" + ids["Anna"] + "/export").text("/rooming/gender") == "female");
  BOOST_TEST(outcome(world.partner.remove(travellers + "/" + ids["Anna"])) == "204");
  BOOST_TEST(organizer.get(wishes_of("Anna")).is_null("/gender"));
  BOOST_TEST(organizer.get(travellers + "/" + ids["Anna"] + "/export").is_null("/rooming"));
}

BOOST_AUTO_TEST_CASE(who_must_not_share_does_not) {
  come({"Anna", "Bert", "Carl"});
  const auto none = organizer.get(exclusions);
  BOOST_TEST(none.body == R"({"exclusions":[]})");
  BOOST_TEST(outcome(organizer.put(exclusions, exclusion("Bert", "Anna"))) == "428 precondition_required");
  const auto said = organizer.put(exclusions, exclusion("Bert", "Anna"), {{"If-Match", none.header("etag")}});
  BOOST_TEST_REQUIRE(outcome(said) == "200");
  BOOST_TEST(said.text("/exclusions/0/participant_id") == ids["Anna"]);
  BOOST_TEST(outcome(organizer.put(exclusions, R"({"exclusions": []})", {{"If-Match", none.header("etag")}})) ==
             "412 precondition_failed");
  BOOST_TEST(organizer.get(exclusions, {{"If-None-Match", said.header("etag")}}).body == said.body);
  furnish({room("101", "twin"), room("102", "twin")});
  BOOST_TEST(outcome(give({{"Anna", "101!"}, {"Bert", "101!"}})) ==
             "409 rooming_breaks_rules /assignments/0:broken_rooming_rule");
  BOOST_TEST_REQUIRE(outcome(organizer.put(exclusions, R"({"exclusions": []})", any_version)) == "200");
  BOOST_TEST_REQUIRE(outcome(give({{"Anna", "101!"}, {"Bert", "101!"}})) == "200");
  BOOST_TEST_REQUIRE(outcome(organizer.put(exclusions, exclusion("Bert", "Anna"), any_version)) == "200");
  const auto refused = plan();
  BOOST_TEST(outcome(refused) == "409 rooming_breaks_rules :broken_rooming_rule");
  BOOST_TEST(refused.text("/errors/0/detail") == "Anna Beispiel and Bert Beispiel must not share a room");
}

BOOST_AUTO_TEST_CASE(a_lodging_that_is_missing_or_too_long_is_told_and_not_planned) {
  come({"Anna"});
  furnish({room("101", "single")});
  put_draft(world, event, lodging_item("inn", "2030-11-06", "2030-11-08"));
  const auto missing = organizer.get(hotel);
  BOOST_TEST(missing.at("/lodging_missing").boolean);
  BOOST_TEST(missing.size("/rooms") == 1u);
  BOOST_TEST(missing.size("/guests") == 0u);
  BOOST_TEST(outcome(plan()) == "409 lodging_missing");
  BOOST_TEST(outcome(give({{"Anna", "101"}})) == "409 lodging_missing");
  const auto all = organizer.get(rooming);
  BOOST_TEST(all.text("/results/0/item_key") == "inn");
  BOOST_TEST(all.at("/results/1/lodging_missing").boolean);
  BOOST_TEST(outcome(organizer.get(hotel + "/list")) == "200");

  BOOST_TEST_REQUIRE(outcome(organizer.patch("/api/v1/events/" + event, R"({"ends_on": "2031-02-01"})", any_version)) ==
                     "200");
  put_draft(world, event, lodging_item("hotel", "2030-11-06", "2031-01-08"));
  const auto refused = plan();
  BOOST_TEST(outcome(refused) == "409 rooming_too_large");
  BOOST_TEST(refused.text("/detail") == "63 nights are more than 62.");
  BOOST_TEST(outcome(give({{"Anna", "101"}})) == "409 rooming_too_large");
  BOOST_TEST(organizer.get(hotel).size("/guests") == 1u);
}

BOOST_AUTO_TEST_CASE(who_cancels_or_is_somebody_else_has_no_bed_in_what_is_told) {
  const auto registration = enter("Anna");
  ids["Anna"] = registration.text("/participants/0/id");
  furnish({room("101", "single")});
  wish("Anna", R"("gender": "female", "needs_accessible": false)");
  BOOST_TEST_REQUIRE(outcome(give({{"Anna", "101!"}})) == "200");
  BOOST_TEST_REQUIRE(
      outcome(organizer.patch("/api/v1/registrations/" + registration.id() + "/participants/" + ids["Anna"],
                              R"({"given_name": "Bert", "family_name": "Muster", "email": "bert@example.org"})",
                              any_version)) == "200");
  BOOST_TEST(where() == "Bert -");
  BOOST_TEST(organizer.get(wishes_of("Anna")).is_null("/gender"));
  BOOST_TEST(organizer.get(hotel + "/list").size("/guests") == 0u);
  BOOST_TEST(outcome(plan()) == "200");
  BOOST_TEST(where() == "Bert 101");
  BOOST_TEST_REQUIRE(outcome(organizer.post("/api/v1/registrations/" + registration.id() + "/cancellation", "")) ==
                     "200");
  BOOST_TEST(where() == "");
  BOOST_TEST(organizer.get(rooming).size("/results/0/rooms/0/guests") == 0u);
  BOOST_TEST(outcome(organizer.get(wishes_of("Anna"))) == "404 not_found");
  BOOST_TEST(outcome(organizer.put(wishes_of("Anna"), "{}", any_version)) == "404 not_found");
}

BOOST_AUTO_TEST_CASE(forty_guests_are_planned_in_about_a_second) {
  make(tagwerk::assignment::test::trip(3, 40));
  const auto begin = std::chrono::steady_clock::now();
  const auto planned = plan(R"({"time_limit_ms": 5000})");
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
  BOOST_TEST_REQUIRE(outcome(planned) == "200");
  BOOST_TEST(planned.at("/proved").boolean);
  BOOST_TEST(planned.size("/lodging/guests") == 40u);
  BOOST_TEST_MESSAGE("40 guests planned over REST in " << took.count() << " ms");
}

BOOST_AUTO_TEST_CASE(plans_that_meet_something_else_are_not_kept_and_few_search_at_once) {
  // Rooms for three have so many combinations that a search uses all of its time.
  auto problem = tagwerk::assignment::test::trip(9, 80);
  for (auto& one : problem.rooms) one.beds = 3;
  const auto made = make(problem);
  const std::string for_a_while = R"({"time_limit_ms": 3000})";
  Answer first;
  Answer second;
  const auto search = [&](Answer& answer) {
    return std::thread([&] { answer = Client(organizer).post(hotel + "/plan", for_a_while); });
  };
  const auto a_moment = std::chrono::milliseconds(300);
  {
    auto one = search(first);
    std::this_thread::sleep_for(a_moment);
    auto other = search(second);
    std::this_thread::sleep_for(a_moment);
    const auto third = plan();
    BOOST_TEST(outcome(third) == "503 rooming_busy");
    BOOST_TEST(third.header("retry-after") == "1");
    BOOST_TEST(outcome(organizer.get(hotel)) == "200");  // all else goes on
    one.join();
    other.join();
  }
  BOOST_TEST(outcome(first) == "200");
  BOOST_TEST(outcome(second) == "409 rooming_changed");
  BOOST_TEST(first.at("/lodging/broken_rules").items.empty());
  const auto kept = where();
  BOOST_TEST(kept == where(first, "/lodging/guests"));

  auto beside = search(first);
  std::this_thread::sleep_for(a_moment);
  BOOST_TEST(outcome(organizer.put(travellers + "/" + made[0] + "/rooming-wishes", R"({"alone_weight": 100})",
                                   any_version)) == "200");
  beside.join();
  BOOST_TEST(outcome(first) == "409 rooming_changed");
  BOOST_TEST(where() == kept);
}

BOOST_AUTO_TEST_CASE(an_event_that_is_no_trip_has_no_rooms) {
  come({"Anna"});
  const auto meeting = world.new_event();
  const auto who = world.register_heads(meeting, world.partner_company, 1).text("/participants/0/id");
  const auto base = "/api/v1/events/" + meeting + "/trip/";
  const std::string no_trip = "409 not_a_study_trip";
  for (const auto* part : {"rooming", "rooming/hotel", "rooming/hotel/list", "rooming-exclusions"})
    BOOST_TEST(outcome(organizer.get(base + part)) == no_trip, part);
  BOOST_TEST(outcome(organizer.get(base + "travellers/" + who + "/rooming-wishes")) == no_trip);
  BOOST_TEST(outcome(organizer.put(base + "rooming/hotel", rooms({}), any_version)) == no_trip);
  BOOST_TEST(outcome(organizer.put(base + "rooming/hotel/assignments", R"({"assignments": []})", any_version)) ==
             no_trip);
  BOOST_TEST(outcome(organizer.post(base + "rooming/hotel/plan", "")) == no_trip);
  BOOST_TEST(outcome(organizer.put(base + "rooming-exclusions", R"({"exclusions": []})", any_version)) == no_trip);
  BOOST_TEST(outcome(organizer.put(base + "travellers/" + who + "/rooming-wishes", "{}", any_version)) == no_trip);
}

BOOST_AUTO_TEST_SUITE_END()
