#include "engine/registration/admission.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace tagwerk::registration {
namespace {

using Places = std::optional<std::int64_t>;  // nullopt: as many as anybody wants

bool suffices(const Places& places, std::int64_t wanted) { return wanted == 0 || !places || *places >= wanted; }

std::int64_t as_many_as_fit(const Places& places, std::int64_t wanted) {
  return places ? std::clamp<std::int64_t>(*places, 0, wanted) : wanted;
}

void add(PoolState& pool, const Share& share, std::int64_t sign = 1) {
  pool.confirmed += sign * share.confirmed;
  pool.held += sign * share.held;
  pool.waitlisted += sign * share.waitlisted;
}

// The state of an event while requests are decided one after the other.
class Ledger {
 public:
  explicit Ledger(Capacity& capacity) : capacity_(&capacity) {}

  Decision admit(const PlaceRequest& request) {
    auto decision = admitted(request);
    write_down(request, decision);
    return decision;
  }
  // Of who waits already: nobody is refused any more.
  Decision promote(const PlaceRequest& request) {
    auto decision = request.policy == WaitlistPolicy::partial ? share_out(request)
                                                              : all(request, !first_lacking(request).has_value());
    write_down(request, decision);
    return decision;
  }
  [[nodiscard]] std::vector<Wish> wishes(const PlaceRequest& request) const {
    std::vector<Wish> all;
    each_wish(request, [&](std::string_view key, const Places& places, std::int64_t wanted) {
      if (wanted > 0) {
        all.push_back(
            {.pool = std::string(key), .wanted = wanted, .places = places, .unreserved = unreserved(request, key)});
      }
      return true;
    });
    return all;
  }

 private:
  [[nodiscard]] CompanyHeads heads_of(const core::CompanyId& company) const {
    const auto found = capacity_->companies.find(company);
    return found == capacity_->companies.end() ? CompanyHeads{} : found->second;
  }
  [[nodiscard]] bool needs_company_place(const PlaceRequest& request) const {
    return request.heads > 0 && place_of(heads_of(request.company)).taken() == 0;
  }
  // What was set aside for an earlier registration of the same company is the company's own.
  [[nodiscard]] Places company_places(const PlaceRequest& request) const {
    auto places = capacity_->left_over(companies_pool, request.priority);
    if (!places) return places;
    const auto heads = heads_of(request.company);
    if (capacity_->order.is_plain()) {
      *places += place_of(heads).waitlisted;
    } else if (heads.aside && *heads.aside >= request.priority) {
      ++*places;
    }
    return places;
  }
  // With what is kept for who asks, less what those before want of the same; what others wait for does not touch it.
  [[nodiscard]] Places places_for(const PlaceRequest& request, std::string_view key) const {
    const auto left = capacity_->left_over(key, request.priority);
    if (!left || request.contingents.empty()) return left;
    std::int64_t unused = 0;
    std::int64_t waited_for = 0;
    for (const auto& contingent : request.contingents) {
      const auto& kept = capacity_->contingents.find(contingent)->second;
      if (kept.pool != key || kept.unused <= 0) continue;
      unused += kept.unused;
      waited_for += capacity_->set_aside(kept.aside, request.priority);
    }
    // More may be kept than there is: a limit was lowered.
    return std::min(unused + std::max(*left, -waited_for), *capacity_->pool(key).free());
  }

  [[nodiscard]] Decision admitted(const PlaceRequest& request) const {
    if (const auto beyond = first_limit_of_company(request)) return refused(request, *beyond);
    const auto lacking = first_lacking(request);
    if (lacking && request.policy == WaitlistPolicy::none) return refused(request, *lacking);
    if (const auto beyond = first_beyond(request)) return refused(request, *beyond);
    if (request.policy == WaitlistPolicy::partial) return share_out(request);
    return all(request, !lacking);
  }

  [[nodiscard]] std::optional<Refusal> first_limit_of_company(const PlaceRequest& request) const {
    const auto heads = heads_of(request.company);
    const auto beyond = [&](RefusalReason reason, const Places& max, std::int64_t present) -> std::optional<Refusal> {
      if (!max || present + request.heads <= *max) return std::nullopt;
      return Refusal{reason, std::string(participants_pool), std::max<std::int64_t>(0, *max - present), request.heads};
    };
    if (auto found = beyond(RefusalReason::company_limit, capacity_->max_heads_per_company, heads.all())) return found;
    if (!request.is_hold) return std::nullopt;
    return beyond(RefusalReason::hold_limit, capacity_->max_held_heads_per_company, heads.held);
  }

