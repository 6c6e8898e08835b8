// Purpose: the ways in which personal links, and what travellers think of a trip, are refused. None says what was given.
#pragma once

#include "engine/core/error.hpp"

namespace tagwerk::trips {

using core::ErrorCode;
using core::ErrorKind;

inline constexpr ErrorCode link_time_is_over{
    ErrorKind::conflict,
    "link_time_is_over",
    {"It is too late for personal links", "Für persönliche Links ist es zu spät"},
    {"Personal links of this trip were good until {until}.", "Persönliche Links dieser Reise galten bis zum {until}."}};
inline constexpr ErrorCode feedback_closed{
    ErrorKind::conflict,
    "feedback_closed",
    {"It is too late to say what one thinks of the trip", "Für eine Bewertung der Reise ist es zu spät"},
    {"What travellers think of the trip was taken until {until}.",
     "Bewertungen der Reise wurden bis zum {until} angenommen."}};
inline constexpr ErrorCode feedback_already_given{
    ErrorKind::conflict,
    "feedback_already_given",
    {"The answer was given already", "Die Bewertung ist schon abgegeben"},
    {"A traveller answers once, and the answer stays as it was given.",
     "Jeder Reisende bewertet einmal, und die Bewertung bleibt, wie sie abgegeben wurde."}};
inline constexpr ErrorCode grade_already_given{
    ErrorKind::conflict,
    "grade_already_given",
    {"The overall grade was given already", "Die Gesamtnote ist schon vergeben"},
    {"The traveller's grade of the trip was given before and stays; leave `overall` out.",
     "Die Gesamtnote dieses Reisenden wurde schon vergeben und bleibt; lassen Sie `overall` weg."}};

// ---- fields ---------------------------------------------------------------------------------------------------------

inline constexpr ErrorCode item_not_graded{
    ErrorKind::invalid,
    "item_not_graded",
    {"Nothing that is graded", "Nichts, was bewertet wird"},
    {"'{value}' is no visit and no lodging that takes place by the published itinerary",
     "'{value}' ist kein Besuch und keine Unterkunft, die nach dem veröffentlichten Reiseplan stattfindet"}};
inline constexpr ErrorCode item_not_begun{ErrorKind::invalid,
                                          "item_not_begun",
                                          {"It has not begun", "Es hat noch nicht begonnen"},
                                          {"'{value}' has not begun yet", "'{value}' hat noch nicht begonnen"}};

}  // namespace tagwerk::trips
