#include "engine/meetings/talk_outcome_store.hpp"

#include <string>
#include <utility>
#include <vector>

#include "engine/storage/id_list.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::meetings {
namespace {

std::string select_outcomes_where(std::string_view condition) {
  std::string sql(
      "select o.id, k.event_id, k.company_id, k.with_company_id, o.outcome, a.company_id, b.company_id, o.note, "
      "o.recorded_by, o.created_at, o.updated_at, o.version from talk_outcomes o join talks k on k.id = o.id left join "
      "missed_talks a on a.talk_id = o.id and a.company_id = k.company_id left join missed_talks b on b.talk_id = o.id "
      "and b.company_id = k.with_company_id where ");
  return sql.append(condition);
}

TalkOutcome read_outcome(storage::Row& row) {
  TalkOutcome outcome;
  outcome.id = row.next<TalkId>();
  outcome.event = row.next<core::EventId>();
  outcome.company = row.next<core::CompanyId>();
  outcome.with_company = row.next<core::CompanyId>();
  outcome.outcome = storage::stored(parse_outcome(row.next<std::string>()));
  for (int side = 0; side < 2; ++side) {
    if (const auto absent = row.next<std::optional<core::CompanyId>>()) outcome.absent.push_back(*absent);
  }
  outcome.note = row.next<std::optional<std::string>>();
  outcome.recorded_by = storage::stored(parse_recorder(row.next<std::string>()));
  outcome.created_at = row.next<core::Instant>();
  outcome.updated_at = row.next<core::Instant>();
  outcome.version = row.next<std::int64_t>();
  return outcome;
}

TalkSide read_side(storage::Row& row) {
  const auto company = row.next<core::CompanyId>();
  return {.company = company, .role = storage::stored(directory::parse_company_role(row.next<std::string>()))};
}

}  // namespace

std::optional<TalkAtEvent> find_talk(storage::Transaction& tx, const core::OrganizationId& organization,
                                     const TalkId& id) {
  return tx.select_one(
      "select k.id, k.event_id, a.id, a.role, b.id, b.role, s.starts_at from talks k join events e on e.id = k.event_id "
      "join companies a on a.id = k.company_id join companies b on b.id = k.with_company_id left join talk_plans p on "
      "p.published_event = k.event_id and e.status <> 'cancelled' left join talk_plan_talks t on t.plan_id = p.id and "
      "t.talk_id = k.id left join talk_plan_slots s on s.plan_id = t.plan_id and s.slot = t.slot where k.id = :id and "
      "e.organization_id = :org",
      {{"id", id}, {"org", organization}}, [](storage::Row& row) {
        TalkAtEvent talk;
        talk.id = row.next<TalkId>();
        talk.event = row.next<core::EventId>();
        talk.one = read_side(row);
        talk.other = read_side(row);
        talk.starts_at = row.next<std::optional<core::Instant>>();
        return talk;
      });
}

void lock_talk(storage::Transaction& tx, const TalkId& id) {
  // A join would extend the lock to all that it joins.
  static_cast<void>(tx.scalar<int>("select 1 from talks where id = :id for update", {{"id", id}}));
}

std::optional<TalkOutcome> find_outcome(storage::Transaction& tx, const TalkId& id) {
  return tx.select_one(select_outcomes_where("o.id = :id"), {{"id", id}}, read_outcome);
}

core::Page<TalkOutcome> list_outcomes(storage::Transaction& tx, const core::EventId& event,
                                      const TalkOutcomeFilter& filter, const core::PageRequest& page) {
  storage::Query query{select_outcomes_where("k.event_id = :event"), {{"event", event}}};
  if (filter.company)
    query.also("(k.company_id = :company or k.with_company_id = :company)", "company", *filter.company);
  if (filter.outcome) query.also("o.outcome = :outcome", "outcome", to_text(*filter.outcome));
  return storage::list_rows(tx, std::move(query), "o.", page, read_outcome);
}

