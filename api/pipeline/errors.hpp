// Purpose: the refusals that the pipeline itself makes, for every route alike.
#pragma once

#include "engine/core/error.hpp"

namespace tagwerk::pipeline {

using core::ErrorCode;
using core::ErrorKind;

inline constexpr ErrorCode unauthenticated{
    ErrorKind::unauthenticated,
    "unauthenticated",
    {"A valid token is needed", "Ein gültiger Zugang ist nötig"},
    {"Send 'Authorization: Bearer twk_…' with a token that is known and not revoked.",
     "Bitte 'Authorization: Bearer twk_…' mit einem bekannten, nicht widerrufenen Zugang senden."}};
inline constexpr ErrorCode too_many_failed_tokens{
    ErrorKind::rate_limited,
    "too_many_failed_tokens",
    {"Too many unknown tokens", "Zu viele unbekannte Zugänge"},
    {"Too many unknown tokens came from this address; wait {seconds} seconds.",
     "Von dieser Adresse kamen zu viele unbekannte Zugänge; bitte {seconds} Sekunden warten."}};
inline constexpr ErrorCode rate_limited{
    ErrorKind::rate_limited,
    "rate_limited",
    {"Too many requests", "Zu viele Anfragen"},
    {"This token may send {limit} requests a minute.", "Dieser Zugang darf {limit} Anfragen in der Minute senden."}};
inline constexpr ErrorCode route_not_found{
    ErrorKind::not_found,
    "route_not_found",
    {"There is no such address", "Diese Adresse gibt es nicht"},
    {"Nothing is served at '{path}'; /api/v1/openapi.json lists what is.",
     "Unter '{path}' gibt es nichts; /api/v1/openapi.json nennt alles, was es gibt."}};
inline constexpr ErrorCode unsupported_media_type{
    ErrorKind::unsupported_media_type,
    "unsupported_media_type",
    {"This media type is not understood here", "Dieser Medientyp wird hier nicht verstanden"},
    {"The body must be {expected}, not '{actual}'.", "Der Inhalt muss {expected} sein, nicht '{actual}'."}};
inline constexpr ErrorCode body_too_large{
    ErrorKind::too_large,
    "body_too_large",
    {"The body is too large", "Der Inhalt ist zu groß"},
    {"The body may have at most {limit} bytes here.", "Der Inhalt darf hier höchstens {limit} Bytes haben."}};
inline constexpr ErrorCode body_not_taken{ErrorKind::too_large,
                                          body_too_large.code,
                                          {"No body is taken here", "Hier wird kein Inhalt angenommen"},
                                          {"{method} takes no body here; send none, and no Content-Length but 0.",
                                           "{method} nimmt hier keinen Inhalt an; bitte keinen senden."}};
inline constexpr ErrorCode malformed_path{ErrorKind::malformed,
                                          "malformed_path",
                                          {"The path is not well formed", "Der Pfad ist nicht wohlgeformt"},
                                          {"The part '{parameter}' of the path is not valid percent-encoded UTF-8.",
                                           "Der Teil '{parameter}' des Pfads ist kein gültig kodiertes UTF-8."}};
inline constexpr ErrorCode method_not_allowed{ErrorKind::method_not_allowed,
                                              "method_not_allowed",
                                              {"This method does not exist here", "Diese Methode gibt es hier nicht"},
                                              {"'{method}' is not possible here; possible: {allowed}.",
                                               "'{method}' ist hier nicht möglich; möglich: {allowed}."}};
inline constexpr ErrorCode query_unknown{ErrorKind::invalid,
                                         "unknown_parameter",
                                         {"Unknown query parameter", "Unbekannter Abfrageparameter"},
                                         {"'{value}' is not a parameter of this route; known: {known}",
                                          "'{value}' ist kein Parameter dieser Adresse; bekannt: {known}"}};
inline constexpr ErrorCode precondition_required{
    ErrorKind::precondition_required,
    "precondition_required",
    {"If-Match is needed", "If-Match ist nötig"},
    {"Send the ETag of the version that you have read as If-Match (or * to overwrite whatever is there).",
     "Bitte den ETag des gelesenen Stands als If-Match senden (oder *, um jeden Stand zu überschreiben)."}};
inline constexpr ErrorCode idempotency_key_invalid{
    ErrorKind::malformed,
    "idempotency_key_invalid",
    {"The Idempotency-Key is not usable", "Der Idempotency-Key ist nicht brauchbar"},
    {"Idempotency-Key must have 1 to 255 visible ASCII characters.",
     "Idempotency-Key muss aus 1 bis 255 sichtbaren ASCII-Zeichen bestehen."}};
inline constexpr ErrorCode idempotency_key_reused{
    ErrorKind::invalid,
    "idempotency_key_reused",
    {"The Idempotency-Key was used for another request", "Der Idempotency-Key wurde für eine andere Anfrage benutzt"},
    {"The key '{key}' came before with another body or query.",
     "Der Schlüssel '{key}' kam schon mit anderem Inhalt oder anderer Abfrage."}};
inline constexpr ErrorCode idempotency_key_in_progress{
    ErrorKind::conflict,
    "idempotency_key_in_progress",
    {"The first request with this key is still running", "Die erste Anfrage mit diesem Schlüssel läuft noch"},
    {"A request with the key '{key}' is still running.", "Eine Anfrage mit dem Schlüssel '{key}' läuft noch."}};
inline constexpr ErrorCode internal_error{
    ErrorKind::internal,
    "internal_error",
    {"Something went wrong here", "Hier ist etwas schiefgegangen"},
    {"The request failed through no fault of yours; the log has it under the request id.",
     "Die Anfrage ist ohne Ihr Verschulden gescheitert; das Protokoll führt sie unter der request_id."}};
inline constexpr ErrorCode database_unavailable{
    ErrorKind::unavailable,
    "database_unavailable",
    {"The database cannot be reached", "Die Datenbank ist nicht erreichbar"},
    {"Nothing was done; try again later.", "Es wurde nichts getan; bitte später noch einmal versuchen."}};
inline constexpr ErrorCode outcome_unknown{
    ErrorKind::outcome_unknown,
    "outcome_unknown",
    {"The outcome is unknown", "Der Ausgang ist ungewiss"},
    {"The connection to the database broke while the change was being committed: it may or may not be there. Read, or repeat with the same Idempotency-Key.",
     "Die Verbindung zur Datenbank brach während des Abschlusses ab: Die Änderung kann da sein oder nicht. Bitte nachsehen oder mit demselben Idempotency-Key wiederholen."}};
inline constexpr ErrorCode statement_timeout{
    ErrorKind::timeout,
    "statement_timeout",
    {"The database took too long", "Die Datenbank brauchte zu lange"},
    {"The request was given up after the time limit of the database; nothing was changed.",
     "Die Anfrage wurde nach der Zeitgrenze der Datenbank aufgegeben; nichts wurde geändert."}};

}  // namespace tagwerk::pipeline
