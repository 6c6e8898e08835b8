// Purpose: SQL of trips' prices and of what is agreed with single travellers (schema: trip_prices, trip_instalments,
// trip_refund_steps, trip_traveller_terms, trip_adjustments).
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
// Locks: the event first (event_store.hpp), then participants (participant_store.hpp).
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "engine/core/id.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/trip_price.hpp"

namespace tagwerk::trips {

struct StoredPrices {
  std::int64_t version = 0;  // 0: there never were any
  std::optional<TripPrices> prices;
};
[[nodiscard]] StoredPrices load_prices(storage::Transaction& tx, const core::EventId& event);
/// Replaces what there was.
void save_prices(storage::Transaction& tx, const core::EventId& event, const StoredPrices& prices);

struct StoredTerms {
  std::int64_t version = 0;  // 0: nothing was ever agreed
  TravellerTerms terms;
};
using TermsByTraveller = std::map<core::ParticipantId, StoredTerms>;
[[nodiscard]] TermsByTraveller load_all_terms(storage::Transaction& tx, const core::EventId& event);
[[nodiscard]] StoredTerms load_terms(storage::Transaction& tx, const core::ParticipantId& traveller);
/// Replaces what there was.
void save_terms(storage::Transaction& tx, const core::EventId& event, const core::ParticipantId& traveller,
                const StoredTerms& terms);

}  // namespace tagwerk::trips
