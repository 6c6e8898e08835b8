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

  [[nodiscard]] Decision admitted(const PlaceRequest& request) const {
    const auto lacking = first_lacking(request);
    if (lacking && request.policy == WaitlistPolicy::none) return refused(request, *lacking);
    if (const auto beyond = first_beyond(request)) return refused(request, *beyond);
    if (request.policy == WaitlistPolicy::partial) return share_out(request);
    return all(request, !lacking);
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

  // The first pool that has fewer places in all, though it has some.
  [[nodiscard]] std::optional<Refusal> first_beyond(const PlaceRequest& request) const {
    const auto beyond = [&](std::string_view key, std::int64_t wanted) -> std::optional<Refusal> {
      const auto& pool = capacity_->pool(key);
      const auto total = pool.total();
      if (!total || *total == 0 || wanted <= *total) return std::nullopt;
      return Refusal{RefusalReason::more_than_there_is, std::string(key), *total, wanted};
    };
    if (auto found = beyond(participants_pool, request.heads)) return found;
    for (const auto& [key, wanted] : request.pools) {
      if (auto found = beyond(key, wanted)) return found;
    }
    return std::nullopt;
  }

  static Decision refused(const PlaceRequest& request, const Refusal& refusal) {
    Decision decision;
    for (const auto& [key, wanted] : request.pools) decision.pools.emplace(key, Share{});
    decision.refusal = refusal;
    return decision;
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

// Everybody's waiting, taken out of the counters: who is served goes back into them at once, the others at the end.
class WaitingBehind {
 public:
  explicit WaitingBehind(Capacity& capacity) : behind_(capacity) {
    for (auto& [key, pool] : capacity.pools) pool.waitlisted = 0;
    for (auto& [company, heads] : capacity.companies) heads.waitlisted = 0;
  }

  void get_to_know(Capacity& capacity, const core::CompanyId& company, const CompanyHeads& heads) {
    if (behind_.companies.emplace(company, heads).second) capacity.companies[company].confirmed = heads.confirmed;
  }

  void take_out(const PlaceRequest& request) {
    behind_.pools[std::string(participants_pool)].waitlisted -= request.heads;
    for (const auto& [key, places] : request.pools) behind_.pools[key].waitlisted -= places;
    auto& heads = behind_.companies[request.company];
    auto& pool = behind_.pools[std::string(companies_pool)];
    pool.waitlisted -= waiting_places(heads);
    heads.waitlisted -= request.heads;
    pool.waitlisted += waiting_places(heads);
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
    const auto places = pool.left_over();
    return key != companies_pool && state_->behind.wants_of(key) && (!places || *places > 0);
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
