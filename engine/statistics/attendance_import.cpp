#include "engine/statistics/attendance_import.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "engine/core/import_report.hpp"
#include "engine/core/import_table.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/text.hpp"
#include "engine/statistics/statistics_errors.hpp"

namespace tagwerk::statistics {
namespace {

using core::echo;
using core::ImportTable;
using Wrong = std::vector<core::FieldError>;

constexpr core::ImportColumn columns[] = {
    {"series_key"},     {"edition_year"}, {"companies", false}, {"participants", false},
    {"vendors", false}, {"source"},       {"complete"}};

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; });
}

/// Reads the cells of the table's current line and collects what is wrong with them.
class LineReader {
 public:
  explicit LineReader(const core::ImportTable& table) : table_(&table) {}

  AttendanceLine read() {
    AttendanceLine line{.line = table_->line(), .series_key = table_->cell("series_key"), .year = 0, .record = {}};
    if (!core::is_key(line.series_key)) refuse_format("series_key", "a key of 1 to 64 of a-z 0-9 _ -");
    line.year = static_cast<int>(number("edition_year", min_year, max_year).value_or(0));
    line.record.figures = {
        .companies = figure("companies"), .participants = figure("participants"), .vendors = figure("vendors")};
    line.record.source = table_->cell("source");
    line.record.complete = flag("complete");
    return line;
  }
  Wrong take_wrong() { return std::move(wrong_); }

 private:
  void refuse(std::string_view column, const core::ErrorCode& code, core::Arguments arguments) {
    wrong_.push_back({table_->at() + "/" + std::string(column), &code, std::move(arguments)});
  }
  void refuse_format(std::string_view column, std::string expected) {
    refuse(column, core::field_format,
           {{"value", core::echo(table_->cell(column))}, {"expected", std::move(expected)}});
  }

  std::optional<std::int64_t> number(std::string_view column, std::int64_t min, std::int64_t max) {
    const auto& text = table_->cell(column);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error == std::errc::invalid_argument || end != text.data() + text.size()) {
      refuse_format(column, "a whole number");
    } else if (error != std::errc{} || value < min || value > max) {
      refuse(column, core::field_range,
             {{"value", core::echo(text)}, {"min", std::to_string(min)}, {"max", std::to_string(max)}});
    } else {
      return value;
    }
    return std::nullopt;
  }

  std::optional<std::int64_t> figure(std::string_view column) {
    return table_->cell(column).empty() ? std::nullopt : number(column, 0, max_figure);
  }

  bool flag(std::string_view column) {
    const auto& text = table_->cell(column);
    const bool yes = equals_ignoring_case(text, "true");
    if (!yes && !equals_ignoring_case(text, "false")) refuse_format(column, "true or false");
    return yes;
  }

  const core::ImportTable* table_;
  Wrong wrong_;
};

bool has_figure_cell(const core::ImportTable& table) {
  return !table.cell("companies").empty() || !table.cell("participants").empty() || !table.cell("vendors").empty();
}

}  // namespace

ReadAttendance read_attendance(std::string_view csv) {
  ReadAttendance read;
  core::ImportTable table(csv, columns);
  core::ImportProblems of_lines;                             // not of a cell
  std::map<std::pair<std::string, int>, std::size_t> first;  // on which line a year came
  while (table.next()) {
    LineReader reader(table);
    auto line = reader.read();
    auto wrong = reader.take_wrong();
    for (auto& error : check(line.record, table.at())) {
      if (error.code != &figures_missing) wrong.push_back(std::move(error));
    }
    bool good = table.accept(std::move(wrong));
    if (!has_figure_cell(table)) {
      of_lines.push_back({line.line, {table.at(), &figures_missing, {}}});
      good = false;
    }
    if (!good) continue;
    const auto [earlier, is_new] = first.try_emplace({line.series_key, line.year}, line.line);
    if (is_new) {
      read.lines.push_back(std::move(line));
      continue;
    }
    of_lines.push_back(
        {line.line,
         {table.at(),
          &core::duplicate_line,
          {{"value", line.series_key + " " + std::to_string(line.year)}, {"line", std::to_string(earlier->second)}}}});
  }
  read.problems = table.take_problems();
  read.problems.insert(read.problems.end(), of_lines.begin(), of_lines.end());
  return read;
}

}  // namespace tagwerk::statistics
