#include "api/resources/talk_restrictions.hpp"

#include <utility>

#include "api/pipeline/exchange.hpp"
#include "api/resources/resolver.hpp"
#include "engine/meetings/meetings_errors.hpp"
#include "engine/meetings/talk_restriction_service.hpp"

namespace tagwerk::meetings {

static const json::Object<NewTalkAbsence>& shape(json::Tag<NewTalkAbsence>) {
  static const auto object =
      json::Object<NewTalkAbsence>("NewTalkAbsence", "A time in which a company, or one of its people, cannot talk")
          .required("company_id", &NewTalkAbsence::company)
          .optional("person_id", &NewTalkAbsence::person, json::about("Of the company; left out: the whole company"))
          .required("starts_at", &NewTalkAbsence::starts_at)
          .required("ends_at", &NewTalkAbsence::ends_at)
          .optional("reason", &NewTalkAbsence::reason, json::text(1, max_restriction_text_length))
          .rule({"starts_at", "ends_at"}, [](const NewTalkAbsence& absence) { return check(absence); });
  return object;
}

static const json::Object<TalkAbsence>& shape(json::Tag<TalkAbsence>) {
  static const auto object =
      json::Object<TalkAbsence>("TalkAbsence", "A time in which a company, or one of its people, cannot talk")
          .required("id", &TalkAbsence::id)
          .required("event_id", &TalkAbsence::event)
          .required("company_id", &TalkAbsence::company)
          .nullable("person_id", &TalkAbsence::person)
          .required("starts_at", &TalkAbsence::starts_at)
          .required("ends_at", &TalkAbsence::ends_at)
          .nullable("reason", &TalkAbsence::reason, json::text(1, max_restriction_text_length))
          .required("created_at", &TalkAbsence::created_at)
          .required("updated_at", &TalkAbsence::updated_at);
  return object;
}

static const json::Object<NewTalkExclusion>& shape(json::Tag<NewTalkExclusion>) {
  static const auto object =
      json::Object<NewTalkExclusion>("NewTalkExclusion", "Two companies that are not to be brought together")
          .required("company_id", &NewTalkExclusion::company)
          .required("with_company_id", &NewTalkExclusion::with_company)
          .optional("reason", &NewTalkExclusion::reason, json::text(1, max_restriction_text_length))
          .rule({"company_id", "with_company_id"}, [](const NewTalkExclusion& exclusion) { return check(exclusion); });
  return object;
}

static const json::Object<TalkExclusion>& shape(json::Tag<TalkExclusion>) {
  static const auto object =
      json::Object<TalkExclusion>("TalkExclusion", "Two companies that are not to be brought together")
          .required("id", &TalkExclusion::id)
          .required("event_id", &TalkExclusion::event)
          .required("company_id", &TalkExclusion::company)
          .required("with_company_id", &TalkExclusion::with_company)
          .nullable("reason", &TalkExclusion::reason, json::text(1, max_restriction_text_length))
          .required("created_at", &TalkExclusion::created_at)
          .required("updated_at", &TalkExclusion::updated_at);
  return object;
}

}  // namespace tagwerk::meetings

