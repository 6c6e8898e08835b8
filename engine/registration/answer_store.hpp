// Purpose: SQL of the answers of participants (schema: participant_answers). A head that is cancelled keeps its answers, and
// is left out wherever answers of the event are listed or counted.
// Errors: storage errors are thrown. Thread-safety: as the Transaction. Locks: question_store.hpp.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/registration/answer_report.hpp"
#include "engine/registration/question.hpp"
#include "engine/registration/registration.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/id_list.hpp"

namespace tagwerk::registration {

/// An answer from its text (answer.hpp), to a question of that kind.
[[nodiscard]] Answer stored_answer(std::string text, QuestionKind kind, bool multiple);

/// Of the heads of new registrations; nothing is sent where nobody answered.
void insert_answers(storage::Transaction& tx, std::span<const Registration> registrations);
/// Into the heads of those registrations, which are `registrations`.
void load_answers(storage::Transaction& tx, const storage::IdList& ids, std::span<Registration> registrations);
void save_answers(storage::Transaction& tx, const Participant& head, const AnswerChanges& changes, core::Instant now);

/// What was answered to each question of the event, also by heads that are cancelled; choices of those of kind choice.
[[nodiscard]] std::map<std::string, Given> load_given(storage::Transaction& tx, const core::EventId& event,
                                                      const Questions& questions);
/// In the order in which they were first given; `question` is a key.
[[nodiscard]] core::Page<AnswerRow> list_answers(storage::Transaction& tx, const core::EventId& event,
                                                 const std::optional<std::string>& question,
                                                 const core::PageRequest& page);
[[nodiscard]] std::vector<AnswerCount> count_answers(storage::Transaction& tx, const core::EventId& event,
                                                     const Questions& questions);

}  // namespace tagwerk::registration
