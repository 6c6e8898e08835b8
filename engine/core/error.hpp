// Purpose: the one way to say that an input was refused. "If the input is wrong, return; if the database is down, throw."
// An ErrorCode is a constant that each slice declares beside its rules; it carries kind, stable code and the texts in
// English and German, so that the edge can answer in either language without knowing the slice.
// Thread-safety: values; ErrorCode objects are immutable constants with static storage.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tagwerk::core {

/// What class of refusal it is; the HTTP edge maps each kind to exactly one status.
enum class ErrorKind {
  malformed,               // 400 not even syntactically right
  invalid,                 // 422 well formed, but breaks a rule
  unauthenticated,         // 401
  forbidden,               // 403
  not_found,               // 404
  method_not_allowed,      // 405
  conflict,                // 409
  capacity,                // 409
  gone,                    // 410
  precondition_failed,     // 412
  too_large,               // 413
  unsupported_media_type,  // 415
  precondition_required,   // 428
  rate_limited,            // 429
  internal,                // 500
  unavailable,             // 503 nothing was done, try again
  outcome_unknown,         // 503 the write may or may not have happened
  timeout,                 // 504
};

/// A text in the two languages of the API. Details may hold `{name}` placeholders, filled from Arguments.
struct Text {
  std::string_view en;
  std::string_view de;
};

enum class Language { en, de };

[[nodiscard]] constexpr std::string_view pick(const Text& text, Language language) noexcept {
  return language == Language::de ? text.de : text.en;
}

/// One documented way to be refused. Declare it as `inline constexpr ErrorCode name{…}` in `<slice>_errors.hpp`.
struct ErrorCode {
  ErrorKind kind;
  std::string_view code;  // stable, snake_case, part of the contract
  Text title;             // short, the same for every occurrence
  Text detail;            // this occurrence, with {placeholders}
};

/// Values for the placeholders of a detail; names match the text between braces.
using Arguments = std::vector<std::pair<std::string_view, std::string>>;

/// Replaces every `{name}` in `pattern`; a placeholder without an argument stays as it is.
[[nodiscard]] std::string fill(std::string_view pattern, const Arguments& arguments);

/// One wrong member of the input. `pointer` is an RFC 6901 JSON pointer into the body ("/participants/2/email"),
/// or "?name" for a query parameter, or "line N" for an import.
struct FieldError {
  std::string pointer;
  const ErrorCode* code;
  Arguments arguments;

  [[nodiscard]] std::string detail(Language language) const;
};

// The analyzer loses track of std::variant, and takes the copy of an error that is there for one of what is not.
class Error {  // NOLINT(clang-analyzer-core.uninitialized.Assign)
 public:
  explicit Error(const ErrorCode& code, Arguments arguments = {}, std::vector<FieldError> fields = {})
      : code_(&code), arguments_(std::move(arguments)), fields_(std::move(fields)) {}

  [[nodiscard]] const ErrorCode& code() const noexcept { return *code_; }
  [[nodiscard]] ErrorKind kind() const noexcept { return code_->kind; }
  [[nodiscard]] const Arguments& arguments() const noexcept { return arguments_; }
  [[nodiscard]] const std::vector<FieldError>& fields() const noexcept { return fields_; }
  [[nodiscard]] std::string_view title(Language language) const noexcept { return pick(code_->title, language); }
  [[nodiscard]] std::string detail(Language language) const;
  /// Seconds after which trying again makes sense; 0 when the client should not be told to wait.
  [[nodiscard]] int retry_after_s() const noexcept { return retry_after_s_; }
  Error& retry_after(int seconds) noexcept {
    retry_after_s_ = seconds;
    return *this;
  }

 private:
  const ErrorCode* code_;
  Arguments arguments_;
  std::vector<FieldError> fields_;
  int retry_after_s_ = 0;
};

// Codes that every slice shares.
inline constexpr ErrorCode validation_failed{
    ErrorKind::invalid,
    "validation_failed",
    {"The request breaks a rule", "Die Anfrage verletzt eine Regel"},
    {"One or more members are invalid; see errors.", "Eine oder mehrere Angaben sind ungültig; siehe errors."}};
inline constexpr ErrorCode not_found{
    ErrorKind::not_found,
    "not_found",
    {"Not found", "Nicht gefunden"},
    {"There is no {object} '{id}' that this token may see.",
     "Es gibt kein Objekt der Art {object} mit der Kennung '{id}', das dieser Zugang sehen darf."}};
