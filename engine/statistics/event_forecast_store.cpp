#include "engine/statistics/event_forecast_store.hpp"

#include "engine/statistics/attendance_store.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::statistics {
namespace {

constexpr const char* edition_columns =
    "e.id, e.series_id, e.edition_year, e.starts_on, e.ends_on, e.time_zone, e.status ";

EditionRow read_edition(storage::Row& row) {
  EditionRow edition;
  edition.event = row.next<core::EventId>();
  edition.series = row.next<core::SeriesId>();
  edition.edition_year = row.next<int>();
  edition.starts_on = row.next<core::Date>();
  edition.ends_on = row.next<core::Date>();
  edition.time_zone = row.next<std::string>();
  edition.status = events::parse_event_status(row.next<std::string>()).value();
  return edition;
}

}  // namespace

std::vector<EditionRow> list_editions_before(storage::Transaction& tx, const events::Event& event, std::size_t limit) {
  return tx.select(
      std::string("select ") + edition_columns +
          "from events e where e.series_id = :series and e.status <> 'cancelled' and e.starts_on < :before "
          "order by e.starts_on desc, e.id desc limit :limit",
      {{"series", event.series}, {"before", event.starts_on}, {"limit", limit}}, read_edition);
}

std::vector<EditionRow> list_others_before(storage::Transaction& tx, const events::Event& event, std::size_t limit) {
  return tx.select(
      std::string("select ") + edition_columns +
          "from series s join series k on k.organization_id = s.organization_id and k.kind = s.kind and k.id <> s.id "
          "join events e on e.series_id = k.id where s.id = :series and e.status <> 'cancelled' "
          "and e.starts_on < :before order by e.starts_on desc, e.id desc limit :limit",
      {{"series", event.series}, {"before", event.starts_on}, {"limit", limit}}, read_edition);
}

std::vector<core::EventId> list_events_of_year(storage::Transaction& tx, const core::SeriesId& series, int edition_year,
                                               std::size_t limit) {
  return tx.select(
      "select id from events where series_id = :series and edition_year = :year and status <> 'cancelled' "
      "order by starts_on, id limit :limit",
      {{"series", series}, {"year", edition_year}, {"limit", limit}},
      [](storage::Row& row) { return row.next<core::EventId>(); });
}

LetIn count_let_in(storage::Transaction& tx, const core::EventId& event) {
  const auto counted = tx.select_one(
      std::string("select count(distinct i.participant_id), count(distinct g.company_id) from check_ins i "
                  "join registration_participants p on p.id = i.participant_id and p.state = 'confirmed' "
                  "join registrations g on g.id = p.registration_id "
                  "join companies c on c.id = g.company_id and c.role = 'partner' where i.event_id = :event and ") +
          let_in,
      {{"event", event}}, [](storage::Row& row) {
        LetIn counts;
        counts.participants = row.next<std::int64_t>();
        counts.companies = row.next<std::int64_t>();
        return counts;
      });
  return counted.value_or(LetIn{});
}

}  // namespace tagwerk::statistics
