// Purpose: what an event's terms (engine/events/event_terms.hpp) mean for who registers: who may, what a head takes from which
// pool, which contingents are open to it, its place in the order of those who wait, and its price.
// Errors: category_required, category_unknown (fields), not_on_sale, not_eligible. Thread-safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/core/result.hpp"
#include "engine/core/time.hpp"
#include "engine/directory/company.hpp"
#include "engine/events/event_terms.hpp"
#include "engine/registration/admission.hpp"
#include "engine/registration/registration.hpp"

namespace tagwerk::registration {

/// Of a company, as far as terms ask for it.
struct CompanyFacts {
  directory::CompanyRole role = directory::CompanyRole::partner;
  std::optional<std::string> region_key;
};

/// nullptr: the event has none of that key.
[[nodiscard]] const events::TicketCategory* find_category(const events::EventTerms& terms,
                                                          const std::optional<std::string>& key);

/// Limits, contingents and the order of the queue; the counters are there already.
void apply(Capacity& capacity, const events::EventTerms& terms, core::Instant now);

/// What is wrong with the wish's category: an event that has categories is registered for in one of them.
[[nodiscard]] std::vector<core::FieldError> check_category(const events::EventTerms& terms,
                                                           const std::optional<std::string>& key);
/// May that company register in that category now?
[[nodiscard]] core::Result<> check_open(const events::EventTerms& terms, const std::optional<std::string>& category,
                                        const CompanyFacts& company, core::Instant now);

/// Its whole wish. `held`: what it gets is held, not confirmed, for it is a hold, or is to be approved.
[[nodiscard]] PlaceRequest request_of(const NewRegistration& wish, const events::EventTerms& terms,
                                      const CompanyFacts& company);
/// What it still waits for. Of a priority that it was given, not of the one that terms give it now.
[[nodiscard]] PlaceRequest waiting_rest(const Registration& registration, const events::EventTerms& terms,
                                        const CompanyFacts& company, core::Instant now);
/// All that it had when it was made, without the heads that left.
[[nodiscard]] PlaceRequest renewed_request(const Registration& registration, const events::EventTerms& terms,
                                           const CompanyFacts& company, WaitlistPolicy policy);
/// `heads` more of the same.
[[nodiscard]] PlaceRequest more_heads(const Registration& registration, const events::EventTerms& terms,
                                      const CompanyFacts& company, std::int64_t heads, WaitlistPolicy policy);

[[nodiscard]] int priority_of(const events::EventTerms& terms, const std::optional<std::string>& category,
                              const CompanyFacts& company);
/// Who waits since then or longer has waited long enough for nobody to skip ahead of it.
[[nodiscard]] core::Instant long_ago(const events::RegistrationRules& rules, core::Instant now);

/// How it is held, until when, and whether it is to be approved; and its price. For a registration that was just decided.
void set_terms(Registration& registration, const NewRegistration& wish, const events::EventTerms& terms,
               core::Instant now);
[[nodiscard]] WaitlistPolicy policy_of(events::DefaultPolicy policy) noexcept;

/// Of `heads` that are cancelled now, in minor units of the registration's currency; half a unit is rounded up.
[[nodiscard]] std::int64_t cancellation_fee(const Registration& registration, const events::RegistrationRules& rules,
                                            std::int64_t heads, core::Instant now);

}  // namespace tagwerk::registration
