#include "api/app/settings.hpp"

#include <toml++/toml.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <sstream>

namespace tagwerk::app {
namespace {

using Kind = Setting::Kind;
constexpr std::int64_t day_ms = 86'400'000;

constexpr Setting integer(std::string_view key, std::string_view variable, std::string_view default_value,
                          std::int64_t min, std::int64_t max, std::string_view meaning) {
  return {key, variable, Kind::integer, default_value, min, max, {}, meaning};
}
constexpr Setting choice(std::string_view key, std::string_view variable, std::string_view default_value,
                         std::string_view choices, std::string_view meaning) {
  return {key, variable, Kind::choice, default_value, 0, 0, choices, meaning};
}
constexpr Setting text(std::string_view key, std::string_view variable, std::string_view default_value,
                       std::string_view meaning) {
  return {key, variable, Kind::text, default_value, 0, 0, {}, meaning};
}
constexpr Setting list(std::string_view key, std::string_view variable, std::string_view default_value,
                       std::string_view meaning) {
  return {key, variable, Kind::list, default_value, 0, 0, {}, meaning};
}
constexpr Setting boolean(std::string_view key, std::string_view variable, std::string_view default_value,
                          std::string_view meaning) {
  return {key, variable, Kind::boolean, default_value, 0, 0, {}, meaning};
}

constexpr Setting table[] = {
    text("server.address", "TAGWERK_ADDRESS", "127.0.0.1", "where to listen"),
    integer("server.port", "TAGWERK_PORT", "8080", 0, 65535, "0: any free port"),
    integer("server.io_threads", "TAGWERK_IO_THREADS", "1", 1, 64, "threads that move bytes"),
    integer("server.worker_threads", "TAGWERK_WORKER_THREADS", "8", 1, 1024, "requests worked on at once"),
    integer("server.queue_limit", "TAGWERK_QUEUE_LIMIT", "1024", 1, 1'000'000,
            "requests that may wait for a worker; beyond: 503"),
    integer("server.connection_limit", "TAGWERK_CONNECTION_LIMIT", "4096", 1, 1'000'000,
            "open connections; beyond: 503"),
    integer("server.idle_timeout_ms", "TAGWERK_IDLE_TIMEOUT_MS", "60000", 10, day_ms,
            "a kept-alive connection without a request"),
    integer("server.header_timeout_ms", "TAGWERK_HEADER_TIMEOUT_MS", "10000", 10, day_ms,
            "from a request's first byte to the end of its head"),
    integer("server.body_timeout_ms", "TAGWERK_BODY_TIMEOUT_MS", "30000", 10, day_ms,
            "from the end of the head to the end of the body"),
    integer("server.write_timeout_ms", "TAGWERK_WRITE_TIMEOUT_MS", "30000", 10, day_ms,
            "an answer that the client does not take"),
    integer("server.drain_timeout_ms", "TAGWERK_DRAIN_TIMEOUT_MS", "15000", 10, day_ms,
            "after SIGTERM: how long running requests may finish"),
    list("server.trusted_proxies", "TAGWERK_TRUSTED_PROXIES", "",
         "addresses or networks whose X-Forwarded-For is believed"),
    text("server.secret_file", "TAGWERK_SECRET_FILE", "",
         "the installation's secret, made by tagwerk secret create; serve needs it"),
    text("database.url", "TAGWERK_DATABASE_URL", "",
         "mysql://user@host:3306/database, or mysql://user@localhost/database?socket=/path"),
    integer("database.pool_size", "TAGWERK_DATABASE_POOL_SIZE", "8", 1, 1024, "connections of this process"),
    integer("database.lease_timeout_ms", "TAGWERK_DATABASE_LEASE_TIMEOUT_MS", "2000", 1, day_ms,
            "waiting for a free connection; beyond: 503"),
    integer("database.connect_timeout_ms", "TAGWERK_DATABASE_CONNECT_TIMEOUT_MS", "2000", 1000, day_ms,
            "whole seconds"),
    integer("database.read_timeout_ms", "TAGWERK_DATABASE_READ_TIMEOUT_MS", "30000", 1000, day_ms,
            "silence on the wire, whole seconds"),
    integer("database.statement_timeout_ms", "TAGWERK_DATABASE_STATEMENT_TIMEOUT_MS", "10000", 1, day_ms,
            "one statement; beyond: 504"),
    integer("database.lock_wait_timeout_ms", "TAGWERK_DATABASE_LOCK_WAIT_TIMEOUT_MS", "5000", 1000, day_ms,
            "waiting for a row, whole seconds"),
    choice("registration.admission", "TAGWERK_REGISTRATION_ADMISSION", "batched", "batched per-request",
           "one commit for all that wait, or one each (for comparison)"),
    choice("log.level", "TAGWERK_LOG_LEVEL", "info", "trace debug info warn error",
           "least important line that is written"),
    text("log.file", "TAGWERK_LOG_FILE", "", "JSON lines; empty: standard error"),
    integer("auth.token_cache_ms", "TAGWERK_AUTH_TOKEN_CACHE_MS", "2000", 0, 5000,
            "a revoked token ends at the latest after this time"),
    integer("auth.failed_tokens_per_minute", "TAGWERK_AUTH_FAILED_TOKENS_PER_MINUTE", "100", 1, 1'000'000,
            "unknown tokens per peer; beyond: 429"),
    integer("limits.rate_per_token_per_minute", "TAGWERK_LIMITS_RATE_PER_TOKEN_PER_MINUTE", "0", 0, 1'000'000'000,
            "requests; 0: no limit"),
    boolean("demo.load", "TAGWERK_DEMO_LOAD", "true", "scripts/run loads the demo association"),
};

const Setting* find(std::string_view key) {
  const auto* found =
      std::find_if(std::begin(table), std::end(table), [&](const Setting& setting) { return setting.key == key; });
  return found == std::end(table) ? nullptr : found;
}

bool is_one_of(std::string_view value, std::string_view choices) {
  std::istringstream words{std::string(choices)};
  for (std::string word; words >> word;) {
    if (word == value) return true;
  }
  return false;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string text_of(const toml::node& node, const Setting& setting, const std::string& where) {
  const std::string key(setting.key);
  if (const auto text = node.value_exact<std::string>()) return *text;
  if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
  if (const auto boolean = node.value_exact<bool>()) return *boolean ? "true" : "false";
  if (const auto* array = node.as_array(); array != nullptr && setting.kind == Kind::list) {
    std::string joined;
    for (const auto& item : *array) {
      const auto text = item.value_exact<std::string>();
      if (!text) throw SettingsError(where + ": " + key + " must be a list of texts");
      joined += joined.empty() ? *text : "," + *text;
    }
    return joined;
  }
  std::ostringstream value;
  node.visit([&value](const auto& held) { value << held; });
  throw SettingsError(where + ": " + key + " = " + value.str() + " is of a kind that no setting has");
}

}  // namespace

std::span<const Setting> all_settings() { return table; }

std::optional<std::string> process_environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (value == nullptr || *value == '\0') return std::nullopt;
  return std::string(value);
}

std::vector<std::string> unknown_variables(const std::vector<std::string>& names) {
  constexpr std::string_view others[] = {"TAGWERK_CONFIG", "TAGWERK_DATABASE_PASSWORD",
                                         "TAGWERK_DATABASE_PASSWORD_FILE", "TAGWERK_NO_DEMO"};
  const auto is_known = [&](const std::string& name) {
    return !name.starts_with("TAGWERK_") || name.starts_with("TAGWERK_TEST_") || name.starts_with("TAGWERK_FAULT") ||
           std::find(std::begin(others), std::end(others), name) != std::end(others) ||
           std::any_of(std::begin(table), std::end(table), [&](const Setting& one) { return one.variable == name; });
  };
  std::vector<std::string> unknown;
  std::copy_if(names.begin(), names.end(), std::back_inserter(unknown), std::not_fn(is_known));
  return unknown;
}

std::vector<std::string> process_variables() {
  std::vector<std::string> names;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    names.emplace_back(text.substr(0, text.find('=')));
  }
  return names;
}

