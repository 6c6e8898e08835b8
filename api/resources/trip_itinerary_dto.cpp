#include "api/resources/trip_itinerary_dto.hpp"

#include <span>
#include <utility>

#include "api/json/inherited.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/time_of_day_form.hpp"

namespace tagwerk::trips {

static std::span<const json::EnumName<ItemKind>> enum_names(json::Tag<ItemKind>) {
  static const auto names = json::names_from_text(all_item_kinds);
  return names;
}
static std::span<const json::EnumName<TravelMode>> enum_names(json::Tag<TravelMode>) {
  static const auto names = json::names_from_text(all_travel_modes);
  return names;
}
static std::span<const json::EnumName<Weekday>> enum_names(json::Tag<Weekday>) {
  static const auto names = json::names_from_text(all_weekdays);
  return names;
}

// Lengths, ranges and what members are to each other are checked by the noun.
const json::Object<Transfer>& shape(json::Tag<Transfer>) {
  static const auto object = json::Object<Transfer>("TripTransfer", "How long the way between two places takes")
                                 .required("from", &Transfer::from, json::about("Key of a place").like(R"("hotel")"))
                                 .required("to", &Transfer::to,
                                           json::about("Another; the way back takes as long, unless "
                                                       "it is there as well"))
                                 .required("minutes", &Transfer::minutes, json::about("0 to 1440").like("45"));
  return object;
}

static const json::Object<SubGroup>& shape(json::Tag<SubGroup>) {
  static const auto object = json::Object<SubGroup>("TripSubGroup", "Part of those who take part: one of two buses")
                                 .required("key", &SubGroup::key, json::about("Of this item").like(R"("bus-1")"))
                                 .required("name", &SubGroup::name)
                                 .nullable("limit", &SubGroup::limit, json::about("Heads; null: any number"));
  return object;
}

}  // namespace tagwerk::trips

