#include "api/resources/statistics.hpp"

#include "api/pipeline/exchange.hpp"
#include "api/resources/content_etag.hpp"
#include "api/resources/kept_answer.hpp"
#include "api/resources/table.hpp"
#include "api/resources/years.hpp"
#include "engine/statistics/attendance_cache.hpp"
#include "engine/statistics/statistics_errors.hpp"
#include "engine/statistics/trend_queue.hpp"

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using statistics::AttendanceCache;
using statistics::AttendanceTrend;
using statistics::AttendanceYear;
using statistics::TrendQueue;

// ---- JSON -----------------------------------------------------------------------------------------------------------

struct DifferenceDto {
  std::optional<std::int64_t> companies;
  std::optional<std::int64_t> company_visits;
  std::optional<std::int64_t> participants;
  std::optional<std::int64_t> vendors;
};
const json::Object<DifferenceDto>& shape(json::Tag<DifferenceDto>) {
  static const auto object = json::Object<DifferenceDto>("AttendanceDifference", "Figure minus that of since_year")
                                 .nullable("companies", &DifferenceDto::companies)
                                 .nullable("company_visits", &DifferenceDto::company_visits)
                                 .nullable("participants", &DifferenceDto::participants)
                                 .nullable("vendors", &DifferenceDto::vendors);
  return object;
}

struct PerYearDto {
  std::optional<double> companies;
  std::optional<double> company_visits;
  std::optional<double> participants;
  std::optional<double> vendors;
};
const json::Object<PerYearDto>& shape(json::Tag<PerYearDto>) {
  static const auto object =
      json::Object<PerYearDto>("AttendanceGrowthPerYear",
                               "Compound yearly growth since since_year, as a fraction rounded to four decimals")
          .nullable("companies", &PerYearDto::companies)
          .nullable("company_visits", &PerYearDto::company_visits)
          .nullable("participants", &PerYearDto::participants, json::Rules{}.like("0.1462"))
          .nullable("vendors", &PerYearDto::vendors);
  return object;
}

struct GrowthDto {
  int since_year = 0;
  std::optional<double> companies;
  std::optional<double> company_visits;
  std::optional<double> participants;
  std::optional<double> vendors;
  DifferenceDto absolute;
  PerYearDto per_year;
};
const json::Object<GrowthDto>& shape(json::Tag<GrowthDto>) {
  static const auto object =
      json::Object<GrowthDto>(
          "AttendanceGrowth",
          "Against the nearest earlier year that has figures, as a fraction rounded to four decimals (0.3137 = +31.37 %); null where a figure is missing or the earlier one is 0")
          .required("since_year", &GrowthDto::since_year)
          .nullable("companies", &GrowthDto::companies)
          .nullable("company_visits", &GrowthDto::company_visits)
          .nullable("participants", &GrowthDto::participants, json::Rules{}.like("0.3137"))
          .nullable("vendors", &GrowthDto::vendors)
          .required("absolute", &GrowthDto::absolute)
          .required("per_year", &GrowthDto::per_year);
  return object;
}

struct SameDaysDto {
  int since_year = 0;
  core::Date until;
  std::optional<std::int64_t> companies;
  std::optional<std::int64_t> company_visits;
  std::optional<std::int64_t> participants;
  std::optional<std::int64_t> vendors;
  PerYearDto relative;
};
const json::Object<SameDaysDto>& shape(json::Tag<SameDaysDto>) {
  using Dto = SameDaysDto;
  static const auto object =
      json::Object<Dto>("AttendanceSameDays", "What the earlier year had by the same day of the year")
          .required("since_year", &Dto::since_year)
          .required("until", &Dto::until, json::about("Included"))
          .nullable("companies", &Dto::companies)
          .nullable("company_visits", &Dto::company_visits)
          .nullable("participants", &Dto::participants)
          .nullable("vendors", &Dto::vendors)
          .required(
              "relative", &Dto::relative,
              json::about("The year against that, as a fraction; null where a figure is missing or that one is 0"));
  return object;
}

