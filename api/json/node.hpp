// Purpose: a strictly parsed JSON text (RFC 8259 and nothing more lenient) as a tree that keeps what a lenient parser
// loses: duplicate members, and whether a number was written as an integer.
// Limits: below; UTF-8 is validated. Errors, with line and column: malformed_json (400); json_beyond_limit (422) for what
// may be JSON, but goes beyond a limit before it is read to its end.
// Thread-safety: values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/result.hpp"

namespace tagwerk::json {

inline constexpr std::size_t max_depth = 32;
inline constexpr std::size_t max_members_per_object = 1000;
inline constexpr std::size_t max_items_per_array = 100'000;
inline constexpr std::size_t max_name_bytes = 1024;
inline constexpr std::size_t max_string_bytes = 1'048'576;
inline constexpr std::size_t max_exponent_digits = 9;

inline constexpr core::ErrorCode malformed_json{
    core::ErrorKind::malformed,
    "malformed_json",
    {"The body is not JSON", "Der Inhalt ist kein JSON"},
    {"The body is not valid JSON at line {line}, column {column}: {reason}.",
     "Der Inhalt ist in Zeile {line}, Spalte {column} kein gültiges JSON: {reason}."}};

inline constexpr core::ErrorCode json_beyond_limit{
    core::ErrorKind::invalid,
    "json_beyond_limit",
    {"The body goes beyond a limit", "Der Inhalt überschreitet eine Grenze"},
    {"At line {line}, column {column} there are too many {what}: at most {limit} are allowed.",
     "In Zeile {line}, Spalte {column} sind es zu viele {what}: erlaubt sind höchstens {limit}."}};

struct NodeMember;

struct Node {
  enum class Kind { null, boolean, integer, unsigned_integer, number, string, array, object };

  Kind kind = Kind::null;
  bool boolean = false;
  std::int64_t integer = 0;  // kind integer
  double number = 0;         // kinds integer, unsigned_integer, number
  std::string text;          // kind string
  std::vector<Node> items;
  std::vector<NodeMember> members;  // in the order given, duplicates included

  /// First member of that name, or null.
  [[nodiscard]] const Node* find(std::string_view name) const noexcept;
  /// "a string", "an object" … for messages.
  [[nodiscard]] std::string_view kind_text() const noexcept;
};

struct NodeMember {
  std::string name;
  Node value;
};

[[nodiscard]] core::Result<Node> parse(std::string_view body);

}  // namespace tagwerk::json
