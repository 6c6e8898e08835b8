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
inline constexpr core::ErrorCode capacity_below_reserved{
    core::ErrorKind::conflict,
    "capacity_below_reserved",
    {"More places are taken and reserved than that", "Es sind schon mehr Plätze vergeben und reserviert"},
    {"capacity ({capacity}) of pool '{pool}' must be at least the places taken ({taken}) and reserved by contingents "
     "({reserved})",
     "Kapazität ({capacity}) des Kontingents '{pool}' muss mindestens die vergebenen ({taken}) und die durch Kontingente "
     "reservierten Plätze ({reserved}) umfassen"}};

// ---- terms of an event ------------------------------------------------------------------------------------------------

inline constexpr core::ErrorCode pool_not_possible{
    core::ErrorKind::invalid,
    "pool_not_possible",
    {"This pool cannot be named here", "Dieses Kontingent kann hier nicht genannt werden"},
    {"'{value}' counts by itself and cannot be named here",
     "'{value}' zählt von selbst und kann hier nicht genannt werden"}};
inline constexpr core::ErrorCode contingent_owner{
    core::ErrorKind::invalid,
    "contingent_owner",
    {"A contingent is one company's or one role's", "Ein Kontingent gehört einer Firma oder einer Rolle"},
    {"exactly one of company_id and company_role must be given",
     "genau eines von company_id und company_role muss angegeben werden"}};
inline constexpr core::ErrorCode category_in_use{
    core::ErrorKind::conflict,
    "category_in_use",
    {"The category has registrations", "Die Kategorie hat Anmeldungen"},
    {"The category '{category}' has {heads} heads: it cannot be removed, nor what a head takes or the currency be changed.",
     "Die Kategorie '{category}' hat {heads} Köpfe: Sie kann nicht entfernt werden; auch was ein Kopf belegt und die "
     "Währung bleiben."}};
inline constexpr core::ErrorCode contingent_in_use{
    core::ErrorKind::conflict,
    "contingent_in_use",
    {"Places of the contingent are taken", "Plätze des Kontingents sind vergeben"},
    {"Of the contingent '{contingent}' {taken} places are taken: it cannot be removed, and its pool and owner stay.",
     "Vom Kontingent '{contingent}' sind {taken} Plätze vergeben: Es kann nicht entfernt werden, Art der Plätze und "
     "Inhaber bleiben."}};
inline constexpr core::ErrorCode contingent_exceeds_free{
    core::ErrorKind::conflict,
    "contingent_exceeds_free",
    {"There are not so many free places", "So viele freie Plätze gibt es nicht"},
    {"The pool '{pool}' has {free} places that are not taken, {asked} would be reserved.",
     "Das Kontingent '{pool}' hat {free} nicht vergebene Plätze, {asked} wären reserviert."}};

}  // namespace tagwerk::events
