// Purpose: every setting of Tagwerk in one table: its key, variable, kind, limits and default; read from, in rising order,
// the table, a TOML file, the environment, flags. `tagwerk config list` prints the table, the README shows it.
// Errors: SettingsError, one line that names key, value and where it came from. Thread-safety: values.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/storage/database.hpp"

namespace tagwerk::app {

class SettingsError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Setting {
  enum class Kind { integer, text, boolean, choice, list };
  std::string_view key;       // "server.port"
  std::string_view variable;  // "TAGWERK_PORT"
  Kind kind;
  std::string_view default_value;
  std::int64_t min;  // kind integer
  std::int64_t max;
  std::string_view choices;  // kind choice: "trace debug info"
  std::string_view meaning;
};

[[nodiscard]] std::span<const Setting> all_settings();

class Settings {
 public:
  using Environment = std::function<std::optional<std::string>(const std::string& name)>;

  /// `file`: a TOML file, or empty for none. `flags`: key → value.
  static Settings load(const std::string& file, const Environment& environment,
                       const std::map<std::string, std::string>& flags);

  /// Any setting as text, lists separated by commas.
  [[nodiscard]] const std::string& text(std::string_view key) const;
  [[nodiscard]] std::int64_t integer(std::string_view key) const;
  [[nodiscard]] bool flag(std::string_view key) const;
  [[nodiscard]] std::vector<std::string> list(std::string_view key) const;
  /// With the password from TAGWERK_DATABASE_PASSWORD or the file that TAGWERK_DATABASE_PASSWORD_FILE names.
  [[nodiscard]] storage::Settings database(const Environment& environment) const;

 private:
  void set(const Setting& setting, std::string value, const std::string& source);
  void read_file(const std::string& file);

  std::map<std::string, std::string, std::less<>> values_;
};

/// Those of the names that begin with TAGWERK_ and mean nothing: most likely a slip of the pen. What is for tests is exempt.
[[nodiscard]] std::vector<std::string> unknown_variables(const std::vector<std::string>& names);
/// The names in the process's own environment.
[[nodiscard]] std::vector<std::string> process_variables();
/// The process's own environment; empty variables count as not set.
[[nodiscard]] std::optional<std::string> process_environment(const std::string& name);

}  // namespace tagwerk::app
