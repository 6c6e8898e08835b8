// Purpose: what each traveller still lacks for a trip, and until when: most urgent first.
// Rules, per requirement that the trip asks for:
// - passport: of some country, and still valid on the last day that a country crossed asks for (passport.hpp); without a rule of a
//   country, on the day of return.
// - visa, per country crossed: the rule of the passport's country decides. No rule, or no passport: unknown_rule, unless a visa is
//   refused, or granted for all of the trip. `none` and `visa_on_arrival` ask for nothing before the trip, unless it has more days
//   than max_days; `visa` and `electronic` ask for one that is granted from the first day to the return. What a traveller says of
//   himself (not_needed) never outdoes a rule.
// - insurance: valid until the return at least. emergency_contact, dietary: said.
// The stay in each country is taken to be the whole trip, which is never less than it is.
// Units: calendar dates of the event's zone. Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/time.hpp"
#include "engine/trips/traveller.hpp"
#include "engine/trips/trip_requirements.hpp"
#include "engine/trips/visa_rule.hpp"

namespace tagwerk::trips {

enum class Problem : std::uint8_t {
  missing,
  expires_too_early,  // a passport
  does_not_cover,     // a granted visa, an insurance: not all of the trip
  not_granted,        // a visa: applied for
  refused,
  stay_too_long,  // for the country's max_days
  unknown_rule,
};
inline constexpr Problem all_problems[] = {Problem::missing,     Problem::expires_too_early, Problem::does_not_cover,
                                           Problem::not_granted, Problem::refused,           Problem::stay_too_long,
                                           Problem::unknown_rule};
[[nodiscard]] std::string_view to_text(Problem problem) noexcept;

struct Gap {
  Requirement requirement = Requirement::passport;
  std::optional<std::string> country;  // of a visa
  Problem problem = Problem::missing;
  std::optional<core::Date> needed_until;  // on which a passport, a visa, an insurance must still be valid
  std::optional<core::Date> due_on;
  bool is_overdue = false;  // its day is over
  bool operator==(const Gap&) const = default;
};

struct Trip {
  core::Date starts_on;
  core::Date returns_on;
  TripRequirements requirements;
};

/// In the order of requirements and countries.
[[nodiscard]] std::vector<Gap> gaps_of(const TravellerProfile& profile, const Trip& trip, const VisaRules& rules,
                                       core::Date today);

struct TravellerGap {
  core::ParticipantId participant;
  core::CompanyId company;
  std::optional<registration::Attendee> name;
  Gap gap;
};

struct Readiness {
  core::Date as_of;
  core::Date returns_on;
  std::size_t travellers = 0;
  std::size_t ready = 0;  // who lack nothing
  std::vector<TravellerGap>
      gaps;  // overdue ones first, then by their day, then by family and given name; without either last
};
[[nodiscard]] Readiness readiness_of(const std::vector<Traveller>& travellers, const Trip& trip, const VisaRules& rules,
                                     core::Date today);

}  // namespace tagwerk::trips
