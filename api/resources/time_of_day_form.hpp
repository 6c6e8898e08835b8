// Purpose: what a clock on the wall shows, in JSON as "09:30". Thread-safety: pure functions.
#pragma once

#include "api/json/codec.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::core {

inline bool read_form(json::Reader& reader, const json::Node& node, TimeOfDay& out) {
  if (!reader.expect(node, json::Node::Kind::string, "a string")) return false;
  if (const auto time = parse_time_of_day(node.text)) {
    out = *time;
    return true;
  }
  reader.refuse(field_format, {{"value", echo(node.text)}, {"expected", "a time such as 09:30"}});
  return false;
}

inline void write_form(json::Writer& writer, const TimeOfDay& time) { writer.value(to_text(time)); }

[[nodiscard]] inline std::string form_schema(json::Tag<TimeOfDay>, const json::Rules& rules) {
  json::Writer writer;
  writer.begin_object().member("type", "string").member("pattern", "^([01][0-9]|2[0-3]):[0-5][0-9]$");
  writer.member("description", rules.description.empty() ? "Wall time of the event's zone" : rules.description);
  writer.end_object();
  return writer.take();
}

}  // namespace tagwerk::core
