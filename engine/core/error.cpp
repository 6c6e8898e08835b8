#include "engine/core/error.hpp"

#include <algorithm>

#include "engine/core/phrases.hpp"

namespace tagwerk::core {

std::string fill(std::string_view pattern, const Arguments& arguments) {
  std::string text;
  text.reserve(pattern.size() + 32);
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    if (open == std::string_view::npos) break;
    const auto close = pattern.find('}', open);
    if (close == std::string_view::npos) break;
    text.append(pattern.substr(0, open));
    const auto name = pattern.substr(open + 1, close - open - 1);
    const auto found =
        std::find_if(arguments.begin(), arguments.end(), [&](const auto& argument) { return argument.first == name; });
    if (found != arguments.end()) {
      text.append(found->second);
    } else {
      text.append(pattern.substr(open, close - open + 1));
    }
    pattern.remove_prefix(close + 1);
  }
  text.append(pattern);
  return text;
}

namespace {

// Words of ours among the arguments, not values of the caller's.
bool is_phrase(std::string_view name) {
  return name == "expected" || name == "actual" || name == "reason" || name == "what";
}

std::string detail_of(const ErrorCode& code, Language language, const Arguments& arguments) {
  if (language == Language::en) return fill(code.detail.en, arguments);
  auto translated = arguments;
  for (auto& [name, value] : translated) {
    if (is_phrase(name)) value = german_phrase(value);
  }
  return fill(code.detail.de, translated);
}

}  // namespace

std::string FieldError::detail(Language language) const { return detail_of(*code, language, arguments); }

std::string Error::detail(Language language) const { return detail_of(*code_, language, arguments_); }

}  // namespace tagwerk::core