namespace tagwerk::resources {
namespace {

using core::EventId;
using meetings::NewTalkAbsence;
using meetings::NewTalkExclusion;
using meetings::TalkAbsence;
using meetings::TalkAbsenceId;
using meetings::TalkExclusion;
using meetings::TalkExclusionId;
using meetings::TalkRestrictionService;
using pipeline::Exchange;

constexpr const char* absences = "/api/v1/events/{event_id}/talk-absences";
constexpr const char* one_absence = "/api/v1/talk-absences/{talk_absence_id}";
constexpr const char* exclusions = "/api/v1/events/{event_id}/talk-exclusions";
constexpr const char* one_exclusion = "/api/v1/talk-exclusions/{talk_exclusion_id}";

core::Result<http::Response> add_absence(TalkRestrictionService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<NewTalkAbsence>();
  if (!body) return body.error();
  const auto absence = service.add_absence(x.call(), *event, *body);
  if (!absence) return absence.error();
  return pipeline::created(*absence, "/api/v1/talk-absences/" + absence->id.text(), absence->version);
}

core::Result<http::Response> list_absences(TalkRestrictionService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto page = service.absences(x.call(), *event, x.query_id<core::CompanyId>("company_id"), x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, [](const TalkAbsence& one) -> const TalkAbsence& { return one; });
}

core::Result<http::Response> find_absence(TalkRestrictionService& service, Exchange& x) {
  const auto id = x.id<TalkAbsenceId>("talk_absence_id");
  if (!id) return id.error();
  const auto absence = service.find_absence(x.call(), *id);
  if (!absence) return absence.error();
  return pipeline::ok(*absence, absence->version);
}

core::Result<http::Response> remove_absence(TalkRestrictionService& service, Exchange& x) {
  const auto id = x.id<TalkAbsenceId>("talk_absence_id");
  if (!id) return id.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto done = service.remove_absence(x.call(), *id, *version);
  if (!done) return done.error();
  return pipeline::no_content();
}

core::Result<http::Response> add_exclusion(TalkRestrictionService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<NewTalkExclusion>();
  if (!body) return body.error();
  const auto exclusion = service.add_exclusion(x.call(), *event, *body);
  if (!exclusion) return exclusion.error();
  return pipeline::created(*exclusion, "/api/v1/talk-exclusions/" + exclusion->id.text(), exclusion->version);
}

core::Result<http::Response> list_exclusions(TalkRestrictionService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto page = service.exclusions(x.call(), *event, x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, [](const TalkExclusion& one) -> const TalkExclusion& { return one; });
}

core::Result<http::Response> find_exclusion(TalkRestrictionService& service, Exchange& x) {
  const auto id = x.id<TalkExclusionId>("talk_exclusion_id");
  if (!id) return id.error();
  const auto exclusion = service.find_exclusion(x.call(), *id);
  if (!exclusion) return exclusion.error();
  return pipeline::ok(*exclusion, exclusion->version);
}

core::Result<http::Response> remove_exclusion(TalkRestrictionService& service, Exchange& x) {
  const auto id = x.id<TalkExclusionId>("talk_exclusion_id");
  if (!id) return id.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto done = service.remove_exclusion(x.call(), *id, *version);
  if (!done) return done.error();
  return pipeline::no_content();
}

void add_absence_routes(pipeline::RouteTable& table, TalkRestrictionService& service) {
  table.push_back({.method = http::Method::post,
                   .pattern = absences,
                   .operation_id = "createTalkAbsence",
                   .tag = "talks",
                   .summary = "Say that a company, or one of its people, cannot talk for a while",
                   .roles = access::staff_and_companies,
                   .body = pipeline::BodyRule::json<NewTalkAbsence>(),
                   .answers = {{201, "The absence", json::schema<TalkAbsence>()}},
                   .errors = {&meetings::ends_before_it_starts, &meetings::person_of_another_company,
                              &meetings::too_many_absences, &core::reference_not_found},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return add_absence(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = absences,
                   .operation_id = "listTalkAbsences",
                   .tag = "talks",
                   .summary = "Absences from talks; of a company's token its own",
                   .roles = access::everyone,
                   .query = pipeline::list_parameters(
                       {{.name = "company_id", .kind = pipeline::QueryParameter::Kind::id, .description = "Whose"}}),
                   .answers = {{200, "A page of absences", pipeline::list_schema<TalkAbsence>()}},
                   .handle = [&service](Exchange& x) { return list_absences(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = one_absence,
                   .operation_id = "getTalkAbsence",
                   .tag = "talks",
                   .summary = "One absence",
                   .roles = access::everyone,
                   .answers = {{200, "The absence", json::schema<TalkAbsence>()}},
                   .handle = [&service](Exchange& x) { return find_absence(service, x); }});
  table.push_back({.method = http::Method::delete_,
                   .pattern = one_absence,
                   .operation_id = "deleteTalkAbsence",
                   .tag = "talks",
                   .summary = "Take an absence back",
                   .roles = access::staff_and_companies,
                   .answers = {{204, "It is gone"}},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return remove_absence(service, x); }});
}

void add_exclusion_routes(pipeline::RouteTable& table, TalkRestrictionService& service) {
  table.push_back({.method = http::Method::post,
                   .pattern = exclusions,
                   .operation_id = "createTalkExclusion",
                   .tag = "talks",
                   .summary = "Keep two companies apart: a conflict of interest",
                   .description = "Wishes that are there already are not planned any more.",
                   .roles = access::organizers,
                   .body = pipeline::BodyRule::json<NewTalkExclusion>(),
                   .answers = {{201, "The exclusion", json::schema<TalkExclusion>()}},
                   .errors = {&meetings::wish_for_oneself, &meetings::too_many_exclusions, &core::already_exists,
                              &core::reference_not_found},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return add_exclusion(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = exclusions,
                   .operation_id = "listTalkExclusions",
                   .tag = "talks",
                   .summary = "Companies that are kept apart",
                   .roles = access::staff_and_viewers,
                   .query = pipeline::list_parameters(),
                   .answers = {{200, "A page of exclusions", pipeline::list_schema<TalkExclusion>()}},
                   .handle = [&service](Exchange& x) { return list_exclusions(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = one_exclusion,
                   .operation_id = "getTalkExclusion",
                   .tag = "talks",
                   .summary = "One exclusion",
                   .roles = access::staff_and_viewers,
                   .answers = {{200, "The exclusion", json::schema<TalkExclusion>()}},
                   .handle = [&service](Exchange& x) { return find_exclusion(service, x); }});
  table.push_back({.method = http::Method::delete_,
                   .pattern = one_exclusion,
                   .operation_id = "deleteTalkExclusion",
                   .tag = "talks",
                   .summary = "Let two companies meet again",
                   .roles = access::organizers,
                   .answers = {{204, "It is gone"}},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return remove_exclusion(service, x); }});
}

}  // namespace

pipeline::Resolver talk_absence_resolver(TalkRestrictionService& service) {
  return resolver_of<TalkAbsenceId>("talk absence", [&service](const access::Call& call, const TalkAbsenceId& id) {
    return service.find_absence(call, id);
  });
}

pipeline::Resolver talk_exclusion_resolver(TalkRestrictionService& service) {
  return resolver_of<TalkExclusionId>(
      "talk exclusion",
      [&service](const access::Call& call, const TalkExclusionId& id) { return service.find_exclusion(call, id); });
}

void add_talk_restrictions_routes(pipeline::RouteTable& table, TalkRestrictionService& service) {
  add_absence_routes(table, service);
  add_exclusion_routes(table, service);
}

}  // namespace tagwerk::resources
