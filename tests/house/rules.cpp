#include "tests/house/rules.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace tagwerk::house {
namespace {

constexpr std::size_t max_lines = 600;

// docs/architecture.md says the same in words. A room that is not here is refused: decide first, then build.
const std::map<std::string_view, std::vector<std::string_view>> rooms{
    {"engine/core", {}},
    {"engine/storage", {"engine/core"}},
    {"engine/documents", {"engine/core"}},
    {"engine/scheduling", {"engine/core"}},
    {"engine/forecast", {"engine/core"}},
    {"engine/assignment", {"engine/core"}},
    {"engine/audit", {"engine/core", "engine/storage", "engine/access"}},
    {"engine/access", {"engine/core", "engine/storage", "engine/audit"}},
    {"engine/directory", {"engine/core", "engine/storage", "engine/access", "engine/audit"}},
    {"engine/events", {"engine/core", "engine/storage", "engine/access", "engine/audit", "engine/directory"}},
    {"engine/registration",
     {"engine/core", "engine/storage", "engine/access", "engine/audit", "engine/directory", "engine/events"}},
    {"engine/feedback",
     {"engine/core", "engine/storage", "engine/access", "engine/audit", "engine/directory", "engine/events",
      "engine/registration"}},
    {"engine/trips",
     {"engine/core", "engine/storage", "engine/access", "engine/audit", "engine/directory", "engine/events",
      "engine/registration", "engine/feedback", "engine/assignment"}},
    {"engine/vendors",
     {"engine/core", "engine/storage", "engine/access", "engine/audit", "engine/directory", "engine/events",
      "engine/registration"}},
    {"engine/jobs", {"engine/core", "engine/storage", "engine/access", "engine/audit"}},
    {"engine/meetings",
     {"engine/core", "engine/storage", "engine/access", "engine/audit", "engine/directory", "engine/events",
      "engine/registration", "engine/vendors", "engine/jobs", "engine/scheduling"}},
    {"engine/statistics",
     {"engine/core", "engine/storage", "engine/access", "engine/audit", "engine/directory", "engine/events",
      "engine/registration", "engine/feedback", "engine/vendors", "engine/meetings", "engine/forecast",
      "engine/trips"}},
    {"engine/demo",
     {"engine/core", "engine/storage", "engine/access", "engine/audit", "engine/directory", "engine/events",
      "engine/registration", "engine/feedback", "engine/vendors", "engine/statistics", "engine/trips"}},
    {"api/http", {"engine/core"}},
    {"api/json", {"engine/core"}},
    {"api/docs_page", {}},
    {"api/dashboard", {}},
    {"api/server", {"engine/core", "api/http"}},
    {"api/pipeline",
     {"engine/core", "engine/storage", "engine/access", "api/http", "api/json", "api/docs_page", "api/dashboard"}},
    {"api/resources",
     {"engine/core", "engine/documents", "engine/storage", "engine/access", "engine/audit", "engine/directory",
      "engine/events", "engine/registration", "engine/feedback", "engine/vendors", "engine/jobs", "engine/meetings",
      "engine/statistics", "engine/forecast", "engine/trips", "api/http", "api/json", "api/pipeline"}},
    {"api/app", {"engine/core",      "engine/storage",    "engine/access",       "engine/audit",
                 "engine/directory", "engine/events",     "engine/registration", "engine/feedback",
                 "engine/vendors",   "engine/statistics", "engine/demo",         "engine/jobs",
                 "engine/meetings",  "engine/scheduling", "engine/forecast",     "engine/trips",
                 "api/http",         "api/json",          "api/pipeline",        "api/resources",
                 "api/server"}},
    {"api/main.cpp", {"api/app"}},
};

// What of engine/access the audit trail may know: who calls. Access itself writes to the trail.
constexpr std::string_view audit_may_know[] = {"engine/access/call.hpp", "engine/access/role.hpp"};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> includes_of(const SourceFile& file, const std::regex& pattern) {
  std::vector<std::string> found;
  for (const auto& line : lines_of(file.text)) {
    std::smatch match;
    if (std::regex_search(line, match, pattern)) found.push_back(match[1]);
  }
  return found;
}

bool is_cpp(std::string_view path) { return path.ends_with(".cpp") || path.ends_with(".hpp"); }

bool is_product(std::string_view path) { return path.starts_with("engine/") || path.starts_with("api/"); }

// Nothing but statements, by another name: the audit trail has no verbs of its own, the reconciler compares tables.
constexpr std::string_view other_stores[] = {"engine/audit/audit.cpp", "engine/registration/reconciler.cpp"};

bool is_store(std::string_view path) {
  return path.starts_with("engine/storage/") || path.ends_with("_store.cpp") || path.ends_with("_store.hpp") ||
         std::find(std::begin(other_stores), std::end(other_stores), path) != std::end(other_stores);
}

bool is_script(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::string first;
  std::getline(in, first);
  return first.starts_with("#!/usr/bin/env bash") || first.starts_with("# shellcheck shell=bash");
}

}  // namespace

