// Purpose: who follows the door of an event is told its counters when they change, at most once a second. Bounds, errors,
// thread-safety: engine/storage/watch.hpp.
#pragma once

#include <compare>
#include <utility>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/events/event.hpp"
#include "engine/registration/check_in_report.hpp"
#include "engine/storage/watch.hpp"

namespace tagwerk::registration {

/// The door of an event at a moment. It is over with the event: nobody comes any more.
struct DoorState {
  events::EventStatus status = events::EventStatus::open;
  std::vector<ListSummary> lists;

  bool operator==(const DoorState&) const = default;
  [[nodiscard]] bool is_over() const noexcept {
    return status == events::EventStatus::completed || status == events::EventStatus::cancelled;
  }
};

struct DoorKey {
  core::OrganizationId organization;
  core::EventId event;

  auto operator<=>(const DoorKey&) const = default;
};

inline constexpr storage::WatchPace door_pace{.look_every = std::chrono::milliseconds(1'000),
                                              .sign_of_life_after = std::chrono::milliseconds(10'000)};

class DoorWatch {
 public:
  using Tell = storage::Watch<DoorKey, DoorState>::Tell;

  DoorWatch(storage::Database& database, const core::Clock& clock, storage::WatchPace pace = door_pace);

  /// Told at once how it is; not after it is over. Errors: core::not_found.
  [[nodiscard]] core::Result<> follow(const access::Call& call, const core::EventId& event, Tell tell);
  [[nodiscard]] std::size_t followers() const { return watch_.followers(); }

 private:
  storage::Database* database_;
  storage::Watch<DoorKey, DoorState> watch_;
};

}  // namespace tagwerk::registration
