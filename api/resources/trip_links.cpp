#include "api/resources/trip_links.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/table.hpp"
#include "engine/trips/personal_link_service.hpp"
#include "engine/trips/traveller_errors.hpp"
#include "engine/trips/trip_errors.hpp"
#include "engine/trips/trip_feedback_errors.hpp"

namespace tagwerk::resources {
namespace {

using core::EventId;
using core::ParticipantId;
using pipeline::Exchange;
using trips::LinkState;
using trips::PersonalLinkService;

const std::string of_trip = "/api/v1/events/{event_id}/trip";

struct LinkDto {
  ParticipantId participant_id;
  core::CompanyId company_id;
  std::string given_name;
  std::string family_name;
  std::string email;
  core::Instant created_at;
  core::Date ends_on;
  std::optional<std::string> link;
};
const json::Object<LinkDto>& shape(json::Tag<LinkDto>) {
  using Dto = LinkDto;
  static const auto object =
      json::Object<Dto>("PersonalLink", "A traveller's personal link, without the secret once it was told")
          .required("participant_id", &Dto::participant_id)
          .required("company_id", &Dto::company_id)
          .required("given_name", &Dto::given_name)
          .required("family_name", &Dto::family_name)
          .required("email", &Dto::email)
          .required("created_at", &Dto::created_at)
          .required("ends_on", &Dto::ends_on, json::about("The last day on which it is good, in the event's zone"))
          .optional("link", &Dto::link,
                    json::about("The secret, for /api/v1/personal/{link}/…: only in the answer that makes it"));
  return object;
}

struct LinksDto {
  std::vector<LinkDto> links;
};
const json::Object<LinksDto>& shape(json::Tag<LinksDto>) {
  static const auto object =
      json::Object<LinksDto>("PersonalLinks", "Links that were made").required("links", &LinksDto::links);
  return object;
}

struct NewLinks {
  std::optional<std::vector<ParticipantId>> participants;
};
const json::Object<NewLinks>& shape(json::Tag<NewLinks>) {
  static const auto object =
      json::Object<NewLinks>("NewPersonalLinks", "Whose links are made")
          .nullable(
              "participants", &NewLinks::participants,
              json::items(1, trips::max_links_at_once).about("Left out: all travellers with a name who have none"));
  return object;
}

LinkDto to_dto(const LinkState& state) {
  return {.participant_id = state.participant,
          .company_id = state.company,
          .given_name = state.name.given_name,
          .family_name = state.name.family_name,
          .email = state.name.email,
          .created_at = state.created_at,
          .ends_on = state.ends_on,
          .link = {}};
}

constexpr Column columns[] = {
    {"participant_id", "id of the traveller"},
    {"company_id", "id of the company"},
    {"given_name", "as he is called now"},
    {"family_name", "likewise"},
    {"email", "where the link is sent"},
    {"ends_on", "the last day on which it is good"},
    {"link", "the secret"},
    {"calendar", "the path to which a calendar subscribes"},
    {"feedback", "the path of what he thinks of the trip"},
};

Table to_table(const LinksDto& dto) {
  Table table(columns);
  for (const auto& row : dto.links) {
    const auto path = [&](const char* part) {
      return row.link ? Cell(std::string("/api/v1/personal/").append(*row.link).append(part)) : Cell();
    };
    table.add_row({row.participant_id.text(), row.company_id.text(), row.given_name, row.family_name, row.email,
                   row.ends_on, cell(row.link), path("/itinerary?format=ics"), path("/feedback")});
  }
  return table;
}

std::string text_of(const LinksDto& dto, TableForm form) {
  return text_in(
      form, [&] { return json::to_json(dto); }, [&] { return to_table(dto); });
}

core::Result<http::Response> make(PersonalLinkService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<NewLinks>();
  if (!body) return body.error();
  const auto made = service.make(x.call(), *event, body->participants);
  if (!made) return made.error();
  LinksDto dto;
  dto.links.reserve(made->size());
  for (const auto& one : *made) dto.links.push_back(to_dto(one));
  const auto form = table_form(x);
  x.keep_for_replay(text_of(dto, form));
  for (std::size_t i = 0; i < made->size(); ++i) dto.links[i].link = (*made)[i].text;
  http::Response response;
  response.status = 201;
  response.content_type = content_type_of(form);
  response.body = text_of(dto, form);
  response.with("location", "/api/v1/events/" + event->text() + "/trip/links").with("cache-control", "no-store");
  return response;
}

core::Result<http::Response> list(PersonalLinkService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto page = service.list(x.call(), *event, x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, to_dto);
}

core::Result<http::Response> end(PersonalLinkService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto participant = x.id<ParticipantId>("participant_id");
  if (!participant) return participant.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto done = service.end(x.call(), *event, *participant, *version);
  if (!done) return done.error();
  return pipeline::no_content();
}

std::vector<pipeline::Answer> made_answers() {
  auto answers = table_answers("The links; the address is that of the list", json::schema<LinksDto>());
  for (auto& one : answers) one.status = 201;
  return answers;
}

std::string_view about_making() {
  static const std::string text =
      "A link is of the person who is named now; it is good until 90 days after the return. Making one ends the one before. The "
      "secrets are told in this answer only: a repeated Idempotency-Key is answered without them. As CSV for mail merge.\n\n" +
      describe_columns(columns);
  return text;
}

}  // namespace

void add_trip_links_routes(pipeline::RouteTable& table, PersonalLinkService& service) {
  table.push_back({.method = http::Method::post,
                   .pattern = of_trip + "/links",
                   .operation_id = "makePersonalLinks",
                   .tag = "trips",
                   .summary = "Make personal links for travellers",
                   .description = about_making(),
                   .roles = access::organizers,
                   .query = {format_parameter()},
                   .body = pipeline::BodyRule::optional_json<NewLinks>(),
                   .answers = made_answers(),
                   .errors = {&trips::not_a_study_trip, &core::reference_not_found, &trips::traveller_not_named,
                              &trips::link_time_is_over},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return make(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = of_trip + "/links",
                   .operation_id = "listPersonalLinks",
                   .tag = "trips",
                   .summary = "Which travellers have a personal link, since when and until when",
                   .description = "Those that are good. `updated_since` is of when they were made.",
                   .roles = access::organizers,
                   .query = pipeline::list_parameters(),
                   .answers = {{200, "A page of links, without their secrets", pipeline::list_schema<LinkDto>()}},
                   .errors = {&trips::not_a_study_trip},
                   .handle = [&service](Exchange& x) { return list(service, x); }});
  table.push_back({.method = http::Method::delete_,
                   .pattern = of_trip + "/travellers/{participant_id}/link",
                   .operation_id = "endPersonalLink",
                   .tag = "trips",
                   .summary = "End a traveller's personal link",
                   .description = "Also where there is none.",
                   .roles = access::organizers,
                   .answers = {{204, "There is none"}},
                   .errors = {&trips::not_a_study_trip},
                   .precondition = pipeline::Precondition::if_match_optional,
                   .handle = [&service](Exchange& x) { return end(service, x); }});
}

}  // namespace tagwerk::resources
