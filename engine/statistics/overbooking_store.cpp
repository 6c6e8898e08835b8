#include "engine/statistics/overbooking_store.hpp"

#include <string>

#include "engine/statistics/turnout_store.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::statistics {

std::vector<PastEvent> load_past_events(storage::Transaction& tx, const events::Event& event) {
  return tx.select(
      std::string(
          "select e.id, e.name, e.edition_year, e.starts_on, "
          "(select cast(coalesce(sum(h.confirmed_heads), 0) as signed) from event_companies h where h.event_id = e.id), "
          "case when t.event_id is not null then (select cast(coalesce(sum(k.heads), 0) as signed) "
          "from event_turnout_companies k where k.event_id = e.id) else "
          "(select straight_join count(distinct i.participant_id) from check_ins i join registration_participants p "
          "on p.id = i.participant_id and p.state = 'confirmed' where i.event_id = e.id and ") +
          let_in + ") end from events e left join " + turnout_of_event +
          "where e.series_id = :series and e.status = 'completed' and e.starts_on < :before "
          "order by e.starts_on desc, e.id desc limit :limit",
      {{"series", event.series}, {"before", event.starts_on}, {"limit", max_past_events}}, [](storage::Row& row) {
        PastEvent past;
        past.event = row.next<core::EventId>();
        past.name = row.next<std::string>();
        past.edition_year = row.next<int>();
        past.starts_on = row.next<core::Date>();
        past.registered = row.next<std::int64_t>();
        past.came = row.next<std::int64_t>();
        return past;
      });
}

}  // namespace tagwerk::statistics
