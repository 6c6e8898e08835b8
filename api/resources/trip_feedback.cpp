#include "api/resources/trip_feedback.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/trip_feedback_dto.hpp"
#include "engine/feedback/feedback_errors.hpp"
#include "engine/trips/traveller_errors.hpp"
#include "engine/trips/trip_comment_service.hpp"
#include "engine/trips/trip_errors.hpp"
#include "engine/trips/trip_feedback_errors.hpp"
#include "engine/trips/trip_feedback_service.hpp"

namespace tagwerk::trips {

static std::span<const json::EnumName<CommentState>> enum_names(json::Tag<CommentState>) {
  static const auto names = json::names_from_text(all_comment_states);
  return names;
}

}  // namespace tagwerk::trips

namespace tagwerk::resources {
namespace {

using core::EventId;
using pipeline::Exchange;
using pipeline::QueryParameter;
using trips::CommentState;
using trips::TripComment;
using trips::TripCommentId;
using trips::TripCommentService;
using trips::TripFeedbackService;

const std::string of_trip = "/api/v1/events/{event_id}/trip";

struct CommentDto {
  TripCommentId id;
  std::optional<std::string> item;
  std::string text;
  CommentState state = CommentState::pending;
};
const json::Object<CommentDto>& shape(json::Tag<CommentDto>) {
  using Dto = CommentDto;
  static const auto object =
      json::Object<Dto>("TripComment", "What one of the travellers wrote; nobody is told who")
          .required("id", &Dto::id)
          .nullable("item", &Dto::item, json::about("Key of a visit or a lodging; null: the whole trip"))
          .required("text", &Dto::text)
          .required("state", &Dto::state);
  return object;
}

/// What a moderator can say.
enum class Verdict : std::uint8_t { published, hidden };
std::span<const json::EnumName<Verdict>> enum_names(json::Tag<Verdict>) {
  static constexpr json::EnumName<Verdict> names[] = {{Verdict::published, "published"}, {Verdict::hidden, "hidden"}};
  return names;
}
struct VerdictBody {
  Verdict state = Verdict::hidden;
};
const json::Object<VerdictBody>& shape(json::Tag<VerdictBody>) {
  static const auto object = json::Object<VerdictBody>("TripCommentVerdict", "Whether others read a comment")
                                 .required("state", &VerdictBody::state);
  return object;
}

CommentDto to_dto(const TripComment& comment) {
  return {.id = comment.id, .item = comment.item, .text = comment.text, .state = comment.state};
}

core::Result<http::Response> enter(TripFeedbackService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto participant = x.id<core::ParticipantId>("participant_id");
  if (!participant) return participant.error();
  const auto body = x.body<OpinionDto>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto done = service.enter(x.call(), *event, *participant, opinion_of(*body), *version);
  if (!done) return done.error();
  return pipeline::no_content();
}

core::Result<http::Response> list(TripCommentService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto state = x.text("state");
  const auto page = service.list(x.call(), *event, state ? trips::parse_comment_state(*state) : std::nullopt, x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, to_dto);
}

core::Result<http::Response> moderate(TripCommentService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto id = x.id<TripCommentId>("comment_id");
  if (!id) return id.error();
  const auto body = x.body<VerdictBody>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto state = body->state == Verdict::published ? CommentState::published : CommentState::hidden;
  const auto comment = service.moderate(x.call(), *event, *id, state, *version);
  if (!comment) return comment.error();
  return pipeline::ok(to_dto(*comment), comment->version);
}

// When a comment was written would tell, with the audit trail, whose it is: so nothing is told by time.
std::vector<QueryParameter> comment_parameters() {
  auto parameters =
      pipeline::list_parameters({{.name = "state",
                                  .kind = QueryParameter::Kind::choice,
                                  .description = "Only those; who reads published ones alone gets no others",
                                  .choices = choices_of(trips::all_comment_states)}});
  std::erase_if(parameters, [](const QueryParameter& one) { return one.name == "updated_since"; });
  return parameters;
}

}  // namespace

void add_trip_feedback_routes(pipeline::RouteTable& table, TripFeedbackService& feedback,
                              TripCommentService& comments) {
  table.push_back(
      {.method = http::Method::put,
       .pattern = of_trip + "/travellers/{participant_id}/feedback",
       .operation_id = "enterTripFeedback",
       .tag = "trips",
       .summary = "Enter what a traveller said of the trip on paper",
       .description =
           "Once, as by the traveller's own link; nobody reads single answers here, and a second one is refused whatever it says.",
       .roles = access::organizers,
       .body = pipeline::BodyRule::json<OpinionDto>(),
       .answers = {{204, "Kept"}},
       .errors = {&trips::not_a_study_trip, &feedback::event_not_started, &trips::feedback_closed,
                  &trips::feedback_already_given, &trips::grade_already_given, &trips::traveller_not_named,
                  &trips::item_not_graded, &trips::item_not_begun},
       .precondition = pipeline::Precondition::if_match_optional,
       .handle = [&feedback](Exchange& x) { return enter(feedback, x); }});
  table.push_back(
      {.method = http::Method::get,
       .pattern = of_trip + "/comments",
       .operation_id = "listTripComments",
       .tag = "trips",
       .summary = "What travellers wrote of the trip, without names",
       .description =
           "Organizers see all of it, everybody else what is published: a company on trips on which it has confirmed heads. The "
           "order is by chance.",
       .roles = access::everyone,
       .query = comment_parameters(),
       .answers = {{200, "A page of comments", pipeline::list_schema<CommentDto>()}},
       .errors = {&trips::not_a_study_trip},
       .handle = [&comments](Exchange& x) { return list(comments, x); }});
  table.push_back({.method = http::Method::put,
                   .pattern = of_trip + "/comments/{comment_id}",
                   .operation_id = "moderateTripComment",
                   .tag = "trips",
                   .summary = "Publish or hide a comment",
                   .description = "The audit trail says who did, and not what the comment says.",
                   .roles = access::organizers,
                   .body = pipeline::BodyRule::json<VerdictBody>(),
                   .answers = {{200, "The comment as it is now", json::schema<CommentDto>()}},
                   .errors = {&trips::not_a_study_trip},
                   .precondition = pipeline::Precondition::if_match_optional,
                   .handle = [&comments](Exchange& x) { return moderate(comments, x); }});
}

}  // namespace tagwerk::resources
