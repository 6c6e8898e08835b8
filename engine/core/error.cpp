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

std::string FieldError::detail(Language language) const {
  if (language == Language::en) return fill(code->detail.en, arguments);
  auto translated = arguments;
  for (auto& [name, value] : translated) {
    if (name == "expected" || name == "actual") value = german_phrase(value);
  }
  return fill(code->detail.de, translated);
}

}  // namespace tagwerk::core
