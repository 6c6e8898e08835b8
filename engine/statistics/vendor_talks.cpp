#include "engine/statistics/vendor_talks.hpp"

#include <map>
#include <utility>

namespace tagwerk::statistics {
namespace {

using Companies = std::set<core::CompanyId>;
using Pairs = std::map<std::pair<core::CompanyId, core::CompanyId>, bool>;  // partner, vendor; the partner wishes

// What is counted of one vendor, or of all.
struct Count {
  TalkFigures figures;
  Companies reached;
  std::map<core::Grade, std::int64_t> grades;

  void add_wish(bool by_partner) {
    ++figures.wished;
    if (by_partner) ++figures.wished_by_partners;
  }
  void add_talk(const PlannedTalkFacts& talk) {
    ++figures.planned;
    const bool is_missed_by_vendor = talk.recorded && talk.vendor_absent;
    const bool is_missed_by_partner = talk.recorded && talk.partner_absent;
    if (!talk.recorded) {
      ++figures.not_recorded;
    } else if (is_missed_by_vendor || is_missed_by_partner) {
      ++figures.not_held;
    } else {
      ++figures.held;
      reached.insert(talk.partner);
    }
    if (is_missed_by_vendor) ++figures.vendor_absent;
    if (is_missed_by_partner) ++figures.partner_absent;
    if (talk.grade && !is_missed_by_vendor) ++grades[*talk.grade];
  }
  [[nodiscard]] TalkFigures sum(std::int64_t partners) const {
    auto sums = figures;
    sums.partners = partners;
    sums.partners_reached = static_cast<std::int64_t>(reached.size());
    std::vector<feedback::GradeCount> counts;
    counts.reserve(grades.size());
    for (const auto& [grade, count] : grades) counts.push_back({grade, count});
    sums.grades = feedback::summarize(counts);
    return sums;
  }
};

struct YearCount {
  Count all;
  std::map<core::CompanyId, Count> vendors;
  Companies partners;

  void add(const TalkEvent& event) {
    auto there = event.vendors;
    partners.insert(event.partners.begin(), event.partners.end());
    Pairs wished;
    for (const auto& wish : event.wishes) {
      auto& by_partner = wished[{wish.partner, wish.vendor}];
      by_partner = by_partner || wish.by_partner;
    }
    for (const auto& [pair, by_partner] : wished) {
      there.insert(pair.second);
      all.add_wish(by_partner);
      vendors[pair.second].add_wish(by_partner);
    }
    for (const auto& talk : event.talks) {
      there.insert(talk.vendor);
      all.add_talk(talk);
      vendors[talk.vendor].add_talk(talk);
    }
    ++all.figures.events;
    for (const auto& vendor : there) ++vendors[vendor].figures.events;
  }
  [[nodiscard]] TalkYear sum(int year) const {
    auto everybody = partners;
    everybody.insert(all.reached.begin(), all.reached.end());
    const auto count = static_cast<std::int64_t>(everybody.size());
    TalkYear sums{.year = year, .totals = all.sum(count), .vendors = {}};
    std::int64_t hidden = 0;
    for (const auto& [vendor, figures] : vendors) {
      sums.vendors.push_back({vendor, figures.sum(count)});
      const auto& grades = sums.vendors.back().figures.grades;
      if (!grades.spread) hidden += grades.n;
    }
    // What is hidden of a few vendors must not follow from what is shown of the others and of all.
    if (hidden > 0 && hidden < feedback::min_shown) sums.totals.grades.spread.reset();
    return sums;
  }
};

}  // namespace

std::optional<std::int64_t> share(std::int64_t part, std::int64_t whole) noexcept {
  if (whole == 0) return std::nullopt;
  constexpr std::int64_t one = 10'000;
  return (2 * one * part + whole) / (2 * whole);
}

std::optional<std::int64_t> coverage(const TalkFigures& figures) noexcept {
  return share(figures.partners_reached, figures.partners);
}

std::optional<std::int64_t> no_show_rate(const TalkFigures& figures) noexcept {
  return share(figures.not_held, figures.held + figures.not_held);
}

std::vector<TalkYear> count_talks(std::span<const TalkEvent> events) {
  std::map<int, YearCount> years;
  for (const auto& event : events) years[event.year].add(event);
  std::vector<TalkYear> rows;
  rows.reserve(years.size());
  for (const auto& [year, count] : years) rows.push_back(count.sum(year));
  return rows;
}

}  // namespace tagwerk::statistics
