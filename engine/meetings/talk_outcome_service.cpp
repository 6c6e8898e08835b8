#include "engine/meetings/talk_outcome_service.hpp"

#include <string>
#include <utility>
#include <vector>

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/directory/company_store.hpp"
#include "engine/events/event_store.hpp"
#include "engine/meetings/talk_outcome_errors.hpp"
#include "engine/meetings/talk_outcome_store.hpp"

namespace tagwerk::meetings {

namespace refusals = core::refusals;

namespace {

core::Error no_talk(const TalkId& id) { return refusals::not_found("talk", id.text()); }
core::Error no_outcome(const TalkId& id) { return refusals::not_found("talk outcome", id.text()); }
core::Error no_grade(const TalkId& id) { return refusals::not_found("talk grade", id.text()); }

Recorder recorder_of(const access::Principal& principal) {
  if (!principal.company) return Recorder::staff;
  return principal.role == access::Role::partner ? Recorder::partner : Recorder::vendor;
}

/// Of the caller's company, or any for staff.
core::Result<TalkAtEvent> visible_talk(storage::Transaction& tx, const access::Call& call, const TalkId& id) {
  auto talk = find_talk(tx, call.principal.organization, id);
  if (!talk || (call.principal.company && talk->side_of(*call.principal.company) == nullptr)) return no_talk(id);
  return *talk;
}

/// The same with nothing about it changing meanwhile: neither the companies nor the plan.
core::Result<TalkAtEvent> take_talk(storage::Transaction& tx, const access::Call& call, const TalkId& id) {
  const auto seen = visible_talk(tx, call, id);
  if (!seen) return seen.error();
  const auto& organization = call.principal.organization;
  // A pair has the lesser id first.
  for (const auto* side : {&seen->one, &seen->other})
    static_cast<void>(directory::find_company_or_merged(tx, organization, side->company, storage::Lock::shared));
  if (!events::find_event(tx, organization, seen->event, storage::Lock::shared)) return no_talk(id);
  lock_talk(tx, id);
  auto talk = visible_talk(tx, call, id);
  if (!talk) return talk.error();
  if (talk->one.company != seen->one.company || talk->other.company != seen->other.company)
    throw storage::Restart("a company of the talk was merged meanwhile");
  return talk;
}

/// Whose grade it is: the caller's company is the talk's partner. Staff stands for it.
bool may_grade(const access::Call& call, const TalkAtEvent& talk) {
  if (!call.principal.company) return true;
  const auto* side = talk.side_of(*call.principal.company);
  return side != nullptr && side->role == directory::CompanyRole::partner;
}

audit::Members members_of(const TalkOutcome& outcome) {
  audit::Members members{{"event_id", outcome.event.text()},
                         {"company_id", outcome.company.text()},
                         {"with_company_id", outcome.with_company.text()},
                         {"outcome", std::string(to_text(outcome.outcome))},
                         {"recorded_by", std::string(to_text(outcome.recorded_by))}};
  std::string absent;
  for (const auto& company : outcome.absent) absent.append(absent.empty() ? "" : ", ").append(company.text());
  if (!absent.empty()) members.emplace("absent", std::move(absent));
  if (outcome.note) members.emplace("note", *outcome.note);
  return members;
}

void record_change(storage::Transaction& tx, const access::Call& call, const TalkId& talk, std::string_view action,
                   std::vector<audit::Change> changes) {
  audit::record(tx, call,
                {.object_kind = "talk", .object = talk.uuid, .action = action, .changes = std::move(changes)});
}

}  // namespace

core::Result<> TalkOutcomeService::check_visible(const access::Call& call, const TalkId& id) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<> {
    const auto talk = visible_talk(tx, call, id);
    return talk ? core::Result<>() : talk.error();
  });
}

core::Result<TalkOutcome> TalkOutcomeService::record(const access::Call& call, const TalkId& id,
                                                     const NewTalkOutcome& wanted,
                                                     const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<TalkOutcome> {
    const auto talk = take_talk(tx, call, id);
    if (!talk) return talk.error();
    const auto before = find_outcome(tx, id);
    if (!expected.is_met_by(before ? std::optional(before->version) : std::nullopt))
      return core::fail(core::precondition_failed);
    if (auto wrong = check(wanted, *talk); !wrong.empty()) return core::fail_fields(std::move(wrong));
    const auto by = recorder_of(call.principal);
    auto after = recorded(*talk, before, wanted, by, call.now);
    if (before && after == *before) return after;
    if (before) {
      if (auto may = check_may_replace(*before, by); !may) return may.error();
    }
    if (auto begun = check_begun(*talk, call.now); !begun) return begun.error();
    save_outcome(tx, after);
    record_change(tx, call, id, before ? "outcome_changed" : "outcome_recorded",
                  audit::changes_between(before ? members_of(*before) : audit::Members{}, members_of(after)));
    return after;
  });
}

