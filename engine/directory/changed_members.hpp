// Purpose: what the audit trail says about a change: each member before and after, under its name in the API. No `before`:
// it was created; no `after`: it was deleted. Errors: none. Thread-safety: pure functions.
#pragma once

#include <optional>
#include <vector>

#include "engine/audit/audit.hpp"
#include "engine/directory/company.hpp"
#include "engine/directory/organization.hpp"
#include "engine/directory/person.hpp"
#include "engine/directory/region.hpp"

namespace tagwerk::directory {

using Changes = std::vector<audit::Change>;

[[nodiscard]] Changes changed_members(const std::optional<Organization>& before,
                                      const std::optional<Organization>& after);
[[nodiscard]] Changes changed_members(const std::optional<Region>& before, const std::optional<Region>& after);
[[nodiscard]] Changes changed_members(const std::optional<Company>& before, const std::optional<Company>& after);
[[nodiscard]] Changes changed_members(const std::optional<Person>& before, const std::optional<Person>& after);

}  // namespace tagwerk::directory
