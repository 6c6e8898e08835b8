#include "engine/documents/workbook.hpp"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <memory>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "engine/core/text.hpp"

namespace tagwerk::documents {
namespace {

constexpr double min_width = 8;  // in characters, as Excel measures columns
constexpr double max_width = 60;
constexpr std::int64_t max_exact = std::int64_t{1} << 53;  // numbers are doubles
const core::Date first_day(1900, 3, 1);                    // Excel has a 29 February 1900

// The library writes to a path: one that leads into memory.
class Memory {
 public:
  Memory() : file_(memfd_create("workbook", MFD_CLOEXEC)) {
    if (file_ < 0) throw std::system_error(errno, std::generic_category(), "memory for a workbook");
  }
  ~Memory() { close(file_); }
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;

  [[nodiscard]] std::string path() const { return std::string("/proc/self/fd/").append(std::to_string(file_)); }

  [[nodiscard]] std::string content() const {
    const auto size = lseek(file_, 0, SEEK_END);
    if (size < 0) throw std::system_error(errno, std::generic_category(), "reading a workbook");
    std::string bytes(static_cast<std::size_t>(size), '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
      const auto got = pread(file_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
      if (got <= 0) throw std::system_error(errno, std::generic_category(), "reading a workbook");
      done += static_cast<std::size_t>(got);
    }
    return bytes;
  }

 private:
  int file_;
};

struct Free {
  void operator()(lxw_workbook* workbook) const { lxw_workbook_free(workbook); }
};
using WorkbookHandle = std::unique_ptr<lxw_workbook, Free>;

void require_good(lxw_error error, const char* of_what) {
  if (error != LXW_NO_ERROR) throw std::runtime_error(std::string(of_what).append(": ").append(lxw_strerror(error)));
}

// `_x0041_` in a file is an A for who reads it (ECMA-376 22.9.2.19); a text that looks like that has its first character written so.
std::string without_escapes(std::string text) {
  const auto is_hex = [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; };
  for (auto at = text.find("_x"); at != std::string::npos && at + 7 <= text.size(); at = text.find("_x", at + 1)) {
    if (text[at + 6] != '_' || !std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) + 2,
                                            text.begin() + static_cast<std::ptrdiff_t>(at) + 6, is_hex))
      continue;
    text.replace(at, 1, "_x005F_");
    at += 6;
  }
  return text;
}

std::string shown(double number) {
  auto text = std::to_string(number);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

class Sheet {
 public:
  Sheet(lxw_workbook& workbook, const char* name, lxw_format* bold, lxw_format* day)
      : sheet_(workbook_add_worksheet(&workbook, name)), bold_(bold), day_(day) {
    if (sheet_ == nullptr) throw std::runtime_error("a sheet of a workbook");
  }

  void head(std::size_t column, std::string_view name) { text(0, column, name, bold_); }

  void put(std::size_t row, std::size_t column, const SheetCell& cell) {
    std::visit([&](const auto& content) { write(row, column, content); }, cell);
  }

  // When everything is written: now it is known how wide it is.
  void finish(std::size_t rows) {
    worksheet_freeze_panes(sheet_, 1, 0);
    const auto last = static_cast<lxw_col_t>(widths_.size() - 1);
    if (rows > 0) worksheet_autofilter(sheet_, 0, 0, static_cast<lxw_row_t>(rows), last);
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet_, column, column, std::clamp(widths_[i] + 2, min_width, max_width), nullptr);
    }
  }

 private:
  void text(std::size_t row, std::size_t column, std::string_view content, lxw_format* format) {
    widen(column, core::code_points(content));
    const auto clipped = clipped_for_cell(without_escapes(std::string(content)));
    require_good(worksheet_write_string(sheet_, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                                        clipped.c_str(), format),
                 "a text of a workbook");
  }
  void write(std::size_t /*row*/, std::size_t /*column*/, std::monostate) {}
  void write(std::size_t row, std::size_t column, const std::string& content) {
    if (!content.empty()) text(row, column, content, nullptr);
  }
  void write(std::size_t row, std::size_t column, std::int64_t number) {
    if (number > max_exact || number < -max_exact) return text(row, column, std::to_string(number), nullptr);
    widen(column, std::to_string(number).size());
    this->number(row, column, static_cast<double>(number), nullptr);
  }
  void write(std::size_t row, std::size_t column, double number) {
    if (!std::isfinite(number)) return;
    widen(column, shown(number).size());
    this->number(row, column, number, nullptr);
  }
  void write(std::size_t row, std::size_t column, bool yes) {
    widen(column, 5);
    require_good(worksheet_write_boolean(sheet_, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                                         yes ? 1 : 0, nullptr),
                 "a cell of a workbook");
  }
  void write(std::size_t row, std::size_t column, core::Date date) {
    if (date < first_day) return text(row, column, core::to_text(date), nullptr);
    widen(column, 10);
    number(row, column, static_cast<double>((date - first_day).days() + 61), day_);
  }
  void number(std::size_t row, std::size_t column, double value, lxw_format* format) {
    require_good(
        worksheet_write_number(sheet_, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), value, format),
        "a number of a workbook");
  }
  void widen(std::size_t column, std::size_t characters) {
    if (widths_.size() <= column) widths_.resize(column + 1, 0);
    widths_[column] = std::max(widths_[column], static_cast<double>(characters));
  }

  lxw_worksheet* sheet_;
  lxw_format* bold_;
  lxw_format* day_;
  std::vector<double> widths_;
};

}  // namespace

std::string clipped_for_cell(std::string_view text, std::size_t max_length) {
  std::size_t length = 0;
  std::size_t fits = 0;  // bytes before which there is room for an ellipsis
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    length += bytes == 4 ? 2 : 1;
    if (length > max_length) return std::string(text.substr(0, fits)).append(core::ellipsis);
    at += bytes;
    if (length < max_length) fits = at;
  }
  return std::string(text);
}

std::string workbook_of(std::span<const SheetColumn> columns, std::span<const std::vector<SheetCell>> rows) {
  if (rows.size() >= max_sheet_rows || columns.size() > max_sheet_columns)
    throw std::invalid_argument("a workbook of " + std::to_string(rows.size()) + " rows and " +
                                std::to_string(columns.size()) + " columns");
  const Memory memory;
  WorkbookHandle workbook(workbook_new(memory.path().c_str()));
  if (!workbook) throw std::runtime_error("a workbook could not be made");
  // Without a time of its own a file would say when it was made, and no two were the same.
  lxw_doc_properties properties{};
  properties.created = static_cast<time_t>(86'400) * 365 * 10;
  require_good(workbook_set_properties(workbook.get(), &properties), "properties of a workbook");
  auto* bold = workbook_add_format(workbook.get());
  format_set_bold(bold);
  auto* day = workbook_add_format(workbook.get());
  format_set_num_format(day, "yyyy-mm-dd");

  Sheet data(*workbook, "data", bold, day);
  for (std::size_t i = 0; i < columns.size(); ++i) data.head(i, columns[i].name);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t i = 0; i < rows[row].size(); ++i) data.put(row + 1, i, rows[row][i]);
  }
  data.finish(rows.size());

  Sheet about(*workbook, "columns", bold, day);
  about.head(0, "column");
  about.head(1, "description");
  for (std::size_t i = 0; i < columns.size(); ++i) {
    about.put(i + 1, 0, std::string(columns[i].name));
    about.put(i + 1, 1, std::string(columns[i].description));
  }
  about.finish(columns.size());

  require_good(workbook_close(workbook.release()), "a workbook");
  return memory.content();
}

}  // namespace tagwerk::documents
