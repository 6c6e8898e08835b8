// Purpose: the pieces of JSON Schema 2020-12 (OpenAPI 3.1) that the codec is made of; each answers JSON text.
// Thread-safety: one Components per document being written.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/json/rules.hpp"

namespace tagwerk::json {

enum class Leaf { text, boolean, integer, number, date, instant, id, grade, percent };

class ObjectSchema {
 public:
  explicit ObjectSchema(std::string_view description) : description_(description) {}
  void add(std::string_view name, std::string schema, bool must_be_given, bool always_written, bool may_be_null);
  /// Requests list what must be given; answers list what is always there. One object serves as one of the two, so
  /// `required` holds what is required in either: a nullable member is only required in an answer.
  [[nodiscard]] std::string text() const;

 private:
  struct Property {
    std::string name;
    std::string schema;
    bool required;
  };
  std::string_view description_;
  std::vector<Property> properties_;
};

/// The `components/schemas` of a document.
class Components {
 public:
  /// True the first time a name is seen: the caller then defines it.
  bool reserve(std::string_view name) { return reserved_.insert(std::string(name)).second; }
  void define(std::string_view name, const ObjectSchema& schema) { schemas_[std::string(name)] = schema.text(); }
  void define(std::string_view name, std::string schema) { schemas_[std::string(name)] = std::move(schema); }
  [[nodiscard]] std::string reference(std::string_view name) const;
  [[nodiscard]] const std::map<std::string, std::string>& schemas() const noexcept { return schemas_; }

 private:
  std::set<std::string> reserved_;
  std::map<std::string, std::string> schemas_;
};

[[nodiscard]] std::string leaf_schema(Leaf leaf, const Rules& rules);
[[nodiscard]] std::string enum_schema(std::span<const std::string_view> names, const Rules& rules);
[[nodiscard]] std::string array_schema(std::string item, const Rules& rules);
[[nodiscard]] std::string map_schema(std::string item, const Rules& rules);
[[nodiscard]] std::string nullable_schema(std::string schema);
[[nodiscard]] std::string with_description(std::string reference, const Rules& rules);

}  // namespace tagwerk::json
