#include "engine/registration/queue_store.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/events/event_terms.hpp"
#include "engine/registration/queue_number.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::registration {
namespace {

// The negated priority (queue_number.hpp). MariaDB shifts unsigned numbers only.
const std::string rank = "cast(floor(r.queue_number / " + std::to_string(queue_numbers_per_priority) + ") as signed)";

bool somebody_waits(const Capacity& capacity) {
  return std::any_of(capacity.pools.begin(), capacity.pools.end(),
                     [](const auto& pool) { return pool.second.waitlisted > 0; });
}

bool keeps_any(const Capacity& capacity) {
  return std::any_of(capacity.contingents.begin(), capacity.contingents.end(),
                     [](const auto& kept) { return kept.second.unused > 0; });
}

void load_aside_of_contingents(storage::Transaction& tx, const std::string& who, const storage::Binds& binds,
                               Capacity& capacity) {
  tx.select("select " + rank +
                ", k.contingent_key, cast(sum(if(k.pool_key = 'participants', r.waitlisted_headcount, "
                "coalesce(p.waitlisted, 0))) as signed) from registrations r join companies c on c.id = r.company_id "
                "join contingents k on k.event_id = r.event_id and (k.company_id = c.id or k.company_role = c.role) "
                "left join registration_pools p on p.registration_id = r.id and p.pool_key = k.pool_key" +
                who + " group by 1, 2",
            binds, [&](storage::Row& row) {
              const auto of_rank = row.next<std::int64_t>();
              const auto kept = capacity.contingents.find(events::contingent_pool(row.next<std::string>()));
              const auto places = row.next<std::int64_t>();
              if (kept != capacity.contingents.end() && places > 0)
                kept->second.aside[static_cast<int>(-of_rank)] += places;
              return true;
            });
}

}  // namespace

void load_aside(storage::Transaction& tx, const core::EventId& event, core::Instant waits_since, Capacity& capacity) {
  if (!somebody_waits(capacity) || (capacity.order.is_plain() && !keeps_any(capacity))) return;
  storage::Binds binds{{"event", event}};
  std::string who = " where r.event_id = :event and r.waits = 1";
  if (capacity.order.skip_ahead) {
    who += " and coalesce(r.waits_since, r.registered_at) <= :since";
    binds.push_back({"since", waits_since});
  }
  if (keeps_any(capacity)) load_aside_of_contingents(tx, who, binds, capacity);
  if (capacity.order.is_plain()) return;
  const auto set_aside = [&](const std::string& pool, std::int64_t of_rank, std::int64_t places) {
    if (places > 0) capacity.pools[pool].aside[static_cast<int>(-of_rank)] += places;
  };
  tx.select(
      "select " + rank + ", cast(sum(r.waitlisted_headcount) as signed) from registrations r" + who + " group by 1",
      binds, [&](storage::Row& row) {
        const auto of_rank = row.next<std::int64_t>();
        set_aside(std::string(participants_pool), of_rank, row.next<std::int64_t>());
        return true;
      });
  tx.select("select " + rank +
                ", p.pool_key, cast(sum(p.waitlisted) as signed) from registrations r "
                "join registration_pools p on p.registration_id = r.id" +
                who + " group by 1, 2",
            binds, [&](storage::Row& row) {
              const auto of_rank = row.next<std::int64_t>();
              const auto pool = row.next<std::string>();
              set_aside(pool, of_rank, row.next<std::int64_t>());
              return true;
            });
  tx.select(
      "select r.company_id, min(" + rank +
          ") from registrations r join event_companies h "
          "on h.event_id = r.event_id and h.company_id = r.company_id and h.confirmed_heads = 0 and h.held_heads = 0" +
          who + " and r.waitlisted_headcount > 0 group by 1",
      binds, [&](storage::Row& row) {
        const auto company = row.next<core::CompanyId>();
        const auto of_rank = row.next<std::int64_t>();
        set_aside(std::string(companies_pool), of_rank, 1);
        const auto known = capacity.companies.find(company);
        if (known != capacity.companies.end()) known->second.aside = static_cast<int>(-of_rank);
        return true;
      });
}

}  // namespace tagwerk::registration
