// Purpose: what travellers pay and get back. Entries are made and never changed: a mistake is taken back by a reversal. A company's
// token sees its own travellers; only organizers make entries (the route table says so).
// Errors: core::not_found, not_a_study_trip, core::validation_failed (also core::reference_not_found, other_currency), no_trip_prices,
// not_a_traveller, refunds_exceed_payments, entry_not_reversible. Thread-safety: any thread.
#pragma once

#include <optional>
#include <string>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/trip_book.hpp"

namespace tagwerk::trips {

inline constexpr std::size_t max_entry_note = 2'000;  // code points

struct NewPayment {
  core::ParticipantId traveller;
  core::Money amount;
  core::Date received_on;
  std::optional<std::string> reference;
  std::optional<std::string> note;
};
struct NewRefund {
  core::ParticipantId traveller;
  core::Money amount;
  core::Date refunded_on;
  std::string reason;
};
struct NewReversal {
  TripEntryId entry;
  std::string reason;
};
/// What can be said without looking anything up.
[[nodiscard]] std::vector<core::FieldError> check(const NewPayment& payment);
[[nodiscard]] std::vector<core::FieldError> check(const NewRefund& refund);
[[nodiscard]] std::vector<core::FieldError> check(const NewReversal& reversal);

class TripAccountService {
 public:
  explicit TripAccountService(storage::Database& database) : database_(&database) {}

  /// `as_of`: what was due before it is overdue; none: today in the event's zone. All entries count.
  [[nodiscard]] core::Result<TripBook> accounts(const access::Call& call, const core::EventId& event,
                                                const std::optional<core::Date>& as_of);
  [[nodiscard]] core::Result<TripEntry> pay(const access::Call& call, const core::EventId& event,
                                            const NewPayment& payment);
  [[nodiscard]] core::Result<TripEntry> refund(const access::Call& call, const core::EventId& event,
                                               const NewRefund& refund);
  [[nodiscard]] core::Result<TripEntry> reverse(const access::Call& call, const core::EventId& event,
                                                const NewReversal& reversal);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::trips
