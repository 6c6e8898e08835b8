// Purpose: the ways in which what is said of a study trip is refused.
#pragma once

#include "engine/core/error.hpp"

namespace tagwerk::trips {

using core::ErrorCode;
using core::ErrorKind;

inline constexpr ErrorCode not_a_study_trip{
    ErrorKind::conflict,
    "not_a_study_trip",
    {"Not a study trip", "Keine Bildungsreise"},
    {"Event {event} is of the series '{series}', which is no series of study trips.",
     "Die Veranstaltung {event} gehört zur Reihe '{series}', und das ist keine Reihe von Bildungsreisen."}};

}  // namespace tagwerk::trips
