// Purpose: SQL of what becomes of wishes, absences, exclusions and plans when a company or a person is merged away or leaves.
// Errors: storage errors are thrown. Thread-safety: as the Transaction. Locks: both companies, or people, are locked by the caller.
#pragma once

#include <vector>

#include "engine/core/id.hpp"
#include "engine/meetings/talk_wish.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::meetings {

struct MovedWishes {
  std::vector<TalkWishId> moved;
  std::vector<TalkWishId> withdrawn;  // the other company has the same wish, or is whom it was for
};
MovedWishes move_wishes(storage::Transaction& tx, const core::CompanyId& from, const core::CompanyId& into,
                        core::Instant now);
void move_restrictions(storage::Transaction& tx, const core::CompanyId& from, const core::CompanyId& into,
                       core::Instant now);
/// Talks in plans; of a pair that would be there twice the former company's stay as they were.
void move_talks(storage::Transaction& tx, const core::CompanyId& from, const core::CompanyId& into);

/// Where the other one is named already, or works for neither company, the first one's name goes.
void move_person_in_talks(storage::Transaction& tx, const core::PersonId& from, const core::PersonId& into,
                          const core::CompanyId& company_of_into);
/// From now on the person works for that company: what named it for another goes. Plans keep it.
void forget_person_elsewhere(storage::Transaction& tx, const core::PersonId& person, const core::CompanyId& company);

}  // namespace tagwerk::meetings
