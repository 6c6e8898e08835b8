#include "engine/feedback/grade_store.hpp"

#include "engine/storage/rows.hpp"

namespace tagwerk::feedback {

bool insert_grade(storage::Transaction& tx, const core::OrganizationId& organization, const core::Uuid& id,
                  const GivenGrade& grade) {
  return storage::is_new_under("uq_grade_participant", [&] {
    tx.execute(
        "insert into grades (id, organization_id, event_id, participant_id, grade_tenths, created_at) "
        "values (:id, :organization, :event, :participant, :tenths, :now)",
        {{"id", id},
         {"organization", organization},
         {"event", grade.event},
         {"participant", grade.participant},
         {"tenths", grade.grade.tenths},
         {"now", grade.created_at}});
  });
}

std::optional<GivenGrade> find_grade(storage::Transaction& tx, const core::ParticipantId& participant) {
  return tx.select_one("select event_id, grade_tenths, created_at from grades where participant_id = :participant",
                       {{"participant", participant}}, [&](storage::Row& row) {
                         return GivenGrade{.event = row.next<core::EventId>(),
                                           .participant = participant,
                                           .grade = {row.next<int>()},
                                           .created_at = row.next<core::Instant>()};
                       });
}

std::vector<GradeCount> count_grades(storage::Transaction& tx, const core::EventId& event) {
  return tx.select(
      "select grade_tenths, count(*) from grades where event_id = :event group by grade_tenths order by grade_tenths",
      {{"event", event}},
      [](storage::Row& row) { return GradeCount{.grade = {row.next<int>()}, .count = row.next<std::int64_t>()}; });
}

}  // namespace tagwerk::feedback
