// Purpose: a CSV text as a table whose header names its columns; lines that cannot be read are problems and are skipped.
// Errors: collected in problems(), "line 3" or "line 3/email". Thread-safety: one thread.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/csv.hpp"
#include "engine/core/import_report.hpp"

namespace tagwerk::core {

struct ImportColumn {
  std::string_view name;
  bool required = true;
};

class ImportTable {
 public:
  /// Reads the header; a wrong one leaves no lines to read. `text` and `columns` outlive the table.
  ImportTable(std::string_view text, std::span<const ImportColumn> columns);

  /// The next line that has as many cells as the header; false at the end.
  [[nodiscard]] bool next();
  [[nodiscard]] std::size_t line() const noexcept { return record_.line; }
  /// "line 3"
  [[nodiscard]] std::string at() const;
  /// The cell of the current line; empty when the file has no such column.
  [[nodiscard]] const std::string& cell(std::string_view column) const;
  /// None when it is empty.
  [[nodiscard]] std::optional<std::string> maybe(std::string_view column) const;

  /// Takes over what is wrong with the current line; for an empty cell of a required column it becomes "is required". True
  /// when nothing was wrong.
  bool accept(std::vector<FieldError> wrong);

  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] ImportProblems take_problems() { return std::move(problems_); }

 private:
  void read_header();
  void refuse(FieldError error) { problems_.push_back({record_.line, std::move(error)}); }

  CsvReader reader_;
  std::span<const ImportColumn> columns_;
  std::vector<std::optional<std::size_t>> position_of_;  // of each column in a line
  std::size_t width_ = 0;
  CsvRecord record_;
  std::size_t rows_ = 0;
  bool at_end_ = false;
  ImportProblems problems_;
};

}  // namespace tagwerk::core
