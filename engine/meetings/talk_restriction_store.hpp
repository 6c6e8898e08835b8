// Purpose: SQL of absences and exclusions (schema: talk_absences, talk_exclusions). Errors: storage errors are thrown.
// Thread-safety: as the Transaction. Locks: companies and people shared, then the event's row shared.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/meetings/talk_restriction.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::meetings {

void insert_absence(storage::Transaction& tx, const core::OrganizationId& organization, const TalkAbsence& absence);
[[nodiscard]] std::optional<TalkAbsence> find_absence(storage::Transaction& tx,
                                                      const core::OrganizationId& organization, const TalkAbsenceId& id,
                                                      storage::Lock lock = storage::Lock::none);
[[nodiscard]] core::Page<TalkAbsence> list_absences(storage::Transaction& tx, const core::EventId& event,
                                                    const std::optional<core::CompanyId>& company,
                                                    const core::PageRequest& page);
[[nodiscard]] std::vector<TalkAbsence> load_absences(storage::Transaction& tx, const core::EventId& event);
/// Both ends of each, a statement for each two distances that they go.
void move_absences(storage::Transaction& tx, const core::EventId& event,
                   const std::function<core::Instant(core::Instant)>& moved, core::Instant now);
void remove_absence(storage::Transaction& tx, const TalkAbsenceId& id);

struct AbsenceCounts {
  std::int64_t of_event = 0;
  std::int64_t of_company = 0;
};
[[nodiscard]] AbsenceCounts count_absences(storage::Transaction& tx, const core::EventId& event,
                                           const core::CompanyId& company);

/// False when there is one of that pair.
[[nodiscard]] bool insert_exclusion(storage::Transaction& tx, const core::OrganizationId& organization,
                                    const TalkExclusion& exclusion);
[[nodiscard]] std::optional<TalkExclusion> find_exclusion(storage::Transaction& tx,
                                                          const core::OrganizationId& organization,
                                                          const TalkExclusionId& id,
                                                          storage::Lock lock = storage::Lock::none);
[[nodiscard]] core::Page<TalkExclusion> list_exclusions(storage::Transaction& tx, const core::EventId& event,
                                                        const core::PageRequest& page);
[[nodiscard]] std::vector<TalkExclusion> load_exclusions(storage::Transaction& tx, const core::EventId& event);
[[nodiscard]] std::int64_t count_exclusions(storage::Transaction& tx, const core::EventId& event);
void remove_exclusion(storage::Transaction& tx, const TalkExclusionId& id);

}  // namespace tagwerk::meetings