struct YearDto {
  int year = 0;
  bool complete = false;
  std::int64_t events = 0;
  std::int64_t events_with_figures = 0;
  std::optional<std::int64_t> companies;
  std::optional<std::int64_t> company_visits;
  std::optional<std::int64_t> participants;
  std::optional<std::int64_t> vendors;
  std::optional<double> persons_per_company;
  std::optional<GrowthDto> growth;
  std::optional<SameDaysDto> same_days;
};
const json::Object<YearDto>& shape(json::Tag<YearDto>) {
  static const auto object =
      json::Object<YearDto>("AttendanceYear", "One edition year; a figure that is not known is null, never 0")
          .required("year", &YearDto::year)
          .required("complete", &YearDto::complete,
                    json::about("The year's record says so, or every event is completed or recorded as complete"))
          .required("events", &YearDto::events, json::about("Events of the year that are not cancelled"))
          .required("events_with_figures", &YearDto::events_with_figures,
                    json::about("Of those, how many anything is known of; the others are missing from the sums"))
          .nullable("companies", &YearDto::companies,
                    json::about("Different companies of role partner with at least one counted head"))
          .nullable("company_visits", &YearDto::company_visits,
                    json::about("The same, summed over the events; null where companies is the year's record"))
          .nullable("participants", &YearDto::participants,
                    json::about("Heads of companies of role partner, summed over the events"))
          .nullable("vendors", &YearDto::vendors,
                    json::about("Different companies of role vendor or supplier with at least one counted head"))
          .nullable("persons_per_company", &YearDto::persons_per_company,
                    json::about("participants / company_visits, or / companies where those are not known").like("2.55"))
          .nullable("growth_from_previous", &YearDto::growth)
          .nullable(
              "same_days_elapsed", &YearDto::same_days,
              json::about(
                  "Like for like: null for a complete year, and where the earlier year is not known event by event"));
  return object;
}

struct TrendDto {
  std::string series;
  std::vector<YearDto> years;
  core::Instant as_of;
};
const json::Object<TrendDto>& shape(json::Tag<TrendDto>) {
  static const auto object =
      json::Object<TrendDto>("AttendanceTrend", "How many came, year by year; years without any figure are left out")
          .required("series", &TrendDto::series)
          .required("years", &TrendDto::years)
          .required("as_of", &TrendDto::as_of,
                    json::about("Everything committed before is counted, and nothing has changed since"));
  return object;
}

std::optional<double> persons_per_company(const statistics::YearFigures& figures) {
  return statistics::ratio_of(figures.participants,
                              figures.company_visits ? figures.company_visits : figures.companies);
}

std::optional<double> fraction(std::optional<std::int64_t> ten_thousandths) {
  if (!ten_thousandths) return std::nullopt;
  return static_cast<double>(*ten_thousandths) / 10'000.0;
}

PerYearDto fractions(const statistics::YearFigures& relative) {
  return {.companies = fraction(relative.companies),
          .company_visits = fraction(relative.company_visits),
          .participants = fraction(relative.participants),
          .vendors = fraction(relative.vendors)};
}

SameDaysDto to_dto(const statistics::SameDays& same_days) {
  const auto& figures = same_days.figures;
  return {.since_year = same_days.since_year,
          .until = same_days.until,
          .companies = figures.companies,
          .company_visits = figures.company_visits,
          .participants = figures.participants,
          .vendors = figures.vendors,
          .relative = fractions(same_days.relative)};
}

GrowthDto to_dto(const statistics::Growth& growth) {
  const auto& relative = growth.relative;
  const auto& absolute = growth.absolute;
  return {.since_year = growth.since_year,
          .companies = fraction(relative.companies),
          .company_visits = fraction(relative.company_visits),
          .participants = fraction(relative.participants),
          .vendors = fraction(relative.vendors),
          .absolute = {absolute.companies, absolute.company_visits, absolute.participants, absolute.vendors},
          .per_year = fractions(growth.per_year)};
}

YearDto to_dto(const AttendanceYear& year) {
  return {.year = year.year,
          .complete = year.complete,
          .events = year.events,
          .events_with_figures = year.events_with_figures,
          .companies = year.figures.companies,
          .company_visits = year.figures.company_visits,
          .participants = year.figures.participants,
          .vendors = year.figures.vendors,
          .persons_per_company = persons_per_company(year.figures),
          .growth = year.growth ? std::optional(to_dto(*year.growth)) : std::nullopt,
          .same_days = year.same_days ? std::optional(to_dto(*year.same_days)) : std::nullopt};
}

