// Purpose: questions of every kind, short ways to answer them, and errors in one line. Thread-safety: pure functions.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/registration/answer_rules.hpp"
#include "engine/registration/question.hpp"

namespace tagwerk::test {

using registration::Answer;
using registration::AnswerChanges;
using registration::AnswerSet;
using registration::Condition;
using registration::Question;
using registration::QuestionKind;
using registration::Questions;

inline Answer said(std::string text) { return {std::move(text)}; }
inline Answer said(const char* text) { return {std::string(text)}; }
inline Answer number(const char* text) { return {core::Decimal::parse(text).value()}; }
inline Answer several(std::vector<std::string> choices) { return {std::move(choices)}; }

inline Question question(std::string key, QuestionKind kind) {
  Question made;
  made.key = std::move(key);
  made.text = "Was?";
  made.kind = kind;
  return made;
}
inline Question choice(std::string key, std::vector<std::string> choices) {
  auto made = question(std::move(key), QuestionKind::choice);
  made.choices = std::move(choices);
  return made;
}
inline Question required(Question made) {
  made.required = true;
  return made;
}
inline Question only_if(Question made, std::string asked, std::vector<Answer> answers) {
  made.only_if = Condition{std::move(asked), std::move(answers)};
  return made;
}

/// diet (choice, required), diet_other (text, required after "other"), days (several), nights (number 0…3), born (date).
inline Questions sample_questions() {
  auto days = choice("days", {"Do", "Fr"});
  days.multiple = true;
  auto nights = question("nights", QuestionKind::number);
  nights.min = number("0");
  nights.max = number("3");
  auto born = question("born", QuestionKind::date);
  born.max = said("2010-12-31");
  return {required(choice("diet", {"meat", "vegan", "other"})),
          required(only_if(question("diet_other", QuestionKind::text), "diet", {said("other")})), days, nights, born};
}

/// "/diet:required /nights:out_of_range"
inline std::string words(const std::vector<core::FieldError>& errors) {
  std::string text;
  for (const auto& error : errors)
    text.append(text.empty() ? "" : " ").append(error.pointer).append(":").append(error.code->code);
  return text;
}

inline std::string wrong(const Questions& questions, const AnswerChanges& changes, const AnswerSet& present = {},
                         bool is_named = true) {
  return words(
      registration::check_answers(questions, {.present = &present, .changes = &changes, .is_named = is_named}, ""));
}

}  // namespace tagwerk::test
