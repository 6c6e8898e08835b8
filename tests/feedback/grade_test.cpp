#include "engine/feedback/grade.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <random>

using namespace tagwerk;
using feedback::GradeCount;
using feedback::summarize;

namespace {

std::vector<GradeCount> counts_of(const std::vector<int>& tenths) {
  std::map<int, std::int64_t> counted;
  for (const int one : tenths) ++counted[one];
  std::vector<GradeCount> counts;
  for (const auto& [grade, count] : counted) counts.push_back({{grade}, count});
  return counts;
}

feedback::Spread spread_of(const std::vector<int>& tenths) {
  const auto summary = summarize(counts_of(tenths));
  BOOST_REQUIRE(summary.spread);
  return *summary.spread;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(grade)

BOOST_AUTO_TEST_CASE(below_three_grades_only_the_count_is_shown) {
  BOOST_TEST((summarize({}) == feedback::GradeSummary{}));
  BOOST_TEST(summarize(counts_of({11})).n == 1);
  BOOST_TEST(!summarize(counts_of({11})).spread);
  BOOST_TEST(summarize(counts_of({11, 12})).n == 2);
  BOOST_TEST(!summarize(counts_of({11, 12})).spread);
  BOOST_TEST(summarize(counts_of({11, 12, 13})).n == 3);
  BOOST_TEST(summarize(counts_of({11, 12, 13})).spread.has_value());
}

BOOST_AUTO_TEST_CASE(the_mean_is_rounded_half_up_to_a_tenth) {
  BOOST_TEST(spread_of({10, 11, 12}).mean_tenths == 11);
  BOOST_TEST(spread_of({10, 10, 11}).mean_tenths == 10);          // 1.033…
  BOOST_TEST(spread_of({10, 11, 11}).mean_tenths == 11);          // 1.066…
  BOOST_TEST(spread_of({10, 11, 10, 11}).mean_tenths == 11);      // 1.05
  BOOST_TEST(spread_of({10, 11, 10, 11, 10}).mean_tenths == 10);  // 1.04
  BOOST_TEST(spread_of({60, 60, 60}).mean_tenths == 60);
}

BOOST_AUTO_TEST_CASE(the_study_trip_averages_one_point_one) {
  BOOST_TEST(spread_of({10, 10, 11, 11, 12, 12, 10, 12}).mean_tenths == 11);
}

BOOST_AUTO_TEST_CASE(the_median_is_exact) {
  BOOST_TEST(spread_of({10, 20, 60}).median_hundredths == 200);
  BOOST_TEST(spread_of({10, 13, 14, 60}).median_hundredths == 135);
  BOOST_TEST(spread_of({10, 14, 14, 60}).median_hundredths == 140);
  BOOST_TEST(spread_of({60, 60, 60, 10}).median_hundredths == 600);
}

BOOST_AUTO_TEST_CASE(quartiles_are_the_medians_of_the_halves_and_the_deviation_is_of_all) {
  const auto told = [](const std::vector<int>& tenths) {
    return feedback::disperse(counts_of(tenths)).value_or(feedback::Dispersion{});
  };
  BOOST_TEST(!feedback::disperse(counts_of({10, 60})));
  BOOST_TEST((told({10, 20, 30}) == feedback::Dispersion{150, 250, 82}));  // 1.0 2.0 | 2.0 3.0; the root of 2/3
  BOOST_TEST((told({10, 20, 30, 40}) == feedback::Dispersion{150, 350, 112}));
  BOOST_TEST((told({10, 11, 20, 30, 40, 60}) == feedback::Dispersion{110, 400, 175}));
  BOOST_TEST((told({15, 15, 15, 15, 15}) == feedback::Dispersion{150, 150, 0}));
}

BOOST_AUTO_TEST_CASE(bands_are_the_words_of_a_school_report) {
  const std::pair<int, std::size_t> cases[] = {{10, 0}, {15, 0}, {16, 1}, {25, 1}, {26, 2}, {35, 2},
                                               {36, 3}, {45, 3}, {46, 4}, {55, 4}, {56, 5}, {60, 5}};
  for (const auto& [tenths, band] : cases) {
    BOOST_TEST_CONTEXT(tenths << " tenths") { BOOST_TEST(feedback::band_of({tenths}) == band); }
  }
  const std::array<std::int64_t, 6> expected{2, 1, 0, 0, 0, 1};
  BOOST_TEST((spread_of({10, 15, 16, 60}).bands == expected));
}

BOOST_AUTO_TEST_CASE(a_summary_agrees_with_a_plain_recount_of_random_grades) {
  std::mt19937 random(20161110);
  std::uniform_int_distribution<int> grades(10, 60);
  for (int round = 0; round < 500; ++round) {
    std::vector<int> tenths(3 + random() % 40);
    for (auto& one : tenths) one = grades(random);
    const auto spread = spread_of(tenths);
    std::sort(tenths.begin(), tenths.end());
    long sum = 0;
    for (const int one : tenths) sum += one;
    const auto n = static_cast<long>(tenths.size());
    // Half up: the mean lies in [shown - 0.05, shown + 0.05), in twentieths of a grade to stay exact.
    BOOST_TEST(2 * sum >= (2L * spread.mean_tenths - 1) * n);
    BOOST_TEST(2 * sum < (2L * spread.mean_tenths + 1) * n);
    const auto middle = tenths.size() / 2;
    const int median = tenths.size() % 2 == 1 ? 10 * tenths[middle] : 5 * (tenths[middle - 1] + tenths[middle]);
    BOOST_TEST(spread.median_hundredths == median);
    std::int64_t in_bands = 0;
    for (const auto count : spread.bands) in_bands += count;
    BOOST_TEST(in_bands == n);
  }
}

BOOST_AUTO_TEST_SUITE_END()
