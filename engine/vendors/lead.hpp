// Purpose: a lead: whom of a partner a vendor met at an event, for what comes after it. It is that vendor's alone.
// Rules: who the person is (name, e-mail, phone) is kept only with that person's consent, and with when and to what it was given.
//   Without a time it was given now. Taken back, all of that is erased, and the lead is one with the company.
// Errors: core::validation_failed with every wrong member at its JSON pointer. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time.hpp"
#include "engine/vendors/vendor_participation.hpp"

namespace tagwerk::vendors {

using LeadId = core::Id<struct LeadTag>;

inline constexpr std::size_t max_leads = 10'000;        // of one participation
inline constexpr std::size_t max_lead_name = 200;       // code points
inline constexpr std::size_t max_phone = 50;            // code points
inline constexpr std::size_t max_lead_note = 2'000;     // code points
inline constexpr std::size_t max_consent_text = 2'000;  // code points

enum class Rating : std::uint8_t { hot, warm, cold };
inline constexpr Rating all_ratings[] = {Rating::hot, Rating::warm, Rating::cold};
[[nodiscard]] std::string_view to_text(Rating rating) noexcept;
[[nodiscard]] std::optional<Rating> parse_rating(std::string_view text) noexcept;

/// Members that are missing stay; an empty value inside takes one away.
struct LeadPatch {
  std::optional<core::CompanyId> company;
  std::optional<Rating> rating;
  std::optional<std::optional<std::string>> note;
  std::optional<bool> consent;
  std::optional<core::Instant> consent_at;
  std::optional<std::optional<std::string>> consent_text;
  std::optional<std::optional<std::string>> name;
  std::optional<std::optional<std::string>> email;
  std::optional<std::optional<std::string>> phone;
};

struct NewLead {
  core::CompanyId company;  // a partner
  Rating rating = Rating::warm;
  std::optional<std::string> note = {};
  bool consent = false;
  std::optional<core::Instant> consent_at = {};
  std::optional<std::string> consent_text = {};
  std::optional<std::string> name = {};
  std::optional<std::string> email = {};
  std::optional<std::string> phone = {};
};

struct Lead {
  LeadId id;
  VendorParticipationId participation;
  core::CompanyId company;
  Rating rating = Rating::warm;
  std::optional<std::string> note;
  bool consent = false;
  std::optional<core::Instant> consent_at;
  std::optional<std::string> consent_text;
  std::optional<std::string> name;
  std::optional<std::string> email;
  std::optional<std::string> phone;
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
  bool operator==(const Lead&) const = default;
};

/// What is wrong with a lead as it is to be kept.
[[nodiscard]] std::vector<core::FieldError> check(const Lead& lead, core::Instant now);
/// The same of what a caller sends, whatever the time.
[[nodiscard]] std::vector<core::FieldError> check(const NewLead& lead);
[[nodiscard]] Lead make_lead(const VendorParticipationId& participation, const NewLead& wanted, core::Instant now);
/// Consent that is taken back erases who it is; what the patch itself says of the person stays, and is refused by check().
[[nodiscard]] Lead patched(const Lead& lead, const LeadPatch& patch, core::Instant now);

struct LeadSummary {
  std::int64_t total = 0;
  std::int64_t hot = 0;
  std::int64_t warm = 0;
  std::int64_t cold = 0;
  std::int64_t with_consent = 0;
};

}  // namespace tagwerk::vendors
