// Purpose: the ways in which talks, their wishes and their plans are refused.
#pragma once

#include "engine/core/error.hpp"

namespace tagwerk::meetings {

using core::ErrorCode;
using core::ErrorKind;

// ---- settings ---------------------------------------------------------------------------------------------------------

inline constexpr ErrorCode not_a_day_of_the_event{
    ErrorKind::invalid,
    "not_a_day_of_the_event",
    {"Not a day of the event", "Kein Tag der Veranstaltung"},
    {"{value} is no day of the event, which is from {first} to {last}",
     "{value} ist kein Tag der Veranstaltung, die vom {first} bis zum {last} dauert"}};
inline constexpr ErrorCode talks_outside_the_event{
    ErrorKind::conflict,
    "talks_outside_the_event",
    {"Talks would be on other days than the event", "Gespräche lägen an anderen Tagen als die Veranstaltung"},
    {"The event would be from {first} to {last}, and there are talks on {date} ({session}); change the settings of its talks first.",
     "Die Veranstaltung wäre vom {first} bis zum {last}, und am {date} sind Gespräche ({session}); bitte erst die Einstellungen der "
     "Gespräche ändern."}};
inline constexpr ErrorCode ends_before_it_starts{
    ErrorKind::invalid,
    "ends_before_it_starts",
    {"It ends before it starts", "Das Ende liegt vor dem Anfang"},
    {"{value} must be later than {start}", "{value} muss später als {start} sein"}};
inline constexpr ErrorCode sessions_overlap{
    ErrorKind::invalid,
    "sessions_overlap",
    {"Two sessions overlap", "Zwei Abschnitte überschneiden sich"},
    {"the sessions '{one}' and '{other}' overlap", "die Abschnitte '{one}' und '{other}' überschneiden sich"}};
inline constexpr ErrorCode slots_out_of_range{
    ErrorKind::invalid,
    "slots_out_of_range",
    {"No slots, or too many", "Keine oder zu viele Gesprächszeiten"},
    {"the sessions make {count} slots, there must be 1 to {max}",
     "die Abschnitte ergeben {count} Gesprächszeiten, es müssen 1 bis {max} sein"}};
inline constexpr ErrorCode no_talk_settings{
    ErrorKind::conflict,
    "no_talk_settings",
    {"The event has no talks yet", "Die Veranstaltung hat noch keine Gespräche"},
    {"Say first when and where talks can be: PUT /events/{event}/talks/settings.",
     "Bitte zuerst angeben, wann und wo Gespräche sein können: PUT /events/{event}/talks/settings."}};

// ---- wishes -----------------------------------------------------------------------------------------------------------

inline constexpr ErrorCode wish_for_oneself{
    ErrorKind::invalid,
    "wish_for_oneself",
    {"A company does not talk with itself", "Eine Firma spricht nicht mit sich selbst"},
    {"'{value}' is the company that wishes", "'{value}' ist die Firma, die den Wunsch hat"}};
inline constexpr ErrorCode wish_without_vendor{
    ErrorKind::invalid,
    "wish_without_vendor",
    {"One side must be a vendor", "Eine Seite muss ein Hersteller sein"},
    {"talks are between a partner and a vendor or supplier; both companies have the same side",
     "Gespräche führt ein Partner mit einem Hersteller oder Lieferanten; beide Firmen stehen auf derselben Seite"}};
inline constexpr ErrorCode person_of_neither_company{
    ErrorKind::invalid,
    "person_of_neither_company",
    {"The person is of neither company", "Die Person gehört zu keiner der Firmen"},
    {"the person '{value}' works for neither of the two companies",
     "die Person '{value}' arbeitet für keine der beiden Firmen"}};
inline constexpr ErrorCode unknown_session{ErrorKind::invalid,
                                           "unknown_session",
                                           {"No such session", "Diesen Abschnitt gibt es nicht"},
                                           {"there is no session '{value}'; there are: {known}",
                                            "es gibt keinen Abschnitt '{value}'; vorhanden sind: {known}"}};
inline constexpr ErrorCode name_ambiguous{
    ErrorKind::invalid,
    "name_ambiguous",
    {"Several companies have this name", "Mehrere Unternehmen heißen so"},
    {"'{value}' is the name of {count} companies that might be meant; merge or rename them first",
     "'{value}' heißen {count} Unternehmen, die gemeint sein könnten; bitte zuerst zusammenführen oder umbenennen"}};
inline constexpr ErrorCode talk_excluded{ErrorKind::conflict,
                                         "talk_excluded",
                                         {"These two are not to meet", "Diese beiden sollen sich nicht treffen"},
                                         {"The organizers have excluded a talk of these two companies.",
                                          "Die Veranstalter haben ein Gespräch dieser beiden Firmen ausgeschlossen."}};
inline constexpr ErrorCode already_met{
    ErrorKind::conflict,
    "already_met",
    {"They have met already", "Sie haben sich schon getroffen"},
    {"These two companies had a talk at '{event}' on {date}; who met since {since} does not meet again.",
     "Diese beiden Firmen hatten bei '{event}' am {date} ein Gespräch; wer sich seit {since} getroffen hat, trifft sich nicht noch einmal."}};
inline constexpr ErrorCode cannot_meet{
    ErrorKind::invalid,
    "cannot_meet",
    {"These two cannot meet", "Diese beiden können sich nicht treffen"},
    {"these two companies are kept apart, or have met too lately",
     "diese beiden Firmen sollen sich nicht treffen, oder sie haben sich erst vor Kurzem getroffen"}};
inline constexpr ErrorCode too_many_wishes{ErrorKind::conflict,
                                           "too_many_wishes",
                                           {"Too many wishes", "Zu viele Wünsche"},
                                           {"There may be {max} wishes: {of}.", "Es darf {max} Wünsche geben: {of}."}};
inline constexpr ErrorCode not_yours_to_answer{
    ErrorKind::forbidden,
    "not_yours_to_answer",
    {"The other side answers", "Die andere Seite antwortet"},
    {"A wish is answered by the company that it is for, or by the organizers.",
     "Einen Wunsch beantwortet die Firma, an die er geht, oder der Veranstalter."}};
inline constexpr ErrorCode answers_closed{ErrorKind::conflict,
                                          "answers_closed",
                                          {"The time to answer is over", "Die Antwortfrist ist vorbei"},
                                          {"Answers were due until {until}; ask the organizers.",
                                           "Antworten waren bis {until} fällig; bitte an den Veranstalter wenden."}};
inline constexpr ErrorCode wish_withdrawn{ErrorKind::conflict,
                                          "wish_withdrawn",
                                          {"The wish was withdrawn", "Der Wunsch wurde zurückgezogen"},
                                          {"A wish that was withdrawn is not answered; wish anew.",
                                           "Ein zurückgezogener Wunsch wird nicht beantwortet; bitte neu wünschen."}};

// ---- absences, exclusions ---------------------------------------------------------------------------------------------

inline constexpr ErrorCode person_of_another_company{
    ErrorKind::invalid,
    "person_of_another_company",
    {"The person works for another company", "Die Person arbeitet für eine andere Firma"},
    {"the person '{value}' does not work for the company", "die Person '{value}' arbeitet nicht für die Firma"}};
inline constexpr ErrorCode too_many_absences{
    ErrorKind::conflict,
    "too_many_absences",
    {"Too many absences", "Zu viele Abwesenheiten"},
    {"There may be {max} absences: {of}.", "Es darf {max} Abwesenheiten geben: {of}."}};
inline constexpr ErrorCode too_many_exclusions{
    ErrorKind::conflict,
    "too_many_exclusions",
    {"Too many exclusions", "Zu viele Ausschlüsse"},
    {"An event may have {max} exclusions.", "Eine Veranstaltung darf {max} Ausschlüsse haben."}};

// ---- plans ------------------------------------------------------------------------------------------------------------

inline constexpr ErrorCode too_many_talks{
    ErrorKind::conflict,
    "too_many_talks",
    {"Too much to be planned", "Zu viel für einen Plan"},
    {"{what}: {count}, at most {max} can be planned.", "{what}: {count}, höchstens {max} lassen sich planen."}};
inline constexpr ErrorCode nothing_to_plan{
    ErrorKind::conflict,
    "nothing_to_plan",
    {"There is no talk to be planned", "Es gibt kein Gespräch zu planen"},
    {"No wish counts: of {wishes} wishes none is accepted, or one side does not take part.",
     "Kein Wunsch zählt: von {wishes} Wünschen ist keiner angenommen, oder eine Seite nimmt nicht teil."}};
inline constexpr ErrorCode too_many_plans{
    ErrorKind::conflict,
    "too_many_plans",
    {"Too many plans", "Zu viele Pläne"},
    {"The event has {max} drafts of plans; delete those that are not needed.",
     "Die Veranstaltung hat {max} Entwürfe von Plänen; bitte die löschen, die nicht gebraucht werden."}};
inline constexpr ErrorCode not_a_draft{
    ErrorKind::conflict,
    "not_a_draft",
    {"The plan is no draft any more", "Der Plan ist kein Entwurf mehr"},
    {"Plan {number} is {status}; only a draft can be changed or published.",
     "Plan {number} ist {status}; nur ein Entwurf kann geändert oder veröffentlicht werden."}};
inline constexpr ErrorCode plan_breaks_rules{ErrorKind::conflict,
                                             "plan_breaks_rules",
                                             {"The plan would break a rule", "Der Plan würde eine Regel brechen"},
                                             {"{rules}", "{rules}"}};
inline constexpr ErrorCode broken_rule{ErrorKind::conflict,
                                       "broken_rule",
                                       {"A rule would be broken", "Eine Regel würde gebrochen"},
                                       {"{words}", "{words}"}};
inline constexpr ErrorCode no_such_slot{
    ErrorKind::invalid,
    "no_such_slot",
    {"No such slot", "Diese Gesprächszeit gibt es nicht"},
    {"{value} is no slot; there are 1 to {max}", "{value} ist keine Gesprächszeit; es gibt 1 bis {max}"}};
inline constexpr ErrorCode no_such_table{
    ErrorKind::invalid,
    "no_such_table",
    {"No such table", "Diesen Tisch gibt es nicht"},
    {"'{value}' is no table that the talk can be at", "'{value}' ist kein Tisch, an dem das Gespräch sein kann"}};
inline constexpr ErrorCode no_published_plan{ErrorKind::not_found,
                                             "no_published_plan",
                                             {"No plan is published", "Es ist kein Plan veröffentlicht"},
                                             {"The event has no published plan of talks yet.",
                                              "Die Veranstaltung hat noch keinen veröffentlichten Gesprächsplan."}};

}  // namespace tagwerk::meetings
