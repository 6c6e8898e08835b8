// Purpose: what a trip asks of its travellers and until when, which countries it crosses, when it returns, and how long what
// they said is kept after that.
// Rules: an explicit day of return is not before the event's last day, in whose zone it is; where the event's days move behind it,
// they count. So a return over the date line, to a calendar day that has been before, is the later of both.
// Units: days, calendar dates of the event's zone. Errors: core::validation_failed with every wrong member at its JSON pointer.
// Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::trips {

inline constexpr std::size_t max_countries = 20;
inline constexpr int default_retention_days = 30;
inline constexpr int max_retention_days = 365;

enum class Requirement : std::uint8_t { passport, visa, insurance, emergency_contact, dietary };
inline constexpr Requirement all_requirements[] = {Requirement::passport, Requirement::visa, Requirement::insurance,
                                                   Requirement::emergency_contact, Requirement::dietary};
[[nodiscard]] std::string_view to_text(Requirement requirement) noexcept;
[[nodiscard]] std::optional<Requirement> parse_requirement(std::string_view text) noexcept;

/// That it is asked for at all, and its last day.
struct Deadline {
  Requirement requirement = Requirement::passport;
  std::optional<core::Date> due_on;
  bool operator==(const Deadline&) const = default;
};

struct TripRequirements {
  std::vector<std::string> countries;                       // that are crossed
  std::optional<core::Date> returns_on;                     // none: the event's last day
  std::vector<Deadline> deadlines;                          // of what is asked for
  int passport_days_after_return = default_retention_days;  // passport and visas are kept
  int health_days_after_return = default_retention_days;    // dietary needs, emergency contact and insurance are kept
  bool operator==(const TripRequirements&) const = default;

  [[nodiscard]] const Deadline* find(Requirement requirement) const noexcept;
};

/// Of a trip of which nobody has said anything: everything is asked for, without a last day.
[[nodiscard]] TripRequirements default_requirements();
/// `ends_on`: the event's last day. At "/countries/2", "/returns_on", "/requirements/1/requirement" …
[[nodiscard]] std::vector<core::FieldError> check(const TripRequirements& requirements, core::Date ends_on);
[[nodiscard]] core::Date return_date(core::Date ends_on, const std::optional<core::Date>& returns_on);
/// Of what has version 0 while nobody has said anything: it is there to be read, and not there yet.
[[nodiscard]] bool is_met(const core::ExpectedVersion& expected, std::int64_t version);
/// The day of the event's zone; of UTC where the zone has none.
[[nodiscard]] core::Date today_in(core::Instant now, std::string_view zone);
/// That many days after the return are over.
[[nodiscard]] bool is_kept_no_longer(core::Date returns_on, int days_after_return, core::Date today);

}  // namespace tagwerk::trips
