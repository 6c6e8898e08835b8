#include "engine/trips/kept_store.hpp"

#include "engine/trips/trip_requirements.hpp"

namespace tagwerk::trips {
namespace {

constexpr const char* latest_zone = "Pacific/Kiritimati";  // UTC+14: no day begins earlier

}  // namespace

std::vector<Kept> list_kept(storage::Transaction& tx, std::string_view table, const std::string& condition, int days,
                            const KeptPage& page) {
  std::string sql = "select t.participant_id, t.organization_id, t.event_id from ";
  sql.append(table).append(
      " t join events e on e.id = t.event_id join registration_participants p on p.id = t.participant_id "
      "left join people q on q.id = p.person_id left join trip_requirements r on r.event_id = t.event_id "
      "where t.participant_id > :after and (");
  sql.append(condition).append(") order by t.participant_id limit :rows");
  return tx.select(
      sql, {{"after", page.after}, {"today", today_in(page.now, latest_zone)}, {"days", days}, {"rows", page.limit}},
      [](storage::Row& row) {
        return Kept{.participant = row.next<core::ParticipantId>(),
                    .organization = row.next<core::OrganizationId>(),
                    .event = row.next<core::EventId>()};
      });
}

}  // namespace tagwerk::trips
