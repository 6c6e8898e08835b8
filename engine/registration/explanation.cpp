#include "engine/registration/explanation.hpp"

#include <algorithm>
#include <utility>

#include "engine/registration/registration_terms.hpp"

namespace tagwerk::registration {
namespace {

using Counts = std::map<std::string_view, std::int64_t>;

std::int64_t own_reserved(const Capacity& capacity, const PlaceRequest& rest, std::string_view pool) {
  std::int64_t places = 0;
  for (const auto& key : rest.contingents) {
    const auto kept = capacity.contingents.find(key);
    if (kept != capacity.contingents.end() && kept->second.pool == pool) places += kept->second.unused;
  }
  return places;
}

WaitedFor waited_for(const Wish& wish, const Circumstances& known) {
  const auto& pool = known.capacity.pool(wish.pool);
  const auto before = known.ahead.pools.find(wish.pool);
  WaitedFor waited{
      .pool = wish.pool,
      .wanted = wish.wanted,
      .total = pool.total(),
      .taken = pool.taken(),
      .reserved = std::max<std::int64_t>(0, pool.reserved - own_reserved(known.capacity, known.rest, wish.pool)),
      .left = wish.places,
      .lacks = wish.lacks(),
      .before = before == known.ahead.pools.end() ? PoolQueue{} : before->second};
  if (waited.left) waited.left = std::max<std::int64_t>(0, *waited.left);
  return waited;
}

// The first that takes too much away for the wish to fit into what is left.
Reason why_it_lacks(const Wish& wish, const WaitedFor& waited, const PoolState& pool) {
  const auto total = waited.total.value_or(0);
  Reason reason{.code = ReasonCode::places_waited_for,
                .pool = wish.pool,
                .counts = {{"places_wanted", wish.wanted},
                           {"total", total},
                           {"confirmed", pool.confirmed},
                           {"held", pool.held},
                           {"free", waited.free().value_or(0)},
                           {"reserved", waited.reserved},
                           {"kept", waited.before.kept}}};
  if (total < wish.wanted) {
    reason.code = ReasonCode::beyond_total;
  } else if (total - pool.confirmed < wish.wanted) {
    reason.code = ReasonCode::places_taken;
  } else if (total - pool.taken() < wish.wanted) {
    reason.code = ReasonCode::places_held;
  } else if (wish.unreserved && *wish.unreserved < wish.wanted) {
    reason.code = ReasonCode::places_reserved;
  }
  return reason;
}

std::optional<Reason> why_it_is_held(const Registration& registration) {
  if (registration.held_for == HeldFor::hold)
    return Reason{.code = ReasonCode::hold_to_confirm, .at = registration.held_until};
  if (registration.held_for == HeldFor::offer)
    return Reason{.code = ReasonCode::offer_to_accept, .at = registration.held_until};
  if (registration.approval == Approval::pending) return Reason{.code = ReasonCode::awaits_approval};
  return std::nullopt;
}

Reason why_it_is_cancelled(const Registration& registration) {
  if (registration.transferred_to) return {.code = ReasonCode::transferred};
  if (registration.approval == Approval::declined) return {.code = ReasonCode::declined, .said = registration.reason};
  if (registration.reason == reason_hold_expired) return {.code = ReasonCode::hold_ended};
  if (registration.reason == reason_offer_expired) return {.code = ReasonCode::offer_ended};
  if (registration.reason == reason_left_waitlist) return {.code = ReasonCode::left_waitlist};
  return {.code = ReasonCode::cancelled, .at = registration.cancelled_at, .said = registration.reason};
}

QueuePlace place_in_queue(const Registration& registration, const Circumstances& known) {
  QueuePlace place;
  place.before = known.ahead;
  place.position = known.ahead.registrations + 1;
  place.since = registration.waits_since.value_or(registration.registered_at);
  place.priority = known.rest.priority;
  place.may_skip_ahead = known.capacity.order.skip_ahead;
  place.kept = !place.may_skip_ahead || known.rest.has_waited_long;
  if (place.may_skip_ahead) place.kept_from = place.since + boost::posix_time::hours(known.rules->ageing_hours);
  return place;
}

// Named places of a pool wait for a head to come with them, though there are enough.
bool waits_for_heads(const WaitedFor& waited, const PlaceRequest& rest) {
  return !waited.lacks && rest.policy == WaitlistPolicy::partial && rest.heads > 0 &&
         rest.confirmed_heads_before == 0 && rest.pools.contains(waited.pool) && !rest.per_head.contains(waited.pool);
}

void add_place_in_order(std::vector<Reason>& reasons, const QueuePlace& place) {
  if (place.before.registrations > 0) {
    reasons.push_back({.code = ReasonCode::behind_others,
                       .counts = {{"registrations", place.before.registrations}, {"heads", place.before.heads}}});
  }
  if (place.before.overtook > 0) {
    reasons.push_back(
        {.code = ReasonCode::overtaken_by_priority, .counts = {{"registrations", place.before.overtook}}});
  }
  if (!place.may_skip_ahead) return;
  reasons.push_back({.code = place.kept ? ReasonCode::kept_by_age : ReasonCode::may_be_overtaken,
                     .at = place.kept ? place.since : *place.kept_from});
}

void explain_waiting(Explanation& explanation, const Registration& registration, const Circumstances& known) {
  explanation.queue = place_in_queue(registration, known);
  auto& reasons = explanation.reasons;
  if (known.event_status == events::EventStatus::completed) reasons.push_back({.code = ReasonCode::event_over});
  bool something_lacks = false;
  bool something_fits = false;
  for (const auto& wish : wishes(at_its_turn(known.capacity, known.ahead, known.rest.priority), known.rest)) {
    auto waited = waited_for(wish, known);
    something_lacks = something_lacks || waited.lacks;
    something_fits = something_fits || (wish.pool != companies_pool && (!waited.left || *waited.left > 0));
    if (waited.lacks) reasons.push_back(why_it_lacks(wish, waited, known.capacity.pool(wish.pool)));
    if (waits_for_heads(waited, known.rest)) {
      reasons.push_back(
          {.code = ReasonCode::heads_first, .pool = wish.pool, .counts = {{"places_wanted", wish.wanted}}});
    }
    explanation.waits_for.push_back(std::move(waited));
  }
  if (!something_lacks && known.event_status != events::EventStatus::completed)
    reasons.push_back({.code = ReasonCode::served_next});
  add_place_in_order(reasons, *explanation.queue);
  if (something_lacks && something_fits && known.rest.policy != WaitlistPolicy::partial)
    reasons.push_back({.code = ReasonCode::waits_as_a_whole});
}

}  // namespace

std::string_view to_text(ReasonCode code) noexcept {
  switch (code) {
    case ReasonCode::confirmed:
      return "confirmed";
    case ReasonCode::hold_to_confirm:
      return "hold_to_confirm";
    case ReasonCode::offer_to_accept:
      return "offer_to_accept";
    case ReasonCode::awaits_approval:
      return "awaits_approval";
    case ReasonCode::declined:
      return "declined";
    case ReasonCode::cancelled:
      return "cancelled";
    case ReasonCode::hold_ended:
      return "hold_expired";
    case ReasonCode::offer_ended:
      return "offer_expired";
    case ReasonCode::left_waitlist:
      return "left_waitlist";
    case ReasonCode::transferred:
      return "transferred";
    case ReasonCode::event_is_cancelled:
      return "event_cancelled";
    case ReasonCode::event_over:
      return "event_over";
    case ReasonCode::places_taken:
      return "places_taken";
    case ReasonCode::places_held:
      return "places_held";
    case ReasonCode::places_reserved:
      return "places_reserved";
    case ReasonCode::places_waited_for:
      return "places_waited_for";
    case ReasonCode::beyond_total:
      return "more_than_there_is";
    case ReasonCode::heads_first:
      return "heads_first";
    case ReasonCode::behind_others:
      return "behind_others";
    case ReasonCode::overtaken_by_priority:
      return "overtaken_by_priority";
    case ReasonCode::waits_as_a_whole:
      return "waits_as_a_whole";
    case ReasonCode::may_be_overtaken:
      return "may_be_overtaken";
    case ReasonCode::kept_by_age:
      return "kept_by_age";
    case ReasonCode::served_next:
      return "served_next";
  }
  return {};
}

std::optional<std::int64_t> WaitedFor::free() const {
  if (!total) return std::nullopt;
  return std::max<std::int64_t>(0, *total - taken);
}

// As a promotion finds it after those before: all of the others who wait are taken out of the counters.
Capacity at_its_turn(Capacity capacity, const QueueAhead& ahead, int priority) {
  for (auto& [key, pool] : capacity.pools) {
    const auto before = ahead.pools.find(key);
    const auto queue = before == ahead.pools.end() ? PoolQueue{} : before->second;
    pool.waitlisted = queue.places;
    pool.aside = {{priority, queue.kept}};
  }
  for (auto& [key, kept] : capacity.contingents) {
    const auto claimed = ahead.claims.find(key);
    kept.aside = {{priority, claimed == ahead.claims.end() ? 0 : claimed->second}};
  }
  for (auto& [company, heads] : capacity.companies) {
    heads.waitlisted = 0;  // its own place is not among those that it finds waited for
    heads.aside.reset();
  }
  return capacity;
}

Explanation explain(const Registration& registration, const Circumstances& known) {
  Explanation explanation{.registration = registration.id,
                          .status = registration.status,
                          .policy = registration.policy,
                          .heads = registration.heads,
                          .reasons = {},
                          .queue = {},
                          .waits_for = {}};
  auto& reasons = explanation.reasons;
  if (registration.status == RegistrationStatus::cancelled) {
    reasons.push_back(why_it_is_cancelled(registration));
  } else {
    if (const auto held = why_it_is_held(registration)) reasons.push_back(*held);
    if (registration.waits()) explain_waiting(explanation, registration, known);
    if (registration.approval == Approval::declined)
      reasons.push_back({.code = ReasonCode::declined, .said = registration.reason});
    if (registration.heads.confirmed > 0)
      reasons.push_back({.code = ReasonCode::confirmed, .counts = {{"heads", registration.heads.confirmed}}});
  }
  if (known.event_status == events::EventStatus::cancelled) reasons.push_back({.code = ReasonCode::event_is_cancelled});
  return explanation;
}

}  // namespace tagwerk::registration