Settings Settings::load(const std::string& file, const Environment& environment,
                        const std::map<std::string, std::string>& flags) {
  Settings settings;
  for (const auto& setting : table) settings.values_[std::string(setting.key)] = setting.default_value;
  if (!file.empty()) settings.read_file(file);
  for (const auto& setting : table) {
    const std::string name(setting.variable);
    if (auto value = environment(name)) settings.set(setting, *std::move(value), name);
  }
  for (const auto& [key, value] : flags) {
    const auto* setting = find(key);
    if (setting == nullptr) throw SettingsError("there is no setting " + key);
    settings.set(*setting, value, "command line");
  }
  return settings;
}

void Settings::read_file(const std::string& file) {
  if (!std::ifstream(file) || std::filesystem::is_directory(file))
    throw SettingsError("the configuration file " + file + " cannot be read");
  toml::table document;
  try {
    document = toml::parse_file(file);
  } catch (const toml::parse_error& error) {
    throw SettingsError(file + ", line " + std::to_string(error.source().begin.line) + ": " +
                        std::string(error.description()));
  }
  for (const auto& [section_name, section] : document) {
    const auto* members = section.as_table();
    if (members == nullptr) throw SettingsError(file + ": " + std::string(section_name.str()) + " must be a section");
    for (const auto& [name, value] : *members) {
      const auto key = std::string(section_name.str()) + "." + std::string(name.str());
      const auto where = file + ", line " + std::to_string(value.source().begin.line);
      const auto* setting = find(key);
      if (setting == nullptr) throw SettingsError(where + ": there is no setting " + key);
      set(*setting, text_of(value, *setting, where), where);
    }
  }
}

