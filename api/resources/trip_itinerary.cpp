#include "api/resources/trip_itinerary.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/answer_language.hpp"
#include "api/resources/calendar_answer.hpp"
#include "api/resources/content_etag.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/trip_calendar.hpp"
#include "api/resources/trip_itinerary_dto.hpp"
#include "engine/trips/itinerary_errors.hpp"
#include "engine/trips/itinerary_service.hpp"
#include "engine/trips/trip_errors.hpp"

namespace tagwerk::trips {

static std::span<const json::EnumName<Severity>> enum_names(json::Tag<Severity>) {
  static const auto names = json::names_from_text(all_severities);
  return names;
}
static std::span<const json::EnumName<ConflictKind>> enum_names(json::Tag<ConflictKind>) {
  static const auto names = json::names_from_text(all_conflict_kinds);
  return names;
}
static std::span<const json::EnumName<ItemChangeKind>> enum_names(json::Tag<ItemChangeKind>) {
  static const auto names = json::names_from_text(all_item_change_kinds);
  return names;
}

}  // namespace tagwerk::trips

namespace tagwerk::resources {
namespace {

using core::EventId;
using pipeline::Exchange;
using pipeline::QueryParameter;
using trips::CheckedDraft;
using trips::ItineraryService;
using trips::PublicationChanges;
using trips::ToldItinerary;

constexpr const char* of_draft = "/api/v1/events/{event_id}/trip/itinerary";
constexpr const char* of_publication = "/api/v1/events/{event_id}/trip/itinerary/publication";
constexpr std::size_t itinerary_limit_bytes = 4 * 1024 * 1024;  // 300 items with notes of 2000 characters of four bytes

// ---- JSON -----------------------------------------------------------------------------------------------------------

struct ConflictDto {
  trips::ConflictKind kind = trips::ConflictKind::overlap;
  trips::Severity severity = trips::Severity::block;
  std::optional<std::string> item;
  std::optional<std::string> other_item;
  std::string detail;
};
const json::Object<ConflictDto>& shape(json::Tag<ConflictDto>) {
  static const auto object =
      json::Object<ConflictDto>("TripConflict", "What is wrong with an itinerary for those who travel it")
          .required("kind", &ConflictDto::kind)
          .required("severity", &ConflictDto::severity, json::about("block: it cannot be published"))
          .nullable("item", &ConflictDto::item, json::about("Its key; null: a night"))
          .nullable("other_item", &ConflictDto::other_item, json::about("The later one, where there are two"))
          .required("detail", &ConflictDto::detail, json::about("In a sentence, in the language asked for"));
  return object;
}

struct DraftDto {
  std::vector<PlaceDto> places;
  std::vector<trips::Transfer> transfers;
  std::vector<DraftItemDto> items;
  std::vector<ConflictDto> conflicts;
  int publications = 0;
};
const json::Object<DraftDto>& shape(json::Tag<DraftDto>) {
  static const auto object =
      json::Object<DraftDto>("TripItinerary", "The draft, and what is wrong with it")
          .required("places", &DraftDto::places)
          .required("transfers", &DraftDto::transfers)
          .required("items", &DraftDto::items, json::about("As they were written"))
          .required("conflicts", &DraftDto::conflicts, json::about("In the order of time, at most 500"))
          .required("publications", &DraftDto::publications, json::about("How often it was published so far"));
  return object;
}

struct ToldDto {
  EventId event_id;
  std::string event_name;
  int number = 0;
  core::Instant published_at;
  std::optional<std::string> note;
  std::vector<PlaceDto> places;
  std::vector<trips::Transfer> transfers;
  std::vector<ToldItemDto> items;
};
const json::Object<ToldDto>& shape(json::Tag<ToldDto>) {
  static const auto object =
      json::Object<ToldDto>("PublishedTripItinerary", "What travellers are told")
          .required("event_id", &ToldDto::event_id)
          .required("event_name", &ToldDto::event_name)
          .required("number", &ToldDto::number, json::about("From 1 on"))
          .required("published_at", &ToldDto::published_at)
          .nullable("note", &ToldDto::note)
          .required("places", &ToldDto::places)
          .required("transfers", &ToldDto::transfers)
          .required("items", &ToldDto::items,
                    json::about("Also those that were published before and are cancelled, the latest 300 of them"));
  return object;
}

struct ChangeDto {
  trips::ItemChangeKind kind = trips::ItemChangeKind::changed;
  std::string item;
  std::string title;
  std::optional<core::Instant> was_from;
  std::optional<core::Instant> was_until;
  std::vector<std::string> members;
};
const json::Object<ChangeDto>& shape(json::Tag<ChangeDto>) {
  static const auto object = json::Object<ChangeDto>("TripItemChange", "What is new about an item")
                                 .required("kind", &ChangeDto::kind)
                                 .required("item", &ChangeDto::item, json::about("Its key"))
                                 .required("title", &ChangeDto::title)
                                 .nullable("was_from", &ChangeDto::was_from,
                                           json::about("When it was before it moved, or before it was cancelled"))
                                 .nullable("was_until", &ChangeDto::was_until)
                                 .required("members", &ChangeDto::members, json::about("What else is different"));
  return object;
}

struct PublicationDto {
  int number = 0;
  core::Instant published_at;
  std::optional<std::string> note;
  std::vector<ChangeDto> changes;
};
const json::Object<PublicationDto>& shape(json::Tag<PublicationDto>) {
  static const auto object = json::Object<PublicationDto>("TripPublication", "A publication, and what it changed")
                                 .required("number", &PublicationDto::number)
                                 .required("published_at", &PublicationDto::published_at)
                                 .nullable("note", &PublicationDto::note)
                                 .required("changes", &PublicationDto::changes, json::about("Since the one before"));
  return object;
}

struct PublicationsDto {
  std::vector<PublicationDto> publications;
};
const json::Object<PublicationsDto>& shape(json::Tag<PublicationsDto>) {
  static const auto object =
      json::Object<PublicationsDto>("TripPublications", "What was published so far")
          .required("publications", &PublicationsDto::publications, json::about("The latest first, at most 10"));
  return object;
}

struct PublishBody {
  std::optional<std::string> note;
};
const json::Object<PublishBody>& shape(json::Tag<PublishBody>) {
  static const auto object = json::Object<PublishBody>("NewTripPublication", "What the publication says")
                                 .optional("note", &PublishBody::note, json::text(1, trips::max_publication_note));
  return object;
}

ConflictDto to_dto(const trips::Conflict& conflict, const trips::Itinerary& itinerary, core::Language language) {
  const auto key = [&](const std::optional<std::size_t>& position) {
    return position ? std::optional(itinerary.items[*position].key) : std::nullopt;
  };
  return {.kind = conflict.kind,
          .severity = conflict.severity,
          .item = key(conflict.item),
          .other_item = key(conflict.other),
          .detail = trips::words_of(conflict, language)};
}

DraftDto to_dto(const CheckedDraft& draft, core::Language language) {
  DraftDto dto{.places = places_of(draft.itinerary),
               .transfers = draft.itinerary.transfers,
               .items = {},
               .conflicts = {},
               .publications = draft.publications};
  for (const auto& item : draft.itinerary.items)
    dto.items.push_back(draft_item(item, trips::span_of(draft.itinerary, item)));
  for (const auto& one : draft.conflicts) dto.conflicts.push_back(to_dto(one, draft.itinerary, language));
  return dto;
}

ToldDto to_dto(const ToldItinerary& told) {
  const auto& publication = told.publication;
  ToldDto dto{.event_id = told.event.id,
              .event_name = told.event.name,
              .number = publication.number,
              .published_at = publication.published_at,
              .note = publication.note,
              .places = places_of(publication.itinerary),
              .transfers = publication.itinerary.transfers,
              .items = {}};
  for (std::size_t i = 0; i < publication.items.size(); ++i) {
    const auto& noun = publication.itinerary.items[i];
    ToldItemDto item{draft_item(noun, trips::span_of(publication.itinerary, noun))};
    const bool off = told.is_off() && !publication.items[i].cancelled;
    item.sequence = publication.items[i].sequence + (off ? 1 : 0);
    item.cancelled = publication.items[i].cancelled || off;
    dto.items.push_back(std::move(item));
  }
  return dto;
}

PublicationDto to_dto(const PublicationChanges& publication) {
  PublicationDto dto{
      .number = publication.number, .published_at = publication.published_at, .note = publication.note, .changes = {}};
  for (const auto& one : publication.changes) {
    ChangeDto change{.kind = one.kind,
                     .item = one.item,
                     .title = one.title,
                     .was_from = {},
                     .was_until = {},
                     .members = one.members};
    if (one.was) {
      change.was_from = one.was->starts_at;
      change.was_until = one.was->ends_at;
    }
    dto.changes.push_back(std::move(change));
  }
  return dto;
}

// ---- the routes -------------------------------------------------------------------------------------------------------

core::Result<http::Response> answer(Exchange& x, const core::Result<CheckedDraft>& draft) {
  if (!draft) return draft.error();
  auto response = draft->version == 0 ? pipeline::ok(to_dto(*draft, x.language()))
                                      : pipeline::ok(to_dto(*draft, x.language()), draft->version);
  tell_language(response, x.language());
  return response;
}

core::Result<http::Response> get_draft(ItineraryService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  return answer(x, service.draft(x.call(), *event));
}

core::Result<http::Response> put_draft(ItineraryService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<NewItinerary>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(x, service.put(x.call(), *event, to_noun(*body), *version, x.flag("dry_run")));
}

core::Result<http::Response> publish(ItineraryService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<PublishBody>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto done = service.publish(x.call(), *event, body->note, *version);
  if (!done) return done.error();
  return pipeline::ok(to_dto(*done));
}

std::optional<int> number_of(const Exchange& x, std::string_view name) {
  const auto number = x.integer(name);
  return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

core::Result<http::Response> get_published(ItineraryService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto told = service.published(x.call(), *event, number_of(x, "number"));
  if (!told) return told.error();
  return told_itinerary(x, *told);
}

core::Result<http::Response> list_publications(ItineraryService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto list = service.publications(x.call(), *event, number_of(x, "before"));
  if (!list) return list.error();
  PublicationsDto dto;
  for (const auto& one : *list) dto.publications.push_back(to_dto(one));
  return pipeline::ok(dto);
}

}  // namespace

http::Response told_itinerary(const Exchange& x, const ToldItinerary& told) {
  if (wants_calendar(x)) return calendar_answer(to_trip_calendar(told));
  auto response = pipeline::ok(to_dto(told));
  response.with("etag", content_etag(response.body)).with("vary", "Accept");
  return response;
}

std::vector<pipeline::Answer> told_itinerary_answers() {
  return {{200, "The itinerary", json::schema<ToldDto>()}, {200, "The same as iCalendar", {}, "text/calendar"}};
}

QueryParameter calendar_format_parameter() {
  return {.name = "format",
          .kind = QueryParameter::Kind::choice,
          .description = "json (default), or ics for calendars",
          .choices = {"json", "ics"}};
}

void add_trip_itinerary_routes(pipeline::RouteTable& table, ItineraryService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = of_draft,
                   .operation_id = "getTripItinerary",
                   .tag = "trips",
                   .summary = "The draft of where a trip goes, with what is wrong with it",
                   .roles = access::staff,
                   .answers = {{200, "The draft", json::schema<DraftDto>()}},
                   .errors = {&trips::not_a_study_trip, &trips::no_itinerary},
                   .never_304 = true,  // conflicts depend on heads and on the event's days
                   .handle = [&service](Exchange& x) { return get_draft(service, x); }});
  table.push_back(
      {.method = http::Method::put,
       .pattern = of_draft,
       .operation_id = "putTripItinerary",
       .tag = "trips",
       .summary = "Say where a trip goes, and what happens there",
       .description =
           "Replaces the whole draft; what travellers see stays as it was published. Conflicts do not keep it from being "
           "written down: they are in the answer, each with the items that it is about. `?dry_run=true` answers the same, "
           "and keeps nothing.\n\nAn item keeps its key when it moves. Times are those of the wall where it begins and "
           "where it ends.",
       .roles = access::organizers,
       .query = {{.name = "dry_run",
                  .kind = QueryParameter::Kind::boolean,
                  .description = "true: only say what would be wrong"}},
       .body = pipeline::BodyRule::json<NewItinerary>(itinerary_limit_bytes),
       .answers = {{200, "The draft as it is now", json::schema<DraftDto>()}},
       .errors = {&trips::not_a_study_trip, &trips::no_such_place, &trips::leads_nowhere, &trips::ends_elsewhere,
                  &trips::needs_an_end, &trips::far_from_the_trip, &trips::mode_without_travel},
       .precondition = pipeline::Precondition::if_match_optional,
       .handle = [&service](Exchange& x) { return put_draft(service, x); }});
  table.push_back({.method = http::Method::put,
                   .pattern = of_publication,
                   .operation_id = "publishTripItinerary",
                   .tag = "trips",
                   .summary = "Publish the draft: from now on it is what travellers are told",
                   .description = "Refused where a conflict blocks it; `If-Match` is the draft's.",
                   .roles = access::organizers,
                   .body = pipeline::BodyRule::optional_json<PublishBody>(),
                   .answers = {{200, "What it changed", json::schema<PublicationDto>()}},
                   .errors = {&trips::not_a_study_trip, &trips::no_itinerary, &trips::itinerary_has_conflicts,
                              &trips::itinerary_conflict, &trips::itinerary_unchanged, &trips::too_many_publications},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return publish(service, x); }});
  table.push_back(
      {.method = http::Method::get,
       .pattern = of_publication,
       .operation_id = "getPublishedTripItinerary",
       .tag = "trips",
       .summary = "What travellers are told of a trip",
       .description =
           "A company's token is told of trips on which it has confirmed heads. `?format=ics` is an iCalendar to which a "
           "calendar can subscribe: an item keeps its UID, its SEQUENCE rises when it changes, and one that is dropped stays "
           "in it as cancelled.",
       .roles = access::everyone,
       .query = {{.name = "number",
                  .kind = QueryParameter::Kind::integer,
                  .description = "An earlier publication",
                  .min = 1,
                  .max = trips::max_publications},
                 calendar_format_parameter()},
       .answers = told_itinerary_answers(),
       .errors = {&trips::not_a_study_trip, &trips::no_published_itinerary},
       .handle = [&service](Exchange& x) { return get_published(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/events/{event_id}/trip/itinerary/publications",
                   .operation_id = "listTripPublications",
                   .tag = "trips",
                   .summary = "What was published so far, and what each publication changed",
                   .roles = access::everyone,
                   .query = {{.name = "before",
                              .kind = QueryParameter::Kind::integer,
                              .description = "Only those with a smaller number",
                              .min = 1,
                              .max = trips::max_publications + 1}},
                   .answers = {{200, "The publications", json::schema<PublicationsDto>()}},
                   .errors = {&trips::not_a_study_trip},
                   .never_304 = true,
                   .handle = [&service](Exchange& x) { return list_publications(service, x); }});
}

}  // namespace tagwerk::resources
