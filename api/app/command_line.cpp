#include "api/app/command_line.hpp"

#include <boost/program_options.hpp>

#include <algorithm>
#include <span>

namespace tagwerk::app {
namespace {

namespace po = boost::program_options;

struct Command {
  std::string_view name;
  std::string_view words;  // what it takes, for the help
  std::size_t word_count;
  std::string_view options;  // names, separated by spaces; config and help go with all
  std::string_view summary;
};

constexpr Command commands[] = {
    {"serve", "", 0, "database address port admission", "answer requests until SIGTERM or SIGINT"},
    {"migrate", "", 0, "database", "bring the database's schema up to date"},
    {"token create", "", 0, "database organization role name company", "make an access token and print it"},
    {"secret create", "", 0, "", "make the file that server.secret_file names, unless it is there"},
    {"organization create", "", 0, "database organization name time-zone", "make an organization"},
    {"import companies", "FILE.csv", 1, "database organization dry-run", "read companies from a CSV file, all or none"},
    {"import people", "FILE.csv", 1, "database organization dry-run", "read people from a CSV file, all or none"},
    {"import attendance", "FILE.csv", 1, "database organization dry-run",
     "read recorded attendance from a CSV file, all or none"},
    {"demo load", "", 0, "database", "load the demo association, unless it is there"},
    {"doctor", "", 0, "database repair", "check that the counters of all events agree with their registrations"},
    {"rebuild statistics", "", 0, "database",
     "count the registrations of all events by day anew, and say how many differed"},
    {"schedule", "FILE.dzn", 1, "time-limit threads seed output proof",
     "plan the talks of a problem in the benchmark's format; prints one line of JSON"},
    {"forecast backtest", "FILE.csv", 1, "horizons from to output",
     "forecast past events from what was known before them, and compare; prints one line of JSON"},
    {"config get", "KEY", 1, "database address port admission", "print one setting as it is in force"},
    {"config list", "", 0, "", "print all settings: key, variable, default, meaning"},
    {"routes", "", 0, "", "print all routes: method, path, roles"},
    {"openapi", "", 0, "", "print the OpenAPI document"},
    {"version", "", 0, "", "print the version"},
    {"help", "[COMMAND]", 0, "", "print this, or what is about one command"},
};

po::options_description options() {
  po::options_description all;
  const auto value = [] { return po::value<std::string>(); };
  all.add_options()("config", value())("database", value())("address", value())("port", value())("admission", value())(
      "organization", value())("role", value())("name", value())("company", value())("time-zone", value())(
      "dry-run", "")("repair", "")("time-limit", value())("threads", value())("seed", value())("output", value())(
      "proof", value())("horizons", value())("from", value())("to", value())("help,h", "")("version", "")(
      "words", po::value<std::vector<std::string>>());
  return all;
}

bool allows(const Command& command, std::string_view option) {
  if (option == "config" || option == "help" || option == "words") return true;
  const std::string padded = " " + std::string(command.options) + " ";
  return padded.find(" " + std::string(option) + " ") != std::string::npos;
}

// The longest command whose words open the line.
const Command* find_command(const std::vector<std::string>& words) {
  for (std::size_t count = std::min<std::size_t>(2, words.size()); count > 0; --count) {
    std::string name = words[0];
    if (count == 2) name += " " + words[1];
    for (const auto& command : commands) {
      if (command.name == name) return &command;
    }
  }
  return nullptr;
}

const Command& known_command(const std::vector<std::string>& words) {
  if (const auto* command = find_command(words)) return *command;
  throw UsageError("there is no command '" + words[0] + (words.size() > 1 ? " " + words[1] : "") +
                   "': tagwerk help lists them");
}

}  // namespace

std::optional<std::string> CommandLine::option(std::string_view name) const {
  const auto found = options.find(name);
  return found == options.end() ? std::nullopt : std::optional(found->second);
}

std::string CommandLine::required(std::string_view name) const {
  auto value = option(name);
  if (!value || value->empty()) throw UsageError(command + " needs --" + std::string(name));
  return *std::move(value);
}

CommandLine parse_command_line(int argc, const char* const* argv) {
  po::variables_map given;
  try {
    po::positional_options_description positional;
    positional.add("words", -1);
    // No guessing: --data must not be taken for --database.
    const int style = po::command_line_style::default_style & ~po::command_line_style::allow_guessing;
    po::store(po::command_line_parser(argc, argv).options(options()).positional(positional).style(style).run(), given);
  } catch (const po::error& error) {
    throw UsageError(error.what());
  }
  CommandLine line;
  auto words = given.contains("words") ? given["words"].as<std::vector<std::string>>() : std::vector<std::string>{};
  if (given.contains("version") || given.empty()) {
    line.command = given.contains("version") ? "version" : "help";
    return line;
  }
  // `help serve` and `serve --help` are the same.
  const bool asks_for_help = given.contains("help") || (!words.empty() && words[0] == "help");
  if (asks_for_help) {
    line.command = "help";
    if (!words.empty() && words[0] == "help") words.erase(words.begin());
    if (!words.empty()) line.words = {std::string(known_command(words).name)};
    return line;
  }
  if (words.empty()) throw UsageError("a command is missing: tagwerk help lists them");
  const auto* command = &known_command(words);
  line.command = command->name;
  words.erase(words.begin(), words.begin() + 1 + std::count(command->name.begin(), command->name.end(), ' '));
  if (words.size() != command->word_count) {
    throw UsageError(line.command +
                     (command->word_count == 0 ? " takes no further word" : " needs " + std::string(command->words)));
  }
  line.words = std::move(words);
  for (const auto& [name, value] : given) {
    if (name == "words") continue;
    if (!allows(*command, name)) throw UsageError(line.command + " does not take --" + name);
    line.options[name] = value.empty() || name == "dry-run" || name == "repair" ? "true" : value.as<std::string>();
  }
  return line;
}

std::string help_text(std::string_view only) {
  std::string text = "tagwerk COMMAND [--config FILE]\n\n";
  for (const auto& command : commands) {
    if (!only.empty() && command.name != only) continue;
    std::string usage(command.name);
    if (!command.words.empty()) usage.append(" ").append(command.words);
    text.append("  ").append(usage).append(usage.size() < 28 ? std::string(28 - usage.size(), ' ')
                                                             : "\n" + std::string(30, ' '));
    text.append(command.summary).append("\n");
    if (!command.options.empty()) {
      std::string options_text(command.options);
      for (std::size_t at = 0; (at = options_text.find(' ', at)) != std::string::npos; at += 3)
        options_text.replace(at, 1, " --");
      text.append(std::string(32, ' ')).append("--").append(options_text).append("\n");
    }
  }
  text +=
      "\nSettings come from flags, the environment, the file named by --config or TAGWERK_CONFIG, and defaults, in this order;\n"
      "'tagwerk config list' names them all. The database's password comes from TAGWERK_DATABASE_PASSWORD or the file that\n"
      "TAGWERK_DATABASE_PASSWORD_FILE names.\n";
  return text;
}

}  // namespace tagwerk::app
