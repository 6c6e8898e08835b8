#include "engine/registration/question.hpp"

#include <algorithm>
#include <utility>

#include "engine/core/field_checks.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/one_of.hpp"
#include "engine/core/text.hpp"
#include "engine/core/time.hpp"
#include "engine/registration/answer_rules.hpp"
#include "engine/registration/question_errors.hpp"

namespace tagwerk::registration {
namespace {

using core::Fields;

void refuse_kind(Fields& fields, const char* pointer, const char* kinds) {
  fields.push_back({pointer, &question_not_of_kind, {{"kinds", kinds}}});
}

void check_choices(Fields& fields, const Question& question) {
  if (question.kind != QuestionKind::choice) {
    if (!question.choices.empty()) refuse_kind(fields, "/choices", "choice");
    if (question.multiple) refuse_kind(fields, "/multiple", "choice");
    return;
  }
  if (question.choices.empty()) {
    fields.push_back({"/choices", &core::field_required, {}});
  } else {
    check_count(fields, "/choices", question.choices.size(), 1, max_choices);
  }
  core::MemberRules rules("/choices");
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    rules.line(std::to_string(i), question.choices[i], max_choice_length);
    if (!seen.insert(question.choices[i]).second) {
      fields.push_back(
          {"/choices/" + std::to_string(i), &core::field_duplicate, {{"value", core::echo(question.choices[i])}}});
    }
  }
  append(fields, rules.take());
}

// A bound is an answer to the question as it would be without bounds.
void check_bounds(Fields& fields, const Question& question) {
  if (question.kind != QuestionKind::number && question.kind != QuestionKind::date) {
    if (question.min) refuse_kind(fields, "/min", "number, date");
    if (question.max) refuse_kind(fields, "/max", "number, date");
    return;
  }
  auto unbounded = question;
  unbounded.min.reset();
  unbounded.max.reset();
  const auto before = fields.size();
  if (question.min) append(fields, check_answer(unbounded, *question.min, "/min"));
  if (question.max) append(fields, check_answer(unbounded, *question.max, "/max"));
  if (fields.size() > before || !question.min || !question.max) return;
  if (question.max->value < question.min->value) {
    fields.push_back(
        {"/max", &core::field_order, {{"value", to_text(*question.max)}, {"other", to_text(*question.min)}}});
  }
}

void check_max_length(Fields& fields, const Question& question) {
  if (!question.max_length) return;
  if (question.kind != QuestionKind::text) return refuse_kind(fields, "/max_length", "text");
  check_range(fields, "/max_length", *question.max_length, 1, max_answer_length);
}

void check_help(Fields& fields, const std::string& help) {
  const auto before = fields.size();
  check_note(fields, "/help", help, max_help_length);
  if (fields.size() > before || help.find('\0') == std::string::npos) return;
  fields.push_back({"/help", &core::field_format, {{"value", ""}, {"expected", "text without the character U+0000"}}});
}

// One of several choices is what a condition asks for.
Question asked_for_one(Question question) {
  question.multiple = false;
  return question;
}

void check_condition(Fields& fields, const std::string& at, const Questions& questions, std::size_t index) {
  const auto& condition = *questions[index].only_if;
  const auto end = questions.begin() + static_cast<std::ptrdiff_t>(index);
  const auto asked =
      std::find_if(questions.begin(), end, [&](const Question& one) { return one.key == condition.question; });
  if (asked == end || asked->kind == QuestionKind::text || (asked->archived && !questions[index].archived)) {
    fields.push_back({at + "/question", &condition_unusable, {{"value", core::echo(condition.question)}}});
    return;
  }
  const auto single = asked_for_one(*asked);
  for (std::size_t i = 0; i < condition.answers.size(); ++i) {
    const auto pointer = at + "/answers/" + std::to_string(i);
    append(fields, check_answer(single, condition.answers[i], pointer));
    const auto here = condition.answers.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(condition.answers.begin(), here, *here) != here)
      fields.push_back({pointer, &core::field_duplicate, {{"value", core::echo(to_text(*here))}}});
  }
}

