// Purpose: what `tagwerk COMMAND` does, one function per command. Results go to `out`, everything else to `err`; the status
// is 0 done, 1 failed or refused (2, a wrong command line or setting, is thrown).
// Errors: UsageError, SettingsError; storage and other exceptions go up to main. Thread-safety: one thread; serve() starts its
// own.
#pragma once

#include <iosfwd>

#include "api/app/command_line.hpp"
#include "api/app/settings.hpp"

namespace tagwerk::app {

struct Streams {
  std::ostream& out;
  std::ostream& err;
};

struct Invocation {
  const CommandLine& line;
  const Settings& settings;
  const Settings::Environment& environment;
  Streams streams;
};

/// Reads the settings and runs the command of the line.
[[nodiscard]] int run(const CommandLine& line, const Settings::Environment& environment, Streams streams);

// commands_serve.cpp
int serve(const Invocation& call);
// commands_database.cpp
int migrate(const Invocation& call);
int doctor(const Invocation& call);
int rebuild_statistics(const Invocation& call);
// commands_access.cpp
int create_organization(const Invocation& call);
int create_token(const Invocation& call);
// commands_secret.cpp
int make_secret(const Invocation& call);
// commands_import.cpp
int import_companies(const Invocation& call);
int import_people(const Invocation& call);
int import_attendance(const Invocation& call);
// commands_demo.cpp
int load_demo(const Invocation& call);
// commands_schedule.cpp
int schedule(const Invocation& call);
// commands_forecast.cpp
int backtest_forecast(const Invocation& call);
// commands_info.cpp
int get_setting(const Invocation& call);
int list_settings(const Invocation& call);
int list_routes(const Invocation& call);
int print_openapi(const Invocation& call);
int print_version(const Invocation& call);
int print_help(const Invocation& call);

}  // namespace tagwerk::app