  [[nodiscard]] std::optional<Refusal> first_lacking(const PlaceRequest& request) const {
    std::optional<Refusal> lacking;
    each_wish(request, [&](std::string_view key, const Places& places, std::int64_t wanted) {
      if (suffices(places, wanted)) return true;
      const auto reason = suffices(unreserved(request, key), wanted) ? RefusalReason::waitlist_not_empty
                                                                     : RefusalReason::capacity_exceeded;
      lacking = Refusal{reason, std::string(key), std::max<std::int64_t>(0, *places), wanted};
      return false;
    });
    return lacking;
  }
  // Pool, places that are there for the request, places that it wants; until `visit` has seen enough.
  template <class Visit>
  void each_wish(const PlaceRequest& request, Visit&& visit) const {
    if (!visit(participants_pool, places_for(request, participants_pool), request.heads)) return;
    if (needs_company_place(request) && !visit(companies_pool, company_places(request), std::int64_t{1})) return;
    for (const auto& [key, wanted] : request.places()) {
      if (!visit(std::string_view(key), places_for(request, key), wanted)) return;
    }
  }
  // Free, and not kept for others.
  [[nodiscard]] Places unreserved(const PlaceRequest& request, std::string_view key) const {
    const auto& pool = capacity_->pool(key);
    const auto free = pool.free();
    if (!free) return free;
    auto places = std::max<std::int64_t>(0, *free - pool.reserved);
    for (const auto& contingent : request.contingents) {
      const auto& kept = capacity_->contingents.find(contingent)->second;
      if (kept.pool == key) places += kept.unused;
    }
    return std::min(places, *free);
  }

  // The first pool that has fewer places in all, though it has some.
  [[nodiscard]] std::optional<Refusal> first_beyond(const PlaceRequest& request) const {
    const auto beyond = [&](std::string_view key, std::int64_t wanted) -> std::optional<Refusal> {
      const auto& pool = capacity_->pool(key);
      const auto total = pool.total();
      if (!total || *total == 0 || wanted <= *total) return std::nullopt;
      return Refusal{RefusalReason::more_than_there_is, std::string(key), *total, wanted};
    };
    if (auto found = beyond(participants_pool, request.heads)) return found;
    for (const auto& [key, wanted] : request.places()) {
      if (auto found = beyond(key, wanted)) return found;
    }
    return std::nullopt;
  }

  static Decision refused(const PlaceRequest& request, const Refusal& refusal) {
    Decision decision;
    for (const auto& [key, wanted] : request.places()) decision.pools.emplace(key, Share{});
    decision.refusal = refusal;
    return decision;
  }

  [[nodiscard]] Decision all(const PlaceRequest& request, bool now) const {
    const auto share = [now](std::int64_t places) { return now ? Share{places, 0} : Share{0, places}; };
    Decision decision;
    decision.heads = share(request.heads);
    for (const auto& [key, wanted] : request.places()) decision.pools.emplace(key, share(wanted));
    return completed(request, std::move(decision));
  }

  [[nodiscard]] Decision share_out(const PlaceRequest& request) const {
    Decision decision;
    const bool company_in = !needs_company_place(request) || suffices(company_places(request), 1);
    auto heads = company_in ? as_many_as_fit(places_for(request, participants_pool), request.heads) : 0;
    for (const auto& [key, per_head] : request.per_head)
      heads = std::min(heads, as_many_as_fit(places_for(request, key), request.heads * per_head) / per_head);
    decision.heads = {heads, request.heads - heads};
    for (const auto& [key, per_head] : request.per_head)
      decision.pools.emplace(key, Share{heads * per_head, (request.heads - heads) * per_head});
    const bool somebody_comes = heads > 0 || request.confirmed_heads_before > 0;
    for (const auto& [key, wanted] : request.pools) {
      auto& share = decision.pools[key];
      auto left = places_for(request, key);
      if (left) *left -= share.confirmed;
      const auto places = somebody_comes ? as_many_as_fit(left, wanted) : 0;
      share.confirmed += places;
      share.waitlisted += wanted - places;
    }
    return completed(request, std::move(decision));
  }

  // What it got, first from the contingents that are kept for it; and held, if that is what was asked for.
  [[nodiscard]] Decision completed(const PlaceRequest& request, Decision decision) const {
    auto of_participants = decision.heads.confirmed;
    std::map<std::string, std::int64_t, std::less<>> of_pools;
    for (const auto& contingent : request.contingents) {
      const auto& kept = capacity_->contingents.find(contingent)->second;
      auto* left = &of_participants;
      if (kept.pool != participants_pool) {
        const auto share = decision.pools.find(kept.pool);
        if (share == decision.pools.end()) continue;
        left = &of_pools.try_emplace(kept.pool, share->second.confirmed).first->second;
      }
      const auto taken = std::min(*left, kept.unused);
      if (taken <= 0) continue;
      *left -= taken;
      decision.pools[contingent].confirmed += taken;
    }
    if (!request.held) return decision;
    const auto hold = [](Share& share) { share.held = std::exchange(share.confirmed, 0); };
    hold(decision.heads);
    for (auto& [key, share] : decision.pools) hold(share);
    return decision;
  }

