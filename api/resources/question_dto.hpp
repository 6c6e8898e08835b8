// Purpose: questions as they are sent and shown. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "api/json/codec.hpp"
#include "api/resources/answer_form.hpp"
#include "engine/registration/question.hpp"

namespace tagwerk::registration {

[[nodiscard]] std::span<const json::EnumName<QuestionKind>> enum_names(json::Tag<QuestionKind>);

}  // namespace tagwerk::registration

namespace tagwerk::resources {

struct ConditionDto {
  std::string question;
  std::vector<SingleAnswer> answers;
};
[[nodiscard]] const json::Object<ConditionDto>& shape(json::Tag<ConditionDto>);

/// The same in both directions: what may be left out is shown where it says something.
struct QuestionDto {
  std::string key;
  std::string text;
  registration::QuestionKind kind = registration::QuestionKind::text;
  std::optional<bool> required;
  std::optional<bool> archived;
  std::optional<std::string> help;
  std::optional<std::vector<std::string>> choices;
  std::optional<bool> multiple;
  std::optional<SingleAnswer> min;
  std::optional<SingleAnswer> max;
  std::optional<std::int64_t> max_length;
  std::optional<ConditionDto> only_if;
};
[[nodiscard]] const json::Object<QuestionDto>& shape(json::Tag<QuestionDto>);

struct QuestionsDto {
  std::vector<QuestionDto> questions;
};
[[nodiscard]] const json::Object<QuestionsDto>& shape(json::Tag<QuestionsDto>);

[[nodiscard]] registration::Questions to_questions(const QuestionsDto& dto);
[[nodiscard]] QuestionsDto questions_dto(const registration::Questions& questions);

}  // namespace tagwerk::resources
