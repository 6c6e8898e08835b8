#include "engine/registration/answer_rules.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "engine/core/text.hpp"
#include "engine/core/time.hpp"
#include "engine/registration/question_errors.hpp"

namespace tagwerk::registration {
namespace {

using Fields = std::vector<core::FieldError>;
using Several = std::vector<std::string>;

constexpr std::size_t max_field_errors = 100;
constexpr const char* first_date = "1400-01-01";  // what core::Date knows
constexpr const char* last_date = "9999-12-31";

const char* kind_of(const Answer& answer) {
  if (std::holds_alternative<core::Decimal>(answer.value)) return "a number";
  return std::holds_alternative<Several>(answer.value) ? "an array" : "a string";
}

// Null, and said so, when the answer is of another type.
template <class T>
const T* expect(Fields& fields, const Answer& answer, const std::string& at, const char* expected) {
  const auto* value = std::get_if<T>(&answer.value);
  if (value == nullptr)
    fields.push_back({at, &core::field_type, {{"expected", expected}, {"actual", kind_of(answer)}}});
  return value;
}

void refuse_format(Fields& fields, const std::string& at, const std::string& value, const char* expected) {
  fields.push_back({at, &core::field_format, {{"value", core::echo(value)}, {"expected", expected}}});
}

void check_text(Fields& fields, const Question& question, const std::string& text, const std::string& at) {
  const auto max = question.max_length.value_or(default_answer_length);
  const auto length = core::code_points(text);
  if (length < 1 || length > static_cast<std::size_t>(max)) {
    fields.push_back(
        {at, &core::field_length, {{"length", std::to_string(length)}, {"min", "1"}, {"max", std::to_string(max)}}});
  } else if (text.find('\0') != std::string::npos) {
    refuse_format(fields, at, "", "text without the character U+0000");
  } else if (core::is_blank(text)) {
    refuse_format(fields, at, text, "text other than white space");
  }
}

void check_choice(Fields& fields, const Question& question, const std::string& choice, const std::string& at) {
  if (std::find(question.choices.begin(), question.choices.end(), choice) != question.choices.end()) return;
  std::string allowed;
  for (const auto& one : question.choices) allowed.append(allowed.empty() ? "" : ", ").append(one);
  fields.push_back({at, &core::field_choice, {{"value", core::echo(choice)}, {"allowed", core::echo(allowed)}}});
}

void check_several(Fields& fields, const Question& question, const Several& choices, const std::string& at) {
  if (choices.empty() || choices.size() > question.choices.size()) {
    fields.push_back(
        {at,
         &core::field_items,
         {{"count", std::to_string(choices.size())}, {"min", "1"}, {"max", std::to_string(question.choices.size())}}});
    return;
  }
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const auto pointer = at + "/" + std::to_string(i);
    check_choice(fields, question, choices[i], pointer);
    if (!seen.insert(choices[i]).second)
      fields.push_back({pointer, &core::field_duplicate, {{"value", core::echo(choices[i])}}});
  }
}

void check_range(Fields& fields, const Question& question, const Answer& answer, const std::string& at,
                 const std::string& lowest, const std::string& highest) {
  const bool is_low = question.min && answer.value < question.min->value;
  const bool is_high = question.max && answer.value > question.max->value;
  if (!is_low && !is_high) return;
  fields.push_back({at,
                    &core::field_range,
                    {{"value", to_text(answer)},
                     {"min", question.min ? to_text(*question.min) : lowest},
                     {"max", question.max ? to_text(*question.max) : highest}}});
}

bool meets(const Condition& condition, const Answer& answer) {
  const auto wanted = [&](const Answer& one) {
    return std::find(condition.answers.begin(), condition.answers.end(), one) != condition.answers.end();
  };
  const auto* several = std::get_if<Several>(&answer.value);
  if (several == nullptr) return wanted(answer);
  return std::any_of(several->begin(), several->end(), [&](const std::string& choice) { return wanted({choice}); });
}

// The questions one after the other, as somebody fills them in.
class Sheet {
 public:
  Sheet(const AnswerSheet& sheet, const std::string& at)
      : sheet_(&sheet), at_(&at), outcome_(answered(*sheet.present, *sheet.changes)) {}

