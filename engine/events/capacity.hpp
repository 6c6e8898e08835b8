// Purpose: how many places an event has. A pool is a named kind of place; `participants` and `companies` exist for
// every event and count by themselves, others are named by the organisers ("hotel_rooms").
// Rules: a pool that is not listed is unlimited but counted. A listed pool has room for limit + overbook, which is at
// least what is taken: confirmed and held. What contingents reserve is taken as well for everybody else.
// Units: places are counts. Errors: returned as field errors. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"

namespace tagwerk::events {

inline constexpr std::string_view participants_pool = "participants";
inline constexpr std::string_view companies_pool = "companies";
inline constexpr std::int64_t max_places = 2147483647;  // of a limit, and of an overbook
inline constexpr std::size_t max_pools = 100;           // listed for one event
inline constexpr std::size_t max_pool_rows = 200;       // of one event, listed or named by registrations

/// One row of capacity_pools.
struct PoolRow {
  std::string key;
  int list_position = 0;              // from 1 in the order listed; 0 = not listed
  std::optional<std::int64_t> limit;  // nullopt: not listed, unlimited
  std::int64_t overbook = 0;
  std::int64_t confirmed = 0;
  std::int64_t held = 0;
  std::int64_t waitlisted = 0;

  /// limit + overbook; nullopt: unlimited.
  [[nodiscard]] std::optional<std::int64_t> places() const;
  [[nodiscard]] std::int64_t taken() const noexcept { return confirmed + held; }
  /// Places not taken, reserved or not, at least 0; nullopt: unlimited. Who waits comes before who asks now.
  [[nodiscard]] std::optional<std::int64_t> available() const;
  bool operator==(const PoolRow&) const = default;
};

struct PoolLimit {
  std::string key;
  std::int64_t limit = 0;
  std::int64_t overbook = 0;
};

/// Places of pools that contingents keep and nobody has taken; a pool that is not there has none.
using Reservations = std::map<std::string, std::int64_t>;
[[nodiscard]] std::int64_t reserved_in(const Reservations& reserved, const std::string& pool);

/// Keys valid and unique, numbers in range; all errors at once, at /pools/N/….
[[nodiscard]] std::vector<core::FieldError> check(const std::vector<PoolLimit>& limits);
/// The rows with `limits` instead of the limits that they had; new rows for keys that were not there. In key order. The pools
/// of categories and contingents (is_own_pool) stay as they are.
[[nodiscard]] std::vector<PoolRow> with_limits(std::vector<PoolRow> rows, const std::vector<PoolLimit>& limits);
/// Limits that are below the places taken, or taken and reserved; at /pools/N/limit.
[[nodiscard]] std::vector<core::FieldError> limits_below_taken(const std::vector<PoolRow>& rows,
                                                               const Reservations& reserved,
                                                               const std::vector<PoolLimit>& limits);
/// Do the two differ in a limit, an overbook or the order of the list?
[[nodiscard]] bool same_limits(const std::vector<PoolRow>& before, const std::vector<PoolRow>& after);
/// Has any pool more places than before?
[[nodiscard]] bool is_raised(const std::vector<PoolRow>& before, const std::vector<PoolRow>& after);
/// What GET shows of the rows: as listed; then participants and companies, then others in use, where they are not. Without
/// the pools of categories and contingents.
[[nodiscard]] std::vector<PoolRow> shown(const std::vector<PoolRow>& rows);

}  // namespace tagwerk::events
