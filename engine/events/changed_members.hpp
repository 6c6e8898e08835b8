// Purpose: what the audit trail says about a change: each member before and after, under its name in the API. No
// `before`: it was created; no `after`: it was deleted. Errors: none. Thread-safety: pure functions.
#pragma once

#include <optional>
#include <vector>

#include "engine/audit/audit.hpp"
#include "engine/events/capacity.hpp"
#include "engine/events/event.hpp"
#include "engine/events/series.hpp"
#include "engine/events/venue.hpp"

namespace tagwerk::events {

using Changes = std::vector<audit::Change>;

[[nodiscard]] Changes changed_members(const std::optional<Series>& before, const std::optional<Series>& after);
[[nodiscard]] Changes changed_members(const std::optional<Venue>& before, const std::optional<Venue>& after);
[[nodiscard]] Changes changed_members(const std::optional<Room>& before, const std::optional<Room>& after);
[[nodiscard]] Changes changed_members(const std::optional<Event>& before, const std::optional<Event>& after);
/// Limits only, by key of the pool: "250", with overbooking "250+10". Both in key order; `after` has every key of
/// `before`.
[[nodiscard]] Changes changed_limits(const std::vector<PoolRow>& before, const std::vector<PoolRow>& after);

}  // namespace tagwerk::events
