#include "engine/registration/places.hpp"

#include <algorithm>
#include <utility>

#include "engine/events/capacity_store.hpp"
#include "engine/registration/party_store.hpp"

namespace tagwerk::registration {

Places Places::lock(storage::Transaction& tx, const core::EventId& event) {
  return {event, events::lock_pools(tx, event)};
}

Places Places::look(storage::Transaction& tx, const core::EventId& event) {
  return {event, events::load_pools(tx, event)};
}

std::map<core::EventId, Places> Places::lock(storage::Transaction& tx, const std::set<core::EventId>& events) {
  return by_event(events::lock_pools(tx, events));
}

std::map<core::EventId, Places> Places::lock_of_locked(storage::Transaction& tx,
                                                       const std::set<core::EventId>& events) {
  return by_event(events::load_pools(tx, events, storage::Lock::for_update));
}

std::map<core::EventId, Places> Places::look_without_lock(storage::Transaction& tx,
                                                          const std::set<core::EventId>& events) {
  return by_event(events::load_pools(tx, events, storage::Lock::none));
}

std::map<core::EventId, Places> Places::by_event(std::vector<events::EventPool> pools) {
  std::map<core::EventId, Places> places;
  for (auto& [event, row] : pools) places.try_emplace(event, event).first->second.rows_.push_back(std::move(row));
  return places;
}

bool Places::has(std::string_view pool) const {
  return std::any_of(rows_.begin(), rows_.end(), [&](const auto& row) { return row.key == pool; });
}

events::PoolRow& Places::row_of(const std::string& pool) {
  const auto found = std::find_if(rows_.begin(), rows_.end(), [&](const auto& row) { return row.key == pool; });
  if (found != rows_.end()) return *found;
  return rows_.emplace_back(events::PoolRow{.key = pool, .limit = std::nullopt});
}

Capacity Places::capacity() const {
  Capacity capacity;
  for (const auto& row : rows_) {
    capacity.pools.emplace(row.key, PoolState{.limit = row.limit,
                                              .overbook = row.overbook,
                                              .confirmed = row.confirmed,
                                              .held = row.held,
                                              .waitlisted = row.waitlisted});
  }
  return capacity;
}

Capacity Places::capacity(storage::Transaction& tx, std::span<const core::CompanyId> companies) const {
  auto found = capacity();
  found.companies = load_company_heads(tx, event_, {companies.begin(), companies.end()});
  return found;
}

void Places::save(storage::Transaction& tx, const Capacity& before, const Capacity& after) {
  PlacesChanges changes;
  changes.add(*this, before, after);
  changes.write(tx);
}

void PlacesChanges::add(Places& places, const Capacity& before, const Capacity& after) {
  for (const auto& [key, pool] : after.pools) {
    if (places.has(key) && pool == before.pool(key)) continue;
    auto& row = places.row_of(key);
    row.confirmed = pool.confirmed;
    row.held = pool.held;
    row.waitlisted = pool.waitlisted;
    pools_.push_back({places.event_, row});
  }
  for (const auto& [company, heads] : after.companies) {
    const auto known = before.companies.find(company);
    if (heads != (known == before.companies.end() ? CompanyHeads{} : known->second))
      heads_[places.event_].emplace(company, heads);
  }
}

void PlacesChanges::write(storage::Transaction& tx) const {
  events::save_counters(tx, pools_);
  save_company_heads(tx, heads_);
}

}  // namespace tagwerk::registration
