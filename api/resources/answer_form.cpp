#include "api/resources/answer_form.hpp"

#include <utility>
#include <vector>

#include "engine/registration/question.hpp"

namespace tagwerk {
namespace {

using json::Node;
using registration::Answer;

bool is_number(const Node& node) {
  return node.kind == Node::Kind::integer || node.kind == Node::Kind::unsigned_integer ||
         node.kind == Node::Kind::number;
}

bool read_number(json::Reader& reader, const Node& node, Answer& out) {
  if (const auto number = core::Decimal::from_number(node.number)) {
    out.value = *number;
    return true;
  }
  json::Writer text;
  text.value(node.number);
  reader.refuse(core::field_format, {{"value", core::echo(text.take())},
                                     {"expected", "a number of at most 9 digits before the point and 6 behind it"}});
  return false;
}

bool read_one(json::Reader& reader, const Node& node, std::string_view expected, Answer& out) {
  if (is_number(node)) return read_number(reader, node, out);
  if (!reader.expect(node, Node::Kind::string, expected)) return false;
  out.value = node.text;
  return true;
}

std::string schema_of_types(std::string_view types, const json::Rules& rules) {
  json::Writer writer;
  writer.begin_object().key("type").raw(types);
  if (types.find("array") != std::string_view::npos)
    writer.key("items").begin_object().member("type", "string").end_object();
  if (!rules.description.empty()) writer.member("description", rules.description);
  writer.end_object();
  return writer.take();
}

}  // namespace

namespace registration {

bool read_form(json::Reader& reader, const json::Node& node, Answer& out) {
  if (node.kind != Node::Kind::array) return read_one(reader, node, "a string, a number or an array of strings", out);
  json::Rules rules = json::items(0, max_choices);
  std::vector<std::string> several;
  if (!json::read_value(reader, node, rules, several)) return false;
  out.value = std::move(several);
  return true;
}

void write_form(json::Writer& writer, const Answer& answer) {
  if (const auto* number = std::get_if<core::Decimal>(&answer.value)) {
    writer.raw(number->text());
  } else if (const auto* several = std::get_if<std::vector<std::string>>(&answer.value)) {
    json::write_value(writer, *several);
  } else {
    writer.value(std::get<std::string>(answer.value));
  }
}

std::string form_schema(json::Tag<Answer>, const json::Rules& rules) {
  return schema_of_types(R"(["string","number","array"])", rules);
}

}  // namespace registration

namespace resources {

bool read_form(json::Reader& reader, const json::Node& node, SingleAnswer& out) {
  return read_one(reader, node, "a string or a number", out.answer);
}

void write_form(json::Writer& writer, const SingleAnswer& single) { registration::write_form(writer, single.answer); }

std::string form_schema(json::Tag<SingleAnswer>, const json::Rules& rules) {
  return schema_of_types(R"(["string","number"])", rules);
}

json::Rules answers_rules(std::string_view description) {
  return json::items(0, registration::max_questions).about(description).like(R"({"diet": "vegan", "nights": 2})");
}

}  // namespace resources
}  // namespace tagwerk
