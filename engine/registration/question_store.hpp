// Purpose: SQL of the questions of events (schema: event_questions, events.questions_version).
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
// Locks: who changes questions has the event alone (event_store.hpp), then the questions' rows; who answers has read them with one
// of the two shared.
#pragma once

#include <map>
#include <set>

#include "engine/core/id.hpp"
#include "engine/registration/question.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::registration {

/// In their order.
[[nodiscard]] Questions load_questions(storage::Transaction& tx, const core::EventId& event,
                                       storage::Lock lock = storage::Lock::none);
/// Of several events; no statement for none of them.
[[nodiscard]] std::map<core::EventId, Questions> load_questions(storage::Transaction& tx,
                                                                const std::set<core::EventId>& events);
/// Instead of those of `before`, under the next version. What goes has no answers.
void save_questions(storage::Transaction& tx, const core::EventId& event, const Questions& before,
                    const EventQuestions& after);

}  // namespace tagwerk::registration
