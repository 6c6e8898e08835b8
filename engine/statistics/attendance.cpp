#include "engine/statistics/attendance.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

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

EventFigures known_of(const EventFacts& event) {
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

AttendanceYear combine_year(int year, std::span<const EventFacts* const> events, const NewAttendanceRecord* record) {
  std::vector<EventFigures> known;
  bool all_complete = !events.empty();
  for (const auto* event : events) {
    const auto figures = known_of(*event);
    if (figures.any) known.push_back(figures);
    all_complete = all_complete && is_complete(*event);
  }
  AttendanceYear row{.year = year,
                     .complete = all_complete || (record != nullptr && record->complete),
                     .events = static_cast<std::int64_t>(events.size()),
                     .events_with_figures = static_cast<std::int64_t>(known.size()),
                     .figures = {},
                     .growth = {},
                     .same_days = {}};
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

// As it was at the end of that day; nullopt: nobody knows.
std::optional<EventFacts> as_of(const EventFacts& event, const std::map<core::EventId, Curve>& curves,
                                core::Date until) {
  if (event.ends_on <= until) return event;
  EventFacts then;
  then.event = event.event;
  then.year = event.year;
  const auto curve = curves.find(event.event);
  if (curve == curves.end()) {
    if (event.record || !counted_heads(event).empty()) return std::nullopt;
    return then;
  }
  const auto point = at(curve->second, until);
  then.record = NewAttendanceRecord{
      .figures = {.companies = point.companies, .participants = point.net, .vendors = point.vendors}, .source = {}};
  return then;
}

std::optional<SameDays> same_days(const AttendanceYear& year, int since, std::span<const EventFacts> events,
                                  const std::map<core::EventId, Curve>& curves, core::Date today) {
  SameDays compared;
  compared.since_year = since;
  compared.until = years_before(today, year.year - since);
  std::vector<EventFacts> then;
  for (const auto& event : events) {
    if (event.year != since || event.progress == Progress::cancelled) continue;
    auto known = as_of(event, curves, compared.until);
    if (!known) return std::nullopt;
    then.push_back(*std::move(known));
  }
  const auto rows = combine(then, {});
  if (rows.empty()) return std::nullopt;
  compared.figures = rows.front().figures;
  compared.relative = compare(compared.figures, year.figures, relative_growth);
  return compared;
}

}  // namespace

YearFigures figures_of(const EventFacts& event) {
  const auto rows = combine(std::span(&event, 1), {});
  return rows.empty() ? YearFigures() : rows.front().figures;
}

bool is_complete(const EventFacts& event) noexcept {
  return event.progress == Progress::completed || (event.record && event.record->complete);
}

core::Date years_before(core::Date day, int years) {
  const auto parts = day.year_month_day();
  const auto year = static_cast<unsigned short>(std::max(static_cast<int>(parts.year) - years, 1400));
  const auto last = boost::gregorian::gregorian_calendar::end_of_month_day(year, parts.month);
  return {year, parts.month, std::min<unsigned short>(parts.day, last)};
}

std::map<int, int> years_to_compare(std::span<const AttendanceYear> years) {
  std::map<int, int> pairs;
  for (const auto& year : years) {
    if (!year.complete && year.growth) pairs.emplace(year.year, year.growth->since_year);
  }
  return pairs;
}

void add_same_days(std::span<AttendanceYear> years, std::span<const EventFacts> events, const YearRecords& records,
                   const std::map<core::EventId, Curve>& curves, core::Date today) {
  const auto pairs = years_to_compare(years);
  for (auto& year : years) {
    const auto pair = pairs.find(year.year);
    if (pair == pairs.end() || records.contains(pair->second)) continue;
    year.same_days = same_days(year, pair->second, events, curves, today);
  }
}

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

std::optional<double> ratio_of(std::optional<std::int64_t> part, std::optional<std::int64_t> whole) {
  if (!part || !whole || *whole == 0) return std::nullopt;
  return std::round(static_cast<double>(*part) * 10'000 / static_cast<double>(*whole)) / 10'000;
}

std::optional<std::int64_t> growth_per_year(std::optional<std::int64_t> base, std::optional<std::int64_t> now,
                                            int years) {
  if (!base || !now || *base == 0) return std::nullopt;
  const auto ratio = static_cast<double>(*now) / static_cast<double>(*base);
  return std::llround((std::pow(ratio, 1.0 / years) - 1) * 10'000);
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
                          .absolute = compare(before.figures, row.figures, difference),
                          .per_year = compare(before.figures, row.figures, [&](const auto& base, const auto& now) {
                            return growth_per_year(base, now, row.year - before.year);
                          })};
    }
    rows.push_back(row);
  }
  return rows;
}

}  // namespace tagwerk::statistics
