#include "api/resources/personal.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/errors.hpp"
#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/trip_feedback_dto.hpp"
#include "api/resources/trip_itinerary.hpp"
#include "engine/feedback/feedback_errors.hpp"
#include "engine/trips/itinerary_errors.hpp"
#include "engine/trips/personal_link_service.hpp"
#include "engine/trips/trip_feedback_errors.hpp"
#include "engine/trips/trip_feedback_service.hpp"

namespace tagwerk::trips {

static std::span<const json::EnumName<FeedbackState>> enum_names(json::Tag<FeedbackState>) {
  static const auto names = json::names_from_text(all_feedback_states);
  return names;
}

}  // namespace tagwerk::trips

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using trips::FeedbackForm;
using trips::PersonalLinkService;
using trips::TripFeedbackService;

const std::string of_link = "/api/v1/personal/{link}";

struct FormItemDto {
  std::string item;
  std::string kind;
  std::string title;
  core::Instant starts_at;
};
const json::Object<FormItemDto>& shape(json::Tag<FormItemDto>) {
  static const auto object =
      json::Object<FormItemDto>("TripFormItem", "A visit or a lodging that is graded")
          .required("item", &FormItemDto::item, json::about("Its key"))
          .required("kind", &FormItemDto::kind, json::about("visit or lodging"))
          .required("title", &FormItemDto::title)
          .required("starts_at", &FormItemDto::starts_at, json::about("It is graded from then on"));
  return object;
}

struct FormDto {
  core::EventId event_id;
  std::string event_name;
  core::Date starts_on;
  core::Date ends_on;
  std::string time_zone;
  trips::FeedbackState state = trips::FeedbackState::open;
  core::Date answer_until;
  bool has_grade = false;
  std::vector<FormItemDto> items;
  std::optional<OpinionDto> answer;
};
const json::Object<FormDto>& shape(json::Tag<FormDto>) {
  using Dto = FormDto;
  static const auto object =
      json::Object<Dto>("TripFeedbackForm", "What a traveller may say of the trip, and what he has said")
          .required("event_id", &Dto::event_id)
          .required("event_name", &Dto::event_name)
          .required("starts_on", &Dto::starts_on, json::about("Answers are taken from that day on"))
          .required("ends_on", &Dto::ends_on)
          .required("time_zone", &Dto::time_zone)
          .required("state", &Dto::state)
          .required("answer_until", &Dto::answer_until, json::about("The last day on which an answer is taken"))
          .required("has_grade", &Dto::has_grade, json::about("An overall grade was given: none is said any more"))
          .required("items", &Dto::items, json::about("By the published itinerary"))
          .nullable("answer", &Dto::answer,
                    json::about("null: none was given, or with another link, or it is not kept any more"));
  return object;
}

FormDto to_dto(const FeedbackForm& form) {
  FormDto dto{.event_id = form.event.id,
              .event_name = form.event.name,
              .starts_on = form.event.starts_on,
              .ends_on = form.event.ends_on,
              .time_zone = form.event.time_zone,
              .state = form.state,
              .answer_until = form.ends_on,
              .has_grade = form.has_grade,
              .items = {},
              .answer = {}};
  dto.items.reserve(form.items.size());
  for (const auto& one : form.items)
    dto.items.push_back(
        {.item = one.key, .kind = std::string(to_text(one.kind)), .title = one.title, .starts_at = one.starts_at});
  if (form.answer) dto.answer = opinion_dto(*form.answer);
  return dto;
}

core::Result<http::Response> answer(const core::Result<FeedbackForm>& form) {
  if (!form) return form.error();
  auto response = pipeline::ok(to_dto(*form));
  response.with("cache-control", "no-store");
  return response;
}

core::Result<http::Response> get_itinerary(PersonalLinkService& service, Exchange& x) {
  const auto told = service.itinerary(x.call(), x.path("link"));
  if (!told) return told.error();
  return told_itinerary(x, *told);
}

core::Result<http::Response> put_feedback(PersonalLinkService& links, TripFeedbackService& service, Exchange& x) {
  // A link that is not good is told before what is wrong with the body, as an object that is not there.
  if (const auto good = links.check(x.call(), x.path("link")); !good) return good.error();
  const auto body = x.body<OpinionDto>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(service.give(x.call(), x.path("link"), opinion_of(*body), *version));
}

constexpr std::string_view about_links =
    "The link is the secret that organizers made for the traveller: no token is needed. A link that is not known, was ended, or is "
    "of somebody who does not come any more answers 404.";

}  // namespace

void add_personal_routes(pipeline::RouteTable& table, PersonalLinkService& links, TripFeedbackService& feedback) {
  static const std::string about_calendar =
      std::string(about_links) + " `?format=ics` is an iCalendar to which a calendar can subscribe.";
  static const std::string about_answer =
      std::string(about_links) +
      " An answer is given once: the same again is answered as before, another is refused. It is taken from the event's first day "
      "on, until 30 days after the return. Grades are shown all together only, comments after somebody has read them.";
  table.push_back(
      {.method = http::Method::get,
       .pattern = of_link + "/itinerary",
       .operation_id = "getPersonalItinerary",
       .tag = "trips",
       .summary = "A traveller's itinerary, as it is published",
       .description = about_calendar,
       .is_public = true,
       .query = {calendar_format_parameter()},
       .answers = told_itinerary_answers(),
       .errors = {&trips::no_published_itinerary, &pipeline::database_unavailable, &pipeline::statement_timeout},
       .handle = [&links](Exchange& x) { return get_itinerary(links, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = of_link + "/feedback",
                   .operation_id = "getPersonalFeedback",
                   .tag = "trips",
                   .summary = "What a traveller may say of the trip, and what he has said",
                   .description = about_links,
                   .is_public = true,
                   .answers = {{200, "The form", json::schema<FormDto>()}},
                   .errors = {&pipeline::database_unavailable, &pipeline::statement_timeout},
                   .never_304 = true,  // nobody is to keep it
                   .handle = [&feedback](Exchange& x) { return answer(feedback.form(x.call(), x.path("link"))); }});
  table.push_back({.method = http::Method::put,
                   .pattern = of_link + "/feedback",
                   .operation_id = "givePersonalFeedback",
                   .tag = "trips",
                   .summary = "Say what one thinks of the trip",
                   .description = about_answer,
                   .is_public = true,
                   .body = pipeline::BodyRule::json<OpinionDto>(),
                   .answers = {{200, "What is kept", json::schema<FormDto>()}},
                   .errors = {&feedback::event_not_started, &trips::feedback_closed, &trips::feedback_already_given,
                              &trips::grade_already_given, &trips::item_not_graded, &trips::item_not_begun,
                              &pipeline::database_unavailable, &pipeline::statement_timeout},
                   .precondition = pipeline::Precondition::if_match_optional,
                   .handle = [&links, &feedback](Exchange& x) { return put_feedback(links, feedback, x); }});
}

}  // namespace tagwerk::resources
