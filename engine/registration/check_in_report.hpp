// Purpose: what the door of an event tells: the pack that scanners take with them where there is no network, and the live
// counters per check-in list.
// Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/events/event.hpp"
#include "engine/registration/check_in.hpp"
#include "engine/registration/check_in_list.hpp"

namespace tagwerk::registration {

struct PackedTicket {
  core::ParticipantId id;
  std::string ticket_code;
  ParticipantState state = ParticipantState::confirmed;
  std::optional<std::string> given_name;
  std::optional<std::string> family_name;
  core::CompanyId company;
  std::string company_name;
  std::optional<std::string> category;
  bool on_list = true;
  bool inside = false;
  core::Instant updated_at;  // of whatever is told here
};

struct DoorCounts {
  std::int64_t checked_in = 0;  // let in at least once
  std::int64_t inside = 0;
};
/// Confirmed heads of an event, as lists ask for them.
struct ConfirmedHeads {
  std::int64_t all = 0;
  std::map<std::string, std::int64_t> by_category;
  std::map<std::string, std::int64_t> by_pool;  // of registrations with confirmed places in it
};
using FailedScans = std::map<ScanResult, std::int64_t>;

struct ListSummary {
  std::string key;
  std::string name;
  std::int64_t registered = 0;  // confirmed heads on the list
  std::int64_t checked_in = 0;
  std::int64_t inside = 0;
  std::optional<std::int64_t> no_show;  // registered who never came; none: the event is not over
  FailedScans failed;                   // every refusal, also those that are 0

  bool operator==(const ListSummary&) const = default;
};

/// Completed, or its last day has passed where it takes place; never when cancelled.
[[nodiscard]] bool is_over(const events::Event& event, core::Instant now);
[[nodiscard]] std::int64_t registered_on(const CheckInList& list, const ConfirmedHeads& heads);
/// `came`: of the registered ones; none: the event is not over.
[[nodiscard]] ListSummary summarize(const CheckInList& list, const ConfirmedHeads& heads, const DoorCounts& counts,
                                    const FailedScans& failed, std::optional<std::int64_t> came);

}  // namespace tagwerk::registration
