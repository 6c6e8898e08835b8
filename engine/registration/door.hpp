// Purpose: what is known at the door of one event while scans are decided, all in memory, and the decision itself: scan
// after scan, each seeing what those before it did. The caller has locked the tickets.
// decide(): scans that ask to come in or out, each when its request came in. decide_facts(): what scanners saw while they were offline; ordered by
// their own time, never refused for a contradiction but marked with it.
// Errors: as values in Decided: reference_not_found at /list, nonce_reused at /nonce, scanned_in_future at /at.
// Thread-safety: values and pure functions.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time.hpp"
#include "engine/registration/check_in.hpp"

namespace tagwerk::registration {

inline constexpr std::size_t max_scans_at_once = 1'000;  // decided in one unit of work

/// Of one participant on one list, as the good scans that are not annulled make it.
struct Presence {
  bool inside = false;
  std::int64_t entries = 0;
  std::optional<core::Instant> last_at;  // effective_at of the last one
  bool operator==(const Presence&) const = default;
};
using PresenceKey = std::pair<core::ParticipantId, CheckInListId>;

/// A good scan in the history of a participant on a list.
struct GoodScan {
  core::Instant effective_at;
  core::Uuid id;
  Direction direction = Direction::entry;
  bool operator<(const GoodScan& other) const {
    return std::tie(effective_at, id) < std::tie(other.effective_at, other.id);
  }
};
using History = std::set<GoodScan>;
[[nodiscard]] Presence presence_of(const History& history);

struct DoorTicket {
  core::ParticipantId participant;
  core::EventId event;
  core::RegistrationId registration;
  ParticipantState state = ParticipantState::confirmed;
};

struct Door {
  core::OrganizationId organization;
  core::EventId event;
  bool event_is_cancelled = false;
  std::vector<CheckInList> lists;
  std::map<std::string, DoorTicket, std::less<>> tickets;  // by code
  std::map<core::RegistrationId, Holding> holdings;        // needed where a list asks
  std::map<PresenceKey, Presence> presence;                // missing: never came
  std::map<PresenceKey, History> histories;                // for facts only
  std::map<std::string, CheckIn, std::less<>> by_nonce;
  std::map<PresenceKey, core::Instant> changed;  // what the decisions have changed in `presence`, and when

  [[nodiscard]] const CheckInList* find_list(const std::optional<std::string>& key) const;
};

struct Decided {
  std::optional<CheckIn> scan;         // new, or the first one with this nonce
  bool is_new = false;                 // to be kept
  std::optional<core::Error> refused;  // kept by nobody: then there is no scan
};

/// A scan, and when its request came in.
struct ArrivedScan {
  const NewCheckIn* scan;
  core::Instant now;
};
[[nodiscard]] std::vector<Decided> decide(Door& door, std::span<const ArrivedScan> scans);
/// All in one request.
[[nodiscard]] std::vector<Decided> decide(Door& door, std::span<const NewCheckIn> scans, core::Instant now);
/// In the order of `scans`, though decided in that of their `at`, which all have.
[[nodiscard]] std::vector<Decided> decide_facts(Door& door, std::span<const NewCheckIn> scans, core::Instant now);

}  // namespace tagwerk::registration
