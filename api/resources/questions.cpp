#include "api/resources/questions.hpp"

#include "api/pipeline/exchange.hpp"
#include "api/resources/question_dto.hpp"
#include "engine/registration/question_errors.hpp"
#include "engine/registration/question_service.hpp"

namespace tagwerk::resources {
namespace {

using core::EventId;
using pipeline::BodyRule;
using pipeline::Exchange;
using pipeline::Precondition;
using registration::EventQuestions;
using registration::QuestionService;

constexpr const char* pattern = "/api/v1/events/{event_id}/questions";

core::Result<http::Response> answer(const core::Result<EventQuestions>& found) {
  if (!found) return found.error();
  return pipeline::ok(questions_dto(found->questions), found->version);
}

core::Result<http::Response> get(QuestionService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  return answer(service.get(x.call(), *event));
}

core::Result<http::Response> put(QuestionService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<QuestionsDto>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(service.put(x.call(), *event, to_questions(*body), *version));
}

}  // namespace

void add_questions_routes(pipeline::RouteTable& table, QuestionService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = pattern,
                   .operation_id = "getQuestions",
                   .tag = "questions",
                   .summary = "What an event asks of each participant",
                   .roles = access::everyone,
                   .answers = {{200, "The questions, archived ones too", json::schema<QuestionsDto>()}},
                   .checks_scope_itself = true,
                   .handle = [&service](Exchange& x) { return get(service, x); }});
  table.push_back({.method = http::Method::put,
                   .pattern = pattern,
                   .operation_id = "putQuestions",
                   .tag = "questions",
                   .summary = "Replace the questions of an event",
                   .description =
                       "A question that has answers, also of cancelled heads, can be reworded, moved and archived, but "
                       "neither go nor change its kind, `multiple`, or the choices that were given.",
                   .roles = access::organizers,
                   .body = BodyRule::json<QuestionsDto>(),
                   .answers = {{200, "The questions as they are now", json::schema<QuestionsDto>()}},
                   .errors = {&registration::question_has_answers, &registration::question_not_of_kind,
                              &registration::condition_unusable},
                   .precondition = Precondition::if_match,
                   .handle = [&service](Exchange& x) { return put(service, x); }});
}

}  // namespace tagwerk::resources
