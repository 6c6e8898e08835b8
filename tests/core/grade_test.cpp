#include "engine/core/grade.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>

using namespace tagwerk::core;

BOOST_AUTO_TEST_SUITE(grade)

BOOST_AUTO_TEST_CASE(every_tenth_from_1_to_6_is_a_grade_and_reads_back) {
  for (int tenths = 10; tenths <= 60; ++tenths) {
    const auto made = Grade::from_number(tenths / 10.0);
    BOOST_TEST_REQUIRE(made.has_value());
    BOOST_TEST(made->tenths == tenths);
    BOOST_TEST(made->number() == tenths / 10.0);
  }
}

BOOST_AUTO_TEST_CASE(anything_else_is_refused) {
  for (const double bad : {0.9, 0.0, -1.0, 0.99999, 6.1, 6.0000001, 7.0, 1.05, 1.15, 2.345, 5.99, 1e300}) {
    BOOST_TEST(!Grade::from_number(bad).has_value());
  }
  BOOST_TEST(!Grade::from_number(std::numeric_limits<double>::quiet_NaN()).has_value());
  BOOST_TEST(!Grade::from_number(std::numeric_limits<double>::infinity()).has_value());
}

BOOST_AUTO_TEST_CASE(a_sum_that_is_a_tenth_but_for_rounding_is_a_grade) {
  BOOST_TEST(Grade::from_number(1.1 + 0.2).value().tenths == 13);
}

BOOST_AUTO_TEST_CASE(lower_is_better) { BOOST_TEST((Grade{11} < Grade{20})); }

BOOST_AUTO_TEST_SUITE_END()
