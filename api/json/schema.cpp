#include "api/json/schema.hpp"

#include "api/json/writer.hpp"
#include "engine/core/text.hpp"

namespace tagwerk::json {
namespace {

void describe(Writer& writer, const Rules& rules) {
  if (!rules.description.empty()) writer.member("description", rules.description);
  if (!rules.example.empty()) writer.key("examples").begin_array().raw(rules.example).end_array();
}

}  // namespace

void ObjectSchema::add(std::string_view name, std::string schema, bool must_be_given, bool always_written,
                       bool may_be_null) {
  properties_.push_back({std::string(name), may_be_null ? nullable_schema(std::move(schema)) : std::move(schema),
                         must_be_given || (always_written && !may_be_null)});
}

std::string ObjectSchema::text() const {
  Writer writer;
  writer.begin_object().member("type", "object");
  if (!description_.empty()) writer.member("description", description_);
  writer.key("properties").begin_object();
  for (const auto& property : properties_) writer.key(property.name).raw(property.schema);
  writer.end_object();
  bool any = false;
  for (const auto& property : properties_) any = any || property.required;
  if (any) {
    writer.key("required").begin_array();
    for (const auto& property : properties_) {
      if (property.required) writer.value(property.name);
    }
    writer.end_array();
  }
  writer.member("additionalProperties", false).end_object();
  return writer.take();
}

std::string Components::reference(std::string_view name) const {
  Writer writer;
  writer.begin_object().member("$ref", "#/components/schemas/" + std::string(name)).end_object();
  return writer.take();
}

std::string leaf_schema(Leaf leaf, const Rules& rules) {
  Writer writer;
  writer.begin_object();
  switch (leaf) {
    case Leaf::text:
      writer.member("type", "string");
      if (rules.min_length) writer.member("minLength", *rules.min_length);
      if (rules.max_length) writer.member("maxLength", *rules.max_length);
      if (rules.format == Format::key) writer.member("pattern", "^[a-z0-9_-]{1,64}$");
      if (rules.format == Format::email) writer.member("format", "email").member("maxLength", core::max_email_bytes);
      if (rules.format == Format::country) writer.member("pattern", "^[A-Z]{2}$");
      break;
    case Leaf::boolean:
      writer.member("type", "boolean");
      break;
    case Leaf::integer:
      writer.member("type", "integer");
      if (rules.min) writer.member("minimum", *rules.min);
      if (rules.max) writer.member("maximum", *rules.max);
      break;
    case Leaf::number:
      writer.member("type", "number");
      if (rules.min) writer.member("minimum", *rules.min);
      if (rules.max) writer.member("maximum", *rules.max);
      break;
    case Leaf::date:
      writer.member("type", "string").member("format", "date");
      break;
    case Leaf::instant:
      writer.member("type", "string").member("format", "date-time");
      break;
    case Leaf::id:
      writer.member("type", "string").member("minLength", 26).member("maxLength", 26);
      break;
    case Leaf::grade:
      writer.member("type", "number").member("minimum", 1).member("maximum", 6).member("multipleOf", 0.1);
      break;
    case Leaf::percent:
      writer.member("type", "number").member("minimum", 0).member("maximum", 100).member("multipleOf", 0.01);
      break;
  }
  describe(writer, rules);
  writer.end_object();
  return writer.take();
}

std::string enum_schema(std::span<const std::string_view> names, const Rules& rules) {
  Writer writer;
  writer.begin_object().member("type", "string").key("enum").begin_array();
  for (const auto name : names) writer.value(name);
  writer.end_array();
  describe(writer, rules);
  writer.end_object();
  return writer.take();
}

std::string array_schema(std::string item, const Rules& rules) {
  Writer writer;
  writer.begin_object().member("type", "array").key("items").raw(item);
  if (rules.min_items) writer.member("minItems", *rules.min_items);
  if (rules.max_items) writer.member("maxItems", *rules.max_items);
  describe(writer, rules);
  writer.end_object();
  return writer.take();
}

std::string map_schema(std::string item, const Rules& rules) {
  Writer writer;
  writer.begin_object().member("type", "object").key("additionalProperties").raw(item);
  if (rules.keyed) writer.key("propertyNames").raw(R"({"pattern":"^[a-z0-9_-]{1,64}$"})");
  if (rules.max_items) writer.member("maxProperties", *rules.max_items);
  describe(writer, rules);
  writer.end_object();
  return writer.take();
}

std::string nullable_schema(std::string schema) {
  Writer writer;
  writer.begin_object().key("anyOf").begin_array().raw(schema);
  writer.begin_object().member("type", "null").end_object().end_array().end_object();
  return writer.take();
}

std::string with_description(std::string reference, const Rules& rules) {
  if (rules.description.empty()) return reference;
  // OpenAPI 3.1 allows keywords beside $ref.
  reference.pop_back();
  Writer writer;
  writer.value(rules.description);
  return reference + ",\"description\":" + writer.take() + "}";
}

}  // namespace tagwerk::json
