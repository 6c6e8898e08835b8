// Purpose: the ways in which the outcome of a talk, or its grade, is refused.
#pragma once

#include "engine/core/error.hpp"

namespace tagwerk::meetings {

using core::ErrorCode;
using core::ErrorKind;

inline constexpr ErrorCode absent_from_a_held_talk{
    ErrorKind::invalid,
    "absent_from_a_held_talk",
    {"Nobody is absent from a talk that was held", "Bei einem geführten Gespräch fehlt niemand"},
    {"who is absent is said of a no_show only", "wer fehlte, steht nur bei no_show"}};
inline constexpr ErrorCode company_not_in_talk{
    ErrorKind::invalid,
    "company_not_in_talk",
    {"The company is not in this talk", "Die Firma führt dieses Gespräch nicht"},
    {"'{value}' is neither of the two companies of the talk", "'{value}' ist keine der beiden Firmen des Gesprächs"}};
inline constexpr ErrorCode talk_not_planned{
    ErrorKind::conflict,
    "talk_not_planned",
    {"The talk is not in the published plan", "Das Gespräch steht nicht im veröffentlichten Plan"},
    {"Only a talk that has a slot in the published plan of an event that is not cancelled takes place.",
     "Nur ein Gespräch, das im veröffentlichten Plan einer nicht abgesagten Veranstaltung eine Zeit hat, findet statt."}};
inline constexpr ErrorCode talk_not_begun{ErrorKind::conflict,
                                          "talk_not_begun",
                                          {"The talk has not begun", "Das Gespräch hat noch nicht begonnen"},
                                          {"It begins at {starts_at}; until then nothing is known of it.",
                                           "Es beginnt um {starts_at}; vorher ist nichts darüber bekannt."}};
inline constexpr ErrorCode recorded_by_staff{
    ErrorKind::forbidden,
    "recorded_by_staff",
    {"The organizers have recorded it", "Die Veranstalter haben es festgehalten"},
    {"What the organizers have recorded of a talk only they change; ask them.",
     "Was die Veranstalter von einem Gespräch festgehalten haben, ändern nur sie; bitte an sie wenden."}};
inline constexpr ErrorCode vendor_did_not_come{
    ErrorKind::conflict,
    "vendor_did_not_come",
    {"The vendor did not come", "Der Hersteller ist nicht gekommen"},
    {"A talk to which the vendor did not come, as is recorded, has no grade.",
     "Ein Gespräch, zu dem der Hersteller nach dem, was festgehalten ist, nicht gekommen ist, hat keine Note."}};

}  // namespace tagwerk::meetings
