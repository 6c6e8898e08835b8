// Purpose: the accounts of a trip's travellers, read together: prices, what is agreed, entries, and what follows.
// Errors: storage errors are thrown; std::overflow_error of exact_sum.hpp. Thread-safety: as the Transaction.
#pragma once

#include <optional>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/events/event.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/trip_account.hpp"

namespace tagwerk::trips {

struct BookedTraveller {
  PayingHead traveller;
  std::vector<TripEntry> entries;
  std::optional<TravellerAccount> account;  // none: the trip has no prices
};
/// Who has a place or had one, or has entries.
struct TripBook {
  core::Date as_of;
  std::optional<TripPrices> prices;
  std::vector<BookedTraveller> travellers;  // by registration
  AccountTotals totals;                     // of those; nothing without prices
};
/// `company`: only its travellers.
[[nodiscard]] TripBook load_book(storage::Transaction& tx, const events::Event& event, core::Date as_of,
                                 const std::optional<core::CompanyId>& company = {});
/// The date in the event's zone.
[[nodiscard]] core::Date today_at(const events::Event& event, core::Instant now);

}  // namespace tagwerk::trips
