#include "api/resources/talk_wishes.hpp"

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/companies.hpp"
#include "api/resources/content_etag.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/import_answer.hpp"
#include "api/resources/resolver.hpp"
#include "engine/meetings/meetings_errors.hpp"
#include "engine/meetings/talk_wish_import_service.hpp"
#include "engine/meetings/talk_wish_service.hpp"

namespace tagwerk::meetings {

static std::span<const json::EnumName<Importance>> enum_names(json::Tag<Importance>) {
  static const auto names = json::names_from_text(all_importances);
  return names;
}
static std::span<const json::EnumName<WishStatus>> enum_names(json::Tag<WishStatus>) {
  static const auto names = json::names_from_text(all_wish_statuses);
  return names;
}
static std::span<const json::EnumName<Reminder>> enum_names(json::Tag<Reminder>) {
  static const auto names = json::names_from_text(all_reminders);
  return names;
}

constexpr static auto text_rule = json::text(1, max_wish_text_length);
static const auto importance_rule =
    json::about("must: outweighs all others together. would_like counts 3, if_possible 1; wishes of both sides add up");
static const auto people_rule = json::items(0, 2 * max_wish_people)
                                    .about(
                                        "Who is to talk, of either company, at most 8 of each. A company of which "
                                        "nobody is named comes as a whole");
static const auto session_rule = json::format(json::Format::key).about("Only in that session; left out: whenever");

static const json::Object<TalkWishPatch>& shape(json::Tag<TalkWishPatch>) {
  static const auto object = json::Object<TalkWishPatch>("TalkWishPatch", "What is to be changed of a wish")
                                 .patch("importance", &TalkWishPatch::importance, importance_rule)
                                 .patch("people", &TalkWishPatch::people, people_rule)
                                 .patch("session_key", &TalkWishPatch::session_key, session_rule)
                                 .patch("note", &TalkWishPatch::note, text_rule);
  return object;
}

}  // namespace tagwerk::meetings

