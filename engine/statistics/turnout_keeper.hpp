// Purpose: how many heads of each company came to completed events, counted once and kept (schema: event_turnouts), so that statistics
// of many editions do not read all of their check-ins again.
// A head came when it was let in (an entry that was accepted and not annulled, also a forced one) and still has a confirmed place.
// Truth: only what nothing can change any more unseen is kept. An event is counted when it has been completed for settled_after, which
//   is longer than a unit of work can last: a scan that overlaps with the completing is there by then. Whatever changes who came to a
//   completed event drops what is kept, in its own unit of work and behind its own writes, and so does any change of the event, whose
//   version is kept beside the count. Until an event is counted again, whoever asks counts by itself (event_facts_store.hpp).
// Errors: storage errors are thrown. Thread-safety: any thread, any process.
//   Each count has an id of its own (turnout_memory.hpp), and holds for the roles that companies have: another role drops it, too.
// Locks: the event's row, alone by who counts and shared by who drops, so that the two cannot overtake each other.
#pragma once

#include <chrono>
#include <cstddef>
#include <set>
#include <string>

#include "engine/core/time.hpp"
#include "engine/directory/reference_mover.hpp"
#include "engine/events/observers.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

inline constexpr std::chrono::minutes settled_after{10};
inline constexpr std::size_t turnouts_at_once = 50;

class TurnoutKeeper final : public events::AttendanceObserver, public directory::ReferenceMover {
 public:
  void attendance_changed(storage::Transaction&, const core::OrganizationId&, const std::string&) override {}
  void turnout_changed(storage::Transaction& tx, const core::EventId& event) override;
  void heads_belong_to_others(storage::Transaction& tx, const std::set<core::EventId>& events) override;
  void company_role_changed(storage::Transaction& tx, const core::OrganizationId& organization,
                            const core::CompanyId& company) override;
};

/// Counts completed events that are not counted, one unit of work each; how many were. At most turnouts_at_once.
std::size_t count_turnouts(storage::Database& database, core::Instant now);
/// Forgets what is kept and counts anew, as many as there are.
std::size_t recount_turnouts(storage::Database& database, core::Instant now);

}  // namespace tagwerk::statistics
