#include "engine/registration/reconciler.hpp"

#include <set>
#include <utility>

#include "engine/events/capacity_store.hpp"
#include "engine/registration/registration_store.hpp"

namespace tagwerk::registration {
namespace {

constexpr std::string_view pools_table = "capacity_pools";
constexpr std::string_view companies_table = "event_companies";
constexpr std::string_view registrations_table = "registrations";

using Differences = std::vector<Difference>;

// Statements about one event or, without the condition, about all.
struct Scope {
  explicit Scope(const std::optional<core::EventId>& event) {
    if (event) binds.push_back({"event", *event});
  }
  [[nodiscard]] std::string only(const std::string& column) const {
    return binds.empty() ? "" : " where " + column + " = :event";
  }
  storage::Binds binds;
};

void add(Differences& differences, const Difference& about, std::string member, std::int64_t stored,
         std::int64_t counted) {
  if (stored == counted) return;
  auto difference = about;
  difference.member = std::move(member);
  difference.stored = stored;
  difference.counted = counted;
  differences.push_back(std::move(difference));
}

// Heads of each company at each event, by state.
std::string heads_by_company(const Scope& scope) {
  return "select r.event_id, r.company_id, sum(p.state = 'confirmed') as confirmed, "
         "sum(p.state = 'waitlisted') as waitlisted from registration_participants p "
         "join registrations r on r.id = p.registration_id" +
         scope.only("r.event_id") + " group by r.event_id, r.company_id";
}

// Stored and counted rows of one kind, one below the other, are added up: so a row that is missing on either side shows.
void recount_pools(storage::Transaction& tx, const Scope& scope, Differences& differences) {
  tx.select(
      "select event_id, pool_key, cast(sum(sc) as signed), cast(sum(sh) as signed), cast(sum(sw) as signed), "
      "cast(sum(cc) as signed), cast(sum(cw) as signed) from ("
      "select event_id, pool_key, confirmed as sc, held as sh, waitlisted as sw, 0 as cc, 0 as cw from capacity_pools" +
          scope.only("event_id") +
          " union all select event_id, 'participants', 0, 0, 0, state = 'confirmed', state = 'waitlisted' "
          "from registration_participants" +
          scope.only("event_id") +
          " union all select h.event_id, 'companies', 0, 0, 0, h.confirmed > 0, h.confirmed = 0 and h.waitlisted > 0 "
          "from (" +
          heads_by_company(scope) +
          ") h union all select r.event_id, x.pool_key, 0, 0, 0, x.confirmed, x.waitlisted from registration_pools x "
          "join registrations r on r.id = x.registration_id" +
          scope.only("r.event_id") +
          ") t group by event_id, pool_key having sum(sc) <> sum(cc) or sum(sh) <> 0 or sum(sw) <> sum(cw) "
          "order by event_id, pool_key",
      scope.binds, [&](storage::Row& row) {
        Difference about{.event = row.next<core::EventId>(),
                         .table = std::string(pools_table),
                         .subject = row.next<std::string>(),
                         .member = {}};
        const auto confirmed = row.next<std::int64_t>();
        const auto held = row.next<std::int64_t>();
        const auto waitlisted = row.next<std::int64_t>();
        add(differences, about, "confirmed", confirmed, row.next<std::int64_t>());
        add(differences, about, "held", held, 0);
        add(differences, about, "waitlisted", waitlisted, row.next<std::int64_t>());
        return true;
      });
}

void recount_companies(storage::Transaction& tx, const Scope& scope, Differences& differences) {
  tx.select(
      "select event_id, company_id, cast(sum(sc) as signed), cast(sum(sw) as signed), cast(sum(cc) as signed), "
      "cast(sum(cw) as signed) from (select event_id, company_id, confirmed_heads as sc, waitlisted_heads as sw, "
      "0 as cc, 0 as cw from event_companies" +
          scope.only("event_id") +
          " union all select h.event_id, h.company_id, 0, 0, h.confirmed, h.waitlisted from (" +
          heads_by_company(scope) +
          ") h) t group by event_id, company_id having sum(sc) <> sum(cc) or sum(sw) <> sum(cw) "
          "order by event_id, company_id",
      scope.binds, [&](storage::Row& row) {
        Difference about{.event = row.next<core::EventId>(),
                         .table = std::string(companies_table),
                         .subject = row.next<core::CompanyId>().text(),
                         .member = {}};
        const auto confirmed = row.next<std::int64_t>();
        const auto waitlisted = row.next<std::int64_t>();
        add(differences, about, "confirmed_heads", confirmed, row.next<std::int64_t>());
        add(differences, about, "waitlisted_heads", waitlisted, row.next<std::int64_t>());
        return true;
      });
}

void recount_registrations(storage::Transaction& tx, const Scope& scope, Differences& differences) {
  tx.select(
      "select event_id, id, sc, sw, waits, cc, cw, cw > 0 or pw > 0 from (select r.event_id, r.id, "
      "r.confirmed_headcount as sc, r.waitlisted_headcount as sw, r.waits, "
      "(select count(*) from registration_participants p where p.registration_id = r.id and p.state = 'confirmed') as cc, "
      "(select count(*) from registration_participants p where p.registration_id = r.id and p.state = 'waitlisted') as cw, "
      "(select count(*) from registration_pools x where x.registration_id = r.id and x.waitlisted > 0) as pw "
      "from registrations r" +
          scope.only("r.event_id") +
          ") t where sc <> cc or sw <> cw or waits <> (cw > 0 or pw > 0) order by event_id, id",
      scope.binds, [&](storage::Row& row) {
        Difference about{.event = row.next<core::EventId>(),
                         .table = std::string(registrations_table),
                         .subject = row.next<core::RegistrationId>().text(),
                         .member = {}};
        const auto confirmed = row.next<std::int64_t>();
        const auto waitlisted = row.next<std::int64_t>();
        const auto waits = row.next<std::int64_t>();
        add(differences, about, "confirmed_headcount", confirmed, row.next<std::int64_t>());
        add(differences, about, "waitlisted_headcount", waitlisted, row.next<std::int64_t>());
        add(differences, about, "waits", waits, row.next<std::int64_t>());
        return true;
      });
}

void mend(storage::Transaction& tx, const Difference& difference) {
  storage::Binds binds{{"value", difference.counted}, {"event", difference.event}};
  if (difference.table == pools_table) {
    events::ensure_pool(tx, difference.event, difference.subject);
    binds.push_back({"key", difference.subject});
    tx.execute(
        "update capacity_pools set " + difference.member + " = :value where event_id = :event and pool_key = :key",
        binds);
    return;
  }
  binds.push_back({"id", core::Uuid::parse(difference.subject).value()});
  if (difference.table == companies_table) {
    const auto& member = difference.member;
    const auto other = member == "confirmed_heads" ? "waitlisted_heads" : "confirmed_heads";
    tx.execute("insert into event_companies (event_id, company_id, " + member + ", " + other +
                   ") values (:event, :id, :value, 0) on duplicate key update " + member + " = :value",
               binds);
    return;
  }
  if (difference.member == "waits" && difference.counted == 1) {
    binds.push_back({"number", next_queue_number(tx, difference.event)});
    tx.execute(
        "update registrations set waits = :value, queue_number = coalesce(queue_number, :number) "
        "where event_id = :event and id = :id",
        binds);
    return;
  }
  tx.execute("update registrations set " + difference.member + " = :value where event_id = :event and id = :id", binds);
}

}  // namespace

std::string Difference::text() const {
  return table + " " + subject + " of event " + event.text() + ": " + member + " is " + std::to_string(stored) +
         ", counted are " + std::to_string(counted);
}

std::vector<Difference> recount(storage::Transaction& tx, const std::optional<core::EventId>& event) {
  const Scope scope(event);
  Differences differences;
  recount_pools(tx, scope, differences);
  recount_companies(tx, scope, differences);
  recount_registrations(tx, scope, differences);
  return differences;
}

std::vector<Difference> repair(storage::Transaction& tx, const std::optional<core::EventId>& event) {
  std::set<core::EventId> concerned;
  for (const auto& difference : recount(tx, event)) concerned.insert(difference.event);
  Differences mended;
  for (const auto& one : concerned) {
    static_cast<void>(events::lock_pools(tx, one));
    for (auto& difference : recount(tx, one)) {
      mend(tx, difference);
      mended.push_back(std::move(difference));
    }
  }
  return mended;
}

}  // namespace tagwerk::registration
