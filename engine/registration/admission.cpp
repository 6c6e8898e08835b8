#include "engine/registration/admission.hpp"

#include <algorithm>

namespace tagwerk::registration {
namespace {

using Places = std::optional<std::int64_t>;  // nullopt: as many as anybody wants

bool suffices(const Places& places, std::int64_t wanted) { return wanted == 0 || !places || *places >= wanted; }

std::int64_t as_many_as_fit(const Places& places, std::int64_t wanted) {
  return places ? std::clamp<std::int64_t>(*places, 0, wanted) : wanted;
}

// A company waits for a place of its own only while none of its heads is confirmed.
std::int64_t waiting_places(const CompanyHeads& heads) { return heads.confirmed == 0 && heads.waitlisted > 0 ? 1 : 0; }
std::int64_t confirmed_places(const CompanyHeads& heads) { return heads.confirmed > 0 ? 1 : 0; }

// The state of an event while requests are decided one after the other.
class Ledger {
 public:
  explicit Ledger(Capacity& capacity) : capacity_(&capacity) {}

  Decision decide(const PlaceRequest& request, WaitlistPolicy policy) {
    Decision decision;
    if (policy == WaitlistPolicy::partial) {
      decision = share_out(request);
    } else if (auto lacking = first_lacking(request); !lacking) {
      decision = all(request, true);
    } else if (policy == WaitlistPolicy::all_or_nothing) {
      decision = all(request, false);
    } else {
      decision = all(request, false);
      decision.heads = {};
      for (auto& [key, share] : decision.pools) share = {};
      decision.refusal = std::move(lacking);
    }
    write_down(request, decision);
    return decision;
  }

 private:
  [[nodiscard]] CompanyHeads heads_of(const core::CompanyId& company) const {
    const auto found = capacity_->companies.find(company);
    return found == capacity_->companies.end() ? CompanyHeads{} : found->second;
  }
  [[nodiscard]] bool needs_company_place(const PlaceRequest& request) const {
    return request.heads > 0 && heads_of(request.company).confirmed == 0;
  }
  // What was set aside for an earlier registration of the same company is the company's own.
  [[nodiscard]] Places company_places(const core::CompanyId& company) const {
    auto places = capacity_->pool(companies_pool).left_over();
    if (places) *places += waiting_places(heads_of(company));
    return places;
  }

  [[nodiscard]] std::optional<Refusal> first_lacking(const PlaceRequest& request) const {
    const auto lacks = [&](std::string_view key, const Places& places, std::int64_t wanted) -> std::optional<Refusal> {
      if (suffices(places, wanted)) return std::nullopt;
      const auto reason = suffices(capacity_->pool(key).free(), wanted) ? RefusalReason::waitlist_not_empty
                                                                        : RefusalReason::capacity_exceeded;
      return Refusal{reason, std::string(key), std::max<std::int64_t>(0, *places), wanted};
    };
    if (auto lacking = lacks(participants_pool, capacity_->pool(participants_pool).left_over(), request.heads))
      return lacking;
    if (needs_company_place(request)) {
      if (auto lacking = lacks(companies_pool, company_places(request.company), 1)) return lacking;
    }
    for (const auto& [key, wanted] : request.pools) {
      if (auto lacking = lacks(key, capacity_->pool(key).left_over(), wanted)) return lacking;
    }
    return std::nullopt;
  }

  static Decision all(const PlaceRequest& request, bool now) {
    const auto share = [now](std::int64_t places) { return now ? Share{places, 0} : Share{0, places}; };
    Decision decision;
    decision.heads = share(request.heads);
    for (const auto& [key, wanted] : request.pools) decision.pools.emplace(key, share(wanted));
    return decision;
  }

  [[nodiscard]] Decision share_out(const PlaceRequest& request) const {
    Decision decision;
    const bool company_in = !needs_company_place(request) || suffices(company_places(request.company), 1);
    const auto heads = company_in ? as_many_as_fit(capacity_->pool(participants_pool).left_over(), request.heads) : 0;
    decision.heads = {heads, request.heads - heads};
    const bool somebody_comes = heads > 0 || request.confirmed_heads_before > 0;
    for (const auto& [key, wanted] : request.pools) {
      const auto places = somebody_comes ? as_many_as_fit(capacity_->pool(key).left_over(), wanted) : 0;
      decision.pools.emplace(key, Share{places, wanted - places});
    }
    return decision;
  }