  void look_at(const Question& question) {
    const auto pointer = pointer_to(*at_, question.key);
    const auto sent = sheet_->changes->find(question.key);
    const bool is_good = sent == sheet_->changes->end() || !sent->second || is_right(question, *sent->second, pointer);
    const auto asked = is_good ? is_asked(question) : Asked::unknown;
    asked_.emplace(question.key, asked);
    const bool is_answered = outcome_.contains(question.key);
    if (question.archived) return;
    if (asked == Asked::no && is_answered)
      fields_.push_back({pointer, &question_not_asked, {{"question", question.only_if->question}}});
    if (asked == Asked::yes && question.required && sheet_->is_named && !is_answered)
      fields_.push_back({pointer, &core::field_required, {}});
  }
  void refuse_unknown(const std::string& key) {
    fields_.push_back({pointer_to(*at_, key), &core::field_unknown, {{"value", core::echo(key)}}});
  }
  void check_length() {
    std::size_t length = 0;
    for (const auto& [question, answer] : outcome_) length += core::code_points(to_text(answer));
    if (length <= max_answers_length) return;
    fields_.push_back(
        {*at_,
         &core::field_length,
         {{"length", std::to_string(length)}, {"min", "0"}, {"max", std::to_string(max_answers_length)}}});
  }
  Fields take() { return std::move(fields_); }

 private:
  enum class Asked : std::uint8_t { yes, no, unknown };  // unknown: it depends on an answer that is wrong

  bool is_right(const Question& question, const Answer& answer, const std::string& pointer) {
    auto wrong =
        question.archived ? Fields{{pointer, &question_archived, {}}} : check_answer(question, answer, pointer);
    std::move(wrong.begin(), wrong.end(), std::back_inserter(fields_));
    return wrong.empty();
  }
  [[nodiscard]] Asked is_asked(const Question& question) const {
    if (!question.only_if) return Asked::yes;
    const auto before = asked_.find(question.only_if->question);
    if (before == asked_.end() || before->second == Asked::no) return Asked::no;
    if (before->second == Asked::unknown) return Asked::unknown;
    const auto answer = outcome_.find(question.only_if->question);
    return answer != outcome_.end() && meets(*question.only_if, answer->second) ? Asked::yes : Asked::no;
  }

  const AnswerSheet* sheet_;
  const std::string* at_;
  AnswerSet outcome_;
  std::map<std::string_view, Asked> asked_;
  Fields fields_;
};

}  // namespace

std::vector<core::FieldError> check_answer(const Question& question, const Answer& answer, const std::string& at) {
  Fields fields;
  switch (question.kind) {
    case QuestionKind::text:
      if (const auto* text = expect<std::string>(fields, answer, at, "a string"))
        check_text(fields, question, *text, at);
      break;
    case QuestionKind::choice:
      if (question.multiple) {
        if (const auto* several = expect<Several>(fields, answer, at, "an array"))
          check_several(fields, question, *several, at);
      } else if (const auto* choice = expect<std::string>(fields, answer, at, "a string")) {
        check_choice(fields, question, *choice, at);
      }
      break;
    case QuestionKind::number:
      if (expect<core::Decimal>(fields, answer, at, "a number") != nullptr) {
        check_range(fields, question, answer, at, core::Decimal{-core::Decimal::max_millionths}.text(),
                    core::Decimal{core::Decimal::max_millionths}.text());
      }
      break;
    case QuestionKind::date:
      if (const auto* date = expect<std::string>(fields, answer, at, "a date string")) {
        if (core::parse_date(*date)) {
          check_range(fields, question, answer, at, first_date, last_date);
        } else {
          refuse_format(fields, at, *date, "a date like 2016-11-10");
        }
      }
      break;
  }
  return fields;
}

std::vector<core::FieldError> check_answers(const Questions& questions, const AnswerSheet& sheet,
                                            const std::string& at) {
  Sheet all(sheet, at);
  for (const auto& question : questions) all.look_at(question);
  for (const auto& [key, answer] : *sheet.changes) {
    if (find_question(questions, key) == nullptr) all.refuse_unknown(key);
  }
  all.check_length();
  return all.take();
}

void check_heads_answers(std::vector<core::FieldError>& errors, const Questions& questions,
                         const NewRegistration& wish) {
  const AnswerSet none;
  const AnswerChanges nothing;
  for (std::size_t i = 0; i < wish.participants.size() && errors.size() < max_field_errors; ++i) {
    const auto& sent = wish.participants[i].answers;
    for (auto& error : check_answers(questions, {.present = &none, .changes = sent ? &*sent : &nothing},
                                     "/participants/" + std::to_string(i) + "/answers")) {
      if (errors.size() < max_field_errors) errors.push_back(std::move(error));
    }
  }
}

}  // namespace tagwerk::registration
