#include "api/resources/registration_days.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/content_etag.hpp"
#include "api/resources/kept_answer.hpp"
#include "api/resources/table.hpp"
#include "engine/statistics/attendance_cache.hpp"
#include "engine/statistics/curve_service.hpp"

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using statistics::AttendanceCache;
using statistics::CurveService;
using statistics::EventCurve;

struct DayDto {
  core::Date day;
  std::int64_t lead_days = 0;
  std::int64_t booked = 0;
  std::int64_t cancelled = 0;
  std::int64_t net = 0;
  std::int64_t companies = 0;
  std::int64_t vendors = 0;
  std::int64_t vendor_heads = 0;
};
const json::Object<DayDto>& shape(json::Tag<DayDto>) {
  using Dto = DayDto;
  static const auto object =
      json::Object<Dto>("RegistrationDay", "A day of the event's zone on which heads were confirmed or no longer")
          .required("day", &Dto::day)
          .required("lead_days", &Dto::lead_days, json::about("Days until starts_on; below 0 after it"))
          .required("booked", &Dto::booked, json::about("Heads of partner companies that were confirmed on that day"))
          .required("cancelled", &Dto::cancelled, json::about("The same that are no longer"))
          .required("net", &Dto::net, json::about("Confirmed heads of partner companies at the end of the day"))
          .required("companies", &Dto::companies, json::about("Different ones with a head, at the end of the day"))
          .required("vendors", &Dto::vendors, json::about("The same of vendors and suppliers"))
          .required("vendor_heads", &Dto::vendor_heads);
  return object;
}

struct DaysDto {
  core::EventId event_id;
  std::string time_zone;
  core::Date starts_on;
  core::Instant as_of;
  std::vector<DayDto> days;
};
const json::Object<DaysDto>& shape(json::Tag<DaysDto>) {
  using Dto = DaysDto;
  static const auto object =
      json::Object<Dto>("RegistrationDays", "Registrations of an event, day by day")
          .required("event_id", &Dto::event_id)
          .required("time_zone", &Dto::time_zone)
          .required("starts_on", &Dto::starts_on)
          .required("as_of", &Dto::as_of,
                    json::about("Everything committed before is counted, and nothing has changed since"))
          .required("days", &Dto::days, json::about("Ascending; days without any change are left out"));
  return object;
}

DaysDto to_dto(const EventCurve& curve) {
  DaysDto dto{.event_id = curve.event,
              .time_zone = curve.time_zone,
              .starts_on = curve.starts_on,
              .as_of = curve.as_of,
              .days = {}};
  dto.days.reserve(curve.days.size());
  for (const auto& point : curve.days) {
    dto.days.push_back({.day = point.day,
                        .lead_days = statistics::lead_days(curve.starts_on, point.day),
                        .booked = point.booked,
                        .cancelled = point.cancelled,
                        .net = point.net,
                        .companies = point.companies,
                        .vendors = point.vendors,
                        .vendor_heads = point.vendor_heads});
  }
  return dto;
}

constexpr Column columns[] = {
    {"event_id", "the event"},
    {"day", "of the event's zone"},
    {"lead_days", "days until the event starts; below 0 after it"},
    {"booked", "heads of partner companies that were confirmed on that day"},
    {"cancelled", "heads of partner companies that are no longer, on that day"},
    {"net", "confirmed heads of partner companies at the end of the day"},
    {"companies", "different partner companies with a confirmed head at the end of the day"},
    {"vendors", "different vendors and suppliers with a confirmed head at the end of the day"},
    {"vendor_heads", "their confirmed heads"},
};

Table to_table(const DaysDto& dto) {
  Table table(columns);
  for (const auto& day : dto.days) {
    table.add_row({dto.event_id.text(), day.day, day.lead_days, day.booked, day.cancelled, day.net, day.companies,
                   day.vendors, day.vendor_heads});
  }
  return table;
}

struct Question {
  core::EventId event;
  std::optional<core::Date> from;
  std::optional<core::Date> to;
  TableForm form = TableForm::json;

  /// Tells apart the answers of one organization; a key of a series has no slash.
  [[nodiscard]] std::string key() const {
    std::string key = "days/";
    key.append(event.uuid.raw()).append(std::to_string(static_cast<int>(form)));
    for (const auto& date : {from, to}) key.append("/").append(date ? core::to_text(*date) : "");
    return key;
  }
};

core::Result<Question> question_of(const Exchange& x) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  return Question{.event = *event, .from = x.date("from"), .to = x.date("to"), .form = table_form(x)};
}

std::string text_of(const DaysDto& dto, TableForm form) {
  return text_in(
      form, [&] { return json::to_json(dto); }, [&] { return to_table(dto); });
}

// The first who comes when it has grown old computes it anew, while the others are still served.
std::optional<http::Response> peek_days(Exchange& x, AttendanceCache& cache) {
  const auto question = question_of(x);
  if (!question) return std::nullopt;
  const auto kept = cache.find(x.call().principal.organization, question->key(), std::chrono::steady_clock::now());
  if (!kept.answer || kept.refresh) return std::nullopt;
  return respond(*kept.answer, question->form);
}

core::Result<http::Response> answer_days(CurveService& service, AttendanceCache& cache, Exchange& x) {
  const auto& call = x.call();
  const auto question = question_of(x);
  if (!question) return question.error();
  const auto series = service.series_of(call, question->event);
  if (!series) return series.error();
  const auto& organization = call.principal.organization;
  const auto ticket = cache.ticket(organization, *series, std::chrono::steady_clock::now());
  const auto curve = service.days(call, question->event, question->from, question->to);
  if (!curve) return curve.error();
  const auto dto = to_dto(*curve);
  auto figures = content_etag(core::to_text(dto.starts_on) + dto.time_zone + json::to_json(dto.days));
  const auto key = question->key();
  auto answer =
      cache.last(organization, key);  // the same figures keep their bytes, so that its ETag is worth asking with
  if (!answer || answer->figures != figures)
    answer = kept_answer(text_of(dto, question->form), question->form, std::move(figures));
  cache.keep(organization, key, ticket, answer);
  return respond(*answer, question->form);
}

std::string_view description() {
  static const std::string text =
      "A head counts from when it was confirmed: with its registration, when it was promoted from the waiting list, when a hold was "
      "confirmed or an approval given; of a registration taken over from another system when it was made there. Companies count "
      "by the role that they have today. `from` and `to` choose days, and change no sum. A change made through this server shows at "
      "once, one made through another within a second.\n\n" +
      describe_columns(columns);
  return text;
}

}  // namespace

void add_registration_days_routes(pipeline::RouteTable& table, CurveService& service, AttendanceCache& cache) {
  using Kind = pipeline::QueryParameter::Kind;
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/events/{event_id}/registrations/daily",
                   .operation_id = "getRegistrationDays",
                   .tag = "statistics",
                   .summary = "Registrations of an event day by day: booked, cancelled, net, in heads and companies",
                   .description = description(),
                   .roles = access::staff_and_viewers,
                   .query = {{.name = "from", .kind = Kind::date, .description = "First day"},
                             {.name = "to", .kind = Kind::date, .description = "Last day, included"},
                             format_parameter()},
                   .answers = table_answers("The days", json::schema<DaysDto>()),
                   .checks_scope_itself = true,
                   .handle = [&](Exchange& x) { return answer_days(service, cache, x); },
                   .peek = [&](Exchange& x) { return peek_days(x, cache); }});
}

}  // namespace tagwerk::resources
