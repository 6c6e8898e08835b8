#include "engine/statistics/reach.hpp"

#include <algorithm>
#include <bit>
#include <set>
#include <tuple>
#include <utility>

#include "engine/statistics/attendance.hpp"

namespace tagwerk::statistics {
namespace {

using Word = std::uint64_t;
using Bits = std::vector<Word>;
constexpr std::size_t word_bits = 64;

void put(Bits& bits, std::size_t number) { bits[number / word_bits] |= Word{1} << (number % word_bits); }

bool is_in(const Bits& bits, std::size_t number) { return (bits[number / word_bits] >> (number % word_bits) & 1) != 0; }

// When each company first came to any event.
std::map<core::CompanyId, core::Date> first_visits(std::span<const ReachEvent> events) {
  std::map<core::CompanyId, core::Date> first;
  for (const auto& event : events) {
    for (const auto& company : event.companies) {
      const auto [known, is_first] = first.emplace(company, event.starts_on);
      if (!is_first) known->second = std::min(known->second, event.starts_on);
    }
  }
  return first;
}

bool is_of(const ReachEvent& event, const std::optional<core::SeriesId>& series) {
  return !series || event.series == *series;
}

}  // namespace

core::Date window_before(core::Date as_of) { return years_before(as_of, 1); }

std::int64_t count_pairs_met(std::span<const std::vector<std::size_t>> lists, std::size_t size) {
  const auto words = (size + word_bits - 1) / word_bits;
  std::vector<Bits> sets;
  sets.reserve(lists.size());
  for (const auto& list : lists) {
    Bits set(words);
    for (const auto number : list) put(set, number);
    sets.push_back(std::move(set));
  }
  std::int64_t pairs = 0;
  Bits met(words);
  for (std::size_t one = 0; one < size; ++one) {
    std::fill(met.begin(), met.end(), 0);
    for (const auto& set : sets) {
      if (!is_in(set, one)) continue;
      for (std::size_t word = one / word_bits; word < words; ++word) met[word] |= set[word];
    }
    // Only those after it, so that each pair counts once.
    const auto own = one / word_bits;
    met[own] &= ~Word{1} << (one % word_bits);
    for (std::size_t word = own; word < words; ++word) pairs += std::popcount(met[word]);
  }
  return pairs;
}

Reach count_reach(std::span<const ReachEvent> events, const ActiveCompanies& active, core::Date as_of,
                  const std::optional<core::SeriesId>& series) {
  const auto before = window_before(as_of);
  const auto is_in_window = [&](const ReachEvent& event) {
    return event.starts_on > before && event.starts_on <= as_of && is_of(event, series) && !event.companies.empty();
  };
  std::map<core::CompanyId, std::size_t> numbers;
  std::map<core::CompanyId, core::Date> first_here;
  std::vector<std::vector<std::size_t>> lists;
  for (const auto& event : events) {
    if (!is_in_window(event)) continue;
    auto& list = lists.emplace_back();
    for (const auto& company : event.companies) {
      if (!active.contains(company)) continue;
      list.push_back(numbers.emplace(company, numbers.size()).first->second);
      const auto [known, is_first] = first_here.emplace(company, event.starts_on);
      if (!is_first) known->second = std::min(known->second, event.starts_on);
    }
  }
  Reach reach;
  reach.series = series;
  reach.events = static_cast<std::int64_t>(lists.size());
  if (lists.empty()) return reach;
  const auto first_ever = first_visits(events);
  const auto of_all = static_cast<std::int64_t>(active.size());
  reach.visitors = static_cast<std::int64_t>(numbers.size());
  reach.share = ratio_of(reach.visitors, of_all);
  reach.first_timers = std::count_if(first_here.begin(), first_here.end(),
                                     [&](const auto& one) { return first_ever.at(one.first) == one.second; });
  reach.pairs_met = count_pairs_met(lists, numbers.size());
  reach.density = ratio_of(reach.pairs_met, count_pairs(of_all));
  return reach;
}

std::vector<LoyalCompany> most_loyal(std::span<const ReachEvent> events, const ActiveCompanies& active,
                                     core::Date as_of, const std::optional<core::SeriesId>& series) {
  struct Visits {
    std::int64_t count = 0;
    std::set<std::pair<core::SeriesId, int>> editions;
  };
  std::map<core::CompanyId, Visits> visits;
  for (const auto& event : events) {
    if (event.starts_on > as_of || !is_of(event, series)) continue;
    const std::set<core::CompanyId> companies(event.companies.begin(), event.companies.end());
    for (const auto& company : companies) {
      if (!active.contains(company)) continue;
      auto& known = visits[company];
      ++known.count;
      known.editions.emplace(event.series, event.year);
    }
  }
  std::vector<LoyalCompany> loyal;
  loyal.reserve(visits.size());
  for (const auto& [company, known] : visits) {
    loyal.push_back({.company = company,
                     .name = active.at(company),
                     .visits = known.count,
                     .editions = static_cast<std::int64_t>(known.editions.size())});
  }
  std::sort(loyal.begin(), loyal.end(), [](const LoyalCompany& one, const LoyalCompany& other) {
    return std::tie(other.visits, other.editions, one.name, one.company) <
           std::tie(one.visits, one.editions, other.name, other.company);
  });
  if (loyal.size() > max_loyal) loyal.erase(loyal.begin() + max_loyal, loyal.end());
  return loyal;
}

}  // namespace tagwerk::statistics
