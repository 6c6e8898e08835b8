#include "engine/registration/queue_store.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/events/event_terms.hpp"
#include "engine/registration/explanation.hpp"
#include "engine/registration/queue_number.hpp"
#include "engine/registration/registration.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::registration {
namespace {

// The negated priority (queue_number.hpp). MariaDB shifts unsigned numbers only.
const std::string rank = "cast(floor(r.queue_number / " + std::to_string(queue_numbers_per_priority) + ") as signed)";

// Since when it waits.
const std::string since = "coalesce(r.waits_since, r.registered_at)";
// Who may take from which contingent, and what it waits for of the same pool.
const std::string claims_join =
    " from registrations r join companies c on c.id = r.company_id "
    "join contingents k on k.event_id = r.event_id and (k.company_id = c.id or k.company_role = c.role) "
    "left join registration_pools p on p.registration_id = r.id and p.pool_key = k.pool_key";

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
                "coalesce(p.waitlisted, 0))) as signed)" +
                claims_join + who + " group by 1, 2",
            binds, [&](storage::Row& row) {
              const auto of_rank = row.next<std::int64_t>();
              const auto kept = capacity.contingents.find(events::contingent_pool(row.next<std::string>()));
              const auto places = row.next<std::int64_t>();
              if (kept != capacity.contingents.end() && places > 0)
                kept->second.aside[static_cast<int>(-of_rank)] += places;
              return true;
            });
}

// The registrations `r` before one that waits.
class Ahead {
 public:
  Ahead(const Registration& waiting, int priority, const QueueOrder& order, core::Instant long_ago)
      : binds_{{"event", waiting.event}, {"number", waiting.queue_number}},
        kept_(order.skip_ahead ? "(" + since + " <= :long_ago)" : "1"),
        waiting_(&waiting),
        priority_(priority) {
    if (order.skip_ahead) binds_.push_back({"long_ago", long_ago});
  }

  QueueAhead count(storage::Transaction& tx) {
    auto binds = binds_;
    binds.push_back({"first", first_queue_number(priority_)});
    binds.push_back({"since", waiting_->waits_since.value_or(waiting_->registered_at)});
    QueueAhead ahead;
    tx.select("select count(*), " + sum("r.waitlisted_headcount") + ", " +
                  sum("r.queue_number < :first and " + since + " > :since") + ", " + sum("r.waitlisted_headcount > 0") +
                  ", " + sum("r.waitlisted_headcount * " + kept_) + " from registrations r" + who_,
              binds, [&](storage::Row& row) {
                ahead.registrations = row.next<std::int64_t>();
                ahead.heads = row.next<std::int64_t>();
                ahead.overtook = row.next<std::int64_t>();
                auto& participants = ahead.pools[std::string(participants_pool)];
                participants.registrations = row.next<std::int64_t>();
                participants.heads = participants.places = ahead.heads;
                participants.kept = row.next<std::int64_t>();
                return true;
              });
    return ahead;
  }
  void count_companies(storage::Transaction& tx, QueueAhead& ahead) {
    auto binds = binds_;
    binds.push_back({"own", waiting_->company});
    tx.select("select " + sum("t.registrations") + ", " + sum("t.heads") + ", count(*), " + sum("t.kept") +
                  " from (select count(*) as registrations, sum(r.waitlisted_headcount) as heads, max(" + kept_ +
                  ") as kept from registrations r join event_companies h on h.event_id = r.event_id "
                  "and h.company_id = r.company_id and h.confirmed_heads = 0 and h.held_heads = 0" +
                  who_ + " and r.waitlisted_headcount > 0 and r.company_id <> :own group by r.company_id) t",
              binds, [&](storage::Row& row) {
                ahead.pools[std::string(companies_pool)] = read_pool(row);
                return true;
              });
  }
  void count_pools(storage::Transaction& tx, QueueAhead& ahead) {
    tx.select("select p.pool_key, count(*), " + sum("r.waitlisted_headcount") + ", " + sum("p.waitlisted") + ", " +
                  sum("p.waitlisted * " + kept_) +
                  " from registrations r join registration_pools p on p.registration_id = r.id and p.waitlisted > 0" +
                  who_ + " group by p.pool_key",
              binds_, [&](storage::Row& row) {
                auto& pool = ahead.pools[row.next<std::string>()];
                pool = read_pool(row);
                return true;
              });
  }
  void count_claims(storage::Transaction& tx, QueueAhead& ahead) {
    tx.select("select k.contingent_key, " +
                  sum("if(k.pool_key = 'participants', r.waitlisted_headcount, coalesce(p.waitlisted, 0)) * " + kept_) +
                  claims_join + who_ + " group by k.contingent_key",
              binds_, [&](storage::Row& row) {
                auto& places = ahead.claims[events::contingent_pool(row.next<std::string>())];
                places = row.next<std::int64_t>();
                return true;
              });
  }

 private:
  static std::string sum(const std::string& what) { return "cast(coalesce(sum(" + what + "), 0) as signed)"; }
  static PoolQueue read_pool(storage::Row& row) {
    PoolQueue pool;
    pool.registrations = row.next<std::int64_t>();
    pool.heads = row.next<std::int64_t>();
    pool.places = row.next<std::int64_t>();
    pool.kept = row.next<std::int64_t>();
    return pool;
  }

  storage::Binds binds_;
  const std::string kept_;  // 0 or 1 of each
  const Registration* waiting_;
  int priority_;
  const std::string who_ = " where r.event_id = :event and r.waits = 1 and r.queue_number < :number";
};

}  // namespace

void load_aside(storage::Transaction& tx, const core::EventId& event, core::Instant waits_since, Capacity& capacity) {
  if (!somebody_waits(capacity) || (capacity.order.is_plain() && !keeps_any(capacity))) return;
  storage::Binds binds{{"event", event}};
  std::string who = " where r.event_id = :event and r.waits = 1";
  if (capacity.order.skip_ahead) {
    who += " and " + since + " <= :since";
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

QueueAhead count_ahead(storage::Transaction& tx, const Registration& waiting, const PlaceRequest& rest,
                       const QueueOrder& order, core::Instant long_ago) {
  Ahead ahead(waiting, rest.priority, order, long_ago);
  auto counted = ahead.count(tx);
  if (counted.registrations == 0) return counted;
  if (rest.heads > 0) ahead.count_companies(tx, counted);
  if (!rest.pools.empty() || !rest.per_head.empty()) ahead.count_pools(tx, counted);
  if (!rest.contingents.empty()) ahead.count_claims(tx, counted);
  return counted;
}

}  // namespace tagwerk::registration
