#include "api/resources/talk_plans.hpp"

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/content_etag.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/figures_form.hpp"
#include "api/resources/jobs.hpp"
#include "api/resources/resolver.hpp"
#include "api/resources/talk_plan_dto.hpp"
#include "engine/core/text.hpp"
#include "engine/jobs/jobs_errors.hpp"
#include "engine/meetings/meetings_errors.hpp"
#include "engine/meetings/talk_plan_service.hpp"

namespace tagwerk::resources {
namespace {

using core::EventId;
using meetings::NewTalkPlan;
using meetings::TalkEdit;
using meetings::TalkId;
using meetings::TalkPlan;
using meetings::TalkPlanId;
using meetings::TalkPlanService;
using pipeline::Exchange;

constexpr const char* of_event = "/api/v1/events/{event_id}/talk-plans";
constexpr const char* one_plan = "/api/v1/talk-plans/{talk_plan_id}";

struct NewPlanBody {
  std::optional<std::string> name;
  std::optional<int> time_limit_ms;
  std::optional<int> seed;
  std::optional<int> threads;
  std::optional<bool> require_all;
};
const json::Object<NewPlanBody>& shape(json::Tag<NewPlanBody>) {
  static const auto object =
      json::Object<NewPlanBody>("NewTalkPlan", "What is asked of the search for a plan; all of it may be left out")
          .optional("name", &NewPlanBody::name, json::text(1, meetings::max_plan_name_length))
          .optional("time_limit_ms", &NewPlanBody::time_limit_ms,
                    json::range(meetings::min_time_limit_ms, meetings::max_time_limit_ms)
                        .about("30,000 by default; the search ends earlier when the plan is proved to be the best"))
          .optional(
              "seed", &NewPlanBody::seed,
              json::range(0, INT32_MAX).about("The same seed makes the same plan, if one thread comes to its end"))
          .optional("threads", &NewPlanBody::threads, json::range(1, 2).about("1 by default"))
          .optional("require_all", &NewPlanBody::require_all,
                    json::about("No talk may be left out. Where that cannot be, the job says why in its outcome"));
  return object;
}

struct TalkPatch {
  std::optional<std::optional<int>> slot;
  std::optional<std::string> table;
  std::optional<bool> pinned;
};
const json::Object<TalkPatch>& shape(json::Tag<TalkPatch>) {
  static const auto object =
      json::Object<TalkPatch>("PlannedTalkPatch", "Where a talk goes")
          .patch("slot", &TalkPatch::slot,
                 json::range(1, static_cast<double>(2 * meetings::max_talk_slots))
                     .about("Its number; null: the talk is left out"))
          .patch("table", &TalkPatch::table,
                 json::text(1, meetings::max_table_name_length).about("Left out: where it moves, a table that is free"))
          .patch("pinned", &TalkPatch::pinned, json::about("Whether it stays there when the plan is made anew"));
  return object;
}

struct PlanPatch {
  std::optional<std::optional<std::string>> name;
  std::optional<std::map<std::string, TalkPatch>> talks;
};
const json::Object<PlanPatch>& shape(json::Tag<PlanPatch>) {
  static const auto object =
      json::Object<PlanPatch>("TalkPlanPatch", "Changes by hand, all or none")
          .patch("name", &PlanPatch::name, json::text(1, meetings::max_plan_name_length))
          .patch("talks", &PlanPatch::talks,
                 json::items(0, meetings::max_edits_at_once).about("By talk_id; those that are not named stay"));
  return object;
}

struct PublicationBody {
  std::optional<std::string> note;
};
const json::Object<PublicationBody>& shape(json::Tag<PublicationBody>) {
  static const auto object =
      json::Object<PublicationBody>("TalkPublication", "What the publication says")
          .optional("note", &PublicationBody::note, json::text(1, meetings::max_plan_note_length));
  return object;
}

core::Result<http::Response> answer(const core::Result<meetings::NamedPlan>& plan) {
  if (!plan) return plan.error();
  return pipeline::ok(to_dto(*plan), plan->plan.version);
}

core::Result<http::Response> request(TalkPlanService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<NewPlanBody>();
  if (!body) return body.error();
  NewTalkPlan wanted;
  wanted.name = body->name;
  wanted.time_limit_ms = body->time_limit_ms.value_or(wanted.time_limit_ms);
  wanted.seed = body->seed.value_or(wanted.seed);
  wanted.threads = body->threads.value_or(wanted.threads);
  wanted.require_all = body->require_all.value_or(wanted.require_all);
  const auto job = service.request(x.call(), *event, wanted);
  if (!job) return job.error();
  return accepted(*job);
}

core::Result<http::Response> list(TalkPlanService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto page = service.list(x.call(), *event, x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, [](const TalkPlan& plan) { return to_summary(plan); });
}

core::Result<http::Response> change(TalkPlanService& service, Exchange& x) {
  const auto id = x.id<TalkPlanId>("talk_plan_id");
  if (!id) return id.error();
  const auto body = x.body<PlanPatch>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  meetings::PlanEdit edit{.name = body->name, .talks = {}};
  std::vector<core::FieldError> unknown;
  for (const auto& [key, patch] : body->talks.value_or(std::map<std::string, TalkPatch>{})) {
    const auto talk = TalkId::parse(key);
    if (!talk) {
      unknown.push_back(
          {"/talks/" + core::echo(key), &core::reference_not_found, {{"object", "talk"}, {"value", core::echo(key)}}});
      continue;
    }
    TalkEdit one{.talk = *talk, .slot = {}, .table = patch.table, .pinned = patch.pinned};
    if (patch.slot) one.slot.emplace(*patch.slot ? std::optional(**patch.slot - 1) : std::nullopt);
    edit.talks.push_back(std::move(one));
  }
  if (!unknown.empty()) return core::fail_fields(std::move(unknown));
  return answer(service.edit(x.call(), *id, edit, *version));
}

core::Result<http::Response> publish(TalkPlanService& service, Exchange& x) {
  const auto id = x.id<TalkPlanId>("talk_plan_id");
  if (!id) return id.error();
  const auto body = x.body<PublicationBody>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(service.publish(x.call(), *id, body->note, *version));
}

core::Result<http::Response> difference(TalkPlanService& service, Exchange& x) {
  const auto id = x.id<TalkPlanId>("talk_plan_id");
  if (!id) return id.error();
  const auto found = service.difference(x.call(), *id, x.query_id<TalkPlanId>("from"));
  if (!found) return found.error();
  auto response = pipeline::ok(to_dto(*found));
  response.with("etag", content_etag(response.body));
  return response;
}

core::Result<http::Response> remove(TalkPlanService& service, Exchange& x) {
  const auto id = x.id<TalkPlanId>("talk_plan_id");
  if (!id) return id.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto done = service.remove(x.call(), *id, *version);
  if (!done) return done.error();
  return pipeline::no_content();
}

void add_change_routes(pipeline::RouteTable& table, TalkPlanService& service) {
  table.push_back({.method = http::Method::patch,
                   .pattern = one_plan,
                   .operation_id = "changeTalkPlan",
                   .tag = "talks",
                   .summary = "Change a draft by hand: its name, and its talks' slots, tables and pins",
                   .description = "Refused where it would break a rule, with each one in words. What was proved of the "
                                  "plan is not claimed any more.",
                   .roles = access::organizers,
                   .body = pipeline::BodyRule::json<PlanPatch>(),
                   .answers = {{200, "The plan as it is now", talk_plan_schema()}},
                   .errors = {&meetings::not_a_draft, &meetings::plan_breaks_rules, &meetings::broken_rule,
                              &meetings::no_such_slot, &meetings::no_such_table, &core::reference_not_found},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return change(service, x); }});
  table.push_back({.method = http::Method::put,
                   .pattern = "/api/v1/talk-plans/{talk_plan_id}/publication",
                   .operation_id = "publishTalkPlan",
                   .tag = "talks",
                   .summary = "Publish a draft: from now on it is the timetable",
                   .description =
                       "Refused where it breaks a rule by what is known now, such as that a company does not "
                       "take part any more: have it planned anew then.",
                   .roles = access::organizers,
                   .body = pipeline::BodyRule::optional_json<PublicationBody>(),
                   .answers = {{200, "The published plan", talk_plan_schema()}},
                   .errors = {&meetings::not_a_draft, &meetings::plan_breaks_rules, &meetings::broken_rule},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return publish(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/talk-plans/{talk_plan_id}/difference",
                   .operation_id = "getTalkPlanDifference",
                   .tag = "talks",
                   .summary = "What is different from the published plan, talk by talk",
                   .description = "Of a plan that is or was published: from the one before it.",
                   .roles = access::staff_and_viewers,
                   .query = {{.name = "from",
                              .kind = pipeline::QueryParameter::Kind::id,
                              .description = "From this plan of the event instead"}},
                   .answers = {{200, "The difference", difference_schema()}},
                   .errors = {&core::reference_not_found},
                   .handle = [&service](Exchange& x) { return difference(service, x); }});
}

}  // namespace

pipeline::Resolver talk_plan_resolver(TalkPlanService& service) {
  return resolver_of<TalkPlanId>("talk plan", [&service](const access::Call& call, const TalkPlanId& id) {
    return service.check_visible(call, id);
  });
}

void add_talk_plans_routes(pipeline::RouteTable& table, TalkPlanService& service) {
  table.push_back(
      {.method = http::Method::post,
       .pattern = of_event,
       .operation_id = "createTalkPlan",
       .tag = "talks",
       .summary = "Have a plan made of the wishes that count; where one is published, with as few changes as can be",
       .description =
           "The answer is a job; its result is a draft. Talks that have begun stay as they are. What counts: musts left out, "
           "weight of the wishes left out, and then what the settings' `objective` says, in its order.",
       .roles = access::organizers,
       .body = pipeline::BodyRule::optional_json<NewPlanBody>(),
       .answers = {{202, "The job", job_schema()}},
       .errors = {&meetings::no_talk_settings, &meetings::too_many_plans, &jobs::too_many_jobs},
       .idempotent = true,
       .handle = [&service](Exchange& x) { return request(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = of_event,
                   .operation_id = "listTalkPlans",
                   .tag = "talks",
                   .summary = "The plans of an event: drafts, the published one, those before it",
                   .roles = access::staff_and_viewers,
                   .query = pipeline::list_parameters(),
                   .answers = {{200, "A page of plans without their talks", plan_summary_list_schema()}},
                   .handle = [&service](Exchange& x) { return list(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = one_plan,
                   .operation_id = "getTalkPlan",
                   .tag = "talks",
                   .summary = "One plan with its slots and talks, and for each that is left out why",
                   .roles = access::staff_and_viewers,
                   .answers = {{200, "The plan", talk_plan_schema()}},
                   .handle = [&service](Exchange& x) -> core::Result<http::Response> {
                     const auto id = x.id<TalkPlanId>("talk_plan_id");
                     if (!id) return id.error();
                     return answer(service.find(x.call(), *id));
                   }});
  table.push_back({.method = http::Method::delete_,
                   .pattern = one_plan,
                   .operation_id = "deleteTalkPlan",
                   .tag = "talks",
                   .summary = "Delete a draft",
                   .roles = access::organizers,
                   .answers = {{204, "It is gone"}},
                   .errors = {&meetings::not_a_draft},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return remove(service, x); }});
  add_change_routes(table, service);
}

}  // namespace tagwerk::resources
