#include "api/resources/forecast.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/answer_language.hpp"
#include "api/resources/content_etag.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/kept_answer.hpp"
#include "api/resources/table.hpp"
#include "api/resources/years.hpp"
#include "engine/statistics/answer_turns.hpp"
#include "engine/statistics/attendance.hpp"
#include "engine/statistics/attendance_cache.hpp"
#include "engine/statistics/forecast_service.hpp"

namespace tagwerk::forecast {

static std::span<const json::EnumName<Method>> enum_names(json::Tag<Method>) {
  static const auto names = json::names_from_text(all_methods);
  return names;
}

}  // namespace tagwerk::forecast

namespace tagwerk::resources {
namespace {

using forecast::Estimate;
using forecast::Method;
using pipeline::Exchange;
using statistics::AnswerTurns;
using statistics::AttendanceCache;
using statistics::EventForecast;
using statistics::ForecastService;
using statistics::UnitForecast;

double rounded(double value) { return std::round(value * 10) / 10; }
std::optional<double> rounded(std::optional<double> value) { return value ? std::optional(rounded(*value)) : value; }

// ---- JSON -----------------------------------------------------------------------------------------------------------

struct EstimateDto {
  double point = 0;
  double low50 = 0;
  double high50 = 0;
  double low80 = 0;
  double high80 = 0;
  Method method = Method::none;
  std::string explanation;
  std::int64_t editions = 0;
  std::optional<double> registered_at_start;
  std::optional<double> expected_no_shows;
};
const json::Object<EstimateDto>& shape(json::Tag<EstimateDto>) {
  using Dto = EstimateDto;
  static const auto object =
      json::Object<Dto>("Forecast", "What is expected, rounded to one decimal")
          .required("point", &Dto::point)
          .required("low50", &Dto::low50, json::about("One of two times it is between low50 and high50"))
          .required("high50", &Dto::high50)
          .required("low80", &Dto::low80, json::about("Four of five times it is between low80 and high80"))
          .required("high80", &Dto::high80)
          .required("method", &Dto::method)
          .required("explanation", &Dto::explanation, json::about("The method in words, in the language asked for"))
          .required("editions", &Dto::editions, json::about("Earlier events of the series that it was learnt from"))
          .nullable("registered_at_start", &Dto::registered_at_start,
                    json::about("Expected to be confirmed on the day it starts; null where no registrations are known"))
          .nullable("expected_no_shows", &Dto::expected_no_shows,
                    json::about("Of these, who will not come; null where no edition was watched at the door"));
  return object;
}

struct PathPointDto {
  core::Date day;
  std::int64_t lead_days = 0;
  double expected = 0;
  double low50 = 0;
  double high50 = 0;
  double low80 = 0;
  double high80 = 0;
};
const json::Object<PathPointDto>& shape(json::Tag<PathPointDto>) {
  using Dto = PathPointDto;
  static const auto object = json::Object<Dto>("ForecastDay", "Participants expected to be registered by that day")
                                 .required("day", &Dto::day)
                                 .required("lead_days", &Dto::lead_days)
                                 .required("expected", &Dto::expected)
                                 .required("low50", &Dto::low50)
                                 .required("high50", &Dto::high50)
                                 .required("low80", &Dto::low80)
                                 .required("high80", &Dto::high80);
  return object;
}

struct EventForecastDto {
  core::EventId event_id;
  core::Instant as_of;
  std::int64_t lead_days = 0;
  bool complete = false;
  std::optional<EstimateDto> participants;
  std::optional<EstimateDto> companies;
  std::vector<PathPointDto> path;
};
const json::Object<EventForecastDto>& shape(json::Tag<EventForecastDto>) {
  using Dto = EventForecastDto;
  static const auto object =
      json::Object<Dto>("EventForecast", "The attendance that an event is expected to have")
          .required("event_id", &Dto::event_id)
          .required("as_of", &Dto::as_of, json::about("The figures are of that time, and still the same"))
          .required("lead_days", &Dto::lead_days,
                    json::about("Days until it starts, in its zone; below 0 after the start"))
          .required("complete", &Dto::complete, json::about("It is over or cancelled: nothing is left to be forecast"))
          .nullable("participants", &Dto::participants, json::about("null: it is over, and nobody knows how many came"))
          .nullable("companies", &Dto::companies)
          .required("path", &Dto::path, json::about("From today to the start; empty after it"));
  return object;
}

struct YearForecastDto {
  std::string series;
  int year = 0;
  core::Instant as_of;
  bool complete = false;
  std::int64_t events = 0;
  std::int64_t events_over = 0;
  std::optional<EstimateDto> participants;
};
const json::Object<YearForecastDto>& shape(json::Tag<YearForecastDto>) {
  using Dto = YearForecastDto;
  static const auto object =
      json::Object<Dto>("YearForecast", "The participants that a year of a series is expected to have")
          .required("series", &Dto::series)
          .required("year", &Dto::year)
          .required("as_of", &Dto::as_of, json::about("The figures are of that time, and still the same"))
          .required("complete", &Dto::complete)
          .required("events", &Dto::events,
                    json::about("Of the year, not cancelled; 0: the trend of earlier years speaks"))
          .required("events_over", &Dto::events_over)
          .nullable("participants", &Dto::participants,
                    json::about("Sum over the events of the year; null: nothing is known"));
  return object;
}

EstimateDto to_dto(const Estimate& estimate, core::Language language) {
  const auto& [half, eighty] = estimate.reach;
  return {.point = rounded(estimate.point),
          .low50 = rounded(half.low),
          .high50 = rounded(half.high),
          .low80 = rounded(eighty.low),
          .high80 = rounded(eighty.high),
          .method = estimate.method,
          .explanation = std::string(core::pick(statistics::words_of(estimate.method), language)),
          .editions = static_cast<std::int64_t>(estimate.events),
          .registered_at_start = {},
          .expected_no_shows = {}};
}

std::optional<EstimateDto> to_dto(const std::optional<UnitForecast>& unit, core::Language language) {
  if (!unit) return std::nullopt;
  auto dto = to_dto(unit->estimate, language);
  dto.registered_at_start = rounded(unit->registered_at_start);
  dto.expected_no_shows = rounded(unit->expected_no_shows);
  return dto;
}

EventForecastDto to_dto(const EventForecast& forecast, const core::EventId& event, const Exchange& x) {
  EventForecastDto dto{.event_id = event,
                       .as_of = x.call().now,
                       .lead_days = forecast.lead_days,
                       .complete = forecast.complete,
                       .participants = to_dto(forecast.participants, x.language()),
                       .companies = to_dto(forecast.companies, x.language()),
                       .path = {}};
  dto.path.reserve(forecast.path.size());
  for (const auto& point : forecast.path) {
    const auto& [half, eighty] = point.reach;
    dto.path.push_back({.day = point.day,
                        .lead_days = point.lead_days,
                        .expected = rounded(point.expected),
                        .low50 = rounded(half.low),
                        .high50 = rounded(half.high),
                        .low80 = rounded(eighty.low),
                        .high80 = rounded(eighty.high)});
  }
  return dto;
}

// ---- rows and CSV ---------------------------------------------------------------------------------------------------

constexpr std::array estimate_columns = {Column{"unit", "participants or companies"},
                                         Column{"point", "what is expected"},
                                         Column{"low50", "half of the times it is not below"},
                                         Column{"high50", "and not above"},
                                         Column{"low80", "four of five times it is not below"},
                                         Column{"high80", "and not above"},
                                         Column{"method", "how it was forecast"},
                                         Column{"editions", "earlier events that it was learnt from"},
                                         Column{"registered_at_start", "expected to be registered when it starts"},
                                         Column{"expected_no_shows", "of these, who will not come"}};

template <std::size_t n>
constexpr auto with_estimate_columns(const std::array<Column, n>& own) {
  std::array<Column, n + estimate_columns.size()> all{};
  std::copy(own.begin(), own.end(), all.begin());
  std::copy(estimate_columns.begin(), estimate_columns.end(), all.begin() + n);
  return all;
}

constexpr auto event_columns = with_estimate_columns(
    std::array{Column{"event_id", "the event"}, Column{"as_of", "when it was forecast"},
               Column{"lead_days", "days until it starts"}, Column{"complete", "whether it is over"}});
constexpr auto year_columns = with_estimate_columns(
    std::array{Column{"series", "key of the series"}, Column{"year", "edition year"},
               Column{"as_of", "when it was forecast"}, Column{"complete", "whether the year is over"}});

void add_row(Table& table, std::vector<Cell> cells, std::string_view unit, const EstimateDto& dto) {
  const std::vector<Cell> more{std::string(unit),
                               dto.point,
                               dto.low50,
                               dto.high50,
                               dto.low80,
                               dto.high80,
                               std::string(to_text(dto.method)),
                               dto.editions,
                               cell(dto.registered_at_start),
                               cell(dto.expected_no_shows)};
  cells.insert(cells.end(), more.begin(), more.end());
  table.add_row(std::move(cells));
}

Table to_table(const EventForecastDto& dto) {
  Table table(event_columns);
  const auto add = [&](std::string_view unit, const std::optional<EstimateDto>& estimate) {
    if (estimate)
      add_row(table, {dto.event_id.text(), core::to_rfc3339(dto.as_of), dto.lead_days, dto.complete}, unit, *estimate);
  };
  add("participants", dto.participants);
  add("companies", dto.companies);
  return table;
}

Table to_table(const YearForecastDto& dto) {
  Table table(year_columns);
  if (dto.participants)
    add_row(table, {dto.series, std::int64_t{dto.year}, core::to_rfc3339(dto.as_of), dto.complete}, "participants",
            *dto.participants);
  return table;
}

// ---- the routes -----------------------------------------------------------------------------------------------------

template <class Dto>
std::string text_of(const Dto& dto, TableForm form) {
  return text_in(
      form, [&] { return json::to_json(dto); }, [&] { return to_table(dto); });
}

// What is asked for, in which form and language; `of` is an event, or a series and a year: a key of a series has no slash.
struct Question {
  std::string of;
  TableForm form;
  core::Language language;

