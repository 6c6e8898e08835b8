#include "engine/registration/answer.hpp"

namespace tagwerk::registration {

AnswerSet answered(AnswerSet present, const AnswerChanges& changes) {
  for (const auto& [question, answer] : changes) {
    if (answer) {
      present.insert_or_assign(question, *answer);
    } else {
      present.erase(question);
    }
  }
  return present;
}

std::string to_text(const Answer& answer) {
  if (const auto* number = std::get_if<core::Decimal>(&answer.value)) return number->text();
  if (const auto* several = std::get_if<std::vector<std::string>>(&answer.value)) return to_lines(*several);
  return std::get<std::string>(answer.value);
}

std::string to_lines(const std::vector<std::string>& items) {
  std::string text;
  for (const auto& item : items) text.append(text.empty() ? "" : "\n").append(item);
  return text;
}

std::vector<std::string> from_lines(std::string_view text) {
  std::vector<std::string> items;
  while (!text.empty()) {
    const auto end = text.find('\n');
    items.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return items;
}

}  // namespace tagwerk::registration
