#include "engine/registration/question.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/registration/question_samples.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using registration::check;
using registration::forbidden_changes;
using registration::Given;

namespace {

Question with(Question made, void (*change)(Question&)) {
  change(made);
  return made;
}

std::string times(const std::string& text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(question_rules)

BOOST_AUTO_TEST_CASE(good_questions_are_accepted) { BOOST_TEST(words(check(sample_questions())) == ""); }

BOOST_AUTO_TEST_CASE(members_have_limits) {
  const auto text = question("q", QuestionKind::text);
  BOOST_TEST(words(check(with(text, [](Question& q) { q.text = times("ä", 300); }))) == "");
  BOOST_TEST(words(check(with(text, [](Question& q) { q.text = times("ä", 301); }))) == "/text:wrong_length");
  BOOST_TEST(words(check(with(text, [](Question& q) { q.text = " "; }))) == "/text:wrong_format");
  BOOST_TEST(words(check(with(text, [](Question& q) { q.key = "Q"; }))) == "/key:wrong_format");
  BOOST_TEST(words(check(with(text, [](Question& q) { q.help = times("ä", 1000); }))) == "");
  BOOST_TEST(words(check(with(text, [](Question& q) { q.help = times("ä", 1001); }))) == "/help:wrong_length");
  BOOST_TEST(words(check(with(text, [](Question& q) { q.help = std::string(1, '\0'); }))) == "/help:wrong_format");
  BOOST_TEST(words(check(with(text, [](Question& q) { q.max_length = 4000; }))) == "");
  BOOST_TEST(words(check(with(text, [](Question& q) { q.max_length = 4001; }))) == "/max_length:out_of_range");
  BOOST_TEST(words(check(with(text, [](Question& q) { q.max_length = 0; }))) == "/max_length:out_of_range");
  BOOST_TEST(words(check(Questions(50, text))).find("/questions:") == std::string::npos);
  BOOST_TEST(words(check(Questions(51, text))).starts_with("/questions:wrong_count"));
}

BOOST_AUTO_TEST_CASE(choices_are_one_to_a_hundred_different_lines) {
  BOOST_TEST(words(check(choice("q", {}))) == "/choices:required");
  BOOST_TEST(words(check(choice("q", {"a", "b", "a"}))) == "/choices/2:duplicate_member");
  BOOST_TEST(words(check(choice("q", {"a", "", "x\ny", times("ä", 200)}))) ==
             "/choices/1:wrong_length /choices/2:wrong_format");
  BOOST_TEST(words(check(choice("q", {times("ä", 201)}))) == "/choices/0:wrong_length");
  std::vector<std::string> many;
  for (int i = 0; i < 100; ++i) many.push_back(std::to_string(i));
  BOOST_TEST(words(check(choice("q", many))) == "");
  many.push_back("100");
  BOOST_TEST(words(check(choice("q", many))) == "/choices:wrong_count");
}

BOOST_AUTO_TEST_CASE(each_kind_has_members_of_its_own) {
  const auto all = [](Question& q) {
    q.choices = {"a"};
    q.multiple = true;
    q.min = number("1");
    q.max_length = 5;
  };
  BOOST_TEST(words(check(with(question("q", QuestionKind::text), all))) ==
             "/choices:question_not_of_kind /multiple:question_not_of_kind /min:question_not_of_kind");
  BOOST_TEST(words(check(with(question("q", QuestionKind::choice), all))) ==
             "/min:question_not_of_kind /max_length:question_not_of_kind");
  BOOST_TEST(words(check(with(question("q", QuestionKind::number), all))) ==
             "/choices:question_not_of_kind /multiple:question_not_of_kind /max_length:question_not_of_kind");
}

BOOST_AUTO_TEST_CASE(bounds_are_answers_of_the_kind_in_their_order) {
  const auto bounded = [](QuestionKind kind, const Answer& min, const Answer& max) {
    auto made = question("q", kind);
    made.min = min;
    made.max = max;
    return words(check(made));
  };
  using enum QuestionKind;
  BOOST_TEST(bounded(QuestionKind::number, test::number("-1.5"), test::number("-1.5")) == "");
  BOOST_TEST(bounded(QuestionKind::number, test::number("2"), test::number("1.9")) == "/max:wrong_order");
  BOOST_TEST(bounded(QuestionKind::number, said("2"), test::number("1")) == "/min:wrong_type");
  BOOST_TEST(bounded(date, said("2016-11-10"), said("2016-11-10")) == "");
  BOOST_TEST(bounded(date, said("2016-11-10"), said("2016-11-09")) == "/max:wrong_order");
  BOOST_TEST(bounded(date, said("2016-02-30"), test::number("1")) == "/min:wrong_format /max:wrong_type");
}

BOOST_AUTO_TEST_CASE(keys_are_unique) {
  BOOST_TEST(words(check(Questions{choice("a", {"x"}), question("b", QuestionKind::text), choice("a", {"y"})})) ==
             "/questions/2/key:duplicate_member");
}

BOOST_AUTO_TEST_CASE(a_condition_names_an_earlier_question_and_answers_that_it_takes) {
  const auto asked = choice("diet", {"meat", "other"});
  const auto after = [&](const std::string& key, const std::vector<Answer>& answers) {
    return words(check(Questions{asked, question("note", QuestionKind::text), only_if(choice("x", {"1"}), key, answers),
                                 choice("y", {"1"})}));
  };
  BOOST_TEST(after("diet", {said("other"), said("meat")}) == "");
  BOOST_TEST(after("x", {said("1")}) == "/questions/2/only_if/question:condition_unusable");
  BOOST_TEST(after("y", {said("1")}) == "/questions/2/only_if/question:condition_unusable");
  BOOST_TEST(after("none", {said("1")}) == "/questions/2/only_if/question:condition_unusable");
  BOOST_TEST(after("note", {said("1")}) == "/questions/2/only_if/question:condition_unusable");
  BOOST_TEST(after("diet", {said("fish"), said("other"), said("other"), number("1")}) ==
             "/questions/2/only_if/answers/0:unknown_value /questions/2/only_if/answers/2:duplicate_member "
             "/questions/2/only_if/answers/3:wrong_type");
  BOOST_TEST(after("diet", {}) == "/questions/2/only_if/answers:wrong_count");
}

BOOST_AUTO_TEST_CASE(a_condition_on_several_choices_asks_for_single_ones) {
  auto days = choice("days", {"Do", "Fr"});
  days.multiple = true;
  BOOST_TEST(words(check(Questions{days, only_if(choice("x", {"1"}), "days", {said("Fr")})})) == "");
  BOOST_TEST(words(check(Questions{days, only_if(choice("x", {"1"}), "days", {several({"Fr"})})})) ==
             "/questions/1/only_if/answers/0:wrong_type");
}

BOOST_AUTO_TEST_CASE(only_what_is_archived_itself_depends_on_what_is_archived) {
  auto old = choice("old", {"a"});
  old.archived = true;
  auto dependent = only_if(choice("x", {"1"}), "old", {said("a")});
  BOOST_TEST(words(check(Questions{old, dependent})) == "/questions/1/only_if/question:condition_unusable");
  dependent.archived = true;
  BOOST_TEST(words(check(Questions{old, dependent})) == "");
}

BOOST_AUTO_TEST_CASE(answers_forbid_that_a_question_goes_or_becomes_another) {
  const auto before = sample_questions();
  const std::map<std::string, Given> given{{"diet", {.count = 2, .choices = {"meat", "other"}}},
                                           {"days", {.count = 1, .choices = {"Fr"}}},
                                           {"nights", {1, {}}}};
  const auto after = [&](void (*change)(Questions&)) {
    auto questions = before;
    change(questions);
    return words(forbidden_changes(before, questions, given));
  };
  BOOST_TEST(after([](Questions&) {}) == "");
  BOOST_TEST(after([](Questions& q) { q.clear(); }) ==
             "/questions:question_has_answers /questions:question_has_answers /questions:question_has_answers");
  BOOST_TEST(after([](Questions& q) { q.erase(q.begin() + 4); }) == "");  // born: nobody answered
  BOOST_TEST(after([](Questions& q) {
               std::reverse(q.begin(), q.end());
               q[4].text = "Anders?";
               q[4].archived = true;
               q[4].choices = {"other", "fish", "meat"};
               q[1].max = number("0");
             }) == "");
  BOOST_TEST(after([](Questions& q) {
               q[0].choices = {"meat", "vegan"};
             }) == "/questions/0/choices:question_has_answers");
  BOOST_TEST(after([](Questions& q) { q[2].multiple = false; }) == "/questions/2/multiple:question_has_answers");
  BOOST_TEST(after([](Questions& q) { q[3].kind = QuestionKind::text; }) == "/questions/3/kind:question_has_answers");
}

BOOST_AUTO_TEST_SUITE_END()
