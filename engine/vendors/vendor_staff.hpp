// Purpose: the people whom a vendor sends to an event: somebody of its company whom the directory knows, or a name. Some have a pass,
// and each may be absent at times.
// Rules: absences begin before they end, and do not overlap; passes are at most those of the package.
// Errors: core::validation_failed with every wrong member at its JSON pointer. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time.hpp"
#include "engine/registration/registration.hpp"
#include "engine/vendors/vendor_participation.hpp"

namespace tagwerk::vendors {

using VendorStaffId = core::Id<struct VendorStaffTag>;

inline constexpr std::size_t max_staff = 200;    // of one participation
inline constexpr std::size_t max_absences = 50;  // of one person, as they are sent

/// When somebody is not there; `ends_at` is not included.
struct Absence {
  core::Instant starts_at;
  core::Instant ends_at;
  bool operator==(const Absence&) const = default;
};
/// At "/unavailable/2/ends_at" …
[[nodiscard]] std::vector<core::FieldError> check(const std::vector<Absence>& absences);
[[nodiscard]] std::vector<Absence> sorted(std::vector<Absence> absences);
/// Away whenever one of both says so: what overlaps or touches becomes one.
[[nodiscard]] std::vector<Absence> joined(std::vector<Absence> one, const std::vector<Absence>& other);

struct StaffWish {
  std::optional<core::PersonId> person;
  std::optional<std::string> given_name;
  std::optional<std::string> family_name;
  std::optional<std::string> email;
  std::optional<bool> has_pass;  // none: new ones have none
  std::optional<std::vector<Absence>> unavailable;

  [[nodiscard]] registration::Naming naming() const {
    return {.person = person, .given_name = given_name, .family_name = family_name, .email = email};
  }
};
/// Of somebody new: a person or a whole name.
[[nodiscard]] std::vector<core::FieldError> check_new(const StaffWish& wish);
/// Of a change: beside a person no name.
[[nodiscard]] std::vector<core::FieldError> check_change(const StaffWish& wish);

struct VendorStaff {
  VendorStaffId id;
  core::EventId event;
  VendorParticipationId participation;
  std::optional<core::PersonId> person;
  registration::Attendee name;  // the person's, or as it was given
  bool has_pass = false;
  std::vector<Absence> unavailable;  // in order
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
  bool operator==(const VendorStaff&) const = default;
};

/// Is there a pass for one more, when `others` have one? no_pass_left.
[[nodiscard]] core::Result<> check_pass(std::int64_t passes, std::int64_t others);

}  // namespace tagwerk::vendors