  void write_down(const PlaceRequest& request, const Decision& decision) {
    if (decision.refusal) return;
    const bool is_set_aside = !capacity_->order.skip_ahead || request.has_waited_long;
    const auto set_aside = [&](PoolState& pool, std::int64_t places) {
      if (capacity_->order.is_plain() || !is_set_aside || places == 0) return;
      pool.aside[request.priority] += places;
    };
    const auto count = [&](const std::string& key, const Share& share) {
      auto& pool = capacity_->pools[key];
      add(pool, share);
      set_aside(pool, share.waitlisted);
    };
    count(std::string(participants_pool), decision.heads);
    for (const auto& [key, share] : decision.pools) {
      count(key, share);
      if (const auto kept = capacity_->contingents.find(key); kept != capacity_->contingents.end()) {
        kept->second.unused -= share.taken();
        capacity_->pools[kept->second.pool].reserved -= share.taken();
      }
    }

    if (is_set_aside) set_contingents_aside(request, decision);

    auto& heads = capacity_->companies[request.company];
    auto& pool = capacity_->pools[std::string(companies_pool)];
    add(pool, place_of(heads), -1);
    heads.confirmed += decision.heads.confirmed;
    heads.held += decision.heads.held;
    heads.waitlisted += decision.heads.waitlisted;
    add(pool, place_of(heads));
    set_company_aside(pool, heads, request.priority, is_set_aside);
  }
  void set_contingents_aside(const PlaceRequest& request, const Decision& decision) {
    for (const auto& contingent : request.contingents) {
      auto& kept = capacity_->contingents.find(contingent)->second;
      auto waits = decision.heads.waitlisted;
      if (kept.pool != participants_pool) {
        const auto share = decision.pools.find(kept.pool);
        waits = share == decision.pools.end() ? 0 : share->second.waitlisted;
      }
      if (waits > 0) kept.aside[request.priority] += waits;
    }
  }
  void set_company_aside(PoolState& pool, CompanyHeads& heads, int priority, bool is_set_aside) const {
    if (capacity_->order.is_plain()) return;
    const bool waits = place_of(heads).waitlisted > 0;
    auto aside = waits ? heads.aside : std::nullopt;
    if (waits && is_set_aside && (!aside || *aside < priority)) aside = priority;
    if (aside == heads.aside) return;
    if (heads.aside) --pool.aside[*heads.aside];
    if (aside) ++pool.aside[*aside];
    heads.aside = aside;
  }

  Capacity* capacity_;
};

// Everybody's waiting, taken out of the counters: who is served goes back into them at once, the others at the end.
class WaitingBehind {
 public:
  explicit WaitingBehind(Capacity& capacity) : behind_(capacity) {
    for (auto& [key, pool] : capacity.pools) {
      pool.waitlisted = 0;
      pool.aside.clear();
    }
    for (auto& [key, kept] : capacity.contingents) kept.aside.clear();
    for (auto& [company, heads] : capacity.companies) {
      heads.waitlisted = 0;
      heads.aside.reset();
    }
  }

  void get_to_know(Capacity& capacity, const core::CompanyId& company, const CompanyHeads& heads) {
    if (!behind_.companies.emplace(company, heads).second) return;
    capacity.companies[company].confirmed = heads.confirmed;
    capacity.companies[company].held = heads.held;
  }

  void take_out(const PlaceRequest& request) {
    behind_.pools[std::string(participants_pool)].waitlisted -= request.heads;
    for (const auto& [key, places] : request.places()) behind_.pools[key].waitlisted -= places;
    auto& heads = behind_.companies[request.company];
    auto& pool = behind_.pools[std::string(companies_pool)];
    pool.waitlisted -= place_of(heads).waitlisted;
    heads.waitlisted -= request.heads;
    pool.waitlisted += place_of(heads).waitlisted;
  }

  [[nodiscard]] bool wants_of(std::string_view pool) const { return behind_.pool(pool).waitlisted > 0; }

  void give_back(Capacity& capacity) const {
    for (const auto& [key, pool] : behind_.pools) {
      if (key != companies_pool) capacity.pools[key].waitlisted += pool.waitlisted;
    }
    // A company that waits both before and behind waits for one place.
    auto waiting_companies = behind_.pool(companies_pool).waitlisted;
    for (const auto& [company, heads] : behind_.companies) {
      auto& now = capacity.companies[company];
      waiting_companies -= place_of(heads).waitlisted;
      now.waitlisted += heads.waitlisted;
    }
    for (const auto& [company, heads] : capacity.companies) waiting_companies += place_of(heads).waitlisted;
    capacity.pools[std::string(companies_pool)].waitlisted = waiting_companies;
  }

