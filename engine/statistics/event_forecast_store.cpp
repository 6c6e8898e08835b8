#include "engine/statistics/event_forecast_store.hpp"

#include "engine/statistics/turnout_store.hpp"
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

std::vector<DueForecast> list_due_forecasts(storage::Transaction& tx, core::Instant now, core::Instant made_until,
                                            const core::EventId& after, std::size_t limit) {
  // Where it is still the day before.
  const core::Date today = now.date() - boost::gregorian::days(1);
  return tx.select(
      "select e.id, e.organization_id from events e "
      "left join event_forecasts f on f.event_id = e.id and f.unit = 'participants' "
      "where e.id > :after and e.status not in ('completed', 'cancelled') and e.ends_on >= :today "
      "and (f.as_of is null or f.as_of <= :made) order by e.id limit :limit",
      {{"after", after}, {"today", today}, {"made", made_until}, {"limit", limit}}, [](storage::Row& row) {
        DueForecast due;
        due.event = row.next<core::EventId>();
        due.organization = row.next<core::OrganizationId>();
        return due;
      });
}

std::optional<core::Instant> lock_forecast(storage::Transaction& tx, const core::EventId& event) {
  return tx.scalar<core::Instant>(
      "select as_of from event_forecasts where event_id = :event and unit = 'participants' for update",
      {{"event", event}});
}

void save_forecast(storage::Transaction& tx, const core::EventId& event, const EventForecast& forecast,
                   core::Instant as_of) {
  const auto save = [&](std::string_view unit, const std::optional<UnitForecast>& made) {
    if (!made) return;
    const auto& [point, reach, method, editions] = made->estimate;
    tx.execute(
        "insert into event_forecasts (event_id, unit, as_of, point, low50, high50, low80, high80, method, editions) "
        "values (:event, :unit, :as_of, :point, :low50, :high50, :low80, :high80, :method, :editions) "
        "on duplicate key update as_of = values(as_of), point = values(point), low50 = values(low50), "
        "high50 = values(high50), low80 = values(low80), high80 = values(high80), method = values(method), "
        "editions = values(editions)",
        {{"event", event},
         {"unit", unit},
         {"as_of", as_of},
         {"point", point},
         {"low50", reach.half.low},
         {"high50", reach.half.high},
         {"low80", reach.eighty.low},
         {"high80", reach.eighty.high},
         {"method", forecast::to_text(method)},
         {"editions", editions}});
  };
  save("participants", forecast.participants);
  save("companies", forecast.companies);
}

}  // namespace tagwerk::statistics