namespace tagwerk::resources {
namespace {

using core::CompanyId;
using core::EventId;
using core::PersonId;
using meetings::Importance;
using meetings::NewTalkWish;
using meetings::Reminder;
using meetings::SeenWish;
using meetings::TalkWishId;
using meetings::TalkWishImportService;
using meetings::TalkWishPatch;
using meetings::TalkWishService;
using meetings::WishAnswer;
using meetings::WishStatus;
using pipeline::Exchange;
using pipeline::QueryParameter;

constexpr const char* of_event = "/api/v1/events/{event_id}/talk-wishes";
constexpr const char* one_wish = "/api/v1/talk-wishes/{talk_wish_id}";

using meetings::importance_rule;
using meetings::people_rule;
using meetings::session_rule;
using meetings::text_rule;

struct WishBody {
  std::optional<CompanyId> company;
  CompanyId with_company;
  std::optional<Importance> importance;
  std::optional<std::vector<PersonId>> people;
  std::optional<std::string> session_key;
  std::optional<std::string> note;
};
const json::Object<WishBody>& shape(json::Tag<WishBody>) {
  static const auto object =
      json::Object<WishBody>("NewTalkWish", "A wish for a talk")
          .optional("company_id", &WishBody::company, json::about("Who wishes; a company's token: itself"))
          .required("with_company_id", &WishBody::with_company,
                    json::about("With whom: of a partner a vendor or supplier, and the other way round"))
          .optional("importance", &WishBody::importance, importance_rule)
          .optional("people", &WishBody::people, people_rule)
          .optional("session_key", &WishBody::session_key, session_rule)
          .optional("note", &WishBody::note, text_rule);
  return object;
}

struct AnswerBody {
  bool accepted = false;
  std::optional<std::string> reason;
};
const json::Object<AnswerBody>& shape(json::Tag<AnswerBody>) {
  static const auto object =
      json::Object<AnswerBody>("TalkWishAnswer", "What the other side says")
          .required("accepted", &AnswerBody::accepted)
          .optional("reason", &AnswerBody::reason, text_rule.about("Of a refusal; the side that wishes reads it"));
  return object;
}

struct WishPersonDto {
  PersonId person;
  CompanyId company;
};
const json::Object<WishPersonDto>& shape(json::Tag<WishPersonDto>) {
  static const auto object = json::Object<WishPersonDto>("TalkWishPerson", "Somebody who is to talk")
                                 .required("person_id", &WishPersonDto::person)
                                 .required("company_id", &WishPersonDto::company);
  return object;
}

struct WishDto {
  TalkWishId id;
  EventId event;
  CompanyId company;
  CompanyId with_company;
  Importance importance = Importance::would_like;
  std::vector<WishPersonDto> people;
  std::optional<std::string> session_key;
  std::optional<std::string> note;
  WishStatus status = WishStatus::open;
  std::optional<core::Instant> answer_due_at;
  std::optional<Reminder> reminder;
  std::optional<core::Instant> answered_at;
  std::optional<std::string> decline_reason;
  core::Instant created_at;
  core::Instant updated_at;
};
const json::Object<WishDto>& shape(json::Tag<WishDto>) {
  static const auto object =
      json::Object<WishDto>("TalkWish", "A company's wish for a talk with another")
          .required("id", &WishDto::id)
          .required("event_id", &WishDto::event)
          .required("company_id", &WishDto::company)
          .required("with_company_id", &WishDto::with_company)
          .required("importance", &WishDto::importance, importance_rule)
          .required("people", &WishDto::people)
          .nullable("session_key", &WishDto::session_key, session_rule)
          .nullable("note", &WishDto::note, text_rule)
          .required("status", &WishDto::status)
          .nullable("answer_due_at", &WishDto::answer_due_at, json::about("While it is open, if answers have a date"))
          .nullable("reminder", &WishDto::reminder,
                    json::about("due_soon: less than 48 hours are left to answer. overdue: they are over"))
          .nullable("answered_at", &WishDto::answered_at)
          .nullable("decline_reason", &WishDto::decline_reason)
          .required("created_at", &WishDto::created_at)
          .required("updated_at", &WishDto::updated_at);
  return object;
}

struct CounterpartPersonDto {
  PersonId person;
  std::string name;
};
const json::Object<CounterpartPersonDto>& shape(json::Tag<CounterpartPersonDto>) {
  static const auto object = json::Object<CounterpartPersonDto>("TalkCounterpartPerson", "Somebody who is registered")
                                 .required("person_id", &CounterpartPersonDto::person)
                                 .required("name", &CounterpartPersonDto::name);
  return object;
}

struct CounterpartDto {
  CompanyId company;
  std::string name;
  directory::CompanyRole role = directory::CompanyRole::partner;
  std::vector<CounterpartPersonDto> people;
};
const json::Object<CounterpartDto>& shape(json::Tag<CounterpartDto>) {
  static const auto object = json::Object<CounterpartDto>("TalkCounterpart", "A company that can be wished for")
                                 .required("company_id", &CounterpartDto::company)
                                 .required("name", &CounterpartDto::name)
                                 .required("role", &CounterpartDto::role)
                                 .required("people", &CounterpartDto::people);
  return object;
}

struct CounterpartsDto {
  std::vector<CounterpartDto> results;
};
const json::Object<CounterpartsDto>& shape(json::Tag<CounterpartsDto>) {
  static const auto object = json::Object<CounterpartsDto>("TalkCounterparts", "Who takes part")
                                 .required("results", &CounterpartsDto::results);
  return object;
}

WishDto to_dto(const SeenWish& seen) {
  const auto& wish = seen.wish;
  WishDto dto{.id = wish.id,
              .event = wish.event,
              .company = wish.company,
              .with_company = wish.with_company,
              .importance = wish.importance,
              .people = {},
              .session_key = wish.session_key,
              .note = wish.note,
              .status = wish.status,
              .answer_due_at = seen.answer_due_at,
              .reminder = seen.reminder,
              .answered_at = wish.answered_at,
              .decline_reason = wish.decline_reason,
              .created_at = wish.created_at,
              .updated_at = wish.updated_at};
  for (const auto& one : wish.people) dto.people.push_back({one.person, one.company});
  return dto;
}

core::Result<http::Response> answer(const core::Result<SeenWish>& seen) {
  if (!seen) return seen.error();
  return pipeline::ok(to_dto(*seen), seen->wish.version);
}

core::Result<http::Response> create(TalkWishService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<WishBody>();
  if (!body) return body.error();
  const auto company = body->company ? body->company : x.call().principal.company;
  if (!company) return core::fail_field("/company_id", core::field_required, {});
  const auto seen = service.create(x.call(), *event,
                                   {.company = *company,
                                    .with_company = body->with_company,
                                    .importance = body->importance.value_or(Importance::would_like),
                                    .people = body->people.value_or(std::vector<PersonId>{}),
                                    .session_key = body->session_key,
                                    .note = body->note});
  if (!seen) return seen.error();
  return pipeline::created(to_dto(*seen), "/api/v1/talk-wishes/" + seen->wish.id.text(), seen->wish.version);
}

core::Result<http::Response> list(TalkWishService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto status = x.text("status");
  const auto page = service.list(x.call(), *event,
                                 {.company = x.query_id<CompanyId>("company_id"),
                                  .with_company = x.query_id<CompanyId>("with_company_id"),
                                  .of = x.query_id<CompanyId>("of"),
                                  .status = status ? meetings::parse_wish_status(*status) : std::nullopt},
                                 x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, [](const SeenWish& seen) { return to_dto(seen); });
}

core::Result<http::Response> find(TalkWishService& service, Exchange& x) {
  const auto id = x.id<TalkWishId>("talk_wish_id");
  if (!id) return id.error();
  return answer(service.find(x.call(), *id));
}

core::Result<http::Response> change(TalkWishService& service, Exchange& x) {
  const auto id = x.id<TalkWishId>("talk_wish_id");
  if (!id) return id.error();
  const auto body = x.body<TalkWishPatch>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(service.change(x.call(), *id, *body, *version));
}

core::Result<http::Response> respond(TalkWishService& service, Exchange& x) {
  const auto id = x.id<TalkWishId>("talk_wish_id");
  if (!id) return id.error();
  const auto body = x.body<AnswerBody>();
  if (!body) return body.error();
  return answer(service.answer(x.call(), *id, {.accepted = body->accepted, .reason = body->reason}));
}

core::Result<http::Response> withdraw(TalkWishService& service, Exchange& x) {
  const auto id = x.id<TalkWishId>("talk_wish_id");
  if (!id) return id.error();
  if (const auto body = x.body<pipeline::NoMembers>(); !body) return body.error();
  return answer(service.withdraw(x.call(), *id));
}

core::Result<http::Response> counterparts(TalkWishService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto found = service.counterparts(x.call(), *event);
  if (!found) return found.error();
  CounterpartsDto dto;
  for (const auto& one : *found) {
    CounterpartDto company{
        .company = one.company.company, .name = one.company.name, .role = one.company.role, .people = {}};
    for (const auto& person : one.people) company.people.push_back({person.person, person.name});
    dto.results.push_back(std::move(company));
  }
  auto response = pipeline::ok(dto);
  response.with("etag", content_etag(response.body));
  return response;
}

std::vector<const core::ErrorCode*> wish_errors() {
  return {&meetings::no_talk_settings,
          &meetings::wish_for_oneself,
          &meetings::wish_without_vendor,
          &meetings::unknown_session,
          &meetings::person_of_neither_company,
          &core::reference_not_found,
          &core::already_exists,
          &meetings::talk_excluded,
          &meetings::already_met,
          &meetings::answers_closed,
          &meetings::too_many_wishes,
          &meetings::answers_closed};
}

void add_single_routes(pipeline::RouteTable& table, TalkWishService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = one_wish,
                   .operation_id = "getTalkWish",
                   .tag = "talks",
                   .summary = "One wish",
                   .roles = access::everyone,
                   .answers = {{200, "The wish", json::schema<WishDto>()}},
                   .never_304 = true,  // what it reminds of is not in its version
                   .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back({.method = http::Method::patch,
                   .pattern = one_wish,
                   .operation_id = "changeTalkWish",
                   .tag = "talks",
                   .summary = "Change a wish; what the other side has said stays",
                   .roles = access::staff_and_companies,
                   .body = pipeline::BodyRule::json<TalkWishPatch>(),
                   .answers = {{200, "The wish as it is now", json::schema<WishDto>()}},
                   .errors = {&meetings::unknown_session, &meetings::person_of_neither_company},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return change(service, x); }});
  table.push_back({.method = http::Method::post,
                   .pattern = "/api/v1/talk-wishes/{talk_wish_id}/answer",
                   .operation_id = "answerTalkWish",
                   .tag = "talks",
                   .summary = "Accept a wish, or decline it",
                   .description =
                       "By the company that is wished for until answers_until, and it may change its mind until "
                       "then; by organizers at any time.",
                   .roles = access::staff_and_companies,
                   .body = pipeline::BodyRule::json<AnswerBody>(),
                   .answers = {{200, "The wish as it is now", json::schema<WishDto>()}},
                   .errors = {&meetings::not_yours_to_answer, &meetings::answers_closed, &meetings::wish_withdrawn},
                   .handle = [&service](Exchange& x) { return respond(service, x); }});
  table.push_back({.method = http::Method::post,
                   .pattern = "/api/v1/talk-wishes/{talk_wish_id}/withdrawal",
                   .operation_id = "withdrawTalkWish",
                   .tag = "talks",
                   .summary = "Take a wish back; it can be wished anew",
                   .description = "A wish that the other company has itself stays.",
                   .roles = access::staff_and_companies,
                   .body = pipeline::BodyRule::no_members(),
                   .answers = {{200, "The wish as it is now", json::schema<WishDto>()}},
                   .handle = [&service](Exchange& x) { return withdraw(service, x); }});
}

}  // namespace

