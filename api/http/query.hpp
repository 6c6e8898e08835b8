// Purpose: strict reading and writing of query strings (application/x-www-form-urlencoded).
// Errors: query_malformed (400) for a bad escape, text that is not UTF-8, a parameter without a name, too many.
// Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.hpp"

namespace tagwerk::http {

inline constexpr std::size_t query_parameter_limit = 64;

inline constexpr core::ErrorCode query_malformed{core::ErrorKind::malformed,
                                                 "query_malformed",
                                                 {"Malformed query string", "Fehlerhafte Abfrage in der Adresse"},
                                                 {"The query string is malformed: {problem} ('{value}').",
                                                  "Die Abfrage in der Adresse ist fehlerhaft: {problem} ('{value}')."}};

struct QueryParameter {
  std::string name;
  std::string value;  // empty when there was no '='
};

/// In the order given, repeated names kept; empty pieces ("a=1&&b=2") are skipped.
[[nodiscard]] core::Result<std::vector<QueryParameter>> parse_query(std::string_view query);

/// "a=1&b=x%20y"; the inverse of parse_query().
[[nodiscard]] std::string write_query(std::span<const QueryParameter> parameters);

}  // namespace tagwerk::http
