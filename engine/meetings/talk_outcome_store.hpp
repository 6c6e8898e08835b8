// Purpose: SQL of what became of talks (schema: talk_outcomes, missed_talks, talk_grades). Errors: storage errors are thrown.
// Thread-safety: as the Transaction. Locks: companies shared in the order of their ids, then the event's row shared, so that no other
// plan is published meanwhile, then the talk's row alone.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/meetings/talk_outcome.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::meetings {

[[nodiscard]] std::optional<TalkAtEvent> find_talk(storage::Transaction& tx, const core::OrganizationId& organization,
                                                   const TalkId& id);
void lock_talk(storage::Transaction& tx, const TalkId& id);

[[nodiscard]] std::optional<TalkOutcome> find_outcome(storage::Transaction& tx, const TalkId& id);
[[nodiscard]] core::Page<TalkOutcome> list_outcomes(storage::Transaction& tx, const core::EventId& event,
                                                    const TalkOutcomeFilter& filter, const core::PageRequest& page);
/// New, or in the place of what is there.
void save_outcome(storage::Transaction& tx, const TalkOutcome& outcome);
void remove_outcome(storage::Transaction& tx, const TalkId& id);

[[nodiscard]] std::optional<TalkGrade> find_talk_grade(storage::Transaction& tx, const TalkId& id);
/// New, or in the place of what is there.
void save_talk_grade(storage::Transaction& tx, const TalkGrade& grade);
void remove_talk_grade(storage::Transaction& tx, const TalkId& id);

struct OutcomeCounts {
  std::int64_t outcomes = 0;
  std::int64_t grades = 0;
};
[[nodiscard]] OutcomeCounts count_outcomes(storage::Transaction& tx, const core::EventId& event);

/// Before a company's talks are moved to another: their outcomes will name another company.
void renew_outcomes(storage::Transaction& tx, const core::CompanyId& company, core::Instant now);
/// After they were moved: who did not come to those is the other one.
void move_missed_talks(storage::Transaction& tx, const core::CompanyId& from, const core::CompanyId& into);

}  // namespace tagwerk::meetings
