// Purpose: `tagwerk COMMAND [WORD…] [--option value]`: which commands there are and what each takes.
// Errors: UsageError, one line. Thread-safety: values.
#pragma once

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace tagwerk::app {

class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct CommandLine {
  std::string command;                                      // "token create"; "help" when there is none
  std::vector<std::string> words;                           // what follows the command
  std::map<std::string, std::string, std::less<>> options;  // name without dashes → value; switches have "true"

  [[nodiscard]] std::optional<std::string> option(std::string_view name) const;
  /// Throws UsageError when it is missing.
  [[nodiscard]] std::string required(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return options.contains(name); }
};

[[nodiscard]] CommandLine parse_command_line(int argc, const char* const* argv);
/// About all commands, or only the one of that name.
[[nodiscard]] std::string help_text(std::string_view only = {});

}  // namespace tagwerk::app
