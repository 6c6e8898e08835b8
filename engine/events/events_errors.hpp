// Purpose: how a change to an event or its capacity can be refused, beyond the codes that every slice shares.
#pragma once

#include "engine/core/error.hpp"

namespace tagwerk::events {

inline constexpr core::ErrorCode status_transition{
    core::ErrorKind::conflict,
    "status_transition",
    {"The event cannot take this status now", "Die Veranstaltung kann diesen Status jetzt nicht annehmen"},
    {"An event that is '{from}' cannot become '{to}'; possible: {allowed}.",
     "Eine Veranstaltung mit dem Status '{from}' kann nicht '{to}' werden; möglich: {allowed}."}};
inline constexpr core::ErrorCode capacity_below_taken{
    core::ErrorKind::conflict,
    "capacity_below_taken",
    {"More places are taken than that", "Es sind schon mehr Plätze vergeben"},
    {"capacity ({capacity}) of pool '{pool}' must be at least the places taken ({taken})",
     "Kapazität ({capacity}) des Kontingents '{pool}' muss mindestens die vergebenen Plätze ({taken}) umfassen"}};

}  // namespace tagwerk::events