bool keeps_choices(const Question& after, const std::set<std::string>& given) {
  return std::all_of(given.begin(), given.end(), [&](const std::string& choice) {
    return std::find(after.choices.begin(), after.choices.end(), choice) != after.choices.end();
  });
}

}  // namespace

std::string_view to_text(QuestionKind kind) noexcept {
  switch (kind) {
    case QuestionKind::text:
      return "text";
    case QuestionKind::choice:
      return "choice";
    case QuestionKind::number:
      return "number";
    case QuestionKind::date:
      return "date";
  }
  return {};
}

std::optional<QuestionKind> parse_question_kind(std::string_view text) noexcept {
  return core::one_of(all_question_kinds, text);
}

const Question* find_question(const Questions& questions, std::string_view key) noexcept {
  const auto found =
      std::find_if(questions.begin(), questions.end(), [&](const Question& one) { return one.key == key; });
  return found == questions.end() ? nullptr : &*found;
}

std::vector<core::FieldError> check(const Question& question) {
  Fields fields;
  core::MemberRules rules("");
  rules.key("key", question.key).line("text", question.text, max_question_length);
  append(fields, rules.take());
  if (question.help) check_help(fields, *question.help);
  check_choices(fields, question);
  check_bounds(fields, question);
  check_max_length(fields, question);
  if (question.only_if)
    check_count(fields, "/only_if/answers", question.only_if->answers.size(), 1, max_condition_answers);
  return fields;
}

std::vector<core::FieldError> check(const Questions& questions) {
  Fields fields;
  check_count(fields, "/questions", questions.size(), 0, max_questions);
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const auto at = "/questions/" + std::to_string(i);
    append(fields, at, check(questions[i]));
    if (!seen.insert(questions[i].key).second)
      fields.push_back({at + "/key", &core::field_duplicate, {{"value", core::echo(questions[i].key)}}});
    if (questions[i].only_if) check_condition(fields, at + "/only_if", questions, i);
  }
  return fields;
}

std::vector<core::FieldError> forbidden_changes(const Questions& before, const Questions& after,
                                                const std::map<std::string, Given>& given) {
  Fields fields;
  for (const auto& question : before) {
    const auto answers = given.find(question.key);
    if (answers == given.end() || answers->second.count == 0) continue;
    const auto refuse = [&](std::string pointer) {
      fields.push_back({std::move(pointer),
                        &question_has_answers,
                        {{"question", question.key}, {"count", std::to_string(answers->second.count)}}});
    };
    const auto* kept = find_question(after, question.key);
    if (kept == nullptr) {
      refuse("/questions");
      continue;
    }
    const auto at = "/questions/" + std::to_string(kept - after.data());
    if (kept->kind != question.kind) {
      refuse(at + "/kind");
    } else if (kept->multiple != question.multiple) {
      refuse(at + "/multiple");
    } else if (question.kind == QuestionKind::choice && !keeps_choices(*kept, answers->second.choices)) {
      refuse(at + "/choices");
    }
  }
  return fields;
}

std::string describe(const Question& question) {
  std::string text(to_text(question.kind));
  const auto add_list = [&text](const auto& items, const auto& text_of) {
    const char* separator = "";
    for (const auto& item : items) text.append(std::exchange(separator, " | ")).append(text_of(item));
  };
  if (question.multiple) text += ", multiple";
  if (question.required) text += ", required";
  if (question.archived) text += ", archived";
  if (question.max_length) text += ", max_length " + std::to_string(*question.max_length);
  if (question.min) text += ", min " + to_text(*question.min);
  if (question.max) text += ", max " + to_text(*question.max);
  text += ": " + question.text;
  if (question.help) text += " (" + *question.help + ")";
  if (!question.choices.empty()) {
    text += " [";
    add_list(question.choices, [](const std::string& choice) -> const std::string& { return choice; });
    text += "]";
  }
  if (question.only_if) {
    text += " only_if " + question.only_if->question + " [";
    add_list(question.only_if->answers, [](const Answer& answer) { return to_text(answer); });
    text += "]";
  }
  return text;
}

}  // namespace tagwerk::registration