void save_outcome(storage::Transaction& tx, const TalkOutcome& outcome) {
  tx.execute(
      "insert into talk_outcomes (id, outcome, note, recorded_by, version, created_at, updated_at) values (:id, "
      ":outcome, :note, :by, :version, :created, :updated) on duplicate key update outcome = :outcome, note = :note, "
      "recorded_by = :by, version = :version, updated_at = :updated",
      {{"id", outcome.id},
       {"outcome", to_text(outcome.outcome)},
       {"note", outcome.note},
       {"by", to_text(outcome.recorded_by)},
       {"version", outcome.version},
       {"created", outcome.created_at},
       {"updated", outcome.updated_at}});
  tx.execute("delete from missed_talks where talk_id = :id", {{"id", outcome.id}});
  std::vector<std::vector<storage::Value>> missed;
  missed.reserve(outcome.absent.size());
  for (const auto& company : outcome.absent) missed.push_back({outcome.id, company});
  if (missed.empty()) return;
  storage::write_references([&] { tx.insert_rows("insert into missed_talks (talk_id, company_id)", missed); });
}

void remove_outcome(storage::Transaction& tx, const TalkId& id) {
  tx.execute("delete from talk_outcomes where id = :id", {{"id", id}});
}

std::optional<TalkGrade> find_talk_grade(storage::Transaction& tx, const TalkId& id) {
  return tx.select_one("select id, tenths, created_at, updated_at, version from talk_grades where id = :id",
                       {{"id", id}}, [](storage::Row& row) {
                         return TalkGrade{.id = row.next<TalkId>(),
                                          .grade = {row.next<int>()},
                                          .created_at = row.next<core::Instant>(),
                                          .updated_at = row.next<core::Instant>(),
                                          .version = row.next<std::int64_t>()};
                       });
}

void save_talk_grade(storage::Transaction& tx, const TalkGrade& grade) {
  tx.execute(
      "insert into talk_grades (id, tenths, version, created_at, updated_at) values (:id, :tenths, :version, :created, "
      ":updated) on duplicate key update tenths = :tenths, version = :version, updated_at = :updated",
      {{"id", grade.id},
       {"tenths", grade.grade.tenths},
       {"version", grade.version},
       {"created", grade.created_at},
       {"updated", grade.updated_at}});
}

void remove_talk_grade(storage::Transaction& tx, const TalkId& id) {
  tx.execute("delete from talk_grades where id = :id", {{"id", id}});
}

OutcomeCounts count_outcomes(storage::Transaction& tx, const core::EventId& event) {
  return tx
      .select_one(
          "select count(o.id), count(g.id) from talks k left join talk_outcomes o on o.id = k.id left join talk_grades g "
          "on g.id = k.id where k.event_id = :event",
          {{"event", event}},
          [](storage::Row& row) {
            return OutcomeCounts{.outcomes = row.next<std::int64_t>(), .grades = row.next<std::int64_t>()};
          })
      .value_or(OutcomeCounts{});
}

void renew_outcomes(storage::Transaction& tx, const core::CompanyId& company, core::Instant now) {
  const auto talks =
      tx.select("select id from talks where company_id = :company or with_company_id = :company order by id for update",
                {{"company", company}}, [](storage::Row& row) { return row.next<TalkId>(); });
  if (talks.empty()) return;
  tx.execute(
      "update talk_outcomes set version = version + 1, updated_at = :now where id in " + storage::IdList(talks).sql(),
      {{"now", now}});
}

void move_missed_talks(storage::Transaction& tx, const core::CompanyId& from, const core::CompanyId& into) {
  tx.execute(
      "update missed_talks m join talks k on k.id = m.talk_id set m.company_id = :into where m.company_id = :from and "
      "(k.company_id = :into or k.with_company_id = :into) and k.company_id <> :from and k.with_company_id <> :from",
      {{"into", into}, {"from", from}});
}

}  // namespace tagwerk::meetings
