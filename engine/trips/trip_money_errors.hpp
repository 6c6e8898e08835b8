// Purpose: the ways in which what is said of a trip's money is refused.
#pragma once

#include "engine/core/error.hpp"

namespace tagwerk::trips {

inline constexpr core::ErrorCode rate_missing{core::ErrorKind::invalid,
                                              "rate_missing",
                                              {"A rate is missing", "Ein Kurs fehlt"},
                                              {"there is no rate from {currency} to {to}, and none is invented",
                                               "es gibt keinen Kurs von {currency} in {to}, und keiner wird erfunden"}};
inline constexpr core::ErrorCode other_currency{
    core::ErrorKind::invalid,
    "other_currency",
    {"Another currency", "Andere Währung"},
    {"the trip's currency is {expected}, not {value}", "die Währung der Reise ist {expected}, nicht {value}"}};
inline constexpr core::ErrorCode instalments_incomplete{
    core::ErrorKind::invalid,
    "instalments_incomplete",
    {"The instalments do not make the price", "Die Raten ergeben nicht den Preis"},
    {"either one step is the rest, or all steps are shares that make 100 % ({shares} %)",
     "entweder ist eine Rate der Rest, oder alle sind Anteile, die 100 % ergeben ({shares} %)"}};
inline constexpr core::ErrorCode no_trip_prices{
    core::ErrorKind::conflict,
    "no_trip_prices",
    {"The trip has no prices", "Die Reise hat keine Preise"},
    {"Trip {event} has no prices yet.", "Die Reise {event} hat noch keine Preise."}};
inline constexpr core::ErrorCode trip_money_in_use{
    core::ErrorKind::conflict,
    "trip_money_in_use",
    {"Money depends on the prices", "Geld hängt an den Preisen"},
    {"Payments or prices of single travellers are in {currency}; the trip's currency stays what it is.",
     "Zahlungen oder Preise einzelner Reisender sind in {currency}; die Währung der Reise bleibt."}};
inline constexpr core::ErrorCode price_below_zero{
    core::ErrorKind::conflict,
    "price_below_zero",
    {"A price would be below 0", "Ein Preis wäre unter 0"},
    {"The price of traveller {traveller} would be {amount}.", "Der Preis von {traveller} wäre {amount}."}};
inline constexpr core::ErrorCode not_a_traveller{
    core::ErrorKind::conflict,
    "not_a_traveller",
    {"No traveller", "Kein Reisender"},
    {"Participant {participant} has no confirmed place, and had none.",
     "Teilnehmer {participant} hat keinen bestätigten Platz und hatte auch keinen."}};
inline constexpr core::ErrorCode refunds_exceed_payments{
    core::ErrorKind::conflict,
    "refunds_exceed_payments",
    {"More would be refunded than was paid", "Es würde mehr erstattet als gezahlt"},
    {"Traveller {participant} would have paid {paid} and got {refunded} back.",
     "{participant} hätte {paid} gezahlt und {refunded} zurückbekommen."}};
inline constexpr core::ErrorCode entry_not_reversible{
    core::ErrorKind::conflict,
    "entry_not_reversible",
    {"It cannot be taken back", "Das kann nicht zurückgenommen werden"},
    {"Entry {id} is a reversal itself, or was taken back already.",
     "Die Buchung {id} ist selbst eine Rücknahme oder schon zurückgenommen."}};

}  // namespace tagwerk::trips
