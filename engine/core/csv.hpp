// Purpose: reads and writes comma separated values: RFC 4180, strictly, with the few liberties that spreadsheets take:
// a byte order mark, LF beside CRLF, `;` beside `,` (told apart by the header line), blank lines (skipped).
// Shapes: UTF-8; the first record is the header. Units: lines count from 1, sizes in bytes.
// Errors: a record that cannot be read carries its problem; reading goes on at the next line, so that one pass finds all.
// Thread-safety: one reader or writer per thread; csv_cell is pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"

namespace tagwerk::core {

inline constexpr ErrorCode csv_quote{
    ErrorKind::invalid,
    "csv_quote",
    {"A quotation mark is out of place", "Ein Anführungszeichen steht falsch"},
    {"a quotation mark may only enclose a whole cell (cell {cell}); inside it must be doubled",
     "ein Anführungszeichen darf nur eine ganze Zelle umschließen (Zelle {cell}); in der Zelle muss es verdoppelt werden"}};
inline constexpr ErrorCode csv_unterminated{
    ErrorKind::invalid,
    "csv_unterminated",
    {"A quotation mark is never closed", "Ein Anführungszeichen wird nie geschlossen"},
    {"cell {cell} opens with a quotation mark that is never closed",
     "Zelle {cell} beginnt mit einem Anführungszeichen, das nie geschlossen wird"}};
inline constexpr ErrorCode csv_carriage_return{
    ErrorKind::invalid,
    "csv_carriage_return",
    {"A carriage return without line feed", "Ein Wagenrücklauf ohne Zeilenvorschub"},
    {"a carriage return may only stand before a line feed or inside quotation marks (cell {cell})",
     "ein Wagenrücklauf darf nur vor einem Zeilenvorschub oder in Anführungszeichen stehen (Zelle {cell})"}};
inline constexpr ErrorCode csv_not_utf8{ErrorKind::invalid,
                                        "csv_not_utf8",
                                        {"Not UTF-8", "Kein UTF-8"},
                                        {"cell {cell} is not valid UTF-8", "Zelle {cell} ist kein gültiges UTF-8"}};
inline constexpr ErrorCode csv_cell_size{
    ErrorKind::invalid,
    "csv_cell_size",
    {"A cell is too large", "Eine Zelle ist zu groß"},
    {"cell {cell} is larger than {max} bytes", "Zelle {cell} ist größer als {max} Bytes"}};
inline constexpr ErrorCode csv_line_size{
    ErrorKind::invalid,
    "csv_line_size",
    {"A line is too long", "Eine Zeile ist zu lang"},
    {"the line is longer than {max} bytes", "die Zeile ist länger als {max} Bytes"}};
inline constexpr ErrorCode csv_cell_count{ErrorKind::invalid,
                                          "csv_cell_count",
                                          {"Wrong number of cells", "Falsche Anzahl von Zellen"},
                                          {"the line has {count} cells, the header has {expected}",
                                           "die Zeile hat {count} Zellen, die Kopfzeile {expected}"}};
inline constexpr ErrorCode csv_columns{ErrorKind::invalid,
                                       "csv_columns",
                                       {"Too many cells", "Zu viele Zellen"},
                                       {"the line has more than {max} cells", "die Zeile hat mehr als {max} Zellen"}};

struct CsvLimits {
  std::size_t cell_bytes = 8 * 1024;
  std::size_t line_bytes = 64 * 1024;  // one record, quoted line breaks included
  std::size_t columns = 64;
};

struct CsvRecord {
  std::size_t line = 0;  // where it begins
  std::vector<std::string> cells;
  std::optional<FieldError> problem;  // then `cells` is incomplete; pointer is empty
};

class CsvReader {
 public:
  /// `text` must outlive the reader.
  explicit CsvReader(std::string_view text, CsvLimits limits = {});

  /// ',' or ';': whichever the header line has more of outside quotation marks; ',' when it has none.
  [[nodiscard]] char separator() const noexcept { return separator_; }
  /// The next record that is not a blank line; false at the end.
  [[nodiscard]] bool next(CsvRecord& record);

 private:
  void read_cells(CsvRecord& record);
  [[nodiscard]] const ErrorCode* read_cell(std::string& cell);
  [[nodiscard]] const ErrorCode* read_quoted(std::string& cell);
  [[nodiscard]] bool at_line_end() const noexcept;
  void skip_line() noexcept;
  void end_line() noexcept;

  std::string_view text_;
  CsvLimits limits_;
  char separator_ = ',';
  std::size_t position_ = 0;
  std::size_t record_start_ = 0;
  std::size_t line_ = 1;
};

/// One text cell, quoted where necessary. Formula-safe: text that a spreadsheet would run (= + - @ TAB CR at its start)
/// gets a leading apostrophe.
[[nodiscard]] std::string csv_cell(std::string_view text);

enum class CsvStyle : std::uint8_t {
  plain,         // RFC 4180
  german_excel,  // as Excel opens it in German: a byte order mark, `;` between cells, a comma in fractions
};

/// Builds a table row by row; lines end with CRLF (RFC 4180 section 2.1).
class CsvWriter {
 public:
  explicit CsvWriter(CsvStyle style = CsvStyle::plain);
  CsvWriter& text(std::string_view value);
  CsvWriter& number(std::int64_t value);
  /// Fixed notation, shortest that reads back; NaN and infinities as an empty cell.
  CsvWriter& number(double value);
  CsvWriter& empty();
  CsvWriter& end_row();
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void separate();
  CsvStyle style_;
  std::string out_;
  bool row_started_ = false;
};

}  // namespace tagwerk::core
