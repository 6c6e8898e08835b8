#include "engine/meetings/talk_restriction_store.hpp"

#include <map>
#include <string>
#include <utility>

#include "engine/storage/id_list.hpp"

namespace tagwerk::meetings {
namespace {

std::string select_absences_where(std::string_view condition) {
  std::string sql(
      "select id, event_id, company_id, person_id, starts_at, ends_at, reason, created_at, updated_at, version from "
      "talk_absences where ");
  return sql.append(condition);
}
std::string select_exclusions_where(std::string_view condition) {
  std::string sql(
      "select id, event_id, company_id, with_company_id, reason, created_at, updated_at, version from talk_exclusions "
      "where ");
  return sql.append(condition);
}

TalkAbsence read_absence(storage::Row& row) {
  TalkAbsence absence;
  absence.id = row.next<TalkAbsenceId>();
  absence.event = row.next<core::EventId>();
  absence.company = row.next<core::CompanyId>();
  absence.person = row.next<std::optional<core::PersonId>>();
  absence.starts_at = row.next<core::Instant>();
  absence.ends_at = row.next<core::Instant>();
  absence.reason = row.next<std::optional<std::string>>();
  absence.created_at = row.next<core::Instant>();
  absence.updated_at = row.next<core::Instant>();
  absence.version = row.next<std::int64_t>();
  return absence;
}

TalkExclusion read_exclusion(storage::Row& row) {
  TalkExclusion exclusion;
  exclusion.id = row.next<TalkExclusionId>();
  exclusion.event = row.next<core::EventId>();
  exclusion.company = row.next<core::CompanyId>();
  exclusion.with_company = row.next<core::CompanyId>();
  exclusion.reason = row.next<std::optional<std::string>>();
  exclusion.created_at = row.next<core::Instant>();
  exclusion.updated_at = row.next<core::Instant>();
  exclusion.version = row.next<std::int64_t>();
  return exclusion;
}

}  // namespace

void insert_absence(storage::Transaction& tx, const core::OrganizationId& organization, const TalkAbsence& absence) {
  storage::write_references([&] {
    tx.execute(
        "insert into talk_absences (id, organization_id, event_id, company_id, person_id, starts_at, ends_at, reason, "
        "version, created_at, updated_at) values (:id, :org, :event, :company, :person, :starts, :ends, :reason, "
        ":version, :created, :updated)",
        {{"id", absence.id},
         {"org", organization},
         {"event", absence.event},
         {"company", absence.company},
         {"person", absence.person},
         {"starts", absence.starts_at},
         {"ends", absence.ends_at},
         {"reason", absence.reason},
         {"version", absence.version},
         {"created", absence.created_at},
         {"updated", absence.updated_at}});
  });
}

std::optional<TalkAbsence> find_absence(storage::Transaction& tx, const core::OrganizationId& organization,
                                        const TalkAbsenceId& id, storage::Lock lock) {
  return tx.select_one(storage::locked(select_absences_where("id = :id and organization_id = :org"), lock),
                       {{"id", id}, {"org", organization}}, read_absence);
}

core::Page<TalkAbsence> list_absences(storage::Transaction& tx, const core::EventId& event,
                                      const std::optional<core::CompanyId>& company, const core::PageRequest& page) {
  storage::Query query{select_absences_where("event_id = :event"), {{"event", event}}};
  if (company) query.also("company_id = :company", "company", *company);
  return storage::list_rows(tx, std::move(query), "", page, read_absence);
}

std::vector<TalkAbsence> load_absences(storage::Transaction& tx, const core::EventId& event) {
  return tx.select(select_absences_where("event_id = :event order by id"), {{"event", event}}, read_absence);
}

void move_absences(storage::Transaction& tx, const core::EventId& event,
                   const std::function<core::Instant(core::Instant)>& moved, core::Instant now) {
  std::map<std::pair<std::int64_t, std::int64_t>, std::vector<TalkAbsenceId>> by_distance;
  for (const auto& absence : load_absences(tx, event)) {
    const auto distance = [&](core::Instant instant) { return (moved(instant) - instant).total_seconds(); };
    by_distance[{distance(absence.starts_at), distance(absence.ends_at)}].push_back(absence.id);
  }
  for (const auto& [distance, ids] : by_distance) {
    tx.execute(
        "update talk_absences set starts_at = starts_at + interval :first second, ends_at = ends_at + interval :last "
        "second, version = version + 1, updated_at = :now where id in " +
            storage::IdList(ids).sql(),
        {{"first", distance.first}, {"last", distance.second}, {"now", now}});
  }
}

void remove_absence(storage::Transaction& tx, const TalkAbsenceId& id) {
  tx.execute("delete from talk_absences where id = :id", {{"id", id}});
}

AbsenceCounts count_absences(storage::Transaction& tx, const core::EventId& event, const core::CompanyId& company) {
  return tx
      .select_one(
          "select count(*), coalesce(cast(sum(company_id = :company) as signed), 0) from talk_absences where event_id "
          "= :event",
          {{"company", company}, {"event", event}},
          [](storage::Row& row) {
            return AbsenceCounts{.of_event = row.next<std::int64_t>(), .of_company = row.next<std::int64_t>()};
          })
      .value_or(AbsenceCounts{});
}

bool insert_exclusion(storage::Transaction& tx, const core::OrganizationId& organization,
                      const TalkExclusion& exclusion) {
  return storage::is_new_under("uq_talk_exclusion_pair", [&] {
    storage::write_references([&] {
      tx.execute(
          "insert into talk_exclusions (id, organization_id, event_id, company_id, with_company_id, reason, version, "
          "created_at, updated_at) values (:id, :org, :event, :company, :with_company, :reason, :version, :created, "
          ":updated)",
          {{"id", exclusion.id},
           {"org", organization},
           {"event", exclusion.event},
           {"company", exclusion.company},
           {"with_company", exclusion.with_company},
           {"reason", exclusion.reason},
           {"version", exclusion.version},
           {"created", exclusion.created_at},
           {"updated", exclusion.updated_at}});
    });
  });
}

std::optional<TalkExclusion> find_exclusion(storage::Transaction& tx, const core::OrganizationId& organization,
                                            const TalkExclusionId& id, storage::Lock lock) {
  return tx.select_one(storage::locked(select_exclusions_where("id = :id and organization_id = :org"), lock),
                       {{"id", id}, {"org", organization}}, read_exclusion);
}

core::Page<TalkExclusion> list_exclusions(storage::Transaction& tx, const core::EventId& event,
                                          const core::PageRequest& page) {
  return storage::list_rows(tx, storage::Query{select_exclusions_where("event_id = :event"), {{"event", event}}}, "",
                            page, read_exclusion);
}

std::vector<TalkExclusion> load_exclusions(storage::Transaction& tx, const core::EventId& event) {
  return tx.select(select_exclusions_where("event_id = :event order by id"), {{"event", event}}, read_exclusion);
}

std::int64_t count_exclusions(storage::Transaction& tx, const core::EventId& event) {
  return tx.scalar<std::int64_t>("select count(*) from talk_exclusions where event_id = :event", {{"event", event}})
      .value_or(0);
}

void remove_exclusion(storage::Transaction& tx, const TalkExclusionId& id) {
  tx.execute("delete from talk_exclusions where id = :id", {{"id", id}});
}

}  // namespace tagwerk::meetings
