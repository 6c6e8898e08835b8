// Purpose: what organisers do with plans of talks: have one made, change it by hand, publish it, see what is different.
// Rules: a draft is changed, published or deleted; a published one is replaced by the next one that is published. A change, and a
// publication, is refused where the plan breaks a rule by what is known now: who takes part, absences, limits, tables.
// Errors: core::not_found (event, plan, talk), no_talk_settings, too_many_jobs, too_many_plans, not_a_draft, plan_breaks_rules with each
// broken rule in words, core::validation_failed, core::still_referenced, core::precondition_failed. Thread-safety: any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/directory/names.hpp"
#include "engine/jobs/job_service.hpp"
#include "engine/meetings/talk_plan.hpp"
#include "engine/meetings/talk_wish_rules.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::meetings {

inline constexpr int min_time_limit_ms = 100;
inline constexpr int max_time_limit_ms = 600'000;
inline constexpr std::int64_t max_drafts_per_event = 200;
inline constexpr std::size_t max_edits_at_once = 200;

struct NewTalkPlan {
  std::optional<std::string> name = {};
  int time_limit_ms = 30'000;
  int seed = 0;
  int threads = 1;  // 1 or 2
  bool require_all = false;
};

struct TalkEdit {
  TalkId talk;
  std::optional<std::optional<int>> slot;  // from 0 on; empty inside: left out
  std::optional<std::string> table;        // none: wherever there is room
  std::optional<bool> pinned;
};

struct PlanEdit {
  std::optional<std::optional<std::string>> name = {};
  std::vector<TalkEdit> talks = {};  // each once
};

/// With the names that it is shown with.
struct NamedPlan {
  TalkPlan plan;
  directory::Names names;
};

struct NamedDifference {
  TalkPlanId plan;
  std::optional<TalkPlanId> from;  // none: there was no plan before
  PlanDifference difference;
  directory::Names names;
};

class TalkPlanService {
 public:
  TalkPlanService(storage::Database& database, jobs::JobService& jobs) : database_(&database), jobs_(&jobs) {}

  /// The job that makes it; its result is the plan.
  [[nodiscard]] core::Result<jobs::Job> request(const access::Call& call, const core::EventId& event,
                                                const NewTalkPlan& wanted);
  [[nodiscard]] core::Result<NamedPlan> find(const access::Call& call, const TalkPlanId& id);
  [[nodiscard]] core::Result<> check_visible(const access::Call& call, const TalkPlanId& id);
  /// Without slots and talks.
  [[nodiscard]] core::Result<core::Page<TalkPlan>> list(const access::Call& call, const core::EventId& event,
                                                        const core::PageRequest& page);
  /// All or none.
  [[nodiscard]] core::Result<NamedPlan> edit(const access::Call& call, const TalkPlanId& id, const PlanEdit& edit,
                                             const core::ExpectedVersion& expected);
  [[nodiscard]] core::Result<NamedPlan> publish(const access::Call& call, const TalkPlanId& id,
                                                const std::optional<std::string>& note,
                                                const core::ExpectedVersion& expected);
  /// From `from`, or else from what is published (of what is or was published: from what was before).
  [[nodiscard]] core::Result<NamedDifference> difference(const access::Call& call, const TalkPlanId& id,
                                                         const std::optional<TalkPlanId>& from);
  [[nodiscard]] core::Result<> remove(const access::Call& call, const TalkPlanId& id,
                                      const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
  jobs::JobService* jobs_;
};

}  // namespace tagwerk::meetings
