// Purpose: rows on their way into one INSERT, a cell per column, their bytes one behind the other.
// Errors: none. Thread-safety: a value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tagwerk::storage {

class RowBuffer {
 public:
  enum class Kind : std::uint8_t { null, digits, text, bytes };

  explicit RowBuffer(std::size_t width) : width_(width) {}

  void add(Kind kind, std::string_view content) {
    cells_.push_back({.at = bytes_.size(), .length = content.size(), .kind = kind});
    bytes_ += content;
  }
  void clear() noexcept {
    cells_.clear();
    bytes_.clear();
  }

  [[nodiscard]] std::size_t width() const noexcept { return width_; }
  [[nodiscard]] std::size_t rows() const noexcept { return cells_.size() / width_; }
  [[nodiscard]] std::size_t size_bytes() const noexcept { return bytes_.size(); }
  [[nodiscard]] Kind kind(std::size_t row, std::size_t column) const { return cell(row, column).kind; }
  /// Until the next add() or clear().
  [[nodiscard]] std::string_view content(std::size_t row, std::size_t column) const {
    const auto& one = cell(row, column);
    return std::string_view(bytes_).substr(one.at, one.length);
  }

 private:
  struct Cell {
    std::size_t at;
    std::size_t length;
    Kind kind;
  };
  [[nodiscard]] const Cell& cell(std::size_t row, std::size_t column) const { return cells_[row * width_ + column]; }

  std::size_t width_;
  std::vector<Cell> cells_;
  std::string bytes_;
};

/// An INSERT of many rows: "insert into t (a, b)", the rows, and "on duplicate key update …" or nothing.
struct RowsToInsert {
  std::string_view source;  // as it was written: what a log may show. Must outlive this
  std::string_view head;
  std::string_view behind;
  const RowBuffer* rows;
};

/// As one statement of text: digits, null, plain texts in quotation marks, all else as hexadecimal digits, so that no value can
/// leave its literal.
[[nodiscard]] std::string to_sql(const RowsToInsert& insert);
/// With a question mark for each column.
[[nodiscard]] std::string to_prepared_sql(const RowsToInsert& insert);

}  // namespace tagwerk::storage
