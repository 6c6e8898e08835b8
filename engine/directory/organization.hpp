// Purpose: an organization: the association that runs the events; every other row belongs to one.
// Rules: the key is for good, because the command line and deployments name it; name and time zone may change.
// Errors: check() names every wrong member ("/time_zone"). Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::directory {

inline constexpr std::size_t organization_name_max = 200;

struct NewOrganization {
  std::string key;
  std::string name;
  std::string time_zone;
};

struct OrganizationPatch {
  std::optional<std::string> name;
  std::optional<std::string> time_zone;
};

struct Organization {
  core::OrganizationId id;
  std::string key;
  std::string name;
  std::string time_zone;
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
  bool operator==(const Organization&) const = default;
};

[[nodiscard]] std::vector<core::FieldError> check(const NewOrganization& organization);
[[nodiscard]] std::vector<core::FieldError> check(const Organization& organization);

}  // namespace tagwerk::directory
