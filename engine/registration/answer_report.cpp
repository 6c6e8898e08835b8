#include "engine/registration/answer_report.hpp"

#include <algorithm>

namespace tagwerk::registration {
namespace {

void add_choice(QuestionSummary& summary, const std::string& choice, std::int64_t count) {
  const auto found = std::find_if(summary.choices.begin(), summary.choices.end(),
                                  [&](const auto& one) { return one.first == choice; });
  if (found != summary.choices.end()) found->second += count;
}

void add(QuestionSummary& summary, const AnswerCount& counted) {
  summary.n += counted.count;
  if (summary.kind != QuestionKind::choice) {
    summary.min = counted.min;
    summary.max = counted.max;
    summary.mean = counted.mean;
  } else if (counted.answer) {
    for (const auto& choice : from_lines(to_text(*counted.answer))) add_choice(summary, choice, counted.count);
  }
}

}  // namespace

std::vector<QuestionSummary> summarize(const Questions& questions, const std::vector<AnswerCount>& counts) {
  std::vector<QuestionSummary> summaries;
  for (const auto& question : questions) {
    QuestionSummary summary;
    summary.key = question.key;
    summary.text = question.text;
    summary.kind = question.kind;
    summary.archived = question.archived;
    for (const auto& choice : question.choices) summary.choices.emplace_back(choice, 0);
    for (const auto& counted : counts) {
      if (counted.question == question.key) add(summary, counted);
    }
    summaries.push_back(std::move(summary));
  }
  return summaries;
}

}  // namespace tagwerk::registration
