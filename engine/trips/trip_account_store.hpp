// Purpose: SQL of travellers as money asks of them, and of their entries (schema: registration_participants and what stands around
// it; trip_entries). Errors: storage errors are thrown. Thread-safety: as the Transaction.
// Locks: the event first (event_store.hpp), then participants (participant_store.hpp).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/events/event.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/trip_account.hpp"

namespace tagwerk::trips {

/// All heads of a trip, also those that wait; of one registration, of one company. By registration, in their order there.
struct TravellerFilter {
  std::optional<core::RegistrationId> registration;
  std::optional<core::CompanyId> company;
};
[[nodiscard]] std::vector<PayingHead> load_paying_heads(storage::Transaction& tx, const events::Event& event,
                                                        const TravellerFilter& filter = {});

using EntriesByTraveller = std::map<core::ParticipantId, std::vector<TripEntry>>;
/// In the order in which they were made.
[[nodiscard]] EntriesByTraveller load_all_entries(storage::Transaction& tx, const core::EventId& event);
[[nodiscard]] std::vector<TripEntry> load_entries(storage::Transaction& tx, const core::ParticipantId& traveller);
[[nodiscard]] std::optional<core::ParticipantId> find_traveller_of(storage::Transaction& tx, const core::EventId& event,
                                                                   const TripEntryId& entry);
void insert_entry(storage::Transaction& tx, const core::OrganizationId& organization, const core::EventId& event,
                  const TripEntry& entry);
/// Entries and agreements that hold the trip's currency.
[[nodiscard]] bool is_money_in_use(storage::Transaction& tx, const core::EventId& event);

}  // namespace tagwerk::trips
