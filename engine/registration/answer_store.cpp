#include "engine/registration/answer_store.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "engine/storage/bulk_insert.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::registration {
namespace {

constexpr std::string_view insert_into =
    "insert into participant_answers (participant_id, question_key, id, event_id, registration_id, answer, updated_at)";

core::Decimal stored_decimal(const std::string& text) { return storage::stored(core::Decimal::parse(text)); }

AnswerRow read_row(storage::Row& row) {
  AnswerRow read;
  read.id = row.next<AnswerId>();
  read.registration = row.next<core::RegistrationId>();
  read.participant = row.next<core::ParticipantId>();
  read.company = row.next<core::CompanyId>();
  read.company_name = row.next<std::string>();
  read.given_name = row.next<std::optional<std::string>>();
  read.family_name = row.next<std::optional<std::string>>();
  read.question = row.next<std::string>();
  auto text = row.next<std::string>();
  const auto kind = storage::stored(parse_question_kind(row.next<std::string>()));
  read.answer = stored_answer(std::move(text), kind, row.next<bool>());
  return read;
}

// As many as its heads have answers, in order: so that those of one head stand together in a list.
std::vector<AnswerId> new_ids(const Registration& registration) {
  std::vector<AnswerId> ids;
  for (const auto& head : registration.participants) {
    for (std::size_t i = 0; i < head.answers.size(); ++i) ids.push_back(AnswerId::make(registration.updated_at));
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

// Of heads that come or wait to come; a condition may be added.
constexpr std::string_view live_answers =
    " from participant_answers a join registration_participants p on p.id = a.participant_id and p.state <> 'cancelled' "
    "where a.event_id = :event";

std::vector<std::string> keys_of(const Questions& questions, QuestionKind kind) {
  std::vector<std::string> keys;
  for (const auto& question : questions) {
    if (question.kind == kind) keys.push_back(question.key);
  }
  return keys;
}

// A long text is grouped by its digest: of itself the server would compare the first bytes only.
void count_choices(storage::Transaction& tx, const core::EventId& event, const std::vector<std::string>& keys,
                   std::vector<AnswerCount>& counts) {
  if (keys.empty()) return;
  const auto read = [](storage::Row& row) {
    AnswerCount counted;
    counted.question = row.next<std::string>();
    counted.count = row.next<std::int64_t>();
    counted.answer = Answer{from_lines(row.next<std::string>())};
    return counted;
  };
  for (auto& counted : tx.select("select a.question_key, count(*), min(a.answer)" + std::string(live_answers) +
                                     " and a.question_key in " + storage::IdList(keys).sql() +
                                     " group by a.question_key, sha2(a.answer, 256)",
                                 {{"event", event}}, read))
    counts.push_back(std::move(counted));
}

void count_numbers(storage::Transaction& tx, const core::EventId& event, const std::vector<std::string>& keys,
                   std::vector<AnswerCount>& counts) {
  if (keys.empty()) return;
  const auto read = [](storage::Row& row) {
    AnswerCount counted;
    counted.question = row.next<std::string>();
    counted.count = row.next<std::int64_t>();
    counted.min = Answer{stored_decimal(row.next<std::string>())};
    counted.max = Answer{stored_decimal(row.next<std::string>())};
    counted.mean = stored_decimal(row.next<std::string>());
    return counted;
  };
  const auto sql =
      "select a.question_key, count(*), min(cast(a.answer as decimal(15, 6))), max(cast(a.answer as decimal(15, 6))), "
      "cast(avg(cast(a.answer as decimal(15, 6))) as decimal(15, 6))" +
      std::string(live_answers) + " and a.question_key in " + storage::IdList(keys).sql() + " group by a.question_key";
  for (auto& counted : tx.select(sql, {{"event", event}}, read)) counts.push_back(std::move(counted));
}

// Dates sort as texts.
void count_others(storage::Transaction& tx, const core::EventId& event, const std::vector<std::string>& keys,
                  bool with_bounds, std::vector<AnswerCount>& counts) {
  if (keys.empty()) return;
  const auto read = [&](storage::Row& row) {
    AnswerCount counted;
    counted.question = row.next<std::string>();
    counted.count = row.next<std::int64_t>();
    if (with_bounds) {
      counted.min = Answer{row.next<std::string>()};
      counted.max = Answer{row.next<std::string>()};
    }
    return counted;
  };
  for (auto& counted :
       tx.select("select a.question_key, count(*)" +
                     std::string(with_bounds ? ", min(left(a.answer, 10)), max(left(a.answer, 10))" : "") +
                     std::string(live_answers) + " and a.question_key in " + storage::IdList(keys).sql() +
                     " group by a.question_key",
                 {{"event", event}}, read))
    counts.push_back(std::move(counted));
}

}  // namespace

Answer stored_answer(std::string text, QuestionKind kind, bool multiple) {
  if (kind == QuestionKind::number) return {stored_decimal(text)};
  if (multiple) return {from_lines(text)};
  return {std::move(text)};
}

void insert_answers(storage::Transaction& tx, std::span<const Registration> registrations) {
  storage::BulkInsert rows(tx, insert_into);
  for (const auto& one : registrations) {
    const auto ids = new_ids(one);
    auto id = ids.begin();
    for (const auto& head : one.participants) {
      for (const auto& [question, answer] : head.answers)
        rows.add(head.id, question, *id++, one.event, one.id, to_text(answer), one.updated_at);
    }
  }
  rows.send();
}

void load_answers(storage::Transaction& tx, const storage::IdList& ids, std::span<Registration> registrations) {
  std::unordered_map<core::ParticipantId, Participant*> heads;
  for (auto& one : registrations) {
    for (auto& head : one.participants) heads.emplace(head.id, &head);
  }
  struct Line {
    core::ParticipantId participant;
    std::string question;
    Answer answer;
  };
  auto lines = tx.select(
      "select a.participant_id, a.question_key, a.answer, q.kind, q.multiple from participant_answers a "
      "join event_questions q on q.event_id = a.event_id and q.question_key = a.question_key "
      "where a.registration_id in " +
          ids.sql(),
      {}, [](storage::Row& row) {
        Line line;
        line.participant = row.next<core::ParticipantId>();
        line.question = row.next<std::string>();
        auto text = row.next<std::string>();
        const auto kind = storage::stored(parse_question_kind(row.next<std::string>()));
        line.answer = stored_answer(std::move(text), kind, row.next<bool>());
        return line;
      });
  for (auto& line : lines) {
    // A head that came in since its list was read is seen the next time.
    if (const auto head = heads.find(line.participant); head != heads.end())
      head->second->answers.emplace(std::move(line.question), std::move(line.answer));
  }
}

void save_answers(storage::Transaction& tx, const Participant& head, const AnswerChanges& changes, core::Instant now) {
  storage::BulkInsert rows(tx, insert_into,
                           "on duplicate key update answer = values(answer), updated_at = values(updated_at)");
  for (const auto& [question, answer] : changes) {
    if (answer) {
      rows.add(head.id, question, AnswerId::make(now), head.event, head.registration, to_text(*answer), now);
    } else {
      tx.execute("delete from participant_answers where participant_id = :participant and question_key = :question",
                 {{"participant", head.id}, {"question", question}});
    }
  }
  rows.send();
}

std::map<std::string, Given> load_given(storage::Transaction& tx, const core::EventId& event,
                                        const Questions& questions) {
  std::map<std::string, Given> given;
  tx.select("select question_key, count(*) from participant_answers where event_id = :event group by question_key",
            {{"event", event}}, [&](storage::Row& row) {
              const auto key = row.next<std::string>();
              return given[key].count = row.next<std::int64_t>();
            });
  const auto keys = keys_of(questions, QuestionKind::choice);
  if (keys.empty() || given.empty()) return given;
  tx.select("select question_key, min(answer) from participant_answers where event_id = :event and question_key in " +
                storage::IdList(keys).sql() + " group by question_key, sha2(answer, 256)",
            {{"event", event}}, [&](storage::Row& row) {
              auto& choices = given[row.next<std::string>()].choices;
              for (auto& choice : from_lines(row.next<std::string>())) choices.insert(std::move(choice));
              return choices.size();
            });
  return given;
}

core::Page<AnswerRow> list_answers(storage::Transaction& tx, const core::EventId& event,
                                   const std::optional<std::string>& question, const core::PageRequest& page) {
  storage::Query query{
      "select straight_join a.id, a.registration_id, a.participant_id, r.company_id, c.name, "
      "coalesce(q.given_name, p.given_name), coalesce(q.family_name, p.family_name), a.question_key, a.answer, k.kind, "
      "k.multiple from participant_answers a "
      "join registration_participants p on p.id = a.participant_id and p.state <> 'cancelled' "
      "join registrations r on r.id = a.registration_id join companies c on c.id = r.company_id "
      "join event_questions k on k.event_id = a.event_id and k.question_key = a.question_key "
      "left join people q on q.id = p.person_id where a.event_id = :event",
      {{"event", event}}};
  if (question) query.also("a.question_key = :question", "question", *question);
  return storage::list_rows(tx, std::move(query), "a.", page, read_row);
}

std::vector<AnswerCount> count_answers(storage::Transaction& tx, const core::EventId& event,
                                       const Questions& questions) {
  std::vector<AnswerCount> counts;
  count_choices(tx, event, keys_of(questions, QuestionKind::choice), counts);
  count_numbers(tx, event, keys_of(questions, QuestionKind::number), counts);
  count_others(tx, event, keys_of(questions, QuestionKind::date), true, counts);
  count_others(tx, event, keys_of(questions, QuestionKind::text), false, counts);
  return counts;
}

}  // namespace tagwerk::registration
