// Purpose: how full an event is, and why a pool has no place for who asks now: from the counters of its pools, its categories
// and what contingents keep at an instant.
// Units: places are counts. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/time.hpp"
#include "engine/events/capacity.hpp"
#include "engine/events/event_terms.hpp"

namespace tagwerk::events {

/// full: all places are confirmed. held: with those that are taken for a while none is left. reserved: with those that
/// contingents keep. all_waited_for: there are free ones, but no more than others wait for.
enum class WhyNone : std::uint8_t { full, held, reserved, all_waited_for };
inline constexpr WhyNone all_why_none[] = {WhyNone::full, WhyNone::held, WhyNone::reserved, WhyNone::all_waited_for};
[[nodiscard]] std::string_view to_text(WhyNone why) noexcept;  // the stable code
[[nodiscard]] core::Text words_of(WhyNone why) noexcept;

struct ExplainedPool : PoolRow {
  std::int64_t reserved = 0;          // kept by contingents, taken by nobody yet
  std::optional<WhyNone> why_none{};  // none: who asks now may get a place

  /// limit + overbook - confirmed - held - reserved, at least 0; nullopt: unlimited.
  [[nodiscard]] std::optional<std::int64_t> available() const;
};

struct ExplainedCategory {
  std::string key;
  std::optional<std::int64_t> limit;
  std::int64_t taken = 0;  // confirmed and held
  std::int64_t waitlisted = 0;
  std::optional<std::int64_t> available;  // of its own limit, at least 0; none: it has none
  bool operator==(const ExplainedCategory&) const = default;
};

struct ExplainedContingent {
  Contingent contingent;
  std::int64_t taken = 0;      // confirmed and held
  std::int64_t available = 0;  // for its owner; 0 once it is released
  bool released = false;
  bool operator==(const ExplainedContingent&) const = default;
};

struct Capacity {
  std::vector<ExplainedPool> pools;  // as shown() orders them
  std::vector<ExplainedCategory> categories;
  std::vector<ExplainedContingent> contingents;
  std::int64_t version = 1;  // of the limits of pools, not of the counters
};

/// `is_in_turn`: nobody goes ahead of who waits, so that what is waited for is nobody else's.
[[nodiscard]] ExplainedPool explained(PoolRow row, std::int64_t reserved, bool is_in_turn);
[[nodiscard]] Capacity explain(const std::vector<PoolRow>& rows, const EventTerms& terms, core::Instant now);

}  // namespace tagwerk::events
