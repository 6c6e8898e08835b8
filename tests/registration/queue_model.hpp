// Purpose: an event as a list of registrations, without counters: what admission is measured against. Everything is counted
// from the list each time, by rules written down a second time and in another way.
// Thread-safety: values.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/registration/admission.hpp"

namespace tagwerk::test {

using registration::Capacity;
using registration::Decision;
using registration::PlaceRequest;
using registration::PoolState;
using registration::Share;
using registration::WaitlistPolicy;

struct Entry {
  PlaceRequest request;
  Share heads;
  std::map<std::string, Share> pools;

  [[nodiscard]] bool waits() const { return Decision{heads, pools, std::nullopt}.waits(); }
  [[nodiscard]] PlaceRequest rest() const {
    PlaceRequest rest{.company = request.company,
                      .heads = heads.waitlisted,
                      .pools = {},
                      .policy = request.policy,
                      .confirmed_heads_before = heads.confirmed};
    for (const auto& [key, share] : pools) {
      if (share.waitlisted > 0) rest.pools.emplace(key, share.waitlisted);
    }
    return rest;
  }
  void promoted(const Decision& decision) {
    heads.confirmed += decision.heads.confirmed;
    heads.waitlisted -= decision.heads.confirmed;
    for (const auto& [key, share] : decision.pools) {
      pools[key].confirmed += share.confirmed;
      pools[key].waitlisted -= share.confirmed;
    }
  }
};

struct QueueModel {
  std::map<std::string, PoolState, std::less<>> limits;  // limit, overbook and held only
  std::vector<Entry> entries;                            // in the order of the queue

  [[nodiscard]] static bool is_own(std::string_view key) {
    return key == registration::participants_pool || key == registration::companies_pool;
  }

  /// What the counters must be.
  [[nodiscard]] Capacity capacity() const {
    Capacity capacity;
    capacity.pools = limits;
    for (const auto& entry : entries) {
      auto& participants = capacity.pools["participants"];
      participants.confirmed += entry.heads.confirmed;
      participants.waitlisted += entry.heads.waitlisted;
      for (const auto& [key, share] : entry.pools) {
        capacity.pools[key].confirmed += share.confirmed;
        capacity.pools[key].waitlisted += share.waitlisted;
      }
      auto& company = capacity.companies[entry.request.company];
      company.confirmed += entry.heads.confirmed;
      company.waitlisted += entry.heads.waitlisted;
    }
    auto& companies = capacity.pools["companies"];
    for (const auto& [id, heads] : capacity.companies) {
      if (heads.confirmed > 0) {
        ++companies.confirmed;
      } else if (heads.waitlisted > 0) {
        ++companies.waitlisted;
      }
    }
    return capacity;
  }

  [[nodiscard]] std::vector<PlaceRequest> rests() const {
    std::vector<PlaceRequest> rests;
    for (const auto& entry : entries) {
      if (entry.waits()) rests.push_back(entry.rest());
    }
    return rests;
  }

  void apply(const std::vector<Decision>& decisions) {
    std::size_t next = 0;
    for (auto& entry : entries) {
      if (entry.waits() && next < decisions.size()) entry.promoted(decisions[next++]);
    }
  }

  void add(const PlaceRequest& request, const Decision& decision) {
    if (!decision.refusal) entries.push_back({request, decision.heads, decision.pools});
  }

  /// Places of a pool for who comes after the first `before` entries, when all of those are served and those behind keep
  /// what they have; nullopt: as many as anybody wants.
  [[nodiscard]] std::optional<std::int64_t> places_after(std::size_t before, std::string_view key,
                                                         const core::CompanyId& company) const {
    const auto found = limits.find(key);
    if (found == limits.end() || !found->second.limit) return std::nullopt;
    auto places = *found->second.limit + found->second.overbook - found->second.held;
    std::set<core::CompanyId> companies;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const auto& entry = entries[i];
      const bool ahead = i < before;
      if (key == registration::participants_pool) {
        places -= entry.heads.confirmed + (ahead ? entry.heads.waitlisted : 0);
      } else if (key == registration::companies_pool) {
        if (entry.heads.confirmed > 0 || (ahead && entry.heads.waitlisted > 0)) companies.insert(entry.request.company);
      } else if (const auto share = entry.pools.find(std::string(key)); share != entry.pools.end()) {
        places -= share->second.confirmed + (ahead ? share->second.waitlisted : 0);
      }
    }
    companies.erase(company);
    return places - static_cast<std::int64_t>(companies.size());
  }

  [[nodiscard]] bool comes_already(const core::CompanyId& company) const {
    for (const auto& entry : entries) {
      if (entry.request.company == company && entry.heads.confirmed > 0) return true;
    }
    return false;
  }

  /// Some pool has places, but not so many in all.
  [[nodiscard]] bool is_beyond(const PlaceRequest& request) const {
    auto wishes = request.pools;
    wishes["participants"] = request.heads;
    for (const auto& [key, wanted] : wishes) {
      const auto pool = limits.find(key);
      if (pool == limits.end() || !pool->second.limit) continue;
      const auto all = *pool->second.limit + pool->second.overbook;
      if (all > 0 && all < wanted) return true;
    }
    return false;
  }

  /// What somebody new gets, who asks behind all others.
  [[nodiscard]] Decision expected_of_new(const PlaceRequest& request) const {
    return is_beyond(request) ? expected(entries.size(), request, WaitlistPolicy::none)
                              : expected(entries.size(), request, request.policy);
  }

  /// What somebody who asks behind the first `before` entries must get.
  [[nodiscard]] Decision expected(std::size_t before, const PlaceRequest& request, WaitlistPolicy policy) const {
    const auto fits = [&](std::string_view key, std::int64_t wanted) {
      const auto places = places_after(before, key, request.company);
      return wanted == 0 || !places || *places >= wanted;
    };
    const auto share_of = [&](std::string_view key, std::int64_t wanted, bool allowed) {
      std::int64_t got = 0;
      while (allowed && got < wanted && fits(key, got + 1)) ++got;
      return Share{got, wanted - got};
    };
    const bool company_fits =
        request.heads == 0 || comes_already(request.company) || fits(registration::companies_pool, 1);
    bool everything = company_fits && fits(registration::participants_pool, request.heads);
    for (const auto& [key, wanted] : request.pools) everything = everything && fits(key, wanted);

    Decision decision;
    if (policy == WaitlistPolicy::partial) {
      decision.heads = share_of(registration::participants_pool, request.heads, company_fits);
      const bool somebody = decision.heads.confirmed + request.confirmed_heads_before > 0;
      for (const auto& [key, wanted] : request.pools) decision.pools[key] = share_of(key, wanted, somebody);
      return decision;
    }
    const bool waits = !everything && policy == WaitlistPolicy::all_or_nothing;
    decision.heads = {everything ? request.heads : 0, waits ? request.heads : 0};
    for (const auto& [key, wanted] : request.pools) decision.pools[key] = {everything ? wanted : 0, waits ? wanted : 0};
    return decision;
  }
};

}  // namespace tagwerk::test
