// Purpose: what companies do with their absences, and organisers with absences and exclusions.
// Errors: core::not_found (event, company, absence, exclusion), core::validation_failed, core::already_exists,
// too_many_absences, too_many_exclusions, core::precondition_failed. Thread-safety: any thread.
#pragma once

#include <optional>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/meetings/talk_restriction.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::meetings {

class TalkRestrictionService {
 public:
  explicit TalkRestrictionService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<TalkAbsence> add_absence(const access::Call& call, const core::EventId& event,
                                                      const NewTalkAbsence& absence);
  [[nodiscard]] core::Result<TalkAbsence> find_absence(const access::Call& call, const TalkAbsenceId& id);
  [[nodiscard]] core::Result<core::Page<TalkAbsence>> absences(const access::Call& call, const core::EventId& event,
                                                               std::optional<core::CompanyId> company,
                                                               const core::PageRequest& page);
  [[nodiscard]] core::Result<> remove_absence(const access::Call& call, const TalkAbsenceId& id,
                                              const core::ExpectedVersion& expected);

  [[nodiscard]] core::Result<TalkExclusion> add_exclusion(const access::Call& call, const core::EventId& event,
                                                          const NewTalkExclusion& exclusion);
  [[nodiscard]] core::Result<TalkExclusion> find_exclusion(const access::Call& call, const TalkExclusionId& id);
  [[nodiscard]] core::Result<core::Page<TalkExclusion>> exclusions(const access::Call& call, const core::EventId& event,
                                                                   const core::PageRequest& page);
  [[nodiscard]] core::Result<> remove_exclusion(const access::Call& call, const TalkExclusionId& id,
                                                const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::meetings