inline constexpr ErrorCode reference_not_found{
    ErrorKind::invalid,
    "reference_not_found",
    {"A referenced object does not exist", "Ein angegebenes Objekt gibt es nicht"},
    {"There is no {object} '{value}'.", "Es gibt kein Objekt der Art {object} mit dem Wert '{value}'."}};
inline constexpr ErrorCode already_exists{ErrorKind::conflict,
                                          "already_exists",
                                          {"It exists already", "Das gibt es schon"},
                                          {"Another {object} has the {member} '{value}' already.",
                                           "Es gibt schon ein Objekt der Art {object} mit {member} '{value}'."}};
inline constexpr ErrorCode still_referenced{
    ErrorKind::conflict,
    "still_referenced",
    {"Something still depends on it", "Davon hängt noch etwas ab"},
    {"{object} '{id}' cannot be deleted while it has {dependents}.",
     "{object} '{id}' kann nicht gelöscht werden, solange daran hängt: {dependents}."}};
inline constexpr ErrorCode forbidden{ErrorKind::forbidden,
                                     "forbidden",
                                     {"This token may not do that", "Dieser Zugang darf das nicht"},
                                     {"The role '{role}' may not do this; allowed: {allowed}.",
                                      "Die Rolle '{role}' darf das nicht; erlaubt: {allowed}."}};

inline constexpr ErrorCode gone_merged{
    ErrorKind::gone,
    "merged",
    {"It was merged into another", "Es wurde mit einem anderen zusammengeführt"},
    {"{object} '{id}' was merged into '{into}'.", "{object} '{id}' wurde mit '{into}' zusammengeführt."}};
inline constexpr ErrorCode precondition_failed{
    ErrorKind::precondition_failed,
    "precondition_failed",
    {"It has changed meanwhile", "Es wurde inzwischen geändert"},
    {"The If-Match header does not name the current version; read it again and repeat.",
     "Der Kopf If-Match nennt nicht den jetzigen Stand; bitte neu lesen und wiederholen."}};

// What is wrong with one member; shared by readers of JSON, query and CSV, and by the slices' own rules.
inline constexpr ErrorCode field_required{
    ErrorKind::invalid, "required", {"Missing", "Fehlt"}, {"is required", "muss angegeben werden"}};
inline constexpr ErrorCode field_unknown{ErrorKind::invalid,
                                         "unknown_member",
                                         {"Unknown member", "Unbekannte Angabe"},
                                         {"'{value}' is not known here", "'{value}' ist hier nicht bekannt"}};
inline constexpr ErrorCode field_duplicate{ErrorKind::invalid,
                                           "duplicate_member",
                                           {"Given twice", "Doppelt angegeben"},
                                           {"'{value}' is given more than once", "'{value}' ist mehrfach angegeben"}};
inline constexpr ErrorCode field_type{ErrorKind::invalid,
                                      "wrong_type",
                                      {"Wrong type", "Falscher Typ"},
                                      {"must be {expected}, not {actual}", "muss {expected} sein, nicht {actual}"}};
inline constexpr ErrorCode field_range{
    ErrorKind::invalid,
    "out_of_range",
    {"Out of range", "Außerhalb des Bereichs"},
    {"{value} is not between {min} and {max}", "{value} liegt nicht zwischen {min} und {max}"}};
inline constexpr ErrorCode field_length{
    ErrorKind::invalid,
    "wrong_length",
    {"Wrong length", "Falsche Länge"},
    {"has {length} characters, allowed are {min} to {max}", "hat {length} Zeichen, erlaubt sind {min} bis {max}"}};
inline constexpr ErrorCode field_items{
    ErrorKind::invalid,
    "wrong_count",
    {"Wrong number of items", "Falsche Anzahl"},
    {"has {count} items, allowed are {min} to {max}", "hat {count} Einträge, erlaubt sind {min} bis {max}"}};
inline constexpr ErrorCode field_format{
    ErrorKind::invalid,
    "wrong_format",
    {"Wrong format", "Falsches Format"},
    {"'{value}' is not {expected}", "'{value}' ist kein gültiger Wert (erwartet: {expected})"}};
inline constexpr ErrorCode field_choice{ErrorKind::invalid,
                                        "unknown_value",
                                        {"Unknown value", "Unbekannter Wert"},
                                        {"'{value}' is not one of {allowed}", "'{value}' ist keiner von {allowed}"}};
inline constexpr ErrorCode field_order{ErrorKind::invalid,
                                       "wrong_order",
                                       {"Wrong order", "Falsche Reihenfolge"},
                                       {"{value} must not be before {other}", "{value} darf nicht vor {other} liegen"}};

}  // namespace tagwerk::core
