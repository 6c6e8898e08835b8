// Purpose: what a trip costs its organiser: budget items in their currencies, the rates he gives, and from both the cost of a head
// and of the group, the margin, and how many heads it takes to break even.
// Rounding: an item (amount × quantity) is converted to the trip's currency exactly and rounded once, half away from zero; all that
// follows is whole numbers: the cost of n heads is the sum of the lines per group plus n times that of the lines per head.
// Units: minor units; rates say how much of the trip's currency one unit of another is, in millionths.
// Errors: field errors at pointers into the API's body ("/items/2/amount"); std::overflow_error beyond 64 bits, which the limits
// below keep away. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/decimal.hpp"
#include "engine/core/error.hpp"
#include "engine/core/money.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::trips {

inline constexpr std::size_t max_budget_items = 200;
inline constexpr std::size_t max_budget_rates = 50;
inline constexpr std::size_t max_money_line = 200;  // code points of a title, a source, a reason
inline constexpr std::size_t max_itinerary_key = 64;
inline constexpr std::int64_t max_quantity = 10'000;
inline constexpr std::int64_t max_trip_amount = 100'000'000'000;  // minor units of one item, converted too; of a price
inline constexpr std::int64_t max_trip_heads = 100'000;           // so that no total leaves 64 bits

enum class BudgetKind : std::uint8_t { per_head, per_group };
inline constexpr BudgetKind all_budget_kinds[] = {BudgetKind::per_head, BudgetKind::per_group};
[[nodiscard]] std::string_view to_text(BudgetKind kind) noexcept;
[[nodiscard]] std::optional<BudgetKind> parse_budget_kind(std::string_view text) noexcept;

struct BudgetItem {
  std::string key;
  std::string title;
  BudgetKind kind = BudgetKind::per_head;
  std::int64_t quantity = 1;
  core::Money amount;                         // of one
  std::optional<std::string> itinerary_item;  // its key, as the organiser writes it
  bool operator==(const BudgetItem&) const = default;
};

/// Given by the organiser, never invented.
struct ExchangeRate {
  std::string currency;
  core::Decimal rate;  // of the trip's currency for one unit
  core::Date date;
  std::string source;
  bool operator==(const ExchangeRate&) const = default;
};

struct TripBudget {
  std::string currency;  // of the trip
  std::vector<BudgetItem> items;
  std::vector<ExchangeRate> rates;
  bool operator==(const TripBudget&) const = default;
};
/// All that is wrong, also an item in a currency without a rate, or one that is too much once converted.
[[nodiscard]] std::vector<core::FieldError> check(const TripBudget& budget);

/// Exact, rounded once, half away from zero; nullopt beyond max_minor_units. Both currencies are in use; the amount is at most that.
[[nodiscard]] std::optional<std::int64_t> convert(const core::Money& amount, const core::Decimal& rate,
                                                  std::string_view to) noexcept;

struct BudgetLine {
  std::string key;
  BudgetKind kind = BudgetKind::per_head;
  core::Money original;        // amount × quantity, for one head or the group
  std::int64_t converted = 0;  // the same in the trip's currency
  std::int64_t total = 0;      // converted, for all heads
};
struct CurrencyTotal {
  core::Money original;  // for all heads
  std::int64_t converted = 0;
};
struct TripCost {
  std::int64_t heads = 0;
  std::vector<BudgetLine> lines;           // as the items
  std::int64_t per_head = 0;               // of each
  std::int64_t per_group = 0;              // of all together
  std::int64_t total = 0;                  // per_group + heads × per_head = the sum of the lines' totals
  std::vector<CurrencyTotal> by_currency;  // by its code; the converted ones make the total
};
/// Of a budget without errors; 0 to max_trip_heads heads.
[[nodiscard]] TripCost cost_of(const TripBudget& budget, std::int64_t heads);

/// Income − cost.
[[nodiscard]] std::int64_t margin(std::int64_t income, const TripCost& cost);
/// The smallest number n of heads with n × price ≥ cost of n heads; none where each further head costs at least what it brings.
/// 0: there is nothing to be earned back.
[[nodiscard]] std::optional<std::int64_t> break_even(std::int64_t price, std::int64_t per_head, std::int64_t per_group);

}  // namespace tagwerk::trips
