#include "engine/events/terms_change.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "engine/events/events_errors.hpp"

namespace tagwerk::events {
namespace {

using Fields = std::vector<core::FieldError>;

PoolRow row_of(const std::vector<PoolRow>& rows, const std::string& key) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const PoolRow& row) { return row.key == key; });
  if (found != rows.end()) return *found;
  PoolRow none;
  none.key = key;
  return none;
}

bool counts_nothing(const PoolRow& row) { return row.confirmed == 0 && row.held == 0 && row.waitlisted == 0; }

// The item of that key among those of after, and where it stands.
template <class Item>
std::optional<std::size_t> place_of(const std::vector<Item>& items, const std::string& key) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.key == key; });
  if (found == items.end()) return std::nullopt;
  return static_cast<std::size_t>(found - items.begin());
}

std::string at(std::string_view list, std::size_t index, std::string_view member) {
  return std::string(list) + "/" + std::to_string(index) + "/" + std::string(member);
}

core::FieldError below_taken(std::string pointer, const PoolRow& row, std::int64_t places) {
  return {std::move(pointer),
          &capacity_below_taken,
          {{"capacity", std::to_string(places)}, {"pool", row.key}, {"taken", std::to_string(row.taken())}}};
}

core::FieldError in_use(std::string pointer, const TicketCategory& category, std::int64_t heads) {
  return {std::move(pointer), &category_in_use, {{"category", category.key}, {"heads", std::to_string(heads)}}};
}

core::FieldError in_use(std::string pointer, const Contingent& contingent, std::int64_t taken) {
  return {std::move(pointer), &contingent_in_use, {{"contingent", contingent.key}, {"taken", std::to_string(taken)}}};
}

// A price may be added where nothing was said of money; what was registered in one currency is not continued in another.
bool has_other_currency(const TicketCategory& before, const TicketCategory& after) {
  return before.price && (!after.price || after.price->currency != before.price->currency);
}

void check_category(Fields& errors, const TicketCategory& before, const std::vector<TicketCategory>& after,
                    const PoolRow& row) {
  constexpr std::string_view list = "/categories";
  const auto place = place_of(after, before.key);
  const auto heads = row.taken() + row.waitlisted;
  if (!place) {
    if (heads > 0) errors.push_back(in_use(std::string(list), before, heads));
    return;
  }
  const auto& now = after[*place];
  if (heads > 0 && now.pools != before.pools) errors.push_back(in_use(at(list, *place, "pools"), before, heads));
  if (heads > 0 && has_other_currency(before, now)) errors.push_back(in_use(at(list, *place, "price"), before, heads));
}

void check_contingent(Fields& errors, const Contingent& before, const std::vector<Contingent>& after,
                      const PoolRow& row) {
  constexpr std::string_view list = "/contingents";
  if (row.taken() == 0) return;
  const auto place = place_of(after, before.key);
  if (!place) {
    errors.push_back(in_use(std::string(list), before, row.taken()));
    return;
  }
  const auto& now = after[*place];
  if (now.pool != before.pool) errors.push_back(in_use(at(list, *place, "pool"), before, row.taken()));
  if (now.company != before.company) errors.push_back(in_use(at(list, *place, "company_id"), before, row.taken()));
  if (now.company_role != before.company_role)
    errors.push_back(in_use(at(list, *place, "company_role"), before, row.taken()));
}

// Told at the first contingent of a pool that reserves more than before and does not fit.
void check_free(Fields& errors, const std::vector<Contingent>& before, const std::vector<Contingent>& after,
                const std::vector<PoolRow>& rows, core::Instant now) {
  const auto reserved_before = reserved_places(before, rows, now);
  for (const auto& [pool, asked] : reserved_places(after, rows, now)) {
    const auto free = row_of(rows, pool).available();
    if (!free || asked <= *free || asked <= reserved_in(reserved_before, pool)) continue;
    const auto is_of_pool = [&, &wanted = pool](const Contingent& one) {
      return one.pool == wanted && one.is_kept_at(now) && std::find(before.begin(), before.end(), one) == before.end();
    };
    const auto first = std::find_if(after.begin(), after.end(), is_of_pool);
    errors.push_back({at("/contingents", static_cast<std::size_t>(first - after.begin()), "places"),
                      &contingent_exceeds_free,
                      {{"pool", pool}, {"free", std::to_string(*free)}, {"asked", std::to_string(asked)}}});
  }
}

