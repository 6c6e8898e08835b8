// Purpose: why a registration has its places or not, and who is before it. What it waits for is compared by the rules that
// admission decides with (wishes()), as if it were its turn now: said to lack a pool is what a promotion would not give it.
// Others are counted and never named. Words: explanation_words.hpp.
// Units: heads and places are counts. Errors: none. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/time.hpp"
#include "engine/events/event.hpp"
#include "engine/events/event_terms.hpp"
#include "engine/registration/admission.hpp"
#include "engine/registration/registration.hpp"

namespace tagwerk::registration {

/// Others who wait for a pool before somebody.
struct PoolQueue {
  std::int64_t registrations = 0;
  std::int64_t heads = 0;   // that they wait with
  std::int64_t places = 0;  // of the pool; of `companies` without the company's own
  std::int64_t kept = 0;    // of these, what nobody behind is given: all, unless it is allowed to skip ahead
  bool operator==(const PoolQueue&) const = default;
};

/// Who is before somebody in the queue.
struct QueueAhead {
  std::int64_t registrations = 0;
  std::int64_t heads = 0;
  std::int64_t overtook = 0;                                // registrations that came later, and have a higher priority
  std::map<std::string, PoolQueue, std::less<>> pools;      // that are waited for; participants and companies too
  std::map<std::string, std::int64_t, std::less<>> claims;  // kept places, by the contingent that may give them
  bool operator==(const QueueAhead&) const = default;
};

enum class ReasonCode : std::uint8_t {
  confirmed,
  hold_to_confirm,
  offer_to_accept,
  awaits_approval,
  declined,
  cancelled,
  hold_ended,
  offer_ended,
  left_waitlist,
  transferred,
  event_is_cancelled,
  event_over,
  places_taken,       // too few places are not confirmed yet
  places_held,        // too few when those that are held are left out too
  places_reserved,    // too few when those that contingents keep for others are left out too
  places_waited_for,  // there are enough, but others before it wait for them
  beyond_total,       // more than there is of the pool in all
  heads_first,
  behind_others,
  overtaken_by_priority,
  waits_as_a_whole,
  may_be_overtaken,
  kept_by_age,
  served_next
};
inline constexpr ReasonCode all_reason_codes[] = {ReasonCode::confirmed,          ReasonCode::hold_to_confirm,
                                                  ReasonCode::offer_to_accept,    ReasonCode::awaits_approval,
                                                  ReasonCode::declined,           ReasonCode::cancelled,
                                                  ReasonCode::hold_ended,         ReasonCode::offer_ended,
                                                  ReasonCode::left_waitlist,      ReasonCode::transferred,
                                                  ReasonCode::event_is_cancelled, ReasonCode::event_over,
                                                  ReasonCode::places_taken,       ReasonCode::places_held,
                                                  ReasonCode::places_reserved,    ReasonCode::places_waited_for,
                                                  ReasonCode::beyond_total,       ReasonCode::heads_first,
                                                  ReasonCode::behind_others,      ReasonCode::overtaken_by_priority,
                                                  ReasonCode::waits_as_a_whole,   ReasonCode::may_be_overtaken,
                                                  ReasonCode::kept_by_age,        ReasonCode::served_next};
[[nodiscard]] std::string_view to_text(ReasonCode code) noexcept;

/// With what its words need; what they do not need is left out.
struct Reason {
  ReasonCode code = ReasonCode::confirmed;
  std::optional<std::string> pool = {};
  std::map<std::string_view, std::int64_t> counts = {};
  std::optional<core::Instant> at = {};
  std::optional<std::string> said = {};  // by who cancelled or declined
};

/// A pool that it waits for.
struct WaitedFor {
  std::string pool;
  std::int64_t wanted = 0;
  std::optional<std::int64_t> total;  // limit + overbook; nullopt: unlimited
  std::int64_t taken = 0;             // confirmed and held
  std::int64_t reserved = 0;          // kept by contingents for others
  std::optional<std::int64_t> left;   // for it, behind those before it, at least 0; nullopt: unlimited
  bool lacks = false;                 // left < wanted
  PoolQueue before;

  [[nodiscard]] std::optional<std::int64_t> free() const;  // total - taken, at least 0
};

struct QueuePlace {
  std::int64_t position = 1;
  core::Instant since;
  int priority = 0;
  bool may_skip_ahead = false;             // who is behind may go before who does not fit
  bool kept = true;                        // what it waits for is kept for it
  std::optional<core::Instant> kept_from;  // where it depends on its age
  QueueAhead before;
};

struct Explanation {
  core::RegistrationId registration;
  RegistrationStatus status = RegistrationStatus::confirmed;
  WaitlistPolicy policy = WaitlistPolicy::none;
  Share heads;
  std::vector<Reason> reasons;       // what decides comes first
  std::optional<QueuePlace> queue;   // none: it waits for nothing
  std::vector<WaitedFor> waits_for;  // participants and companies first
};

/// `capacity`: the event's counters with its terms, and the heads of the registration's company.
[[nodiscard]] Capacity at_its_turn(Capacity capacity, const QueueAhead& ahead, int priority);

/// What is known of a registration when it is explained. Of one that does not wait the last three are not asked for.
struct Circumstances {
  events::EventStatus event_status = events::EventStatus::open;
  const events::RegistrationRules* rules = nullptr;
  core::Instant now = {};
  PlaceRequest rest = {};  // waiting_rest() of it
  Capacity capacity = {};
  QueueAhead ahead = {};
};
[[nodiscard]] Explanation explain(const Registration& registration, const Circumstances& circumstances);

}  // namespace tagwerk::registration
