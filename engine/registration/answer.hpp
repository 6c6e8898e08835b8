// Purpose: what a participant answered. Which answers a question takes is question.hpp's to say.
// Shapes: as text a number is a decimal, and several choices stand one a line. Thread-safety: values and pure functions.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/core/decimal.hpp"

namespace tagwerk::registration {

struct Answer {
  /// A text, a date (2016-11-10) or a choice; a number; several choices.
  std::variant<std::string, core::Decimal, std::vector<std::string>> value;
  bool operator==(const Answer&) const = default;
};

/// By key of the question.
using AnswerSet = std::map<std::string, Answer>;
/// none: the answer is taken back.
using AnswerChanges = std::map<std::string, std::optional<Answer>>;

[[nodiscard]] AnswerSet answered(AnswerSet present, const AnswerChanges& changes);

[[nodiscard]] std::string to_text(const Answer& answer);

// Lists of texts that have no line feed.
[[nodiscard]] std::string to_lines(const std::vector<std::string>& items);
[[nodiscard]] std::vector<std::string> from_lines(std::string_view text);

}  // namespace tagwerk::registration
