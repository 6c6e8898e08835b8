// Purpose: what a country asks of those who travel with a passport of another, as the organizers know it: kept by them as data,
// with where it is from and of when, and never invented. Where there is no rule nothing is known.
// Units: days, months. Errors: core::validation_failed with every wrong member at its JSON pointer.
// Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::trips {

using VisaRuleId = core::Id<struct VisaRuleTag>;

inline constexpr int max_visa_days = 3'650;
inline constexpr std::size_t max_rule_source = 500;  // code points

/// electronic: an authorisation that is asked for before the trip, as a visa is.
enum class VisaRequirement : std::uint8_t { none, visa, visa_on_arrival, electronic };
inline constexpr VisaRequirement all_visa_requirements[] = {
    VisaRequirement::none, VisaRequirement::visa, VisaRequirement::visa_on_arrival, VisaRequirement::electronic};
[[nodiscard]] std::string_view to_text(VisaRequirement requirement) noexcept;
[[nodiscard]] std::optional<VisaRequirement> parse_visa_requirement(std::string_view text) noexcept;

/// What is known of a nationality and a country.
struct VisaRuleContent {
  VisaRequirement requirement = VisaRequirement::visa;
  std::optional<int> max_days;                            // of a stay; none: nothing is known of it
  std::optional<int> passport_valid_months_after_return;  // none: until the return
  std::string source;
  std::optional<std::string> source_url;
  core::Date as_of;
  bool operator==(const VisaRuleContent&) const = default;
};
[[nodiscard]] std::vector<core::FieldError> check(const VisaRuleContent& content);

struct VisaRuleKey {
  std::string nationality;
  std::string country;
  auto operator<=>(const VisaRuleKey&) const = default;
};

struct VisaRule {
  VisaRuleId id;
  VisaRuleKey key;
  VisaRuleContent content;
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
};

using VisaRules = std::map<VisaRuleKey, VisaRuleContent>;

}  // namespace tagwerk::trips
