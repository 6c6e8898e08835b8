#include "engine/forecast/regression.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <random>

using namespace tagwerk::forecast;

namespace {
constexpr std::size_t first_two[] = {0, 1};
constexpr std::size_t first[] = {0};
}  // namespace

BOOST_AUTO_TEST_SUITE(regression)

BOOST_AUTO_TEST_CASE(without_shrinkage_a_plane_is_found_again) {
  std::mt19937 random(1);
  std::uniform_real_distribution<double> any(-10, 10);
  Moments moments;
  for (int i = 0; i < 50; ++i) {
    const Regressors x{any(random), any(random), any(random), 0, 0};
    moments.add(x, 3 + 2 * x[0] - 5 * x[1], 0.1 + std::abs(any(random)));
  }
  BOOST_TEST(moments.expect({1, 1, 7, 0, 0}, first_two, 0) == 0.0, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(moments.expect({4, -2, -7, 0, 0}, first_two, 1e-9) == 21.0, boost::test_tools::tolerance(1e-6));
}

BOOST_AUTO_TEST_CASE(nothing_chosen_is_the_weighted_mean) {
  Moments moments;
  moments.add({}, 10, 3);
  moments.add({}, 20, 1);
  BOOST_TEST(moments.expect({}, {}, 10) == 12.5);
  BOOST_TEST(moments.mean() == 12.5);
  BOOST_TEST(Moments().expect({}, first, 10) == 0.0);
}

// Two points at -1 and 1, y = ±4: the slope of 4 a standard deviation is shrunk by 2 / (2 + shrinkage).
BOOST_AUTO_TEST_CASE(shrinkage_counts_as_that_many_observations_without_a_slope) {
  Moments moments;
  moments.add({-1, 0, 0, 0, 0}, -4, 1);
  moments.add({1, 0, 0, 0, 0}, 4, 1);
  BOOST_TEST(moments.expect({1, 0, 0, 0, 0}, first, 0) == 4.0, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(moments.expect({1, 0, 0, 0, 0}, first, 2) == 2.0, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(moments.expect({2, 0, 0, 0, 0}, first, 6) == 2.0, boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(a_large_number_that_never_varies_has_no_slope) {
  Moments moments;
  for (int i = 0; i < 100; ++i) moments.add({1e8 + 0.1, static_cast<double>(i % 7), 0, 0, 0}, i % 7, 0.3);
  BOOST_TEST(moments.expect({5, 3, 0, 0, 0}, first_two, 1e-6) == 3.0, boost::test_tools::tolerance(1e-6));
}

BOOST_AUTO_TEST_SUITE_END()
