#include "engine/forecast/curve_file.hpp"

#include <boost/test/unit_test.hpp>

#include "engine/core/error.hpp"

using namespace tagwerk;
using namespace tagwerk::forecast;

namespace {

std::string refusal(std::string_view csv) {
  const auto file = read_curve_file(csv);
  if (file) return "read";
  std::string all;
  for (const auto& wrong : file.error().fields()) all += wrong.pointer + " " + std::string(wrong.code->code) + "; ";
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(curve_file)

BOOST_AUTO_TEST_CASE(all_three_shapes_are_read_and_other_columns_are_not_looked_at) {
  const auto daily =
      read_curve_file(
          "series,event_date,weekday,p_ob_60,p_ob_7,p_attended,p_noshow,b_ob_60,b_attended\n"
          "H2,2016-07-02,6,10,30,35,0,5,17\nH1,2016-07-01,5,11,31,36,x,5,17\nH2,2016-07-01,5,12,,37,0,5,17\n")
          .value();
  BOOST_TEST(daily.series.size() == 2U);
  BOOST_TEST(daily.series[0].key == "H1");
  const auto& city = daily.series[1].events;
  BOOST_TEST(city.size() == 2U);
  BOOST_TEST(city[0].day + 1 == city[1].day);
  BOOST_TEST(city[0].came == 37);
  BOOST_TEST(city[0].curve.at(7) == 12);  // nothing is said of day 7
  BOOST_TEST(city[1].curve.at(7) == 30);

  const auto meetup = read_curve_file("series,event_date,ob_30,ob_0,final_yes\nM1,2009-04-04,6,10,11\n").value();
  BOOST_TEST(meetup.series[0].events[0].curve.at(30) == 6);
  BOOST_TEST(meetup.series[0].events[0].came == 11);

  const auto editions = read_curve_file("series,edition_date,attendance\ncon,2015-03-01,757\n").value();
  BOOST_TEST(editions.series[0].events[0].curve.empty());
  BOOST_TEST(editions.series[0].events[0].came == 757);
}

BOOST_AUTO_TEST_CASE(a_later_line_takes_the_place_of_an_earlier_one) {
  const auto file =
      read_curve_file("series,edition_date,attendance\nc,2015-03-01,1\nc,2016-03-01,2\nc,2015-03-01,3\n").value();
  BOOST_TEST(file.series[0].events.size() == 2U);
  BOOST_TEST(file.series[0].events[0].came == 3);
  BOOST_TEST(file.replaced_lines == std::vector<std::size_t>{2}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_named_by_line_and_column) {
  BOOST_TEST(refusal("") == "line 1 required; ");
  BOOST_TEST(refusal("series,event_date,attendance\n") == "line 1 wrong_format; ");
  const std::string header = "series,event_date,p_ob_7,p_attended\n";
  BOOST_TEST(refusal(header + ",2016-02-30,-1,nan\n") ==
             "line 2/series required; line 2/event_date wrong_format; line 2/p_attended wrong_format; line 2/p_ob_7 "
             "wrong_format; ");
  BOOST_TEST(refusal(header + "a,2016-02-28,1\n") == "line 2 csv_cell_count; ");
  BOOST_TEST(refusal(header + "a,2016-02-28,1e3,2\n") == "line 2/p_ob_7 wrong_format; ");
  BOOST_TEST(refusal(header + "a,2016-02-28,2000000000,2\n") == "line 2/p_ob_7 wrong_format; ");
  BOOST_TEST(refusal(header) == "read");
}

BOOST_AUTO_TEST_CASE(a_long_file_of_nonsense_is_not_read_to_its_end) {
  std::string csv = "series,edition_date,attendance\n";
  for (int i = 0; i < 1000; ++i) csv += "c,never,x\n";
  const auto file = read_curve_file(csv);
  BOOST_REQUIRE(!file.has_value());
  BOOST_TEST(file.error().fields().size() <= max_file_errors + 1);
}

BOOST_AUTO_TEST_SUITE_END()
