#include "api/resources/talk_outcomes.hpp"

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/resolver.hpp"
#include "engine/meetings/talk_outcome_errors.hpp"
#include "engine/meetings/talk_outcome_service.hpp"

namespace tagwerk::meetings {

static std::span<const json::EnumName<Outcome>> enum_names(json::Tag<Outcome>) {
  static const auto names = json::names_from_text(all_outcomes);
  return names;
}
static std::span<const json::EnumName<Recorder>> enum_names(json::Tag<Recorder>) {
  static const auto names = json::names_from_text(all_recorders);
  return names;
}

static const json::Object<TalkOutcome>& shape(json::Tag<TalkOutcome>) {
  static const auto object =
      json::Object<TalkOutcome>("TalkOutcome", "Whether a talk took place")
          .required("talk_id", &TalkOutcome::id, json::about("As in the timetable"))
          .required("event_id", &TalkOutcome::event)
          .required("company_id", &TalkOutcome::company)
          .required("with_company_id", &TalkOutcome::with_company)
          .required("outcome", &TalkOutcome::outcome)
          .required("absent", &TalkOutcome::absent, json::about("Who of the two did not come; none where it was held"))
          .nullable("note", &TalkOutcome::note)
          .required("recorded_by", &TalkOutcome::recorded_by, json::about("Whose word it is"))
          .required("created_at", &TalkOutcome::created_at)
          .required("updated_at", &TalkOutcome::updated_at);
  return object;
}

}  // namespace tagwerk::meetings

namespace tagwerk::resources {
namespace {

using core::CompanyId;
using core::EventId;
using meetings::NewTalkOutcome;
using meetings::Outcome;
using meetings::TalkId;
using meetings::TalkOutcome;
using meetings::TalkOutcomeService;
using pipeline::Exchange;
using pipeline::QueryParameter;

constexpr const char* one_outcome = "/api/v1/talks/{talk_id}/outcome";

struct OutcomeBody {
  Outcome outcome = Outcome::held;
  std::optional<std::vector<CompanyId>> absent;
  std::optional<std::string> note;
};
NewTalkOutcome to_noun(const OutcomeBody& body) {
  return {.outcome = body.outcome, .absent = body.absent.value_or(std::vector<CompanyId>{}), .note = body.note};
}
const json::Object<OutcomeBody>& shape(json::Tag<OutcomeBody>) {
  static const auto object =
      json::Object<OutcomeBody>("NewTalkOutcome", "What became of a talk")
          .required("outcome", &OutcomeBody::outcome, json::about("no_show: one of the two did not come, or both"))
          .optional("absent", &OutcomeBody::absent,
                    json::items(0, 2).about("Who of the two did not come: exactly where it is a no_show"))
          .optional("note", &OutcomeBody::note,
                    json::text(1, meetings::max_outcome_note_length).about("Both companies read it"))
          .rule({"outcome", "absent"}, [](const OutcomeBody& body) { return check(to_noun(body)); });
  return object;
}

core::Result<http::Response> answer(const core::Result<TalkOutcome>& outcome) {
  if (!outcome) return outcome.error();
  return pipeline::ok(*outcome, outcome->version);
}

core::Result<http::Response> record(TalkOutcomeService& service, Exchange& x) {
  const auto id = x.id<TalkId>("talk_id");
  if (!id) return id.error();
  const auto body = x.body<OutcomeBody>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(service.record(x.call(), *id, to_noun(*body), *version));
}

core::Result<http::Response> find(TalkOutcomeService& service, Exchange& x) {
  const auto id = x.id<TalkId>("talk_id");
  if (!id) return id.error();
  return answer(service.find(x.call(), *id));
}

core::Result<http::Response> remove(TalkOutcomeService& service, Exchange& x) {
  const auto id = x.id<TalkId>("talk_id");
  if (!id) return id.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto done = service.remove(x.call(), *id, *version);
  if (!done) return done.error();
  return pipeline::no_content();
}

core::Result<http::Response> list(TalkOutcomeService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto outcome = x.text("outcome");
  const auto page = service.list(x.call(), *event,
                                 {.company = x.query_id<CompanyId>("company_id"),
                                  .outcome = outcome ? meetings::parse_outcome(*outcome) : std::nullopt},
                                 x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, [](const TalkOutcome& one) -> const TalkOutcome& { return one; });
}

}  // namespace

pipeline::Resolver talk_resolver(TalkOutcomeService& service) {
  return resolver_of<TalkId>(
      "talk", [&service](const access::Call& call, const TalkId& id) { return service.check_visible(call, id); });
}

void add_talk_outcomes_routes(pipeline::RouteTable& table, TalkOutcomeService& service) {
  table.push_back(
      {.method = http::Method::put,
       .pattern = one_outcome,
       .operation_id = "putTalkOutcome",
       .tag = "talks",
       .summary = "Record that a talk was held, or who did not come",
       .description =
           "From the begin of its slot in the published plan on. Staff record any talk, a company its own. What staff "
           "recorded only staff changes; what a company recorded the other company may change as well, and "
           "`recorded_by` says whose word it is. A talk of which nothing is recorded is not known: it never counts as "
           "held.",
       .roles = access::staff_and_companies,
       .body = pipeline::BodyRule::json<OutcomeBody>(),
       .answers = {{200, "What is recorded now", json::schema<TalkOutcome>()}},
       .errors = {&meetings::absent_from_a_held_talk, &meetings::company_not_in_talk, &meetings::talk_not_planned,
                  &meetings::talk_not_begun, &meetings::recorded_by_staff},
       .precondition = pipeline::Precondition::if_match_optional,
       .handle = [&service](Exchange& x) { return record(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = one_outcome,
                   .operation_id = "getTalkOutcome",
                   .tag = "talks",
                   .summary = "What is recorded of a talk",
                   .roles = access::everyone,
                   .answers = {{200, "The outcome", json::schema<TalkOutcome>()}},
                   .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back({.method = http::Method::delete_,
                   .pattern = one_outcome,
                   .operation_id = "deleteTalkOutcome",
                   .tag = "talks",
                   .summary = "Take back what is recorded: then nothing is known of the talk",
                   .description = "What staff recorded only staff takes back.",
                   .roles = access::staff_and_companies,
                   .answers = {{204, "It is gone"}},
                   .errors = {&meetings::recorded_by_staff},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return remove(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/events/{event_id}/talk-outcomes",
                   .operation_id = "listTalkOutcomes",
                   .tag = "talks",
                   .summary = "What is recorded of the talks of an event; of a company's token its own",
                   .description = "By talk. Talks that are not in it are not known.",
                   .roles = access::everyone,
                   .query = pipeline::list_parameters(
                       {{.name = "company_id", .kind = QueryParameter::Kind::id, .description = "On either side"},
                        {.name = "outcome",
                         .kind = QueryParameter::Kind::choice,
                         .description = "Only these",
                         .choices = choices_of(meetings::all_outcomes)}}),
                   .answers = {{200, "A page of outcomes", pipeline::list_schema<TalkOutcome>()}},
                   .handle = [&service](Exchange& x) { return list(service, x); }});
}

}  // namespace tagwerk::resources
