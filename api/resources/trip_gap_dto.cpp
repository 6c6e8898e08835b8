#include "api/resources/trip_gap_dto.hpp"

#include "api/resources/enum_texts.hpp"

namespace tagwerk::trips {

std::span<const json::EnumName<Requirement>> enum_names(json::Tag<Requirement>) {
  static const auto names = json::names_from_text(all_requirements);
  return names;
}

std::span<const json::EnumName<Problem>> enum_names(json::Tag<Problem>) {
  static const auto names = json::names_from_text(all_problems);
  return names;
}

const json::Object<Gap>& shape(json::Tag<Gap>) {
  static const auto object =
      resources::with_gap(json::Object<Gap>("TripGap", "Something that a traveller lacks"), &Gap::requirement,
                          &Gap::country, &Gap::problem, &Gap::needed_until, &Gap::due_on, &Gap::is_overdue);
  return object;
}

}  // namespace tagwerk::trips
