#include "api/resources/trip_price_dto.hpp"

#include <span>

#include "api/resources/enum_texts.hpp"

namespace tagwerk::trips {

static std::span<const json::EnumName<PriceLineKind>> enum_names(json::Tag<PriceLineKind>) {
  static const auto names = json::names_from_text(all_price_line_kinds);
  return names;
}

}  // namespace tagwerk::trips

namespace tagwerk::resources {

static const json::Object<TripPriceLineDto>& shape(json::Tag<TripPriceLineDto>) {
  using Dto = TripPriceLineDto;
  static const auto object = json::Object<Dto>("TripPriceLine")
                                 .required("kind", &Dto::kind)
                                 .nullable("reason", &Dto::reason, json::about("Of an adjustment"))
                                 .required("amount", &Dto::amount, json::about("Below 0: a discount"));
  return object;
}

const json::Object<TripPriceDto>& shape(json::Tag<TripPriceDto>) {
  using Dto = TripPriceDto;
  static const auto object = json::Object<Dto>("TripPrice", "What a traveller pays; VAT is not computed here")
                                 .required("lines", &Dto::lines)
                                 .required("total", &Dto::total, json::about("The sum of the lines"));
  return object;
}

TripPriceDto trip_price_dto(const trips::TravellerPrice& price, const std::string& currency) {
  TripPriceDto dto{.lines = {}, .total = {price.total, currency}};
  dto.lines.reserve(price.lines.size());
  for (const auto& line : price.lines) dto.lines.push_back({line.kind, line.reason, {line.amount, currency}});
  return dto;
}

}  // namespace tagwerk::resources
