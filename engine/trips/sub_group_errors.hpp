// Purpose: the ways in which wishes for groups, and who is in which, are refused.
#pragma once

#include "engine/core/error.hpp"

namespace tagwerk::trips {

using core::ErrorCode;
using core::ErrorKind;

inline constexpr ErrorCode groups_beyond_item{
    ErrorKind::conflict,
    "groups_beyond_item",
    {"The groups admit more than the item", "Die Gruppen nehmen mehr auf als der Programmpunkt"},
    {"The groups of '{item}' admit {groups} travellers, the item itself {limit}, and {heads} take part: give the groups limits that "
     "make at most {limit}.",
     "Die Gruppen von '{item}' nehmen {groups} Reisende auf, der Programmpunkt selbst {limit}, und {heads} nehmen teil: geben Sie den "
     "Gruppen Grenzen von zusammen höchstens {limit}."}};
inline constexpr ErrorCode too_much_to_assign{
    ErrorKind::conflict,
    "too_much_to_assign",
    {"Too much to assign", "Zu viel zuzuteilen"},
    {"{items} items and {travellers} travellers are to be assigned; a plan has at most {max_items} and {max_travellers}.",
     "Zuzuteilen sind {items} Programmpunkte und {travellers} Reisende; ein Plan hat höchstens {max_items} und {max_travellers}."}};
inline constexpr ErrorCode sub_groups_break_rules{
    ErrorKind::conflict,
    "sub_groups_break_rules",
    {"The groups break rules", "Die Gruppen verletzen Regeln"},
    {"Rules that are broken: {count}; see errors.", "Verletzte Regeln: {count}; siehe errors."}};
/// One of them; what it is comes in both languages.
inline constexpr ErrorCode sub_group_violation{
    ErrorKind::conflict, "sub_group_violation", {"A broken rule", "Eine verletzte Regel"}, {"{en}", "{de}"}};
inline constexpr ErrorCode sub_groups_changed{
    ErrorKind::conflict,
    "sub_groups_changed",
    {"It has changed meanwhile", "Es wurde inzwischen geändert"},
    {"Travellers, wishes, groups or the itinerary changed while the plan was made; nothing is kept, try again.",
     "Reisende, Wünsche, Gruppen oder der Reiseplan haben sich geändert, während geplant wurde; nichts ist behalten, bitte noch einmal "
     "versuchen."}};
inline constexpr ErrorCode sub_groups_busy{
    ErrorKind::unavailable,
    "sub_groups_busy",
    {"Too many plans at once", "Zu viele Pläne gleichzeitig"},
    {"{limit} plans of groups are being made already; try again in a moment.",
     "Es werden schon {limit} Gruppenpläne gemacht; bitte gleich noch einmal versuchen."}};

// ---- fields -----------------------------------------------------------------------------------------------------------

inline constexpr ErrorCode no_such_grouped_item{
    ErrorKind::invalid,
    "no_such_grouped_item",
    {"No such item", "Kein solcher Programmpunkt"},
    {"'{value}' is not the key of an item with groups, or not for everybody",
     "'{value}' ist nicht der Schlüssel eines Programmpunkts mit Gruppen oder nicht für alle"}};
inline constexpr ErrorCode no_such_group{
    ErrorKind::invalid,
    "no_such_group",
    {"No such group", "Keine solche Gruppe"},
    {"'{value}' is not a group of '{item}'", "'{value}' ist keine Gruppe von '{item}'"}};

}  // namespace tagwerk::trips
