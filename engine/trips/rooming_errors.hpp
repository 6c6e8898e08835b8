// Purpose: the ways in which what is said of rooms and who sleeps there is refused.
#pragma once

#include "engine/core/error.hpp"

namespace tagwerk::trips {

using core::ErrorCode;
using core::ErrorKind;

inline constexpr ErrorCode lodging_missing{
    ErrorKind::conflict,
    "lodging_missing",
    {"The lodging is missing", "Die Unterkunft fehlt"},
    {"The itinerary has no lodging '{key}' any more; its rooms are still there, and have no nights.",
     "Der Reiseplan hat keine Unterkunft '{key}' mehr; ihre Zimmer gibt es noch, aber keine Nächte."}};
inline constexpr ErrorCode rooming_too_large{
    ErrorKind::conflict,
    "rooming_too_large",
    {"Too much for one plan of rooms", "Zu viel für eine Zimmerverteilung"},
    {"{count} {what} are more than {max}.", "{count} {was} sind mehr als {max}."}};
inline constexpr ErrorCode rooming_breaks_rules{
    ErrorKind::conflict,
    "rooming_breaks_rules",
    {"Who sleeps where breaks a rule", "Die Zimmerverteilung verletzt eine Regel"},
    {"Rules that would be broken: {count}; see errors.", "Verletzte Regeln: {count}; siehe errors."}};
/// One of them; what it is comes in both languages.
inline constexpr ErrorCode broken_rooming_rule{
    ErrorKind::conflict, "broken_rooming_rule", {"A rule is broken", "Eine Regel ist verletzt"}, {"{en}", "{de}"}};
inline constexpr ErrorCode rooming_changed{
    ErrorKind::conflict,
    "rooming_changed",
    {"Something has changed meanwhile", "Inzwischen hat sich etwas geändert"},
    {"While rooms were sought, somebody changed what they depend on; nothing was kept, ask again.",
     "Während der Suche hat jemand geändert, wovon sie abhängt; nichts wurde behalten, bitte noch einmal anfragen."}};
inline constexpr ErrorCode rooming_busy{ErrorKind::unavailable,
                                        "rooming_busy",
                                        {"Too many seek rooms at once", "Zu viele suchen gleichzeitig Zimmer"},
                                        {"{limit} searches for rooms run already; try again in a moment.",
                                         "Es laufen schon {limit} Zimmersuchen; bitte gleich noch einmal versuchen."}};

// ---- fields -----------------------------------------------------------------------------------------------------------

inline constexpr ErrorCode one_currency_per_lodging{
    ErrorKind::invalid,
    "one_currency_per_lodging",
    {"Another currency", "Andere Währung"},
    {"rooms of one lodging are all in one currency: {expected}, not {value}",
     "Zimmer einer Unterkunft sind alle in einer Währung: {expected}, nicht {value}"}};
inline constexpr ErrorCode no_such_lodging_room{
    ErrorKind::invalid,
    "no_such_lodging_room",
    {"No such room", "Kein solches Zimmer"},
    {"'{value}' is not the key of one of the lodging's rooms", "'{value}' ist nicht der Schlüssel eines der Zimmer"}};

}  // namespace tagwerk::trips
