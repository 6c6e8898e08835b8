#include "engine/statistics/retention.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>
#include <string>

using namespace tagwerk;
using namespace tagwerk::statistics;

namespace {

const core::Instant birth(core::Date(2016, 1, 1));

core::CompanyId company(int number) {
  static std::map<int, core::CompanyId> made;
  return made.try_emplace(number, core::CompanyId::make(birth)).first->second;
}
RetentionEvent event(int year, const std::vector<int>& numbers, bool complete = true, int month = 5) {
  RetentionEvent made{.year = year,
                      .starts_on = core::Date(static_cast<unsigned short>(year), static_cast<unsigned short>(month), 1),
                      .complete = complete,
                      .companies = {}};
  made.companies.reserve(numbers.size());
  for (const auto number : numbers) made.companies.push_back(company(number));
  return made;
}
// "2016: 4 = 1 back + 2 new + 1 again, 3 gone since 2014; "
std::string text(const std::vector<RetentionYear>& years) {
  std::string text;
  for (const auto& row : years) {
    text += std::to_string(row.year) + ": " + std::to_string(row.companies) + " = " + std::to_string(row.returning) +
            " back + " + std::to_string(row.fresh) + " new + " + std::to_string(row.reactivated) + " again";
    if (row.lapsed)
      text += ", " + std::to_string(*row.lapsed) + " gone since " + std::to_string(row.since_year.value());
    text += row.complete ? "; " : "…; ";
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(retention)

BOOST_AUTO_TEST_CASE(companies_return_lapse_and_come_again) {
  const std::vector<RetentionEvent> events{event(2016, {3, 4, 5}, false), event(2012, {1, 2}), event(2013, {2, 2, 3}),
                                           event(2013, {}), event(2016, {1})};
  const auto years = count_retention(events, {}, {});
  BOOST_TEST(text(years) ==
             "2012: 2 = 0 back + 2 new + 0 again; 2013: 2 = 1 back + 1 new + 0 again, 1 gone since 2012; "
             "2016: 4 = 1 back + 2 new + 1 again, 1 gone since 2013…; ");
  BOOST_TEST(!years[0].retention);
  BOOST_TEST(years[1].retention.value() == 0.5);
  BOOST_TEST(count_retention(events, {2016}, {}).back().complete);
}

BOOST_AUTO_TEST_CASE(years_of_which_nobody_is_known_are_not_compared_with) {
  const auto years = count_retention(std::vector{event(2012, {1}), event(2013, {}), event(2014, {1})}, {}, {});
  BOOST_TEST(years.size() == 2u);
  BOOST_TEST(years[1].since_year.value() == 2012);
  BOOST_TEST(years[1].returning == 1);
}

BOOST_AUTO_TEST_CASE(first_timers_were_at_no_event_before_their_first_one_here) {
  const FirstElsewhere elsewhere{{company(1), {2011, 1, 1}}, {company(2), {2012, 5, 1}}, {company(3), {2013, 1, 1}}};
  const auto years = count_retention(
      std::vector{event(2012, {1, 2}, true, 5), event(2012, {3}, true, 9), event(2013, {1, 2, 3, 4})}, {}, elsewhere);
  BOOST_TEST(years[0].first_timers == 2);  // 2 came elsewhere on the same day, 3 later
  BOOST_TEST(years[1].first_timers == 1);
}

BOOST_AUTO_TEST_CASE(the_identities_hold_for_10000_histories) {
  std::mt19937 random(5);
  const auto some = [&](int below) { return std::uniform_int_distribution<int>(0, below - 1)(random); };
  int wrong = 0;
  for (int history = 0; history < 10'000; ++history) {
    std::vector<RetentionEvent> events;
    std::map<int, std::set<core::CompanyId>> by_year;
    for (int i = some(8); i >= 0; --i) {
      std::vector<int> numbers;
      for (int n = some(7); n > 0; --n) numbers.push_back(some(9));
      events.push_back(event(2010 + some(6), numbers, some(2) == 0, 1 + some(12)));
      for (const auto& one : events.back().companies) by_year[events.back().year].insert(one);
    }
    const auto years = count_retention(events, {}, {});
    std::set<core::CompanyId> ever;
    auto row = years.begin();
    const std::set<core::CompanyId>* before = nullptr;
    for (const auto& [year, companies] : by_year) {
      if (companies.empty()) continue;
      // Counted plainly, one company at a time.
      const auto count = [&](const auto& fits) { return std::count_if(companies.begin(), companies.end(), fits); };
      const auto in_before = [&](const core::CompanyId& one) { return before != nullptr && before->contains(one); };
      const bool is_right =
          row != years.end() && row->year == year && row->companies == static_cast<std::int64_t>(companies.size()) &&
          row->companies == row->returning + row->fresh + row->reactivated && row->returning == count(in_before) &&
          row->fresh == count([&](const auto& one) { return !ever.contains(one); }) &&
          row->first_timers == row->fresh && row->lapsed.has_value() == (before != nullptr) &&
          (before == nullptr || static_cast<std::int64_t>(before->size()) == row->returning + row->lapsed.value());
      wrong += is_right ? 0 : 1;
      if (row != years.end()) ++row;
      ever.insert(companies.begin(), companies.end());
      before = &companies;
    }
    wrong += row == years.end() ? 0 : 1;
  }
  BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_SUITE_END()
