#include "engine/registration/question_store.hpp"

#include <string>
#include <utility>
#include <vector>

#include "engine/registration/answer_store.hpp"
#include "engine/storage/bulk_insert.hpp"
#include "engine/storage/id_list.hpp"

namespace tagwerk::registration {
namespace {

const std::string select_questions =
    "select event_id, question_key, question_text, kind, required, multiple, archived, help_text, choices, min_value, "
    "max_value, max_length, condition_key, condition_answers from event_questions where ";

struct Line {
  core::EventId event;
  Question question;
  std::optional<std::string> condition_answers;
};

Line read_question(storage::Row& row) {
  Line line;
  auto& question = line.question;
  line.event = row.next<core::EventId>();
  question.key = row.next<std::string>();
  question.text = row.next<std::string>();
  question.kind = storage::stored(parse_question_kind(row.next<std::string>()));
  question.required = row.next<bool>();
  question.multiple = row.next<bool>();
  question.archived = row.next<bool>();
  question.help = row.next<std::optional<std::string>>();
  if (const auto choices = row.next<std::optional<std::string>>()) question.choices = from_lines(*choices);
  const auto bound = [&](const std::optional<std::string>& text) {
    return text ? std::optional(stored_answer(*text, question.kind, false)) : std::nullopt;
  };
  question.min = bound(row.next<std::optional<std::string>>());
  question.max = bound(row.next<std::optional<std::string>>());
  question.max_length = row.next<std::optional<std::int64_t>>();
  if (auto key = row.next<std::optional<std::string>>()) question.only_if = Condition{*std::move(key), {}};
  line.condition_answers = row.next<std::optional<std::string>>();
  return line;
}

// A condition's answers are of the kind of the question that it depends on.
void add(Questions& questions, Line line) {
  if (line.question.only_if) {
    const auto* asked = find_question(questions, line.question.only_if->question);
    const auto kind = asked == nullptr ? QuestionKind::text : asked->kind;
    for (const auto& text : from_lines(line.condition_answers.value_or("")))
      line.question.only_if->answers.push_back(stored_answer(text, kind, false));
  }
  questions.push_back(std::move(line.question));
}

std::optional<std::string> text_of(const std::optional<Answer>& answer) {
  return answer ? std::optional(to_text(*answer)) : std::nullopt;
}

std::vector<storage::Value> row_of(const core::EventId& event, std::size_t position, const Question& question) {
  std::optional<std::string> condition_answers;
  if (question.only_if) {
    std::vector<std::string> texts;
    for (const auto& answer : question.only_if->answers) texts.push_back(to_text(answer));
    condition_answers = to_lines(texts);
  }
  return {event,
          question.key,
          position,
          question.text,
          to_text(question.kind),
          question.required,
          question.multiple,
          question.archived,
          question.help,
          question.choices.empty() ? std::nullopt : std::optional(to_lines(question.choices)),
          text_of(question.min),
          text_of(question.max),
          question.max_length,
          question.only_if ? std::optional(question.only_if->question) : std::nullopt,
          condition_answers};
}

}  // namespace

Questions load_questions(storage::Transaction& tx, const core::EventId& event, storage::Lock lock) {
  Questions questions;
  for (auto& line : tx.select(storage::locked(select_questions + "event_id = :event order by list_position", lock),
                              {{"event", event}}, read_question))
    add(questions, std::move(line));
  return questions;
}

std::map<core::EventId, Questions> load_questions(storage::Transaction& tx, const std::set<core::EventId>& events) {
  std::map<core::EventId, Questions> questions;
  if (events.empty()) return questions;
  const storage::IdList ids(events);
  for (auto& line : tx.select(select_questions + "event_id in " + ids.sql() + " order by event_id, list_position", {},
                              read_question))
    add(questions[line.event], std::move(line));
  return questions;
}

void save_questions(storage::Transaction& tx, const core::EventId& event, const Questions& before,
                    const EventQuestions& after) {
  for (const auto& question : before) {
    if (find_question(after.questions, question.key) != nullptr) continue;
    tx.execute("delete from event_questions where event_id = :event and question_key = :key",
               {{"event", event}, {"key", question.key}});
  }
  storage::BulkInsert rows(
      tx,
      "insert into event_questions (event_id, question_key, list_position, question_text, kind, required, multiple, "
      "archived, help_text, choices, min_value, max_value, max_length, condition_key, condition_answers)",
      "on duplicate key update list_position = values(list_position), question_text = values(question_text), "
      "kind = values(kind), required = values(required), multiple = values(multiple), archived = values(archived), "
      "help_text = values(help_text), choices = values(choices), min_value = values(min_value), "
      "max_value = values(max_value), max_length = values(max_length), condition_key = values(condition_key), "
      "condition_answers = values(condition_answers)");
  for (std::size_t i = 0; i < after.questions.size(); ++i) rows.add_row(row_of(event, i, after.questions[i]));
  storage::write_references([&] { rows.send(); });
  tx.execute("update events set questions_version = :version where id = :event",
             {{"version", after.version}, {"event", event}});
}

}  // namespace tagwerk::registration
