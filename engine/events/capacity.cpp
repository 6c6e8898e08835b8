#include "engine/events/capacity.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "engine/core/field_checks.hpp"
#include "engine/core/text.hpp"
#include "engine/events/event_terms.hpp"
#include "engine/events/events_errors.hpp"

namespace tagwerk::events {
namespace {

std::string pointer_to(std::size_t index, std::string_view member) {
  return "/pools/" + std::to_string(index) + "/" + std::string(member);
}

const PoolRow* find_pool(const std::vector<PoolRow>& rows, std::string_view key) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const PoolRow& row) { return row.key == key; });
  return found == rows.end() ? nullptr : &*found;
}

PoolRow unlimited(std::string_view key) {
  PoolRow row;
  row.key = key;
  return row;
}

// A row that is not there yet counts nothing and has no limit.
PoolRow pool_or_unlimited(const std::vector<PoolRow>& rows, std::string_view key) {
  const auto* row = find_pool(rows, key);
  return row != nullptr ? *row : unlimited(key);
}

}  // namespace

std::optional<std::int64_t> PoolRow::places() const {
  if (!limit) return std::nullopt;
  return *limit + overbook;
}

std::optional<std::int64_t> PoolRow::available() const {
  const auto all = places();
  if (!all) return std::nullopt;
  return std::max<std::int64_t>(0, *all - taken());
}

std::vector<core::FieldError> check(const std::vector<PoolLimit>& limits) {
  std::vector<core::FieldError> errors;
  if (limits.size() > max_pools) {
    errors.push_back({"/pools",
                      &core::field_items,
                      {{"count", std::to_string(limits.size())}, {"min", "0"}, {"max", std::to_string(max_pools)}}});
  }
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < limits.size(); ++i) {
    const auto& pool = limits[i];
    if (!core::is_key(pool.key)) {
      errors.push_back(
          {pointer_to(i, "key"), &core::field_format, {{"value", pool.key}, {"expected", core::key_words}}});
    }
    if (!seen.insert(pool.key).second)
      errors.push_back({pointer_to(i, "key"), &core::field_duplicate, {{"value", pool.key}}});
    check_range(errors, pointer_to(i, "limit"), pool.limit, 0, max_places);
    check_range(errors, pointer_to(i, "overbook"), pool.overbook, 0, max_places);
  }
  return errors;
}

std::vector<PoolRow> with_limits(std::vector<PoolRow> rows, const std::vector<PoolLimit>& limits) {
  for (auto& row : rows) {
    if (is_own_pool(row.key)) continue;
    row.limit = std::nullopt;
    row.overbook = 0;
    row.list_position = 0;
  }
  int position = 0;
  for (const auto& pool : limits) {
    auto row = std::find_if(rows.begin(), rows.end(), [&](const PoolRow& one) { return one.key == pool.key; });
    if (row == rows.end()) row = rows.insert(rows.end(), unlimited(pool.key));
    row->limit = pool.limit;
    row->overbook = pool.overbook;
    row->list_position = ++position;
  }
  std::sort(rows.begin(), rows.end(), [](const PoolRow& a, const PoolRow& b) { return a.key < b.key; });
  return rows;
}

std::int64_t reserved_in(const Reservations& reserved, const std::string& pool) {
  const auto found = reserved.find(pool);
  return found == reserved.end() ? 0 : found->second;
}

std::vector<core::FieldError> limits_below_taken(const std::vector<PoolRow>& rows, const Reservations& reserved,
                                                 const std::vector<PoolLimit>& limits) {
  std::vector<core::FieldError> errors;
  for (std::size_t i = 0; i < limits.size(); ++i) {
    const auto taken = pool_or_unlimited(rows, limits[i].key).taken();
    const auto places = limits[i].limit + limits[i].overbook;
    const auto kept = reserved_in(reserved, limits[i].key);
    if (places >= taken + kept) continue;
    core::Arguments arguments{
        {"capacity", std::to_string(places)}, {"pool", limits[i].key}, {"taken", std::to_string(taken)}};
    if (places >= taken) arguments.emplace_back("reserved", std::to_string(kept));
    errors.push_back({pointer_to(i, "limit"), places < taken ? &capacity_below_taken : &capacity_below_reserved,
                      std::move(arguments)});
  }
  return errors;
}

bool same_limits(const std::vector<PoolRow>& before, const std::vector<PoolRow>& after) {
  return std::all_of(after.begin(), after.end(), [&](const PoolRow& row) {
    const auto old = pool_or_unlimited(before, row.key);
    return row.limit == old.limit && row.overbook == old.overbook && row.list_position == old.list_position;
  });
}

bool is_raised(const std::vector<PoolRow>& before, const std::vector<PoolRow>& after) {
  return std::any_of(after.begin(), after.end(), [&](const PoolRow& row) {
    const auto old_places = pool_or_unlimited(before, row.key).places();
    const auto new_places = row.places();
    return old_places && (!new_places || *new_places > *old_places);
  });
}

std::vector<PoolRow> shown(const std::vector<PoolRow>& rows) {
  std::vector<PoolRow> listed;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(listed),
               [](const PoolRow& row) { return row.limit && !is_own_pool(row.key); });
  std::sort(listed.begin(), listed.end(),
            [](const PoolRow& a, const PoolRow& b) { return a.list_position < b.list_position; });
  for (const auto key : {participants_pool, companies_pool}) {
    if (find_pool(listed, key) == nullptr) listed.push_back(pool_or_unlimited(rows, key));
  }
  for (const auto& row : rows) {
    const bool is_used = row.taken() > 0 || row.waitlisted > 0;
    if (is_used && !is_own_pool(row.key) && find_pool(listed, row.key) == nullptr) listed.push_back(row);
  }
  return listed;
}

}  // namespace tagwerk::events
