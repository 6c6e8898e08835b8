// Purpose: SQL of what travellers need and wish of rooms, and of who must not share (schema: trip_rooming_guests and what hangs on it).
// What is kept of somebody else than who is named now is left out everywhere, and so is what others wish of him.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
// Locks: who writes has the event, then the participant's row; rows of others that are wished for come after.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/registration/registration.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/kept_store.hpp"
#include "engine/trips/rooming_wishes.hpp"
#include "engine/trips/traveller.hpp"
#include "engine/trips/trip_rooming.hpp"

namespace tagwerk::trips {

/// A head of the event, and what is kept of who he is now.
struct FoundGuest {
  core::ParticipantId id;
  core::CompanyId company;
  registration::ParticipantState state = registration::ParticipantState::confirmed;
  Identity who;
  bool has_row = false;    // also of somebody else
  bool is_theirs = false;  // the row is of who is named now
  RoomingWishes wishes;
  std::optional<core::Instant> updated_at;  // none: nothing was said yet
  std::int64_t version = 0;                 // likewise 0
};
/// Whatever the state.
[[nodiscard]] std::optional<FoundGuest> find_rooming_guest(storage::Transaction& tx,
                                                           const core::OrganizationId& organization,
                                                           const core::EventId& event,
                                                           const core::ParticipantId& participant);
/// Those with a confirmed place, by id; without a name as well.
[[nodiscard]] std::vector<FoundGuest> load_rooming_guests(storage::Transaction& tx,
                                                          const core::OrganizationId& organization,
                                                          const core::EventId& event);

/// `guest.who` has a name. In the place of what he said before, or somebody else did; who he wishes for has a row.
void save_rooming_wishes(storage::Transaction& tx, const core::OrganizationId& organization, const core::EventId& event,
                         const FoundGuest& guest, core::Instant now);
/// A row of who they are now, for each of these, who all have a name: what refers to them needs one.
void ensure_rooming_guests(storage::Transaction& tx, const core::OrganizationId& organization,
                           const core::EventId& event, std::span<const FoundGuest> guests, core::Instant now);
/// With all that hangs on it; whether there was something.
bool remove_rooming_guest(storage::Transaction& tx, const core::ParticipantId& participant);

struct StoredExclusions {
  std::int64_t version = 0;  // 0: nobody has said anything
  std::vector<RoomingExclusion> pairs;
};
/// Also of those who are not (any more) there; `guests` says who is.
[[nodiscard]] StoredExclusions load_exclusions(storage::Transaction& tx, const core::EventId& event);
/// Each of the two has a row.
void save_exclusions(storage::Transaction& tx, const core::EventId& event, const StoredExclusions& exclusions);

/// As list_profiles_to_expire of traveller_store.hpp.
[[nodiscard]] std::vector<Kept> list_rooming_to_expire(storage::Transaction& tx, const KeptPage& page);

}  // namespace tagwerk::trips
