// Purpose: the budget of a trip, read and replaced as a whole, with what it makes at the present number of confirmed heads. Only
// organizers see it (the route table says so): no token of a company.
// Errors: core::not_found, not_a_study_trip, core::validation_failed (also rate_missing, other_currency), core::precondition_failed.
// Thread-safety: any thread.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/result.hpp"
#include "engine/events/event.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/trip_account.hpp"
#include "engine/trips/trip_budget.hpp"

namespace tagwerk::trips {

/// What a trip brings and leaves; known where it has prices in the budget's currency.
struct TripResult {
  std::int64_t prices = 0;  // of who travels
  std::int64_t fees = 0;    // of who cancelled
  std::int64_t income = 0;
  std::int64_t margin = 0;
  std::int64_t reference_price = 0;  // what one more pays: the base price
  std::optional<std::int64_t> break_even_heads;
};
struct BudgetReport {
  std::int64_t version = 0;  // 0: there is no budget
  std::optional<TripBudget> budget;
  std::int64_t heads = 0;        // confirmed ones
  std::optional<TripCost> cost;  // none without a budget
  std::optional<TripResult> result;
};

/// Of the event as it is now, whoever asks.
[[nodiscard]] BudgetReport budget_report(storage::Transaction& tx, const events::Event& event, core::Instant now);

class TripBudgetService {
 public:
  explicit TripBudgetService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<BudgetReport> get(const access::Call& call, const core::EventId& event);
  /// In the currency of the prices, if there are some. What is the same as before makes no new version.
  [[nodiscard]] core::Result<BudgetReport> put(const access::Call& call, const core::EventId& event,
                                               const TripBudget& budget, const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::trips
