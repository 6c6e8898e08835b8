// Purpose: what a traveller pays: base or early-bird price, single supplement, discounts and surcharges given by hand; the instalments
// that this is paid in; and what of it is due of who cancels. VAT is not computed here: prices are what the traveller pays.
// Instalments always make exactly the price. With a step that is the rest: fixed amounts and shares (rounded half up) in the order of
// the plan, each at most what is left, and the rest is what then remains. Without: shares that make 100 %, each rounded down, and the
// units that are left go to the largest remainders, the earlier step first. Without a plan all is due on the day of departure.
// A fee is a share of the price, rounded half up. Units: minor units of the trip's currency, shares in basis points.
// Errors: field errors at pointers into the API's body; std::overflow_error beyond 64 bits, which the limits keep away.
// Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/money.hpp"
#include "engine/core/percent.hpp"
#include "engine/core/time.hpp"
#include "engine/trips/trip_budget.hpp"

namespace tagwerk::trips {

inline constexpr std::size_t max_instalments = 12;
inline constexpr std::size_t max_refund_steps = 12;
inline constexpr std::size_t max_adjustments = 20;  // of one traveller
inline constexpr int max_days_before = 730;

struct EarlyBird {
  core::Money price;
  core::Date until;  // of the registration, in the event's zone; included
  bool operator==(const EarlyBird&) const = default;
};

enum class InstalmentKind : std::uint8_t { amount, share, rest };
inline constexpr InstalmentKind all_instalment_kinds[] = {InstalmentKind::amount, InstalmentKind::share,
                                                          InstalmentKind::rest};
[[nodiscard]] std::string_view to_text(InstalmentKind kind) noexcept;
[[nodiscard]] std::optional<InstalmentKind> parse_instalment_kind(std::string_view text) noexcept;

/// Due on a date, or so many days before departure: one of the two. What its kind says is given, and nothing else.
struct InstalmentStep {
  std::string key;
  std::optional<core::Date> due_on;
  std::optional<int> days_before;
  InstalmentKind kind = InstalmentKind::rest;
  std::optional<core::Money> amount;
  std::optional<core::Percent> share;
  bool operator==(const InstalmentStep&) const = default;
};

/// Who cancels at least so many days before departure owes that share of his price.
struct RefundStep {
  int days_before = 0;
  core::Percent fee;
  bool operator==(const RefundStep&) const = default;
};

struct TripPrices {
  core::Money base;  // its currency is the trip's
  std::optional<EarlyBird> early_bird;
  std::optional<core::Money> single_supplement;  // none: who has a room alone pays no more
  std::vector<InstalmentStep> instalments;
  std::vector<RefundStep>
      refund_policy;  // the earliest first, fees that do not fall; later than all of them: the whole price
  bool operator==(const TripPrices&) const = default;
};
[[nodiscard]] std::vector<core::FieldError> check(const TripPrices& prices);

/// A discount is below 0.
struct PriceAdjustment {
  std::string reason;
  core::Money amount;
  bool operator==(const PriceAdjustment&) const = default;
};
struct TravellerTerms {
  bool single_supplement = false;
  std::vector<PriceAdjustment> adjustments;
  bool operator==(const TravellerTerms&) const = default;
};
/// `currency`: the trip's.
[[nodiscard]] std::vector<core::FieldError> check(const TravellerTerms& terms, const std::string& currency);

enum class PriceLineKind : std::uint8_t { base, early_bird, single_supplement, adjustment };
inline constexpr PriceLineKind all_price_line_kinds[] = {PriceLineKind::base, PriceLineKind::early_bird,
                                                         PriceLineKind::single_supplement, PriceLineKind::adjustment};
[[nodiscard]] std::string_view to_text(PriceLineKind kind) noexcept;

struct PriceLine {
  PriceLineKind kind = PriceLineKind::base;
  std::optional<std::string> reason;  // of an adjustment
  std::int64_t amount = 0;
};
struct TravellerPrice {
  std::vector<PriceLine> lines;
  std::int64_t total = 0;  // their sum; below 0 the services refuse what makes it so
};
[[nodiscard]] TravellerPrice price_of(const TripPrices& prices, const TravellerTerms& terms, core::Date registered_on);

struct Instalment {
  std::string key;
  core::Date due_on;
  std::int64_t amount = 0;
};
inline constexpr std::string_view whole_price_key = "price";  // of the one step where there is no plan

/// In the order in which they are due, as in the plan where that is the same day. Nothing is due before `registered_on`.
/// `price`: at least 0.
[[nodiscard]] std::vector<Instalment> instalments_of(const TripPrices& prices, std::int64_t price, core::Date departure,
                                                     core::Date registered_on);
/// What who cancels on that day owes of `price`; nothing where no policy is given.
[[nodiscard]] std::int64_t cancellation_fee(const TripPrices& prices, std::int64_t price, core::Date departure,
                                            core::Date cancelled_on);

}  // namespace tagwerk::trips