 private:
  Capacity behind_;
};

}  // namespace

std::map<std::string, std::int64_t> PlaceRequest::places() const {
  auto all = pools;
  for (const auto& [key, places] : per_head) all[key] += heads * places;
  return all;
}

Share place_of(const CompanyHeads& heads) {
  if (heads.confirmed > 0) return {.confirmed = 1};
  if (heads.held > 0) return {.held = 1};
  return {.waitlisted = heads.waitlisted > 0 ? 1 : 0};
}

std::optional<std::int64_t> Capacity::left_over(std::string_view key, int priority) const {
  const auto& state = pool(key);
  if (!state.limit) return std::nullopt;
  const auto places = *state.limit + state.overbook - state.taken() - state.reserved;
  return places - (order.is_plain() ? state.waitlisted : set_aside(state.aside, priority));
}

std::int64_t Capacity::set_aside(const std::map<int, std::int64_t>& by_priority, int priority) const {
  std::int64_t places = 0;
  const auto first = order.is_plain() ? by_priority.begin() : by_priority.lower_bound(priority);
  for (auto before = first; before != by_priority.end(); ++before) places += before->second;
  return places;
}

std::optional<std::int64_t> PoolState::free() const {
  if (!limit) return std::nullopt;
  return std::max<std::int64_t>(0, *limit + overbook - taken());
}

std::optional<std::int64_t> PoolState::total() const {
  if (!limit) return std::nullopt;
  return *limit + overbook;
}

const PoolState& Capacity::pool(std::string_view key) const {
  static const PoolState unlimited;
  const auto found = pools.find(key);
  return found == pools.end() ? unlimited : found->second;
}

bool Decision::waits() const {
  return heads.waitlisted > 0 ||
         std::any_of(pools.begin(), pools.end(), [](const auto& pool) { return pool.second.waitlisted > 0; });
}

Decision Intake::admit(const PlaceRequest& request) { return Ledger(capacity_).admit(request); }

Admission admit(Capacity capacity, std::span<const PlaceRequest> requests) {
  Intake intake(std::move(capacity));
  Admission admission;
  for (const auto& request : requests) admission.decisions.push_back(intake.admit(request));
  admission.after = intake.capacity();
  return admission;
}

std::vector<Wish> wishes(Capacity capacity, const PlaceRequest& request) { return Ledger(capacity).wishes(request); }

struct Promotion::State {
  explicit State(Capacity before) : capacity(std::move(before)), behind(capacity) {}
  Capacity capacity;
  WaitingBehind behind;
};

Promotion::Promotion(Capacity capacity) : state_(std::make_unique<State>(std::move(capacity))) {}
Promotion::~Promotion() = default;
Promotion::Promotion(Promotion&&) noexcept = default;
Promotion& Promotion::operator=(Promotion&&) noexcept = default;

std::vector<Decision> Promotion::serve(std::span<const PlaceRequest> next,
                                       const std::map<core::CompanyId, CompanyHeads>& companies) {
  for (const auto& [company, heads] : companies) state_->behind.get_to_know(state_->capacity, company, heads);
  for (const auto& request : next) state_->behind.take_out(request);
  std::vector<Decision> decisions;
  Ledger ledger(state_->capacity);
  for (const auto& request : next) decisions.push_back(ledger.promote(request));
  return decisions;
}

bool Promotion::may_go_on() const {
  const auto& pools = state_->capacity.pools;
  return std::any_of(pools.begin(), pools.end(), [&](const auto& entry) {
    const auto& [key, pool] = entry;
    if (key == companies_pool || !state_->behind.wants_of(key)) return false;
    const auto places = state_->capacity.left_over(key, std::numeric_limits<int>::min());
    // What is kept for somebody behind stays so, however many wait before.
    return !places || std::max<std::int64_t>(0, *places) + pool.reserved > 0;
  });
}

Capacity Promotion::finish() && {
  state_->behind.give_back(state_->capacity);
  return std::move(state_->capacity);
}

Admission promote(const Capacity& capacity, std::span<const PlaceRequest> waiting) {
  Promotion promotion(capacity);
  Admission admission;
  admission.decisions = promotion.serve(waiting, capacity.companies);
  admission.after = std::move(promotion).finish();
  return admission;
}

bool may_promote(const Capacity& capacity) {
  return std::any_of(capacity.pools.begin(), capacity.pools.end(), [](const auto& entry) {
    const auto& [key, pool] = entry;
    return key != companies_pool && pool.waitlisted > 0 && pool.free() != std::int64_t{0};
  });
}

}  // namespace tagwerk::registration
