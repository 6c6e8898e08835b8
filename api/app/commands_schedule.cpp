// `tagwerk schedule`: a problem in the benchmark's format in, one line of JSON out. No settings, no database.
#include <charconv>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <thread>

#include "api/app/commands.hpp"
#include "api/json/writer.hpp"
#include "engine/scheduling/dzn_reader.hpp"
#include "engine/scheduling/infeasibility.hpp"
#include "engine/scheduling/proof.hpp"
#include "engine/scheduling/scheduling_errors.hpp"
#include "engine/scheduling/solver.hpp"

namespace tagwerk::app {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t max_file_bytes = 16U << 20U;
constexpr std::int64_t max_time_limit_ms = 24LL * 3600 * 1000;

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

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string text;
  char part[1U << 16U];
  while (file.read(part, sizeof part) || file.gcount() > 0) {
    text.append(part, static_cast<std::size_t>(file.gcount()));
    if (text.size() > max_file_bytes) return std::nullopt;
  }
  return text;
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
  outcome.breaks ? out.value(*outcome.breaks) : out.null();
  out.member("lower_bound", outcome.lower_bound);
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

}  // namespace

int schedule(const Invocation& call) {
  const auto begin = Clock::now();
  const auto seconds = [&] {
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin).count();
    return static_cast<double>(ms) / 1000;
  };
  const auto& line = call.line;
  const auto end = begin + time_of(line.option("time-limit").value_or("60s"));
  const auto threads = number_of("threads", line.option("threads").value_or("2"), 1, 2);
  const auto seed = static_cast<std::uint32_t>(number_of("seed", line.option("seed").value_or("0"), 0, INT32_MAX));
  if (line.option("output").value_or("json") != "json") throw UsageError("--output knows only json");

  const std::filesystem::path path = line.words.front();
  const auto text = read_file(path);
  const auto problem = text ? scheduling::read_dzn(*text)
                            : core::Result<scheduling::Problem>(core::fail(
                                  scheduling::malformed_problem,
                                  {{"line", "1"}, {"what", "the file cannot be read, or is larger than 16 MiB"}}));
  if (!problem) {
    const auto reason = problem.error().detail(core::Language::en);
    call.streams.err << "tagwerk: " << path.string() << ": " << reason << '\n';
    call.streams.out << line_of({}, seconds(), reason) << '\n';
    return 2;
  }

  const auto should_stop = [end] { return Clock::now() >= end; };
  scheduling::Control control{.should_stop = should_stop};
  control.on_progress = [&](const scheduling::Progress& progress) {
    call.streams.err << seconds() << " s: breaks " << (progress.breaks ? std::to_string(*progress.breaks) : "-")
                     << ", at least " << progress.lower_bound << '\n';
  };
  if (threads == 2) {
    control.run_both = [](const std::function<void()>& one, const std::function<void()>& other) {
      std::exception_ptr failure;
      std::thread beside([&] {
        try {
          one();
        } catch (...) {
          failure = std::current_exception();
        }
      });
      other();
      beside.join();
      if (failure) std::rethrow_exception(failure);
    };
  }
  const auto outcome = scheduling::solve(*problem, seed, control);
  const auto solved_s = seconds();
  std::string reason;
  if (outcome.status == scheduling::Status::infeasible) {
    reason = scheduling::words_of(*problem, scheduling::find_conflict(*problem, seed, should_stop));
  } else if (outcome.status != scheduling::Status::optimal) {
    reason = "the time limit was reached";
  }
  call.streams.out << line_of(outcome, solved_s, reason) << '\n' << std::flush;
  if (const auto folder = line.option("proof")) {
    const bool is_written = scheduling::write_proof(*problem, outcome, *folder, path.stem().string(), {});
    call.streams.err << (is_written ? "wrote the proof to " + *folder : std::string("there is nothing to prove"))
                     << '\n';
  }
  return 0;
}

}  // namespace tagwerk::app
