#include "engine/statistics/retention.hpp"

#include <algorithm>
#include <utility>

#include "engine/statistics/attendance.hpp"

namespace tagwerk::statistics {
namespace {

struct OfYear {
  bool complete = true;
  std::map<core::CompanyId, core::Date> first;  // by company, the first of its events in the year
};

std::map<int, OfYear> by_year(std::span<const RetentionEvent> events, const std::set<int>& recorded) {
  std::map<int, OfYear> years;
  for (const auto& event : events) {
    auto& year = years[event.year];
    year.complete = year.complete && event.complete;
    for (const auto& company : event.companies) {
      const auto [known, is_first] = year.first.emplace(company, event.starts_on);
      if (!is_first) known->second = std::min(known->second, event.starts_on);
    }
  }
  for (auto& [year, facts] : years) facts.complete = facts.complete || recorded.contains(year);
  return years;
}

bool came_before(const FirstElsewhere& elsewhere, const core::CompanyId& company, core::Date day) {
  const auto found = elsewhere.find(company);
  return found != elsewhere.end() && found->second < day;
}

}  // namespace

std::vector<RetentionYear> count_retention(std::span<const RetentionEvent> events, const std::set<int>& recorded,
                                           const FirstElsewhere& elsewhere) {
  std::vector<RetentionYear> rows;
  std::set<core::CompanyId> ever;
  const auto years = by_year(events, recorded);
  const OfYear* before = nullptr;
  for (const auto& [year, facts] : years) {
    if (facts.first.empty()) continue;
    RetentionYear row;
    row.year = year;
    row.complete = facts.complete;
    row.companies = static_cast<std::int64_t>(facts.first.size());
    for (const auto& [company, day] : facts.first) {
      if (ever.insert(company).second) {
        ++row.fresh;
        row.first_timers += came_before(elsewhere, company, day) ? 0 : 1;
      } else {
        const bool was_there_before = before != nullptr && before->first.contains(company);
        ++(was_there_before ? row.returning : row.reactivated);
      }
    }
    if (before != nullptr) {
      const auto of_before = static_cast<std::int64_t>(before->first.size());
      row.since_year = rows.back().year;
      row.lapsed = of_before - row.returning;
      row.retention = ratio_of(row.returning, of_before);
    }
    rows.push_back(row);
    before = &facts;
  }
  return rows;
}

}  // namespace tagwerk::statistics
