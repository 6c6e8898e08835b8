// Purpose: the ways in which an itinerary is refused.
#pragma once

#include "engine/core/error.hpp"

namespace tagwerk::trips {

using core::ErrorCode;
using core::ErrorKind;

inline constexpr ErrorCode no_itinerary{
    ErrorKind::not_found,
    "no_itinerary",
    {"No itinerary", "Kein Reiseplan"},
    {"Trip {event} has no itinerary yet.", "Die Reise {event} hat noch keinen Reiseplan."}};
inline constexpr ErrorCode no_published_itinerary{ErrorKind::not_found,
                                                  "no_published_itinerary",
                                                  {"No published itinerary", "Kein veröffentlichter Reiseplan"},
                                                  {"No itinerary of trip {event} has been published{number}.",
                                                   "Von der Reise {event} ist kein Reiseplan veröffentlicht{number}."}};
inline constexpr ErrorCode itinerary_has_conflicts{
    ErrorKind::conflict,
    "itinerary_has_conflicts",
    {"The itinerary cannot be travelled", "Der Reiseplan ist so nicht möglich"},
    {"Conflicts to be solved first: {count}.", "Erst zu lösende Konflikte: {count}."}};
/// One of them; what it is comes in both languages.
inline constexpr ErrorCode itinerary_conflict{
    ErrorKind::conflict, "itinerary_conflict", {"A conflict", "Ein Konflikt"}, {"{en}", "{de}"}};
inline constexpr ErrorCode itinerary_unchanged{ErrorKind::conflict,
                                               "itinerary_unchanged",
                                               {"Nothing has changed", "Nichts hat sich geändert"},
                                               {"The draft is what was published as number {number}.",
                                                "Der Entwurf ist, was als Nummer {number} veröffentlicht ist."}};
inline constexpr ErrorCode too_many_publications{
    ErrorKind::conflict,
    "too_many_publications",
    {"Too many published itineraries", "Zu viele veröffentlichte Reisepläne"},
    {"An itinerary can be published {max} times at most.",
     "Ein Reiseplan kann höchstens {max} Mal veröffentlicht werden."}};

// ---- fields -----------------------------------------------------------------------------------------------------------

inline constexpr ErrorCode no_such_place{
    ErrorKind::invalid,
    "no_such_place",
    {"No such place", "Kein solcher Ort"},
    {"'{value}' is not the key of one of the places", "'{value}' ist nicht der Schlüssel eines der Orte"}};
inline constexpr ErrorCode leads_nowhere{
    ErrorKind::invalid,
    "leads_nowhere",
    {"A way to where it begins", "Ein Weg dorthin, wo er anfängt"},
    {"a transfer leads to another place than '{value}'", "ein Transfer führt an einen anderen Ort als '{value}'"}};
inline constexpr ErrorCode ends_elsewhere{ErrorKind::invalid,
                                          "ends_elsewhere",
                                          {"It ends where it begins", "Es endet, wo es beginnt"},
                                          {"only travel and border crossings end somewhere else (here: {value})",
                                           "nur Fahrten und Grenzübertritte enden anderswo (hier: {value})"}};
inline constexpr ErrorCode needs_an_end{ErrorKind::invalid,
                                        "needs_an_end",
                                        {"Where it ends is missing", "Es fehlt, wo es endet"},
                                        {"travel and border crossings need `to`, another place than '{value}'",
                                         "Fahrten und Grenzübertritte brauchen `to`, einen anderen Ort als '{value}'"}};
inline constexpr ErrorCode far_from_the_trip{
    ErrorKind::invalid,
    "far_from_the_trip",
    {"Far from the trip", "Weit ab von der Reise"},
    {"{value} is more than {max} days away from the trip, which is from {first} to {last}",
     "{value} liegt mehr als {max} Tage von der Reise entfernt, die vom {first} bis zum {last} dauert"}};
inline constexpr ErrorCode mode_without_travel{
    ErrorKind::invalid,
    "mode_without_travel",
    {"Only travel has a mode", "Nur Fahrten haben ein Verkehrsmittel"},
    {"an item of kind {kind} has no mode (here: {value})",
     "ein Programmpunkt der Art {kind} hat kein Verkehrsmittel (hier: {value})"}};

}  // namespace tagwerk::trips