TrendDto to_dto(const AttendanceTrend& trend) {
  TrendDto dto{.series = trend.series_key, .years = {}, .as_of = trend.as_of};
  for (const auto& year : trend.years) dto.years.push_back(to_dto(year));
  return dto;
}

// ---- rows and CSV ---------------------------------------------------------------------------------------------------

constexpr Column columns[] = {
    {"series", "key of the series"},
    {"year", "edition year"},
    {"complete", "whether the year is over"},
    {"events", "events that are not cancelled"},
    {"events_with_figures", "of those, how many anything is known of"},
    {"companies", "different partner companies"},
    {"company_visits", "the same, summed over the events"},
    {"participants", "heads of partner companies, summed over the events"},
    {"vendors", "different vendor and supplier companies"},
    {"since_year", "the earlier year that growth compares with"},
    {"companies_growth", "as a fraction"},
    {"company_visits_growth", "as a fraction"},
    {"participants_growth", "as a fraction: 0.3137 is +31.37 %"},
    {"vendors_growth", "as a fraction"},
    {"companies_difference", "figure minus that of since_year"},
    {"company_visits_difference", "figure minus that of since_year"},
    {"participants_difference", "figure minus that of since_year"},
    {"vendors_difference", "figure minus that of since_year"},
    {"persons_per_company", "participants / company_visits, or / companies where those are not known"},
    {"companies_growth_per_year", "compound yearly growth since since_year, as a fraction"},
    {"company_visits_growth_per_year", "the same"},
    {"participants_growth_per_year", "the same"},
    {"vendors_growth_per_year", "the same"},
    {"same_days_until", "of a year that is not complete: the same day of since_year"},
    {"companies_same_days", "what that year had by that day"},
    {"company_visits_same_days", "the same"},
    {"participants_same_days", "the same"},
    {"vendors_same_days", "the same"},
};

Table to_table(const AttendanceTrend& trend) {
  static const statistics::YearFigures unknown;
  Table table(columns);
  for (const auto& year : trend.years) {
    const auto& figures = year.figures;
    const auto growth = year.growth.value_or(statistics::Growth{});
    const auto& relative = growth.relative;
    const auto& absolute = growth.absolute;
    const auto& per_year = growth.per_year;
    const auto& then = year.same_days ? year.same_days->figures : unknown;
    table.add_row({trend.series_key,
                   std::int64_t{year.year},
                   year.complete,
                   year.events,
                   year.events_with_figures,
                   cell(figures.companies),
                   cell(figures.company_visits),
                   cell(figures.participants),
                   cell(figures.vendors),
                   year.growth ? Cell(std::int64_t{growth.since_year}) : Cell(),
                   cell(fraction(relative.companies)),
                   cell(fraction(relative.company_visits)),
                   cell(fraction(relative.participants)),
                   cell(fraction(relative.vendors)),
                   cell(absolute.companies),
                   cell(absolute.company_visits),
                   cell(absolute.participants),
                   cell(absolute.vendors),
                   cell(persons_per_company(figures)),
                   cell(fraction(per_year.companies)),
                   cell(fraction(per_year.company_visits)),
                   cell(fraction(per_year.participants)),
                   cell(fraction(per_year.vendors)),
                   year.same_days ? Cell(year.same_days->until) : Cell(),
                   cell(then.companies),
                   cell(then.company_visits),
                   cell(then.participants),
                   cell(then.vendors)});
  }
  return table;
}

// ---- the route ------------------------------------------------------------------------------------------------------

struct Question {
  std::string series;
  std::optional<int> from;
  std::optional<int> to;
  TableForm form;

  /// Tells apart the answers of one organization.
  [[nodiscard]] std::string key() const {
    return std::to_string(static_cast<int>(form)) + ' ' + std::to_string(from.value_or(0)) + ' ' +
           std::to_string(to.value_or(0)) + ' ' + series;
  }
};

Question question_of(const Exchange& x) {
  return {x.text("series").value_or(""), year_of(x, "from"), year_of(x, "to"), table_form(x)};
}

std::string text_of(const AttendanceTrend& trend, TableForm form) {
  return text_in(
      form, [&] { return json::to_json(to_dto(trend)); }, [&] { return to_table(trend); });
}

