// `tagwerk forecast backtest`: booking curves and what events came to in, one JSON object out. No settings, no database.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "api/app/commands.hpp"
#include "api/app/input_file.hpp"
#include "api/json/writer.hpp"
#include "engine/core/time.hpp"
#include "engine/forecast/backtest.hpp"
#include "engine/forecast/curve_file.hpp"

namespace tagwerk::app {
namespace {

using forecast::Day;

constexpr std::size_t max_file_bytes = 64U << 20U;
constexpr std::size_t max_horizons = 32;
constexpr std::string_view default_horizons = "60,30,14,7";

std::vector<int> horizons_of(std::string_view text) {
  std::vector<int> horizons;
  for (std::string_view rest = text;;) {
    const auto comma = rest.find(',');
    const auto one = rest.substr(0, comma);
    int days = 0;
    const auto [end, error] = std::from_chars(one.data(), one.data() + one.size(), days);
    if (error != std::errc{} || end != one.data() + one.size() || days < 0 || days > forecast::max_lead_days)
      throw UsageError("--horizons '" + std::string(text) + "' is not a list of days from 0 to " +
                       std::to_string(forecast::max_lead_days) + " such as " + std::string(default_horizons));
    if (std::ranges::find(horizons, days) != horizons.end())
      throw UsageError("--horizons '" + std::string(text) + "' has " + std::to_string(days) + " twice");
    horizons.push_back(days);
    if (horizons.size() > max_horizons)
      throw UsageError("--horizons: at most " + std::to_string(max_horizons) + " are forecast at once");
    if (comma == std::string_view::npos) return horizons;
    rest.remove_prefix(comma + 1);
  }
}

std::optional<Day> day_of(const CommandLine& line, const char* option) {
  const auto text = line.option(option);
  if (!text) return std::nullopt;
  const auto date = core::parse_date(*text);
  if (!date) throw UsageError(std::string("--") + option + " '" + *text + "' is not a date such as 2016-07-01");
  return static_cast<Day>(date->day_number());
}

std::string date_text(Day day) {
  return core::to_text(core::Date(boost::gregorian::gregorian_calendar::from_day_number(
      static_cast<boost::gregorian::gregorian_calendar::date_int_type>(day))));
}

// What is behind that many decimals nobody needs.
double rounded(double value, double decimals) {
  const double factor = std::pow(10, decimals);
  return std::round(value * factor) / factor;
}
double count(double value) { return rounded(value, 3); }
double share(double value) { return rounded(value, 5); }

void write(json::Writer& out, const forecast::TestedForecast& one) {
  const auto& [point, reach, method, events] = one.estimate;
  out.begin_object()
      .member("series", std::string_view(one.series))
      .member("event_date", std::string_view(date_text(one.day)))
      .member("horizon", one.horizon_days)
      .member("forecast", count(point))
      .member("low80", count(reach.eighty.low))
      .member("high80", count(reach.eighty.high))
      .member("low50", count(reach.half.low))
      .member("high50", count(reach.half.high))
      .member("actual", count(one.came))
      .member("method", to_text(method))
      .member("events", events)
      .end_object();
}

void write(json::Writer& out, const forecast::Measures& measures) {
  out.member("wape", share(measures.wape)).member("mape", share(measures.mape)).member("bias", share(measures.bias));
}

void write(json::Writer& out, std::string_view name, std::optional<double> value) {
  out.key(name);
  value ? out.value(share(*value)) : out.null();
}

void write(json::Writer& out, const forecast::HorizonSummary& summary) {
  out.key(std::to_string(summary.horizon_days)).begin_object().member("events", summary.all.events);
  write(out, summary.all);
  out.member("coverage80", share(summary.coverage80))
      .member("coverage50", share(summary.coverage50))
      .member("width80", share(summary.width))
      .member("interval_score80", share(summary.interval_score));
  out.key("simple_methods").begin_object();
  for (const auto method : forecast::all_simple_methods) {
    out.key(to_text(method)).begin_object();
    write(out, summary.simple[static_cast<std::size_t>(method)]);
    if (method == forecast::SimpleMethod::additive) {
      write(out, "coverage80", summary.additive_coverage80);
      write(out, "interval_score80", summary.additive_interval_score);
    }
    out.end_object();
  }
  out.end_object().end_object();
}

std::string text_of(const forecast::Backtest& result) {
  json::Writer out;
  out.begin_object().key("forecasts").begin_array();
  for (const auto& one : result.forecasts) write(out, one);
  out.end_array().key("summary").begin_object();
  for (const auto& summary : result.horizons) write(out, summary);
  return out.end_object().end_object().take();
}

}  // namespace

int backtest_forecast(const Invocation& call) {
  const auto& line = call.line;
  auto& [out, err] = call.streams;
  const auto horizons = horizons_of(line.option("horizons").value_or(std::string(default_horizons)));
  const auto from = day_of(line, "from");
  const auto to = day_of(line, "to");
  if (from && to && *to < *from)
    throw UsageError("--to '" + *line.option("to") + "' is before --from '" + *line.option("from") + "'");
  if (line.option("output").value_or("json") != "json") throw UsageError("--output knows only json");
  const auto& path = line.words.front();
  // Not a pipe, whose other end may never come.
  if (std::error_code unknown; !std::filesystem::is_regular_file(path, unknown))
    throw std::runtime_error(path + ": it is not a file");
  const auto file = forecast::read_curve_file(read_input_file(path, max_file_bytes));
  if (!file) {
    for (const auto& wrong : file.error().fields())
      err << "tagwerk: " << path << ": " << wrong.pointer << ": " << wrong.detail(core::Language::en) << '\n';
    return 1;
  }
  for (const auto replaced : file->replaced_lines)
    err << path << ": line " << replaced << ": a later line has the same series and date, and takes its place\n";
  out << text_of(forecast::backtest(file->series, horizons, from, to)) << '\n';
  return 0;
}

}  // namespace tagwerk::app
