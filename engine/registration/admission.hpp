// Purpose: who gets a place. Pure decisions: no SQL, no clock; the service locks, asks here, and writes the answer down.
// A request takes its heads from the pool `participants`, its company once from `companies` (only while that company has
// no place there), what each head takes and what it names from any other pool. A pool that is not listed, or has no limit, is
// unlimited but counted. Of a contingent that is kept for it a request takes first; the others do not see those places, and among
// those for whom it is kept the order is that of the event.
// Order, per event: places that an earlier registration waits for are set aside for it, as a quota for people on
// a waiting list is; a later request gets only what is left over when everyone before it is served. So nobody jumps the
// queue, and who waits for a hotel room alone does not hold up those who need none. Who has a higher priority is before who
// has a lower one. Where it is allowed to skip ahead, only what is waited for long enough is set aside.
// Policies: none            all of it now, or refused
//           all_or_nothing  all of it now, or all of it waits
//           partial         as many heads as fit now, the rest waits; of every other pool min(requested, left over) as soon
//                           as one head has a place, the rest waits as well
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
  std::int64_t reserved = 0;  // of contingents that are kept, and not taken
  std::map<int, std::int64_t> aside =
      {};  // of what is waited for, by priority; unless the order is plain: then it is all of it

  [[nodiscard]] std::int64_t taken() const noexcept { return confirmed + held; }
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
  std::int64_t held = 0;
  std::optional<int> aside =
      {};  // priority with which a place of `companies` is set aside for it, unless the order is plain

  [[nodiscard]] std::int64_t all() const noexcept { return confirmed + held + waitlisted; }
  bool operator==(const CompanyHeads&) const = default;
};

/// Places of a pool that are kept for some.
struct Reservation {
  std::string pool;
  std::int64_t unused = 0;
  std::map<int, std::int64_t> aside = {};  // places of the pool that its owners wait for, by priority
  bool operator==(const Reservation&) const = default;
};

/// How those who wait are served.
struct QueueOrder {
  bool by_priority = false;
  bool skip_ahead = false;
  [[nodiscard]] bool is_plain() const noexcept { return !by_priority && !skip_ahead; }
  bool operator==(const QueueOrder&) const = default;
};

struct Capacity {
  std::map<std::string, PoolState, std::less<>> pools;
  std::map<std::string, Reservation, std::less<>> contingents;  // by the pool that counts what was taken of it
  QueueOrder order;
  std::optional<std::int64_t> max_heads_per_company;
  std::optional<std::int64_t> max_held_heads_per_company;  // in holds
  std::map<core::CompanyId, CompanyHeads> companies;       // at least those that the requests name; missing = no heads

  [[nodiscard]] const PoolState& pool(std::string_view key) const;  // an unlimited, empty one when missing
  /// Places of a pool not taken or reserved, less those that are set aside for who is not behind `priority`; may be negative.
  /// nullopt: unlimited.
  [[nodiscard]] std::optional<std::int64_t> left_over(std::string_view key, int priority = 0) const;
  /// Of what is waited for, by priority, those places that are set aside for who is not behind `priority`.
  [[nodiscard]] std::int64_t set_aside(const std::map<int, std::int64_t>& by_priority, int priority) const;
  bool operator==(const Capacity&) const = default;
};

struct PlaceRequest {
  core::CompanyId company;
  std::int64_t heads = 0;
  std::map<std::string, std::int64_t> pools = {};  // without participants and companies
  WaitlistPolicy policy = WaitlistPolicy::none;
  std::int64_t confirmed_heads_before = 0;            // of the same registration, held ones too, when its rest waits
  std::map<std::string, std::int64_t> per_head = {};  // what every head takes from other pools
  std::vector<std::string> contingents = {};  // keys of Capacity::contingents that it may take from, in this order
  int priority = 0;                           // higher is served first
  bool has_waited_long = false;               // long enough for nobody to skip ahead of it
  bool held = false;                          // what it gets is held, not confirmed
  bool is_hold = false;                       // counts against the limit of holds

  /// What it takes from each pool, participants and companies apart.
  [[nodiscard]] std::map<std::string, std::int64_t> places() const;
};

enum class RefusalReason : std::uint8_t {
  capacity_exceeded,
  waitlist_not_empty,
  more_than_there_is,
  company_limit,
  hold_limit
};

/// Why a request got nothing and does not wait either: the first pool (participants, companies, others by name) that lacks places.
struct Refusal {
  RefusalReason reason;
  std::string pool;
  std::int64_t available;  // more_than_there_is: in all; limits of a company: what it may still have
  std::int64_t requested;
  bool operator==(const Refusal&) const = default;
};

struct Share {
  std::int64_t confirmed = 0;
  std::int64_t waitlisted = 0;
  std::int64_t held = 0;

  /// Places that nobody else can have.
  [[nodiscard]] std::int64_t taken() const noexcept { return confirmed + held; }
  [[nodiscard]] std::int64_t all() const noexcept { return confirmed + held + waitlisted; }
  bool operator==(const Share&) const = default;
};

/// A company has one place in the pool `companies`, or waits for one, however many heads it sends.
[[nodiscard]] Share place_of(const CompanyHeads& heads);

struct Decision {
  Share heads;
  std::map<std::string, Share> pools;  // the keys of the request, and of the contingents that it took from
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

/// What a request asks of a pool, and what there is for it.
struct Wish {
  std::string pool;
  std::int64_t wanted = 0;                 // at least 1
  std::optional<std::int64_t> places;      // for it, behind those before it; may be negative. nullopt: unlimited
  std::optional<std::int64_t> unreserved;  // free and not kept for others, whoever waits for them

  [[nodiscard]] bool lacks() const { return places && *places < wanted; }
  bool operator==(const Wish&) const = default;
};

/// The wishes of a request, participants and companies first, as they are compared with a capacity that has of who waits only
/// those before it: it gets all that it asks for where nothing lacks.
[[nodiscard]] std::vector<Wish> wishes(Capacity capacity, const PlaceRequest& request);

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
