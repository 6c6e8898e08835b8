// Purpose: what staff and companies record of talks, and the grades of partners. A company sees its own talks only.
// Rules: talk_outcome.hpp. A single grade is read by its partner alone: staff, who may give grades for others, must not learn by that
// what others gave, and vendors never see one. So a grade that is given again is a new version also where it is the same, and
// the audit trail says that one was given, never which.
// Errors: core::not_found (event, talk, company, outcome, grade), core::validation_failed with absent_from_a_held_talk and
// company_not_in_talk, talk_not_planned, talk_not_begun, recorded_by_staff, vendor_did_not_come, core::precondition_failed.
// Thread-safety: any thread.
#pragma once

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/meetings/talk_outcome.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::meetings {

class TalkOutcomeService {
 public:
  explicit TalkOutcomeService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<> check_visible(const access::Call& call, const TalkId& talk);

  [[nodiscard]] core::Result<TalkOutcome> record(const access::Call& call, const TalkId& talk,
                                                 const NewTalkOutcome& outcome, const core::ExpectedVersion& expected);
  [[nodiscard]] core::Result<TalkOutcome> find(const access::Call& call, const TalkId& talk);
  [[nodiscard]] core::Result<core::Page<TalkOutcome>> list(const access::Call& call, const core::EventId& event,
                                                           TalkOutcomeFilter filter, const core::PageRequest& page);
  [[nodiscard]] core::Result<> remove(const access::Call& call, const TalkId& talk,
                                      const core::ExpectedVersion& expected);

  [[nodiscard]] core::Result<TalkGrade> give_grade(const access::Call& call, const TalkId& talk,
                                                   const core::Grade& grade, const core::ExpectedVersion& expected);
  /// Of the caller's own company.
  [[nodiscard]] core::Result<TalkGrade> find_grade(const access::Call& call, const TalkId& talk);
  [[nodiscard]] core::Result<> remove_grade(const access::Call& call, const TalkId& talk,
                                            const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::meetings