pipeline::Resolver talk_wish_resolver(TalkWishService& service) {
  return resolver_of<TalkWishId>(
      "talk wish", [&service](const access::Call& call, const TalkWishId& id) { return service.find(call, id); });
}

void add_talk_wishes_routes(pipeline::RouteTable& table, TalkWishService& service, TalkWishImportService& imports) {
  table.push_back({.method = http::Method::post,
                   .pattern = of_event,
                   .operation_id = "createTalkWish",
                   .tag = "talks",
                   .summary = "Wish for a talk with a company of the other side",
                   .description = "Two companies that wish for each other have accepted each other.",
                   .roles = access::staff_and_companies,
                   .body = pipeline::BodyRule::json<WishBody>(),
                   .answers = {{201, "The wish", json::schema<WishDto>()}},
                   .errors = wish_errors(),
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return create(service, x); }});
  table.push_back(
      {.method = http::Method::get,
       .pattern = of_event,
       .operation_id = "listTalkWishes",
       .tag = "talks",
       .summary = "Wishes for talks; of a company's token those that it has and those for it",
       .roles = access::everyone,
       .query = pipeline::list_parameters(
           {{.name = "company_id", .kind = QueryParameter::Kind::id, .description = "Who wishes"},
            {.name = "with_company_id", .kind = QueryParameter::Kind::id, .description = "Who is wished for"},
            {.name = "of", .kind = QueryParameter::Kind::id, .description = "A company on either side"},
            {.name = "status",
             .kind = QueryParameter::Kind::choice,
             .description = "open: an answer is still to come",
             .choices = choices_of(meetings::all_wish_statuses)}}),
       .answers = {{200, "A page of wishes", pipeline::list_schema<WishDto>()}},
       .errors = {&meetings::no_talk_settings},
       .handle = [&service](Exchange& x) { return list(service, x); }});
  table.push_back(
      {.method = http::Method::post,
       .pattern = "/api/v1/events/{event_id}/talk-wishes/import",
       .operation_id = "importTalkWishes",
       .tag = "talks",
       .summary = "Import wishes for talks from a CSV file",
       .description = "Columns, in any order, named by the first line: `company`, `with_company` (names), `importance` "
                      "(must, would_like, if_possible), and if wanted `session`, `note`, `status` (open or accepted). "
                      "At most 20,000 lines. All lines or none: every wrong one is reported as `line N` or `line "
                      "N/column`. A wish that is there already is left as it is and counted as unchanged.",
       .roles = access::organizers,
       .query = {import_dry_run()},
       .body = pipeline::BodyRule::csv(),
       .answers = {{200, "What was done, or would be done", json::schema<ImportAnswer>()}},
       .errors = import_errors({&meetings::no_talk_settings, &meetings::name_ambiguous, &meetings::wish_for_oneself,
                                &meetings::wish_without_vendor, &meetings::unknown_session, &meetings::cannot_meet,
                                &meetings::too_many_wishes}),
       .idempotent = true,
       .handle = [&imports](Exchange& x) -> core::Result<http::Response> {
         const auto event = x.id<EventId>("event_id");
         if (!event) return event.error();
         const auto report = imports.import_wishes(x.call(), *event, x.raw_body(), x.flag("dry_run"));
         if (!report) return report.error();
         return pipeline::ok(to_answer(*report));
       }});
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/events/{event_id}/talk-counterparts",
                   .operation_id = "listTalkCounterparts",
                   .tag = "talks",
                   .summary = "Who can be wished for: who takes part on the other side, with the people registered",
                   .description = "Organizers see both sides. A company takes part when it has confirmed places.",
                   .roles = access::everyone,
                   .answers = {{200, "All of them, by id", json::schema<CounterpartsDto>()}},
                   .handle = [&service](Exchange& x) { return counterparts(service, x); }});
  add_single_routes(table, service);
}

}  // namespace tagwerk::resources
