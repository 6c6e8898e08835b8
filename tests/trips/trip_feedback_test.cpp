#include "engine/trips/trip_feedback.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <string>

#include "engine/trips/trip_feedback_summary.hpp"
#include "tests/trips/china_trip.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using namespace tagwerk::trips;

namespace {

std::string wrong_of(const std::vector<core::FieldError>& fields) {
  std::string text;
  for (const auto& one : fields)
    text.append(text.empty() ? "" : " ").append(one.pointer).append(":").append(one.code->code);
  return text;
}

ItemOpinion on(std::string item, std::optional<int> tenths, std::optional<std::string> comment = {}) {
  ItemOpinion made{.item = std::move(item), .grade = {}, .comment = std::move(comment)};
  if (tenths) made.grade = core::Grade{*tenths};
  return made;
}

TripOpinion of(std::vector<ItemOpinion> items) {
  TripOpinion made;
  made.items = std::move(items);
  return made;
}

Publication told_of(const Itinerary& itinerary) { return publication_of(itinerary, nullptr, {}, {}); }

core::Instant instant(const char* text) { return core::parse_rfc3339(text).value(); }

}  // namespace

BOOST_AUTO_TEST_SUITE(trip_feedback)

BOOST_AUTO_TEST_CASE(an_opinion_on_an_item_is_a_grade_or_a_comment_and_said_once) {
  BOOST_TEST(wrong_of(check(of({on("park", 10), on("huawei", {}, "Gut"), on("inn", 20, "Laut")}))) == "");
  BOOST_TEST(wrong_of(check(of({on("park", {}), on("park", 10), on("inn", {}, " \n ")}))) ==
             "/items/0/grade:required /items/1/item:duplicate_member /items/2/grade:required");
  auto long_winded = of({on("park", {}, std::string(2'001, 'x'))});
  long_winded.comment = std::string(2'001, 'x');
  BOOST_TEST(wrong_of(check(long_winded)) == "/comment:wrong_length /items/0/comment:wrong_length");
  std::string umlauts;
  for (int i = 0; i < 2'000; ++i) umlauts += "ü";
  long_winded = of({});
  long_winded.comment = umlauts;
  BOOST_TEST(wrong_of(check(long_winded)) == "");
}

BOOST_AUTO_TEST_CASE(what_is_said_has_one_form) {
  auto opinion = of({on("park", 10, " "), on("inn", 20)});
  opinion.comment = "\t";
  const auto same = normalized(opinion);
  BOOST_TEST(!same.comment.has_value());
  BOOST_TEST(same.items[0].item == "inn");
  BOOST_TEST(!same.items[1].comment.has_value());
  BOOST_TEST((normalized(same) == same));
}

BOOST_AUTO_TEST_CASE(visits_and_lodgings_that_have_begun_are_graded) {
  const auto told = told_of(china_trip());
  const auto items = graded_items(told);
  std::string keys;
  for (const auto& one : items) keys += one.key + " ";
  BOOST_TEST(keys == "hotel park huawei inn hotel-again ");
  // The park opens its doors on 7 November at 09:30 in Hong Kong.
  const auto opinion = of({on("park", 10), on("flight-out", 10), on("moon", 10)});
  BOOST_TEST(wrong_of(check_items(opinion, items, instant("2016-11-07T01:29:59Z"))) ==
             "/items/0/item:item_not_begun /items/1/item:item_not_graded /items/2/item:item_not_graded");
  BOOST_TEST(wrong_of(check_items(of({on("park", 10)}), items, instant("2016-11-07T01:30:00Z"))) == "");
  auto without = china_trip();
  std::erase_if(without.items, [](const Item& item) { return item.key == "park"; });
  const auto later = publication_of(without, &told, {}, {});
  BOOST_TEST(wrong_of(check_items(of({on("park", 10)}), graded_items(later), instant("2016-12-01T00:00:00Z"))) ==
             "/items/0/item:item_not_graded");
  BOOST_TEST(graded_items({}).empty());
}

BOOST_AUTO_TEST_CASE(answers_are_taken_from_the_first_day_until_30_days_after_the_return) {
  const core::Date first(2016, 11, 5);
  const core::Date back(2016, 11, 12);
  const auto state = [&](const char* now) {
    return std::string(to_text(feedback_state(first, back, "Asia/Hong_Kong", instant(now))));
  };
  BOOST_TEST(state("2016-11-04T15:59:59Z") == "not_open_yet");
  BOOST_TEST(state("2016-11-04T16:00:00Z") == "open");
  BOOST_TEST(state("2016-12-12T15:59:59Z") == "open");
  BOOST_TEST(state("2016-12-12T16:00:00Z") == "closed");
  BOOST_TEST((feedback_ends_on(back) == core::Date(2016, 12, 12)));
}

BOOST_AUTO_TEST_CASE(an_answer_is_read_by_its_author_with_the_link_that_gave_it) {
  const auto named = [](const char* given, const char* family) {
    Identity who;
    who.name = registration::Attendee{given, family, "office@example.org"};
    return who;
  };
  PersonalLink link;
  link.id = PersonalLinkId::make(instant("2016-11-07T00:00:00Z"));
  link.who = named("Anna", "Beispiel");
  TripFeedback feedback;
  feedback.who = named("Anna", "Neu");
  feedback.link = link.id;
  BOOST_TEST(may_read(feedback, link));
  feedback.link = PersonalLinkId::make(instant("2016-11-07T00:00:01Z"));
  BOOST_TEST(!may_read(feedback, link));
  feedback.link.reset();  // from paper
  BOOST_TEST(may_read(feedback, link));
  feedback.who = named("Dora", "Muster");
  BOOST_TEST(!may_read(feedback, link));
  feedback.who = {};  // erased
  BOOST_TEST(!may_read(feedback, link));
}

BOOST_AUTO_TEST_CASE(going_again_is_told_from_three_on) {
  BOOST_TEST(again_share({.yes = 2, .no = 0, .by_link = 2}).n == 2);
  BOOST_TEST(!again_share({.yes = 2, .no = 0, .by_link = 2}).share.has_value());
  BOOST_TEST(again_share({.yes = 2, .no = 1, .by_link = 3}).share.value() == 0.6667);
  BOOST_TEST(again_share({.yes = 3, .no = 0, .by_link = 0}).share.value() == 1.0);
  BOOST_TEST(!again_share({.yes = 3, .no = 1, .by_link = 2}).share.has_value());
}

// Organizers know what they entered: whatever is shown beside it are at least three that they do not know, or none.
BOOST_AUTO_TEST_CASE(nothing_follows_for_fewer_than_three_by_subtraction) {
  BOOST_TEST(rc::check("what is told of those who answered by themselves", [] {
    const auto entered = *rc::gen::inRange<std::int64_t>(0, 8);
    const auto by_link = *rc::gen::inRange<std::int64_t>(0, 8);
    const bool is_told = may_be_told(entered + by_link, by_link);
    RC_ASSERT(!is_told || (entered + by_link >= 3 && (by_link == 0 || by_link >= 3)));
    RC_ASSERT(is_told || (by_link < 3 && (by_link != 0 || entered < 3)));
  }));
}

BOOST_AUTO_TEST_CASE(items_are_summed_up_each_by_itself) {
  auto without = china_trip();
  const auto first = told_of(without);
  std::erase_if(without.items, [](const Item& item) { return item.key == "park" || item.key == "inn"; });
  const std::optional<Publication> told = publication_of(without, &first, {}, {});
  const std::vector<ItemGrades> grades{
      {.item = "huawei", .counts = {{{10}, 2}, {{13}, 1}}, .by_link = 3},
      {.item = "hotel", .counts = {{{10}, 2}, {{60}, 2}}, .by_link = 2},  // two are known to who entered them
      {.item = "park", .counts = {{{20}, 3}}, .by_link = 3},              // cancelled afterwards
      {.item = "moon", .counts = {{{20}, 3}}, .by_link = 3}};
  const auto summaries = summaries_of(told, grades);
  std::string text;
  for (const auto& one : summaries) {
    text += one.item + ":" + std::to_string(one.grades.n) + ":";
    text += one.grades.spread ? std::to_string(one.grades.spread->mean_tenths) + " " : std::string("hidden ");
  }
  BOOST_TEST(text == "hotel:4:hidden huawei:3:11 hotel-again:0:hidden park:3:20 ");
  BOOST_TEST(summaries_of({}, grades).empty());
}

BOOST_AUTO_TEST_SUITE_END()
