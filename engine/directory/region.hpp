// Purpose: a region: a regional group of companies, which may be closed to newcomers.
// Rules: the key is for good, because addresses and import files name it; the rest may change.
// Errors: check() names every wrong member ("/name"). Thread-safety: values and pure functions.
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

inline constexpr std::size_t region_name_max = 200;

struct NewRegion {
  std::string key;
  std::string name;
  std::optional<bool> closed_to_newcomers;  // left out: open
};

struct RegionPatch {
  std::optional<std::string> name;
  std::optional<bool> closed_to_newcomers;
};

struct Region {
  core::RegionId id;
  std::string key;
  std::string name;
  bool closed_to_newcomers = false;
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
  bool operator==(const Region&) const = default;
};

[[nodiscard]] std::vector<core::FieldError> check(const NewRegion& region);
[[nodiscard]] std::vector<core::FieldError> check(const Region& region);

}  // namespace tagwerk::directory
