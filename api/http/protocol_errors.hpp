// Purpose: the refusals that the HTTP server itself makes, before any route is asked. Application::refuse() gets one of
// these codes with an English detail that names the value; `detail` here is the general text in both languages.
// Thread-safety: constants.
#pragma once

#include <string_view>

#include "engine/core/error.hpp"

namespace tagwerk::http {

struct ProtocolError {
  int status;
  std::string_view code;
  core::Text title;
  core::Text detail;
};

inline constexpr ProtocolError request_line_invalid{400,
                                                    "request_line_invalid",
                                                    {"Malformed request line", "Fehlerhafte Anfragezeile"},
                                                    {"The request line is not 'METHOD target HTTP/1.1'.",
                                                     "Die Anfragezeile hat nicht die Form 'METHODE Ziel HTTP/1.1'."}};
inline constexpr ProtocolError target_invalid{
    400,
    "target_invalid",
    {"Malformed request target", "Fehlerhaftes Anfrageziel"},
    {"The request target holds a character, an escape or a form that is not allowed.",
     "Das Anfrageziel enthält ein Zeichen, eine Kodierung oder eine Form, die nicht erlaubt ist."}};
inline constexpr ProtocolError header_invalid{
    400,
    "header_invalid",
    {"Malformed header", "Fehlerhafte Kopfzeile"},
    {"A header line breaks the syntax of HTTP.", "Eine Kopfzeile verletzt die Syntax von HTTP."}};
inline constexpr ProtocolError header_duplicate{400,
                                                "header_duplicate",
                                                {"Header given twice", "Kopfzeile doppelt angegeben"},
                                                {"A header that may occur once occurs several times.",
                                                 "Eine Kopfzeile, die einmal vorkommen darf, kommt mehrfach vor."}};
inline constexpr ProtocolError host_invalid{
    400,
    "host_invalid",
    {"Invalid Host header", "Ungültiger Host-Kopf"},
    {"Exactly one valid Host header is required.", "Genau eine gültige Kopfzeile 'Host' ist nötig."}};
inline constexpr ProtocolError content_length_invalid{
    400,
    "content_length_invalid",
    {"Invalid Content-Length", "Ungültige Content-Length"},
    {"Content-Length must occur once and be a decimal number, without Transfer-Encoding.",
     "Content-Length darf nur einmal vorkommen, muss eine Dezimalzahl sein und darf nicht neben Transfer-Encoding stehen."}};
inline constexpr ProtocolError transfer_encoding_invalid{
    400,
    "transfer_encoding_invalid",
    {"Invalid Transfer-Encoding", "Ungültiges Transfer-Encoding"},
    {"The only transfer coding is 'chunked', given once, in HTTP/1.1.",
     "Die einzige Übertragungskodierung ist 'chunked', einmal angegeben, in HTTP/1.1."}};
inline constexpr ProtocolError body_framing_invalid{
    400,
    "body_framing_invalid",
    {"Malformed chunked body", "Fehlerhaft zerlegter Inhalt"},
    {"The chunked body breaks RFC 9112 section 7.1.",
     "Der in Stücken übertragene Inhalt verletzt RFC 9112, Abschnitt 7.1."}};
inline constexpr ProtocolError request_timeout{
    408,
    "request_timeout",
    {"The request came too slowly", "Die Anfrage kam zu langsam"},
    {"The request was not complete in time.", "Die Anfrage war nicht rechtzeitig vollständig."}};
inline constexpr ProtocolError body_too_large{
    413,
    "body_too_large",
    {"The body is too large", "Der Inhalt ist zu groß"},
    {"The body exceeds the limit of this route.", "Der Inhalt überschreitet die Grenze dieser Adresse."}};
inline constexpr ProtocolError uri_too_long{
    414,
    "uri_too_long",
    {"The request target is too long", "Das Anfrageziel ist zu lang"},
    {"The request target exceeds 8 KiB.", "Das Anfrageziel ist länger als 8 KiB."}};
inline constexpr ProtocolError expectation_failed{417,
                                                  "expectation_failed",
                                                  {"Unknown expectation", "Unbekannte Erwartung"},
                                                  {"The only expectation that can be met is '100-continue'.",
                                                   "Die einzige erfüllbare Erwartung ist '100-continue'."}};
inline constexpr ProtocolError headers_too_large{431,
                                                 "headers_too_large",
                                                 {"The headers are too large", "Die Kopfzeilen sind zu groß"},
                                                 {"The header block exceeds 16 KiB or has too many lines.",
                                                  "Der Kopf ist größer als 16 KiB oder hat zu viele Zeilen."}};
inline constexpr ProtocolError internal_error{
    500,
    "internal_error",
    {"Internal error", "Interner Fehler"},
    {"The request could not be answered because of a fault in the server.",
     "Die Anfrage konnte wegen eines Fehlers im Server nicht beantwortet werden."}};
inline constexpr ProtocolError method_not_implemented{
    501,
    "method_not_implemented",
    {"Unknown method", "Unbekannte Methode"},
    {"The method is not implemented; methods are case-sensitive.",
     "Diese Methode gibt es hier nicht; Groß- und Kleinschreibung zählt."}};
inline constexpr ProtocolError transfer_coding_unknown{501,
                                                       "transfer_coding_unknown",
                                                       {"Unknown transfer coding", "Unbekannte Übertragungskodierung"},
                                                       {"The only transfer coding that is implemented is 'chunked'.",
                                                        "Die einzige bekannte Übertragungskodierung ist 'chunked'."}};
inline constexpr ProtocolError overloaded{503,
                                          "overloaded",
                                          {"The server is busy", "Der Server ist ausgelastet"},
                                          {"Too many requests are waiting; try again shortly.",
                                           "Es warten zu viele Anfragen; bitte gleich noch einmal versuchen."}};
inline constexpr ProtocolError http_version_not_supported{
    505,
    "http_version_not_supported",
    {"Unsupported HTTP version", "Nicht unterstützte HTTP-Version"},
    {"Only HTTP/1.1 and HTTP/1.0 are spoken here.", "Hier wird nur HTTP/1.1 und HTTP/1.0 gesprochen."}};

inline constexpr const ProtocolError* protocol_errors[] = {&request_line_invalid,
                                                           &target_invalid,
                                                           &header_invalid,
                                                           &header_duplicate,
                                                           &host_invalid,
                                                           &content_length_invalid,
                                                           &transfer_encoding_invalid,
                                                           &body_framing_invalid,
                                                           &request_timeout,
                                                           &body_too_large,
                                                           &uri_too_long,
                                                           &expectation_failed,
                                                           &headers_too_large,
                                                           &internal_error,
                                                           &method_not_implemented,
                                                           &transfer_coding_unknown,
                                                           &overloaded,
                                                           &http_version_not_supported};

/// nullptr when the server has no such code.
[[nodiscard]] constexpr const ProtocolError* find_protocol_error(std::string_view code) noexcept {
  for (const auto* error : protocol_errors) {
    if (error->code == code) return error;
  }
  return nullptr;
}

}  // namespace tagwerk::http
