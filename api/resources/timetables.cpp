#include "api/resources/timetables.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/calendar_answer.hpp"
#include "api/resources/table.hpp"
#include "api/resources/talk_plan_dto.hpp"
#include "engine/core/time_zone.hpp"
#include "engine/documents/calendar.hpp"
#include "engine/meetings/meetings_errors.hpp"
#include "engine/meetings/timetable_service.hpp"

namespace tagwerk::resources {
namespace {

using meetings::Timetable;
using meetings::TimetableEntry;
using meetings::TimetableService;
using pipeline::Exchange;
using pipeline::QueryParameter;

constexpr std::array columns{Column{"local_date", "In the event's zone"},
                             Column{"local_time", "The same"},
                             Column{"local_end", "The same"},
                             Column{"slot", "Its number"},
                             Column{"session_key", "Which part of the day"},
                             Column{"table", "Where"},
                             Column{"company", "One side"},
                             Column{"with_company", "The other side"},
                             Column{"attendees", "People who are named"},
                             Column{"cancelled", "Published before, and not any more"},
                             Column{"starts_at", "As an instant"},
                             Column{"ends_at", "The same"},
                             Column{"talk_id", "The same in all plans"}};

struct EntryDto {
  meetings::TalkId talk;
  bool cancelled = false;
  std::optional<int> slot;
  std::optional<std::string> session_key;
  core::Instant starts_at;
  core::Instant ends_at;
  std::string local_date;
  std::string local_time;
  std::optional<std::string> table;
  core::CompanyId company;
  std::string company_name;
  core::CompanyId with_company;
  std::string with_company_name;
  std::vector<AttendeeDto> attendees;
};
const json::Object<EntryDto>& shape(json::Tag<EntryDto>) {
  static const auto object =
      json::Object<EntryDto>("TimetableEntry", "A talk of the published plan")
          .required("talk_id", &EntryDto::talk)
          .required("cancelled", &EntryDto::cancelled, json::about("It was published before, and is not any more"))
          .nullable("slot", &EntryDto::slot)
          .nullable("session_key", &EntryDto::session_key)
          .required("starts_at", &EntryDto::starts_at)
          .required("ends_at", &EntryDto::ends_at)
          .required("local_date", &EntryDto::local_date)
          .required("local_time", &EntryDto::local_time)
          .nullable("table", &EntryDto::table)
          .required("company_id", &EntryDto::company)
          .required("company_name", &EntryDto::company_name)
          .required("with_company_id", &EntryDto::with_company)
          .required("with_company_name", &EntryDto::with_company_name)
          .required("attendees", &EntryDto::attendees);
  return object;
}

struct TimetableDto {
  core::EventId event;
  std::string event_name;
  std::string time_zone;
  meetings::TalkPlanId plan;
  int plan_number = 0;
  core::Instant published_at;
  std::vector<EntryDto> talks;
};
const json::Object<TimetableDto>& shape(json::Tag<TimetableDto>) {
  static const auto object = json::Object<TimetableDto>("Timetable", "Who talks with whom, when and where")
                                 .required("event_id", &TimetableDto::event)
                                 .required("event_name", &TimetableDto::event_name)
                                 .required("time_zone", &TimetableDto::time_zone)
                                 .required("plan_id", &TimetableDto::plan)
                                 .required("plan_number", &TimetableDto::plan_number)
                                 .required("published_at", &TimetableDto::published_at)
                                 .required("talks", &TimetableDto::talks, json::about("By time, then table"));
  return object;
}

struct Local {
  std::string date;
  std::string time;
};
Local local(const Timetable& timetable, core::Instant instant) {
  const auto wall = core::wall_time(instant, timetable.event.time_zone);
  return wall ? Local{core::to_text(wall->date), core::to_text(wall->time)} : Local{};
}

std::string people_of(const Timetable& timetable, const TimetableEntry& entry) {
  std::string text;
  for (const auto& one : resources::to_dto(entry.attendees, timetable.names)) {
    if (one.name) text.append(text.empty() ? "" : ", ").append(*one.name);
  }
  return text;
}

TimetableDto to_dto(const Timetable& timetable) {
  TimetableDto dto{.event = timetable.event.id,
                   .event_name = timetable.event.name,
                   .time_zone = timetable.event.time_zone,
                   .plan = timetable.plan,
                   .plan_number = timetable.plan_number,
                   .published_at = timetable.published_at,
                   .talks = {}};
  for (const auto& entry : timetable.entries) {
    const auto begin = local(timetable, entry.starts_at);
    dto.talks.push_back({.talk = entry.talk,
                         .cancelled = entry.cancelled,
                         .slot = entry.slot ? std::optional(*entry.slot + 1) : std::nullopt,
                         .session_key = entry.session_key,
                         .starts_at = entry.starts_at,
                         .ends_at = entry.ends_at,
                         .local_date = begin.date,
                         .local_time = begin.time,
                         .table = entry.table,
                         .company = entry.company,
                         .company_name = timetable.names.of(entry.company),
                         .with_company = entry.with_company,
                         .with_company_name = timetable.names.of(entry.with_company),
                         .attendees = resources::to_dto(entry.attendees, timetable.names)});
  }
  return dto;
}

Table to_table(const Timetable& timetable) {
  Table table(columns);
  for (const auto& entry : timetable.entries) {
    const auto begin = local(timetable, entry.starts_at);
    table.add_row({begin.date, begin.time, local(timetable, entry.ends_at).time,
                   entry.slot ? Cell(std::int64_t{*entry.slot} + 1) : Cell(), cell(entry.session_key),
                   cell(entry.table), timetable.names.of(entry.company), timetable.names.of(entry.with_company),
                   people_of(timetable, entry), entry.cancelled, core::to_rfc3339(entry.starts_at),
                   core::to_rfc3339(entry.ends_at), entry.talk.text()});
  }
  return table;
}

std::string to_calendar(const Timetable& timetable) {
  std::vector<documents::Appointment> appointments;
  for (const auto& entry : timetable.entries) {
    const auto people = people_of(timetable, entry);
    appointments.push_back(
        {.uid = "talk-" + entry.talk.text() + "@tagwerk",
         .sequence = entry.sequence,
         .summary = timetable.names.of(entry.company) + " – " + timetable.names.of(entry.with_company),
         .location = entry.table ? "Table " + *entry.table + ", " + timetable.event.city : std::string(),
         .description = people,
         .starts_at = entry.starts_at,
         .ends_at = entry.ends_at,
         .cancelled = entry.cancelled});
  }
  return documents::calendar_text(
      {.name = timetable.event.name, .time_zone = timetable.event.time_zone, .changed_at = timetable.changed_at},
      appointments);
}

core::Result<http::Response> get(TimetableService& service, Exchange& x) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  const auto timetable = service.timetable(x.call(), *event,
                                           {.company = x.query_id<core::CompanyId>("company_id"),
                                            .person = x.query_id<core::PersonId>("person_id"),
                                            .table = x.text("table")});
  if (!timetable) return timetable.error();
  if (!wants_calendar(x)) {
    return json_or_table(
        x, [&] { return json::to_json(to_dto(*timetable)); }, [&] { return to_table(*timetable); });
  }
  return calendar_answer(to_calendar(*timetable));
}

std::string_view description() {
  static const std::string text =
      "Of one company, one person, one table, or all of it; a company's token sees its own. As JSON, CSV (`?format=csv`) and "
      "iCalendar (`?format=ics`), to which a calendar can subscribe: each talk keeps its UID, and its SEQUENCE rises when it "
      "moves. A talk that was published and is not any more stays in it as cancelled.\n\n" +
      describe_columns(columns);
  return text;
}

QueryParameter format_or_calendar() {
  auto parameter = format_parameter();
  parameter.choices.push_back("ics");
  return parameter;
}

std::vector<pipeline::Answer> answers() {
  auto all = table_answers("The timetable", json::schema<TimetableDto>());
  all.push_back({200, "The same as iCalendar", {}, "text/calendar"});
  return all;
}

}  // namespace

void add_timetables_routes(pipeline::RouteTable& table, TimetableService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/events/{event_id}/talks/timetable",
                   .operation_id = "getTalkTimetable",
                   .tag = "talks",
                   .summary = "The published plan: who talks with whom, when and at which table",
                   .description = description(),
                   .roles = access::everyone,
                   .query = {{.name = "company_id", .kind = QueryParameter::Kind::id, .description = "Of one company"},
                             {.name = "person_id", .kind = QueryParameter::Kind::id, .description = "Of one person"},
                             {.name = "table", .kind = QueryParameter::Kind::text, .description = "At one table"},
                             format_or_calendar()},
                   .answers = answers(),
                   .errors = {&meetings::no_published_plan, &core::not_found},
                   .handle = [&service](Exchange& x) { return get(service, x); }});
}

}  // namespace tagwerk::resources
