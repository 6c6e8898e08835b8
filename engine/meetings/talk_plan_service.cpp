#include "engine/meetings/talk_plan_service.hpp"

#include <set>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/field_checks.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/refusals.hpp"
#include "engine/directory/names_store.hpp"
#include "engine/events/event_store.hpp"
#include "engine/meetings/meetings_errors.hpp"
#include "engine/meetings/planning_input.hpp"
#include "engine/meetings/talk_plan_change.hpp"
#include "engine/meetings/talk_plan_store.hpp"
#include "engine/meetings/talk_planner.hpp"
#include "engine/meetings/talk_settings_store.hpp"

namespace tagwerk::meetings {

namespace refusals = core::refusals;

namespace {

std::vector<core::FieldError> check(const NewTalkPlan& wanted) {
  core::MemberRules rules("");
  auto fields = rules.line("name", wanted.name, max_plan_name_length).take();
  check_range(fields, "/time_limit_ms", wanted.time_limit_ms, min_time_limit_ms, max_time_limit_ms);
  check_range(fields, "/seed", wanted.seed, 0, INT32_MAX);
  check_range(fields, "/threads", wanted.threads, 1, 2);
  return fields;
}

NamedPlan named(storage::Transaction& tx, TalkPlan plan) {
  std::set<core::CompanyId> companies;
  std::set<core::PersonId> people;
  for (const auto& talk : plan.talks) {
    companies.insert({talk.company, talk.with_company});
    for (const auto& attendee : talk.attendees) {
      if (attendee.person) people.insert(*attendee.person);
    }
  }
  return {.plan = std::move(plan), .names = directory::load_names(tx, companies, people)};
}

// A draft and its event; nobody changes either meanwhile.
struct LockedDraft {
  events::Event event;
  TalkPlan plan;
};

core::Result<LockedDraft> lock_draft(storage::Transaction& tx, const access::Call& call, const TalkPlanId& id,
                                     const core::ExpectedVersion& expected) {
  const auto& organization = call.principal.organization;
  const auto seen = find_plan(tx, organization, id);
  if (!seen) return refusals::not_found("talk plan", id.text());
  auto event = events::find_event(tx, organization, seen->event, storage::Lock::for_update);
  auto plan = find_plan(tx, organization, id);
  if (!event || !plan) return refusals::not_found("talk plan", id.text());
  if (!expected.is_met_by(plan->version)) return core::fail(core::precondition_failed);
  if (plan->status != PlanStatus::draft) {
    return core::fail(not_a_draft,
                      {{"number", std::to_string(plan->number)}, {"status", std::string(to_text(plan->status))}});
  }
  return LockedDraft{*std::move(event), *std::move(plan)};
}

// A locked draft with what is known now.
struct Draft {
  TalkPlan plan;
  PlanningInput input;
  PlanningProblem built;
};

core::Result<Draft> take_draft(storage::Transaction& tx, const access::Call& call, const TalkPlanId& id,
                               const core::ExpectedVersion& expected) {
  auto locked = lock_draft(tx, call, id, expected);
  if (!locked) return locked.error();
  auto input = load_planning_input(tx, locked->event, call.now);
  if (!input) return core::fail(no_talk_settings, {{"event", locked->plan.event.text()}});
  auto built = build_problem(*input);
  if (!built) return built.error();
  return Draft{std::move(locked->plan), *std::move(input), *std::move(built)};
}

void record(storage::Transaction& tx, const access::Call& call, const TalkPlan& plan, std::string_view action,
            std::vector<audit::Change> changes) {
  audit::record(tx, call,
                {.object_kind = "talk_plan", .object = plan.id.uuid, .action = action, .changes = std::move(changes)});
}

std::string words_of(const TalkDifference& it) {
  const auto place = [](const std::optional<core::Instant>& when, const std::optional<std::string>& table) {
    return when ? core::to_rfc3339(*when) + " table " + table.value_or("?") : std::string("none");
  };
  return std::string(to_text(it.kind)) + ": " + place(it.was_at, it.was_table) + " -> " + place(it.is_at, it.is_table);
}

std::vector<audit::Change> changes_of(const PlanDifference& difference) {
  std::vector<audit::Change> changes;
  changes.reserve(difference.talks.size());
  for (const auto& one : difference.talks) changes.push_back({one.talk.text(), std::nullopt, words_of(one)});
  return changes;
}

}  // namespace

core::Result<jobs::Job> TalkPlanService::request(const access::Call& call, const core::EventId& event,
                                                 const NewTalkPlan& wanted) {
  if (auto wrong = check(wanted); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<jobs::Job> {
    if (!events::find_event(tx, call.principal.organization, event, storage::Lock::shared))
      return refusals::not_found("event", event.text());
    if (!find_talk_settings(tx, event)) return core::fail(no_talk_settings, {{"event", event.text()}});
    if (count_drafts(tx, event) >= max_drafts_per_event)
      return core::fail(too_many_plans, {{"max", std::to_string(max_drafts_per_event)}});
    return jobs_->submit(tx, call, event,
                         {.kind = std::string(talk_plan_job),
                          .title = wanted.name,
                          .input = {{std::string(time_limit_figure), wanted.time_limit_ms},
                                    {std::string(seed_figure), wanted.seed},
                                    {std::string(threads_figure), wanted.threads},
                                    {std::string(require_all_figure), wanted.require_all ? 1 : 0}}});
  });
}

core::Result<NamedPlan> TalkPlanService::find(const access::Call& call, const TalkPlanId& id) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<NamedPlan> {
    auto plan = find_plan(tx, call.principal.organization, id);
    if (!plan) return refusals::not_found("talk plan", id.text());
    return named(tx, *std::move(plan));
  });
}

