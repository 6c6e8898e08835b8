// Purpose: the prices of a trip, read and replaced as a whole, and what is agreed with single travellers. Everybody of the organization
// may see the prices; of travellers a company's token sees its own.
// A change holds for all travellers: what they owe follows from the prices as they are.
// Errors: core::not_found, not_a_study_trip, core::validation_failed (also other_currency, instalments_incomplete),
// core::precondition_failed, trip_money_in_use, price_below_zero, no_trip_prices, not_a_traveller. Thread-safety: any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/trip_account.hpp"
#include "engine/trips/trip_price_store.hpp"

namespace tagwerk::trips {

struct TravellerTermsPatch {
  std::optional<bool> single_supplement;
  std::optional<std::vector<PriceAdjustment>> adjustments;
};
struct TravellerPriceReport {
  core::ParticipantId traveller;
  StoredTerms terms;
  std::optional<std::string> currency;  // none: the trip has no prices
  std::optional<TravellerPrice> price;  // likewise
};

class TripPriceService {
 public:
  explicit TripPriceService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<StoredPrices> get(const access::Call& call, const core::EventId& event);
  /// nullopt takes them away. Once money is in the trip's currency that stays. What is the same as before makes no new version.
  [[nodiscard]] core::Result<StoredPrices> put(const access::Call& call, const core::EventId& event,
                                               const std::optional<TripPrices>& prices,
                                               const core::ExpectedVersion& expected);

  [[nodiscard]] core::Result<TravellerPriceReport> traveller(const access::Call& call, const core::EventId& event,
                                                             const core::ParticipantId& traveller);
  [[nodiscard]] core::Result<TravellerPriceReport> change_traveller(const access::Call& call,
                                                                    const core::EventId& event,
                                                                    const core::ParticipantId& traveller,
                                                                    const TravellerTermsPatch& patch,
                                                                    const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::trips
