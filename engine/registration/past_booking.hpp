// Purpose: a registration that was made in another system and is taken over as a fact: its times lie in the past, nobody has to
// approve it, and the event's rules for who registers now (eligibility, sale windows, deadlines, limits of a company) are not
// asked. What there is of places is: it never takes what others have, hold, wait for or have reserved.
// Units: vat_bp in basis points. Errors: field errors at pointers into the booking. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/money.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time.hpp"
#include "engine/events/event_terms.hpp"
#include "engine/registration/admission.hpp"
#include "engine/registration/registration.hpp"
#include "engine/registration/registration_terms.hpp"

namespace tagwerk::registration {

inline constexpr std::size_t max_past_bookings_at_once = 1'000;
inline constexpr std::int64_t max_past_heads_at_once = 20'000;  // of all of them together
inline constexpr std::size_t max_import_key_length = 64;        // bytes, visible ASCII

struct PastBooking {
  NewRegistration wish;
  core::Instant registered_at;
  std::optional<core::Instant> cancelled_at;
  std::optional<core::Money> unit_net;  // none: the price of its category as it is now
  std::optional<std::int64_t> vat_bp;   // of unit_net; none: that of its category as it is now
  std::optional<std::string> import_key;
};

/// All that can be said without looking anything up.
[[nodiscard]] core::Result<> validate(const PastBooking& booking, core::Instant now);
/// All of them together.
[[nodiscard]] core::Result<> check_count_of_heads(const std::vector<PastBooking>& bookings);

/// The event's places as a booking of the past sees them, terms applied: no limits of a company, and whoever waits is before it,
/// whatever the order of the waiting list.
[[nodiscard]] Capacity for_past_bookings(Capacity capacity, const events::EventTerms& terms, core::Instant now);
/// All of it, confirmed, or nothing.
[[nodiscard]] PlaceRequest past_request(const PastBooking& booking, const events::EventTerms& terms,
                                        const CompanyFacts& company);
/// What it has when there is no limit: of one that was cancelled, before it was.
[[nodiscard]] Decision all_of(const PlaceRequest& request);
/// The registration, confirmed as it was decided, or cancelled, with a ticket for each head.
[[nodiscard]] Registration taken_over(const core::OrganizationId& organization, const core::EventId& event,
                                      const PastBooking& booking, const Decision& decision,
                                      const events::EventTerms& terms, core::Instant now);

}  // namespace tagwerk::registration
