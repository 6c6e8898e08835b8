// Purpose: a company: a partner (member firm), a vendor or a supplier of the organization.
// Rules: names need not be unique; duplicates are merged. One that was merged stays known under its id, names the company
//   that took its place and takes no part in anything else. Merging again moves it along: merged_into is never merged itself.
// Errors: check() names every wrong member ("/name"; with `at` "line 3/name"). Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::directory {

inline constexpr std::size_t company_name_max = 200;
inline constexpr std::size_t city_max = 100;

enum class CompanyRole : std::uint8_t { partner, vendor, supplier };

inline constexpr CompanyRole all_company_roles[] = {CompanyRole::partner, CompanyRole::vendor, CompanyRole::supplier};

[[nodiscard]] std::string_view to_text(CompanyRole role) noexcept;
[[nodiscard]] std::optional<CompanyRole> parse_company_role(std::string_view text) noexcept;

struct NewCompany {
  std::string name;
  CompanyRole role = CompanyRole::partner;
  std::optional<std::string> region_key;
  std::optional<std::string> city;
};

struct CompanyPatch {
  std::optional<std::string> name;
  std::optional<CompanyRole> role;
  std::optional<std::optional<std::string>> region_key;  // empty inside: of no region any more
  std::optional<std::optional<std::string>> city;
};

struct CompanyFilter {
  std::optional<CompanyRole> role;
  std::optional<std::string> region_key;
  std::optional<std::string> name;      // exactly
  std::optional<core::CompanyId> only;  // the one that a token of a company may see
};

struct Company {
  core::CompanyId id;
  std::string name;
  CompanyRole role = CompanyRole::partner;
  std::optional<core::RegionId> region;
  std::optional<std::string> region_key;  // of `region`
  std::optional<std::string> city;
  std::optional<core::CompanyId> merged_into;
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
  bool operator==(const Company&) const = default;

  /// Whose objects it is: its own, or those of the company that took its place.
  [[nodiscard]] const core::CompanyId& owner() const { return merged_into ? *merged_into : id; }
};

[[nodiscard]] std::vector<core::FieldError> check(const NewCompany& company, const std::string& at = {});
[[nodiscard]] std::vector<core::FieldError> check(const Company& company);

}  // namespace tagwerk::directory
