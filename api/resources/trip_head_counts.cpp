#include "api/resources/trip_head_counts.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/trip_itinerary_dto.hpp"
#include "engine/trips/head_count_service.hpp"
#include "engine/trips/itinerary_errors.hpp"
#include "engine/trips/trip_errors.hpp"

namespace tagwerk::trips {

static const json::Object<MissingHead>& shape(json::Tag<MissingHead>) {
  static const auto object =
      json::Object<MissingHead>("MissingTraveller", "Who should be there, and was not let in or has left again")
          .required("participant_id", &MissingHead::participant)
          .nullable("given_name", &MissingHead::given_name, json::about("null: to be named later"))
          .nullable("family_name", &MissingHead::family_name)
          .required("company_id", &MissingHead::company)
          .required("company", &MissingHead::company_name);
  return object;
}

static const json::Object<HeadCount>& shape(json::Tag<HeadCount>) {
  static const auto object = json::Object<HeadCount>("TripHeadCount", "By the check-in list that has the item's key")
                                 .required("expected", &HeadCount::expected, json::about("Confirmed heads on the list"))
                                 .required("inside", &HeadCount::inside)
                                 .required("missing", &HeadCount::missing);
  return object;
}

}  // namespace tagwerk::trips

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using trips::HeadCountService;
using trips::TripDay;

struct DayItemDto {
  DraftItemDto item;
  std::string place_name;
  std::optional<trips::HeadCount> heads;
};
const json::Object<DayItemDto>& shape(json::Tag<DayItemDto>) {
  static const auto object =
      json::Object<DayItemDto>("TripDayItem", "Something that is on, and who is there")
          .required("item", &DayItemDto::item)
          .required("place_name", &DayItemDto::place_name)
          .nullable("heads", &DayItemDto::heads, json::about("null: no check-in list has its key"));
  return object;
}

struct DayDto {
  core::Date day;
  std::vector<DayItemDto> items;
};
const json::Object<DayDto>& shape(json::Tag<DayDto>) {
  static const auto object = json::Object<DayDto>("TripDay", "A day of a trip for its guide")
                                 .required("day", &DayDto::day)
                                 .required("items", &DayDto::items, json::about("In the order of time"));
  return object;
}

core::Result<http::Response> get_day(HeadCountService& service, Exchange& x) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  const auto told = service.day(x.call(), *event, x.date("day"));
  if (!told) return told.error();
  DayDto dto{.day = told->day, .items = {}};
  for (const auto& one : told->items)
    dto.items.push_back({.item = draft_item(one.item, one.span), .place_name = one.place_name, .heads = one.heads});
  return pipeline::ok(dto);
}

}  // namespace

void add_trip_head_counts_routes(pipeline::RouteTable& table, HeadCountService& service) {
  table.push_back(
      {.method = http::Method::get,
       .pattern = "/api/v1/events/{event_id}/trip/head-counts",
       .operation_id = "getTripHeadCounts",
       .tag = "trips",
       .summary = "The day of a trip for its guide: what is on, who is there, and who is missing",
       .description =
           "Of the published itinerary. Heads are counted at an item by the check-in list that has its key: make one with "
           "`POST /events/{event_id}/check-in-lists` and scan with `list`; the pack for scanners without network and the import "
           "of what they saw work as at any door.",
       .roles = access::staff,
       .query = {{.name = "day",
                  .kind = pipeline::QueryParameter::Kind::date,
                  .description = "By the clocks of the places; today in the event's zone where it is left out"}},
       .answers = {{200, "The day", json::schema<DayDto>()}},
       .errors = {&trips::not_a_study_trip, &trips::no_published_itinerary},
       .never_304 = true,  // it changes with every scan
       .handle = [&service](Exchange& x) { return get_day(service, x); }});
}

}  // namespace tagwerk::resources
