#include "api/resources/attendance.hpp"

#include "api/pipeline/exchange.hpp"
#include "api/resources/import_answer.hpp"
#include "engine/statistics/attendance_service.hpp"
#include "engine/statistics/statistics_errors.hpp"

namespace tagwerk::resources {
namespace {

using pipeline::BodyRule;
using pipeline::Exchange;
using pipeline::Precondition;
using pipeline::Route;
using statistics::AttendanceRecord;
using statistics::AttendanceService;
using statistics::NewAttendanceRecord;
using statistics::PutAttendance;

constexpr json::Rules figure(std::string_view description) {
  auto rules = json::range(0, static_cast<double>(statistics::max_figure));
  rules.description = description;
  return rules;
}
constexpr auto companies_rule = figure("Different companies of role partner that came");
constexpr auto participants_rule = figure("Heads of companies of role partner that came");
constexpr auto vendors_rule = figure("Different companies of role vendor or supplier that came");
const auto source_rule = json::text(1, statistics::max_source_length)
                             .about("Where the figures come from")
                             .like(R"("members' magazine 4/2016")");
const auto complete_rule = json::about("false: figures so far, more will come");

struct AttendanceBody {
  std::optional<std::int64_t> companies;
  std::optional<std::int64_t> participants;
  std::optional<std::int64_t> vendors;
  std::string source;
  bool complete = false;
};
NewAttendanceRecord to_record(const AttendanceBody& body) {
  return {
      .figures = {body.companies, body.participants, body.vendors}, .source = body.source, .complete = body.complete};
}

const json::Object<AttendanceBody>& shape(json::Tag<AttendanceBody>) {
  static const auto object =
      json::Object<AttendanceBody>("AttendanceBody", "Figures known from elsewhere; at least one of the three")
          .optional("companies", &AttendanceBody::companies, companies_rule)
          .optional("participants", &AttendanceBody::participants, participants_rule)
          .optional("vendors", &AttendanceBody::vendors, vendors_rule)
          .required("source", &AttendanceBody::source, source_rule)
          .required("complete", &AttendanceBody::complete, complete_rule)
          .rule({"companies", "participants", "vendors"},
                [](const AttendanceBody& body) { return statistics::check(to_record(body)); });
  return object;
}

struct AttendanceDto {
  std::optional<std::int64_t> companies;
  std::optional<std::int64_t> participants;
  std::optional<std::int64_t> vendors;
  std::string source;
  bool complete = false;
  core::Instant created_at;
  core::Instant updated_at;
};
const json::Object<AttendanceDto>& shape(json::Tag<AttendanceDto>) {
  static const auto object = json::Object<AttendanceDto>("Attendance", "Recorded figures; what is not recorded is null")
                                 .nullable("companies", &AttendanceDto::companies, companies_rule)
                                 .nullable("participants", &AttendanceDto::participants, participants_rule)
                                 .nullable("vendors", &AttendanceDto::vendors, vendors_rule)
                                 .required("source", &AttendanceDto::source, source_rule)
                                 .required("complete", &AttendanceDto::complete, complete_rule)
                                 .required("created_at", &AttendanceDto::created_at)
                                 .required("updated_at", &AttendanceDto::updated_at);
  return object;
}

AttendanceDto to_dto(const AttendanceRecord& record) {
  return {.companies = record.figures.companies,
          .participants = record.figures.participants,
          .vendors = record.figures.vendors,
          .source = record.source,
          .complete = record.complete,
          .created_at = record.created_at,
          .updated_at = record.updated_at};
}

// ---- the three verbs, for both kinds of record ----------------------------------------------------------------------

template <class Get>
core::Result<http::Response> answer_get(Get get) {
  const core::Result<AttendanceRecord> record = get();
  if (!record) return record.error();
  return pipeline::ok(to_dto(*record), record->version);
}

template <class Put>
core::Result<http::Response> answer_put(Exchange& x, Put put) {
  const auto body = x.body<AttendanceBody>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const core::Result<PutAttendance> done = put(to_record(*body), *version);
  if (!done) return done.error();
  const auto& record = done->record;
  if (done->created) return pipeline::created(to_dto(record), x.request().path, record.version);
  return pipeline::ok(to_dto(record), record.version);
}

template <class Remove>
core::Result<http::Response> answer_delete(Exchange& x, Remove remove) {
  const auto version = x.expected_version();
  if (!version) return version.error();
  const core::Result<> done = remove(*version);
  if (!done) return done.error();
  return pipeline::no_content();
}

// ---- routes ---------------------------------------------------------------------------------------------------------

constexpr std::string_view overwrites =
    "Puts the whole record; without If-Match whatever is there is overwritten. A put that changes nothing keeps the ETag.";

Route reading(std::string pattern, std::string_view operation_id, std::string_view summary) {
  return {.method = http::Method::get,
          .pattern = std::move(pattern),
          .operation_id = operation_id,
          .tag = "attendance",
          .summary = summary,
          .roles = access::staff_and_viewers,
          .answers = {{200, "The record", json::schema<AttendanceDto>()}}};
}

Route putting(std::string pattern, std::string_view operation_id, std::string_view summary) {
  return {.method = http::Method::put,
          .pattern = std::move(pattern),
          .operation_id = operation_id,
          .tag = "attendance",
          .summary = summary,
          .description = overwrites,
          .roles = access::organizers,
          .body = BodyRule::json<AttendanceBody>(),
          .answers = {{200, "Changed, or as it was", json::schema<AttendanceDto>()},
                      {201, "Recorded for the first time", json::schema<AttendanceDto>()}},
          .errors = {&statistics::figures_missing},
          .precondition = Precondition::if_match_optional};
}

Route deleting(std::string pattern, std::string_view operation_id, std::string_view summary) {
  return {.method = http::Method::delete_,
          .pattern = std::move(pattern),
          .operation_id = operation_id,
          .tag = "attendance",
          .summary = summary,
          .roles = access::organizers,
          .answers = {{204, "Removed"}},
          .precondition = Precondition::if_match};
}

void add(pipeline::RouteTable& table, Route route, std::function<core::Result<http::Response>(Exchange&)> handle) {
  route.handle = std::move(handle);
  table.push_back(std::move(route));
}

void add_event_routes(pipeline::RouteTable& table, AttendanceService& service) {
  const std::string pattern = "/api/v1/events/{event_id}/attendance";
  add(table, reading(pattern, "getEventAttendance", "The figures recorded for an event"), [&](Exchange& x) {
    return answer_get([&]() -> core::Result<AttendanceRecord> {
      const auto event = x.id<core::EventId>("event_id");
      if (!event) return event.error();
      return service.get_event_record(x.call(), *event);
    });
  });
  add(table, putting(pattern, "putEventAttendance", "Record figures of an event"), [&](Exchange& x) {
    return answer_put(x, [&](const NewAttendanceRecord& record, auto version) -> core::Result<PutAttendance> {
      const auto event = x.id<core::EventId>("event_id");
      if (!event) return event.error();
      return service.put_event_record(x.call(), *event, record, version);
    });
  });
  add(table, deleting(pattern, "deleteEventAttendance", "Forget the figures recorded for an event"), [&](Exchange& x) {
    return answer_delete(x, [&](auto version) -> core::Result<> {
      const auto event = x.id<core::EventId>("event_id");
      if (!event) return event.error();
      return service.remove_event_record(x.call(), *event, version);
    });
  });
}

void add_series_routes(pipeline::RouteTable& table, AttendanceService& service) {
  const std::string pattern = "/api/v1/series/{series_key}/attendance/{year}";
  add(table, reading(pattern, "getSeriesAttendance", "The figures recorded for a year of a series"), [&](Exchange& x) {
    return answer_get([&]() -> core::Result<AttendanceRecord> {
      const auto year = x.year("year");
      if (!year) return year.error();
      return service.get_series_record(x.call(), x.path("series_key"), *year);
    });
  });
  add(table, putting(pattern, "putSeriesAttendance", "Record figures of a year of a series"), [&](Exchange& x) {
    return answer_put(x, [&](const NewAttendanceRecord& record, auto version) -> core::Result<PutAttendance> {
      const auto year = x.year("year");
      if (!year) return year.error();
      return service.put_series_record(x.call(), x.path("series_key"), *year, record, version);
    });
  });
  add(table, deleting(pattern, "deleteSeriesAttendance", "Forget the figures recorded for a year of a series"),
      [&](Exchange& x) {
        return answer_delete(x, [&](auto version) -> core::Result<> {
          const auto year = x.year("year");
          if (!year) return year.error();
          return service.remove_series_record(x.call(), x.path("series_key"), *year, version);
        });
      });
}

}  // namespace

void add_attendance_routes(pipeline::RouteTable& table, AttendanceService& service) {
  add_event_routes(table, service);
  add_series_routes(table, service);
  table.push_back({
      .method = http::Method::post,
      .pattern = "/api/v1/statistics/attendance/import",
      .operation_id = "importAttendance",
      .tag = "attendance",
      .summary = "Record figures of many years from a CSV file",
      .description =
          "Columns, in any order, named by the first line: `series_key`, `edition_year`, `source`, `complete` (true or "
          "false), and `companies`, `participants`, `vendors`, of which at least one must be filled on each line. At most "
          "20,000 lines. Each line puts the record of that year of the series, as PUT does. All lines or none: every "
          "wrong one is reported as `line N` or `line N/column`.",
      .roles = access::organizers,
      .query = {import_dry_run()},
      .body = BodyRule::csv(),
      .answers = {{200, "What was done, or would be done", json::schema<ImportAnswer>()}},
      .errors = import_errors({&statistics::figures_missing}),
      .idempotent = true,
      .handle = [&](Exchange& x) -> core::Result<http::Response> {
        const auto report = service.import_attendance(x.call(), x.raw_body(), x.flag("dry_run"));
        if (!report) return report.error();
        return pipeline::ok(to_answer(*report));
      },
  });
}

}  // namespace tagwerk::resources
