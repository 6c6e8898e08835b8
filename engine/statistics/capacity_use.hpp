// Purpose: how much of what an event offers was used, event by event: places of its pools, and tables for talks.
// Pools are those that an event's capacity shows (events/capacity.hpp).
//   use    confirmed / limit. Of an event without any confirmed head it says nothing: its registrations may have been kept elsewhere
//   came   of a completed event, where anybody was let in (attendance.hpp): heads of the pool participants, companies of the pool
//          companies. Of other pools nobody knows who came
// Talks of an event that has settings for them; what is planned and held of the published plan, else of nothing.
//   offered      slots × common tables, as the settings are now
//   planned      talks with a slot = held + not held + not recorded
//   at_common    of those at common tables, the rest at vendors' own
//   utilisation  at_common / offered
// Units: shares are fractions rounded to four decimals. Errors: none. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/events/capacity.hpp"
#include "engine/events/event.hpp"
#include "engine/statistics/attendance.hpp"

namespace tagwerk::statistics {

struct PoolUse {
  std::string key;
  std::optional<std::int64_t> limit;
  std::int64_t overbook = 0;
  std::int64_t confirmed = 0;
  std::int64_t waitlisted = 0;
  std::optional<double> use;
  std::optional<std::int64_t> came;
  std::optional<double> came_use;  // came / limit
};

/// Of a published plan, with a slot.
struct PlannedAtTable {
  std::string table;
  std::optional<bool> was_held;  // none: nothing is recorded
};

struct TalkUse {
  std::int64_t slots = 0;
  std::int64_t tables = 0;
  std::int64_t offered = 0;
  std::optional<std::int64_t> planned;  // none: no plan is published, and so below
  std::optional<std::int64_t> at_common;
  std::optional<std::int64_t> held;
  std::optional<std::int64_t> not_recorded;
  std::optional<double> utilisation;
  bool operator==(const TalkUse&) const = default;
};

struct CapacityUse {
  core::EventId event;
  std::string name;
  int year = 0;
  core::Date starts_on;
  events::EventStatus status = events::EventStatus::planned;
  std::vector<PoolUse> pools;
  std::optional<TalkUse> talks;
};

[[nodiscard]] std::vector<PoolUse> pools_of(const EventFacts& event, const std::vector<events::PoolRow>& rows);
/// `planned`: nothing where no plan is published. `common`: names of the common tables.
[[nodiscard]] TalkUse talks_of(std::int64_t slots, const std::vector<std::string>& common,
                               const std::optional<std::vector<PlannedAtTable>>& planned);

}  // namespace tagwerk::statistics
