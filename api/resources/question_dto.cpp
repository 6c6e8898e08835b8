#include "api/resources/question_dto.hpp"

#include <utility>

#include "api/resources/enum_texts.hpp"

namespace tagwerk::registration {

std::span<const json::EnumName<QuestionKind>> enum_names(json::Tag<QuestionKind>) {
  static const auto names = json::names_from_text(all_question_kinds);
  return names;
}

}  // namespace tagwerk::registration

namespace tagwerk::resources {
namespace {

using registration::Question;
using registration::QuestionKind;

const auto key_rule = json::format(json::Format::key).about("Unique in the list").like(R"("diet")");

json::Rules choices_rule() {
  auto rules = json::text(1, registration::max_choice_length);
  rules.min_items = 1;
  rules.max_items = registration::max_choices;
  return rules.about("Kind choice: what may be answered");
}

Question to_question(const QuestionDto& dto) {
  Question question;
  question.key = dto.key;
  question.text = dto.text;
  question.kind = dto.kind;
  question.required = dto.required.value_or(false);
  question.multiple = dto.multiple.value_or(false);
  question.archived = dto.archived.value_or(false);
  if (dto.help && !dto.help->empty()) question.help = dto.help;
  question.choices = dto.choices.value_or(std::vector<std::string>{});
  if (dto.min) question.min.emplace(dto.min->answer);
  if (dto.max) question.max.emplace(dto.max->answer);
  question.max_length = dto.max_length;
  if (dto.only_if) {
    question.only_if.emplace();
    question.only_if->question = dto.only_if->question;
    for (const auto& single : dto.only_if->answers) question.only_if->answers.push_back(single.answer);
  }
  return question;
}

QuestionDto question_dto(const Question& question) {
  QuestionDto dto;
  dto.key = question.key;
  dto.text = question.text;
  dto.kind = question.kind;
  dto.required = question.required;
  dto.archived = question.archived;
  dto.help = question.help;
  if (question.kind == QuestionKind::choice) {
    dto.choices = question.choices;
    dto.multiple = question.multiple;
  }
  if (question.min) dto.min.emplace(SingleAnswer{*question.min});
  if (question.max) dto.max.emplace(SingleAnswer{*question.max});
  if (question.kind == QuestionKind::text)
    dto.max_length = question.max_length.value_or(registration::default_answer_length);
  if (question.only_if) {
    dto.only_if.emplace();
    dto.only_if->question = question.only_if->question;
    for (const auto& answer : question.only_if->answers) dto.only_if->answers.push_back({answer});
  }
  return dto;
}

}  // namespace

const json::Object<ConditionDto>& shape(json::Tag<ConditionDto>) {
  static const auto object =
      json::Object<ConditionDto>("QuestionCondition", "Asked only of who gave one of these answers to that question")
          .required("question", &ConditionDto::question,
                    json::about("The key of an earlier question of kind choice, number or date"))
          .required("answers", &ConditionDto::answers, json::items(1, registration::max_condition_answers));
  return object;
}

const json::Object<QuestionDto>& shape(json::Tag<QuestionDto>) {
  using Dto = QuestionDto;
  constexpr auto max_length = json::range(1, static_cast<double>(registration::max_answer_length));
  static const auto object =
      json::Object<Dto>("Question", "What is asked of each participant")
          .required("key", &Dto::key, key_rule)
          .required("text", &Dto::text, json::text(1, registration::max_question_length))
          .required("kind", &Dto::kind)
          .optional("required", &Dto::required,
                    json::about("Owed by every head that has a name, where it is asked; false when left out"))
          .optional("archived", &Dto::archived, json::about("Takes no new answers, and none is owed"))
          .optional("help", &Dto::help, json::note(registration::max_help_length))
          .optional("choices", &Dto::choices, choices_rule())
          .optional("multiple", &Dto::multiple, json::about("Kind choice: the answer is an array of choices"))
          .optional("min", &Dto::min, json::about("Kinds number and date: the least answer"))
          .optional("max", &Dto::max, json::about("Kinds number and date: the greatest answer"))
          .optional("max_length", &Dto::max_length, max_length.about("Kind text: characters; 1000 when left out"))
          .optional("only_if", &Dto::only_if)
          .rule({"kind", "choices", "min", "max", "only_if"},
                [](const Dto& dto) { return registration::check(to_question(dto)); });
  return object;
}

const json::Object<QuestionsDto>& shape(json::Tag<QuestionsDto>) {
  static const auto object =
      json::Object<QuestionsDto>("Questions", "All questions of an event, in their order")
          .required("questions", &QuestionsDto::questions, json::items(0, registration::max_questions))
          .rule({"questions"}, [](const QuestionsDto& dto) { return registration::check(to_questions(dto)); });
  return object;
}

registration::Questions to_questions(const QuestionsDto& dto) {
  registration::Questions questions;
  for (const auto& one : dto.questions) questions.push_back(to_question(one));
  return questions;
}

QuestionsDto questions_dto(const registration::Questions& questions) {
  QuestionsDto dto;
  for (const auto& one : questions) dto.questions.push_back(question_dto(one));
  return dto;
}

}  // namespace tagwerk::resources