  [[nodiscard]] std::string key() const {
    std::string key = "forecast/";
    return key.append(of).append("/").append(std::to_string(static_cast<int>(form))).append(code_of(language));
  }
};

// Taken before anything is read. Which of them counts is known when it has been.
struct Tickets {
  AttendanceCache::Ticket of_series;
  AttendanceCache::Ticket of_all;

  Tickets(const AttendanceCache& cache, const core::OrganizationId& organization, const std::string& series)
      : of_series(cache.ticket(organization, series, std::chrono::steady_clock::now())),
        of_all(cache.ticket_of_all(of_series.taken_at)) {}
};

http::Response respond(const statistics::CachedAnswer& kept, const Question& question) {
  auto response = resources::respond(kept, question.form);
  tell_language(response, question.language, "Accept, Accept-Language");
  return response;
}

// The first who comes when it has grown old computes it anew, while the others are still served.
std::optional<http::Response> peek(Exchange& x, AttendanceCache& cache, const Question& question) {
  const auto kept = cache.find(x.call().principal.organization, question.key(), std::chrono::steady_clock::now());
  if (!kept.answer || kept.refresh) return std::nullopt;
  return respond(*kept.answer, question);
}

// The answer in memory, or the same figures anew: they keep their bytes, so that an ETag is worth asking with.
template <class Dto>
AnswerTurns::Answer keep(const Exchange& x, AttendanceCache& cache, const AttendanceCache::Ticket& ticket,
                         const Question& question, const Dto& dto) {
  const auto& organization = x.call().principal.organization;
  auto timeless = dto;
  timeless.as_of = core::from_unix_microseconds(0);
  auto figures = content_etag(json::to_json(timeless));
  auto kept = cache.last(organization, question.key());
  if (!kept || kept->figures != figures)
    kept = kept_answer(text_of(dto, question.form), question.form, std::move(figures));
  cache.keep(organization, question.key(), ticket, kept);
  return kept;
}

// Who comes while it is computed is answered with the others.
core::Result<http::Response> answer(const Exchange& x, AnswerTurns& turns, const Question& question,
                                    const AnswerTurns::Compute& compute) {
  const auto answer = turns.ask(x.call().principal.organization.text() + question.key(), compute);
  if (!answer) return answer.error();
  return respond(**answer, question);
}

Question question_of_event(const Exchange& x, const core::EventId& event) {
  return {.of = event.text(), .form = table_form(x), .language = x.language()};
}

std::optional<http::Response> peek_event(Exchange& x, AttendanceCache& cache) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return std::nullopt;
  return peek(x, cache, question_of_event(x, *event));
}

core::Result<http::Response> forecast_event(ForecastService& service, AttendanceCache& cache, AnswerTurns& turns,
                                            Exchange& x) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  const auto series = service.series_of(x.call(), *event);
  if (!series) return series.error();
  const auto& id = *event;
  const auto& key = *series;
  const auto question = question_of_event(x, id);
  return answer(x, turns, question, [&]() -> core::Result<AnswerTurns::Answer> {
    const Tickets tickets(cache, x.call().principal.organization, key);
    const auto forecast = service.event(x.call(), id);
    if (!forecast) return forecast.error();
    return keep(x, cache, forecast->of_other_series ? tickets.of_all : tickets.of_series, question,
                to_dto(*forecast, id, x));
  });
}

