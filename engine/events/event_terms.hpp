// Purpose: what an event asks of who registers: its rules, ticket categories and contingents. An event that has none of them
// takes anybody, free of charge, in strict order.
// Rules: check() below. Units: money in minor units, net; VAT and fees in basis points (1900 = 19 %); instants UTC.
// Errors: returned as field errors. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/error.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/directory/company.hpp"

namespace tagwerk::events {

inline constexpr std::int64_t full_bp = 10'000;
inline constexpr std::size_t max_categories = 50;   // of one event
inline constexpr std::size_t max_contingents = 50;  // of one event; with pools and categories below max_pool_rows
inline constexpr std::size_t max_priorities = 20;
inline constexpr std::size_t max_pools_per_category = 10;
inline constexpr std::int64_t max_places_per_head = 100;
inline constexpr int max_priority = 100;  // and the least is its negative
inline constexpr int max_hold_minutes = 24 * 60;
inline constexpr int max_offer_hours = 24 * 30;
inline constexpr int max_ageing_hours = 24 * 365;
inline constexpr std::size_t max_eligible_regions = 100;
inline constexpr std::size_t max_category_name = 200;  // code points
inline constexpr std::int64_t max_net_price =
    100'000'000'000;  // minor units, of a head: with VAT a registration's fits 64 bits

/// What becomes of a request that does not fit, where it does not say so itself.
enum class DefaultPolicy : std::uint8_t { none, all_or_nothing, partial };
inline constexpr DefaultPolicy all_default_policies[] = {DefaultPolicy::none, DefaultPolicy::all_or_nothing,
                                                         DefaultPolicy::partial};
/// strict: what somebody waits for is kept for him. skip_ahead: who fits may go before who does not, until that one has waited
/// for ageing_hours; from then on what he waits for is kept for him.
enum class WaitlistOrder : std::uint8_t { strict, skip_ahead };
inline constexpr WaitlistOrder all_waitlist_orders[] = {WaitlistOrder::strict, WaitlistOrder::skip_ahead};
/// automatic: a place that became free is given. offer: it is held for offer_hours and has to be accepted.
enum class PromotionMode : std::uint8_t { automatic, offer };
inline constexpr PromotionMode all_promotion_modes[] = {PromotionMode::automatic, PromotionMode::offer};

[[nodiscard]] std::string_view to_text(DefaultPolicy policy) noexcept;
[[nodiscard]] std::string_view to_text(WaitlistOrder order) noexcept;
[[nodiscard]] std::string_view to_text(PromotionMode mode) noexcept;
[[nodiscard]] std::optional<DefaultPolicy> parse_default_policy(std::string_view text) noexcept;
[[nodiscard]] std::optional<WaitlistOrder> parse_waitlist_order(std::string_view text) noexcept;
[[nodiscard]] std::optional<PromotionMode> parse_promotion_mode(std::string_view text) noexcept;

/// The first one that fits a registration says its priority; a member that is left out fits all. Higher is served first; 0 where
/// none fits.
struct WaitlistPriority {
  std::optional<directory::CompanyRole> company_role;
  std::optional<std::string> category;
  std::optional<std::string> region_key;
  int priority = 0;
  bool operator==(const WaitlistPriority&) const = default;
};

struct RegistrationRules {
  std::optional<std::int64_t> max_heads_per_company;       // over all its registrations, waiting ones too
  std::optional<std::int64_t> max_held_heads_per_company;  // in holds
  int hold_minutes = 10;                                   // of a hold that does not say how long
  std::optional<core::Instant> naming_deadline;            // from then on companies' tokens cannot name or swap heads
  DefaultPolicy waitlist_policy = DefaultPolicy::none;
  WaitlistOrder waitlist_order = WaitlistOrder::strict;
  int ageing_hours = 0;
  PromotionMode promotion = PromotionMode::automatic;
  int offer_hours = 48;
  std::vector<WaitlistPriority> priorities;
  bool needs_approval = false;
  std::optional<std::vector<directory::CompanyRole>> company_roles;  // none: every one may register
  std::optional<std::vector<std::string>> region_keys;
  std::optional<core::Instant> free_cancellation_until;  // none: it is always free
  std::int64_t cancellation_fee_bp = 0;                  // of the net price of the heads cancelled, after that
  bool operator==(const RegistrationRules&) const = default;
};

struct Price {
  std::int64_t net = 0;
  std::string currency;  // ISO 4217
  bool operator==(const Price&) const = default;
};

struct TicketCategory {
  std::string key;
  std::string name;
  std::optional<std::int64_t> limit;  // heads; none: only the event's own limits
  std::optional<Price> price;         // per head; none: nothing is said of money
  std::int64_t vat_bp = 0;            // on top of the net price
  std::optional<core::Instant> sale_from;
  std::optional<core::Instant> sale_until;    // not included
  std::map<std::string, std::int64_t> pools;  // places per head
  bool operator==(const TicketCategory&) const = default;
};

struct Contingent {
  std::string key;
  std::string pool;
  std::int64_t places = 0;
  std::optional<core::CompanyId> company;  // either of the two
  std::optional<directory::CompanyRole> company_role;
  std::optional<core::Instant> release_at;  // from then on what was not taken is everybody's; none: never
  bool operator==(const Contingent&) const = default;

  [[nodiscard]] bool is_kept_at(core::Instant now) const { return !release_at || now < *release_at; }
};

/// Categories and contingents in the order in which they are listed.
struct EventTerms {
  std::int64_t version = 0;
  RegistrationRules rules;
  std::vector<TicketCategory> categories;
  std::vector<Contingent> contingents;
};

/// A company's token sees the contingents that are its own or its role's. `own_role`: of that company.
[[nodiscard]] bool is_visible_to(const access::Principal& principal, std::optional<directory::CompanyRole> own_role,
                                 const Contingent& contingent);

/// What is wrong with each, all at once, at pointers into the bodies of the API: "/waitlist/ageing_hours",
/// "/categories/2/pools/dinner", "/contingents/0/pool". Whether a company, region or category exists is not asked.
[[nodiscard]] std::vector<core::FieldError> check(const RegistrationRules& rules);
[[nodiscard]] std::vector<core::FieldError> check(const std::vector<TicketCategory>& categories);
[[nodiscard]] std::vector<core::FieldError> check(const std::vector<Contingent>& contingents);

/// Keys of the pools that count a category's heads and what was taken of a contingent: no organiser's key has a dot.
[[nodiscard]] inline std::string category_pool(std::string_view key) { return "category." + std::string(key); }
[[nodiscard]] inline std::string contingent_pool(std::string_view key) { return "contingent." + std::string(key); }
[[nodiscard]] inline bool is_own_pool(std::string_view pool) { return pool.find('.') != std::string_view::npos; }

}  // namespace tagwerk::events
