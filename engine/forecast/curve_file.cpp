#include "engine/forecast/curve_file.hpp"

#include <charconv>
#include <map>
#include <optional>
#include <utility>

#include "engine/core/csv.hpp"
#include "engine/core/text.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::forecast {
namespace {

using Fields = std::vector<core::FieldError>;

struct Column {
  std::size_t position = 0;
  std::string name;
};

struct LeadColumn : Column {
  int lead_days = 0;
};

// What a file of that shape is made of.
struct Shape {
  std::string_view date;
  std::string_view booked;  // what the columns of bookings begin with; empty: there are none
  std::string_view came;
};
constexpr Shape shapes[] = {
    {"event_date", "p_ob_", "p_attended"}, {"event_date", "ob_", "final_yes"}, {"edition_date", "", "attendance"}};

std::optional<Column> find_column(const std::vector<std::string>& header, std::string_view name) {
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (header[i] == name) return Column{i, header[i]};
  }
  return std::nullopt;
}

std::optional<int> lead_of(std::string_view name, std::string_view prefix) {
  if (prefix.empty() || !name.starts_with(prefix)) return std::nullopt;
  const auto digits = name.substr(prefix.size());
  int lead = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), lead);
  if (error != std::errc{} || end != digits.data() + digits.size() || lead < 0 || lead > max_lead_days)
    return std::nullopt;
  return lead;
}

class Columns {
 public:
  static std::optional<Columns> find(const std::vector<std::string>& header) {
    for (const auto& shape : shapes) {
      const auto series = find_column(header, "series");
      const auto date = find_column(header, shape.date);
      const auto came = find_column(header, shape.came);
      if (!series || !date || !came) continue;
      Columns columns{*series, *date, *came};
      for (std::size_t i = 0; i < header.size(); ++i) {
        if (const auto lead = lead_of(header[i], shape.booked)) columns.booked_.push_back({{i, header[i]}, *lead});
      }
      return columns;
    }
    return std::nullopt;
  }

  struct Line {
    std::string series;
    CurveEvent event;
  };
  [[nodiscard]] Line read(const core::CsvRecord& record, Fields& wrong) const {
    const auto number_of = [&](const Column& column) { return number(record, column, wrong); };
    Line line{.series = record.cells[series_.position], .event = {}};
    if (line.series.empty()) wrong.push_back({pointer(record, series_), &core::field_required, {}});
    const auto& date_text = record.cells[date_.position];
    if (const auto date = core::parse_date(date_text)) {
      line.event.day = static_cast<Day>(date->day_number());
    } else {
      wrong.push_back({pointer(record, date_),
                       &core::field_format,
                       {{"value", core::echo(date_text)}, {"expected", "a date such as 2016-11-10"}}});
    }
    line.event.came = number_of(came_);
    std::vector<BookedPoint> points;
    points.reserve(booked_.size());
    for (const auto& column : booked_) {
      if (!record.cells[column.position].empty()) points.push_back({column.lead_days, number_of(column)});
    }
    line.event.curve = BookingCurve(std::move(points));
    return line;
  }

 private:
  Columns(Column series, Column date, Column came)
      : series_(std::move(series)), date_(std::move(date)), came_(std::move(came)) {}

  static std::string pointer(const core::CsvRecord& record, const Column& column) {
    return "line " + std::to_string(record.line) + "/" + column.name;
  }

  static double number(const core::CsvRecord& record, const Column& column, Fields& wrong) {
    const auto& text = record.cells[column.position];
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (error == std::errc{} && end == text.data() + text.size() && value >= 0 && value <= max_booked) return value;
    wrong.push_back({pointer(record, column),
                     &core::field_format,
                     {{"value", core::echo(text)}, {"expected", "a number from 0 to 1000000000"}}});
    return 0;
  }

  Column series_;
  Column date_;
  Column came_;
  std::vector<LeadColumn> booked_;
};

core::Error header_is_wrong(const core::CsvRecord& header) {
  std::string names;
  for (const auto& cell : header.cells) names += (names.empty() ? "" : ",") + cell;
  return core::fail_field(
      "line " + std::to_string(header.line), core::field_format,
      {{"value", core::echo(names)},
       {"expected",
        "a header with series, event_date and p_attended or final_yes, or with series, edition_date and "
        "attendance"}});
}

}  // namespace

core::Result<CurveFile> read_curve_file(std::string_view csv) {
  core::CsvReader reader(csv, {.columns = 1024});
  core::CsvRecord record;
  if (!reader.next(record)) return core::fail_field("line 1", core::field_required);
  if (record.problem)
    return core::fail_field("line " + std::to_string(record.line), *record.problem->code, record.problem->arguments);
  const auto columns = Columns::find(record.cells);
  if (!columns) return header_is_wrong(record);
  const auto width = record.cells.size();
  Fields wrong;
  CurveFile file;
  struct Kept {
    std::size_t line = 0;
    CurveEvent event;
  };
  std::map<std::string, std::map<Day, Kept>> series;
  std::size_t events = 0;
  while (wrong.size() < max_file_errors && reader.next(record)) {
    const auto at = "line " + std::to_string(record.line);
    if (record.problem) {
      wrong.push_back({at, record.problem->code, record.problem->arguments});
      continue;
    }
    if (record.cells.size() != width) {
      wrong.push_back({at,
                       &core::csv_cell_count,
                       {{"count", std::to_string(record.cells.size())}, {"expected", std::to_string(width)}}});
      continue;
    }
    if (++events > max_file_events)
      return core::fail_field(
          at, core::field_items,
          {{"count", std::to_string(events)}, {"min", "1"}, {"max", std::to_string(max_file_events)}});
    auto line = columns->read(record, wrong);
    auto [kept, is_new] = series[line.series].try_emplace(line.event.day);
    if (!is_new) file.replaced_lines.push_back(kept->second.line);
    kept->second = {record.line, std::move(line.event)};
  }
  if (!wrong.empty()) return core::fail_fields(std::move(wrong));
  for (auto& [key, by_day] : series) {
    auto& one = file.series.emplace_back(Series{.key = key, .events = {}});
    one.events.reserve(by_day.size());
    for (auto& [day, kept] : by_day) one.events.push_back(std::move(kept.event));
  }
  return file;
}

}  // namespace tagwerk::forecast
