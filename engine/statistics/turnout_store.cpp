#include "engine/statistics/turnout_store.hpp"

#include <string>

#include "engine/storage/rows.hpp"

namespace tagwerk::statistics {

std::vector<core::EventId> list_uncounted(storage::Transaction& tx, core::Instant changed_before, std::size_t limit) {
  return tx.select(std::string("select e.id from events e left join ") + turnout_of_event +
                       "where e.status = 'completed' and e.updated_at < :before and t.event_id is null limit :limit",
                   {{"before", changed_before}, {"limit", limit}},
                   [](storage::Row& row) { return row.next<core::EventId>(); });
}

bool lock_completed(storage::Transaction& tx, const core::EventId& event) {
  return tx
      .select_one("select status = 'completed' from events where id = :event for update", {{"event", event}},
                  [](storage::Row& row) { return row.next<bool>(); })
      .value_or(false);
}

// The order of the join is ours, as in event_facts_store.cpp.
void count_turnout(storage::Transaction& tx, const core::EventId& event, const core::Uuid& count) {
  tx.execute("delete from event_turnouts where event_id = :event", {{"event", event}});
  tx.execute(
      "insert into event_turnouts (event_id, event_version, count_id) select id, version, :count from events "
      "where id = :event",
      {{"count", count}, {"event", event}});
  tx.execute(
      std::string("insert into event_turnout_companies (event_id, company_id, heads) "
                  "select straight_join i.event_id, g.company_id, count(distinct i.participant_id) from check_ins i "
                  "join registration_participants p on p.id = i.participant_id and p.state = 'confirmed' "
                  "join registrations g on g.id = p.registration_id where i.event_id = :event and ") +
          let_in + "group by i.event_id, g.company_id",
      {{"event", event}});
}

void drop_turnout(storage::Transaction& tx, const core::EventId& event) {
  // Whoever is counting it is let end first: it has not seen what is written here.
  static_cast<void>(tx.select_one("select id from events where id = :event lock in share mode", {{"event", event}},
                                  [](storage::Row& row) { return row.next<core::EventId>(); }));
  tx.execute("delete from event_turnouts where event_id = :event", {{"event", event}});
}

std::int64_t drop_all_turnouts(storage::Transaction& tx) {
  return static_cast<std::int64_t>(tx.execute("delete from event_turnouts", {}));
}

}  // namespace tagwerk::statistics
