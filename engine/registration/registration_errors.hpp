// Purpose: the ways in which registrations and check-ins are refused.
#pragma once

#include "engine/core/error.hpp"

namespace tagwerk::registration {

using core::ErrorCode;
using core::ErrorKind;

// ---- places -----------------------------------------------------------------------------------------------------------

inline constexpr ErrorCode capacity_exceeded{
    ErrorKind::capacity,
    "capacity_exceeded",
    {"Not enough places", "Nicht genug Plätze"},
    {"The pool '{pool}' has {available} places left, {requested} were asked for.",
     "Im Kontingent '{pool}' sind {available} Plätze übrig, verlangt wurden {requested}."}};
inline constexpr ErrorCode waitlist_not_empty{
    ErrorKind::capacity,
    "waitlist_not_empty",
    {"Others wait for these places", "Andere warten auf diese Plätze"},
    {"Of the free places in the pool '{pool}' {available} are not waited for, {requested} were asked for; with waitlist all_or_nothing or partial you can queue up.",
     "Von den freien Plätzen im Kontingent '{pool}' sind {available} nicht vorgemerkt, verlangt wurden {requested}; mit waitlist all_or_nothing oder partial können Sie sich anstellen."}};
inline constexpr ErrorCode more_than_there_is{
    ErrorKind::capacity,
    "more_than_there_is",
    {"More than there is", "Mehr als vorhanden"},
    {"The pool '{pool}' has {available} places in all, {requested} were asked for: they would be waited for without end.",
     "Das Kontingent '{pool}' hat insgesamt {available} Plätze, verlangt wurden {requested}: darauf würde ohne Ende gewartet."}};
inline constexpr ErrorCode too_many_pools{
    ErrorKind::conflict,
    "too_many_pools",
    {"Too many pools", "Zu viele Kontingente"},
    {"The event has {max} pools already, listed or named by registrations; name one of those.",
     "Die Veranstaltung hat schon {max} Kontingente, aufgeführte oder in Anmeldungen genannte; bitte eines davon angeben."}};

inline constexpr ErrorCode company_limit{
    ErrorKind::capacity,
    "company_limit",
    {"More heads than a company may send", "Mehr Köpfe, als eine Firma schicken darf"},
    {"The company may register {available} more heads for this event, {requested} were asked for.",
     "Die Firma darf für diese Veranstaltung noch {available} Köpfe anmelden, verlangt wurden {requested}."}};
inline constexpr ErrorCode hold_limit{
    ErrorKind::capacity,
    "hold_limit",
    {"More places than a company may hold", "Mehr Plätze, als eine Firma reservieren darf"},
    {"The company may hold {available} more places of this event, {requested} were asked for.",
     "Die Firma darf bei dieser Veranstaltung noch {available} Plätze reservieren, verlangt wurden {requested}."}};

// ---- terms ------------------------------------------------------------------------------------------------------------

inline constexpr ErrorCode not_on_sale{ErrorKind::conflict,
                                       "not_on_sale",
                                       {"Not on sale now", "Zurzeit nicht im Verkauf"},
                                       {"The category '{category}' is on sale from {from} until {until}.",
                                        "Die Kategorie '{category}' ist von {from} bis {until} im Verkauf."}};
inline constexpr ErrorCode not_eligible{
    ErrorKind::conflict,
    "not_eligible",
    {"The event is not for this company", "Die Veranstaltung ist nicht für diese Firma"},
    {"The event is for companies of other roles or regions; this one has '{what}'.",
     "Die Veranstaltung ist für Firmen anderer Rollen oder Regionen; diese hat '{what}'."}};

// ---- states -----------------------------------------------------------------------------------------------------------

inline constexpr ErrorCode event_not_open{
    ErrorKind::conflict,
    "event_not_open",
    {"The event is not open", "Die Veranstaltung ist nicht geöffnet"},
    {"Registrations are taken while the event is open; it is {status}.",
     "Anmeldungen sind möglich, solange die Veranstaltung geöffnet ist; ihr Status ist {status}."}};
inline constexpr ErrorCode event_is_over{
    ErrorKind::conflict,
    "event_completed",
    {"The event is over", "Die Veranstaltung ist vorbei"},
    {"The event is completed; its registrations can no longer be cancelled.",
     "Die Veranstaltung ist abgeschlossen; ihre Anmeldungen können nicht mehr storniert werden."}};
inline constexpr ErrorCode already_cancelled{
    ErrorKind::conflict,
    "already_cancelled",
    {"It is cancelled already", "Das ist schon storniert"},
    {"The registration '{id}' was cancelled.", "Die Anmeldung '{id}' wurde storniert."}};
inline constexpr ErrorCode participants_checked_in{
    ErrorKind::conflict,
    "participants_checked_in",
    {"Participants have come already", "Teilnehmer sind schon gekommen"},
    {"{count} participants of the registration '{id}' have been checked in; they stay as they are.",
     "{count} Teilnehmer der Anmeldung '{id}' wurden schon eingelassen; sie bleiben, wie sie sind."}};

inline constexpr ErrorCode naming_closed{
    ErrorKind::conflict,
    "naming_closed",
    {"Names are no longer taken", "Namen werden nicht mehr angenommen"},
    {"Companies could name and swap heads until {deadline}; ask the organiser.",
     "Firmen konnten bis {deadline} Köpfe benennen und tauschen; bitte beim Veranstalter fragen."}};
inline constexpr ErrorCode not_held{
    ErrorKind::conflict,
    "not_held",
    {"Nothing is held", "Nichts ist vorgemerkt"},
    {"The registration '{id}' is no hold and has no offer that could be confirmed.",
     "Die Anmeldung '{id}' ist keine Reservierung und hat kein Angebot, das bestätigt werden könnte."}};
inline constexpr ErrorCode hold_expired{ErrorKind::conflict,
                                        "hold_expired",
                                        {"Held no longer", "Nicht mehr vorgemerkt"},
                                        {"The places of the registration '{id}' were held until {until}.",
                                         "Die Plätze der Anmeldung '{id}' waren bis {until} vorgemerkt."}};
inline constexpr ErrorCode not_pending{
    ErrorKind::conflict,
    "not_pending",
    {"Nothing to decide", "Nichts zu entscheiden"},
    {"The registration '{id}' does not wait for approval.", "Die Anmeldung '{id}' wartet nicht auf Genehmigung."}};
inline constexpr ErrorCode not_waiting{ErrorKind::conflict,
                                       "not_waiting",
                                       {"It does not wait", "Sie wartet nicht"},
                                       {"The registration '{id}' is not on the waiting list and has no offer.",
                                        "Die Anmeldung '{id}' steht nicht auf der Warteliste und hat kein Angebot."}};
inline constexpr ErrorCode still_waiting{
    ErrorKind::conflict,
    "still_waiting",
    {"It waits for places itself", "Sie wartet selbst auf Plätze"},
    {"The registration '{id}' is on the waiting list; register the others in a registration of their own.",
     "Die Anmeldung '{id}' steht auf der Warteliste; bitte die weiteren in einer eigenen Anmeldung anmelden."}};
inline constexpr ErrorCode not_cancelled{
    ErrorKind::conflict,
    "not_cancelled",
    {"It is not cancelled", "Sie ist nicht storniert"},
    {"The registration '{id}' is not cancelled.", "Die Anmeldung '{id}' ist nicht storniert."}};
inline constexpr ErrorCode too_many_heads{
    ErrorKind::conflict,
    "too_many_heads",
    {"Too many heads", "Zu viele Köpfe"},
    {"A registration has at most {max} heads, those who left among them.",
     "Eine Anmeldung hat höchstens {max} Köpfe, die ausgeschiedenen eingeschlossen."}};
inline constexpr ErrorCode other_series{
    ErrorKind::conflict,
    "other_series",
    {"An event of another series", "Veranstaltung einer anderen Reihe"},
    {"A registration moves within its series; '{event}' belongs to another one.",
     "Eine Anmeldung wechselt nur innerhalb ihrer Reihe; '{event}' gehört zu einer anderen."}};

// ---- members ----------------------------------------------------------------------------------------------------------

inline constexpr ErrorCode headcount_below_names{ErrorKind::invalid,
                                                 "headcount_below_names",
                                                 {"Fewer heads than names", "Weniger Köpfe als Namen"},
                                                 {"{value} is less than the {named} participants that are named",
                                                  "{value} ist weniger als die {named} genannten Teilnehmer"}};
inline constexpr ErrorCode name_beside_person{ErrorKind::invalid,
                                              "name_beside_person",
                                              {"Name beside a person", "Name neben einer Person"},
                                              {"may not be given together with person_id, whose name counts",
                                               "darf nicht zusammen mit person_id angegeben werden; deren Name gilt"}};
inline constexpr ErrorCode desk_busy{ErrorKind::unavailable,
                                     "desk_busy",
                                     {"The registration desk is busy", "Die Anmeldung ist überlastet"},
                                     {"More than {limit} registrations wait; try again.",
                                      "Mehr als {limit} Anmeldungen warten; bitte erneut versuchen."}};
inline constexpr ErrorCode gate_busy{
    ErrorKind::unavailable,
    "gate_busy",
    {"Too many scans wait", "Zu viele Scans warten"},
    {"More than {limit} scans wait; try again.", "Mehr als {limit} Scans warten; bitte erneut versuchen."}};
inline constexpr ErrorCode person_named_twice{ErrorKind::invalid,
                                              "person_named_twice",
                                              {"The same person twice", "Dieselbe Person zweimal"},
                                              {"'{value}' is named more than once", "'{value}' ist mehrfach genannt"}};
inline constexpr ErrorCode person_already_registered{
    ErrorKind::invalid,
    "person_already_registered",
    {"The person comes already", "Die Person kommt schon"},
    {"'{value}' is registered for this event already", "'{value}' ist für diese Veranstaltung schon angemeldet"}};
inline constexpr ErrorCode person_of_other_company{
    ErrorKind::invalid,
    "person_of_other_company",
    {"A person of another company", "Person einer anderen Firma"},
    {"'{value}' does not belong to the company '{company}'", "'{value}' gehört nicht zur Firma '{company}'"}};
inline constexpr ErrorCode pool_counts_by_itself{
    ErrorKind::invalid,
    "pool_counts_by_itself",
    {"This pool counts by itself", "Dieses Kontingent zählt von selbst"},
    {"'{value}' counts by itself and may not be named", "'{value}' zählt von selbst und darf nicht genannt werden"}};

// ---- past bookings ----------------------------------------------------------------------------------------------------

inline constexpr ErrorCode not_in_past{
    ErrorKind::invalid,
    "not_in_past",
    {"Not in the past", "Nicht in der Vergangenheit"},
    {"{value} has not come yet; it is {now}", "{value} ist noch nicht gewesen; es ist {now}"}};
inline constexpr ErrorCode too_many_past_heads{
    ErrorKind::invalid,
    "too_many_heads_at_once",
    {"Too many heads at once", "Zu viele Köpfe auf einmal"},
    {"all of them together have {count} heads, at most {max} are taken over at once",
     "zusammen haben sie {count} Köpfe, auf einmal werden höchstens {max} übernommen"}};
inline constexpr ErrorCode event_was_cancelled{ErrorKind::conflict,
                                               "event_was_cancelled",
                                               {"The event was cancelled", "Die Veranstaltung ist abgesagt"},
                                               {"Nothing is taken over into an event that was cancelled.",
                                                "In eine abgesagte Veranstaltung wird nichts übernommen."}};

// ---- check-in ---------------------------------------------------------------------------------------------------------

inline constexpr ErrorCode already_checked_in{
    ErrorKind::conflict,
    "already_checked_in",
    {"Already inside", "Schon eingelassen"},
    {"The holder of the ticket '{ticket}' is inside already.", "Zum Ticket '{ticket}' ist schon jemand eingelassen."}};
inline constexpr ErrorCode not_checked_in{
    ErrorKind::conflict,
    "not_checked_in",
    {"Not inside", "Nicht eingelassen"},
    {"The holder of the ticket '{ticket}' is not inside, so there is no exit.",
     "Zum Ticket '{ticket}' ist niemand eingelassen; ein Ausgang ist nicht möglich."}};
inline constexpr ErrorCode ticket_cancelled{ErrorKind::conflict,
                                            "cancelled",
                                            {"The ticket is cancelled", "Das Ticket ist storniert"},
                                            {"The ticket '{ticket}' belongs to a registration that was cancelled.",
                                             "Das Ticket '{ticket}' gehört zu einer stornierten Anmeldung."}};
inline constexpr ErrorCode ticket_waitlisted{
    ErrorKind::conflict,
    "waitlisted",
    {"Still on the waiting list", "Noch auf der Warteliste"},
    {"The holder of the ticket '{ticket}' is on the waiting list and has no place yet.",
     "Zum Ticket '{ticket}' gibt es noch keinen Platz, es steht auf der Warteliste."}};
inline constexpr ErrorCode ticket_held{
    ErrorKind::conflict,
    "held",
    {"The place is held, not confirmed", "Der Platz ist nur vorgemerkt"},
    {"The place of the ticket '{ticket}' is held until it is confirmed, accepted or approved.",
     "Der Platz zum Ticket '{ticket}' ist vorgemerkt, bis er bestätigt, angenommen oder genehmigt ist."}};
inline constexpr ErrorCode unknown_ticket{ErrorKind::conflict,
                                          "unknown_ticket",
                                          {"Unknown ticket", "Unbekanntes Ticket"},
                                          {"There is no ticket '{ticket}'.", "Es gibt kein Ticket '{ticket}'."}};
inline constexpr ErrorCode wrong_event{
    ErrorKind::conflict,
    "wrong_event",
    {"A ticket of another event", "Ticket einer anderen Veranstaltung"},
    {"The ticket '{ticket}' is for another event.", "Das Ticket '{ticket}' gilt für eine andere Veranstaltung."}};
inline constexpr ErrorCode event_cancelled{ErrorKind::conflict,
                                           "event_cancelled",
                                           {"The event is cancelled", "Die Veranstaltung ist abgesagt"},
                                           {"The event is cancelled; the ticket '{ticket}' admits nobody.",
                                            "Die Veranstaltung ist abgesagt; das Ticket '{ticket}' gilt nicht."}};
inline constexpr ErrorCode invalid_signature{
    ErrorKind::conflict,
    "invalid_signature",
    {"Not a genuine ticket", "Kein echtes Ticket"},
    {"The signature beside the code '{ticket}' is not ours; ask for the name.",
     "Die Signatur neben dem Code '{ticket}' ist nicht von uns; bitte nach dem Namen fragen."}};
inline constexpr ErrorCode not_on_list{ErrorKind::conflict,
                                       "not_on_list",
                                       {"Not on this list", "Nicht auf dieser Liste"},
                                       {"The ticket '{ticket}' is not on this check-in list.",
                                        "Das Ticket '{ticket}' steht nicht auf dieser Check-in-Liste."}};
inline constexpr ErrorCode nonce_reused{
    ErrorKind::invalid,
    "nonce_reused",
    {"The nonce was used for another scan", "Die Nonce wurde für einen anderen Scan benutzt"},
    {"'{value}' came before with another ticket, direction or list",
     "'{value}' kam schon mit einem anderen Ticket, einer anderen Richtung oder Liste"}};
inline constexpr ErrorCode scanned_in_future{
    ErrorKind::invalid,
    "in_future",
    {"In the future", "In der Zukunft"},
    {"{value} is more than {minutes} minutes after {now}", "{value} liegt mehr als {minutes} Minuten nach {now}"}};

// ---- tickets on paper -------------------------------------------------------------------------------------------------

inline constexpr ErrorCode no_badges{
    ErrorKind::conflict,
    "no_badges",
    {"Nobody to print a badge for", "Niemand für ein Namensschild"},
    {"Badges are printed for heads that have a place; here there are none.",
     "Namensschilder gibt es für Teilnehmer, die einen Platz haben; hier ist keiner."}};
inline constexpr ErrorCode already_annulled{
    ErrorKind::conflict,
    "already_annulled",
    {"It is annulled already", "Das ist schon annulliert"},
    {"The check-in '{id}' was annulled before.", "Der Check-in '{id}' wurde schon annulliert."}};
inline constexpr ErrorCode scan_was_refused{ErrorKind::conflict,
                                            "scan_was_refused",
                                            {"Nothing to annul", "Nichts zu annullieren"},
                                            {"The check-in '{id}' was refused ({result}) and never counted.",
                                             "Der Check-in '{id}' wurde abgelehnt ({result}) und hat nie gezählt."}};

// ---- check-in lists ---------------------------------------------------------------------------------------------------

inline constexpr ErrorCode default_list_stays{
    ErrorKind::conflict,
    "default_list_stays",
    {"The default list stays", "Die Standardliste bleibt"},
    {"Every event has the list 'default'; it can be changed, but not deleted.",
     "Jede Veranstaltung hat die Liste 'default'; sie kann geändert, aber nicht gelöscht werden."}};
inline constexpr ErrorCode too_many_check_in_lists{
    ErrorKind::conflict,
    "too_many_check_in_lists",
    {"Too many check-in lists", "Zu viele Check-in-Listen"},
    {"The event has {max} check-in lists already.", "Die Veranstaltung hat schon {max} Check-in-Listen."}};
inline constexpr ErrorCode not_admitted_by{
    ErrorKind::invalid,
    "not_admitted_by",
    {"Does not fit what the list admits", "Passt nicht zu dem, was die Liste zulässt"},
    {"may not be given while admits is '{admits}'", "darf nicht angegeben werden, solange admits '{admits}' ist"}};

}  // namespace tagwerk::registration
