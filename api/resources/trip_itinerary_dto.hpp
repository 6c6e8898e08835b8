// Purpose: an itinerary in JSON, as it is written and as it is read. Thread-safety: values and pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/json/codec.hpp"
#include "engine/core/time.hpp"
#include "engine/trips/itinerary.hpp"
#include "engine/trips/itinerary_publication.hpp"

namespace tagwerk::resources {

struct HoursDto {
  std::optional<std::vector<trips::Weekday>> days;
  core::TimeOfDay opens_at;
  core::TimeOfDay closes_at;
};

struct PlaceDto {
  std::string key;
  std::string name;
  std::string country;
  std::string time_zone;
  std::optional<std::string> address;
  std::optional<std::vector<HoursDto>> hours;
};

struct ItemDto {
  std::string key;
  trips::ItemKind kind = trips::ItemKind::visit;
  std::string title;
  std::string place;
  std::optional<std::string> to;
  core::Date starts_on;
  core::TimeOfDay starts_at;
  core::Date ends_on;
  core::TimeOfDay ends_at;
  std::optional<bool> for_everybody;
  std::optional<int> limit;
  std::optional<std::vector<trips::SubGroup>> groups;
  std::optional<trips::TravelMode> mode;
  std::optional<std::string> carrier;
  std::optional<std::string> number;
  std::optional<std::string> host;
  std::optional<std::string> contact;
  std::optional<std::string> dress;
  std::optional<std::string> identification;
  std::optional<core::Date> register_by;
  std::optional<std::string> note;
};
[[nodiscard]] const json::Object<ItemDto>& shape(json::Tag<ItemDto>);

struct NewItinerary {
  std::vector<PlaceDto> places;
  std::optional<std::vector<trips::Transfer>> transfers;
  std::vector<ItemDto> items;
};
[[nodiscard]] const json::Object<NewItinerary>& shape(json::Tag<NewItinerary>);

/// With the instants that its times are.
struct DraftItemDto : ItemDto {
  core::Instant from;
  core::Instant until;
};
[[nodiscard]] const json::Object<DraftItemDto>& shape(json::Tag<DraftItemDto>);

struct ToldItemDto : DraftItemDto {
  int sequence = 0;
  bool cancelled = false;
};
[[nodiscard]] const json::Object<ToldItemDto>& shape(json::Tag<ToldItemDto>);

[[nodiscard]] const json::Object<PlaceDto>& shape(json::Tag<PlaceDto>);

[[nodiscard]] trips::Itinerary to_noun(const NewItinerary& body);
[[nodiscard]] std::vector<PlaceDto> places_of(const trips::Itinerary& itinerary);
[[nodiscard]] DraftItemDto draft_item(const trips::Item& item, const trips::Span& span);

}  // namespace tagwerk::resources

namespace tagwerk::trips {
[[nodiscard]] const json::Object<Transfer>& shape(json::Tag<Transfer>);
}
