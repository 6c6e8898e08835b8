#include "engine/core/phrases.hpp"

#include <algorithm>
#include <iterator>

namespace tagwerk::core {
namespace {

struct Phrase {
  std::string_view english;
  std::string_view german;
};

constexpr Phrase phrases[] = {
    {"null", "null"},
    {"a boolean", "ein Wahrheitswert"},
    {"a string", "eine Zeichenkette"},
    {"a date string", "ein Datum als Zeichenkette"},
    {"an instant string", "ein Zeitpunkt als Zeichenkette"},
    {"an id string", "eine Kennung als Zeichenkette"},
    {"an integer", "eine ganze Zahl"},
    {"a whole number", "eine ganze Zahl"},
    {"a very large integer", "eine sehr große ganze Zahl"},
    {"a number", "eine Zahl"},
    {"a number from 0 to 1000000000", "eine Zahl von 0 bis 1000000000"},
    {"a header with series, event_date and p_attended or final_yes, or with series, edition_date and attendance",
     "eine Kopfzeile mit series, event_date und p_attended oder final_yes, oder mit series, edition_date und attendance"},
    {"an array", "eine Liste"},
    {"a time such as 09:30", "eine Uhrzeit wie 09:30"},
    {"a multiple of 5, such as 15, 20 or 30", "ein Vielfaches von 5, etwa 15, 20 oder 30"},
    {"a string or a number", "eine Zeichenkette oder eine Zahl"},
    {"a string, a number or an array of strings", "eine Zeichenkette, eine Zahl oder eine Liste von Zeichenketten"},
    {"a number of at most 9 digits before the point and 6 behind it",
     "eine Zahl mit höchstens 9 Ziffern vor und 6 hinter dem Komma"},
    {"a decimal of at most 9 digits before the point and 6 behind it such as 0.115234",
     "eine Dezimalzahl mit höchstens 9 Ziffern vor und 6 hinter dem Punkt wie 0.115234"},
    {"an object", "ein Objekt"},
    {"true or false", "true oder false"},
    {"a code in one line", "ein Code in einer Zeile"},
    {"a name in one line", "ein Name in einer Zeile"},
    {"one line of text", "eine Zeile Text"},
    {"one line of text without control characters", "eine Zeile Text ohne Steuerzeichen"},
    {"text without control characters", "Text ohne Steuerzeichen"},
    {"text other than white space", "Text, der nicht nur aus Leerraum besteht"},
    {"text without the character U+0000", "Text ohne das Zeichen U+0000"},
    {"visible ASCII", "sichtbares ASCII"},
    {"a date like 2016-11-10", "ein Datum wie 2016-11-10"},
    {"a date such as 2016-11-10", "ein Datum wie 2016-11-10"},
    {"an instant like 2016-11-10T08:00:00Z", "ein Zeitpunkt wie 2016-11-10T08:00:00Z"},
    {"an instant such as 2016-11-10T08:00:00Z", "ein Zeitpunkt wie 2016-11-10T08:00:00Z"},
    {"a grade from 1.0 to 6.0 with one decimal", "eine Note von 1,0 bis 6,0 mit einer Nachkommastelle"},
    {"a key [a-z0-9_-]{1,64}", "ein Schlüssel [a-z0-9_-]{1,64}"},
    {"a key of 1 to 64 characters a-z, 0-9, _ and -", "ein Schlüssel aus 1 bis 64 Zeichen a-z, 0-9, _ und -"},
    {"a key of 1 to 64 of a-z 0-9 _ -", "ein Schlüssel aus 1 bis 64 Zeichen a-z 0-9 _ -"},
    {"a number of 1 to 20 of A-Z a-z 0-9 _ -", "eine Nummer aus 1 bis 20 Zeichen A-Z a-z 0-9 _ -"},
    {"an id", "eine Kennung"},
    {"an id as given by this API", "eine Kennung, wie diese API sie vergibt"},
    {"an IANA time zone such as Europe/Berlin", "eine IANA-Zeitzone wie Europe/Berlin"},
    {"an ISO 3166-1 country code such as DE", "ein Länderkürzel nach ISO 3166-1 wie DE"},
    {"an e-mail address", "eine E-Mail-Adresse"},
    {"up to 8 ids of events, with commas between", "bis zu 8 Kennungen von Veranstaltungen, mit Kommas dazwischen"},
    {"a percentage from 0 to 100 with at most two decimals",
     "ein Prozentsatz von 0 bis 100 mit höchstens zwei Nachkommastellen"},
    {"a currency in use of ISO 4217 such as EUR", "eine gültige Währung nach ISO 4217 wie EUR"},
    {"an amount of at most 15 digits such as 1234", "ein Betrag mit höchstens 15 Ziffern wie 1234"},
    {"an amount of at most 15 digits such as 1234.50", "ein Betrag mit höchstens 15 Ziffern wie 1234.50"},
    {"an amount of at most 15 digits such as 1234.500", "ein Betrag mit höchstens 15 Ziffern wie 1234.500"},
    // Why a text is no JSON, as Boost.JSON says it.
    {"syntax error", "Syntaxfehler"},
    {"extra data", "überzählige Zeichen"},
    {"incomplete JSON", "unvollständig"},
    {"illegal leading surrogate", "unzulässiges erstes Surrogat"},
    {"illegal trailing surrogate", "unzulässiges zweites Surrogat"},
    {"expected hex digit", "eine hexadezimale Ziffer fehlt"},
    {"expected utf16 escape", "das zweite Surrogat fehlt"},
    {"levels", "Ebenen"},
    {"members in one object", "Angaben in einem Objekt"},
    {"items in one array", "Einträge in einer Liste"},
    {"bytes in the name of a member", "Bytes im Namen einer Angabe"},
    {"bytes in one text", "Bytes in einem Text"},
    {"digits in an exponent", "Ziffern in einem Exponenten"},
};

}  // namespace

std::string_view german_phrase(std::string_view english) noexcept {
  const auto* found =
      std::find_if(std::begin(phrases), std::end(phrases), [&](const Phrase& one) { return one.english == english; });
  return found == std::end(phrases) ? english : found->german;
}

}  // namespace tagwerk::core
