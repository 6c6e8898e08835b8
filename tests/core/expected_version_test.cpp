#include "engine/core/expected_version.hpp"

#include <boost/test/unit_test.hpp>

namespace {

using tagwerk::core::ExpectedVersion;

BOOST_AUTO_TEST_SUITE(expected_version)

BOOST_AUTO_TEST_CASE(without_an_expectation_everything_will_do) {
  BOOST_TEST(ExpectedVersion().is_met_by(7));
  BOOST_TEST(ExpectedVersion().is_met_by(std::nullopt));
}

BOOST_AUTO_TEST_CASE(one_version_is_that_version) {
  BOOST_TEST(ExpectedVersion(7).is_met_by(7));
  BOOST_TEST(!ExpectedVersion(7).is_met_by(6));
  BOOST_TEST(!ExpectedVersion(7).is_met_by(8));
  BOOST_TEST(!ExpectedVersion(7).is_met_by(std::nullopt));
}

BOOST_AUTO_TEST_CASE(of_several_versions_any_will_do_and_of_none_no_one) {
  const auto several = ExpectedVersion::one_of({3, 9, 5});
  for (const auto seen : {3, 5, 9}) BOOST_TEST(several.is_met_by(seen), seen);
  for (const auto other : {2, 4, 10}) BOOST_TEST(!several.is_met_by(other), other);
  BOOST_TEST(!several.is_met_by(std::nullopt));
  BOOST_TEST(!ExpectedVersion::one_of({}).is_met_by(1));
}

BOOST_AUTO_TEST_CASE(presence_and_absence_do_not_ask_for_the_version) {
  BOOST_TEST(ExpectedVersion::present().is_met_by(1));
  BOOST_TEST(!ExpectedVersion::present().is_met_by(std::nullopt));
  BOOST_TEST(!ExpectedVersion::absent().is_met_by(1));
  BOOST_TEST(ExpectedVersion::absent().is_met_by(std::nullopt));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
