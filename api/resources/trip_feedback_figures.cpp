#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/json/inherited.hpp"
#include "api/pipeline/exchange.hpp"
#include "api/resources/grade_distribution.hpp"
#include "api/resources/table.hpp"
#include "api/resources/trip_feedback.hpp"
#include "engine/statistics/trip_feedback_service.hpp"
#include "engine/trips/trip_errors.hpp"

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using statistics::TripFeedbackFigures;
using statistics::TripFeedbackFiguresService;

struct GradesDto {
  std::int64_t n = 0;
  std::optional<double> mean;
  std::optional<double> median;
  std::optional<GradeDistributionDto> distribution;
};
template <class Dto>
json::Object<Dto> with_grades(json::Object<Dto> object) {
  return std::move(object)
      .required("n", json::inherited<Dto>(&Dto::n), json::about("Number of grades"))
      .nullable("mean", json::inherited<Dto>(&Dto::mean),
                json::about("Rounded half up to one decimal; null where only n is shown").like("1.1"))
      .nullable("median", json::inherited<Dto>(&Dto::median), json::about("Exact"))
      .nullable("distribution", json::inherited<Dto>(&Dto::distribution));
}

struct OverallDto : GradesDto {};
const json::Object<OverallDto>& shape(json::Tag<OverallDto>) {
  static const auto object =
      with_grades(json::Object<OverallDto>("TripOverallGrade", "Of the trip, as in the event's grades"));
  return object;
}

struct ItemDto : GradesDto {
  std::string item;
  std::string kind;
  std::string title;
};
const json::Object<ItemDto>& shape(json::Tag<ItemDto>) {
  static const auto object = with_grades(json::Object<ItemDto>("TripItemGrade", "Of a visit or a lodging")
                                             .required("item", &ItemDto::item, json::about("Its key"))
                                             .required("kind", &ItemDto::kind, json::about("visit or lodging"))
                                             .required("title", &ItemDto::title));
  return object;
}

struct AgainDto {
  std::int64_t n = 0;
  std::optional<double> share;
};
const json::Object<AgainDto>& shape(json::Tag<AgainDto>) {
  static const auto object =
      json::Object<AgainDto>("TripAgain", "Who would go again")
          .required("n", &AgainDto::n, json::about("Travellers who said yes or no"))
          .nullable("share", &AgainDto::share, json::about("Of them those who would").like("0.9"));
  return object;
}

struct FiguresDto {
  core::EventId event_id;
  std::optional<std::int64_t> participants;
  std::optional<double> response_rate;
  OverallDto overall;
  AgainDto would_go_again;
  std::vector<ItemDto> items;
};
const json::Object<FiguresDto>& shape(json::Tag<FiguresDto>) {
  using Dto = FiguresDto;
  static const auto object =
      json::Object<Dto>("TripFeedback", "What the travellers think of a trip, all together")
          .required("event_id", &Dto::event_id)
          .nullable("participants", &Dto::participants,
                    json::about("Heads of all companies who came, else who are confirmed"))
          .nullable("response_rate", &Dto::response_rate, json::about("Overall grades / participants").like("0.8"))
          .required("overall", &Dto::overall)
          .required("would_go_again", &Dto::would_go_again)
          .required("items", &Dto::items, json::about("By the published itinerary"));
  return object;
}

void put(GradesDto& dto, const feedback::GradeSummary& grades) {
  dto.n = grades.n;
  if (!grades.spread) return;
  dto.mean = grades.spread->mean_tenths / 10.0;
  dto.median = grades.spread->median_hundredths / 100.0;
  dto.distribution = distribution_of(*grades.spread);
}

FiguresDto to_dto(const TripFeedbackFigures& told) {
  FiguresDto dto;
  dto.event_id = told.event;
  dto.participants = told.overall.participants;
  dto.response_rate = told.overall.response_rate;
  put(dto.overall, told.overall.summary);
  dto.would_go_again = {.n = told.again.n, .share = told.again.share};
  dto.items.reserve(told.items.size());
  for (const auto& one : told.items) {
    auto& item = dto.items.emplace_back();
    item.item = one.item;
    item.kind = to_text(one.kind);
    item.title = one.title;
    put(item, one.grades);
  }
  return dto;
}

constexpr Column columns[] = {
    {"event_id", "the trip"},
    {"about", "overall, visit or lodging"},
    {"item", "key of a visit or lodging"},
    {"title", "its title"},
    {"n", "number of grades"},
    {"mean", "rounded half up to one decimal; empty where only n is shown, as all up to grades_6"},
    {"median", "exact"},
    {"grades_1", "1.0 to 1.5"},
    {"grades_2", "1.6 to 2.5"},
    {"grades_3", "2.6 to 3.5"},
    {"grades_4", "3.6 to 4.5"},
    {"grades_5", "4.6 to 5.5"},
    {"grades_6", "5.6 to 6.0"},
    {"participants", "of the first row: heads who came, else who are confirmed"},
    {"response_rate", "likewise: n / participants, as a fraction"},
    {"would_go_again_n", "likewise: travellers who said yes or no"},
    {"would_go_again", "likewise: of them those who would, as a fraction"},
};

std::vector<Cell> cells_of(const FiguresDto& dto, std::string about, const GradesDto& grades) {
  std::vector<Cell> cells{dto.event_id.text(), std::move(about),   Cell(), Cell(), grades.n,
                          cell(grades.mean),   cell(grades.median)};
  append_bands(cells, grades.distribution);
  return cells;
}

Table to_table(const FiguresDto& dto) {
  Table table(columns);
  auto whole = cells_of(dto, "overall", dto.overall);
  whole.insert(whole.end(), {cell(dto.participants), cell(dto.response_rate), Cell(dto.would_go_again.n),
                             cell(dto.would_go_again.share)});
  table.add_row(std::move(whole));
  for (const auto& item : dto.items) {
    auto cells = cells_of(dto, item.kind, item);
    cells[2] = item.item;
    cells[3] = item.title;
    cells.resize(std::size(columns));
    table.add_row(std::move(cells));
  }
  return table;
}

core::Result<http::Response> answer(TripFeedbackFiguresService& service, Exchange& x) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  const auto told = service.figures(x.call(), *event);
  if (!told) return told.error();
  const auto dto = to_dto(*told);
  return json_or_table(
      x, [&] { return json::to_json(dto); }, [&] { return to_table(dto); });
}

std::string_view description() {
  static const std::string text =
      "Below 3 grades only n is shown. Of visits, lodgings and going again also where organizers entered answers from paper and fewer "
      "than 3 came by personal links: theirs would follow from the rest. The overall grade is that of the event's grades. Not for "
      "companies, which know the grades of their own travellers.\n\n" +
      describe_columns(columns);
  return text;
}

}  // namespace

void add_trip_feedback_figures_routes(pipeline::RouteTable& table, TripFeedbackFiguresService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/events/{event_id}/trip/feedback",
                   .operation_id = "getTripFeedback",
                   .tag = "trips",
                   .summary = "What the travellers think of a trip: overall, and of its visits and lodgings",
                   .description = description(),
                   .roles = access::staff_and_viewers,
                   .query = {format_parameter()},
                   .answers = table_answers("The figures", json::schema<FiguresDto>()),
                   .errors = {&trips::not_a_study_trip},
                   .handle = [&service](Exchange& x) { return answer(service, x); }});
}

}  // namespace tagwerk::resources