using Limits = std::map<std::string, std::optional<std::int64_t>>;  // by key of the pool

std::vector<PoolRow> with_own_limits(std::vector<PoolRow> rows, const std::string& prefix, Limits limits) {
  std::erase_if(rows, [&](const PoolRow& row) {
    return row.key.starts_with(prefix) && !limits.contains(row.key) && counts_nothing(row);
  });
  for (auto& row : rows) {
    if (!row.key.starts_with(prefix)) continue;
    const auto wanted = limits.extract(row.key);
    row.limit = wanted ? wanted.mapped() : std::nullopt;
  }
  for (const auto& [key, limit] : limits) {
    PoolRow row;
    row.key = key;
    row.limit = limit;
    rows.push_back(std::move(row));
  }
  std::sort(rows.begin(), rows.end(), [](const PoolRow& a, const PoolRow& b) { return a.key < b.key; });
  return rows;
}

}  // namespace

std::int64_t taken_of(const Contingent& contingent, const std::vector<PoolRow>& rows) {
  return row_of(rows, contingent_pool(contingent.key)).taken();
}

Reservations reserved_places(const std::vector<Contingent>& contingents, const std::vector<PoolRow>& rows,
                             core::Instant now) {
  Reservations reserved;
  for (const auto& one : contingents) {
    const auto unused = one.places - taken_of(one, rows);
    if (one.is_kept_at(now) && unused > 0) reserved[one.pool] += unused;
  }
  return reserved;
}

std::vector<core::FieldError> refused(const std::vector<TicketCategory>& before,
                                      const std::vector<TicketCategory>& after, const std::vector<PoolRow>& rows) {
  Fields errors;
  for (const auto& one : before) check_category(errors, one, after, row_of(rows, category_pool(one.key)));
  for (std::size_t i = 0; i < after.size(); ++i) {
    const auto row = row_of(rows, category_pool(after[i].key));
    if (after[i].limit && *after[i].limit < row.taken())
      errors.push_back(below_taken(at("/categories", i, "limit"), row, *after[i].limit));
  }
  return errors;
}

std::vector<core::FieldError> refused(const std::vector<Contingent>& before, const std::vector<Contingent>& after,
                                      const std::vector<PoolRow>& rows, core::Instant now) {
  Fields errors;
  for (const auto& one : before) check_contingent(errors, one, after, row_of(rows, contingent_pool(one.key)));
  for (std::size_t i = 0; i < after.size(); ++i) {
    const auto row = row_of(rows, contingent_pool(after[i].key));
    if (after[i].places < row.taken())
      errors.push_back(below_taken(at("/contingents", i, "places"), row, after[i].places));
  }
  check_free(errors, before, after, rows, now);
  return errors;
}

std::vector<PoolRow> with_limits_of(const std::vector<TicketCategory>& categories, std::vector<PoolRow> rows) {
  Limits limits;
  for (const auto& one : categories) limits.emplace(category_pool(one.key), one.limit);
  return with_own_limits(std::move(rows), category_pool({}), std::move(limits));
}

std::vector<PoolRow> with_limits_of(const std::vector<Contingent>& contingents, std::vector<PoolRow> rows) {
  Limits limits;
  for (const auto& one : contingents) limits.emplace(contingent_pool(one.key), one.places);
  return with_own_limits(std::move(rows), contingent_pool({}), std::move(limits));
}

}  // namespace tagwerk::events
