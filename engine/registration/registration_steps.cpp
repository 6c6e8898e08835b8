#include "engine/registration/registration_steps.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/registration/registration_terms.hpp"

namespace tagwerk::registration {
namespace {

using Shares = std::map<std::string, Share>;

void accept(Share& share) { share.confirmed += std::exchange(share.held, 0); }

bool holds_any(const Registration& registration) {
  return registration.heads.held > 0 || std::any_of(registration.pools.begin(), registration.pools.end(),
                                                    [](const auto& pool) { return pool.second.held > 0; });
}

// What is held is held no more, or on.
void settle(Registration& registration) {
  registration.status = status_of(registration.heads, registration.pools);
  if (holds_any(registration)) return;
  registration.held_for.reset();
  registration.held_until.reset();
}

std::int64_t& count_of(Share& share, ParticipantState state) {
  if (state == ParticipantState::confirmed) return share.confirmed;
  return state == ParticipantState::held ? share.held : share.waitlisted;
}

using PerHead = std::map<std::string, std::int64_t>;

PerHead places_per_head(const Registration& registration, const events::EventTerms& terms) {
  return more_heads(registration, terms, {}, 0, WaitlistPolicy::none).per_head;
}

// What heads took that left, of those that were there before; a head that is older than its category has taken nothing of it.
void give_back(Registration& registration, const PerHead& per_head, const Share& left, std::int64_t Share::*state) {
  for (const auto& [key, places] : per_head) {
    const auto pool = registration.pools.find(key);
    if (pool == registration.pools.end()) continue;
    auto& share = pool->second.*state;
    share -= std::clamp<std::int64_t>(share - registration.heads.*state * places, 0, left.*state * places);
  }
}

// A contingent counts no more places than the registration has of its pool; the last listed is given back first.
void fit_contingents(Registration& registration, const events::EventTerms& terms) {
  const auto fit = [&](std::int64_t Share::*member) {
    std::map<std::string, std::int64_t> left{{std::string(participants_pool), registration.heads.*member}};
    for (const auto& [key, share] : registration.pools) left.emplace(key, share.*member);
    for (const auto& contingent : terms.contingents) {
      const auto found = registration.pools.find(events::contingent_pool(contingent.key));
      if (found == registration.pools.end()) continue;
      auto& of_pool = left[contingent.pool];
      auto& taken = found->second.*member;
      taken = std::min(taken, of_pool);
      of_pool -= taken;
    }
  };
  fit(&Share::confirmed);
  fit(&Share::held);
}

// Without what it waits for, and without what is held for it or not.
Registration with_what_it_has(Registration registration, const events::EventTerms& terms, core::Instant now,
                              bool is_held_given_up) {
  const auto give_up = [&](Share& share) {
    share.waitlisted = 0;
    if (is_held_given_up) share.held = 0;
  };
  give_up(registration.heads);
  const auto per_head = places_per_head(registration, terms);
  for (auto& [key, share] : registration.pools) {
    give_up(share);
    const auto wanted = registration.wanted_pools.find(key);
    if (wanted == registration.wanted_pools.end()) continue;
    const auto of_head = per_head.find(key);
    const auto of_heads = of_head == per_head.end() ? 0 : of_head->second * registration.heads.taken();
    wanted->second = std::min(wanted->second, share.taken() - of_heads);
  }
  std::erase_if(registration.wanted_pools, [](const auto& pool) { return pool.second <= 0; });
  for (auto& head : registration.participants) {
    if (head.state != ParticipantState::waitlisted && (!is_held_given_up || head.state != ParticipantState::held))
      continue;
    head.state = ParticipantState::cancelled;
    head.left_at = now;
  }
  fit_contingents(registration, terms);
  settle(registration);
  return registration;
}

Share place_of(const Capacity& capacity, const core::CompanyId& company) {
  const auto found = capacity.companies.find(company);
  return found == capacity.companies.end() ? Share{} : place_of(found->second);
}

void count(PoolState& pool, const Share& share, std::int64_t sign) {
  pool.confirmed += sign * share.confirmed;
  pool.held += sign * share.held;
  pool.waitlisted += sign * share.waitlisted;
}

}  // namespace

Registration cancelled(Registration registration, core::Instant now, std::optional<std::string> reason) {
  registration.status = RegistrationStatus::cancelled;
  registration.heads = {};
  for (auto& [key, share] : registration.pools) share = {};
  for (auto& head : registration.participants) head.state = ParticipantState::cancelled;
  registration.cancelled_at = now;
  registration.held_for.reset();
  registration.held_until.reset();
  if (reason) registration.reason = std::move(reason);
  return registration;
}

Registration without_heads(Registration registration, const std::set<core::ParticipantId>& heads,
                           const events::EventTerms& terms, core::Instant now) {
  Share left;
  for (auto& head : registration.participants) {
    if (head.state == ParticipantState::cancelled || !heads.contains(head.id)) continue;
    --count_of(registration.heads, head.state);
    ++count_of(left, head.state);
    head.state = ParticipantState::cancelled;
    head.left_at = now;
  }
  if (registration.heads.all() == 0) {
    auto all = cancelled(std::move(registration), now);
    // Who left last may come back with the registration.
    for (auto& head : all.participants) {
      if (heads.contains(head.id)) head.left_at.reset();
    }
    return all;
  }
  const auto per_head = places_per_head(registration, terms);
  for (const auto state : {&Share::confirmed, &Share::held, &Share::waitlisted})
    give_back(registration, per_head, left, state);
  fit_contingents(registration, terms);
  settle(registration);
  return registration;
}

Registration accepted(Registration registration, const events::EventTerms& terms) {
  if (registration.held_for == HeldFor::hold && terms.rules.needs_approval) {
    registration.held_for = HeldFor::approval;
    registration.held_until.reset();
    registration.approval = Approval::pending;
    return registration;
  }
  accept(registration.heads);
  for (auto& [key, share] : registration.pools) accept(share);
  for (auto& head : registration.participants) {
    if (head.state == ParticipantState::held) head.state = ParticipantState::confirmed;
  }
  settle(registration);
  return registration;
}

Registration approved(Registration registration) {
  registration.approval = Approval::approved;
  return accepted(std::move(registration), {});
}

Registration off_the_list(Registration registration, const events::EventTerms& terms, core::Instant now,
                          std::string reason) {
  const bool was_offered = registration.held_for == HeldFor::offer;
  if (registration.heads.confirmed == 0 && (was_offered || registration.heads.held == 0))
    return cancelled(std::move(registration), now, std::move(reason));
  return with_what_it_has(std::move(registration), terms, now, was_offered);
}

Registration declined(Registration registration, const events::EventTerms& terms, core::Instant now,
                      std::optional<std::string> reason) {
  registration.approval = Approval::declined;
  if (registration.heads.confirmed == 0) return cancelled(std::move(registration), now, std::move(reason));
  registration.reason = std::move(reason);
  return with_what_it_has(std::move(registration), terms, now, true);
}

Registration with_delegate(Registration registration, const core::ParticipantId& head, const Naming& naming,
                           core::Instant now) {
  const auto place = std::find_if(registration.participants.begin(), registration.participants.end(),
                                  [&](const Participant& one) { return one.id == head; });
  auto delegate = make_head(registration, &naming, now);
  delegate.state = place->state;
  delegate.replaces = head;
  place->state = ParticipantState::cancelled;
  place->left_at = now;
  registration.participants.push_back(std::move(delegate));
  return registration;
}

Registration with_heads(Registration registration, std::span<const Naming> named, const Decision& decision,
                        bool needs_approval, core::Instant now) {
  const auto add = [](Share& share, const Share& more) {
    share.confirmed += more.confirmed;
    share.held += more.held;
    share.waitlisted += more.waitlisted;
  };
  add(registration.heads, decision.heads);
  for (const auto& [key, share] : decision.pools) add(registration.pools[key], share);
  for (std::int64_t i = 0; i < decision.heads.all(); ++i) {
    const auto index = static_cast<std::size_t>(i);
    auto head = make_head(registration, index < named.size() ? &named[index] : nullptr, now);
    head.state = ParticipantState::confirmed;
    if (i >= decision.heads.taken()) {
      head.state = ParticipantState::waitlisted;
    } else if (i >= decision.heads.confirmed) {
      head.state = ParticipantState::held;
    }
    registration.participants.push_back(std::move(head));
  }
  if (needs_approval && registration.held_for != HeldFor::hold) {
    registration.approval = Approval::pending;
    if (registration.heads.held > 0) registration.held_for = HeldFor::approval;
  }
  registration.status = status_of(registration.heads, registration.pools);
  return registration;
}

Registration reinstated(Registration registration, const Decision& decision) {
  registration.heads = decision.heads;
  for (auto& [key, share] : registration.pools) share = {};
  for (const auto& [key, share] : decision.pools) registration.pools[key] = share;
  registration.status = status_of(registration.heads, registration.pools);
  registration.cancelled_at.reset();
  registration.reason.reset();
  registration.fee_net = 0;
  std::int64_t given = 0;
  for (auto& head : registration.participants) {
    if (head.left_at) continue;
    head.state = ParticipantState::waitlisted;
    if (given < decision.heads.confirmed) {
      head.state = ParticipantState::confirmed;
    } else if (given < decision.heads.taken()) {
      head.state = ParticipantState::held;
    }
    ++given;
  }
  return registration;
}

Capacity moved(Capacity capacity, const Registration& before, const Registration& after) {
  auto& participants = capacity.pools[std::string(participants_pool)];
  count(participants, before.heads, -1);
  count(participants, after.heads, 1);
  for (const auto& [key, share] : before.pools) count(capacity.pools[key], share, -1);
  for (const auto& [key, share] : after.pools) count(capacity.pools[key], share, 1);
  auto& companies = capacity.pools[std::string(companies_pool)];
  count(companies, place_of(capacity, before.company), -1);
  auto& heads = capacity.companies[before.company];
  heads.confirmed += after.heads.confirmed - before.heads.confirmed;
  heads.held += after.heads.held - before.heads.held;
  heads.waitlisted += after.heads.waitlisted - before.heads.waitlisted;
  count(companies, place_of(heads), 1);
  return capacity;
}

bool frees(const Registration& before, const Registration& after) {
  const auto less = [](const Share& one, const Share& other) { return other.all() < one.all(); };
  if (less(before.heads, after.heads)) return true;
  return std::any_of(before.pools.begin(), before.pools.end(), [&](const auto& pool) {
    const auto now = after.pools.find(pool.first);
    return less(pool.second, now == after.pools.end() ? Share{} : now->second);
  });
}

}  // namespace tagwerk::registration
