// Purpose: what a traveller has paid, got back, and owes: entries that never change, and an account that is computed from them and
// from the prices as they are now.
// Rules: a reversal takes one payment or refund back, whole; refunds are never more than payments. Who travels is charged his price;
// who cancelled the fee that the refund policy says of that day, due at once; nothing, where another came instead of him, he was
// transferred to another event, or the trip itself was cancelled. What was paid counts for what is due first; what is due on a day is
// overdue from the next day on. So charge − (paid − refunded) = owed − due_back, and one of the two is 0.
// Units: minor units of the trip's currency. Errors: std::overflow_error beyond 64 bits. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/result.hpp"
#include "engine/registration/registration.hpp"
#include "engine/trips/trip_price.hpp"

namespace tagwerk::trips {

using TripEntryId = core::Id<struct TripEntryTag>;

inline constexpr std::size_t max_entry_reference = 140;                       // as on a bank statement
inline constexpr std::int64_t max_paid = 10 * max_trip_amount;                // of one traveller, reversed payments too
inline constexpr std::string_view cancellation_fee_key = "cancellation_fee";  // of what a cancelled traveller owes

enum class EntryKind : std::uint8_t { payment, refund, reversal };
inline constexpr EntryKind all_entry_kinds[] = {EntryKind::payment, EntryKind::refund, EntryKind::reversal};
[[nodiscard]] std::string_view to_text(EntryKind kind) noexcept;
[[nodiscard]] std::optional<EntryKind> parse_entry_kind(std::string_view text) noexcept;

struct TripEntry {
  TripEntryId id;
  core::ParticipantId traveller;
  EntryKind kind = EntryKind::payment;
  core::Money amount;    // above 0; of a reversal: that of what it takes back
  core::Date booked_on;  // received or refunded; of a reversal the day it was made, in the event's zone
  std::optional<std::string> reference;
  std::optional<std::string> note;  // of a refund and a reversal: why
  std::optional<TripEntryId> reverses;
  core::Instant created_at;
};

struct EntrySums {
  std::int64_t paid = 0;
  std::int64_t refunded = 0;
  bool operator==(const EntrySums&) const = default;
};
/// Without what was taken back.
[[nodiscard]] EntrySums sums_of(std::span<const TripEntry> entries);
[[nodiscard]] bool is_taken_back(std::span<const TripEntry> entries, const TripEntryId& entry);
/// May `next` be added to a traveller's entries? Errors: refunds_exceed_payments, entry_not_reversible, core::reference_not_found at
/// "/entry_id", core::field_range at "/amount" beyond max_paid.
[[nodiscard]] core::Result<> check_next(std::span<const TripEntry> entries, const TripEntry& next);

/// A head of a registration, as far as money asks.
struct PayingHead {
  core::ParticipantId id;
  core::RegistrationId registration;
  core::CompanyId company;
  std::string company_name;
  std::optional<std::string> given_name;
  std::optional<std::string> family_name;
  registration::ParticipantState state = registration::ParticipantState::confirmed;
  std::optional<core::ParticipantId> replaces;
  bool is_replaced = false;
  bool is_transferred = false;  // with its registration, to another event
  bool had_place = false;       // is confirmed, or was
  core::Date registered_on;
  std::optional<core::Date> cancelled_on;
};
/// Of a cancelled head it is not kept whether it was confirmed before: of `booked` heads of its registration that ever were, it is
/// one when it is among the first so many, for these get the places. A head that came instead of another stands for that one.
/// All heads of one registration, in their order.
void tell_who_had_places(std::span<PayingHead> heads, std::int64_t booked);

enum class InstalmentState : std::uint8_t { paid, open, overdue };
inline constexpr InstalmentState all_instalment_states[] = {InstalmentState::paid, InstalmentState::open,
                                                            InstalmentState::overdue};
[[nodiscard]] std::string_view to_text(InstalmentState state) noexcept;

struct DueInstalment {
  Instalment due;
  std::int64_t paid = 0;
  InstalmentState state = InstalmentState::open;
};

struct TravellerAccount {
  TravellerPrice price;                    // also of who cancelled
  std::int64_t charge = 0;                 // the price, or the fee
  std::optional<std::int64_t> fee;         // of who cancelled
  std::vector<DueInstalment> instalments;  // they make the charge
  EntrySums sums;
  std::int64_t owed = 0;
  std::int64_t overdue = 0;  // of what is owed
  std::int64_t due_back = 0;
};

/// The trip as accounts need it.
struct TripDays {
  core::Date departure;
  core::Date as_of;
  bool is_cancelled = false;
};
[[nodiscard]] TravellerAccount account_of(const TripPrices& prices, const TravellerTerms& terms,
                                          const PayingHead& traveller, std::span<const TripEntry> entries,
                                          const TripDays& days);

struct AccountTotals {
  std::int64_t travelling = 0;  // heads
  std::int64_t cancelled = 0;
  std::int64_t prices = 0;  // of who travels
  std::int64_t fees = 0;    // of who cancelled
  std::int64_t paid = 0;
  std::int64_t refunded = 0;
  std::int64_t owed = 0;
  std::int64_t overdue = 0;
  std::int64_t due_back = 0;

  /// What the trip brings.
  [[nodiscard]] std::int64_t income() const;
};
void add(AccountTotals& totals, const TravellerAccount& account);

}  // namespace tagwerk::trips
