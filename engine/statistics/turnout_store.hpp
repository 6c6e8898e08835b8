// Purpose: SQL of how many came to completed events (schema: event_turnouts, event_turnout_companies).
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

/// In a statement on events e: is what is kept of e still true? Behind `left join event_turnouts t on …`.
inline constexpr const char* turnout_of_event =
    "event_turnouts t on t.event_id = e.id and t.event_version = e.version ";

/// Of check-ins `i`: one by which somebody came. A forced exit says nothing of a way in.
inline constexpr const char* let_in = "i.result = 'ok' and i.direction = 'entry' and i.annulled_at is null ";

/// Completed, last changed before that, and not counted as they are now.
[[nodiscard]] std::vector<core::EventId> list_uncounted(storage::Transaction& tx, core::Instant changed_before,
                                                        std::size_t limit);
/// Alone: whoever drops what is kept of it waits. False: it is not there or not completed.
[[nodiscard]] bool lock_completed(storage::Transaction& tx, const core::EventId& event);
/// Counts the event's check-ins and keeps that, for its version, as `count`.
void count_turnout(storage::Transaction& tx, const core::EventId& event, const core::Uuid& count);
/// Does nothing where nothing is kept.
void drop_turnout(storage::Transaction& tx, const core::EventId& event);
/// How many there were.
std::int64_t drop_all_turnouts(storage::Transaction& tx);

}  // namespace tagwerk::statistics
