// From itinerary and travellers to a problem, and from its plan to what is told: no limit is broken on the way, whatever was kept before.
#include "engine/trips/sub_group_plan.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "engine/assignment/sub_groups_checker.hpp"
#include "tests/support/refusal.hpp"
#include "tests/trips/grouping.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using namespace tagwerk::trips;
using assignment::no_group;

namespace {

using Rows = std::vector<std::vector<int>>;

SubGroupInput input_of(std::vector<Item> items, std::vector<GroupTraveller> travellers) {
  Itinerary itinerary;
  itinerary.items = std::move(items);
  return {.items = grouped_items(itinerary), .travellers = std::move(travellers), .version = 0};
}

// As the service does it.
SubGroupPlan planned(SubGroupInput& input, const assignment::SearchControl& control = {}) {
  const auto problem = problem_of(input);
  BOOST_TEST_REQUIRE(assignment::check_problem(problem).has_value());
  const auto outcome = assignment::solve_sub_groups(problem, 1, control);
  put_places(input.travellers, places_of(input, outcome.plan.value()), input.items);
  return report(input, problem, outcome);
}

// "/places/0 Anna Beispiel soll …"
std::string broken(const std::vector<core::FieldError>& fields, core::Language language = core::Language::en) {
  std::string text;
  for (const auto& field : fields)
    text.append(text.empty() ? "" : "; ").append(field.pointer).append(" ").append(field.detail(language));
  return text;
}

// ---- a world made up by RapidCheck ------------------------------------------------------------------------------------

bool one_in(int times) { return *rc::gen::inRange(0, times) == 0; }
std::optional<int> some_limit(int most) {
  return one_in(3) ? std::nullopt : std::optional(*rc::gen::inRange(1, most + 1));
}
std::string item_key(int number) { return "item-" + std::to_string(number); }
std::string group_key(int number) { return "group-" + std::to_string(number); }

std::vector<Item> some_items() {
  std::vector<Item> items;
  const int count = *rc::gen::inRange(0, 6);
  for (int i = 0; i < count; ++i) {
    std::vector<SubGroup> groups;
    for (int left = *rc::gen::inRange(0, 4); left > 0; --left)
      groups.push_back(a_group(group_key(static_cast<int>(groups.size())), some_limit(4)));
    items.push_back(grouped(item_key(i), !one_in(2), some_limit(8), std::move(groups)));
  }
  return items;
}

// Now and then of items and groups that are not there.
GroupTraveller somebody() {
  std::vector<GroupWish> wishes;
  std::vector<GroupPlace> places;
  for (int i = 0; i < 7; ++i) {
    if (one_in(2)) {
      std::set<int> groups;
      for (int left = *rc::gen::inRange(0, 4); left > 0; --left) groups.insert(*rc::gen::inRange(0, 4));
      auto& wish = wishes.emplace_back(GroupWish{.item = item_key(i), .groups = {}});
      for (const int group : groups) wish.groups.push_back(group_key(group));
    }
    if (!one_in(4)) continue;
    const auto group = one_in(3) ? std::nullopt : std::optional(group_key(*rc::gen::inRange(0, 4)));
    places.push_back({.item = item_key(i), .group = group, .is_fixed = one_in(2)});
  }
  return going("Anna", std::move(wishes), std::move(places));
}

int limit_of(const Item& item, std::size_t group, std::size_t all) {
  const int most = item.limit.value_or(static_cast<int>(all));
  return item.groups.empty() ? most : std::min(most, item.groups[group].limit.value_or(most));
}

void expect_sound(const Item& item, const ToldGroupedItem& told, std::size_t all) {
  std::set<core::ParticipantId> seen;
  std::int64_t heads = 0;
  bool has_room = false;
  for (std::size_t group = 0; group < told.groups.size(); ++group) {
    const auto& of_group = told.groups[group];
    RC_ASSERT(of_group.heads == static_cast<std::int64_t>(of_group.travellers.size()));
    RC_ASSERT(of_group.heads <= limit_of(item, group, all));
    has_room |= of_group.heads < limit_of(item, group, all);
    heads += of_group.heads;
    for (const auto& one : of_group.travellers) RC_ASSERT(seen.insert(one.participant).second);
  }
  if (item.limit) RC_ASSERT(heads <= *item.limit);
  for (const auto& one : told.without_group) RC_ASSERT(seen.insert(one.participant).second);
  RC_ASSERT(told.heads == static_cast<std::int64_t>(seen.size()));
  RC_ASSERT(told.heads == heads + told.heads_without_group);
  if (item.for_everybody) RC_ASSERT(seen.size() == all);
  if (told.heads_without_group > 0) RC_ASSERT(!has_room);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sub_group_plans)

BOOST_AUTO_TEST_CASE(items_and_wishes_become_a_problem) {
  const auto input =
      input_of({grouped("bus", true, {}, {a_group("bus-1", 2), a_group("bus-2")}), grouped("visit", false, 2),
                grouped("talk", false, 3, {a_group("a"), a_group("b", 1)})},
               {going("Anna", {{"bus", {"bus-2", "bus-9"}}, {"visit", {}}, {"gone", {"x"}}}),
                going("Bert", {{"talk", {}}}, {{"bus", "bus-1", true}, {"visit", {}, false}}),
                going("Carl", {{"talk", {"b", "a"}}}, {{"visit", {}, true}, {"talk", "gone", true}}), going("Dora")});
  const auto problem = problem_of(input);
  BOOST_TEST((problem.items[0].limits == std::vector<int>{2, 4}));
  BOOST_TEST((problem.items[1].limits == std::vector<int>{2}));
  BOOST_TEST((problem.items[2].limits == std::vector<int>{3, 1}));
  const auto& [anna, bert, carl, dora] =
      std::tie(problem.travellers[0], problem.travellers[1], problem.travellers[2], problem.travellers[3]);
  BOOST_TEST((anna.takes_part == std::vector<bool>{true, true, false}));
  BOOST_TEST((anna.wishes == Rows{{1}, {0}, {}}));
  BOOST_TEST((bert.takes_part == std::vector<bool>{true, false, true}));
  BOOST_TEST((bert.wishes == Rows{{}, {}, {}}));
  BOOST_TEST((bert.fixed == std::vector<int>{0, no_group, no_group}));
  BOOST_TEST((carl.takes_part == std::vector<bool>{true, true, true}));
  BOOST_TEST((carl.wishes == Rows{{}, {}, {1, 0}}));
  BOOST_TEST((carl.fixed == std::vector<int>{no_group, 0, no_group}));
  BOOST_TEST((dora.takes_part == std::vector<bool>{true, false, false}));
  BOOST_TEST((
      groups_of(input).groups ==
      Rows{{no_group, no_group, no_group}, {0, 0, no_group}, {no_group, 0, no_group}, {no_group, no_group, no_group}}));
}

BOOST_AUTO_TEST_CASE(an_items_own_limit_holds_over_all_its_groups) {
  const auto of = [](std::optional<int> limit, std::vector<SubGroup> groups, int heads) {
    std::vector<GroupTraveller> travellers;
    travellers.reserve(static_cast<std::size_t>(heads));
    for (int i = 0; i < heads; ++i) travellers.push_back(going("Anna"));
    return refusal(check_solvable(input_of({grouped("bus", true, limit, std::move(groups))}, std::move(travellers))));
  };
  BOOST_TEST(of(3, {a_group("a", 2), a_group("b", 2)}, 4) == "groups_beyond_item");
  BOOST_TEST(of(3, {a_group("a", 2), a_group("b", 2)}, 3) == "none");  // as many as the item admits
  BOOST_TEST(of(4, {a_group("a", 2), a_group("b", 2)}, 9) == "none");  // the groups admit no more
  BOOST_TEST(of({}, {a_group("a", 2), a_group("b", 2)}, 9) == "none");
  BOOST_TEST(of(3, {a_group("a"), a_group("b")}, 4) == "groups_beyond_item");
  BOOST_TEST(of(3, {a_group("a")}, 4) == "none");  // without one of its own it has the item's
  BOOST_TEST(of(3, {a_group("a", 9)}, 4) == "none");
  const auto told = detail(check_solvable(input_of({grouped("bus", true, 3, {a_group("a", 2), a_group("b", 9)})},
                                                   {going("Anna"), going("Bert"), going("Carl"), going("Dora")})));
  BOOST_TEST(told.find("'Punkt bus' admit 5 travellers, the item itself 3, and 4 take part") != std::string::npos,
             told);
}

BOOST_AUTO_TEST_CASE(what_is_too_much_for_the_solver_is_refused) {
  std::vector<Item> items;
  for (int i = 0; i <= max_planned_items; ++i) items.push_back(grouped(item_key(i), false, 1));
  BOOST_TEST(refusal(check_solvable(input_of(items, {}))) == "too_much_to_assign");
  items.pop_back();
  BOOST_TEST(refusal(check_solvable(input_of(items, {}))) == "none");
  std::vector<GroupTraveller> travellers(max_planned_travellers);
  BOOST_TEST(refusal(check_solvable(input_of(items, travellers))) == "none");
  travellers.emplace_back();
  BOOST_TEST(refusal(check_solvable(input_of(items, travellers))) == "too_much_to_assign");
}

BOOST_AUTO_TEST_CASE(a_plan_says_who_is_where_who_lost_what_and_why) {
  auto input =
      input_of({grouped("bus", true, {}, {a_group("bus-1", 1), a_group("bus-2", 3)}), grouped("visit", false, 2)},
               {going("Anna", {{"bus", {"bus-1"}}, {"visit", {}}}), going("Bert", {{"visit", {}}}),
                going("Carl", {{"bus", {"bus-1", "bus-2"}}, {"visit", {}}}), going("Dora")});
  const auto plan = planned(input);
  BOOST_TEST(plan.is_proved);
  BOOST_TEST(plan.score.without_group == 1);
  BOOST_TEST(plan.score.without_first == 0);
  BOOST_TEST(plan.score.most_lost == 1);
  // Bert has one first choice only, and gets it; of the others each gets one of two.
  BOOST_TEST_REQUIRE(plan.first_choices.size() == 3U);
  for (const auto& one : plan.first_choices) {
    BOOST_TEST(one.wished == (one.who.given_name == "Bert" ? 1 : 2));
    BOOST_TEST(one.got == 1);
  }
  BOOST_TEST_REQUIRE(plan.losses.size() == 2U);
  for (const auto& loss : plan.losses) {
    const bool is_bus = loss.item == "bus";
    BOOST_TEST(loss.has_group == is_bus);
    BOOST_TEST((loss.first_choice == (is_bus ? std::optional<std::string>("bus-1") : std::nullopt)));
    BOOST_TEST((loss.cause == (is_bus ? LossCause::full_of_first_choices : LossCause::item_full)));
    BOOST_TEST(loss.en == (is_bus ? "'Gruppe bus-1' of 'Punkt bus' is full of those who want it first"
                                  : "all groups of 'Punkt visit' are full"));
    BOOST_TEST(loss.de == (is_bus ? "'Gruppe bus-1' bei 'Punkt bus' ist voll mit denen, die dorthin zuerst wollen"
                                  : "alle Gruppen bei 'Punkt visit' sind voll"));
  }
  BOOST_TEST(plan.told.items[1].heads == 3);
  BOOST_TEST(plan.told.items[1].heads_without_group == 1);
}

BOOST_AUTO_TEST_CASE(a_company_is_told_its_own_travellers_and_the_number_of_all) {
  auto input = input_of({grouped("bus", true, {}, {a_group("bus-1", 2), a_group("bus-2", 1)})},
                        {going("Anna", {}, {{"bus", "bus-1", true}}), going("Bert", {}, {{"bus", "bus-1", false}}),
                         going("Carl"), going("Dora")});
  const core::CompanyId own{input.travellers[0].id.uuid};
  input.travellers[0].company = input.travellers[2].company = own;
  BOOST_TEST(text_of(tell(input, {})) == "bus-1: Anna* Bert, -: Carl Dora");
  BOOST_TEST(text_of(tell(input, own)) == "bus-1: Anna* +1, -: Carl +1");
  BOOST_TEST(text_of(tell(input, core::CompanyId{input.travellers[1].id.uuid})) == "bus-1: +2, -: +2");
}

BOOST_AUTO_TEST_CASE(who_takes_his_wish_back_is_told_in_no_group) {
  auto input = input_of({grouped("visit", false, 2)}, {going("Anna", {}, {{"visit", {}, false}}),
                                                       going("Bert", {{"visit", {}}}, {{"visit", {}, false}})});
  BOOST_TEST(text_of(tell(input, {})) == "all: Bert");
}

BOOST_AUTO_TEST_CASE(each_broken_rule_is_said_in_words_and_where_it_is) {
  auto input = input_of({grouped("bus", true, 2, {a_group("bus-1", 1), a_group("bus-2")}), grouped("visit", false, 1)},
                        {going("Anna"), going("Bert"), going("Carl", {{"visit", {}}})});
  const auto [anna, bert, carl] = std::tuple{input.travellers[0].id, input.travellers[1].id, input.travellers[2].id};
  const auto put = [&](const std::vector<PlaceWish>& places, core::Language language = core::Language::en) {
    auto after = input;
    put_places(after.travellers, places, after.items);
    return broken(violations_of(after, problem_of(after), groups_of(after), places), language);
  };
  BOOST_TEST(put({{anna, {"bus", "bus-1", false}}, {bert, {"bus", "bus-2", true}}, {carl, {"visit", {}, false}}}) ==
             "");
  BOOST_TEST(put({{anna, {"bus", "bus-1", false}}, {bert, {"visit", {}, false}}}) ==
             "/places/1 Bert Beispiel does not take part in 'Punkt visit'");
  BOOST_TEST(put({{bert, {"visit", {}, true}}}) == "");
  BOOST_TEST(put({{bert, {"visit", {}, true}}, {carl, {"visit", {}, false}}}) ==
             "/places the group of 'Punkt visit' has more travellers than its limit");
  BOOST_TEST(put({{anna, {"bus", "bus-1", false}}, {bert, {"bus", "bus-1", true}}}) ==
             "/places 'Gruppe bus-1' of 'Punkt bus' has more travellers than its limit");
  const std::vector<PlaceWish> three{
      {anna, {"bus", "bus-1", false}}, {bert, {"bus", "bus-2", false}}, {carl, {"bus", "bus-2", false}}};
  BOOST_TEST(put(three) == "/places 'Punkt bus' has more travellers than its limit");
  BOOST_TEST(put(three, core::Language::de) == "/places 'Punkt bus' hat mehr Reisende als erlaubt");
  input.travellers[0].who = {};
  BOOST_TEST(put({{anna, {"visit", {}, false}}}, core::Language::de) ==
             "/places/0 N. N. (Systemhaus Süd) nimmt an 'Punkt visit' nicht teil");
}

BOOST_AUTO_TEST_CASE(no_limit_is_ever_broken_whatever_was_wished_and_kept_before) {
  int made = 0;
  rc::check("limits of groups and items, nobody twice, what is fixed stays, nobody left where there is a place", [&] {
    const auto items = some_items();
    std::vector<GroupTraveller> travellers;
    for (int left = *rc::gen::inRange(0, 13); left > 0; --left) travellers.push_back(somebody());
    auto input = input_of(items, travellers);
    std::map<std::string, const Item*> by_key;
    for (const auto& item : items) by_key[item.key] = &item;
    if (!check_solvable(input)) {
      RC_ASSERT(std::ranges::any_of(items, [](const Item& item) { return item.limit && item.groups.size() > 1; }));
      return;
    }
    const auto problem = problem_of(input);
    RC_ASSERT(assignment::check_problem(problem).has_value());
    if (!violations_of(input, problem, assignment::only_fixed(problem)).empty()) return;
    ++made;
    const auto before = input;
    const auto plan = planned(input, {.moves_per_head = 50, .proof_steps = 5'000});
    RC_ASSERT(violations_of(input, problem_of(input), groups_of(input)).empty());
    RC_ASSERT(plan.told.items.size() == input.items.size());
    std::int64_t without_group = 0;
    for (const auto& told : plan.told.items) {
      expect_sound(*by_key.at(told.item.key), told, travellers.size());
      without_group += told.heads_without_group;
    }
    RC_ASSERT(without_group == plan.score.without_group);
    for (std::size_t i = 0; i < travellers.size(); ++i) {
      const auto& after = input.travellers[i];
      for (const auto& place : before.travellers[i].places) {
        const auto* item = find_item(input.items, place.item);
        const bool is_there = item != nullptr && item->find(place.group);
        if (is_there && place.is_fixed) RC_ASSERT(*place_of(after, *item) == place);
        if (item == nullptr) RC_ASSERT(std::ranges::count(after.places, place) == 1);
      }
      for (const auto& item : input.items) {
        if (place_of(after, item) != nullptr) RC_ASSERT(takes_part(after, item));
      }
      RC_ASSERT(after.wishes == before.travellers[i].wishes);
    }
  });
  BOOST_TEST(made > 20);  // most can be planned; what is refused has tests of its own
}

BOOST_AUTO_TEST_SUITE_END()
