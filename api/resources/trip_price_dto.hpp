// Purpose: how the price of a traveller is shown: its lines, and their sum. Thread-safety: values and pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/json/codec.hpp"
#include "engine/trips/trip_price.hpp"

namespace tagwerk::resources {

struct TripPriceLineDto {
  trips::PriceLineKind kind = trips::PriceLineKind::base;
  std::optional<std::string> reason;
  core::Money amount;
};
struct TripPriceDto {
  std::vector<TripPriceLineDto> lines;
  core::Money total;
};
[[nodiscard]] const json::Object<TripPriceDto>& shape(json::Tag<TripPriceDto>);
[[nodiscard]] TripPriceDto trip_price_dto(const trips::TravellerPrice& price, const std::string& currency);

}  // namespace tagwerk::resources
