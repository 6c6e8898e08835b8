#include "engine/meetings/talk_merge_store.hpp"

#include <string>
#include <tuple>
#include <utility>

#include "engine/meetings/talk_wish_rules.hpp"

namespace tagwerk::meetings {
namespace {

struct PairRow {
  core::Uuid id;
  core::EventId event;
  core::CompanyId company;
  core::CompanyId with_company;
};

// Rows of that table in which the company is one of two.
std::vector<PairRow> rows_of(storage::Transaction& tx, const std::string& table, const core::CompanyId& company) {
  return tx.select("select id, event_id, company_id, with_company_id from " + table +
                       " where company_id = :company or with_company_id = :company order by id for update",
                   {{"company", company}}, [](storage::Row& row) {
                     return PairRow{.id = row.next<core::Uuid>(),
                                    .event = row.next<core::EventId>(),
                                    .company = row.next<core::CompanyId>(),
                                    .with_company = row.next<core::CompanyId>()};
                   });
}

bool is_there(storage::Transaction& tx, const std::string& table, const PairRow& row) {
  return tx
      .scalar<int>("select 1 from " + table +
                       " where event_id = :event and company_id = :company and with_company_id = :with_company",
                   {{"event", row.event}, {"company", row.company}, {"with_company", row.with_company}})
      .has_value();
}

PairRow renamed(PairRow row, const core::CompanyId& from, const core::CompanyId& into) {
  if (row.company == from) row.company = into;
  if (row.with_company == from) row.with_company = into;
  return row;
}

void save_pair(storage::Transaction& tx, const std::string& table, const PairRow& row) {
  tx.execute("update " + table + " set company_id = :company, with_company_id = :with_company where id = :id",
             {{"company", row.company}, {"with_company", row.with_company}, {"id", row.id}});
}

// One that counts less than the one that comes goes: withdrawn before all others, accepted after all.
void give_way(storage::Transaction& tx, const PairRow& row, const core::Uuid& coming) {
  tx.execute(
      "delete w from talk_wishes w join talk_wishes c on c.id = :coming where w.event_id = :event and w.company_id = "
      ":company and w.with_company_id = :with_company and w.id <> c.id and c.status <> 'withdrawn' and (w.status = "
      "'withdrawn' or (c.status = 'accepted' and w.status <> 'accepted'))",
      {{"coming", coming}, {"event", row.event}, {"company", row.company}, {"with_company", row.with_company}});
}

}  // namespace

MovedWishes move_wishes(storage::Transaction& tx, const core::CompanyId& from, const core::CompanyId& into,
                        core::Instant now) {
  MovedWishes done;
  const std::string table = "talk_wishes";
  for (const auto& row : rows_of(tx, table, from)) {
    const auto after = renamed(row, from, into);
    give_way(tx, after, row.id);
    if (after.company == after.with_company || is_there(tx, table, after)) {
      tx.execute(
          "update talk_wishes set status = 'withdrawn', answered_at = null, answered_by = null, decline_reason = null, "
          "version = version + 1, updated_at = :now where id = :id",
          {{"now", now}, {"id", row.id}});
      done.withdrawn.push_back({row.id});
      continue;
    }
    save_pair(tx, table, after);
    tx.execute("update talk_wishes set version = version + 1, updated_at = :now where id = :id",
               {{"now", now}, {"id", row.id}});
    done.moved.push_back({row.id});
  }
  tx.execute("update talk_wish_people set company_id = :into where company_id = :from",
             {{"into", into}, {"from", from}});
  return done;
}

void move_restrictions(storage::Transaction& tx, const core::CompanyId& from, const core::CompanyId& into,
                       core::Instant now) {
  tx.execute(
      "update talk_absences set company_id = :into, version = version + 1, updated_at = :now where company_id = :from",
      {{"into", into}, {"now", now}, {"from", from}});
  const std::string table = "talk_exclusions";
  for (const auto& row : rows_of(tx, table, from)) {
    auto after = renamed(row, from, into);
    std::tie(after.company, after.with_company) = pair_of(after.company, after.with_company);
    if (after.company == after.with_company || is_there(tx, table, after)) {
      tx.execute("delete from talk_exclusions where id = :id", {{"id", row.id}});
    } else {
      save_pair(tx, table, after);
    }
  }
}

void move_talks(storage::Transaction& tx, const core::CompanyId& from, const core::CompanyId& into) {
  const std::string table = "talks";
  for (const auto& row : rows_of(tx, table, from)) {
    auto after = renamed(row, from, into);
    std::tie(after.company, after.with_company) = pair_of(after.company, after.with_company);
    if (after.company == after.with_company || is_there(tx, table, after)) continue;
    save_pair(tx, table, after);
    tx.execute("update talk_plan_attendees set company_id = :into where talk_id = :talk and company_id = :from",
               {{"into", into}, {"talk", row.id}, {"from", from}});
  }
}

void move_person_in_talks(storage::Transaction& tx, const core::PersonId& from, const core::PersonId& into,
                          const core::CompanyId& company_of_into) {
  tx.execute(
      "delete a from talk_wish_people a join talk_wish_people b on b.wish_id = a.wish_id where a.person_id = :from and "
      "b.person_id = :into",
      {{"from", from}, {"into", into}});
  tx.execute("delete from talk_wish_people where person_id = :from and company_id <> :company",
             {{"from", from}, {"company", company_of_into}});
  tx.execute("update talk_wish_people set person_id = :into where person_id = :from", {{"into", into}, {"from", from}});
  tx.execute("delete from talk_absences where person_id = :from and company_id <> :company",
             {{"from", from}, {"company", company_of_into}});
  tx.execute("update talk_absences set person_id = :into where person_id = :from", {{"into", into}, {"from", from}});
  tx.execute(
      "delete a from talk_plan_attendees a join talk_plan_attendees b on b.plan_id = a.plan_id and b.talk_id = "
      "a.talk_id where a.person_id = :from and b.person_id = :into",
      {{"from", from}, {"into", into}});
  tx.execute("update talk_plan_attendees set person_id = :into where person_id = :from",
             {{"into", into}, {"from", from}});
}

void forget_person_elsewhere(storage::Transaction& tx, const core::PersonId& person, const core::CompanyId& company) {
  for (const auto* table : {"talk_wish_people", "talk_absences"}) {
    tx.execute("delete from " + std::string(table) + " where person_id = :person and company_id <> :company",
               {{"person", person}, {"company", company}});
  }
}

}  // namespace tagwerk::meetings
