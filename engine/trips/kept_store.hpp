// Purpose: SQL of what is kept of travellers and may be kept no longer: rows of the tables that name a participant beside who he was then
// (identity_store.hpp). Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::trips {

/// A row of what is kept of a participant.
struct Kept {
  core::ParticipantId participant;
  core::OrganizationId organization;
  core::EventId event;
};

/// Those behind `after`, in the order of ids, by the day that it is now where it is latest.
struct KeptPage {
  core::Instant now;
  core::ParticipantId after;
  std::size_t limit = 0;
};

// For conditions on rows t of a table, whose participant is p and the trip's requirements, if there are any, r.
/// Of somebody else than who is named: what can be said in SQL, told exactly by who looks at the row.
inline constexpr std::string_view is_of_another =
    "(not (t.person_id <=> p.person_id and t.email <=> coalesce(q.email, p.email)) "
    "or (p.person_id is null and p.given_name <> t.given_name and p.family_name <> t.family_name))";
inline constexpr std::string_view days_since_return =
    "datediff(:today, greatest(e.ends_on, coalesce(r.returns_on, e.ends_on)))";

/// `condition` may ask for :days.
[[nodiscard]] std::vector<Kept> list_kept(storage::Transaction& tx, std::string_view table,
                                          const std::string& condition, int days, const KeptPage& page);

}  // namespace tagwerk::trips
