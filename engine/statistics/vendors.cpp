#include "engine/statistics/vendors.hpp"

#include <algorithm>
#include <utility>

namespace tagwerk::statistics {
namespace {

using Companies = std::set<core::CompanyId>;

struct OfYear {
  std::int64_t events = 0;
  Companies vendors;
  std::map<std::string, Companies> by_package;
};

std::int64_t count_in(const Companies& these, const Companies& those) {
  return std::count_if(these.begin(), these.end(), [&](const auto& one) { return those.contains(one); });
}

std::map<int, OfYear> by_year(std::span<const VendorEvent> events) {
  std::map<int, OfYear> years;
  for (const auto& event : events) {
    auto& year = years[event.year];
    ++year.events;
    for (const auto& [company, package] : event.visits) {
      year.vendors.insert(company);
      year.by_package[package].insert(company);
    }
  }
  return years;
}

}  // namespace

std::set<int> complete_years(std::span<const VendorEvent> events, const std::set<int>& recorded) {
  std::map<int, bool> all;
  for (const auto& event : events) {
    auto& is_complete = all.try_emplace(event.year, true).first->second;
    is_complete = is_complete && event.complete;
  }
  auto years = recorded;
  for (const auto& [year, is_complete] : all) {
    if (is_complete) years.insert(year);
  }
  return years;
}

std::vector<VendorYear> count_vendors(std::span<const VendorEvent> events, const std::set<int>& recorded) {
  const auto complete = complete_years(events, recorded);
  std::vector<VendorYear> rows;
  Companies ever;
  Companies before;  // in the year before
  for (const auto& [year, facts] : by_year(events)) {
    if (facts.vendors.empty()) continue;
    VendorYear row;
    row.year = year;
    row.complete = complete.contains(year);
    row.events = facts.events;
    row.vendors = static_cast<std::int64_t>(facts.vendors.size());
    row.fresh = row.vendors - count_in(facts.vendors, ever);
    row.returning = count_in(facts.vendors, before);
    row.regained = row.vendors - row.fresh - row.returning;
    if (!rows.empty()) {
      row.since_year = rows.back().year;
      if (row.complete) row.lapsed = static_cast<std::int64_t>(before.size()) - row.returning;
    }
    for (const auto& [package, companies] : facts.by_package)
      row.by_package.emplace(package, static_cast<std::int64_t>(companies.size()));
    rows.push_back(std::move(row));
    ever.insert(facts.vendors.begin(), facts.vendors.end());
    before = facts.vendors;
  }
  return rows;
}

}  // namespace tagwerk::statistics
