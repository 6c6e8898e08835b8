// Purpose: the ways in which the participation of vendors is refused, beyond the codes that every slice shares.
#pragma once

#include "engine/core/error.hpp"

namespace tagwerk::vendors {

using core::ErrorCode;
using core::ErrorKind;

// ---- packages ---------------------------------------------------------------------------------------------------------

inline constexpr ErrorCode too_many_vendor_packages{
    ErrorKind::conflict,
    "too_many_vendor_packages",
    {"Too many packages", "Zu viele Pakete"},
    {"The event has {max} vendor packages already.", "Die Veranstaltung hat schon {max} Ausstellerpakete."}};
inline constexpr ErrorCode package_limit_below_taken{
    ErrorKind::conflict,
    "package_limit_below_taken",
    {"More vendors have the package", "Mehr Aussteller haben das Paket"},
    {"The limit ({limit}) of the package '{package}' must be at least the {taken} vendors that have it.",
     "Die Grenze ({limit}) des Pakets '{package}' muss mindestens die {taken} Aussteller umfassen, die es haben."}};
inline constexpr ErrorCode passes_below_issued{
    ErrorKind::conflict,
    "passes_below_issued",
    {"More passes are issued", "Mehr Ausweise sind ausgegeben"},
    {"The package '{package}' has {passes} staff passes; a vendor has given out {issued} already.",
     "Das Paket '{package}' hat {passes} Ausweise für Personal; ein Aussteller hat schon {issued} vergeben."}};
inline constexpr ErrorCode no_package_left{ErrorKind::capacity,
                                           "no_package_left",
                                           {"The package is taken", "Das Paket ist vergeben"},
                                           {"The package '{package}' is for {limit} vendors, and {taken} have it.",
                                            "Das Paket '{package}' ist für {limit} Aussteller, und {taken} haben es."}};

// ---- participations ---------------------------------------------------------------------------------------------------

inline constexpr ErrorCode company_is_no_vendor{
    ErrorKind::invalid,
    "company_is_no_vendor",
    {"The company is no vendor", "Das Unternehmen ist kein Aussteller"},
    {"'{value}' has the role {role}; vendors and suppliers take part so",
     "'{value}' hat die Rolle {role}; so nehmen Hersteller und Lieferanten teil"}};
inline constexpr ErrorCode already_participates{
    ErrorKind::conflict,
    "already_participates",
    {"The vendor takes part already", "Der Aussteller nimmt schon teil"},
    {"The company has the participation '{id}' in this event, which is not cancelled.",
     "Das Unternehmen hat bei dieser Veranstaltung schon die Teilnahme '{id}', die nicht storniert ist."}};
inline constexpr ErrorCode participation_transition{
    ErrorKind::conflict,
    "participation_transition",
    {"The participation cannot take this status now", "Die Teilnahme kann diesen Status jetzt nicht annehmen"},
    {"A participation that is '{from}' cannot become '{to}' by this token; possible: {allowed}.",
     "Eine Teilnahme mit dem Status '{from}' kann durch diesen Zugang nicht '{to}' werden; möglich: {allowed}."}};
inline constexpr ErrorCode participation_is_cancelled{
    ErrorKind::conflict,
    "participation_is_cancelled",
    {"The participation is cancelled", "Die Teilnahme ist storniert"},
    {"The participation '{id}' was cancelled.", "Die Teilnahme '{id}' wurde storniert."}};
inline constexpr ErrorCode package_is_fixed{
    ErrorKind::conflict,
    "package_is_fixed",
    {"The package stays", "Das Paket bleibt"},
    {"The participation '{id}' is '{status}': this token cannot change its package any more.",
     "Die Teilnahme '{id}' hat den Status '{status}': dieser Zugang kann ihr Paket nicht mehr ändern."}};
inline constexpr ErrorCode event_takes_no_vendors{
    ErrorKind::conflict,
    "event_takes_no_vendors",
    {"The event takes no vendors", "Die Veranstaltung nimmt keine Aussteller auf"},
    {"The event is {status}; the participations of vendors stay as they are.",
     "Der Status der Veranstaltung ist {status}; die Teilnahmen der Aussteller bleiben, wie sie sind."}};
inline constexpr ErrorCode offer_not_in_future{ErrorKind::invalid,
                                               "not_in_future",
                                               {"Not in the future", "Nicht in der Zukunft"},
                                               {"{value} is over; it is {now}", "{value} ist vorbei; es ist {now}"}};

// ---- booths -----------------------------------------------------------------------------------------------------------

inline constexpr ErrorCode too_many_booths{
    ErrorKind::conflict,
    "too_many_booths",
    {"Too many booths", "Zu viele Stände"},
    {"The event has {max} booths and tables already.", "Die Veranstaltung hat schon {max} Stände und Tische."}};

// ---- staff ------------------------------------------------------------------------------------------------------------

inline constexpr ErrorCode no_pass_left{ErrorKind::capacity,
                                        "no_pass_left",
                                        {"All passes are given out", "Alle Ausweise sind vergeben"},
                                        {"The package has {passes} passes for staff, and {issued} are given out.",
                                         "Das Paket hat {passes} Ausweise für Personal, und {issued} sind vergeben."}};
inline constexpr ErrorCode too_many_staff{
    ErrorKind::conflict,
    "too_many_staff",
    {"Too many people", "Zu viele Personen"},
    {"The participation has {max} people already.", "Die Teilnahme hat schon {max} Personen."}};
inline constexpr ErrorCode person_is_staff{
    ErrorKind::invalid,
    "person_is_staff",
    {"The person is there already", "Die Person ist schon dabei"},
    {"'{value}' is among the staff already", "'{value}' gehört schon zum Personal"}};
inline constexpr ErrorCode absence_is_empty{ErrorKind::invalid,
                                            "absence_is_empty",
                                            {"It ends before it begins", "Das Ende liegt vor dem Beginn"},
                                            {"{value} is not after {other}", "{value} liegt nicht nach {other}"}};
inline constexpr ErrorCode absences_overlap{ErrorKind::invalid,
                                            "absences_overlap",
                                            {"Absences overlap", "Abwesenheiten überschneiden sich"},
                                            {"from {value} on somebody is absent who is absent until {other} already",
                                             "ab {value} ist jemand abwesend, der schon bis {other} abwesend ist"}};

// ---- leads ------------------------------------------------------------------------------------------------------------

inline constexpr ErrorCode consent_needed{
    ErrorKind::invalid,
    "consent_needed",
    {"Consent is needed", "Eine Einwilligung ist nötig"},
    {"is kept only while consent is true", "wird nur gespeichert, solange consent true ist"}};
inline constexpr ErrorCode company_is_no_partner{ErrorKind::invalid,
                                                 "company_is_no_partner",
                                                 {"The company is no partner", "Das Unternehmen ist kein Partner"},
                                                 {"'{value}' has the role {role}; contacts are with partners",
                                                  "'{value}' hat die Rolle {role}; Kontakte sind solche mit Partnern"}};
inline constexpr ErrorCode participation_not_booked{
    ErrorKind::conflict,
    "participation_not_booked",
    {"Nothing is booked", "Nichts ist gebucht"},
    {"Contacts are kept by who has booked; the participation '{id}' is '{status}'.",
     "Kontakte führt, wer gebucht hat; die Teilnahme '{id}' hat den Status '{status}'."}};
inline constexpr ErrorCode too_many_leads{
    ErrorKind::conflict,
    "too_many_leads",
    {"Too many contacts", "Zu viele Kontakte"},
    {"The participation has {max} contacts already.", "Die Teilnahme hat schon {max} Kontakte."}};

}  // namespace tagwerk::vendors
