// Purpose: what the audit trail says of a trip's money: budget and prices at the event, agreements at the participant, entries on
// their own. Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <optional>

#include "engine/access/call.hpp"
#include "engine/core/id.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/trip_account.hpp"
#include "engine/trips/trip_budget.hpp"
#include "engine/trips/trip_price.hpp"

namespace tagwerk::trips {

void record(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
            const std::optional<TripBudget>& before, const TripBudget& after);
void record(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
            const std::optional<TripPrices>& before, const std::optional<TripPrices>& after);
void record(storage::Transaction& tx, const access::Call& call, const core::ParticipantId& traveller,
            const TravellerTerms& before, const TravellerTerms& after);
void record(storage::Transaction& tx, const access::Call& call, const core::EventId& event, const TripEntry& made);

}  // namespace tagwerk::trips
