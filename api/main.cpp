// The program: reads the command line and the settings, runs one command, and turns whatever went wrong into one line.
// Status: 0 done, 1 failed or refused, 2 the command line or a setting is wrong.
#include <cstdio>
#include <exception>
#include <iostream>

#include "api/app/command_line.hpp"
#include "api/app/commands.hpp"
#include "api/app/settings.hpp"

int main(int argc, char** argv) {
  const auto say = [](const std::exception& error) { std::fprintf(stderr, "tagwerk: %s\n", error.what()); };
  try {
    const auto line = tagwerk::app::parse_command_line(argc, argv);
    return tagwerk::app::run(line, tagwerk::app::process_environment, {std::cout, std::cerr});
  } catch (const tagwerk::app::UsageError& error) {
    say(error);
    return 2;
  } catch (const tagwerk::app::SettingsError& error) {
    say(error);
    return 2;
  } catch (const std::exception& error) {
    say(error);
    return 1;
  }
}
