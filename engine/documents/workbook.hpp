// Purpose: a table as a workbook (Office Open XML, ECMA-376: the .xlsx of Excel and LibreOffice): a bold header line that stays in
// sight, columns as wide as what is in them, and a second sheet that says what the columns are. The same table gives the same bytes.
// Shapes: text stays text, whatever it begins with: never a formula, never a link. Dates are dates. An empty cell stays empty.
// Units: lengths of text in UTF-16 units, as Excel counts them. Errors: std::invalid_argument for more rows or columns than a sheet
// has, std::runtime_error where the memory for it cannot be had. Thread-safety: any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/core/time.hpp"

namespace tagwerk::documents {

inline constexpr std::size_t max_sheet_rows = 1'048'576;  // the header line is one of them
inline constexpr std::size_t max_sheet_columns = 16'384;
/// A longer text is cut, and ends in `…`.
inline constexpr std::size_t max_cell_length = 32'767;

using SheetCell = std::variant<std::monostate, std::string, std::int64_t, double, bool, core::Date>;

struct SheetColumn {
  std::string_view name;
  std::string_view description;
};

/// `text` as far as a cell holds it. Exposed for tests.
[[nodiscard]] std::string clipped_for_cell(std::string_view text, std::size_t max_length = max_cell_length);

/// Each row has as many cells as there are columns.
[[nodiscard]] std::string workbook_of(std::span<const SheetColumn> columns,
                                      std::span<const std::vector<SheetCell>> rows);

}  // namespace tagwerk::documents