core::Result<TalkOutcome> TalkOutcomeService::find(const access::Call& call, const TalkId& id) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<TalkOutcome> {
    if (const auto talk = visible_talk(tx, call, id); !talk) return talk.error();
    auto outcome = find_outcome(tx, id);
    if (!outcome) return no_outcome(id);
    return *std::move(outcome);
  });
}

core::Result<core::Page<TalkOutcome>> TalkOutcomeService::list(const access::Call& call, const core::EventId& event,
                                                               TalkOutcomeFilter filter,
                                                               const core::PageRequest& page) {
  if (call.principal.company) {
    if (filter.company && *filter.company != *call.principal.company)
      return refusals::not_found("company", filter.company->text());
    filter.company = call.principal.company;
  }
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<core::Page<TalkOutcome>> {
    if (!events::find_event(tx, call.principal.organization, event)) return refusals::not_found("event", event.text());
    return list_outcomes(tx, event, filter, page);
  });
}

core::Result<> TalkOutcomeService::remove(const access::Call& call, const TalkId& id,
                                          const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    lock_talk(tx, id);
    if (const auto talk = visible_talk(tx, call, id); !talk) return talk.error();
    const auto before = find_outcome(tx, id);
    if (!before) return no_outcome(id);
    if (!expected.is_met_by(before->version)) return core::fail(core::precondition_failed);
    if (auto may = check_may_replace(*before, recorder_of(call.principal)); !may) return may.error();
    remove_outcome(tx, id);
    record_change(tx, call, id, "outcome_deleted", audit::changes_between(members_of(*before), {}));
    return {};
  });
}

core::Result<TalkGrade> TalkOutcomeService::give_grade(const access::Call& call, const TalkId& id,
                                                       const core::Grade& grade,
                                                       const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<TalkGrade> {
    const auto talk = take_talk(tx, call, id);
    if (!talk) return talk.error();
    if (!may_grade(call, *talk)) return no_talk(id);
    const auto before = find_talk_grade(tx, id);
    if (!expected.is_met_by(before ? std::optional(before->version) : std::nullopt))
      return core::fail(core::precondition_failed);
    if (auto begun = check_begun(*talk, call.now); !begun) return begun.error();
    if (const auto outcome = find_outcome(tx, id); outcome && is_missed_by_vendor(*outcome, *talk))
      return core::fail(vendor_did_not_come);
    const TalkGrade after{.id = id,
                          .grade = grade,
                          .created_at = before ? before->created_at : call.now,
                          .updated_at = call.now,
                          .version = before ? before->version + 1 : core::first_version(call.now)};
    save_talk_grade(tx, after);
    record_change(tx, call, id, before ? "grade_changed" : "grade_given", {});
    return after;
  });
}

core::Result<TalkGrade> TalkOutcomeService::find_grade(const access::Call& call, const TalkId& id) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<TalkGrade> {
    const auto talk = visible_talk(tx, call, id);
    if (!talk) return talk.error();
    auto grade = find_talk_grade(tx, id);
    // To whoever has no company there are none, whatever the route table says.
    if (!call.principal.company || !may_grade(call, *talk) || !grade) return no_grade(id);
    return *grade;
  });
}

core::Result<> TalkOutcomeService::remove_grade(const access::Call& call, const TalkId& id,
                                                const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    lock_talk(tx, id);
    const auto talk = visible_talk(tx, call, id);
    if (!talk) return talk.error();
    const auto before = find_talk_grade(tx, id);
    if (!may_grade(call, *talk) || !before) return no_grade(id);
    if (!expected.is_met_by(before->version)) return core::fail(core::precondition_failed);
    remove_talk_grade(tx, id);
    record_change(tx, call, id, "grade_deleted", {});
    return {};
  });
}

}  // namespace tagwerk::meetings
