// Purpose: how a grade can be refused, beyond the codes that every slice shares.
#pragma once

#include "engine/core/error.hpp"

namespace tagwerk::feedback {

inline constexpr core::ErrorCode event_not_started{
    core::ErrorKind::conflict,
    "event_not_started",
    {"The event has not begun", "Die Veranstaltung hat noch nicht begonnen"},
    {"Grades are taken from the event's first day on ({starts_on}, {time_zone}).",
     "Noten werden erst ab dem ersten Tag der Veranstaltung angenommen ({starts_on}, {time_zone})."}};
inline constexpr core::ErrorCode participant_not_confirmed{
    core::ErrorKind::conflict,
    "participant_not_confirmed",
    {"The participant has no confirmed place", "Die Teilnahme ist nicht bestätigt"},
    {"Only participants with a confirmed place give grades; '{participant}' is {state}.",
     "Noten geben nur Teilnehmende mit bestätigtem Platz; '{participant}' ist {state}."}};

}  // namespace tagwerk::feedback
