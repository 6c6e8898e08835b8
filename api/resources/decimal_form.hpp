// Purpose: a decimal that must stay exact, in JSON as a text: "0.115234". Thread-safety: pure functions.
#pragma once

#include "api/json/codec.hpp"
#include "engine/core/decimal.hpp"

namespace tagwerk::core {

inline bool read_form(json::Reader& reader, const json::Node& node, Decimal& out) {
  if (!reader.expect(node, json::Node::Kind::string, "a string")) return false;
  if (const auto decimal = Decimal::parse(node.text)) {
    out = *decimal;
    return true;
  }
  reader.refuse(field_format,
                {{"value", echo(node.text)},
                 {"expected", "a decimal of at most 9 digits before the point and 6 behind it such as 0.115234"}});
  return false;
}

inline void write_form(json::Writer& writer, const Decimal& decimal) { writer.value(decimal.text()); }

[[nodiscard]] inline std::string form_schema(json::Tag<Decimal>, const json::Rules& rules) {
  json::Writer writer;
  writer.begin_object().member("type", "string").member("pattern", "^-?[0-9]{1,9}([.][0-9]{1,6})?$");
  writer.member("description", rules.description.empty() ? "An exact decimal" : rules.description);
  writer.end_object();
  return writer.take();
}

}  // namespace tagwerk::core
