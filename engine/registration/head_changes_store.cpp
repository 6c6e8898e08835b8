#include "engine/registration/head_changes_store.hpp"

#include <string>

#include "engine/storage/bulk_insert.hpp"
#include "engine/storage/id_list.hpp"

namespace tagwerk::registration {

void insert_head_changes(storage::Transaction& tx, std::span<const events::HeadsChange> changes) {
  storage::BulkInsert rows(
      tx,
      "insert into registration_head_changes (event_id, company_id, registration_id, changed_at, booked, cancelled)",
      "on duplicate key update booked = booked + values(booked), cancelled = cancelled + values(cancelled)");
  for (const auto& change : changes) {
    const bool is_booked = change.delta > 0;
    rows.add(change.event, change.company, change.registration, change.at, is_booked ? change.delta : 0,
             is_booked ? 0 : -change.delta);
  }
  rows.send();
}

void save_company_of_changes(storage::Transaction& tx, const std::set<core::EventId>& events,
                             const core::CompanyId& from, const core::CompanyId& into) {
  for (const auto& event : events) {
    tx.execute("update registration_head_changes set company_id = :into where event_id = :event and company_id = :from",
               {{"into", into}, {"event", event}, {"from", from}});
  }
}

void read_head_changes(storage::Transaction& tx, const core::EventId& event, const std::set<core::CompanyId>& companies,
                       const std::function<void(const HeadChange&)>& each) {
  if (companies.empty()) return;
  const auto read = [&](storage::Row& row) {
    HeadChange change{.company = row.next<core::CompanyId>(), .at = row.next<core::Instant>()};
    const auto booked = row.next<std::int64_t>();
    const auto cancelled = row.next<std::int64_t>();
    for (const auto delta : {booked, -cancelled}) {
      change.delta = delta;
      if (delta != 0) each(change);
    }
    return true;
  };
  tx.select(
      "select company_id, changed_at, booked, cancelled from registration_head_changes force index (primary) "
      "where event_id = :event and company_id in " +
          storage::IdList(companies).sql() + " order by company_id",
      {{"event", event}}, read);
}

std::set<core::CompanyId> find_companies_with_changes(storage::Transaction& tx, const core::EventId& event,
                                                      const std::optional<core::CompanyId>& after, std::size_t limit) {
  storage::Binds binds{{"event", event}, {"limit", limit}};
  std::string behind;
  if (after) {
    behind = "and company_id > :after ";
    binds.push_back({"after", *after});
  }
  const auto found = tx.select(
      "select distinct company_id from registration_head_changes force index (primary) where event_id = :event " +
          behind + "order by company_id limit :limit",
      binds, [](storage::Row& row) { return row.next<core::CompanyId>(); });
  return {found.begin(), found.end()};
}

}  // namespace tagwerk::registration
