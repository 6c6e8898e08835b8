// Purpose: an event with terms (contingents, places per head, priorities, skipping ahead, held places) as a list of who has and
// who waits for what: what admission is measured against. Everything is counted from the list each time.
// Thread-safety: values.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/registration/admission.hpp"

namespace tagwerk::test {

using registration::Capacity;
using registration::Decision;
using registration::PlaceRequest;
using registration::PoolState;
using registration::Share;
using registration::WaitlistPolicy;

struct Seated {
  PlaceRequest request;
  Share heads;
  std::map<std::string, Share> pools;

  [[nodiscard]] bool waits() const { return Decision{heads, pools, std::nullopt}.waits(); }
  [[nodiscard]] Share of(const std::string& pool) const {
    if (pool == registration::participants_pool) return heads;
    const auto found = pools.find(pool);
    return found == pools.end() ? Share{} : found->second;
  }
  [[nodiscard]] bool may_take_from(const std::string& contingent) const {
    return std::find(request.contingents.begin(), request.contingents.end(), contingent) != request.contingents.end();
  }
  /// What it still waits for.
  [[nodiscard]] PlaceRequest rest() const {
    auto rest = request;
    rest.heads = heads.waitlisted;
    rest.confirmed_heads_before = heads.taken();
    rest.pools.clear();
    for (const auto& [pool, share] : pools) {
      const auto of_heads = rest.per_head.find(pool);
      const auto named = share.waitlisted - (of_heads == rest.per_head.end() ? 0 : of_heads->second * rest.heads);
      if (named > 0) rest.pools.emplace(pool, named);
    }
    return rest;
  }
  void promoted(const Decision& decision) {
    const auto promote = [](Share& share, const Share& got, bool is_waited_for) {
      share.confirmed += got.confirmed;
      share.held += got.held;
      if (is_waited_for) share.waitlisted -= got.taken();
    };
    promote(heads, decision.heads, true);
    for (const auto& [pool, got] : decision.pools) promote(pools[pool], got, !may_take_from(pool));
  }
};

struct KeptPlaces {
  std::string pool;
  std::int64_t places = 0;
};

struct TermsModel {
  std::map<std::string, PoolState, std::less<>> limits;  // limit and overbook only
  std::map<std::string, KeptPlaces> contingents;         // by the pool that counts what was taken of them
  registration::QueueOrder order;
  std::optional<std::int64_t> max_heads_per_company;
  std::optional<std::int64_t> max_held_heads_per_company;
  std::vector<Seated> seated;  // in the order in which they came

  [[nodiscard]] bool is_kept_for(const Seated& one) const {
    return one.waits() && (!order.skip_ahead || one.request.has_waited_long);
  }
  [[nodiscard]] std::int64_t taken(const std::string& pool) const {
    std::int64_t all = 0;
    for (const auto& one : seated) all += one.of(pool).taken();
    return all;
  }
  [[nodiscard]] std::int64_t unused(const std::string& contingent) const {
    return std::max<std::int64_t>(0, contingents.at(contingent).places - taken(contingent));
  }
  /// Unused, of all contingents of a pool.
  [[nodiscard]] std::int64_t reserved(const std::string& pool) const {
    std::int64_t all = 0;
    for (const auto& [key, kept] : contingents) all += kept.pool == pool ? unused(key) : 0;
    return all;
  }
  /// limit + overbook; nullopt: as many as anybody wants.
  [[nodiscard]] std::optional<std::int64_t> total(const std::string& pool) const {
    const auto found = limits.find(pool);
    return found == limits.end() ? std::nullopt : found->second.total();
  }

  /// What the counters must be, and what is set aside for whom.
  [[nodiscard]] Capacity capacity() const {
    Capacity capacity;
    capacity.pools = limits;
    capacity.order = order;
    capacity.max_heads_per_company = max_heads_per_company;
    capacity.max_held_heads_per_company = max_held_heads_per_company;
    const auto count = [&](const std::string& key, const Share& share, const Seated& one) {
      auto& pool = capacity.pools[key];
      pool.confirmed += share.confirmed;
      pool.held += share.held;
      pool.waitlisted += share.waitlisted;
      if (!order.is_plain() && is_kept_for(one) && share.waitlisted > 0)
        pool.aside[one.request.priority] += share.waitlisted;
    };
    for (const auto& one : seated) {
      count(std::string(registration::participants_pool), one.heads, one);
      for (const auto& [key, share] : one.pools) count(key, share, one);
      auto& company = capacity.companies[one.request.company];
      company.confirmed += one.heads.confirmed;
      company.held += one.heads.held;
      company.waitlisted += one.heads.waitlisted;
    }
    for (const auto& [key, kept] : contingents) {
      capacity.contingents[key] = {.pool = kept.pool, .unused = unused(key)};
      capacity.pools[kept.pool].reserved += unused(key);
      for (const auto& one : seated) {
        const auto waits = one.of(kept.pool).waitlisted;
        if (is_kept_for(one) && one.may_take_from(key) && waits > 0)
          capacity.contingents[key].aside[one.request.priority] += waits;
      }
    }
    count_companies(capacity);
    return capacity;
  }

