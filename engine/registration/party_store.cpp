#include "engine/registration/party_store.hpp"

#include <string>

#include "engine/storage/bulk_insert.hpp"
#include "engine/storage/id_list.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::registration {

std::map<core::PersonId, KnownPerson> lock_people(storage::Transaction& tx, const core::OrganizationId& organization,
                                                  std::span<const core::PersonId> people) {
  std::map<core::PersonId, KnownPerson> known;
  if (people.empty()) return known;
  const storage::IdList ids(people);
  tx.select("select id, company_id, given_name, family_name, email from people where id in " + ids.sql() +
                " and organization_id = :org and merged_into_id is null order by id lock in share mode",
            {{"org", organization}}, [&](storage::Row& row) {
              const auto id = row.next<core::PersonId>();
              known.emplace(id, KnownPerson{.company = row.next<core::CompanyId>(),
                                            .attendee = {.given_name = row.next<std::string>(),
                                                         .family_name = row.next<std::string>(),
                                                         .email = row.next<std::string>()}});
              return true;
            });
  return known;
}

KnownCompanies load_companies(storage::Transaction& tx, const core::OrganizationId& organization,
                              const std::set<core::EventId>& events, const std::set<core::CompanyId>& companies) {
  KnownCompanies known;
  if (companies.empty()) return known;
  const storage::IdList company_ids(companies);
  const storage::IdList event_ids(events);
  tx.select(
      "select c.id, c.role, r.region_key, h.event_id, h.confirmed_heads, h.waitlisted_heads, h.held_heads "
      "from companies c force index (primary) left join regions r on r.id = c.region_id left join event_companies h on h.company_id = c.id and h.event_id in " +
          event_ids.sql() + " where c.id in " + company_ids.sql() +
          " and c.organization_id = :org and c.merged_into_id is null",
      {{"org", organization}}, [&](storage::Row& row) {
        const auto company = row.next<core::CompanyId>();
        const auto role = storage::stored(directory::parse_company_role(row.next<std::string>()));
        known.companies.try_emplace(company,
                                    CompanyFacts{.role = role, .region_key = row.next<std::optional<std::string>>()});
        const auto event = row.next<std::optional<core::EventId>>();
        const auto confirmed = row.next<std::optional<std::int64_t>>();
        const auto waitlisted = row.next<std::optional<std::int64_t>>();
        const auto held = row.next<std::optional<std::int64_t>>();
        if (event) known.heads[*event][company] = {.confirmed = *confirmed, .waitlisted = *waitlisted, .held = *held};
        return true;
      });
  return known;
}

HeadsByCompany load_company_heads(storage::Transaction& tx, const core::EventId& event,
                                  std::span<const core::CompanyId> companies) {
  HeadsByCompany heads;
  if (companies.empty()) return heads;
  const storage::IdList ids(companies);
  tx.select(
      "select company_id, confirmed_heads, waitlisted_heads, held_heads from event_companies where event_id = :event "
      "and company_id in " +
          ids.sql(),
      {{"event", event}}, [&](storage::Row& row) {
        const auto company = row.next<core::CompanyId>();
        heads.emplace(company, CompanyHeads{.confirmed = row.next<std::int64_t>(),
                                            .waitlisted = row.next<std::int64_t>(),
                                            .held = row.next<std::int64_t>()});
        return true;
      });
  return heads;
}

void save_company_heads(storage::Transaction& tx, const HeadsByEvent& heads) {
  storage::BulkInsert rows(
      tx, "insert into event_companies (event_id, company_id, confirmed_heads, waitlisted_heads, held_heads)",
      "on duplicate key update confirmed_heads = values(confirmed_heads), waitlisted_heads = values(waitlisted_heads), "
      "held_heads = values(held_heads)");
  storage::write_references([&] {
    for (const auto& [event, companies] : heads) {
      for (const auto& [company, counts] : companies)
        rows.add(event, company, counts.confirmed, counts.waitlisted, counts.held);
    }
    rows.send();
  });
}

void remove_company_heads(storage::Transaction& tx, const core::EventId& event) {
  tx.execute("delete from event_companies where event_id = :event", {{"event", event}});
}

void remove_company_heads(storage::Transaction& tx, const core::EventId& event, const core::CompanyId& company) {
  tx.execute("delete from event_companies where event_id = :event and company_id = :company",
             {{"event", event}, {"company", company}});
}

std::set<core::EventId> load_events_of(storage::Transaction& tx, const core::CompanyId& company) {
  const auto events = tx.select("select distinct event_id from registrations where company_id = :company",
                                {{"company", company}}, [](storage::Row& row) { return row.next<core::EventId>(); });
  return {events.begin(), events.end()};
}

}  // namespace tagwerk::registration