std::vector<SourceFile> load_tree(const std::string& top) {
  std::vector<SourceFile> files;
  for (const auto* folder : {"engine", "api", "tests", "bench", "scripts"}) {
    if (!std::filesystem::exists(std::filesystem::path(top) / folder)) continue;
    std::filesystem::recursive_directory_iterator at(std::filesystem::path(top) / folder);
    for (const auto end = std::filesystem::end(at); at != end; ++at) {
      const auto& path = at->path();
      if (at->is_directory() && (path.filename() == "node_modules" || path.filename() == "results")) {
        at.disable_recursion_pending();
        continue;
      }
      if (!at->is_regular_file() || !(is_cpp(path.string()) || is_script(path))) continue;
      const std::ifstream in(path, std::ios::binary);
      std::ostringstream text;
      text << in.rdbuf();
      files.push_back({std::filesystem::relative(path, top).generic_string(), text.str()});
    }
  }
  if (files.empty()) throw std::runtime_error("no source files below " + top);
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

std::string room_of(std::string_view path) {
  if (!is_product(path)) return {};
  const auto first = path.find('/');
  const auto second = path.find('/', first + 1);
  return std::string(path.substr(0, second));  // a file right below engine/ or api/ stands for itself
}

const std::vector<std::string_view>* allowed_rooms(std::string_view room) {
  const auto found = rooms.find(room);
  return found == rooms.end() ? nullptr : &found->second;
}

std::vector<std::string> forbidden_includes(const SourceFile& file) {
  static const std::regex own(R"re(^\s*#\s*include\s+"([^"]+)")re");
  std::vector<std::string> wrong;
  const auto room = room_of(file.path);
  if (room.empty() || !is_cpp(file.path)) return wrong;
  const auto* allowed = allowed_rooms(room);
  if (allowed == nullptr) return {file.path + ": the room " + room + " has no place in the order of rooms"};
  for (const auto& included : includes_of(file, own)) {
    const auto other = room_of(included);
    const bool is_allowed = other == room || std::find(allowed->begin(), allowed->end(), other) != allowed->end();
    const bool is_too_much =
        room == "engine/audit" && other == "engine/access" &&
        std::find(std::begin(audit_may_know), std::end(audit_may_know), included) == std::end(audit_may_know);
    if (!is_allowed || is_too_much) wrong.push_back(file.path + " includes " + included);
  }
  return wrong;
}

std::vector<std::string> library_leaks(const SourceFile& file) {
  static const std::regex foreign(R"re(^\s*#\s*include\s+[<"]([^>"]+)[>"])re");
  std::vector<std::string> wrong;
  if (!is_product(file.path)) return wrong;
  const std::string_view path = file.path;
  for (const auto& included : includes_of(file, foreign)) {
    const bool is_soci = included.starts_with("soci") || included.find("mysql") == 0 || included.starts_with("mariadb");
    if (is_soci && !is_store(path)) wrong.push_back(file.path + " includes " + included);
    const bool is_asio = included.starts_with("boost/asio") || included.starts_with("boost/beast");
    if (is_asio && !path.starts_with("api/server/")) wrong.push_back(file.path + " includes " + included);
    const bool is_json = included.starts_with("boost/json");
    if (is_json && !path.starts_with("api/json/")) wrong.push_back(file.path + " includes " + included);
  }
  return wrong;
}

std::vector<std::string> too_long(const SourceFile& file) {
  const auto count = lines_of(file.text).size();
  if (count <= max_lines) return {};
  return {file.path + " has " + std::to_string(count) + " lines, allowed are " + std::to_string(max_lines)};
}

std::vector<std::string> misplaced_sql(const SourceFile& file) {
  // The opening of a statement in a literal. Prose does not begin so.
  static const std::regex statement(
      R"re("(select [^"]* from |select [a-z_.]+\(|insert into |delete from |replace into |update [a-z_]+ set ))re");
  std::vector<std::string> wrong;
  if (!is_product(file.path) || !is_cpp(file.path) || is_store(file.path)) return wrong;
  const auto lines = lines_of(file.text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (std::regex_search(lines[i], statement)) wrong.push_back(file.path + ":" + std::to_string(i + 1) + " holds SQL");
  }
  return wrong;
}

std::vector<std::string> missing_purpose(const SourceFile& file) {
  if (!file.path.ends_with(".hpp") || file.text.starts_with("// Purpose: ")) return {};
  return {file.path + " does not begin with '// Purpose: '"};
}

std::vector<std::string> unfinished_business(const SourceFile& file) {
  // Put together, so that this file is not an offender.
  static const std::regex marks(std::string("\\b(TO") + "DO|FIX" + "ME|X" + "XX)\\b");
  static const std::regex machine(std::string("(^|[^A-Za-z0-9_.])/(ho") + "me|ro" + "ot|wo" + "rk)/[A-Za-z]");
  std::vector<std::string> wrong;
  const auto lines = lines_of(file.text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto where = file.path + ":" + std::to_string(i + 1);
    if (std::regex_search(lines[i], marks)) wrong.push_back(where + " is not finished");
    if (std::regex_search(lines[i], machine)) wrong.push_back(where + " names a path of one machine");
  }
  return wrong;
}

std::vector<std::string> error_codes(const SourceFile& file) {
  static const std::regex declaration(
      R"re(constexpr\s+(?:core::)?(ErrorCode|ProtocolError)\s+\w+\s*\{\s*[\w:]+,\s*"([a-z0-9_]+)")re");
  std::vector<std::string> codes;
  if (!is_product(file.path)) return codes;
  for (std::sregex_iterator at(file.text.begin(), file.text.end(), declaration), end; at != end; ++at)
    codes.push_back((*at)[1].str() + " " + (*at)[2].str());
  return codes;
}

}  // namespace tagwerk::house
