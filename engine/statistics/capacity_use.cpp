#include "engine/statistics/capacity_use.hpp"

#include <algorithm>

namespace tagwerk::statistics {
namespace {

std::optional<std::int64_t> count_came(const EventFacts& event, const std::string& pool) {
  if (event.progress != Progress::completed || event.checked_in.empty()) return std::nullopt;
  if (pool == events::companies_pool) return static_cast<std::int64_t>(event.checked_in.size());
  if (pool != events::participants_pool) return std::nullopt;
  std::int64_t heads = 0;
  for (const auto& one : event.checked_in) heads += one.heads;
  return heads;
}

}  // namespace

std::vector<PoolUse> pools_of(const EventFacts& event, const std::vector<events::PoolRow>& rows) {
  const auto shown = events::shown(rows);
  std::vector<PoolUse> pools;
  pools.reserve(shown.size());
  for (const auto& row : shown) {
    PoolUse pool;
    pool.key = row.key;
    pool.limit = row.limit;
    pool.overbook = row.overbook;
    pool.confirmed = row.confirmed;
    pool.waitlisted = row.waitlisted;
    if (!event.confirmed.empty()) pool.use = ratio_of(row.confirmed, row.limit);
    pool.came = count_came(event, row.key);
    pool.came_use = ratio_of(pool.came, row.limit);
    pools.push_back(std::move(pool));
  }
  return pools;
}

TalkUse talks_of(std::int64_t slots, const std::vector<std::string>& common,
                 const std::optional<std::vector<PlannedAtTable>>& planned) {
  TalkUse use;
  use.slots = slots;
  use.tables = static_cast<std::int64_t>(common.size());
  use.offered = use.slots * use.tables;
  if (!planned) return use;
  const auto count = [&](const auto& fits) {
    return static_cast<std::int64_t>(std::count_if(planned->begin(), planned->end(), fits));
  };
  const std::set<std::string> tables(common.begin(), common.end());
  use.planned = static_cast<std::int64_t>(planned->size());
  use.at_common = count([&](const PlannedAtTable& talk) { return tables.contains(talk.table); });
  use.held = count([](const PlannedAtTable& talk) { return talk.was_held.value_or(false); });
  use.not_recorded = count([](const PlannedAtTable& talk) { return !talk.was_held; });
  use.utilisation = ratio_of(use.at_common, use.offered);
  return use;
}

}  // namespace tagwerk::statistics