std::string figures_of(const AttendanceTrend& trend) {
  return content_etag(trend.series_key + json::to_json(to_dto(trend).years));
}

/// Answers one who waited. Those who asked the same share the bytes.
core::Result<http::Response> answer_from(const TrendQueue::Computed& computed, AttendanceCache& cache,
                                         const core::OrganizationId& organization, const Question& question) {
  if (computed.thrown) std::rethrow_exception(computed.thrown);
  if (!computed.trend) return computed.trend.error();
  const auto key = question.key();
  auto answer = cache.find(organization, key, computed.ticket);
  if (!answer) {
    auto trend = *computed.trend;
    trend.years = statistics::between(trend.years, question.from, question.to);
    auto figures = figures_of(trend);
    answer = cache.last(organization, key);  // the same figures keep their bytes, so that its ETag is worth asking with
    if (!answer || answer->figures != figures)
      answer = kept_answer(text_of(trend, question.form), question.form, std::move(figures));
    cache.keep(organization, key, computed.ticket, answer);
  }
  return respond(*answer, question.form);
}

/// Has the answer computed before it is too old to be served.
void refresh(Exchange& x, TrendQueue& queue, AttendanceCache& cache, const Question& question) {
  const auto keep = [&cache, organization = x.call().principal.organization,
                     question](const TrendQueue::Computed& computed) {
    static_cast<void>(answer_from(computed, cache, organization, question));
  };
  // Refused: then the one who finds it too old is told.
  static_cast<void>(queue.ask(x.call(), question.series, keep));
}

std::optional<http::Response> peek_trend(Exchange& x, TrendQueue& queue, AttendanceCache& cache) {
  const auto question = question_of(x);
  const auto kept = cache.find(x.call().principal.organization, question.key(), std::chrono::steady_clock::now());
  if (!kept.answer) return std::nullopt;
  if (kept.refresh) refresh(x, queue, cache, question);
  return respond(*kept.answer, question.form);
}

core::Result<> answer_later(Exchange& x, TrendQueue& queue, AttendanceCache& cache,
                            std::function<void(pipeline::MakeAnswer)> done) {
  auto question = question_of(x);
  if (auto ordered = statistics::check_span(question.from, question.to); !ordered) return ordered;
  // A request that came past the memory, as all do where rates are limited.
  if (auto kept = peek_trend(x, queue, cache)) {
    done([&] { return *std::move(kept); });
    return {};
  }
  const auto series = question.series;
  return queue.ask(x.call(), series,
                   [&cache, organization = x.call().principal.organization, question = std::move(question),
                    done = std::move(done)](const TrendQueue::Computed& computed) {
                     done([&] { return answer_from(computed, cache, organization, question); });
                   });
}

std::string_view trend_description() {
  static const std::string text =
      "Figures are taken, unit by unit, from the record of the series' year, else from the record of the event, else they "
      "are computed: of a completed event the participants who were let in, where any were, else the confirmed heads; of any "
      "other event the confirmed heads; of a cancelled event nothing. An event that has figures but lacks a unit leaves the "
      "year's unit unknown, and so does a recorded number of companies or vendors beside another event's, because nobody "
      "knows whom they have in common. Growth compares with the nearest earlier year that has figures, also when `from` "
      "leaves that one out. A change made through this server shows at once, one made through another within a second.\n\n" +
      describe_columns(columns);
  return text;
}

}  // namespace

void add_statistics_routes(pipeline::RouteTable& table, TrendQueue& queue, AttendanceCache& cache) {
  table.push_back({
      .method = http::Method::get,
      .pattern = "/api/v1/statistics/attendance",
      .operation_id = "getAttendanceTrend",
      .tag = "statistics",
      .summary = "How many came to a series, year by year",
      .description = trend_description(),
      .roles = access::staff_and_viewers,
      .query = series_and_years(),
      .answers = table_answers("The trend", json::schema<TrendDto>()),
      .errors = {&core::not_found, &statistics::statistics_busy},
      .handle_later =
          [&](Exchange& x, std::function<void(pipeline::MakeAnswer)> done) {
            return answer_later(x, queue, cache, std::move(done));
          },
      .peek = [&](Exchange& x) { return peek_trend(x, queue, cache); },
  });
}

}  // namespace tagwerk::resources
