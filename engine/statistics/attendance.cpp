#include "engine/statistics/attendance.hpp"

#include <algorithm>

#include "engine/core/field_checks.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/statistics/statistics_errors.hpp"

namespace tagwerk::statistics {
namespace {

/// What is known of one event: what is recorded, else what is computed.
struct EventFigures {
  bool any = false;
  Figures recorded;
  std::span<const CompanyHeads> heads;  // empty: nothing is computed
};

EventFigures figures_of(const EventFacts& event) {
  EventFigures figures;
  figures.heads = counted_heads(event);
  if (event.record) figures.recorded = event.record->figures;
  figures.any = figures.recorded.any() || !figures.heads.empty();
  return figures;
}

std::vector<core::CompanyId> companies_of(std::span<const CompanyHeads> heads, bool partners) {
  std::vector<core::CompanyId> companies;
  for (const auto& one : heads) {
    if (one.is_partner == partners) companies.push_back(one.company);
  }
  return companies;
}

std::int64_t count_different(std::vector<core::CompanyId>& companies) {
  std::sort(companies.begin(), companies.end());
  return std::unique(companies.begin(), companies.end()) - companies.begin();
}

using Sum = std::optional<std::int64_t>;

/// Adds up over the year's events: of each what `recorded` says, else what `computed` counts; one gap leaves a gap.
template <class Recorded, class Computed>
Sum sum_up(std::span<const EventFigures> events, Recorded recorded, Computed computed) {
  Sum sum;
  for (const auto& event : events) {
    auto share = recorded(event.recorded);
    if (!share && !event.heads.empty()) share = computed(event.heads);
    if (!share) return std::nullopt;
    sum = sum.value_or(0) + *share;
  }
  return sum;
}

Sum sum_participants(std::span<const EventFigures> events) {
  return sum_up(
      events, [](const Figures& recorded) { return recorded.participants; },
      [](std::span<const CompanyHeads> heads) {
        Sum sum = 0;
        for (const auto& one : heads) *sum += one.is_partner ? one.heads : 0;
        return sum;
      });
}

Sum sum_company_visits(std::span<const EventFigures> events) {
  return sum_up(
      events, [](const Figures& recorded) { return recorded.companies; },
      [](std::span<const CompanyHeads> heads) {
        auto companies = companies_of(heads, true);
        return Sum(count_different(companies));
      });
}

/// Different companies over the year. A recorded number stands alone: nobody knows whom it has in common with others.
Sum join_companies(std::span<const EventFigures> events, std::optional<std::int64_t> Figures::*unit, bool partners) {
  std::vector<core::CompanyId> known;
  std::vector<std::int64_t> numbers;  // recorded, above 0
  for (const auto& event : events) {
    if (const auto recorded = event.recorded.*unit) {
      if (*recorded > 0) numbers.push_back(*recorded);
    } else if (!event.heads.empty()) {
      const auto companies = companies_of(event.heads, partners);
      known.insert(known.end(), companies.begin(), companies.end());
    } else {
      return std::nullopt;
    }
  }
  if (events.empty()) return std::nullopt;
  if (numbers.empty()) return count_different(known);
  if (numbers.size() == 1 && known.empty()) return numbers.front();
  return std::nullopt;
}

bool is_complete(const EventFacts& event) {
  return event.progress == Progress::completed || (event.record && event.record->complete);
}

AttendanceYear combine_year(int year, std::span<const EventFacts* const> events, const NewAttendanceRecord* record) {
  std::vector<EventFigures> known;
  bool all_complete = !events.empty();
  for (const auto* event : events) {
    const auto figures = figures_of(*event);
    if (figures.any) known.push_back(figures);
    all_complete = all_complete && is_complete(*event);
  }
  AttendanceYear row{.year = year,
                     .complete = all_complete || (record != nullptr && record->complete),
                     .events = static_cast<std::int64_t>(events.size()),
                     .events_with_figures = static_cast<std::int64_t>(known.size()),
                     .figures = {},
                     .growth = {}};
  row.figures = {.companies = join_companies(known, &Figures::companies, true),
                 .company_visits = sum_company_visits(known),
                 .participants = sum_participants(known),
                 .vendors = join_companies(known, &Figures::vendors, false)};
  if (record != nullptr) {
    const auto& recorded = record->figures;
    if (recorded.companies) {
      row.figures.companies = recorded.companies;
      row.figures.company_visits.reset();
    }
    if (recorded.participants) row.figures.participants = recorded.participants;
    if (recorded.vendors) row.figures.vendors = recorded.vendors;
  }
  return row;
}

std::optional<std::int64_t> difference(std::optional<std::int64_t> base, std::optional<std::int64_t> now) {
  if (!base || !now) return std::nullopt;
  return *now - *base;
}

template <class Compare>
YearFigures compare(const YearFigures& base, const YearFigures& now, Compare by) {
  return {.companies = by(base.companies, now.companies),
          .company_visits = by(base.company_visits, now.company_visits),
          .participants = by(base.participants, now.participants),
          .vendors = by(base.vendors, now.vendors)};
}

}  // namespace

core::Result<> check_span(std::optional<int> from, std::optional<int> to) {
  if (!from || !to || *from <= *to) return {};
  return core::fail_field("?to", core::field_order, {{"value", std::to_string(*to)}, {"other", std::to_string(*from)}});
}

std::vector<AttendanceYear> between(std::span<const AttendanceYear> years, std::optional<int> from,
                                    std::optional<int> to) {
  std::vector<AttendanceYear> rows;
  for (const auto& row : years) {
    if (is_between(row.year, from, to)) rows.push_back(row);
  }
  return rows;
}

std::vector<core::FieldError> check(const NewAttendanceRecord& record, const std::string& pointer) {
  std::vector<core::FieldError> problems;
  const auto check_figure = [&](const char* member, std::optional<std::int64_t> figure) {
    if (figure) check_range(problems, pointer + member, *figure, 0, max_figure);
  };
  check_figure("/companies", record.figures.companies);
  check_figure("/participants", record.figures.participants);
  check_figure("/vendors", record.figures.vendors);
  if (!record.figures.any()) problems.push_back({pointer, &figures_missing, {}});

  core::MemberRules rules(pointer);
  rules.line("source", record.source, max_source_length);
  for (auto& problem : rules.take()) problems.push_back(std::move(problem));
  return problems;
}

std::span<const CompanyHeads> counted_heads(const EventFacts& event) noexcept {
  if (event.progress == Progress::completed && !event.checked_in.empty()) return event.checked_in;
  return event.confirmed;
}

std::optional<std::int64_t> relative_growth(std::optional<std::int64_t> base,
                                            std::optional<std::int64_t> now) noexcept {
  if (!base || !now || *base == 0) return std::nullopt;
  const auto numerator = (*now - *base) * 10'000;
  const auto magnitude = (2 * (numerator < 0 ? -numerator : numerator) + *base) / (2 * *base);
  return numerator < 0 ? -magnitude : magnitude;
}

std::vector<AttendanceYear> combine(std::span<const EventFacts> events, const YearRecords& records) {
  std::map<int, std::vector<const EventFacts*>> by_year;
  for (const auto& event : events) {
    if (event.progress != Progress::cancelled) by_year[event.year].push_back(&event);
  }
  for (const auto& [year, record] : records) by_year.try_emplace(year);

  std::vector<AttendanceYear> rows;
  for (const auto& [year, editions] : by_year) {
    const auto record = records.find(year);
    auto row = combine_year(year, editions, record == records.end() ? nullptr : &record->second);
    if (!row.figures.any()) continue;
    if (!rows.empty()) {
      const auto& before = rows.back();
      row.growth = Growth{.since_year = before.year,
                          .relative = compare(before.figures, row.figures, relative_growth),
                          .absolute = compare(before.figures, row.figures, difference)};
    }
    rows.push_back(row);
  }
  return rows;
}

}  // namespace tagwerk::statistics