namespace tagwerk::resources {

static const json::Object<HoursDto>& shape(json::Tag<HoursDto>) {
  static const auto object =
      json::Object<HoursDto>("TripOpeningHours", "When a place is open, by its own clock")
          .nullable("days", &HoursDto::days, json::about("Every day where they are left out"))
          .required("opens_at", &HoursDto::opens_at)
          .required("closes_at", &HoursDto::closes_at,
                    json::about("On the next day where it is not later: 06:30 to 00:00 is until midnight"));
  return object;
}

namespace {

using trips::Item;
using trips::Itinerary;
using trips::Place;

template <class T>
json::Object<T> with_item(json::Object<T> object) {
  return std::move(object)
      .required("key", json::inherited<T>(&T::key),
                json::about("Its name for ever, also when it moves").like(R"("huawei")"))
      .required("kind", json::inherited<T>(&T::kind))
      .required("title", json::inherited<T>(&T::title), json::about("One line"))
      .required("place", json::inherited<T>(&T::place), json::about("Key of the place where it begins"))
      .nullable("to", json::inherited<T>(&T::to), json::about("Where it ends: of travel and border crossings"))
      .required("starts_on", json::inherited<T>(&T::starts_on), json::about("In the zone of its place, as starts_at"))
      .required("starts_at", json::inherited<T>(&T::starts_at), json::about("Wall time there"))
      .required("ends_on", json::inherited<T>(&T::ends_on), json::about("In the zone of where it ends, as ends_at"))
      .required("ends_at", json::inherited<T>(&T::ends_at), json::about("Wall time there"))
      .nullable("for_everybody", json::inherited<T>(&T::for_everybody),
                json::about("true where it is left out; otherwise travellers are assigned one by one"))
      .nullable("limit", json::inherited<T>(&T::limit),
                json::about("Heads, of the host or the carrier; null: any number"))
      .nullable("groups", json::inherited<T>(&T::groups), json::about("At most 20"))
      .nullable("mode", json::inherited<T>(&T::mode), json::about("Of travel"))
      .nullable("carrier", json::inherited<T>(&T::carrier))
      .nullable("number", json::inherited<T>(&T::number), json::about("Of the flight or train").like(R"("XY 796")"))
      .nullable("host", json::inherited<T>(&T::host))
      .nullable("contact", json::inherited<T>(&T::contact))
      .nullable("dress", json::inherited<T>(&T::dress))
      .nullable("identification", json::inherited<T>(&T::identification),
                json::about("What the host wants to see at the door"))
      .nullable("register_by", json::inherited<T>(&T::register_by), json::about("Names have to be with the host"))
      .nullable("note", json::inherited<T>(&T::note), json::about("At most 2000 characters"));
}

template <class T>
json::Object<T> with_instants(json::Object<T> object) {
  return std::move(object)
      .required("from", json::inherited<T>(&T::from), json::about("The instant at which it begins"))
      .required("until", json::inherited<T>(&T::until));
}

}  // namespace

const json::Object<PlaceDto>& shape(json::Tag<PlaceDto>) {
  static const auto object =
      json::Object<PlaceDto>("TripPlace", "Where something is")
          .required("key", &PlaceDto::key, json::about("Items and transfers name it").like(R"("hotel")"))
          .required("name", &PlaceDto::name, json::about("One line"))
          .required("country", &PlaceDto::country, json::format(json::Format::country))
          .required("time_zone", &PlaceDto::time_zone, json::about("IANA name").like(R"("Asia/Hong_Kong")"))
          .nullable("address", &PlaceDto::address, json::about("One line"))
          .nullable("hours", &PlaceDto::hours, json::about("Always open where there are none; at most 14"));
  return object;
}

const json::Object<ItemDto>& shape(json::Tag<ItemDto>) {
  static const auto object = with_item(
      json::Object<ItemDto>("NewTripItem", "Something that happens on the trip: a flight, a border, a visit"));
  return object;
}

const json::Object<NewItinerary>& shape(json::Tag<NewItinerary>) {
  static const auto object = json::Object<NewItinerary>("NewTripItinerary", "Where a trip goes, and what happens there")
                                 .required("places", &NewItinerary::places, json::about("At most 60"))
                                 .nullable("transfers", &NewItinerary::transfers, json::about("At most 400"))
                                 .required("items", &NewItinerary::items, json::about("At most 300"));
  return object;
}

const json::Object<DraftItemDto>& shape(json::Tag<DraftItemDto>) {
  static const auto object = with_instants(with_item(json::Object<DraftItemDto>("TripItem", "An item of the draft")));
  return object;
}

const json::Object<ToldItemDto>& shape(json::Tag<ToldItemDto>) {
  static const auto object =
      with_instants(with_item(json::Object<ToldItemDto>("PublishedTripItem", "An item as travellers are told of it")))
          .required("sequence", &ToldItemDto::sequence, json::about("Rises with each change of it"))
          .required("cancelled", &ToldItemDto::cancelled, json::about("It was published, and does not take place"));
  return object;
}

Itinerary to_noun(const NewItinerary& body) {
  Itinerary itinerary;
  itinerary.places.reserve(body.places.size());
  for (const auto& one : body.places) {
    Place place{.key = one.key,
                .name = one.name,
                .country = one.country,
                .time_zone = one.time_zone,
                .address = one.address,
                .hours = {}};
    for (const auto& span : one.hours.value_or(std::vector<HoursDto>{})) {
      place.hours.push_back({.days = span.days.value_or(std::vector<trips::Weekday>{}),
                             .opens_at = span.opens_at,
                             .closes_at = span.closes_at});
    }
    itinerary.places.push_back(std::move(place));
  }
  itinerary.transfers = body.transfers.value_or(std::vector<trips::Transfer>{});
  itinerary.items.reserve(body.items.size());
  for (const auto& one : body.items) {
    itinerary.items.push_back({.key = one.key,
                               .kind = one.kind,
                               .title = one.title,
                               .place = one.place,
                               .to = one.to,
                               .starts = {one.starts_on, one.starts_at},
                               .ends = {one.ends_on, one.ends_at},
                               .for_everybody = one.for_everybody.value_or(true),
                               .limit = one.limit,
                               .groups = one.groups.value_or(std::vector<trips::SubGroup>{}),
                               .mode = one.mode,
                               .carrier = one.carrier,
                               .number = one.number,
                               .host = one.host,
                               .contact = one.contact,
                               .dress = one.dress,
                               .identification = one.identification,
                               .register_by = one.register_by,
                               .note = one.note});
  }
  return itinerary;
}

std::vector<PlaceDto> places_of(const Itinerary& itinerary) {
  std::vector<PlaceDto> places;
  places.reserve(itinerary.places.size());
  for (const auto& one : itinerary.places) {
    PlaceDto dto{.key = one.key,
                 .name = one.name,
                 .country = one.country,
                 .time_zone = one.time_zone,
                 .address = one.address,
                 .hours = std::vector<HoursDto>{}};
    for (const auto& span : one.hours)
      dto.hours->push_back({.days = span.days, .opens_at = span.opens_at, .closes_at = span.closes_at});
    places.push_back(std::move(dto));
  }
  return places;
}

DraftItemDto draft_item(const Item& item, const trips::Span& span) {
  DraftItemDto dto;
  dto.key = item.key;
  dto.kind = item.kind;
  dto.title = item.title;
  dto.place = item.place;
  dto.to = item.to;
  dto.starts_on = item.starts.date;
  dto.starts_at = item.starts.time;
  dto.ends_on = item.ends.date;
  dto.ends_at = item.ends.time;
  dto.for_everybody = item.for_everybody;
  dto.limit = item.limit;
  dto.groups = item.groups;
  dto.mode = item.mode;
  dto.carrier = item.carrier;
  dto.number = item.number;
  dto.host = item.host;
  dto.contact = item.contact;
  dto.dress = item.dress;
  dto.identification = item.identification;
  dto.register_by = item.register_by;
  dto.note = item.note;
  dto.from = span.starts_at;
  dto.until = span.ends_at;
  return dto;
}

}  // namespace tagwerk::resources