  void write_down(const PlaceRequest& request, const Decision& decision) {
    if (decision.refusal) return;
    add(capacity_->pools[std::string(participants_pool)], decision.heads);
    for (const auto& [key, share] : decision.pools) add(capacity_->pools[key], share);

    auto& heads = capacity_->companies[request.company];
    auto& pool = capacity_->pools[std::string(companies_pool)];
    pool.confirmed -= confirmed_places(heads);
    pool.waitlisted -= waiting_places(heads);
    heads.confirmed += decision.heads.confirmed;
    heads.waitlisted += decision.heads.waitlisted;
    pool.confirmed += confirmed_places(heads);
    pool.waitlisted += waiting_places(heads);
  }
  static void add(PoolState& pool, const Share& share) {
    pool.confirmed += share.confirmed;
    pool.waitlisted += share.waitlisted;
  }

  Capacity* capacity_;
};

// Takes the given rests out of the queue; what stays in `capacity` waits behind them.
void take_out(Capacity& capacity, std::span<const PlaceRequest> waiting) {
  for (const auto& request : waiting) {
    capacity.pools[std::string(participants_pool)].waitlisted -= request.heads;
    for (const auto& [key, places] : request.pools) capacity.pools[key].waitlisted -= places;
    auto& heads = capacity.companies[request.company];
    auto& pool = capacity.pools[std::string(companies_pool)];
    pool.waitlisted -= waiting_places(heads);
    heads.waitlisted -= request.heads;
    pool.waitlisted += waiting_places(heads);
  }
}

// Takes everybody's waiting out of the counters and gives it back on request.
class WaitingBehind {
 public:
  explicit WaitingBehind(Capacity& capacity) : behind_(capacity) {
    for (auto& [key, pool] : capacity.pools) pool.waitlisted = 0;
    for (auto& [company, heads] : capacity.companies) heads.waitlisted = 0;
  }
  void give_back(Capacity& capacity) const {
    for (const auto& [key, pool] : behind_.pools) {
      if (key != companies_pool) capacity.pools[key].waitlisted += pool.waitlisted;
    }
    // A company that waits both before and behind waits for one place.
    auto waiting_companies = behind_.pool(companies_pool).waitlisted;
    for (const auto& [company, heads] : behind_.companies) {
      auto& now = capacity.companies[company];
      waiting_companies -= waiting_places(heads);
      now.waitlisted += heads.waitlisted;
    }
    for (const auto& [company, heads] : capacity.companies) waiting_companies += waiting_places(heads);
    capacity.pools[std::string(companies_pool)].waitlisted = waiting_companies;
  }

 private:
  Capacity behind_;
};

}  // namespace

std::optional<std::int64_t> PoolState::left_over() const {
  if (!limit) return std::nullopt;
  return *limit + overbook - confirmed - held - waitlisted;
}

std::optional<std::int64_t> PoolState::free() const {
  if (!limit) return std::nullopt;
  return std::max<std::int64_t>(0, *limit + overbook - confirmed - held);
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

Admission admit(Capacity capacity, std::span<const PlaceRequest> requests) {
  Admission admission;
  Ledger ledger(capacity);
  for (const auto& request : requests) admission.decisions.push_back(ledger.decide(request, request.policy));
  admission.after = std::move(capacity);
  return admission;
}

Admission promote(Capacity capacity, std::span<const PlaceRequest> waiting) {
  Admission admission;
  take_out(capacity, waiting);
  const WaitingBehind behind(capacity);
  Ledger ledger(capacity);
  for (const auto& request : waiting) {
    const auto policy = request.policy == WaitlistPolicy::none ? WaitlistPolicy::all_or_nothing : request.policy;
    admission.decisions.push_back(ledger.decide(request, policy));
  }
  behind.give_back(capacity);
  admission.after = std::move(capacity);
  return admission;
}

bool may_promote(const Capacity& capacity) {
  return std::any_of(capacity.pools.begin(), capacity.pools.end(), [](const auto& entry) {
    const auto& [key, pool] = entry;
    return key != companies_pool && pool.waitlisted > 0 && pool.free() != std::int64_t{0};
  });
}

}  // namespace tagwerk::registration
