// Purpose: how recorded figures can be refused, beyond the codes that every slice shares.
#pragma once

#include "engine/core/error.hpp"

namespace tagwerk::statistics {

inline constexpr core::ErrorCode figures_missing{
    core::ErrorKind::invalid,
    "figures_missing",
    {"No figure is given", "Keine Zahl ist angegeben"},
    {"at least one of companies, participants and vendors must be given",
     "mindestens eine der Angaben companies, participants und vendors ist nötig"}};

inline constexpr core::ErrorCode statistics_busy{
    core::ErrorKind::unavailable,
    "statistics_busy",
    {"Too many ask for figures at once", "Zu viele fragen gleichzeitig nach Zahlen"},
    {"{limit} requests wait for figures already; try again in a moment.",
     "Es warten schon {limit} Anfragen auf Zahlen; bitte gleich noch einmal versuchen."}};

}  // namespace tagwerk::statistics
