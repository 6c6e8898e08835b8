#include "api/resources/grades.hpp"

#include "api/pipeline/exchange.hpp"
#include "api/resources/content_etag.hpp"
#include "api/resources/grade_distribution.hpp"
#include "engine/feedback/feedback_errors.hpp"
#include "engine/feedback/grade_service.hpp"

namespace tagwerk::resources {
namespace {

using feedback::GivenGrade;
using feedback::GradeService;
using feedback::GradeSummary;
using pipeline::Exchange;

struct GradeBody {
  core::ParticipantId participant_id;
  core::Grade grade;
};
const json::Object<GradeBody>& shape(json::Tag<GradeBody>) {
  static const auto object = json::Object<GradeBody>("GradeBody", "A participant's grade for the event")
                                 .required("participant_id", &GradeBody::participant_id)
                                 .required("grade", &GradeBody::grade, json::Rules{}.like("1.1"));
  return object;
}

struct GradeDto {
  core::EventId event_id;
  core::ParticipantId participant_id;
  core::Grade grade;
  core::Instant created_at;
};
const json::Object<GradeDto>& shape(json::Tag<GradeDto>) {
  static const auto object = json::Object<GradeDto>("Grade", "A grade once given stays as it is")
                                 .required("event_id", &GradeDto::event_id)
                                 .required("participant_id", &GradeDto::participant_id)
                                 .required("grade", &GradeDto::grade)
                                 .required("created_at", &GradeDto::created_at);
  return object;
}

struct SummaryDto {
  std::int64_t n = 0;
  std::optional<double> mean;
  std::optional<double> median;
  std::optional<GradeDistributionDto> distribution;
};
const json::Object<SummaryDto>& shape(json::Tag<SummaryDto>) {
  static const auto object =
      json::Object<SummaryDto>("GradeSummary", "Below 3 grades only n is shown: fewer would tell who gave what")
          .required("n", &SummaryDto::n, json::about("Number of grades"))
          .nullable("mean", &SummaryDto::mean, json::about("Rounded half up to one decimal").like("1.1"))
          .nullable("median", &SummaryDto::median,
                    json::about("Exact; between two middle grades it may have two decimals").like("1.15"))
          .nullable("distribution", &SummaryDto::distribution);
  return object;
}

GradeDto to_dto(const GivenGrade& grade) {
  return {.event_id = grade.event,
          .participant_id = grade.participant,
          .grade = grade.grade,
          .created_at = grade.created_at};
}

SummaryDto to_dto(const GradeSummary& summary) {
  SummaryDto dto{.n = summary.n, .mean = {}, .median = {}, .distribution = {}};
  if (!summary.spread) return dto;
  const auto& spread = *summary.spread;
  dto.mean = spread.mean_tenths / 10.0;
  dto.median = spread.median_hundredths / 100.0;
  dto.distribution = distribution_of(spread);
  return dto;
}

constexpr std::int64_t only_version = 1;

core::Result<http::Response> give(Exchange& x, GradeService& service) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<GradeBody>();
  if (!body) return body.error();
  const auto grade = service.give(x.call(), *event, {.participant = body->participant_id, .grade = body->grade});
  if (!grade) return grade.error();
  return pipeline::created(to_dto(*grade), x.request().path + "/" + grade->participant.text(), only_version);
}

core::Result<http::Response> read(Exchange& x, GradeService& service) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  const auto participant = x.id<core::ParticipantId>("participant_id");
  if (!participant) return participant.error();
  const auto grade = service.find(x.call(), *event, *participant);
  if (!grade) return grade.error();
  return pipeline::ok(to_dto(*grade), only_version);
}

core::Result<http::Response> sum_up(Exchange& x, GradeService& service) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  const auto summary = service.summary(x.call(), *event);
  if (!summary) return summary.error();
  auto response = pipeline::ok(to_dto(*summary));
  response.with("etag", content_etag(response.body));
  return response;
}

}  // namespace

void add_grade_routes(pipeline::RouteTable& table, GradeService& service) {
  table.push_back({
      .method = http::Method::post,
      .pattern = "/api/v1/events/{event_id}/grades",
      .operation_id = "giveGrade",
      .tag = "feedback",
      .summary = "Give a participant's grade for an event",
      .description =
          "School grades from 1.0 (very good) to 6.0 (insufficient) in tenths; one per participant, and it stays. "
          "The event must have begun and the participant's place must be confirmed. A token of a company gives "
          "grades of its own participants only.",
      .roles = access::staff_and_companies,
      .body = pipeline::BodyRule::json<GradeBody>(),
      .answers = {{201, "Given", json::schema<GradeDto>()}},
      .errors = {&core::reference_not_found, &core::already_exists, &feedback::event_not_started,
                 &feedback::participant_not_confirmed},
      .idempotent = true,
      .handle = [&](Exchange& x) { return give(x, service); },
  });
  table.push_back({
      .method = http::Method::get,
      .pattern = "/api/v1/events/{event_id}/grades/summary",
      .operation_id = "getGradeSummary",
      .tag = "feedback",
      .summary = "What the participants think of an event, all together",
      .roles = access::staff_and_viewers,
      .answers = {{200, "Count and spread", json::schema<SummaryDto>()}},
      .handle = [&](Exchange& x) { return sum_up(x, service); },
  });
  table.push_back({
      .method = http::Method::get,
      .pattern = "/api/v1/events/{event_id}/grades/{participant_id}",
      .operation_id = "getGrade",
      .tag = "feedback",
      .summary = "The grade that a participant gave",
      .description =
          "For the participant's company alone. Staff see grades all together, from three on: who may give grades for "
          "others must not learn by that what others gave.",
      .roles = access::companies,
      .answers = {{200, "The grade", json::schema<GradeDto>()}},
      .handle = [&](Exchange& x) { return read(x, service); },
  });
}

}  // namespace tagwerk::resources
