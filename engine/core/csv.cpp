#include "engine/core/csv.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "engine/core/text.hpp"

namespace tagwerk::core {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

char detect_separator(std::string_view text) {
  std::size_t commas = 0;
  std::size_t semicolons = 0;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n') break;
    if (c == ',') ++commas;
    if (c == ';') ++semicolons;
  }
  return semicolons > commas ? ';' : ',';
}

}  // namespace

CsvReader::CsvReader(std::string_view text, CsvLimits limits) : text_(text), limits_(limits) {
  if (text_.starts_with(byte_order_mark)) text_.remove_prefix(byte_order_mark.size());
  // The first line that is not blank is the header.
  std::size_t start = 0;
  while (start < text_.size() && (text_[start] == '\n' || text_.substr(start, 2) == "\r\n")) ++start;
  separator_ = detect_separator(text_.substr(start));
}

bool CsvReader::at_line_end() const noexcept {
  return position_ >= text_.size() || text_[position_] == '\n' || text_.substr(position_, 2) == "\r\n";
}

void CsvReader::end_line() noexcept {
  if (position_ < text_.size() && text_[position_] == '\r') ++position_;
  if (position_ < text_.size()) ++position_, ++line_;
}

void CsvReader::skip_line() noexcept {
  const auto end = text_.find('\n', position_);
  position_ = end == std::string_view::npos ? text_.size() : end;
  end_line();
}

bool CsvReader::next(CsvRecord& record) {
  while (position_ < text_.size() && at_line_end()) end_line();
  if (position_ >= text_.size()) return false;
  record.line = line_;
  record.cells.clear();
  record.problem.reset();
  record_start_ = position_;
  read_cells(record);
  return true;
}

void CsvReader::read_cells(CsvRecord& record) {
  const auto refuse = [&](const ErrorCode& code, std::size_t max) {
    record.problem =
        FieldError{"", &code, {{"cell", std::to_string(record.cells.size() + 1)}, {"max", std::to_string(max)}}};
    skip_line();
  };
  for (;;) {
    if (record.cells.size() >= limits_.columns) return refuse(csv_columns, limits_.columns);
    std::string cell;
    const auto* code = read_cell(cell);
    if (code == nullptr && !is_utf8(cell)) code = &csv_not_utf8;
    if (code != nullptr) return refuse(*code, code == &csv_line_size ? limits_.line_bytes : limits_.cell_bytes);
    record.cells.push_back(std::move(cell));
    if (at_line_end()) return end_line();
    ++position_;  // the separator
  }
}

const ErrorCode* CsvReader::read_cell(std::string& cell) {
  if (position_ < text_.size() && text_[position_] == '"') return read_quoted(cell);
  const auto start = position_;
  while (!at_line_end() && text_[position_] != separator_) {
    if (text_[position_] == '"') return &csv_quote;
    if (text_[position_] == '\r') return &csv_carriage_return;
    ++position_;
    if (position_ - start > limits_.cell_bytes) return &csv_cell_size;
    if (position_ - record_start_ > limits_.line_bytes) return &csv_line_size;
  }
  cell.assign(text_.substr(start, position_ - start));
  return nullptr;
}

const ErrorCode* CsvReader::read_quoted(std::string& cell) {
  // After a problem, reading goes on behind the line where the cell began: what follows may be good lines that a
  // forgotten quotation mark would swallow.
  const auto first_position = position_;
  const auto first_line = line_;
  const auto refuse = [&](const ErrorCode& code) {
    position_ = first_position;
    line_ = first_line;
    return &code;
  };
  ++position_;
  for (;;) {
    if (position_ >= text_.size()) return refuse(csv_unterminated);
    const char c = text_[position_];
    if (c == '"') {
      if (text_.substr(position_, 2) != "\"\"") break;
      ++position_;
    }
    if (c == '\n') ++line_;
    cell.push_back(c);
    ++position_;
    if (cell.size() > limits_.cell_bytes) return refuse(csv_cell_size);
    if (position_ - record_start_ > limits_.line_bytes) return refuse(csv_line_size);
  }
  ++position_;
  if (!at_line_end() && text_[position_] != separator_) return refuse(csv_quote);
  return nullptr;
}

std::string csv_cell(std::string_view text) {
  std::string value;
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) value = "'";
  value.append(text);
  const bool spaced = !value.empty() && (value.front() == ' ' || value.back() == ' ');
  if (!spaced && value.find_first_of("\",;\r\n\t") == std::string::npos) return value;
  std::string quoted = "\"";
  for (const char c : value) {
    if (c == '"') quoted.push_back('"');
    quoted.push_back(c);
  }
  quoted.push_back('"');
  return quoted;
}

CsvWriter::CsvWriter(CsvStyle style) : style_(style) {
  if (style == CsvStyle::german_excel) out_ = byte_order_mark;
}

void CsvWriter::separate() {
  if (row_started_) out_.push_back(style_ == CsvStyle::german_excel ? ';' : ',');
  row_started_ = true;
}

CsvWriter& CsvWriter::text(std::string_view value) {
  separate();
  out_.append(csv_cell(value));
  return *this;
}

CsvWriter& CsvWriter::number(std::int64_t value) {
  separate();
  out_.append(std::to_string(value));
  return *this;
}

CsvWriter& CsvWriter::number(double value) {
  separate();
  if (!std::isfinite(value)) return *this;
  std::array<char, 512> buffer{};  // the largest double has 309 digits in fixed notation
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed).ptr;
  if (style_ == CsvStyle::german_excel) std::replace(buffer.data(), end, '.', ',');
  out_.append(buffer.data(), end);
  return *this;
}

CsvWriter& CsvWriter::empty() {
  separate();
  return *this;
}

CsvWriter& CsvWriter::end_row() {
  out_.append("\r\n");
  row_started_ = false;
  return *this;
}

}  // namespace tagwerk::core