Question question_of_year(const Exchange& x, const std::string& series, int year) {
  return {.of = series + "/" + std::to_string(year), .form = table_form(x), .language = x.language()};
}

std::optional<http::Response> peek_year(Exchange& x, AttendanceCache& cache) {
  return peek(x, cache, question_of_year(x, x.text("series").value_or(""), year_of(x, "year").value_or(0)));
}

core::Result<http::Response> forecast_year(ForecastService& service, AttendanceCache& cache, AnswerTurns& turns,
                                           Exchange& x) {
  const auto series = x.text("series").value_or("");
  const int year = year_of(x, "year").value_or(0);
  const auto question = question_of_year(x, series, year);
  return answer(x, turns, question, [&]() -> core::Result<AnswerTurns::Answer> {
    const Tickets tickets(cache, x.call().principal.organization, series);
    const auto forecast = service.year(x.call(), series, year);
    if (!forecast) return forecast.error();
    YearForecastDto dto{.series = series,
                        .year = year,
                        .as_of = x.call().now,
                        .complete = forecast->complete,
                        .events = forecast->events,
                        .events_over = forecast->events_over,
                        .participants = {}};
    if (forecast->participants) dto.participants = to_dto(*forecast->participants, x.language());
    return keep(x, cache, forecast->of_other_series ? tickets.of_all : tickets.of_series, question, dto);
  });
}

