// Purpose: the passport of a traveller, as far as a trip needs it, and until when it must be valid.
// Rules: the country is two capital letters, the number 1 to 20 characters A–Z and 0–9. Months are those of Boost.Date_Time: the
// same day of a later month, or that month's last day where it has no such day (31 August + 6 months is 28 February, in a leap
// year 29; 29 February + 12 months is 28 February); the last day of a month becomes the last day of the other (28 February + 6
// months is 31 August). That is never before the same day: whoever counts days of the month asks for no later one.
// Errors: core::validation_failed. Units: months, calendar dates. Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::trips {

inline constexpr std::size_t max_passport_number = 20;  // characters
inline constexpr int max_passport_months = 60;

struct Passport {
  std::string country;
  core::Date expires_on;
  bool has_number = false;  // which is kept sealed (passport_number.hpp)
  bool operator==(const Passport&) const = default;
};

/// A number that is left out stays; no number takes it away.
struct PassportWish {
  std::string country;
  core::Date expires_on;
  std::optional<std::optional<std::string>> number;
};

/// At "/country", "/number". What is wrong with a number does not repeat it.
[[nodiscard]] std::vector<core::FieldError> check(const PassportWish& wish);
[[nodiscard]] bool is_passport_number(std::string_view text) noexcept;

/// `day` and that many months; the last day of the calendar (31 December 9999) where it would be later.
[[nodiscard]] core::Date months_after(core::Date day, int months);
/// "Valid n months after return": the day on which it must still be valid.
[[nodiscard]] core::Date must_be_valid_on(core::Date returns_on, int months);

}  // namespace tagwerk::trips
