// Purpose: what the participants of an event answered, as a list and summed up. Only heads that come or wait to come count.
// Thread-safety: values and a pure function.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/decimal.hpp"
#include "engine/core/id.hpp"
#include "engine/registration/answer.hpp"
#include "engine/registration/question.hpp"

namespace tagwerk::registration {

using AnswerId = core::Id<struct AnswerTag>;

struct AnswerRow {
  AnswerId id;
  core::RegistrationId registration;
  core::ParticipantId participant;
  core::CompanyId company;
  std::string company_name;
  std::optional<std::string> given_name;
  std::optional<std::string> family_name;
  std::string question;
  Answer answer;
};

/// The same answer, so many times: of kind choice. Of the other kinds all answers to one question, with their bounds.
struct AnswerCount {
  std::string question;
  std::int64_t count = 0;
  std::optional<Answer> answer;
  std::optional<Answer> min;  // kinds number and date
  std::optional<Answer> max;
  std::optional<core::Decimal> mean;  // kind number; rounded to what a Decimal holds
};

struct QuestionSummary {
  std::string key;
  std::string text;
  QuestionKind kind = QuestionKind::text;
  bool archived = false;
  std::int64_t n = 0;  // heads that answered it
  /// Kind choice: every choice in its order, also those that nobody took; heads that took several are counted in each.
  std::vector<std::pair<std::string, std::int64_t>> choices;
  std::optional<Answer> min;
  std::optional<Answer> max;
  std::optional<core::Decimal> mean;
};

/// Every question in its order.
[[nodiscard]] std::vector<QuestionSummary> summarize(const Questions& questions,
                                                     const std::vector<AnswerCount>& counts);

}  // namespace tagwerk::registration