void Settings::set(const Setting& setting, std::string value, const std::string& source) {
  const std::string where = source + ": " + std::string(setting.key) + " = '" + value + "' ";
  switch (setting.kind) {
    case Kind::integer: {
      const auto number = parse_integer(value);
      if (!number) throw SettingsError(where + "is not a whole number");
      if (*number < setting.min || *number > setting.max) {
        throw SettingsError(where + "is not between " + std::to_string(setting.min) + " and " +
                            std::to_string(setting.max));
      }
      break;
    }
    case Kind::boolean:
      if (value == "1") value = "true";
      if (value == "0") value = "false";
      if (value != "true" && value != "false") throw SettingsError(where + "is neither true nor false");
      break;
    case Kind::choice:
      if (!is_one_of(value, setting.choices))
        throw SettingsError(where + "is not one of: " + std::string(setting.choices));
      break;
    case Kind::text:
    case Kind::list:
      break;
  }
  values_[std::string(setting.key)] = std::move(value);
}

const std::string& Settings::text(std::string_view key) const {
  const auto found = values_.find(key);
  if (found == values_.end()) throw SettingsError("there is no setting " + std::string(key));
  return found->second;
}

std::int64_t Settings::integer(std::string_view key) const { return parse_integer(text(key)).value(); }

bool Settings::flag(std::string_view key) const { return text(key) == "true"; }

std::vector<std::string> Settings::list(std::string_view key) const {
  std::vector<std::string> items;
  std::istringstream rest(text(key));
  for (std::string item; std::getline(rest, item, ',');) {
    item.erase(0, item.find_first_not_of(' '));
    item.erase(item.find_last_not_of(' ') + 1);
    if (!item.empty()) items.push_back(item);
  }
  return items;
}

storage::Settings Settings::database(const Environment& environment) const {
  const auto& url = text("database.url");
  if (url.empty())
    throw SettingsError("no database is configured: set TAGWERK_DATABASE_URL, --database or database.url");
  auto parsed = storage::parse_url(url);
  if (!parsed) throw SettingsError("database.url must look like mysql://user@host/database");
  if (!parsed->password.empty()) {
    throw SettingsError(
        "a password does not belong in the URL: use TAGWERK_DATABASE_PASSWORD or TAGWERK_DATABASE_PASSWORD_FILE");
  }
  if (auto password = environment("TAGWERK_DATABASE_PASSWORD")) {
    parsed->password = *std::move(password);
  } else if (const auto file = environment("TAGWERK_DATABASE_PASSWORD_FILE")) {
    std::ifstream in(*file);
    if (!std::getline(in, parsed->password)) throw SettingsError("cannot read the password from " + *file);
  }
  const auto ms = [&](std::string_view key) { return std::chrono::milliseconds(integer(key)); };
  parsed->pool_size = static_cast<std::size_t>(integer("database.pool_size"));
  parsed->lease_timeout = ms("database.lease_timeout_ms");
  parsed->connect_timeout = ms("database.connect_timeout_ms");
  parsed->read_timeout = ms("database.read_timeout_ms");
  parsed->statement_timeout = ms("database.statement_timeout_ms");
  parsed->lock_wait_timeout = ms("database.lock_wait_timeout_ms");
  return *parsed;
}

}  // namespace tagwerk::app