  /// Who waits, in the order in which they are served: indexes of `seated`.
  [[nodiscard]] std::vector<std::size_t> queue() const {
    std::vector<std::size_t> waiting;
    for (std::size_t i = 0; i < seated.size(); ++i) {
      if (seated[i].waits()) waiting.push_back(i);
    }
    std::stable_sort(waiting.begin(), waiting.end(), [&](std::size_t a, std::size_t b) {
      return seated[a].request.priority > seated[b].request.priority;
    });
    return waiting;
  }
  [[nodiscard]] std::vector<PlaceRequest> rests() const {
    std::vector<PlaceRequest> rests;
    for (const auto index : queue()) rests.push_back(seated[index].rest());
    return rests;
  }
  /// What the first of the queue were given.
  void apply(const std::vector<Decision>& decisions) {
    const auto waiting = queue();
    for (std::size_t i = 0; i < decisions.size(); ++i) seated[waiting[i]].promoted(decisions[i]);
  }
  void add(const PlaceRequest& request, const Decision& decision) {
    if (!decision.refusal) seated.push_back({request, decision.heads, decision.pools});
  }

  /// Places of a pool that are neither taken nor reserved, less what is kept for those of `before` who wait; may be negative.
  [[nodiscard]] std::optional<std::int64_t> left_after(const std::string& pool,
                                                       const std::vector<std::size_t>& before) const {
    auto places = total(pool);
    if (!places) return places;
    *places -= taken(pool) + reserved(pool);
    for (const auto index : before) {
      if (is_kept_for(seated[index])) *places -= seated[index].of(pool).waitlisted;
    }
    return places;
  }
  /// Those who wait and are served before somebody who comes now with that priority.
  [[nodiscard]] std::vector<std::size_t> before(int priority) const {
    auto waiting = queue();
    if (order.by_priority)
      std::erase_if(waiting, [&](std::size_t index) { return seated[index].request.priority < priority; });
    return waiting;
  }

  /// Places of a pool for somebody behind `before`: what is kept for him, less what those wait for who may take of the same; and
  /// what is left over for all.
  [[nodiscard]] std::optional<std::int64_t> places_for(const PlaceRequest& request, const std::string& pool,
                                                       const std::vector<std::size_t>& before) const {
    const auto left = left_after(pool, before);
    if (!left) return left;
    std::int64_t kept = 0;
    std::int64_t waited_for = 0;
    for (const auto& key : request.contingents) {
      if (contingents.at(key).pool != pool || unused(key) == 0) continue;
      kept += unused(key);
      for (const auto index : before) {
        const auto& one = seated[index];
        if (is_kept_for(one) && one.may_take_from(key)) waited_for += one.of(pool).waitlisted;
      }
    }
    return std::min(kept + std::max(*left, -waited_for), *total(pool) - taken(pool));
  }
  [[nodiscard]] bool has_company_place(const PlaceRequest& request, const std::vector<std::size_t>& before) const {
    std::set<core::CompanyId> companies;
    for (const auto& one : seated) {
      if (one.heads.taken() > 0) companies.insert(one.request.company);
    }
    const auto all = total(std::string(registration::companies_pool));
    if (request.heads == 0 || companies.contains(request.company) || !all) return true;
    for (const auto index : before) {
      if (is_kept_for(seated[index]) && seated[index].heads.waitlisted > 0)
        companies.insert(seated[index].request.company);
    }
    companies.erase(request.company);
    return static_cast<std::int64_t>(companies.size()) < *all;
  }
  [[nodiscard]] static std::map<std::string, std::int64_t> wishes(const PlaceRequest& request, std::int64_t heads) {
    auto wishes = request.pools;
    for (const auto& [pool, places] : request.per_head) wishes[pool] += heads * places;
    wishes[std::string(registration::participants_pool)] = heads;
    return wishes;
  }
  /// So many heads with what each of them takes, without what is named beside.
  [[nodiscard]] bool fits(const PlaceRequest& request, std::int64_t heads,
                          const std::vector<std::size_t>& before) const {
    auto bare = request;
    bare.pools.clear();
    if (heads > 0 && !has_company_place(request, before)) return false;
    const auto wanted = wishes(bare, heads);
    return std::all_of(wanted.begin(), wanted.end(), [&](const auto& wish) {
      const auto places = places_for(request, wish.first, before);
      return wish.second == 0 || !places || wish.second <= *places;
    });
  }