core::Result<> TalkPlanService::check_visible(const access::Call& call, const TalkPlanId& id) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<> {
    if (is_plan(tx, call.principal.organization, id)) return {};
    return refusals::not_found("talk plan", id.text());
  });
}

core::Result<core::Page<TalkPlan>> TalkPlanService::list(const access::Call& call, const core::EventId& event,
                                                         const core::PageRequest& page) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<core::Page<TalkPlan>> {
    if (!events::find_event(tx, call.principal.organization, event)) return refusals::not_found("event", event.text());
    return list_plans(tx, event, page);
  });
}

core::Result<NamedPlan> TalkPlanService::edit(const access::Call& call, const TalkPlanId& id, const PlanEdit& edit,
                                              const core::ExpectedVersion& expected) {
  core::MemberRules rules("");
  if (edit.name) rules.line("name", *edit.name, max_plan_name_length);
  auto fields = rules.take();
  check_count(fields, "/talks", edit.talks.size(), 0, max_edits_at_once);
  if (!fields.empty()) return core::fail_fields(std::move(fields));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<NamedPlan> {
    const auto draft = take_draft(tx, call, id, expected);
    if (!draft) return draft.error();
    auto after = draft->plan;
    if (!edit.talks.empty()) {
      auto changed = edited(draft->input, draft->built, draft->plan, edit.talks);
      if (!changed) return changed.error();
      after = *std::move(changed);
    }
    auto changes = changes_of(meetings::difference(&draft->plan, after));
    if (edit.name && *edit.name != after.name) {
      changes.push_back({"name", after.name, *edit.name});
      after.name = *edit.name;
    } else if (edit.talks.empty()) {
      return named(tx, std::move(after));
    }
    ++after.version;
    after.updated_at = call.now;
    replace_plan(tx, after);
    record(tx, call, after, "changed", std::move(changes));
    return named(tx, std::move(after));
  });
}

core::Result<NamedPlan> TalkPlanService::publish(const access::Call& call, const TalkPlanId& id,
                                                 const std::optional<std::string>& note,
                                                 const core::ExpectedVersion& expected) {
  core::MemberRules rules("");
  if (auto wrong = rules.line("note", note, max_plan_note_length).take(); !wrong.empty())
    return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<NamedPlan> {
    auto draft = take_draft(tx, call, id, expected);
    if (!draft) return draft.error();
    if (auto broken = broken_rules(draft->input, draft->built, draft->plan); !broken.empty())
      return rules_broken(broken);
    auto& plan = draft->plan;
    name_who_comes(draft->built, plan);
    const auto before = draft->input.published;
    auto changes = changes_of(meetings::difference(before ? &*before : nullptr, plan));
    if (before) {
      carry_sequences(*before, plan);
      auto superseded = *before;
      superseded.status = PlanStatus::superseded;
      ++superseded.version;
      superseded.updated_at = call.now;
      update_plan(tx, superseded);
      record(tx, call, superseded, "superseded", {{"by", std::nullopt, id.text()}});
      plan.based_on = before->id;
    }
    plan.status = PlanStatus::published;
    plan.published_at = call.now;
    plan.note = note;
    ++plan.version;
    plan.updated_at = call.now;
    replace_plan(tx, plan);
    record(tx, call, plan, "published", std::move(changes));
    return named(tx, std::move(plan));
  });
}

core::Result<NamedDifference> TalkPlanService::difference(const access::Call& call, const TalkPlanId& id,
                                                          const std::optional<TalkPlanId>& from) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<NamedDifference> {
    const auto& organization = call.principal.organization;
    const auto plan = find_plan(tx, organization, id);
    if (!plan) return refusals::not_found("talk plan", id.text());
    std::optional<TalkPlan> before;
    if (from) {
      before = find_plan(tx, organization, *from);
      if (!before || before->event != plan->event)
        return refusals::no_such_reference("?from", "talk plan", from->text());
    } else if (plan->status == PlanStatus::draft) {
      before = find_published_plan(tx, plan->event);
    } else if (plan->based_on) {
      before = find_plan(tx, organization, *plan->based_on);
    }
    NamedDifference it{.plan = id,
                       .from = before ? std::optional(before->id) : std::nullopt,
                       .difference = meetings::difference(before ? &*before : nullptr, *plan),
                       .names = {}};
    std::set<core::CompanyId> companies;
    for (const auto& talk : it.difference.talks) companies.insert({talk.company, talk.with_company});
    it.names = directory::load_names(tx, companies);
    return it;
  });
}

core::Result<> TalkPlanService::remove(const access::Call& call, const TalkPlanId& id,
                                       const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    const auto draft = lock_draft(tx, call, id, expected);
    if (!draft) return draft.error();
    if (!remove_plan(tx, id)) return refusals::still_referenced("talk plan", id.text(), {});
    record(tx, call, draft->plan, "deleted", {});
    return {};
  });
}

}  // namespace tagwerk::meetings
