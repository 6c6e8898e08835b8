// Rooms, beds and wishes as they are stored: who may see and change them, what is refused, and that nothing stale is told.
#include "engine/trips/rooming_service.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "engine/trips/rooming_errors.hpp"
#include "engine/trips/search_limits.hpp"
#include "engine/trips/trip_price_service.hpp"
#include "tests/assignment/random_lodgings.hpp"
#include "tests/trips/rooming_world.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using trips::Gender;
using trips::RoomingWishes;

namespace {

struct Rooms : RoomingWorld {
  static std::vector<LodgingRoom> two_twins() {
    return {room("101", LodgingRoomKind::twin), room("102", LodgingRoomKind::twin)};
  }
  // Entries about rooms that have these words.
  std::int64_t told_in_trail(const std::string& words) {
    return count(
        "select count(*) from audit_entries where left(action, 7) = 'rooming' and instr(cast(changes as binary), :text) > 0",
        {{"text", words}});
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(rooming_service, Rooms)

BOOST_AUTO_TEST_CASE(rooms_are_kept_as_they_were_written) {
  const auto before = rooming.find(call(), trip, "hotel").value();
  BOOST_TEST(before.lodging.version == 0);
  BOOST_TEST(before.lodging.nights.size() == 2u);
  auto rooms = two_twins();
  rooms[0].nights = {core::Date(2016, 11, 6)};
  rooms[0].accessible = true;
  rooms[1].beds = 3;
  const auto kept = furnish(rooms, "hotel", 0).value();
  BOOST_TEST(kept.lodging.version == 1);
  BOOST_TEST((kept.lodging.rooms == trips::normalized(rooms)));
  BOOST_TEST((rooming.find(call(), trip, "hotel").value().lodging == kept.lodging));
  BOOST_TEST(furnish(rooms, "hotel", 1).value().lodging.version == 1);  // the same again
  BOOST_TEST(refusal(furnish({}, "hotel", 0)) == "precondition_failed");
  BOOST_TEST(refusal(furnish(rooms, "park")) == "not_found");
  BOOST_TEST(refusal(furnish(rooms, "nowhere")) == "not_found");
  std::swap(rooms[0], rooms[1]);
  BOOST_TEST((furnish(rooms, "hotel", 1).value().lodging.rooms == trips::normalized(rooms)));
  BOOST_TEST((rooming.find(call(), trip, "hotel").value().lodging.rooms == trips::normalized(rooms)));
  BOOST_TEST(refusal(rooming.find(call_of_stranger(), trip, "hotel")) == "not_found");
  BOOST_TEST(trail(trip.uuid).ends_with("rooming_rooms_changed rooming_rooms_changed"));
}

BOOST_AUTO_TEST_CASE(a_plan_is_kept_and_what_is_fixed_stays) {
  come({"Anna", "Bert", "Carl", "Dora"});
  BOOST_REQUIRE(furnish(two_twins()));
  BOOST_REQUIRE(wish("Anna", to_share_with({"Carl"})));
  BOOST_TEST(plan("hotel", true).value().proved);
  BOOST_TEST(where() == "Anna -, Bert -, Carl -, Dora -");
  const auto kept = plan().value();
  BOOST_TEST(kept.proved);
  BOOST_TEST((kept.score == assignment::RoomingScore{.without_room = 0, .unmet = 0, .cost = 4 * 10'000}));
  BOOST_TEST(kept.report.lodging.version == 2);
  BOOST_TEST(where() == where(kept.report));
  const auto room_of = [&](const std::string& name) {
    for (const auto& one : rooming.find(call(), trip, "hotel").value().guests) {
      if (one.guest.given_name == name) return one.room.value_or("-");
    }
    return std::string("?");
  };
  BOOST_TEST(room_of("Anna") == room_of("Carl"));
  BOOST_TEST(room_of("Bert") == room_of("Dora"));
  BOOST_TEST(plan().value().report.lodging.version == 2);  // the same plan makes no new version
  BOOST_REQUIRE(give({{"Anna", "101!"}, {"Bert", "101!"}}));
  const auto anew = plan().value();
  BOOST_TEST(where(anew.report) == "Anna 101!, Bert 101!, Carl 102, Dora 102");
  BOOST_TEST(anew.score.unmet == trips::usual_wish_weight);
  BOOST_REQUIRE(anew.report.explanations.size() == 1u);
  BOOST_TEST(anew.report.explanations[0].en.starts_with("Anna Beispiel does not share with Carl Beispiel: "));
  BOOST_TEST(trail(trip.uuid).ends_with("rooming_beds_changed rooming_beds_changed rooming_beds_changed"));
  BOOST_TEST(told_in_trail("Anna") == 0);
}

BOOST_AUTO_TEST_CASE(changes_by_hand_keep_all_rules) {
  come({"Anna", "Bert", "Carl"});
  BOOST_REQUIRE(furnish({room("1", LodgingRoomKind::single), room("2", LodgingRoomKind::double_bed)}));
  BOOST_TEST(refusal(give({{"Anna", "1"}, {"Bert", "1"}})) ==
             "rooming_breaks_rules /assignments:broken_rooming_rule /assignments:broken_rooming_rule");
  const auto refused = give({{"Bert", "2"}, {"Anna", "2"}});
  BOOST_TEST(refusal(refused) == "rooming_breaks_rules /assignments/1:broken_rooming_rule");
  BOOST_TEST(refused.error().fields()[0].detail(core::Language::en) ==
             "Anna Beispiel and Bert Beispiel have one bed in Zimmer 2, and did not both ask for it");
  BOOST_REQUIRE(wish("Anna", to_share_with({"Bert"})));
  BOOST_REQUIRE(wish("Bert", to_share_with({"Anna"})));
  BOOST_TEST(where(give({{"Bert", "2"}, {"Anna", "2!"}, {"Carl", "1"}}).value()) == "Anna 2!, Bert 2, Carl 1");
  RoomingWishes accessible;
  accessible.needs_accessible = true;
  BOOST_REQUIRE(wish("Carl", accessible));
  // What has changed since is said, and the beds stay.
  const auto report = rooming.find(call(), trip, "hotel").value();
  BOOST_TEST(where(report) == "Anna 2!, Bert 2, Carl 1");
  BOOST_REQUIRE(report.broken_rules.size() == 1u);
  BOOST_TEST(report.broken_rules[0].en == "Carl Beispiel needs an accessible room, and Zimmer 1 is none");
  BOOST_TEST(refusal(give({{"Carl", "1"}})) == "rooming_breaks_rules /assignments/0:broken_rooming_rule");
  BOOST_TEST(
      refusal(give({{"Anna", "7"}, {"Bert", "2"}, {"Bert", "1"}})) ==
      "validation_failed /assignments/0/room:no_such_lodging_room /assignments/2/participant_id:duplicate_member");
  BOOST_TEST(refusal(rooming.put_beds(call(), trip, "hotel",
                                      {{.participant = core::ParticipantId::make(now), .room = "1"}}, {})) ==
             "validation_failed /assignments/0/participant_id:reference_not_found");
  BOOST_TEST(refusal(rooming.put_beds(call(), trip, "hotel", {}, 0)) == "precondition_failed");
  BOOST_TEST(where(give({}).value()) == "Anna -, Bert -, Carl -");
}

BOOST_AUTO_TEST_CASE(what_is_fixed_against_the_rules_is_refused_before_anything_is_sought) {
  come({"Anna", "Bert"});
  BOOST_REQUIRE(furnish(two_twins()));
  BOOST_REQUIRE(give({{"Anna", "101!"}, {"Bert", "101!"}}));
  BOOST_REQUIRE(rooming.put_exclusions(call(), trip, {{.one = id("Bert"), .other = id("Anna")}}, {}));
  const auto refused = plan();
  BOOST_TEST(refusal(refused) == "rooming_breaks_rules :broken_rooming_rule");
  BOOST_TEST(refused.error().fields()[0].detail(core::Language::de) ==
             "Anna Beispiel und Bert Beispiel dürfen kein Zimmer teilen");
  BOOST_REQUIRE(give({{"Anna", "101!"}}));
  BOOST_TEST(where(plan().value().report) == "Anna 101!, Bert 102");
}

BOOST_AUTO_TEST_CASE(who_cancels_or_is_somebody_else_has_no_bed) {
  const auto group = enter(company, {named("Anna"), named("Bert"), named("Carl")});
  for (const auto& head : group.participants) heads[head.attendee->given_name] = head;
  BOOST_REQUIRE(furnish(two_twins()));
  BOOST_REQUIRE(wish("Anna", to_share_with({"Bert", "Carl"})));
  RoomingWishes woman;
  woman.gender = Gender::female;
  BOOST_REQUIRE(wish("Bert", woman));
  BOOST_REQUIRE(rooming.put_exclusions(call(), trip, {{.one = id("Bert"), .other = id("Carl")}}, {}));
  BOOST_REQUIRE(give({{"Anna", "101"}, {"Bert", "101!"}, {"Carl", "102"}}));
  // Somebody else on the same ticket, with the address of the office.
  later(1);
  auto dora = named("Dora", "Muster");
  dora.email = "Bert@example.org";
  BOOST_REQUIRE(registrations.name_participant(call(), group.id, id("Bert"), dora, {}));
  BOOST_TEST(where() == "Anna 101, Carl 102, Dora -");
  BOOST_TEST(!wishes.find(call(), trip, id("Bert")).value().wishes.gender.has_value());
  BOOST_TEST(wishes.find(call(), trip, id("Anna")).value().wishes.share_with.size() == 1u);
  BOOST_TEST(rooming.exclusions(call(), trip).value().pairs.empty());
  BOOST_TEST(plan().value().score.unmet == 0);
  BOOST_TEST(where().find("Dora 10") != std::string::npos);
  // What was Bert's is gone for good.
  BOOST_REQUIRE(registrations.name_participant(call(), group.id, id("Bert"), named("Bert"), {}));
  BOOST_TEST(where().find("Bert -") != std::string::npos);
  BOOST_TEST(!wishes.find(call(), trip, id("Bert")).value().wishes.gender.has_value());
  BOOST_REQUIRE(registrations.cancel(call(), group.id, {.heads = {id("Carl")}}));
  BOOST_TEST(where().find("Carl") == std::string::npos);
  BOOST_TEST(wishes.find(call(), trip, id("Anna")).value().wishes.share_with.empty());
  BOOST_TEST(refusal(wishes.find(call(), trip, id("Carl"))) == "not_found");
  BOOST_TEST(refusal(wish("Carl", {})) == "not_found");
}

BOOST_AUTO_TEST_CASE(a_person_who_is_merged_or_renamed_keeps_bed_and_wishes) {
  const auto from = person("Anna", company);
  const auto into = person("Anne", company);
  heads["Anna"] = traveller(from);
  BOOST_REQUIRE(furnish(two_twins()));
  RoomingWishes woman;
  woman.gender = Gender::female;
  BOOST_REQUIRE(wish("Anna", woman));
  BOOST_REQUIRE(give({{"Anna", "101"}}));
  later(1);
  BOOST_REQUIRE(people.merge(call(), from, into));
  BOOST_TEST(where() == "Anne 101");
  directory::PersonPatch patch;
  patch.given_name = "Annette";
  patch.family_name = "Neu";
  patch.email = "annette@example.org";
  BOOST_REQUIRE(people.change(call(), into, patch, {}));
  BOOST_TEST(where() == "Annette 101");
  BOOST_TEST((wishes.find(call(), trip, id("Anna")).value().wishes.gender == Gender::female));
}

BOOST_AUTO_TEST_CASE(a_lodging_that_goes_from_the_draft_leaves_its_rooms) {
  come({"Anna"});
  BOOST_REQUIRE(furnish(two_twins(), "inn"));
  BOOST_REQUIRE(give({{"Anna", "101"}}, "inn"));
  auto itinerary = china_trip();
  std::erase_if(itinerary.items, [](const trips::Item& item) { return item.key == "inn"; });
  draft(itinerary);
  const auto report = rooming.find(call(), trip, "inn").value();
  BOOST_TEST(report.lodging.is_missing());
  BOOST_TEST(report.lodging.rooms.size() == 2u);
  BOOST_TEST(report.lodging.nights.empty());
  BOOST_TEST(report.guests.empty());
  BOOST_TEST(refusal(plan("inn")) == "lodging_missing");
  BOOST_TEST(refusal(give({{"Anna", "101"}}, "inn")) == "lodging_missing");
  const auto all = rooming.list(call(), trip).value();
  BOOST_TEST(all.back().lodging.key == "inn");
  // It comes back, longer: so do its beds.
  itinerary = china_trip();
  item_of(itinerary, "inn").starts = november(7, 18);
  draft(itinerary);
  BOOST_TEST(where("inn") == "Anna 101");
  BOOST_TEST(core::to_text(rooming.find(call(), trip, "inn").value().guests[0].first_night) == "2016-11-07");
  // Without rooms nothing is left of one that is missing.
  std::erase_if(itinerary.items, [](const trips::Item& item) { return item.key == "inn"; });
  draft(itinerary);
  BOOST_REQUIRE(furnish({}, "inn"));
  BOOST_TEST(refusal(rooming.find(call(), trip, "inn")) == "not_found");
}

BOOST_AUTO_TEST_CASE(a_room_that_goes_takes_its_beds_along) {
  come({"Anna", "Bert"});
  BOOST_REQUIRE(furnish(two_twins()));
  BOOST_REQUIRE(give({{"Anna", "101!"}, {"Bert", "102"}}));
  BOOST_REQUIRE(furnish({room("102", LodgingRoomKind::single)}));
  BOOST_TEST(where() == "Anna -, Bert 102");
}

BOOST_AUTO_TEST_CASE(companies_are_told_of_their_own_travellers_alone) {
  come({"Anna", "Bert"});
  const auto rival = make_company("Andere");
  heads["Carl"] = enter(rival, {named("Carl")}).participants.at(0);
  BOOST_REQUIRE(furnish(two_twins()));
  BOOST_REQUIRE(give({{"Anna", "101"}, {"Carl", "101"}, {"Bert", "102"}}));
  const auto of_rival = rooming.list(call_as(rival), trip).value();
  BOOST_TEST_REQUIRE(of_rival.size() == 3u);
  BOOST_TEST(where(of_rival[0]) == "Carl 101");
  BOOST_TEST(of_rival[0].lodging.rooms.size() == 1u);
  BOOST_TEST(where(rooming.list(call_as(company), trip).value()[0]) == "Anna 101, Bert 102");
  BOOST_TEST(rooming.list(call(), trip).value()[0].guests.size() == 3u);
  // They wish for their own, and learn of nobody else.
  BOOST_TEST(refusal(wish(call_as(rival), "Anna", {})) == "not_found");
  BOOST_TEST(refusal(wishes.find(call_as(rival), trip, id("Anna"))) == "not_found");
  BOOST_TEST(refusal(wish(call_as(rival), "Carl", to_share_with({"Anna"}))) ==
             "validation_failed /share_with/0/participant_id:reference_not_found");
  BOOST_TEST(refusal(wish(call_as(rival), "Carl", to_share_with({"Carl"}))) ==
             "validation_failed /share_with/0/participant_id:reference_not_found");
  BOOST_TEST(refusal(wish(call_as(company), "Anna", to_share_with({"Bert"}))) == "none");
  BOOST_REQUIRE(wish("Anna", to_share_with({"Bert", "Carl"})));
  BOOST_TEST(wishes.find(call(), trip, id("Anna")).value().wishes.share_with.size() == 2u);
  BOOST_TEST(wishes.find(call_as(company), trip, id("Anna")).value().wishes.share_with.size() == 1u);
  // What organizers said of others stays.
  BOOST_REQUIRE(wish(call_as(company), "Anna", {}));
  const auto left = wishes.find(call(), trip, id("Anna")).value().wishes.share_with;
  BOOST_TEST_REQUIRE(left.size() == 1u);
  BOOST_TEST((left[0].other == id("Carl")));
}

BOOST_AUTO_TEST_CASE(wishes_are_kept_as_they_were_said) {
  come({"Anna", "Bert"});
  const auto nothing = wishes.find(call(), trip, id("Anna")).value();
  BOOST_TEST(nothing.version == 0);
  RoomingWishes all;
  all.gender = Gender::other;
  all.same_gender_only = all.needs_accessible = true;
  all.alone_weight = 7;
  all.share_with = {{.other = id("Bert"), .weight = 9}};
  all.stays = {{.lodging = "hotel", .first_night = core::Date(2016, 11, 7), .last_night = {}},
               {.lodging = "inn", .first_night = {}, .last_night = core::Date(2016, 11, 8)}};
  const auto said = wish("Anna", all).value();
  BOOST_TEST((said.wishes == all));
  BOOST_TEST((wishes.find(call_as(company), trip, id("Anna")).value().wishes == all));
  BOOST_TEST(wish("Anna", all).value().version == said.version);
  BOOST_TEST(refusal(wish(call(), "Anna", {}, 0)) == "precondition_failed");
  BOOST_TEST(wish(call(), "Anna", {}, said.version).value().version == said.version + 1);
  BOOST_TEST((wishes.find(call(), trip, id("Anna")).value().wishes == RoomingWishes{}));
  all.stays = {{.lodging = "park", .first_night = {}, .last_night = {}}};
  all.share_with.push_back({.other = core::ParticipantId::make(now)});
  BOOST_TEST(refusal(wish("Anna", all)) ==
             "validation_failed /share_with/1/participant_id:reference_not_found /stays/0/lodging:reference_not_found");
  heads["?"] = enter(company, {}, 1).participants.at(0);
  BOOST_TEST(refusal(wish("?", {})) == "traveller_not_named");
  BOOST_TEST(refusal(wish("Anna", to_share_with({"?"}))) ==
             "validation_failed /share_with/0/participant_id:reference_not_found");
  BOOST_TEST(rooming.find(call(), trip, "hotel").value().unnamed == 1);
  BOOST_TEST(trail(id("Anna").uuid) == "rooming_wishes_changed rooming_wishes_changed");
  BOOST_TEST(told_in_trail("given") == 2);
  BOOST_TEST(told_in_trail("other") == 0);
}

BOOST_AUTO_TEST_CASE(the_single_supplement_is_a_wish_to_be_alone) {
  trips::TripPriceService prices{database()};
  trips::TripPrices list;
  list.base = {200'000, "EUR"};
  BOOST_REQUIRE(prices.put(call(), trip, list, {}));
  come({"Anna", "Bert", "Carl"});
  BOOST_REQUIRE(furnish(two_twins()));
  BOOST_REQUIRE(prices.change_traveller(call(), trip, id("Bert"), {.single_supplement = true, .adjustments = {}}, {}));
  BOOST_TEST(wishes.find(call(), trip, id("Bert")).value().alone_weight == trips::usual_wish_weight);
  const auto planned = plan().value();
  BOOST_TEST(planned.score.unmet == 0);
  std::map<std::string, int> in_room;
  for (const auto& one : planned.report.guests) ++in_room[one.room.value_or("-")];
  for (const auto& one : planned.report.guests) {
    if (one.guest.given_name == "Bert") BOOST_TEST(in_room[one.room.value()] == 1);
  }
}

BOOST_AUTO_TEST_CASE(exclusions_are_pairs_of_travellers_whoever_is_named_first) {
  come({"Anna", "Bert", "Carl"});
  const auto before = rooming.exclusions(call(), trip).value();
  BOOST_TEST(before.version == 0);
  const std::vector<trips::RoomingExclusion> pairs{{.one = id("Bert"), .other = id("Anna")},
                                                   {.one = id("Anna"), .other = id("Bert")},
                                                   {.one = id("Anna"), .other = id("Carl")}};
  const auto kept = rooming.put_exclusions(call(), trip, pairs, 0).value();
  BOOST_TEST(kept.pairs.size() == 2u);
  BOOST_TEST(kept.version == 1);
  BOOST_TEST((rooming.exclusions(call(), trip).value().pairs == kept.pairs));
  BOOST_TEST(rooming.put_exclusions(call(), trip, pairs, 1).value().version == 1);
  BOOST_TEST(refusal(rooming.put_exclusions(call(), trip, {}, 0)) == "precondition_failed");
  BOOST_TEST(refusal(rooming.put_exclusions(
                 call(), trip, {{.one = id("Anna"), .other = id("Anna")}, {.one = {}, .other = id("Bert")}}, {})) ==
             "validation_failed /exclusions/0/other_id:reference_not_found "
             "/exclusions/1/participant_id:reference_not_found");
  BOOST_REQUIRE(furnish(two_twins()));
  BOOST_TEST(refusal(give({{"Anna", "101"}, {"Carl", "101"}})) ==
             "rooming_breaks_rules /assignments/0:broken_rooming_rule");
  BOOST_TEST(rooming.put_exclusions(call(), trip, {}, 1).value().version == 2);
  BOOST_TEST(refusal(give({{"Anna", "101"}, {"Carl", "101"}})) == "none");
}

BOOST_AUTO_TEST_CASE(an_erasure_and_the_days_after_the_return_leave_nothing) {
  ask({"CN"}, 60, 10);
  come({"Anna", "Bert", "Carl"});
  BOOST_REQUIRE(furnish(two_twins()));
  RoomingWishes accessible;
  accessible.needs_accessible = true;
  for (const char* name : {"Anna", "Bert"}) BOOST_REQUIRE(wish(name, accessible));
  const auto exported = travellers.export_of(call_as(company), trip, id("Anna")).value();
  BOOST_TEST(exported.rooming.value().wishes.needs_accessible);
  BOOST_TEST(!travellers.export_of(call(), trip, id("Carl")).value().rooming.has_value());
  later(1);
  BOOST_REQUIRE(travellers.erase(call_as(company), trip, id("Anna"), {}));
  BOOST_TEST(rows_of_rooming() == 1);
  BOOST_TEST(trail(id("Anna").uuid) == "rooming_wishes_changed erased");
  BOOST_TEST(!travellers.export_of(call(), trip, id("Anna")).value().rooming.has_value());
  BOOST_REQUIRE(give({{"Carl", "101"}}));
  const auto keep = [&](const char* at) {
    while (rooming_keeper.delete_due(core::parse_rfc3339(at).value(), 1)) {
    }
    return rows_of_rooming();
  };
  // The trip ends on 11 November in Hong Kong, UTC+8.
  BOOST_TEST(keep("2016-11-21T15:59:59Z") == 2);
  BOOST_TEST(keep("2016-11-21T16:00:00Z") == 0);
  BOOST_TEST(trail(id("Bert").uuid) == "rooming_wishes_changed rooming_expired");
  BOOST_TEST(where() == "Anna -, Bert -, Carl -");
  BOOST_TEST(rooming.find(call(), trip, "hotel").value().lodging.rooms.size() == 2u);
}

BOOST_AUTO_TEST_CASE(of_who_does_not_come_any_more_nothing_is_kept) {
  const auto group = enter(company, {named("Anna"), named("Bert")});
  for (const auto& head : group.participants) heads[head.attendee->given_name] = head;
  BOOST_REQUIRE(furnish(two_twins()));
  BOOST_REQUIRE(give({{"Anna", "101"}, {"Bert", "101"}}));
  later(1);
  BOOST_REQUIRE(registrations.cancel(call(), group.id, {.heads = {id("Anna")}}));
  while (rooming_keeper.delete_due(now, 1)) {
  }
  BOOST_TEST(rows_of_rooming() == 1);
  BOOST_TEST(count("select count(*) from trip_beds", {}) == 1);
}

BOOST_AUTO_TEST_CASE(an_event_that_is_deleted_takes_its_rooms_along) {
  BOOST_REQUIRE(furnish(two_twins()));
  BOOST_REQUIRE(rooming.put_exclusions(call(), trip, {}, {}));
  const auto event = events.find(call(), trip).value();
  BOOST_REQUIRE(events.remove(call(), trip, event.version));
  BOOST_TEST(count("select count(*) from trip_lodgings", {}) + count("select count(*) from trip_lodging_rooms", {}) ==
             0);
}

BOOST_AUTO_TEST_CASE(an_event_that_is_no_study_trip_has_no_rooms) {
  trip = make_event("tagung", events::SeriesKind::other);
  BOOST_TEST(refusal(rooming.list(call(), trip)) == "not_a_study_trip");
  BOOST_TEST(refusal(rooming.exclusions(call(), trip)) == "not_a_study_trip");
  BOOST_TEST(refusal(plan()) == "not_a_study_trip");
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

// A trip from engine/assignment's tests, as travellers and rooms.
struct Searching : RoomingWorld {
  registration::Registration group;
  std::vector<core::ParticipantId> guests;

  void make(const assignment::RoomingProblem& problem) {
    auto itinerary = china_trip();
    std::erase_if(itinerary.items, [](const trips::Item& item) { return item.kind == trips::ItemKind::lodging; });
    itinerary.items.push_back(an_item("hotel", trips::ItemKind::lodging, "hotel", november(6, 18), november(6, 18)));
    itinerary.items.back().ends.date += boost::gregorian::days(problem.nights);
    draft(itinerary);
    std::vector<registration::Naming> names;
    for (std::size_t i = 0; i < problem.guests.size(); ++i) names.push_back(named("Gast" + std::to_string(i)));
    if (!names.empty()) {
      group = enter(company, names);
      for (const auto& head : group.participants) guests.push_back(head.id);
    }
    const auto nights = nights_from(core::Date(2016, 11, 6), problem.nights);
    auto rooms = rooms_of(problem, nights);
    for (auto& one : rooms) {
      if (one.beds) one.beds = std::max(2, *one.beds);
    }
    BOOST_REQUIRE(furnish(rooms));
    std::vector<trips::RoomingExclusion> apart;
    for (const auto& pair : problem.apart) apart.push_back({.one = guest(pair.first), .other = guest(pair.second)});
    BOOST_REQUIRE(rooming.put_exclusions(call(), trip, apart, {}));
    for (int number = 0; number < assignment::count_of(guests); ++number) {
      auto wanted = wishes_of(problem, number, nights, [&](int wanted_one) { return guest(wanted_one); });
      if (wanted.share_with.size() > trips::max_shares) wanted.share_with.resize(trips::max_shares);
      later(1);
      BOOST_REQUIRE(wishes.put(call(), trip, guest(number), wanted, {}));
    }
  }
  [[nodiscard]] core::ParticipantId guest(int number) const { return guests[assignment::at(number)]; }

  // Rooms with more guests than places in some night, of what is in the tables.
  std::int64_t overfull_rooms() {
    const auto report = rooming.find(call(), trip, "hotel").value();
    std::map<std::pair<std::string, core::Date>, int> taken;
    for (const auto& one : report.guests) {
      if (!one.room) continue;
      for (auto night = one.first_night; night <= one.last_night; night += boost::gregorian::days(1))
        ++taken[{*one.room, night}];
    }
    std::int64_t overfull = 0;
    for (const auto& [at, heads_there] : taken)
      overfull += heads_there > report.lodging.room(at.first)->places() ? 1 : 0;
    return overfull;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(rooming_plan_service, Searching)

BOOST_AUTO_TEST_CASE(forty_guests_get_rooms_that_are_kept) {
  make(assignment::test::trip(3, 40));
  const auto planned = plan().value();
  BOOST_TEST(planned.proved);
  BOOST_TEST((planned.score == planned.bound));
  BOOST_TEST(overfull_rooms() == 0);
  BOOST_TEST(count("select count(*) from trip_beds", {}) == 40 - planned.score.without_room);
}

BOOST_AUTO_TEST_CASE(a_plan_beside_which_something_changes_is_not_kept) {
  make(assignment::test::trip(3, 40));
  const auto beside = [&](std::function<void()> act) {
    while_searching = std::move(act);
    return refusal(plan());
  };
  RoomingWishes accessible;
  accessible.needs_accessible = true;
  BOOST_TEST(beside([&] { BOOST_REQUIRE(wishes.put(call(), trip, guest(0), accessible, {})); }) == "rooming_changed");
  BOOST_TEST(beside([&] {
               auto rooms = rooming.find(call(), trip, "hotel").value().lodging.rooms;
               rooms.pop_back();
               BOOST_REQUIRE(furnish(rooms));
             }) == "rooming_changed");
  BOOST_TEST(beside([&] { BOOST_REQUIRE(rooming.put_exclusions(call(), trip, {}, {})); }) == "rooming_changed");
  BOOST_TEST(beside([&] {
               later(1);
               BOOST_REQUIRE(registrations.name_participant(call(), group.id, guest(1), named("Neu", "Anders"), {}));
             }) == "rooming_changed");
  BOOST_TEST(beside([&] {
               later(1);
               BOOST_REQUIRE(registrations.cancel(call(), group.id, {.heads = {guest(2)}}));
             }) == "rooming_changed");
  BOOST_TEST(beside([&] {
               auto itinerary = itineraries.draft(call(), trip).value().itinerary;
               itinerary.items.back().ends.date += boost::gregorian::days(1);
               draft(itinerary);
             }) == "rooming_changed");
  BOOST_TEST(count("select count(*) from trip_beds", {}) == 0);
  // Rooms of another lodging are no concern of this one.
  auto itinerary = itineraries.draft(call(), trip).value().itinerary;
  itinerary.items.push_back(an_item("inn", trips::ItemKind::lodging, "hotel", november(6, 18), november(7, 8)));
  draft(itinerary);
  BOOST_TEST(beside([&] { BOOST_REQUIRE(furnish({room("1", LodgingRoomKind::single)}, "inn")); }) == "none");
  BOOST_TEST(overfull_rooms() == 0);
}

BOOST_AUTO_TEST_CASE(of_two_plans_at_once_one_is_kept) {
  make(assignment::test::trip(3, 40));
  std::string inner;
  while_searching = [&] { inner = refusal(plan()); };
  BOOST_TEST(refusal(plan()) == "rooming_changed");
  BOOST_TEST(inner == "none");
  BOOST_TEST(overfull_rooms() == 0);
  // The same plan once more changes nothing: both are right.
  while_searching = [&] { inner = refusal(plan()); };
  BOOST_TEST(refusal(plan()) == "none");
  BOOST_TEST(inner == "none");
}

BOOST_AUTO_TEST_CASE(no_more_than_two_search_at_once) {
  make(assignment::test::tiny_lodging(1));
  using Searches = trips::RoomingPlanService::Searches;
  const trips::SearchSlot<Searches> one(plans.free_searches());
  {
    const trips::SearchSlot<Searches> another(plans.free_searches());
    const auto refused = plan();
    BOOST_TEST(refusal(refused) == "rooming_busy");
    BOOST_TEST(refused.error().retry_after_s() == 1);
    BOOST_TEST(!trips::SearchSlot<Searches>(plans.free_searches()).is_taken());
  }
  BOOST_TEST(refusal(plan()) != "rooming_busy");
  BOOST_TEST(refusal(plan()) != "rooming_busy");  // what was taken was given back
}

BOOST_AUTO_TEST_CASE(no_kept_plan_has_a_bed_twice) {
  int kept = 0;
  for (const std::uint32_t seed : {1U, 5U, 8U, 13U, 21U, 34U, 55U, 89U}) {
    BOOST_TEST_CONTEXT("tiny_lodging(" << seed << ")") {
      guests.clear();
      trip = make_trip("reise-" + std::to_string(seed));
      make(assignment::test::tiny_lodging(seed));
      const auto planned = plan();
      BOOST_TEST_REQUIRE(planned.has_value());
      BOOST_TEST(overfull_rooms() == 0);
      BOOST_TEST(planned->report.broken_rules.empty());
      kept += planned->report.guests.empty() ? 0 : 1;
    }
  }
  BOOST_TEST(kept > 4);
}

BOOST_AUTO_TEST_SUITE_END()