std::string event_description() {
  return "From what is registered, and from how registrations of earlier events of the series went on from the same number of days "
         "before the start; from the trend of the editions where nothing is registered. Never below who has been let in, never "
         "above the places there are. What one edition says is no forecast: see /pace. How good such forecasts are, "
         "`tagwerk forecast backtest` measures.\n\n" +
         describe_columns(event_columns);
}

std::string year_description() {
  return "The sum over the events of the year: of those that are over what they came to, of the others their forecasts. A year "
         "without events gets the trend of the years before.\n\n" +
         describe_columns(year_columns);
}

}  // namespace

void add_forecast_routes(pipeline::RouteTable& table, ForecastService& service, AttendanceCache& cache,
                         AnswerTurns& turns) {
  using Kind = pipeline::QueryParameter::Kind;
  static const std::string about_event = event_description();
  static const std::string about_year = year_description();
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/events/{event_id}/forecast",
                   .operation_id = "forecastEvent",
                   .tag = "statistics",
                   .summary = "What attendance an event is expected to have, with intervals",
                   .description = about_event,
                   .roles = access::staff_and_viewers,
                   .query = {format_parameter()},
                   .answers = table_answers("The forecast", json::schema<EventForecastDto>()),
                   .checks_scope_itself = true,
                   .handle = [&](Exchange& x) { return forecast_event(service, cache, turns, x); },
                   .peek = [&](Exchange& x) { return peek_event(x, cache); }});
  table.push_back(
      {.method = http::Method::get,
       .pattern = "/api/v1/statistics/attendance/forecast",
       .operation_id = "forecastYear",
       .tag = "statistics",
       .summary = "What attendance a year of a series is expected to have, with intervals",
       .description = about_year,
       .roles = access::staff_and_viewers,
       .query = {{.name = "series", .kind = Kind::key, .description = "Key of the series", .required = true},
                 {.name = "year",
                  .kind = Kind::integer,
                  .description = "Edition year, also one of which no event is planned yet",
                  .min = statistics::min_year,
                  .max = statistics::max_year,
                  .required = true},
                 format_parameter()},
       .answers = table_answers("The forecast", json::schema<YearForecastDto>()),
       .errors = {&core::not_found},
       .never_304 = true,
       .handle = [&](Exchange& x) { return forecast_year(service, cache, turns, x); },
       .peek = [&](Exchange& x) { return peek_year(x, cache); }});
}

}  // namespace tagwerk::resources
