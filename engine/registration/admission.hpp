// Purpose: who gets a place. Pure decisions: no SQL, no clock; the service locks, asks here, and writes the answer down.
// A request takes its heads from the pool `participants`, its company once from `companies` (only while that company has
// no confirmed head), and what it names from any other pool. A pool that is not listed, or has no limit, is unlimited but
// counted.
// Order (strict, per event): places that an earlier registration waits for are set aside for it, as a quota for people on
// a waiting list is; a later request gets only what is left over when everyone before it is served. So nobody jumps the
// queue, and who waits for a hotel room alone does not hold up those who need none.
// Policies: none            all of it now, or refused
//           all_or_nothing  all of it now, or all of it waits
//           partial         as many heads as fit now, the rest waits; of every other pool min(requested, left over) as soon
//                           as one head is confirmed, the rest waits as well
// What asks for more than a pool has in all is refused under any policy: it would wait for ever, with the places of everybody
// behind it. Only in a pool of none at all everybody may wait: it is not open yet.
// Units: heads and places are counts. Errors: none, a Refusal is a value. Thread-safety: pure functions.
// Reference: strict first come, first served with reservations, known from batch schedulers as conservative backfilling.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/id.hpp"

namespace tagwerk::registration {

inline constexpr std::string_view participants_pool = "participants";
inline constexpr std::string_view companies_pool = "companies";

enum class WaitlistPolicy : std::uint8_t { none, all_or_nothing, partial };

struct PoolState {
  std::optional<std::int64_t> limit;  // nullopt: unlimited
  std::int64_t overbook = 0;          // places given away on purpose beyond the limit
  std::int64_t confirmed = 0;
  std::int64_t held = 0;
  std::int64_t waitlisted = 0;

  /// Places not taken, less those that earlier registrations wait for; may be negative. nullopt: unlimited.
  [[nodiscard]] std::optional<std::int64_t> left_over() const;
  /// Places not taken, at least 0. nullopt: unlimited.
  [[nodiscard]] std::optional<std::int64_t> free() const;
  /// All its places, taken or not. nullopt: unlimited.
  [[nodiscard]] std::optional<std::int64_t> total() const;
  bool operator==(const PoolState&) const = default;
};

/// Heads of one company at the event, over all its registrations.
struct CompanyHeads {
  std::int64_t confirmed = 0;
  std::int64_t waitlisted = 0;
  bool operator==(const CompanyHeads&) const = default;
};

struct Capacity {
  std::map<std::string, PoolState, std::less<>> pools;
  std::map<core::CompanyId, CompanyHeads> companies;  // at least those that the requests name; missing = no heads

  [[nodiscard]] const PoolState& pool(std::string_view key) const;  // an unlimited, empty one when missing
  bool operator==(const Capacity&) const = default;
};

struct PlaceRequest {
  core::CompanyId company;
  std::int64_t heads = 0;
  std::map<std::string, std::int64_t> pools;  // without participants and companies
  WaitlistPolicy policy = WaitlistPolicy::none;
  std::int64_t confirmed_heads_before = 0;  // of the same registration, when its rest waits
};

enum class RefusalReason : std::uint8_t { capacity_exceeded, waitlist_not_empty, more_than_there_is };

/// Why a request got nothing and does not wait either: the first pool (participants, companies, others by name) that lacks places.
struct Refusal {
  RefusalReason reason;
  std::string pool;
  std::int64_t available;  // more_than_there_is: in all
  std::int64_t requested;
  bool operator==(const Refusal&) const = default;
};

struct Share {
  std::int64_t confirmed = 0;
  std::int64_t waitlisted = 0;
  bool operator==(const Share&) const = default;
};

struct Decision {
  Share heads;
  std::map<std::string, Share> pools;  // the keys of the request
  std::optional<Refusal> refusal;      // then nothing is confirmed and nothing waits

  [[nodiscard]] bool waits() const;
  bool operator==(const Decision&) const = default;
};

struct Admission {
  std::vector<Decision> decisions;  // one per request, in order
  Capacity after;
};

/// Decides one request after the other, in the order of their arrival; a pool that is not there is unlimited.
class Intake {
 public:
  explicit Intake(Capacity capacity) : capacity_(std::move(capacity)) {}
  [[nodiscard]] Decision admit(const PlaceRequest& request);
  /// After all that was admitted.
  [[nodiscard]] const Capacity& capacity() const noexcept { return capacity_; }

 private:
  Capacity capacity_;
};

/// The same for all of them at once.
[[nodiscard]] Admission admit(Capacity capacity, std::span<const PlaceRequest> requests);

/// Decides anew about who waits, in the order of the queue, of which it is given one portion after the other.
class Promotion {
 public:
  explicit Promotion(Capacity capacity);
  ~Promotion();
  Promotion(Promotion&&) noexcept;
  Promotion& operator=(Promotion&&) noexcept;

  /// `next` are the waiting rests of the next registrations that the counters `waitlisted` count; `companies` the heads that
  /// those companies had before the promotion. Policy none is treated as all_or_nothing.
  [[nodiscard]] std::vector<Decision> serve(std::span<const PlaceRequest> next,
                                            const std::map<core::CompanyId, CompanyHeads>& companies);
  /// False when nobody further behind can get anything.
  [[nodiscard]] bool may_go_on() const;
  /// Those that were not served keep waiting.
  [[nodiscard]] Capacity finish() &&;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The same in one portion.
[[nodiscard]] Admission promote(const Capacity& capacity, std::span<const PlaceRequest> waiting);

/// False when no registration that waits can possibly be promoted, so that the queue need not be read.
[[nodiscard]] bool may_promote(const Capacity& capacity);

}  // namespace tagwerk::registration
