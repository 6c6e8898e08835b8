#include "engine/meetings/meetings_reference_mover.hpp"

#include <vector>

#include "engine/audit/audit.hpp"
#include "engine/meetings/talk_merge_store.hpp"
#include "engine/meetings/talk_outcome_store.hpp"

namespace tagwerk::meetings {

void MeetingsReferenceMover::move_company(storage::Transaction& tx, const access::Call& call,
                                          const core::CompanyId& from, const core::CompanyId& into) {
  const auto done = move_wishes(tx, from, into, call.now);
  move_restrictions(tx, from, into, call.now);
  renew_outcomes(tx, from, call.now);
  move_talks(tx, from, into);
  move_missed_talks(tx, from, into);
  std::vector<audit::Record> entries;
  const auto tell = [&](const std::vector<TalkWishId>& wishes, std::string_view action) {
    for (const auto& wish : wishes) {
      entries.push_back({.object_kind = "talk_wish",
                         .object = wish.uuid,
                         .action = action,
                         .changes = {{"company_id", from.text(), into.text()}}});
    }
  };
  tell(done.moved, "moved");
  tell(done.withdrawn, "withdrawn");
  audit::record_all(tx, call, entries);
}

void MeetingsReferenceMover::move_person(storage::Transaction& tx, const access::Call&, const directory::Person& from,
                                         const directory::Person& into) {
  move_person_in_talks(tx, from.id, into.id, into.company);
}

void MeetingsReferenceMover::person_changed(storage::Transaction& tx, const access::Call&,
                                            const directory::Person& before, const directory::Person& after) {
  if (before.company != after.company) forget_person_elsewhere(tx, after.id, after.company);
}

}  // namespace tagwerk::meetings
