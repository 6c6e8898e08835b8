#include "api/app/commands.hpp"

#include <map>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tagwerk::app {
namespace {

using Function = int (*)(const Invocation&);

const std::map<std::string_view, Function> functions{
    {"serve", serve},
    {"migrate", migrate},
    {"rebuild statistics", rebuild_statistics},
    {"token create", create_token},
    {"organization create", create_organization},
    {"secret create", make_secret},
    {"import companies", import_companies},
    {"import people", import_people},
    {"import attendance", import_attendance},
    {"demo load", load_demo},
    {"doctor", doctor},
    {"schedule", schedule},
    {"forecast backtest", backtest_forecast},
    {"config get", get_setting},
    {"config list", list_settings},
    {"routes", list_routes},
    {"openapi", print_openapi},
    {"version", print_version},
    {"help", print_help},
};

// Options that are settings: a flag is the strongest way to give one.
std::map<std::string, std::string> settings_of(const CommandLine& line) {
  std::map<std::string, std::string> flags;
  for (const auto& [option, key] : {std::pair{"database", "database.url"},
                                    {"address", "server.address"},
                                    {"port", "server.port"},
                                    {"admission", "registration.admission"}}) {
    if (auto value = line.option(option)) flags.emplace(key, *std::move(value));
  }
  return flags;
}

// Asking for help must work whatever is wrong with the configuration.
bool needs_settings(const CommandLine& line) {
  return line.command != "help" && line.command != "version" && line.command != "schedule" &&
         line.command != "forecast backtest";
}

}  // namespace

int run(const CommandLine& line, const Settings::Environment& environment, Streams streams) {
  const auto function = functions.find(line.command);
  if (function == functions.end()) throw std::logic_error("command " + line.command + " has no function");
  const auto file = line.option("config").value_or(environment("TAGWERK_CONFIG").value_or(""));
  const auto settings = needs_settings(line) ? Settings::load(file, environment, settings_of(line)) : Settings();
  const int status = function->second({line, settings, environment, streams});
  if (!streams.out.flush()) throw std::runtime_error("standard output cannot be written");
  return status;
}

}  // namespace tagwerk::app
