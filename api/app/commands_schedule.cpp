// `tagwerk schedule`: a problem in the benchmark's format in, one line of JSON out. No settings, no database.
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <system_error>

#include "api/app/commands.hpp"
#include "api/app/input_file.hpp"
#include "api/json/writer.hpp"
#include "engine/core/side_by_side.hpp"
#include "engine/scheduling/dzn_reader.hpp"
#include "engine/scheduling/infeasibility.hpp"
#include "engine/scheduling/proof.hpp"
#include "engine/scheduling/solver.hpp"

namespace tagwerk::app {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int proof_patience = 10;  // times the time limit, for a proof from nothing
constexpr std::size_t max_file_bytes = 16U << 20U;
constexpr std::int64_t max_time_limit_ms = 24LL * 3600 * 1000;

double seconds_since(Clock::time_point begin) {
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin).count();
  return static_cast<double>(ms) / 1000;
}

std::int64_t number_of(const std::string& option, const std::string& text, std::int64_t min, std::int64_t max) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < min || number > max)
    throw UsageError("--" + option + " '" + text + "' is not a number from " + std::to_string(min) + " to " +
                     std::to_string(max));
  return number;
}

// 500ms, 15s, 2m
std::chrono::milliseconds time_of(const std::string& text) {
  for (const auto& [unit, factor] : {std::pair{"ms", 1}, {"s", 1000}, {"m", 60'000}}) {
    if (!text.ends_with(unit)) continue;
    const auto digits = text.substr(0, text.size() - std::string_view(unit).size());
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos) continue;
    return std::chrono::milliseconds(number_of("time-limit", digits, 1, max_time_limit_ms / factor) * factor);
  }
  throw UsageError("--time-limit '" + text + "' is not a time such as 500ms, 15s or 2m");
}

std::string_view text_of(scheduling::Status status) {
  switch (status) {
    case scheduling::Status::optimal:
      return "optimal";
    case scheduling::Status::feasible:
      return "feasible";
    case scheduling::Status::infeasible:
      return "infeasible";
    case scheduling::Status::unknown:
      break;
  }
  return "unknown";
}

std::string line_of(const scheduling::Outcome& outcome, double seconds, const std::string& reason) {
  json::Writer out;
  out.begin_object().member("status", text_of(outcome.status));
  out.key("breaks");
  outcome.score ? out.value(outcome.score->breaks) : out.null();
  out.member("lower_bound", outcome.bound.breaks);
  out.key("slots");
  if (outcome.plan) {
    out.begin_array();
    for (const int slot : outcome.plan->slots) out.value(slot + 1);
    out.end_array();
  } else {
    out.null();
  }
  out.member("seconds", seconds).key("reason");
  reason.empty() ? out.null() : out.value(reason);
  return out.end_object().take();
}

struct Options {
  Clock::duration time_limit;
  bool side_by_side;
  std::uint32_t seed;
  std::optional<std::filesystem::path> proofs;
};

Options options_of(const CommandLine& line) {
  Options options{};
  options.time_limit = time_of(line.option("time-limit").value_or("60s"));
  options.side_by_side = number_of("threads", line.option("threads").value_or("2"), 1, 2) == 2;
  options.seed = static_cast<std::uint32_t>(number_of("seed", line.option("seed").value_or("0"), 0, INT32_MAX));
  if (line.option("output").value_or("json") != "json") throw UsageError("--output knows only json");
  if (auto folder = line.option("proof")) {
    std::error_code failed;
    std::filesystem::create_directories(*folder, failed);
    if (failed) throw UsageError("--proof '" + *folder + "' cannot be made: " + failed.message());
    options.proofs = *std::move(folder);
  }
  return options;
}

struct Answer {
  scheduling::Outcome outcome;
  double seconds = 0;
  std::string reason;
};

Answer solve(const scheduling::Problem& problem, const Options& options, Clock::time_point begin, std::ostream& log) {
  const auto seconds = [begin] { return seconds_since(begin); };
  std::atomic<bool> failed = false;
  const auto should_stop = [end = begin + options.time_limit, &failed] { return failed || Clock::now() >= end; };
  scheduling::Control control{.should_stop = should_stop};
  control.on_progress = [&](const scheduling::Progress& progress) {
    log << seconds() << " s: breaks " << (progress.score ? std::to_string(progress.score->breaks) : "-")
        << ", at least " << progress.bound.breaks << '\n';
  };
  if (options.side_by_side) {
    control.run_both = [&failed](const std::function<void()>& one, const std::function<void()>& other) {
      core::run_side_by_side(one, other, failed);
    };
  }
  Answer answer{.outcome = scheduling::solve(problem, options.seed, control), .seconds = seconds(), .reason = {}};
  if (answer.outcome.status == scheduling::Status::infeasible) {
    answer.reason = "there is no plan; a short reason was not found";
    try {
      answer.reason = words_of(problem, scheduling::find_conflict(problem, options.seed, should_stop));
    } catch (const std::exception& error) {
      log << "looking for a reason: " << error.what() << '\n';
    }
  } else if (answer.outcome.status != scheduling::Status::optimal) {
    answer.reason = "the time limit was reached";
  }
  return answer;
}

// The line is out already: what goes wrong here changes nothing about it.
void write_proof(const scheduling::Problem& problem, const scheduling::Outcome& outcome, const Options& options,
                 const std::string& name, std::ostream& log) {
  const auto end = Clock::now() + proof_patience * options.time_limit;
  try {
    const bool is_written =
        scheduling::write_proof(problem, outcome, *options.proofs, name, [end] { return Clock::now() >= end; });
    log << (is_written
                ? "wrote the proof to " + options.proofs->string()
                : std::string("no proof was written: nothing is claimed that needs one, it would be too large, or "
                              "it was not found again in time"))
        << '\n';
  } catch (const std::exception& error) {
    log << "no proof was written: " << error.what() << '\n';
  }
}

}  // namespace

int schedule(const Invocation& call) {
  const auto begin = Clock::now();
  auto& [out, err] = call.streams;
  const auto options = options_of(call.line);
  const auto& path = call.line.words.front();
  const auto refuse = [&](const std::string& reason) {
    err << "tagwerk: " << path << ": " << reason << '\n';
    out << line_of({}, seconds_since(begin), reason) << '\n';
  };
  std::string text;
  try {
    // Not a pipe, whose other end may never come.
    if (std::error_code unknown; !std::filesystem::is_regular_file(path, unknown))
      throw std::runtime_error("it is not a file");
    text = read_input_file(path, max_file_bytes);
  } catch (const std::runtime_error& error) {
    refuse(error.what());
    return 2;
  }
  const auto problem = scheduling::read_dzn(text);
  if (!problem) {
    refuse(problem.error().detail(core::Language::en));
    return 2;
  }
  Answer answer;
  try {
    answer = solve(*problem, options, begin, err);
  } catch (const std::exception& error) {
    refuse(error.what());
    return 1;
  }
  out << line_of(answer.outcome, answer.seconds, answer.reason) << '\n' << std::flush;
  if (options.proofs) write_proof(*problem, answer.outcome, options, std::filesystem::path(path).stem().string(), err);
  return 0;
}

}  // namespace tagwerk::app
