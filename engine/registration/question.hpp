// Purpose: the questions that an event asks of each participant, and which answers they take.
// Rules: keys are unique; a condition depends on an earlier question, so there are no circles; a question that has answers can
// be reworded, moved and archived, but keeps its kind and the choices that were given. An archived one takes no new answers
// and is owed none.
// Units: lengths in code points. Errors: returned as field errors. Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/registration/answer.hpp"

namespace tagwerk::registration {

inline constexpr std::size_t max_questions = 50;  // of one event, archived ones too
inline constexpr std::size_t max_question_length = 300;
inline constexpr std::size_t max_help_length = 1000;
inline constexpr std::size_t max_choices = 100;
inline constexpr std::size_t max_choice_length = 200;
inline constexpr std::int64_t default_answer_length = 1000;
inline constexpr std::int64_t max_answer_length = 4000;
inline constexpr std::size_t max_answers_length = 10'000;  // of all answers of a head together
inline constexpr std::size_t max_condition_answers = 100;

enum class QuestionKind : std::uint8_t { text, choice, number, date };
inline constexpr QuestionKind all_question_kinds[] = {QuestionKind::text, QuestionKind::choice, QuestionKind::number,
                                                      QuestionKind::date};
[[nodiscard]] std::string_view to_text(QuestionKind kind) noexcept;
[[nodiscard]] std::optional<QuestionKind> parse_question_kind(std::string_view text) noexcept;

/// Asked only of who gave one of these answers to an earlier question; of several choices, any.
struct Condition {
  std::string question;
  std::vector<Answer> answers;
  bool operator==(const Condition&) const = default;
};

struct Question {
  std::string key;
  std::string text;
  QuestionKind kind = QuestionKind::text;
  bool required = false;  // of a head that has a name, where it is asked
  bool multiple = false;  // kind choice: several answers
  bool archived = false;
  std::optional<std::string> help = {};
  std::vector<std::string> choices = {};        // kind choice
  std::optional<Answer> min = {};               // kinds number and date; included
  std::optional<Answer> max = {};               // the same
  std::optional<std::int64_t> max_length = {};  // kind text; none: default_answer_length
  std::optional<Condition> only_if = {};
  bool operator==(const Question&) const = default;
};

using Questions = std::vector<Question>;

struct EventQuestions {
  Questions questions;
  std::int64_t version = 0;  // 0: there never were any
};

[[nodiscard]] const Question* find_question(const Questions& questions, std::string_view key) noexcept;

/// What can be said of one question without the others; at "/key", "/choices/0" …
[[nodiscard]] std::vector<core::FieldError> check(const Question& question);
/// All of the list; at "/questions/N/…".
[[nodiscard]] std::vector<core::FieldError> check(const Questions& questions);

/// What was answered so far, also by heads that are cancelled.
struct Given {
  std::int64_t count = 0;
  std::set<std::string> choices;  // kind choice
};
/// Changes that answers forbid; at "/questions/N/…", or "/questions" where a question went.
[[nodiscard]] std::vector<core::FieldError> forbidden_changes(const Questions& before, const Questions& after,
                                                              const std::map<std::string, Given>& given);

/// In one line, for the audit trail.
[[nodiscard]] std::string describe(const Question& question);

}  // namespace tagwerk::registration
