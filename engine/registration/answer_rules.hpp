// Purpose: do answers fit the questions of an event? Errors: returned as field errors. Thread-safety: pure functions.
#pragma once

#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/registration/answer.hpp"
#include "engine/registration/question.hpp"
#include "engine/registration/registration.hpp"

namespace tagwerk::registration {

/// One answer that is sent to one question, whatever its condition; below `at`.
[[nodiscard]] std::vector<core::FieldError> check_answer(const Question& question, const Answer& answer,
                                                         const std::string& at);

/// What was answered before, and what is sent now on top of it.
struct AnswerSheet {
  const AnswerSet* present;
  const AnswerChanges* changes;
  bool is_named = true;  // a head that has no name owes no answers yet
};
/// What is sent is looked at one by one, conditions and owed answers in the outcome; below `at`, by key of the question.
[[nodiscard]] std::vector<core::FieldError> check_answers(const Questions& questions, const AnswerSheet& sheet,
                                                          const std::string& at);

/// Of the heads that a new registration names, as far as a problem document goes; at "/participants/N/answers/…".
void check_heads_answers(std::vector<core::FieldError>& errors, const Questions& questions,
                         const NewRegistration& wish);

}  // namespace tagwerk::registration
