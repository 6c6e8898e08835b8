#include "engine/statistics/event_grades.hpp"

#include <map>
#include <utility>

namespace tagwerk::statistics {
namespace {

struct YearCount {
  std::int64_t events = 0;
  std::int64_t hidden = 0;
  std::map<core::Grade, std::int64_t> grades;
  std::optional<std::int64_t> participants = 0;  // one gap leaves a gap

  void add(const EventGrades& one) {
    ++events;
    if (!one.figures.summary.spread) hidden += one.figures.summary.n;
    for (const auto& [grade, count] : one.event.counts) grades[grade] += count;
    participants = participants && one.figures.participants ? std::optional(*participants + *one.figures.participants)
                                                            : std::nullopt;
  }
  [[nodiscard]] YearGrades sum(int year) const {
    std::vector<feedback::GradeCount> counts;
    counts.reserve(grades.size());
    for (const auto& [grade, count] : grades) counts.push_back({grade, count});
    YearGrades sums{.year = year, .events = events, .figures = grade_figures(counts, participants)};
    if (hidden > 0 && hidden < feedback::min_shown) {
      sums.figures.summary.spread.reset();
      sums.figures.dispersion.reset();
    }
    return sums;
  }
};

}  // namespace

std::optional<std::int64_t> count_participants(const EventFacts& event) {
  const auto heads = counted_heads(event);
  if (heads.empty()) return std::nullopt;
  std::int64_t sum = 0;
  for (const auto& one : heads) sum += one.heads;
  return sum;
}

GradeFigures grade_figures(std::span<const feedback::GradeCount> counts, std::optional<std::int64_t> participants) {
  GradeFigures figures;
  figures.summary = feedback::summarize(counts);
  figures.dispersion = feedback::disperse(counts);
  figures.participants = participants;
  figures.response_rate = ratio_of(figures.summary.n, participants);
  return figures;
}

std::vector<YearGrades> grades_by_year(std::span<const EventGrades> events) {
  std::map<int, YearCount> years;
  for (const auto& one : events) years[one.event.year].add(one);
  std::vector<YearGrades> rows;
  rows.reserve(years.size());
  for (const auto& [year, count] : years) rows.push_back(count.sum(year));
  return rows;
}

}  // namespace tagwerk::statistics
