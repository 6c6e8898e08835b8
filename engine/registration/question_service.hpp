// Purpose: the questions of an event, which everybody of the organization may see, and what was answered.
// Errors: core::not_found, core::validation_failed, question_has_answers, core::precondition_failed (the version is that of
// the questions), core::reference_not_found for a question that is asked for in vain. Thread-safety: any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/registration/answer_report.hpp"
#include "engine/registration/question.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

class QuestionService {
 public:
  explicit QuestionService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<EventQuestions> get(const access::Call& call, const core::EventId& event);
  /// Replaces the list.
  [[nodiscard]] core::Result<EventQuestions> put(const access::Call& call, const core::EventId& event,
                                                 const Questions& questions, const core::ExpectedVersion& expected);
  /// One row per head and question, in the order in which they were first answered.
  [[nodiscard]] core::Result<core::Page<AnswerRow>> answers(const access::Call& call, const core::EventId& event,
                                                            const std::optional<std::string>& question,
                                                            const core::PageRequest& page);
  [[nodiscard]] core::Result<std::vector<QuestionSummary>> summary(const access::Call& call,
                                                                   const core::EventId& event);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::registration
