// Purpose: what came of an import: what it did, or would do under dry_run, or all that is wrong with its text. All or
// nothing, so a report counts no failed rows.
// Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/result.hpp"

namespace tagwerk::core {

inline constexpr std::size_t import_max_rows = 20'000;  // without the header
inline constexpr std::size_t import_max_bytes = 8 * 1024 * 1024;
/// From so many problems on only the first one of each line is told, so that an answer stays readable.
inline constexpr std::size_t import_full_problems = 5'000;

inline constexpr ErrorCode import_too_many_bytes{
    ErrorKind::too_large,
    "import_too_many_bytes",
    {"The file is too large", "Die Datei ist zu groß"},
    {"The file has {bytes} bytes, allowed are {max}.", "Die Datei hat {bytes} Bytes, erlaubt sind {max}."}};
/// import_too_many_bytes for a text that is too large.
[[nodiscard]] Result<> check_import_size(std::string_view csv);

struct ImportReport {
  std::size_t rows = 0;  // created + updated + unchanged
  std::size_t created = 0;
  std::size_t updated = 0;
  std::size_t unchanged = 0;
  bool dry_run = false;
  bool operator==(const ImportReport&) const = default;
};

struct ImportProblem {
  std::size_t line = 0;
  FieldError error;
};
using ImportProblems = std::vector<ImportProblem>;

inline constexpr ErrorCode duplicate_line{
    ErrorKind::invalid,
    "duplicate_line",
    {"Twice in the file", "Doppelt in der Datei"},
    {"'{value}' is already on line {line}", "'{value}' steht schon in Zeile {line}"}};

/// The refusal that tells all of them, in the order of lines.
[[nodiscard]] Error problems_error(ImportProblems problems);

}  // namespace tagwerk::core
