// `tagwerk forecast backtest`: one JSON object on standard output, all else on standard error.
#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

#include "tests/support/http_client.hpp"
#include "tests/support/process.hpp"

using namespace tagwerk;

namespace {

struct Fixture {
  test::TemporaryFolder folder;

  test::Finished backtest(const std::string& csv, std::vector<std::string> options = {}) {
    const auto path = folder.path() + "/curves.csv";
    test::write_file(path, csv);
    std::vector<std::string> words{TAGWERK_BINARY, "forecast", "backtest", path};
    words.insert(words.end(), options.begin(), options.end());
    return test::run_program(words);
  }
};

// Twelve weekly events of each of two series.
std::string curves() {
  std::string csv = "series,event_date,weekday,p_ob_30,p_ob_14,p_ob_7,p_attended\n";
  for (const char* series : {"north", "south"}) {
    for (int i = 0; i < 12; ++i) {
      const auto day = std::to_string(10 + i);
      csv += std::string(series) + ",2016-03-" + day + ",1," + std::to_string(20 + i % 3) + "," +
             std::to_string(30 + i % 5) + "," + std::to_string(40 + i % 4) + "," + std::to_string(50 + i % 7) + "\n";
    }
  }
  return csv;
}

boost::json::object object_of(const test::Finished& finished) {
  BOOST_REQUIRE_MESSAGE(finished.status == 0, finished.err);
  BOOST_TEST(std::count(finished.out.begin(), finished.out.end(), '\n') == 1);
  return boost::json::parse(finished.out).as_object();
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(forecast_backtest, Fixture)

BOOST_AUTO_TEST_CASE(every_event_has_one_row_per_horizon_also_without_history) {
  const auto answer = object_of(backtest(curves(), {"--horizons", "14,7", "--output", "json"}));
  std::set<std::tuple<std::string, std::string, std::int64_t>> keys;
  for (const auto& value : answer.at("forecasts").as_array()) {
    const auto& row = value.as_object();
    keys.emplace(row.at("series").as_string(), row.at("event_date").as_string(), row.at("horizon").as_int64());
    const auto number = [&](const char* name) { return row.at(name).to_number<double>(); };
    BOOST_TEST(number("low80") <= number("forecast"));
    BOOST_TEST(number("forecast") <= number("high80"));
    BOOST_TEST(number("actual") >= 50);
  }
  BOOST_TEST(keys.size() == 48U);
  BOOST_TEST(answer.at("forecasts").as_array().size() == 48U);
  const auto& week = answer.at("summary").at("7").as_object();
  BOOST_TEST(week.at("events").as_int64() == 24);
  for (const char* name : {"wape", "mape", "bias", "coverage80", "interval_score80"})
    BOOST_TEST(week.at(name).is_number(), name);
  BOOST_TEST(week.at("simple_methods").as_object().size() == 4U);
}

BOOST_AUTO_TEST_CASE(from_and_to_are_both_included) {
  const auto answer = object_of(backtest(curves(), {"--horizons", "7", "--from", "2016-03-12", "--to", "2016-03-14"}));
  BOOST_TEST(answer.at("forecasts").as_array().size() == 6U);
  BOOST_TEST(answer.at("forecasts").at(0).at("event_date").as_string() == "2016-03-12");
}

BOOST_AUTO_TEST_CASE(the_example_of_the_readme_prints_what_is_shown) {
  const std::string source = TAGWERK_SOURCE;
  const auto readme = test::read_file(source + "/README.md");
  const auto command = readme.find(
      "build/release/tagwerk forecast backtest docs/examples/editions.csv --horizons 30 --from 2015-01-01\n");
  BOOST_REQUIRE(command != std::string::npos);
  const auto begin = readme.find("```text\n", command) + 8;
  const auto finished =
      backtest(test::read_file(source + "/docs/examples/editions.csv"), {"--horizons", "30", "--from", "2015-01-01"});
  BOOST_TEST(finished.out == readme.substr(begin, readme.find('\n', begin) + 1 - begin));
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_a_file_is_named_by_line_and_column) {
  const auto wrong = backtest("series,edition_date,attendance\ncongress,2016-02-30,134\ncongress,2014-03-14,-1\n");
  BOOST_TEST(wrong.status == 1);
  BOOST_TEST(wrong.out.empty());
  BOOST_TEST(wrong.err.find("line 2/edition_date: ") != std::string::npos, wrong.err);
  BOOST_TEST(wrong.err.find("line 3/attendance: ") != std::string::npos, wrong.err);
  BOOST_TEST(test::run_program({TAGWERK_BINARY, "forecast", "backtest", folder.path()}).status == 1);
}

BOOST_AUTO_TEST_CASE(a_line_that_is_there_twice_is_told) {
  const auto twice = backtest("series,edition_date,attendance\nc,2016-03-01,1\nc,2016-03-01,2\n");
  BOOST_TEST(object_of(twice).at("forecasts").at(0).at("actual").to_number<double>() == 2);
  BOOST_TEST(twice.err.find("line 2: a later line has the same series and date") != std::string::npos, twice.err);
}

BOOST_AUTO_TEST_CASE(wrong_options_are_status_2) {
  for (const auto& options : std::vector<std::vector<std::string>>{{"--horizons", "60,x"},
                                                                   {"--horizons", ""},
                                                                   {"--horizons", "7,7"},
                                                                   {"--horizons", "-1"},
                                                                   {"--horizons", "3651"},
                                                                   {"--from", "2016-02-30"},
                                                                   {"--from", "2016-03-02", "--to", "2016-03-01"},
                                                                   {"--output", "xml"}}) {
    const auto finished = backtest(curves(), options);
    BOOST_TEST(finished.status == 2, options[0] << " " << options[1]);
    BOOST_TEST(finished.out.empty());
  }
}

BOOST_AUTO_TEST_SUITE_END()
