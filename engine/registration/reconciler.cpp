#include "engine/registration/reconciler.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/events/capacity_store.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/registration/registration_store.hpp"

namespace tagwerk::registration {
namespace {

constexpr std::string_view pools_table = "capacity_pools";
constexpr std::string_view companies_table = "event_companies";
constexpr std::string_view registrations_table = "registrations";
constexpr std::string_view states_table = "check_in_states";
constexpr std::string_view changes_table = "registration_head_changes";

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

// Heads of each company at each event, by state. The order of the join is given, as indexes are below: right after a crash the
// database knows nothing of how many rows there are, and takes seconds for what takes milliseconds.
std::string heads_by_company(const Scope& scope) {
  return "select straight_join r.event_id, r.company_id, sum(p.state = 'confirmed') as confirmed, "
         "sum(p.state = 'waitlisted') as waitlisted, sum(p.state = 'held') as held from registration_participants p "
         "join registrations r force index (primary) on r.id = p.registration_id" +
         scope.only("r.event_id") + " group by r.event_id, r.company_id";
}

// Stored and counted rows of one kind, one below the other, are added up: so a row that is missing on either side shows.
void recount_pools(storage::Transaction& tx, const Scope& scope, Differences& differences) {
  tx.select(
      "select event_id, pool_key, cast(sum(sc) as signed), cast(sum(sh) as signed), cast(sum(sw) as signed), "
      "cast(sum(cc) as signed), cast(sum(ch) as signed), cast(sum(cw) as signed) from ("
      "select event_id, pool_key, confirmed as sc, held as sh, waitlisted as sw, 0 as cc, 0 as ch, 0 as cw "
      "from capacity_pools" +
          scope.only("event_id") +
          " union all select event_id, 'participants', 0, 0, 0, state = 'confirmed', state = 'held', state = 'waitlisted' "
          "from registration_participants" +
          scope.only("event_id") +
          " union all select h.event_id, 'companies', 0, 0, 0, h.confirmed > 0, h.confirmed = 0 and h.held > 0, "
          "h.confirmed = 0 and h.held = 0 and h.waitlisted > 0 from (" +
          heads_by_company(scope) +
          ") h union all select r.event_id, x.pool_key, 0, 0, 0, x.confirmed, x.held, x.waitlisted "
          "from registration_pools x join registrations r on r.id = x.registration_id" +
          scope.only("r.event_id") +
          ") t group by event_id, pool_key having sum(sc) <> sum(cc) or sum(sh) <> sum(ch) or sum(sw) <> sum(cw) "
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
        add(differences, about, "held", held, row.next<std::int64_t>());
        add(differences, about, "waitlisted", waitlisted, row.next<std::int64_t>());
        return true;
      });
}

void recount_companies(storage::Transaction& tx, const Scope& scope, Differences& differences) {
  tx.select(
      "select event_id, company_id, cast(sum(sc) as signed), cast(sum(sw) as signed), cast(sum(sh) as signed), "
      "cast(sum(cc) as signed), cast(sum(cw) as signed), cast(sum(ch) as signed) from (select event_id, company_id, "
      "confirmed_heads as sc, waitlisted_heads as sw, held_heads as sh, 0 as cc, 0 as cw, 0 as ch from event_companies" +
          scope.only("event_id") +
          " union all select h.event_id, h.company_id, 0, 0, 0, h.confirmed, h.waitlisted, h.held from (" +
          heads_by_company(scope) +
          ") h) t group by event_id, company_id having sum(sc) <> sum(cc) or sum(sw) <> sum(cw) or sum(sh) <> sum(ch) "
          "order by event_id, company_id",
      scope.binds, [&](storage::Row& row) {
        Difference about{.event = row.next<core::EventId>(),
                         .table = std::string(companies_table),
                         .subject = row.next<core::CompanyId>().text(),
                         .member = {}};
        const auto confirmed = row.next<std::int64_t>();
        const auto waitlisted = row.next<std::int64_t>();
        const auto held = row.next<std::int64_t>();
        add(differences, about, "confirmed_heads", confirmed, row.next<std::int64_t>());
        add(differences, about, "waitlisted_heads", waitlisted, row.next<std::int64_t>());
        add(differences, about, "held_heads", held, row.next<std::int64_t>());
        return true;
      });
}

void recount_registrations(storage::Transaction& tx, const Scope& scope, Differences& differences) {
  const auto heads = [](const std::string& state) {
    return "(select count(*) from registration_participants p force index (uq_participant_position) "
           "where p.registration_id = r.id and p.state = '" +
           state + "')";
  };
  tx.select(
      "select event_id, id, sc, sw, sh, waits, cc, cw, ch, cw > 0 or pw > 0 from (select r.event_id, r.id, "
      "r.confirmed_headcount as sc, r.waitlisted_headcount as sw, r.held_headcount as sh, r.waits, " +
          heads("confirmed") + " as cc, " + heads("waitlisted") + " as cw, " + heads("held") +
          " as ch, (select count(*) from registration_pools x force index (primary) "
          "where x.registration_id = r.id and x.waitlisted > 0) as pw from registrations r" +
          scope.only("r.event_id") +
          ") t where sc <> cc or sw <> cw or sh <> ch or waits <> (cw > 0 or pw > 0) order by event_id, id",
      scope.binds, [&](storage::Row& row) {
        Difference about{.event = row.next<core::EventId>(),
                         .table = std::string(registrations_table),
                         .subject = row.next<core::RegistrationId>().text(),
                         .member = {}};
        const auto confirmed = row.next<std::int64_t>();
        const auto waitlisted = row.next<std::int64_t>();
        const auto held = row.next<std::int64_t>();
        const auto waits = row.next<std::int64_t>();
        add(differences, about, "confirmed_headcount", confirmed, row.next<std::int64_t>());
        add(differences, about, "waitlisted_headcount", waitlisted, row.next<std::int64_t>());
        add(differences, about, "held_headcount", held, row.next<std::int64_t>());
        add(differences, about, "waits", waits, row.next<std::int64_t>());
        return true;
      });
}

// All changes of a registration's confirmed heads together are its confirmed heads.
void recount_changes(storage::Transaction& tx, const Scope& scope, Differences& differences) {
  tx.select(
      "select event_id, registration_id, cast(sum(sc) as signed), cast(sum(cc) as signed) from ("
      "select event_id, registration_id, booked - cancelled as sc, 0 as cc from registration_head_changes" +
          scope.only("event_id") +
          " union all select event_id, registration_id, 0, state = 'confirmed' from registration_participants" +
          scope.only("event_id") +
          ") t group by event_id, registration_id having sum(sc) <> sum(cc) order by event_id, registration_id",
      scope.binds, [&](storage::Row& row) {
        Difference about{.event = row.next<core::EventId>(),
                         .table = std::string(changes_table),
                         .subject = row.next<core::RegistrationId>().text(),
                         .member = {}};
        const auto changed = row.next<std::int64_t>();
        add(differences, about, "heads", changed, row.next<std::int64_t>());
        return true;
      });
}

// Who is inside by each list, and how often they came in: from the good scans that are not annulled, in their order. The
// time of the last one is compared as microseconds since 1970.
void recount_states(storage::Transaction& tx, const Scope& scope, Differences& differences) {
  const auto micros = [](const std::string& time) {
    return "coalesce(timestampdiff(microsecond, '1970-01-01', " + time + "), 0)";
  };
  const auto scans = scope.only("event_id") + (scope.binds.empty() ? " where" : " and") +
                     " result = 'ok' and participant_id is not null and annulled_at is null";
  tx.select(
      "select event_id, participant_id, list_id, cast(sum(si) as signed), cast(sum(se) as signed), "
      "cast(sum(sl) as signed), cast(sum(ci) as signed), cast(sum(ce) as signed), cast(sum(cl) as signed) from ("
      "select event_id, participant_id, list_id, inside as si, entries as se, " +
          micros("last_at") + " as sl, 0 as ci, 0 as ce, 0 as cl from check_in_states" + scope.only("event_id") +
          " union all select event_id, participant_id, list_id, 0, 0, 0, place = 1 and direction = 'entry', "
          "direction = 'entry', case when place = 1 then " +
          micros("effective_at") +
          " else 0 end from (select event_id, participant_id, list_id, direction, effective_at, row_number() over "
          "(partition by participant_id, list_id order by effective_at desc, id desc) as place from check_ins" +
          scans +
          ") s) t group by event_id, participant_id, list_id having sum(si) <> sum(ci) or sum(se) <> sum(ce) "
          "or sum(sl) <> sum(cl) order by event_id, participant_id, list_id",
      scope.binds, [&](storage::Row& row) {
        Difference about{
            .event = row.next<core::EventId>(), .table = std::string(states_table), .subject = {}, .member = {}};
        about.subject = row.next<core::ParticipantId>().text();
        about.subject += "/" + row.next<core::Uuid>().text();
        const auto inside = row.next<std::int64_t>();
        const auto entries = row.next<std::int64_t>();
        const auto last = row.next<std::int64_t>();
        add(differences, about, "inside", inside, row.next<std::int64_t>());
        add(differences, about, "entries", entries, row.next<std::int64_t>());
        add(differences, about, "last_at", last, row.next<std::int64_t>());
        return true;
      });
}

core::ParticipantId participant_of(const Difference& difference) {
  return {core::Uuid::parse(difference.subject.substr(0, core::Uuid::size_text)).value()};
}

void mend_state(storage::Transaction& tx, const Difference& difference) {
  const auto list = core::Uuid::parse(difference.subject.substr(core::Uuid::size_text + 1)).value();
  const bool is_time = difference.member == "last_at";
  auto value = storage::Value(difference.counted);
  if (is_time) {
    value = difference.counted == 0 ? storage::Value(nullptr)
                                    : storage::Value(core::from_unix_microseconds(difference.counted));
  }
  const storage::Binds key{{"participant", participant_of(difference)}, {"list", list}};
  auto row = key;
  row.push_back({"event", difference.event});
  tx.execute(
      "insert into check_in_states (participant_id, list_id, event_id, inside, entries, updated_at) "
      "values (:participant, :list, :event, 0, 0, utc_timestamp(6)) on duplicate key update updated_at = utc_timestamp(6)",
      row);
  auto binds = key;
  binds.push_back({"value", value});
  tx.execute("update check_in_states set " + difference.member +
                 " = :value where participant_id = :participant and list_id = :list",
             binds);
}

// A change of now, by the company that has the registration. Its event's days are to be counted anew.
void mend_changes(storage::Transaction& tx, const Difference& difference) {
  const storage::Binds binds{{"event", difference.event},
                             {"id", core::Uuid::parse(difference.subject).value()},
                             {"booked", std::max<std::int64_t>(difference.counted - difference.stored, 0)},
                             {"cancelled", std::max<std::int64_t>(difference.stored - difference.counted, 0)}};
  tx.execute(
      "insert into registration_head_changes (event_id, company_id, registration_id, changed_at, booked, cancelled) "
      "select event_id, company_id, id, utc_timestamp(6), :booked, :cancelled from registrations "
      "where id = :id and event_id = :event",
      binds);
  tx.execute("insert ignore into registration_days_due (event_id) values (:event)", {binds[0]});
}

void mend(storage::Transaction& tx, const Difference& difference) {
  if (difference.table == changes_table) {
    mend_changes(tx, difference);
    return;
  }
  if (difference.table == states_table) {
    mend_state(tx, difference);
    return;
  }
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
    tx.execute(
        "insert into event_companies (event_id, company_id, confirmed_heads) values (:event, :id, 0) "
        "on duplicate key update company_id = :id",
        {binds[1], binds[2]});
    tx.execute(
        "update event_companies set " + difference.member + " = :value where event_id = :event and company_id = :id",
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
  recount_changes(tx, scope, differences);
  recount_states(tx, scope, differences);
  return differences;
}

std::vector<Difference> repair(storage::Transaction& tx, const std::optional<core::EventId>& event) {
  std::set<core::EventId> concerned;
  for (const auto& difference : recount(tx, event)) concerned.insert(difference.event);
  Differences mended;
  for (const auto& one : concerned) {
    static_cast<void>(events::lock_pools(tx, one));
    // A scan holds its ticket's row and no others: what is mended of states is counted under these locks.
    std::set<core::ParticipantId> locked;
    for (const auto& difference : recount(tx, one)) {
      if (difference.table == states_table) locked.insert(participant_of(difference));
    }
    for (const auto& participant : locked) lock_participant(tx, participant);
    for (auto& difference : recount(tx, one)) {
      if (difference.table == states_table && !locked.contains(participant_of(difference))) continue;
      mend(tx, difference);
      mended.push_back(std::move(difference));
    }
  }
  return mended;
}

}  // namespace tagwerk::registration
