#include "engine/statistics/pace.hpp"

#include <boost/test/unit_test.hpp>

using namespace tagwerk;
using namespace tagwerk::statistics;

namespace {

PaceEdition edition(core::Date starts_on, core::Date today, const std::vector<DatedHeads>& heads) {
  PaceEdition made;
  made.starts_on = starts_on;
  made.today = today;
  made.is_over = starts_on < today;
  if (!heads.empty()) made.curve = curve_of(contribution(true, heads));
  return made;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pace)

BOOST_AUTO_TEST_CASE(the_same_lead_is_as_many_days_before_the_start) {
  const core::Date today(2016, 10, 11);
  const auto now = edition({2016, 11, 10}, today, {{{2016, 9, 1}, 30}});
  const auto earlier = edition({2015, 11, 12}, today,
                               {{{2015, 9, 1}, 20}, {{2015, 10, 13}, 4}, {{2015, 10, 14}, 50}, {{2015, 11, 1}, -4}});
  const auto told = pace_of(now, std::vector{earlier});
  BOOST_TEST(told.lead_days == 30);
  BOOST_TEST((told.now == PaceFigures{30, 1}));
  BOOST_TEST((told.editions[0].at_same_lead.value() == PaceFigures{24, 1}));
  BOOST_TEST((told.editions[0].final.value() == PaceFigures{70, 1}));
  BOOST_TEST(told.editions[0].participants_ratio.value() == 1.25);
}

BOOST_AUTO_TEST_CASE(what_is_not_known_is_no_zero) {
  const core::Date today(2016, 10, 11);
  const auto now = edition({2016, 11, 10}, today, {{{2016, 9, 1}, 30}});
  const auto unknown = edition({2015, 11, 12}, today, {});
  const auto nobody_yet = edition({2015, 11, 12}, today, {{{2015, 11, 1}, 9}});
  const auto to_come = edition({2016, 12, 12}, today, {{{2016, 9, 1}, 9}});
  const auto told = pace_of(now, std::vector{unknown, nobody_yet, to_come});
  BOOST_TEST(!told.editions[0].at_same_lead);
  BOOST_TEST(!told.editions[0].final);
  BOOST_TEST((told.editions[1].at_same_lead.value() == PaceFigures{0, 0}));
  BOOST_TEST(!told.editions[1].participants_ratio);
  BOOST_TEST(!told.editions[2].at_same_lead);  // that day is still to come
  BOOST_TEST(!told.editions[2].final);
}

BOOST_AUTO_TEST_SUITE_END()
