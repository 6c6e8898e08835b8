#include "api/pipeline/query_check.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "api/json/reader.hpp"
#include "api/pipeline/errors.hpp"
#include "engine/core/id.hpp"
#include "engine/core/text.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::pipeline {
namespace {

constexpr std::size_t text_limit = 200;  // characters

std::string joined(const std::vector<std::string_view>& names) {
  std::string out;
  for (const auto name : names) out.append(out.empty() ? "" : ", ").append(name);
  return out.empty() ? "none" : out;
}

std::vector<std::string_view> names_of(const std::vector<QueryParameter>& known) {
  std::vector<std::string_view> names;
  for (const auto& parameter : known) names.push_back(parameter.name);
  return names;
}

// What is wrong with one value, if anything.
std::optional<core::FieldError> refuse(const QueryParameter& rule, const std::string& value) {
  using Kind = QueryParameter::Kind;
  const std::string pointer = "?" + std::string(rule.name);
  const auto wrong_format = [&](std::string expected) {
    return core::FieldError{
        pointer, &core::field_format, {{"value", core::echo(value)}, {"expected", std::move(expected)}}};
  };
  switch (rule.kind) {
    case Kind::text:
      if (const auto length = core::code_points(value); length < 1 || length > text_limit) {
        return core::FieldError{
            pointer,
            &core::field_length,
            {{"length", std::to_string(length)}, {"min", "1"}, {"max", std::to_string(text_limit)}}};
      }
      return std::nullopt;
    case Kind::integer: {
      std::int64_t number = 0;
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
      if (error == std::errc::invalid_argument || end != value.data() + value.size())
        return wrong_format("a whole number");
      if (error != std::errc{} || number < rule.min || number > rule.max) {
        return core::FieldError{
            pointer,
            &core::field_range,
            {{"value", core::echo(value)}, {"min", std::to_string(rule.min)}, {"max", std::to_string(rule.max)}}};
      }
      return std::nullopt;
    }
    case Kind::boolean:
      if (value != "true" && value != "false") return wrong_format("true or false");
      return std::nullopt;
    case Kind::date:
      if (!core::parse_date(value)) return wrong_format("a date like 2016-11-10");
      return std::nullopt;
    case Kind::instant:
      if (!core::parse_rfc3339(value)) return wrong_format("an instant like 2016-11-10T08:00:00Z");
      return std::nullopt;
    case Kind::id:
      if (!core::Uuid::parse(value)) return wrong_format("an id");
      return std::nullopt;
    case Kind::key:
      if (!core::is_key(value)) return wrong_format("a key of 1 to 64 of a-z 0-9 _ -");
      return std::nullopt;
    case Kind::choice:
      if (std::find(rule.choices.begin(), rule.choices.end(), value) == rule.choices.end()) {
        return core::FieldError{
            pointer, &core::field_choice, {{"value", core::echo(value)}, {"allowed", joined(rule.choices)}}};
      }
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

core::Result<> check_query(const std::vector<http::QueryParameter>& given, const std::vector<QueryParameter>& known) {
  std::vector<core::FieldError> errors;
  std::set<std::string_view> seen;
  for (const auto& [name, value] : given) {
    const auto rule =
        std::find_if(known.begin(), known.end(), [&](const QueryParameter& one) { return one.name == name; });
    const auto pointer = "?" + core::echo(name);
    if (rule == known.end()) {
      errors.push_back({pointer, &query_unknown, {{"value", core::echo(name)}, {"known", joined(names_of(known))}}});
    } else if (!seen.insert(rule->name).second) {
      errors.push_back({pointer, &core::field_duplicate, {{"value", std::string(name)}}});
    } else if (auto error = refuse(*rule, value)) {
      errors.push_back(std::move(*error));
    }
  }
  for (const auto& rule : known) {
    if (rule.required && !seen.contains(rule.name))
      errors.push_back({"?" + std::string(rule.name), &core::field_required, {}});
  }
  if (!errors.empty()) return core::fail_fields(std::move(errors));
  return {};
}

}  // namespace tagwerk::pipeline
