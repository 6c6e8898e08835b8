#include "engine/registration/places.hpp"

#include <algorithm>
#include <utility>

#include "engine/events/capacity_store.hpp"
#include "engine/registration/party_store.hpp"

namespace tagwerk::registration {

Places Places::lock(storage::Transaction& tx, const core::EventId& event) {
  return {event, events::lock_pools(tx, event)};
}

Places Places::look_without_lock(storage::Transaction& tx, const core::EventId& event) {
  return {event, events::load_pools(tx, event)};
}

bool Places::has(std::string_view pool) const {
  return std::any_of(rows_.begin(), rows_.end(), [&](const auto& row) { return row.key == pool; });
}

void Places::ensure(storage::Transaction& tx, const std::set<std::string>& pools) {
  bool is_missing = false;
  const auto make = [&](std::string_view key) {
    if (has(key)) return;
    events::ensure_pool(tx, event_, key);
    is_missing = true;
  };
  make(companies_pool);
  make(participants_pool);
  for (const auto& key : pools) make(key);
  if (is_missing) rows_ = events::lock_pools(tx, event_);
}

Capacity Places::capacity(storage::Transaction& tx, std::span<const core::CompanyId> companies) const {
  Capacity capacity;
  for (const auto& row : rows_) {
    capacity.pools.emplace(row.key, PoolState{.limit = row.limit,
                                              .overbook = row.overbook,
                                              .confirmed = row.confirmed,
                                              .held = row.held,
                                              .waitlisted = row.waitlisted});
  }
  capacity.companies = load_company_heads(tx, event_, companies);
  return capacity;
}

void Places::save(storage::Transaction& tx, const Capacity& before, const Capacity& after) {
  for (auto& row : rows_) {
    const auto& pool = after.pool(row.key);
    if (pool == before.pool(row.key)) continue;
    row.confirmed = pool.confirmed;
    row.held = pool.held;
    row.waitlisted = pool.waitlisted;
    events::save_counters(tx, event_, row);
  }
  HeadsByCompany changed;
  for (const auto& [company, heads] : after.companies) {
    const auto known = before.companies.find(company);
    if (heads != (known == before.companies.end() ? CompanyHeads{} : known->second)) changed.emplace(company, heads);
  }
  save_company_heads(tx, event_, changed);
}

}  // namespace tagwerk::registration