  /// What somebody behind `before` must get; of `none` nothing where something lacks.
  [[nodiscard]] Decision expected(const PlaceRequest& request, WaitlistPolicy policy,
                                  const std::vector<std::size_t>& before) const {
    std::int64_t heads = 0;
    while (heads < request.heads && fits(request, heads + 1, before)) ++heads;
    std::map<std::string, std::int64_t> got = request.pools;
    bool is_all = heads == request.heads;
    for (auto& [pool, places] : got) {
      const auto of_heads = request.per_head.find(pool);
      auto left = places_for(request, pool, before);
      if (left && of_heads != request.per_head.end()) *left -= heads * of_heads->second;
      const auto wanted = places;
      while (places > 0 && left && places > *left) --places;
      is_all = is_all && places == wanted;
    }
    if (policy != WaitlistPolicy::partial && !is_all) heads = 0;
    const bool somebody = policy == WaitlistPolicy::partial ? heads + request.confirmed_heads_before > 0 : is_all;
    const bool waits = policy != WaitlistPolicy::none;
    const auto share = [&](std::int64_t places, std::int64_t wanted) {
      return Share{places, waits ? wanted - places : 0};
    };
    Decision decision;
    decision.heads = share(heads, request.heads);
    for (const auto& [pool, wanted] : wishes(request, request.heads)) {
      if (pool == registration::participants_pool) continue;
      const auto of_heads = request.per_head.find(pool);
      const auto named = request.pools.find(pool);
      const auto places = (of_heads == request.per_head.end() ? 0 : heads * of_heads->second) +
                          (somebody && named != request.pools.end() ? got.at(pool) : 0);
      decision.pools[pool] = share(places, wanted);
    }
    take_from_contingents(request, decision);
    return decision;
  }
  /// Some pool has places, but not so many in all.
  [[nodiscard]] bool is_beyond(const PlaceRequest& request) const {
    const auto wanted = wishes(request, request.heads);
    return std::any_of(wanted.begin(), wanted.end(), [&](const auto& wish) {
      const auto all = total(wish.first);
      return all && *all > 0 && *all < wish.second;
    });
  }
  [[nodiscard]] bool is_beyond_limits_of_company(const PlaceRequest& request) const {
    std::int64_t all = 0;
    std::int64_t held = 0;
    for (const auto& one : seated) {
      if (one.request.company != request.company) continue;
      all += one.heads.all();
      held += one.heads.held;
    }
    return (max_heads_per_company && all + request.heads > *max_heads_per_company) ||
           (request.is_hold && max_held_heads_per_company && held + request.heads > *max_held_heads_per_company);
  }

 private:
  void take_from_contingents(const PlaceRequest& request, Decision& decision) const {
    std::map<std::string, std::int64_t> left{{"participants", decision.heads.confirmed}};
    for (const auto& [pool, share] : decision.pools) left[pool] = share.confirmed;
    for (const auto& key : request.contingents) {
      auto& of_pool = left[contingents.at(key).pool];
      const auto taken_of_it = std::min(of_pool, unused(key));
      of_pool -= taken_of_it;
      if (taken_of_it > 0) decision.pools[key].confirmed = taken_of_it;
    }
    if (!request.held) return;
    const auto hold = [](Share& share) { share.held = std::exchange(share.confirmed, 0); };
    hold(decision.heads);
    for (auto& [pool, share] : decision.pools) hold(share);
  }
  void count_companies(Capacity& capacity) const {
    auto& pool = capacity.pools[std::string(registration::companies_pool)];
    for (auto& [id, heads] : capacity.companies) {
      if (heads.confirmed > 0) {
        ++pool.confirmed;
      } else if (heads.held > 0) {
        ++pool.held;
      } else if (heads.waitlisted > 0) {
        ++pool.waitlisted;
        set_company_aside(capacity, id);
      }
    }
  }
  void set_company_aside(Capacity& capacity, const core::CompanyId& id) const {
    if (order.is_plain()) return;
    auto& aside = capacity.companies[id].aside;
    for (const auto& one : seated) {
      if (one.request.company != id || !is_kept_for(one) || one.heads.waitlisted == 0) continue;
      aside = std::max(aside.value_or(one.request.priority), one.request.priority);
    }
    if (aside) ++capacity.pools[std::string(registration::companies_pool)].aside[*aside];
  }
};

}  // namespace tagwerk::test
