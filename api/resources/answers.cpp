#include "api/resources/answers.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/question_dto.hpp"
#include "api/resources/table.hpp"
#include "engine/registration/question_service.hpp"

namespace tagwerk::resources {
namespace {

using core::EventId;
using pipeline::Exchange;
using pipeline::QueryParameter;
using registration::Answer;
using registration::AnswerRow;
using registration::QuestionService;
using registration::QuestionSummary;

constexpr const char* list_pattern = "/api/v1/events/{event_id}/answers";

struct AnswerDto {
  core::RegistrationId registration_id;
  core::ParticipantId participant_id;
  core::CompanyId company_id;
  std::string company;
  std::optional<std::string> given_name;
  std::optional<std::string> family_name;
  std::string question;
  Answer answer;
};
const json::Object<AnswerDto>& shape(json::Tag<AnswerDto>) {
  using Dto = AnswerDto;
  static const auto object = json::Object<Dto>("ParticipantAnswer", "What a participant answered to a question")
                                 .required("registration_id", &Dto::registration_id)
                                 .required("participant_id", &Dto::participant_id)
                                 .required("company_id", &Dto::company_id)
                                 .required("company", &Dto::company, json::about("Its name"))
                                 .nullable("given_name", &Dto::given_name, json::about("null: to be named later"))
                                 .nullable("family_name", &Dto::family_name)
                                 .required("question", &Dto::question, json::about("Its key"))
                                 .required("answer", &Dto::answer, json::about("Several choices: an array"));
  return object;
}

AnswerDto answer_dto(const AnswerRow& row) {
  return {.registration_id = row.registration,
          .participant_id = row.participant,
          .company_id = row.company,
          .company = row.company_name,
          .given_name = row.given_name,
          .family_name = row.family_name,
          .question = row.question,
          .answer = row.answer};
}

struct ChoiceDto {
  std::string choice;
  std::int64_t n = 0;
};
const json::Object<ChoiceDto>& shape(json::Tag<ChoiceDto>) {
  static const auto object = json::Object<ChoiceDto>("ChoiceCount", "How many took a choice")
                                 .required("choice", &ChoiceDto::choice)
                                 .required("n", &ChoiceDto::n);
  return object;
}

struct SummaryDto {
  std::string question;
  std::string text;
  registration::QuestionKind kind = registration::QuestionKind::text;
  bool archived = false;
  std::int64_t n = 0;
  std::vector<ChoiceDto> choices;
  std::optional<SingleAnswer> min;
  std::optional<SingleAnswer> max;
  std::optional<SingleAnswer> mean;
};
const json::Object<SummaryDto>& shape(json::Tag<SummaryDto>) {
  using Dto = SummaryDto;
  static const auto object =
      json::Object<Dto>("AnswerSummary", "The answers to a question summed up")
          .required("question", &Dto::question, json::about("Its key"))
          .required("text", &Dto::text)
          .required("kind", &Dto::kind)
          .required("archived", &Dto::archived)
          .required("n", &Dto::n, json::about("Heads that answered it"))
          .required("choices", &Dto::choices,
                    json::about("Kind choice: each of them; who took several is counted in each"))
          .nullable("min", &Dto::min, json::about("Kinds number and date; null: no answer"))
          .nullable("max", &Dto::max)
          .nullable("mean", &Dto::mean, json::about("Kind number, rounded to six decimals"));
  return object;
}

struct SummariesDto {
  std::vector<SummaryDto> questions;
};
const json::Object<SummariesDto>& shape(json::Tag<SummariesDto>) {
  static const auto object =
      json::Object<SummariesDto>("AnswersSummary", "The answers to all questions of an event, in their order")
          .required("questions", &SummariesDto::questions);
  return object;
}

SummariesDto to_dto(const std::vector<QuestionSummary>& summaries) {
  SummariesDto dto;
  for (const auto& one : summaries) {
    auto& summary = dto.questions.emplace_back();
    summary.question = one.key;
    summary.text = one.text;
    summary.kind = one.kind;
    summary.archived = one.archived;
    summary.n = one.n;
    for (const auto& [choice, n] : one.choices) summary.choices.push_back({choice, n});
    if (one.min) summary.min.emplace(SingleAnswer{*one.min});
    if (one.max) summary.max.emplace(SingleAnswer{*one.max});
    if (one.mean) summary.mean.emplace(SingleAnswer{Answer{*one.mean}});
  }
  return dto;
}

constexpr Column list_columns[] = {
    {"registration_id", "id of the registration"},
    {"participant_id", "id of the head"},
    {"company_id", "id of its company"},
    {"company", "name of the company"},
    {"given_name", "of the head; missing: to be named later"},
    {"family_name", "of the head"},
    {"question", "key of the question"},
    {"answer", "a text or a number; several choices one a line"},
};

constexpr Column summary_columns[] = {
    {"question", "key of the question"},
    {"choice", "missing: all answers to the question"},
    {"n", "heads that answered so"},
    {"min", "least answer, of numbers and dates"},
    {"max", "greatest answer, of numbers and dates"},
    {"mean", "of numbers, rounded to six decimals"},
};

Cell answer_cell(const Answer& answer) {
  if (const auto* number = std::get_if<core::Decimal>(&answer.value)) return number->number();
  return to_text(answer);
}
Cell answer_cell(const std::optional<Answer>& answer) { return answer ? answer_cell(*answer) : Cell(); }

Table list_table(const std::vector<AnswerRow>& rows) {
  Table table(list_columns);
  for (const auto& row : rows) {
    table.add_row({row.registration.text(), row.participant.text(), row.company.text(), row.company_name,
                   cell(row.given_name), cell(row.family_name), row.question, answer_cell(row.answer)});
  }
  return table;
}

Table summary_table(const std::vector<QuestionSummary>& summaries) {
  Table table(summary_columns);
  for (const auto& one : summaries) {
    const auto mean = one.mean ? Cell(one.mean->number()) : Cell();
    table.add_row({one.key, Cell(), one.n, answer_cell(one.min), answer_cell(one.max), mean});
    for (const auto& [choice, n] : one.choices) table.add_row({one.key, choice, n, Cell(), Cell(), Cell()});
  }
  return table;
}

core::Result<http::Response> list(QuestionService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto page = service.answers(x.call(), *event, x.text("question"), x.page());
  if (!page) return page.error();
  return table_page(
      x, page->next_after, [&] { return pipeline::ok_list(x, *page, answer_dto); },
      [&] { return list_table(page->items); });
}

core::Result<http::Response> sum_up(QuestionService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto summaries = service.summary(x.call(), *event);
  if (!summaries) return summaries.error();
  return json_or_table(
      x, [&] { return json::to_json(to_dto(*summaries)); }, [&] { return summary_table(*summaries); });
}

std::string_view list_description() {
  static const std::string text =
      "Of heads that come or wait to come, in the order in which they first answered. `updated_since` is about the "
      "answers. CSV and rows have pages as well: the header Link names the next one (rel=next).\n\n" +
      describe_columns(list_columns);
  return text;
}

std::string_view summary_description() {
  static const std::string text = "Of heads that come or wait to come.\n\n" + describe_columns(summary_columns);
  return text;
}

}  // namespace

void add_answers_routes(pipeline::RouteTable& table, QuestionService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = list_pattern,
                   .operation_id = "listAnswers",
                   .tag = "questions",
                   .summary = "What the participants of an event answered",
                   .description = list_description(),
                   .roles = access::staff,
                   .query = pipeline::list_parameters({{.name = "question",
                                                        .kind = QueryParameter::Kind::key,
                                                        .description = "Only answers to this question, by its key"},
                                                       format_parameter()}),
                   .answers = table_answers("A page of answers", pipeline::list_schema<AnswerDto>()),
                   .errors = {&core::reference_not_found},
                   .handle = [&service](Exchange& x) { return list(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = std::string(list_pattern) + "/summary",
                   .operation_id = "getAnswersSummary",
                   .tag = "questions",
                   .summary = "The answers to each question of an event summed up",
                   .description = summary_description(),
                   .roles = access::staff_and_viewers,
                   .query = {format_parameter()},
                   .answers = table_answers("The sums", json::schema<SummariesDto>()),
                   .handle = [&service](Exchange& x) { return sum_up(service, x); }});
}

}  // namespace tagwerk::resources
