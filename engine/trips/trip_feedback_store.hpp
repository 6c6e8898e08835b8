// Purpose: SQL of what travellers think of a trip (schema: trip_feedback, trip_item_grades, trip_comments).
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
// Locks: who writes has the event shared, then the participant's row; who moderates, the comment's row.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"
#include "engine/trips/kept_store.hpp"
#include "engine/trips/trip_feedback.hpp"
#include "engine/trips/trip_feedback_summary.hpp"

namespace tagwerk::trips {

/// Without the overall grade, which is feedback's. `ids` are for its comments, as many as there are.
void insert_feedback(storage::Transaction& tx, const core::OrganizationId& organization, const core::EventId& event,
                     const TripFeedback& feedback, const std::vector<TripCommentId>& ids);
/// With the overall grade. Comments that went are not in it.
[[nodiscard]] std::optional<TripFeedback> find_feedback(storage::Transaction& tx,
                                                        const core::ParticipantId& participant);

/// By id; who wrote them is not read.
[[nodiscard]] core::Page<TripComment> list_comments(storage::Transaction& tx, const core::EventId& event,
                                                    std::optional<CommentState> state, const core::PageRequest& page);
[[nodiscard]] std::optional<TripComment> find_comment(storage::Transaction& tx, const core::EventId& event,
                                                      const TripCommentId& id, storage::Lock lock);
[[nodiscard]] std::vector<TripComment> load_comments_of(storage::Transaction& tx,
                                                        const core::ParticipantId& participant);
void save_comment_state(storage::Transaction& tx, const TripComment& comment);

[[nodiscard]] AgainCounts load_again_counts(storage::Transaction& tx, const core::EventId& event);
/// By item.
[[nodiscard]] std::vector<ItemGrades> load_item_grades(storage::Transaction& tx, const core::EventId& event);

/// Comments go, and who answered; grades and totals stay. Whether there was something.
bool forget_author(storage::Transaction& tx, const core::ParticipantId& participant);
/// Answers that still have an author, and whose days may be over.
[[nodiscard]] std::vector<Kept> list_authors_to_forget(storage::Transaction& tx, const KeptPage& page);

}  // namespace tagwerk::trips
