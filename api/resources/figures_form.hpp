// Purpose: numbers with names, in JSON as an object in their order. Thread-safety: pure functions.
#pragma once

#include "api/json/codec.hpp"
#include "engine/core/figures.hpp"

namespace tagwerk::resources {

struct FiguresDto {
  core::Figures figures;
};

/// Only written.
inline bool read_form(json::Reader& reader, const json::Node& node, FiguresDto&) {
  return reader.expect(node, json::Node::Kind::object, "an object");
}
inline void write_form(json::Writer& writer, const FiguresDto& dto) {
  writer.begin_object();
  for (const auto& [name, number] : dto.figures) writer.member(name, number);
  writer.end_object();
}
[[nodiscard]] inline std::string form_schema(json::Tag<FiguresDto>, const json::Rules& rules) {
  json::Writer writer;
  writer.begin_object().member("type", "object").key("additionalProperties").begin_object();
  writer.member("type", "integer").end_object();
  if (!rules.description.empty()) writer.member("description", rules.description);
  writer.end_object();
  return writer.take();
}

}  // namespace tagwerk::resources
