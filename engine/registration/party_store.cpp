#include "engine/registration/party_store.hpp"

#include <string>

#include "engine/storage/bulk_insert.hpp"
#include "engine/storage/id_list.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::registration {

namespace {

std::string heads_at(const CompaniesByEvent::value_type& companies) {
  return "event_companies h where h.event_id = " + storage::literal(storage::Value(companies.first)) +
         " and h.company_id in " + storage::IdList(companies.second).sql();
}

// Row by row of the primary key. `(event_id, company_id) in (…)` takes the database five times as long, and all events by all
// companies are more the more there are.
std::string heads_of_pairs(const CompaniesByEvent& companies) {
  std::string pairs;
  for (const auto& [event, of_event] : companies) {
    for (const auto& company : of_event) {
      pairs.append(pairs.empty() ? "(" : " union all ");
      pairs.append("select ").append(storage::literal(storage::Value(event))).append(" event_id, ");
      pairs.append(storage::literal(storage::Value(company))).append(" company_id");
    }
  }
  return pairs + ") w straight_join event_companies h on h.event_id = w.event_id and h.company_id = w.company_id";
}

}  // namespace

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

std::map<core::CompanyId, CompanyFacts> load_companies(storage::Transaction& tx,
                                                       const core::OrganizationId& organization,
                                                       const std::set<core::CompanyId>& companies) {
  std::map<core::CompanyId, CompanyFacts> known;
  if (companies.empty()) return known;
  tx.select(
      "select c.id, c.role, r.region_key from companies c force index (primary) "
      "left join regions r on r.id = c.region_id where c.id in " +
          storage::IdList(companies).sql() + " and c.organization_id = :org and c.merged_into_id is null",
      {{"org", organization}}, [&](storage::Row& row) {
        const auto company = row.next<core::CompanyId>();
        const auto role = storage::stored(directory::parse_company_role(row.next<std::string>()));
        return known.emplace(company, CompanyFacts{.role = role, .region_key = row.next<std::optional<std::string>>()})
            .second;
      });
  return known;
}

HeadsByEvent load_company_heads(storage::Transaction& tx, const CompaniesByEvent& companies) {
  HeadsByEvent heads;
  if (companies.empty()) return heads;
  tx.select("select h.event_id, h.company_id, h.confirmed_heads, h.waitlisted_heads, h.held_heads from " +
                (companies.size() == 1 ? heads_at(*companies.begin()) : heads_of_pairs(companies)),
            {}, [&](storage::Row& row) {
              auto& of_event = heads[row.next<core::EventId>()];
              const auto company = row.next<core::CompanyId>();
              return of_event
                  .emplace(company, CompanyHeads{.confirmed = row.next<std::int64_t>(),
                                                 .waitlisted = row.next<std::int64_t>(),
                                                 .held = row.next<std::int64_t>()})
                  .second;
            });
  return heads;
}

HeadsByCompany load_company_heads(storage::Transaction& tx, const core::EventId& event,
                                  const std::set<core::CompanyId>& companies) {
  if (companies.empty()) return {};
  return std::move(load_company_heads(tx, {{event, companies}})[event]);
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
