#include "api/resources/events.hpp"

#include <memory>
#include <span>

#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/seen.hpp"
#include "api/resources/series.hpp"
#include "engine/core/refusals.hpp"
#include "engine/core/text.hpp"
#include "engine/events/event_service.hpp"
#include "engine/events/events_errors.hpp"
#include "engine/meetings/meetings_errors.hpp"

// How the nouns look outside; beside them, where the codec finds it.
namespace tagwerk::events {
namespace {

const auto series_key = json::format(json::Format::key).about("Of its series").like(R"("jahreskongress")");
constexpr auto name = json::text(1, 200);
const auto edition_year = json::range(min_edition_year, max_edition_year)
                              .about("What statistics count it under; may differ from the year of starts_on")
                              .like("2016");
const auto ends_on = json::about("The last day, at or after starts_on");
const auto time_zone = json::format(json::Format::time_zone).like(R"("Europe/Berlin")");
constexpr auto city = json::text(1, 100);
constexpr auto country = json::format(json::Format::country);
constexpr auto note = json::note(10'000);

}  // namespace

std::span<const json::EnumName<EventStatus>> enum_names(json::Tag<EventStatus>) {
  static const auto names = json::names_from_text(all_event_statuses);
  return names;
}

static const json::Object<NewEvent>& shape(json::Tag<NewEvent>) {
  static const auto object = json::Object<NewEvent>("NewEvent", "A new event")
                                 .required("series_key", &NewEvent::series_key, series_key)
                                 .required("name", &NewEvent::name, name)
                                 .required("edition_year", &NewEvent::edition_year, edition_year)
                                 .required("starts_on", &NewEvent::starts_on)
                                 .required("ends_on", &NewEvent::ends_on, ends_on)
                                 .required("time_zone", &NewEvent::time_zone, time_zone)
                                 .required("city", &NewEvent::city, city)
                                 .required("country", &NewEvent::country, country)
                                 .optional("venue_id", &NewEvent::venue)
                                 .required("status", &NewEvent::status, json::about("Any may be the first"))
                                 .optional("note", &NewEvent::note, note)
                                 .rule({"starts_on", "ends_on"}, [](const NewEvent& event) {
                                   return check_days(event.starts_on, event.ends_on);
                                 });
  return object;
}

static const json::Object<EventPatch>& shape(json::Tag<EventPatch>) {
  static const auto object = json::Object<EventPatch>("EventPatch", "What is to be changed")
                                 .patch("series_key", &EventPatch::series_key, series_key)
                                 .patch("name", &EventPatch::name, name)
                                 .patch("edition_year", &EventPatch::edition_year, edition_year)
                                 .patch("starts_on", &EventPatch::starts_on)
                                 .patch("ends_on", &EventPatch::ends_on, ends_on)
                                 .patch("time_zone", &EventPatch::time_zone, time_zone)
                                 .patch("city", &EventPatch::city, city)
                                 .patch("country", &EventPatch::country, country)
                                 .patch("venue_id", &EventPatch::venue)
                                 .patch("status", &EventPatch::status)
                                 .patch("note", &EventPatch::note, note)
                                 .rule({"starts_on", "ends_on"}, [](const EventPatch& patch) {
                                   if (!patch.starts_on || !patch.ends_on) return std::vector<core::FieldError>{};
                                   return check_days(*patch.starts_on, *patch.ends_on);
                                 });
  return object;
}

static const json::Object<Event>& shape(json::Tag<Event>) {
  static const auto object = json::Object<Event>("Event", "One edition of a series, at one place, on one or more days")
                                 .required("id", &Event::id)
                                 .required("series_key", &Event::series_key, series_key)
                                 .required("kind", &Event::kind, json::about("Its series'"))
                                 .required("name", &Event::name, name)
                                 .required("edition_year", &Event::edition_year, edition_year)
                                 .required("starts_on", &Event::starts_on)
                                 .required("ends_on", &Event::ends_on, ends_on)
                                 .required("time_zone", &Event::time_zone, time_zone)
                                 .required("city", &Event::city, city)
                                 .required("country", &Event::country, country)
                                 .nullable("venue_id", &Event::venue)
                                 .required("status", &Event::status)
                                 .nullable("note", &Event::note, note)
                                 .required("created_at", &Event::created_at)
                                 .required("updated_at", &Event::updated_at);
  return object;
}

}  // namespace tagwerk::events

namespace tagwerk::resources {
namespace {

using core::EventId;
using events::Event;
using events::EventPatch;
using events::EventService;
using events::NewEvent;
using pipeline::BodyRule;
using pipeline::Exchange;
using pipeline::Precondition;
using pipeline::QueryParameter;

constexpr const char* all_of_them = "/api/v1/events";
constexpr const char* one_of_them = "/api/v1/events/{event_id}";

constexpr std::string_view rules_of_change =
    "`planned`, `open` and `closed` follow each other in any order, and each may become `completed` or `cancelled`. "
    "`completed` only goes back to `closed`, to correct what was completed too early. `cancelled` is final: it cancels "
    "the registrations, held places and tickets at once, so a new date is a new event; an event that is `completed` "
    "goes back to `closed` before it can be cancelled. Moving the dates or the series keeps everything that hangs on "
    "the event; figures follow it.";

events::EventFilter filter_of(const Exchange& x) {
  events::EventFilter filter;
  filter.series_key = x.text("series_key");
  if (const auto kind = x.text("kind")) filter.kind = events::parse_series_kind(*kind);
  if (const auto status = x.text("status")) filter.status = events::parse_event_status(*status);
  if (const auto year = x.integer("edition_year")) filter.edition_year = static_cast<int>(*year);
  filter.from = x.date("from");
  filter.to = x.date("to");
  return filter;
}

std::vector<QueryParameter> filters() {
  using Kind = QueryParameter::Kind;
  return {{.name = "series_key", .kind = Kind::key, .description = "Only events of this series"},
          {.name = "kind",
           .kind = Kind::choice,
           .description = "Only events whose series is of this kind",
           .choices = choices_of(events::all_series_kinds)},
          {.name = "status",
           .kind = Kind::choice,
           .description = "Only events of this status",
           .choices = choices_of(events::all_event_statuses)},
          {.name = "edition_year",
           .kind = Kind::integer,
           .description = "Only events of this edition",
           .min = events::min_edition_year,
           .max = events::max_edition_year},
          {.name = "from", .kind = Kind::date, .description = "Only events that start on this day or later"},
          {.name = "to", .kind = Kind::date, .description = "Only events that start on this day or earlier"}};
}

core::Result<http::Response> create(EventService& service, Exchange& x) {
  const auto body = x.body<NewEvent>();
  if (!body) return body.error();
  const auto event = service.create(x.call(), *body);
  if (!event) return event.error();
  return pipeline::created(*event, std::string(all_of_them) + "/" + event->id.text(), event->version);
}

core::Result<http::Response> list(EventService& service, Exchange& x) {
  const auto page = service.list(x.call(), filter_of(x), x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, [](const Event& event) -> const Event& { return event; });
}

core::Result<http::Response> find(EventService& service, Exchange& x) {
  const auto id = x.id<EventId>("event_id");
  if (!id) return id.error();
  const auto event = service.find(x.call(), *id);
  if (!event) return event.error();
  return pipeline::ok(*event, event->version);
}

core::Result<http::Response> change(EventService& service, Exchange& x) {
  const auto id = x.id<EventId>("event_id");
  if (!id) return id.error();
  const auto body = x.body<EventPatch>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto event = service.change(x.call(), *id, *body, *version);
  if (!event) return event.error();
  return pipeline::ok(*event, event->version);
}

core::Result<http::Response> remove(EventService& service, Exchange& x) {
  const auto id = x.id<EventId>("event_id");
  if (!id) return id.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  if (const auto done = service.remove(x.call(), *id, *version); !done) return done.error();
  return pipeline::no_content();
}

}  // namespace

void add_events_routes(pipeline::RouteTable& table, EventService& service) {
  table.push_back({.method = http::Method::post,
                   .pattern = all_of_them,
                   .operation_id = "createEvent",
                   .tag = "events",
                   .summary = "Create an event",
                   .roles = access::organizers,
                   .body = BodyRule::json<NewEvent>(),
                   .answers = {{201, "The new event", json::schema<Event>()}},
                   .errors = {&core::reference_not_found},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return create(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = all_of_them,
                   .operation_id = "listEvents",
                   .tag = "events",
                   .summary = "Events, by time of creation",
                   .roles = access::everyone,
                   .query = pipeline::list_parameters(filters()),
                   .answers = {{200, "A page of events", pipeline::list_schema<Event>()}},
                   .handle = [&service](Exchange& x) { return list(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = one_of_them,
                   .operation_id = "getEvent",
                   .tag = "events",
                   .summary = "One event",
                   .roles = access::everyone,
                   .answers = {{200, "The event", json::schema<Event>()}},
                   .checks_scope_itself = true,
                   .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back(
      {.method = http::Method::patch,
       .pattern = one_of_them,
       .operation_id = "changeEvent",
       .tag = "events",
       .summary = "Change, move, open, close, complete or cancel an event",
       .description = rules_of_change,
       .roles = access::organizers,
       .body = BodyRule::json<EventPatch>(),
       .answers = {{200, "The event as it is now", json::schema<Event>()}},
       .errors = {&core::reference_not_found, &events::status_transition, &meetings::talks_outside_the_event},
       .precondition = Precondition::if_match,
       .handle = [&service](Exchange& x) { return change(service, x); }});
  table.push_back({.method = http::Method::delete_,
                   .pattern = one_of_them,
                   .operation_id = "deleteEvent",
                   .tag = "events",
                   .summary = "Delete an event on which nothing hangs",
                   .description = "Refused while it has registrations (cancelled ones as well), grades or figures.",
                   .roles = access::organizers,
                   .answers = {{204, "It is gone"}},
                   .errors = {&core::still_referenced},
                   .precondition = Precondition::if_match,
                   .handle = [&service](Exchange& x) { return remove(service, x); }});
}

pipeline::Resolver event_resolver(EventService& service, std::shared_ptr<Seen> seen) {
  return [&service, seen = std::move(seen)](const access::Call& call, const std::string& text) -> core::Result<> {
    const auto id = EventId::parse(text);
    if (!id) return core::refusals::not_found("event", core::echo(text));
    const auto& organization = call.principal.organization;
    if (seen->knows(organization, id->uuid)) return {};
    if (const auto found = service.find(call, *id); !found) return found.error();
    seen->add(organization, id->uuid);
    return {};
  };
}

}  // namespace tagwerk::resources
