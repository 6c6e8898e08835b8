// Purpose: the ways in which what is said of travellers and of what a trip asks of them is refused.
#pragma once

#include "engine/core/error.hpp"

namespace tagwerk::trips {

using core::ErrorCode;
using core::ErrorKind;

// Without the value: it may be a number with a slip.
inline constexpr ErrorCode no_passport_number{
    ErrorKind::invalid,
    "no_passport_number",
    {"Not a passport number", "Keine Passnummer"},
    {"must be 1 to 20 characters A-Z and 0-9", "muss aus 1 bis 20 Zeichen A-Z und 0-9 bestehen"}};
inline constexpr ErrorCode visa_needs_its_days{
    ErrorKind::invalid,
    "visa_needs_its_days",
    {"The days of a granted visa are missing", "Die Tage eines erteilten Visums fehlen"},
    {"a visa that is granted has valid_from and valid_until, any other has neither",
     "ein erteiltes Visum hat valid_from und valid_until, jedes andere keines von beiden"}};
inline constexpr ErrorCode traveller_not_named{
    ErrorKind::conflict,
    "traveller_not_named",
    {"Nobody is named yet", "Noch niemand genannt"},
    {"Participant {id} has no name yet; say who travels before you say what he travels with.",
     "Der Teilnehmer {id} hat noch keinen Namen; nennen Sie erst, wer reist, und dann, womit."}};
inline constexpr ErrorCode passport_number_unreadable{
    ErrorKind::conflict,
    "passport_number_unreadable",
    {"The passport number cannot be read", "Die Passnummer ist nicht lesbar"},
    {"It was sealed with another secret than this server has, or was changed since; bring the secret back, or enter the number anew.",
     "Sie wurde mit einem anderen Geheimnis versiegelt, als dieser Server hat, oder seither verändert; stellen Sie das Geheimnis "
     "wieder her, oder geben Sie die Nummer neu ein."}};

}  // namespace tagwerk::trips
