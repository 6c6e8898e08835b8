// Purpose: the names of what a trip asks for and of what a traveller lacks, which several resources of a trip say.
// Thread-safety: immutable once built.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "api/json/codec.hpp"
#include "engine/trips/readiness.hpp"

namespace tagwerk::trips {

[[nodiscard]] std::span<const json::EnumName<Requirement>> enum_names(json::Tag<Requirement>);
[[nodiscard]] std::span<const json::EnumName<Problem>> enum_names(json::Tag<Problem>);
[[nodiscard]] const json::Object<Gap>& shape(json::Tag<Gap>);

}  // namespace tagwerk::trips

namespace tagwerk::resources {

/// Of the members of Gap, and of those that begin with them.
template <class T>
[[nodiscard]] json::Object<T> with_gap(json::Object<T> object, trips::Requirement T::*requirement,
                                       std::optional<std::string> T::*country, trips::Problem T::*problem,
                                       std::optional<core::Date> T::*needed_until, std::optional<core::Date> T::*due_on,
                                       bool T::*is_overdue) {
  return std::move(object)
      .required("requirement", requirement)
      .nullable("country", country, json::about("Of a visa"))
      .required(
          "problem", problem,
          json::about("missing; expires_too_early: a passport; does_not_cover: a visa or an insurance is not valid for "
                      "all of the trip; not_granted: a visa is applied for; refused; stay_too_long: the trip has more "
                      "days than the country allows; unknown_rule: no rule says whether there must be a visa"))
      .nullable("needed_until", needed_until, json::about("The day on which the paper must still be valid"))
      .nullable("due_on", due_on, json::about("The last day for it; null: none is set"))
      .required("is_overdue", is_overdue, json::about("That day is over in the event's zone"));
}

}  // namespace tagwerk::resources
