// Wishes, places and plans over the database: what is kept, of whom, for whom, and for how long.
#include "engine/trips/sub_group_service.hpp"

#include <algorithm>
#include <chrono>

#include "engine/registration/check_in_list_service.hpp"
#include "engine/trips/group_wish_service.hpp"
#include "engine/trips/head_count_service.hpp"
#include "engine/trips/itinerary_service.hpp"
#include "engine/trips/sub_group_keeper.hpp"
#include "engine/trips/sub_group_store.hpp"
#include "tests/trips/china_trip.hpp"
#include "tests/trips/grouping.hpp"
#include "tests/trips/travelling.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using namespace tagwerk::trips;
using registration::Participant;

namespace {

constexpr std::chrono::milliseconds long_enough{5'000};

/// The park with two buses, and Huawei for two who wish it.
struct Grouping : Travelling {
  ItineraryService itineraries{database()};
  SubGroupService service{database()};
  GroupWishService wishes{database()};
  SubGroupKeeper group_keeper{database()};

  static Itinerary two_buses() {
    auto itinerary = china_trip();
    item_of(itinerary, "park").groups = {a_group("bus-1", 2), a_group("bus-2")};
    item_of(itinerary, "huawei").limit = 2;
    return itinerary;
  }
  void draft(const Itinerary& itinerary) {
    later(1);
    BOOST_REQUIRE(itineraries.put(call(), trip, itinerary, {}, false));
  }
  void publish() {
    later(1);
    BOOST_REQUIRE(itineraries.publish(call(), trip, {}, {}));
  }
  core::Result<GroupTraveller> wish(const access::Call& caller, const Participant& of,
                                    const std::vector<GroupWish>& what, const core::ExpectedVersion& expected = {}) {
    later(1);
    auto at = caller;
    at.now = now;
    return wishes.put(at, trip, of.id, what, expected);
  }
  core::Result<GroupTraveller> wish(const Participant& of, const std::vector<GroupWish>& what,
                                    const core::ExpectedVersion& expected = {}) {
    return wish(call(), of, what, expected);
  }
  std::vector<GroupWish> wished(const access::Call& caller, const Participant& of) {
    return wishes.find(caller, trip, of.id).value().wishes;
  }
  std::vector<GroupWish> wished(const Participant& of) { return wished(call(), of); }
  core::Result<SubGroupPlan> plan(bool dry_run = false) {
    later(1);
    return service.plan(call(), trip, long_enough, dry_run);
  }
  core::Result<ToldSubGroups> put(const std::vector<PlaceWish>& places, const core::ExpectedVersion& expected = {}) {
    later(1);
    return service.put(call(), trip, places, expected);
  }
  ToldSubGroups told() { return service.get(call(), trip).value(); }
  std::string who_is_where() { return text_of(told()); }
  /// How many places there are for whoever tells him what is on.
  std::size_t load_of(const Participant& of) {
    const auto groups =
        database().read([&](storage::Transaction& tx) { return load_groups(tx, data.organization(), trip); });
    const auto found = groups.find(of.id);
    return found == groups.end() ? 0 : found->second.size();
  }
  std::int64_t rows() { return count("select count(*) from trip_group_travellers", {}); }
  std::int64_t keep(const char* at) {
    const auto moment = core::parse_rfc3339(at).value();
    while (group_keeper.delete_due(moment, 1)) {
    }
    return rows();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sub_group_service, Grouping)

BOOST_AUTO_TEST_CASE(wishes_are_kept_as_they_were_said) {
  draft(two_buses());
  const auto anna = traveller();
  BOOST_TEST(wishes.find(call(), trip, anna.id).value().wishes_version == 0);
  const auto first = wish(anna, {{"park", {"bus-2", "bus-1"}}, {"huawei", {}}}, 0).value();
  BOOST_TEST((first.wishes == std::vector<GroupWish>{{"huawei", {}}, {"park", {"bus-2", "bus-1"}}}));
  BOOST_TEST((wished(anna) == first.wishes));
  BOOST_TEST(wishes.find(call(), trip, anna.id).value().wishes_version == first.wishes_version);
  BOOST_TEST(wish(anna, first.wishes).value().wishes_version == first.wishes_version);
  BOOST_TEST(refusal(wish(anna, {}, 0)) == "precondition_failed");
  BOOST_TEST(wish(anna, {}, first.wishes_version).value().wishes_version == first.wishes_version + 1);
  BOOST_TEST(wished(anna).empty());
  BOOST_TEST(refusal(wish(anna, {{"park", {"bus-3"}}, {"flight-out", {}}})) ==
             "validation_failed /wishes/0/groups/0:no_such_group /wishes/1/item:no_such_grouped_item");
  BOOST_TEST(refusal(wish(enter(company, {}, 1).participants.at(0), {{"huawei", {}}})) == "traveller_not_named");
  BOOST_TEST(trail(anna.id.uuid) == "group_wishes_changed group_wishes_changed");
  BOOST_TEST(
      count("select count(*) from audit_entries where object_id = :id and instr(cast(changes as binary), 'bus') > 0",
            {{"id", anna.id}}) == 0);
}

BOOST_AUTO_TEST_CASE(wishes_for_what_goes_from_the_draft_stay_and_come_back_with_it) {
  draft(two_buses());
  const auto anna = traveller();
  BOOST_REQUIRE(wish(anna, {{"park", {"bus-2", "bus-1"}}, {"huawei", {}}}));
  BOOST_REQUIRE(plan());
  auto fewer = two_buses();
  std::erase_if(fewer.items, [](const Item& item) { return item.key == "huawei"; });
  item_of(fewer, "park").groups = {a_group("bus-1", 2)};
  draft(fewer);
  BOOST_TEST((wished(anna) == std::vector<GroupWish>{{"park", {"bus-1"}}}));
  BOOST_TEST(who_is_where() == "-: Anna");  // the bus is gone
  BOOST_REQUIRE(wish(anna, {{"park", {}}}));
  draft(two_buses());
  BOOST_TEST((wished(anna) == std::vector<GroupWish>{{"huawei", {}}, {"park", {}}}));
  BOOST_TEST(who_is_where() == "bus-2: Anna; all: Anna");
  draft({});
  BOOST_TEST(wished(anna).empty());
  BOOST_TEST(who_is_where() == "");
  BOOST_TEST(plan().value().is_proved);
  draft(two_buses());
  BOOST_TEST(who_is_where() == "bus-2: Anna; all: Anna");
}

BOOST_AUTO_TEST_CASE(a_plan_is_fair_keeps_what_is_fixed_and_is_the_same_again) {
  draft(two_buses());
  const auto group = enter(company, {named("Anna"), named("Bert"), named("Carl"), named("Dora")}).participants;
  for (const auto& one : group) BOOST_REQUIRE(wish(one, {{"huawei", {}}, {"park", {"bus-1"}}}));
  const auto dry = plan(true).value();
  BOOST_TEST(!dry.is_kept);
  BOOST_TEST(who_is_where() == "-: Anna Bert Carl Dora; -: Anna Bert Carl Dora");
  BOOST_TEST(rows() == 4);
  BOOST_TEST(told().version == 0);
  const auto made = plan().value();
  BOOST_TEST(made.is_kept);
  BOOST_TEST(made.is_proved);
  BOOST_TEST(text_of(made.told) == text_of(dry.told));
  BOOST_TEST(made.score.without_group == 2);
  BOOST_TEST(made.score.without_first == 0);
  BOOST_TEST(made.score.most_lost == 1);  // two of them the bus, the others the visit
  for (const auto& one : made.first_choices) BOOST_TEST(one.got == 1);
  BOOST_TEST(who_is_where() == text_of(made.told));
  BOOST_TEST(told().version == 1);
  BOOST_TEST(made.told.version == 1);
  BOOST_TEST(text_of(plan().value().told) == text_of(made.told));
  BOOST_TEST(told().version == 1);  // nothing has changed
  BOOST_TEST(trail(trip.uuid).ends_with("itinerary_changed sub_groups_planned"));

  // Dora is put into both by hand; Anna into the bus.
  BOOST_REQUIRE(put({{group[3].id, {"huawei", {}, true}},
                     {group[3].id, {"park", "bus-1", true}},
                     {group[0].id, {"park", "bus-1", true}}}));
  BOOST_TEST(who_is_where() == "bus-1: Anna* Dora*, -: Bert Carl; all: Dora*, -: Anna Bert Carl");
  const auto again = plan().value();
  BOOST_TEST(again.score.without_first == 1);
  const auto text = who_is_where();
  BOOST_TEST(text.starts_with("bus-1: Anna* Dora*, bus-2: Bert Carl; all: "), text);
  BOOST_TEST(text.find("Dora*", text.find("all:")) != std::string::npos, text);
  BOOST_TEST(told().version == 3);
}

BOOST_AUTO_TEST_CASE(places_by_hand_keep_the_rules_and_do_not_overwrite_what_was_not_seen) {
  draft(two_buses());
  const auto group = enter(company, {named("Anna"), named("Bert"), named("Carl")}).participants;
  const auto in_bus_1 = [&](int first) {
    std::vector<PlaceWish> places;
    places.reserve(static_cast<std::size_t>(first));
    for (int i = 0; i < first; ++i) places.push_back({group[static_cast<std::size_t>(i)].id, {"park", "bus-1", false}});
    return places;
  };
  BOOST_TEST(refusal(put(in_bus_1(3), 0)) == "sub_groups_break_rules /places:sub_group_violation");
  BOOST_TEST(put(in_bus_1(2), 0).value().version == 1);
  BOOST_TEST(refusal(put(in_bus_1(1), 0)) == "precondition_failed");
  BOOST_TEST(put(in_bus_1(2), 1).value().version == 1);  // the same
  BOOST_TEST(refusal(put({{group[0].id, {"huawei", {}, false}}})) ==
             "sub_groups_break_rules /places/0:sub_group_violation");
  BOOST_TEST(text_of(put({{group[0].id, {"huawei", {}, true}}}, 1).value()) == "-: Anna Bert Carl; all: Anna*");
  BOOST_TEST(refusal(put({{group[0].id, {"moon", {}, true}}})) ==
             "validation_failed /places/0/item:no_such_grouped_item");
  BOOST_TEST(trail(trip.uuid).ends_with("sub_groups_changed sub_groups_changed"));
  BOOST_TEST(count("select count(*) from audit_entries where object_id = :id and action = 'sub_groups_changed' and "
                   "instr(cast(changes as binary), 'bus-1') > 0",
                   {{"id", trip}}) == 2);
}

BOOST_AUTO_TEST_CASE(what_is_fixed_beyond_a_limit_that_was_lowered_is_said_and_not_planned) {
  draft(two_buses());
  const auto group = enter(company, {named("Anna"), named("Bert")}).participants;
  BOOST_REQUIRE(put({{group[0].id, {"park", "bus-1", true}}, {group[1].id, {"park", "bus-1", true}}}));
  auto smaller = two_buses();
  item_of(smaller, "park").groups[0].limit = 1;
  draft(smaller);
  BOOST_TEST(refusal(plan()) == "sub_groups_break_rules /places:sub_group_violation");
  BOOST_TEST(refusal(plan(true)) == "sub_groups_break_rules /places:sub_group_violation");
  item_of(smaller, "park").groups = {a_group("bus-1"), a_group("bus-2")};
  item_of(smaller, "park").limit = 1;
  draft(smaller);
  BOOST_TEST(refusal(plan()) == "groups_beyond_item");
}

BOOST_AUTO_TEST_CASE(who_does_not_come_any_more_or_is_another_is_in_no_group) {
  draft(two_buses());
  const auto first = enter(company, {named("Anna"), named("Bert")});
  const auto unnamed = enter(company, {}, 1);
  BOOST_REQUIRE(wish(first.participants[0], {{"huawei", {}}}));
  BOOST_REQUIRE(wish(first.participants[1], {{"huawei", {}}}));
  BOOST_REQUIRE(plan());
  BOOST_TEST(who_is_where().ends_with("; all: Anna Bert"));
  const auto places = [&] { return load_of(first.participants[0]); };
  BOOST_TEST(places() == 2U);
  later(1);
  const auto rename = [&](const registration::Registration& of, const Participant& head, const char* given,
                          const char* family) {
    later(1);
    BOOST_REQUIRE(registrations.name_participant(call(), of.id, head.id, named(given, family), {}));
  };
  rename(unnamed, unnamed.participants[0], "Carl", "Muster");  // he is who was to come
  BOOST_TEST(load_of(unnamed.participants[0]) == 1U);
  rename(first, first.participants[0], "Zoe", "Neu");
  BOOST_TEST(places() == 0U);
  BOOST_TEST(wished(first.participants[0]).empty());
  BOOST_TEST(who_is_where().find("-: Zoe") != std::string::npos);
  BOOST_REQUIRE(registrations.cancel(call(), first.id, {.heads = {first.participants[1].id}}));
  BOOST_TEST(who_is_where().find("Bert") == std::string::npos);
  BOOST_TEST(load_of(first.participants[1]) == 0U);
  BOOST_TEST(refusal(wishes.find(call(), trip, first.participants[1].id)) == "not_found");
  BOOST_TEST(refusal(put({{first.participants[1].id, {"park", "bus-1", false}}})) ==
             "validation_failed /places/0/participant_id:reference_not_found");
  // And a plan takes hers over from nobody.
  BOOST_TEST(plan().value().told.travellers == 2);
  BOOST_TEST(load_of(first.participants[0]) == 1U);
  BOOST_TEST(wish(first.participants[0], {{"huawei", {}}}, 0).value().wishes.size() == 1U);
}

BOOST_AUTO_TEST_CASE(who_takes_his_wish_back_leaves_the_group_unless_he_is_fixed) {
  draft(two_buses());
  const auto group = enter(company, {named("Anna"), named("Bert")}).participants;
  for (const auto& one : group) BOOST_REQUIRE(wish(one, {{"huawei", {}}}));
  BOOST_REQUIRE(put({{group[0].id, {"huawei", {}, false}},
                     {group[0].id, {"park", "bus-1", false}},
                     {group[1].id, {"huawei", {}, true}}}));
  BOOST_TEST(told().version == 1);
  for (const auto& one : group) BOOST_REQUIRE(wish(one, {}));
  BOOST_TEST(who_is_where() == "bus-1: Anna, -: Bert; all: Bert*");
  BOOST_TEST(told().version == 2);
  BOOST_REQUIRE(wish(group[0], {{"huawei", {}}}));
  BOOST_TEST(who_is_where() == "bus-1: Anna, -: Bert; all: Bert*, -: Anna");
}

BOOST_AUTO_TEST_CASE(a_company_is_told_what_is_published_and_its_own_travellers) {
  const auto rival = make_company("Andere");
  draft(two_buses());
  const auto anna = traveller();
  const auto bert = enter(rival, {named("Bert")}).participants.at(0);
  BOOST_REQUIRE(put({{anna.id, {"park", "bus-1", false}}, {bert.id, {"park", "bus-1", false}}}));
  const auto told_to = [&](const access::Call& caller) { return text_of(service.get(caller, trip).value()); };
  BOOST_TEST(told_to(call_as(company)) == "");
  BOOST_TEST(refusal(wish(call_as(company), anna, {{"huawei", {}}})) ==
             "validation_failed /wishes/0/item:no_such_grouped_item");
  publish();
  auto more = two_buses();
  more.items.push_back(grouped("secret", false, 1));
  more.items.back().place = "park";
  more.items.back().starts = november(7, 15);
  more.items.back().ends = november(7, 16);
  draft(more);
  BOOST_REQUIRE(wish(anna, {{"secret", {}}}));
  BOOST_TEST(told_to(call_as(company)) == "bus-1: Anna +1; ");
  BOOST_TEST(told_to(call_as(rival)) == "bus-1: Bert +1; ");
  BOOST_TEST(told_to(call_as(make_company("Dritte"))) == "");
  BOOST_TEST(wished(call_as(company), anna).empty());
  BOOST_TEST(refusal(wish(call_as(company), anna, {{"secret", {}}})) ==
             "validation_failed /wishes/0/item:no_such_grouped_item");
  BOOST_REQUIRE(wish(call_as(company), anna, {{"huawei", {}}}));
  BOOST_TEST((wished(anna) == std::vector<GroupWish>{{"huawei", {}}, {"secret", {}}}));
  BOOST_TEST(refusal(wishes.find(call_as(rival), trip, anna.id)) == "not_found");
  BOOST_TEST(refusal(wish(call_as(rival), anna, {})) == "not_found");
  for (const auto& caller : {call_of_stranger()}) {
    BOOST_TEST(refusal(service.get(caller, trip)) == "not_found");
    BOOST_TEST(refusal(service.put(caller, trip, {}, {})) == "not_found");
    BOOST_TEST(refusal(service.plan(caller, trip, long_enough, true)) == "not_found");
    BOOST_TEST(refusal(wishes.find(caller, trip, anna.id)) == "not_found");
    BOOST_TEST(refusal(wish(caller, anna, {})) == "not_found");
  }
}

BOOST_AUTO_TEST_CASE(more_searches_than_are_allowed_at_once_are_refused_with_a_time_to_wait) {
  draft(two_buses());
  SubGroupService busy(database(), 0);
  const auto refused = busy.plan(call(), trip, long_enough, true);
  BOOST_TEST(refusal(refused) == "sub_groups_busy");
  BOOST_TEST(refused.error().retry_after_s() == retry_after_sub_groups_busy_s);
  SubGroupService one(database(), 1);
  BOOST_TEST(one.plan(call(), trip, long_enough, true).has_value());
  BOOST_TEST(one.plan(call(), trip, long_enough, true).has_value());  // the first is over
}

BOOST_AUTO_TEST_CASE(at_a_visit_for_some_those_are_missing_who_are_assigned) {
  draft(two_buses());
  publish();
  HeadCountService counts(database());
  registration::CheckInListService lists(database());
  BOOST_REQUIRE(lists.create(call(), trip, {.key = "huawei", .name = "Besuch"}));
  BOOST_REQUIRE(lists.create(call(), trip, {.key = "park", .name = "Bus"}));
  const auto group = enter(company, {named("Anna"), named("Bert"), named("Carl")}).participants;
  const auto expected = [&](const char* item) {
    std::int64_t number = -1;
    for (const int on : {7, 8}) {
      const auto told_on = counts.day(call(), trip, core::Date(2016, 11, static_cast<unsigned short>(on))).value();
      for (const auto& one : told_on.items) {
        if (one.item.key == item && one.heads) number = one.heads->expected;
      }
    }
    return number;
  };
  BOOST_TEST(expected("huawei") == 3);  // nobody is assigned yet
  BOOST_REQUIRE(put({{group[1].id, {"huawei", {}, true}}, {group[2].id, {"park", "bus-1", false}}}));
  BOOST_TEST(expected("huawei") == 1);
  BOOST_TEST(expected("park") == 3);  // for everybody
  const auto day = counts.day(call(), trip, core::Date(2016, 11, 8)).value();
  const auto visit = std::ranges::find_if(day.items, [](const DayItem& one) { return one.item.key == "huawei"; });
  BOOST_TEST((visit->heads->missing.at(0).participant == group[1].id));
}

BOOST_AUTO_TEST_CASE(wishes_go_when_they_are_erased_and_are_in_the_export_before) {
  draft(two_buses());
  const auto registration = enter(company, {named("Anna"), named("Bert")});
  const auto& anna = registration.participants[0];
  const auto& bert = registration.participants[1];
  for (const auto& one : {anna, bert}) BOOST_REQUIRE(wish(one, {{"huawei", {}}}));
  BOOST_REQUIRE(plan());
  const auto exported = travellers.export_of(call(), trip, anna.id).value();
  BOOST_TEST((exported.group_wishes == std::vector<GroupWish>{{"huawei", {}}}));
  BOOST_TEST(exported.groups.size() == 2U);
  const auto version = wishes.find(call(), trip, anna.id).value().wishes_version;
  later(1);
  BOOST_REQUIRE(travellers.erase(call_as(company), trip, anna.id, {}));
  BOOST_REQUIRE(travellers.erase(call_as(company), trip, anna.id, {}));
  BOOST_TEST(trail(anna.id.uuid) == "group_wishes_changed erased");
  BOOST_TEST(wished(anna).empty());
  BOOST_TEST(load_of(anna) == 2U);  // where she is stays
  BOOST_TEST(wish(anna, {{"huawei", {}}}).value().wishes_version > version);
  BOOST_REQUIRE(registrations.cancel(call(), registration.id, {.heads = {bert.id}}));
  BOOST_REQUIRE(travellers.erase(call(), trip, bert.id, {}));
  BOOST_TEST(rows() == 1);
}

BOOST_AUTO_TEST_CASE(wishes_and_names_go_after_the_days_of_health_and_at_once_of_who_is_gone) {
  ask({"CN"}, 30, 10);
  draft(two_buses());
  const auto registration = enter(company, {named("Anna"), named("Bert"), named("Carl")});
  const auto& heads_of = registration.participants;
  const auto unnamed = enter(company, {}, 1).participants.at(0);
  for (const auto& one : heads_of) BOOST_REQUIRE(wish(one, {{"huawei", {}}}));
  BOOST_REQUIRE(plan());
  BOOST_TEST(keep("2016-11-10T09:00:00Z") == 4);
  BOOST_REQUIRE(registrations.cancel(call(), registration.id, {.heads = {heads_of[1].id}}));
  later(1);
  BOOST_REQUIRE(registrations.name_participant(call(), registration.id, heads_of[2].id, named("Zoe", "Neu"), {}));
  BOOST_TEST(keep("2016-11-10T09:00:00Z") == 2);
  BOOST_TEST(trail(heads_of[1].id.uuid).ends_with("expired"));
  BOOST_TEST((wished(heads_of[0]).size() == 1U));
  const auto before = load_of(heads_of[0]);
  const auto text = who_is_where();
  // The trip ends on 11 November in Hong Kong, UTC+8.
  BOOST_TEST(keep("2016-11-21T15:59:59Z") == 2);
  BOOST_TEST((wished(heads_of[0]).size() == 1U));
  BOOST_TEST(keep("2016-11-21T16:00:00Z") == 2);
  BOOST_TEST(wished(heads_of[0]).empty());
  BOOST_TEST(count("select count(*) from trip_group_travellers where email is not null", {}) == 0);
  BOOST_TEST(count("select count(*) from trip_group_wishes", {}) == 0);
  BOOST_TEST(load_of(heads_of[0]) == before);
  BOOST_TEST(load_of(unnamed) == 1U);
  std::string without_marks;  // he stays where he was, by hand now
  for (const char c : who_is_where()) without_marks += c == '*' ? "" : std::string(1, c);
  BOOST_TEST(without_marks == text);
  BOOST_TEST(trail(heads_of[0].id.uuid) == "group_wishes_changed expired");
  BOOST_TEST(keep("2016-12-21T16:00:00Z") == 2);
  BOOST_TEST(trail(heads_of[0].id.uuid) == "group_wishes_changed expired");
}

BOOST_AUTO_TEST_CASE(a_person_who_is_merged_renamed_or_leaves_stays_in_his_groups) {
  draft(two_buses());
  const auto anna_as_ana = person("Ana", company);
  const auto anna = person("Anna", company);
  const auto head = traveller(anna_as_ana);
  BOOST_REQUIRE(wish(head, {{"huawei", {}}}));
  BOOST_REQUIRE(plan());
  later(1);
  BOOST_REQUIRE(people.merge(call(), anna_as_ana, anna));
  BOOST_TEST(load_of(head) == 2U);
  later(1);
  directory::PersonPatch patch;
  patch.family_name = "Muster";
  patch.email = "muster@example.org";
  patch.company = make_company("Neue");
  BOOST_REQUIRE(people.change(call(), anna, patch, {}));
  BOOST_TEST(load_of(head) == 2U);
  BOOST_TEST(wished(head).size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_event_that_is_no_trip_has_no_groups) {
  const auto congress = make_event("kongress", events::SeriesKind::congress);
  BOOST_TEST(refusal(service.get(call(), congress)) == "not_a_study_trip");
  BOOST_TEST(refusal(service.put(call(), congress, {}, {})) == "not_a_study_trip");
  BOOST_TEST(refusal(service.plan(call(), congress, long_enough, false)) == "not_a_study_trip");
  BOOST_TEST(refusal(wishes.find(call(), congress, traveller().id)) == "not_a_study_trip");
  BOOST_TEST(who_is_where() == "");  // a trip without an itinerary
  BOOST_TEST(plan().value().is_proved);
}

BOOST_AUTO_TEST_SUITE_END()
