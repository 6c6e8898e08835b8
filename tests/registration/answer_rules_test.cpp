#include "engine/registration/answer_rules.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "tests/registration/question_samples.hpp"

using namespace tagwerk;
using namespace tagwerk::test;

namespace {

std::string one_wrong(const Question& asked, const Answer& answer) {
  return words(registration::check_answer(asked, answer, ""));
}

// Questions that depend on any earlier one or on none; all choices of a, b and c, some of several.
Questions any_questions() {
  Questions questions;
  const int count = *rc::gen::inRange(1, 9);
  for (int i = 0; i < count; ++i) {
    auto made = choice("q" + std::to_string(i), {"a", "b", "c"});
    made.required = *rc::gen::arbitrary<bool>();
    made.multiple = *rc::gen::inRange(0, 3) == 0;
    if (i > 0 && *rc::gen::inRange(0, 3) > 0) {
      std::vector<Answer> wanted;
      for (const char* letter : {"a", "b", "c"}) {
        if (*rc::gen::arbitrary<bool>()) wanted.push_back(said(letter));
      }
      if (wanted.empty()) wanted.push_back(said("a"));
      made.only_if = Condition{"q" + std::to_string(*rc::gen::inRange(0, i)), wanted};
    }
    questions.push_back(made);
  }
  return questions;
}

Answer any_answer(const Question& asked) {
  const auto letter = [] { return std::string(1, *rc::gen::inRange('a', 'd')); };
  if (!asked.multiple) return said(letter());
  std::vector<std::string> letters{letter()};
  if (const auto second = letter(); second != letters.front()) letters.push_back(second);
  return several(letters);
}

// Said from the end: a question is asked when its condition holds and what that depends on is asked itself.
bool is_asked(const Questions& questions, const Question& one, const AnswerChanges& answers) {
  if (!one.only_if) return true;
  const auto& before = *registration::find_question(questions, one.only_if->question);
  const auto given = answers.find(before.key);
  if (given == answers.end() || !is_asked(questions, before, answers)) return false;
  for (const auto& letter : registration::from_lines(to_text(*given->second))) {
    const auto& wanted = one.only_if->answers;
    if (std::find(wanted.begin(), wanted.end(), said(letter)) != wanted.end()) return true;
  }
  return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(answer_rules)

BOOST_AUTO_TEST_CASE(an_answer_is_of_the_kind_of_its_question) {
  auto text = question("q", QuestionKind::text);
  text.max_length = 3;
  BOOST_TEST(one_wrong(text, said("äöü")) == "");
  BOOST_TEST(one_wrong(text, said("a\nb")) == "");
  BOOST_TEST(one_wrong(text, said("äöüß")) == ":wrong_length");
  BOOST_TEST(one_wrong(text, said("")) == ":wrong_length");
  BOOST_TEST(one_wrong(text, said(" \n")) == ":wrong_format");
  BOOST_TEST(one_wrong(text, said(std::string("a\0b", 3))) == ":wrong_format");
  BOOST_TEST(one_wrong(text, number("1")) == ":wrong_type");
  BOOST_TEST(one_wrong(question("q", QuestionKind::text), said(std::string(1000, 'x'))) == "");
  BOOST_TEST(one_wrong(question("q", QuestionKind::text), said(std::string(1001, 'x'))) == ":wrong_length");

  const auto diet = choice("q", {"meat", "vegan"});
  BOOST_TEST(one_wrong(diet, said("vegan")) == "");
  BOOST_TEST(one_wrong(diet, said("Vegan")) == ":unknown_value");
  BOOST_TEST(one_wrong(diet, several({"vegan"})) == ":wrong_type");

  auto days = choice("q", {"Do", "Fr"});
  days.multiple = true;
  BOOST_TEST(one_wrong(days, several({"Fr", "Do"})) == "");
  BOOST_TEST(one_wrong(days, several({})) == ":wrong_count");
  BOOST_TEST(one_wrong(days, several({"Do", "Do"})) == "/1:duplicate_member");
  BOOST_TEST(one_wrong(days, several({"Do", "Sa"})) == "/1:unknown_value");
  BOOST_TEST(one_wrong(days, several({"Do", "Fr", "Do"})) == ":wrong_count");
  BOOST_TEST(one_wrong(days, said("Do")) == ":wrong_type");

  const auto born = sample_questions()[4];
  BOOST_TEST(one_wrong(born, said("2010-12-31")) == "");
  BOOST_TEST(one_wrong(born, said("2011-01-01")) == ":out_of_range");
  BOOST_TEST(one_wrong(born, said("1980-02-30")) == ":wrong_format");
  BOOST_TEST(one_wrong(born, number("1980")) == ":wrong_type");
}

BOOST_AUTO_TEST_CASE(bounds_are_included) {
  const auto nights = sample_questions()[3];
  BOOST_TEST(one_wrong(nights, number("0")) == "");
  BOOST_TEST(one_wrong(nights, number("3")) == "");
  BOOST_TEST(one_wrong(nights, number("3.000001")) == ":out_of_range");
  BOOST_TEST(one_wrong(nights, number("-0.5")) == ":out_of_range");
  BOOST_TEST(one_wrong(nights, said("2")) == ":wrong_type");
  BOOST_TEST(one_wrong(question("q", QuestionKind::number), number("-999999999.999999")) == "");
}

BOOST_AUTO_TEST_CASE(required_questions_are_owed_where_they_are_asked_by_who_has_a_name) {
  const auto questions = sample_questions();
  BOOST_TEST(wrong(questions, {}) == "/diet:required");
  BOOST_TEST(wrong(questions, {{"diet", said("meat")}}) == "");
  BOOST_TEST(wrong(questions, {{"diet", said("other")}}) == "/diet_other:required");
  BOOST_TEST(wrong(questions, {{"diet", said("other")}, {"diet_other", said("Halal")}}) == "");
  BOOST_TEST(wrong(questions, {}, {}, false) == "");
  BOOST_TEST(wrong(questions, {{"nights", number("9")}}, {}, false) == "/nights:out_of_range");
}

BOOST_AUTO_TEST_CASE(what_is_not_asked_is_not_answered) {
  const auto questions = sample_questions();
  BOOST_TEST(wrong(questions, {{"diet", said("meat")}, {"diet_other", said("Halal")}}) ==
             "/diet_other:question_not_asked");
  BOOST_TEST(wrong(questions, {{"diet_other", said("Halal")}}) == "/diet:required /diet_other:question_not_asked");
  BOOST_TEST(wrong(questions, {{"diet", said("meat")}, {"shoe/size", number("42")}}) == "/shoe~1size:unknown_member");
  BOOST_TEST(wrong({}, {{"diet", said("meat")}}) == "/diet:unknown_member");
  // Nothing is said of what depends on an answer that is wrong.
  BOOST_TEST(wrong(questions, {{"diet", said("fish")}, {"diet_other", said("Halal")}}) == "/diet:unknown_value");
}

BOOST_AUTO_TEST_CASE(a_change_is_judged_with_what_was_answered_before) {
  const auto questions = sample_questions();
  const AnswerSet before{{"diet", said("other")}, {"diet_other", said("Halal")}};
  BOOST_TEST(wrong(questions, {{"nights", number("2")}}, before) == "");
  BOOST_TEST(wrong(questions, {{"diet", said("vegan")}}, before) == "/diet_other:question_not_asked");
  BOOST_TEST(wrong(questions, {{"diet", said("vegan")}, {"diet_other", std::nullopt}}, before) == "");
  BOOST_TEST(wrong(questions, {{"diet_other", std::nullopt}}, before) == "/diet_other:required");
  BOOST_TEST(wrong(questions, {{"diet", std::nullopt}}, before) == "/diet:required /diet_other:question_not_asked");
  BOOST_TEST(wrong(questions, {{"size", std::nullopt}}, before) == "/size:unknown_member");
  // What was fine once stays so when the question has become stricter.
  const AnswerSet long_stay{{"diet", said("meat")}, {"nights", number("7")}};
  BOOST_TEST(wrong(questions, {{"days", several({"Fr"})}}, long_stay) == "");
}

BOOST_AUTO_TEST_CASE(archived_questions_take_no_answers_and_are_owed_none) {
  auto questions = sample_questions();
  questions[0].archived = questions[1].archived = true;
  BOOST_TEST(wrong(questions, {}) == "");
  BOOST_TEST(wrong(questions, {{"diet", said("meat")}}) == "/diet:question_archived");
  const AnswerSet before{{"diet", said("meat")}, {"diet_other", said("x")}};
  BOOST_TEST(wrong(questions, {{"nights", number("1")}}, before) == "");
  BOOST_TEST(wrong(questions, {{"diet", std::nullopt}}, before) == "");
}

BOOST_AUTO_TEST_CASE(all_answers_of_a_head_together_have_a_limit) {
  Questions questions;
  AnswerChanges answers;
  for (const char* key : {"a", "b", "c"}) {
    questions.push_back(question(key, QuestionKind::text));
    questions.back().max_length = 4000;
    answers.emplace(key, said(std::string(4000, 'x')));
  }
  BOOST_TEST(wrong(questions, answers) == ":wrong_length");
  answers["c"] = said(std::string(2000, 'x'));
  BOOST_TEST(wrong(questions, answers) == "");
}

BOOST_AUTO_TEST_CASE(conditions_and_duties_are_what_they_say_for_all_questions_and_answers) {
  BOOST_TEST(rc::check([] {
    const auto questions = any_questions();
    RC_ASSERT(words(registration::check(questions)).empty());
    AnswerChanges answers;
    for (const auto& one : questions) {
      if (*rc::gen::inRange(0, 3) > 0) answers.emplace(one.key, any_answer(one));
    }
    std::string expected;
    const auto expect = [&](const std::string& key, const char* code) {
      expected.append(expected.empty() ? "/" : " /").append(key).append(code);
    };
    for (const auto& one : questions) {
      const bool asked = is_asked(questions, one, answers);
      if (!asked && answers.contains(one.key)) expect(one.key, ":question_not_asked");
      if (asked && one.required && !answers.contains(one.key)) expect(one.key, ":required");
    }
    RC_ASSERT(wrong(questions, answers) == expected);
  }));
}

BOOST_AUTO_TEST_CASE(who_answers_just_what_is_asked_is_never_refused) {
  BOOST_TEST(rc::check([] {
    const auto questions = any_questions();
    AnswerChanges answers;
    for (const auto& one : questions) {
      if (is_asked(questions, one, answers)) answers.emplace(one.key, any_answer(one));
    }
    RC_ASSERT(wrong(questions, answers).empty());
    // And again as a change that says nothing new.
    const auto kept = registration::answered({}, answers);
    RC_ASSERT(wrong(questions, answers, kept).empty());
    RC_ASSERT(registration::answered(kept, answers) == kept);
  }));
}

BOOST_AUTO_TEST_SUITE_END()
