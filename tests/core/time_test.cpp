#include "engine/core/time.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace tagwerk::core;

namespace {

std::string through(const char* text) {
  const auto instant = parse_rfc3339(text);
  return instant ? to_rfc3339(*instant) : "refused";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(time_and_dates)

BOOST_AUTO_TEST_CASE(an_instant_is_written_with_as_many_fractional_digits_as_it_needs) {
  BOOST_TEST(through("2016-11-10T08:00:00Z") == "2016-11-10T08:00:00Z");
  BOOST_TEST(through("2016-11-10T08:00:00.000000Z") == "2016-11-10T08:00:00Z");
  BOOST_TEST(through("2016-11-10T08:00:00.5Z") == "2016-11-10T08:00:00.500Z");
  BOOST_TEST(through("2016-11-10T08:00:00.050Z") == "2016-11-10T08:00:00.050Z");
  BOOST_TEST(through("2016-11-10T08:00:00.000001Z") == "2016-11-10T08:00:00.000001Z");
  BOOST_TEST(through("2016-11-10T08:00:00.999999Z") == "2016-11-10T08:00:00.999999Z");
}

BOOST_AUTO_TEST_CASE(an_offset_is_turned_into_utc) {
  BOOST_TEST(through("2016-11-10T09:00:00+01:00") == "2016-11-10T08:00:00Z");
  BOOST_TEST(through("2016-11-10T02:30:00-05:30") == "2016-11-10T08:00:00Z");
  BOOST_TEST(through("2017-01-01T00:30:00+01:00") == "2016-12-31T23:30:00Z");
  BOOST_TEST(through("2016-02-28T23:30:00-01:00") == "2016-02-29T00:30:00Z");
  BOOST_TEST(through("2016-11-10T08:00:00+00:00") == "2016-11-10T08:00:00Z");
  BOOST_TEST(through("2016-11-10T08:00:00-00:00") == "2016-11-10T08:00:00Z");
  BOOST_TEST(through("2016-11-10T08:00:00+23:59") == "2016-11-09T08:01:00Z");
}

BOOST_AUTO_TEST_CASE(lower_case_letters_are_the_same_as_rfc_3339_says) {
  BOOST_TEST(through("2016-11-10t08:00:00z") == "2016-11-10T08:00:00Z");
}

BOOST_AUTO_TEST_CASE(leap_days_exist_in_leap_years_only) {
  BOOST_TEST(through("2016-02-29T00:00:00Z") == "2016-02-29T00:00:00Z");
  BOOST_TEST(through("2000-02-29T00:00:00Z") == "2000-02-29T00:00:00Z");
  for (const char* date : {"2015-02-29", "1900-02-29", "2100-02-29", "2016-02-30"}) BOOST_TEST(!parse_date(date));
}

BOOST_AUTO_TEST_CASE(both_ends_of_the_calendar_are_instants) {
  BOOST_TEST(through("1400-01-01T00:00:00Z") == "1400-01-01T00:00:00Z");
  BOOST_TEST(through("9999-12-31T23:59:59.999999Z") == "9999-12-31T23:59:59.999999Z");
  BOOST_TEST(through("1399-12-31T23:59:59Z") == "refused");
  BOOST_TEST(through("1400-01-01T00:00:00+01:00") == "refused");
  BOOST_TEST(through("9999-12-31T23:59:59-01:00") == "refused");
}

BOOST_AUTO_TEST_CASE(what_is_not_rfc_3339_is_refused) {
  for (const char* bad : {"",
                          "2016-11-10",
                          "2016-11-10T08:00:00",
                          "2016-11-10T08:00Z",
                          "2016-11-10 08:00:00Z",
                          "2016-11-10T08:00:00 Z",
                          "2016-11-10T08:00:00.Z",
                          "2016-11-10T08:00:00,5Z",
                          "2016-11-10T08:00:00.1234567Z",
                          "2016-11-10T24:00:00Z",
                          "2016-11-10T08:60:00Z",
                          "2016-11-10T08:00:60Z",
                          "2016-11-10T23:59:60Z",
                          "2016-13-10T08:00:00Z",
                          "2016-00-10T08:00:00Z",
                          "2016-11-00T08:00:00Z",
                          "2016-11-31T08:00:00Z",
                          "16-11-10T08:00:00Z",
                          "2016-11-10T8:00:00Z",
                          "2016-11-10T08:00:00+0100",
                          "2016-11-10T08:00:00+01",
                          "2016-11-10T08:00:00+24:00",
                          "2016-11-10T08:00:00+01:60",
                          "2016-11-10T08:00:00ZZ",
                          "2016-11-10T08:00:00Z ",
                          " 2016-11-10T08:00:00Z",
                          "2016-11-10T08:00:00\xE2\x88\x92"
                          "01:00",
                          "+2016-11-10T08:00:00Z",
                          "2016-11-10T08-00-00Z",
                          "2016-11-10T-8:00:00Z",
                          "2016/11/10T08:00:00Z",
                          "20161110T080000Z"}) {
    BOOST_TEST_CONTEXT(bad) { BOOST_TEST(!parse_rfc3339(bad)); }
  }
}

BOOST_AUTO_TEST_CASE(dates_round_trip_and_are_strict) {
  for (const char* date : {"1400-01-01", "1999-12-31", "2016-02-29", "2016-11-10", "9999-12-31"}) {
    BOOST_TEST(to_text(parse_date(date).value()) == date);
  }
  for (const char* bad : {"", "2016-1-1", "2016-11-1", "2016-11-100", "2016-11-10 ", "2016.11.10", "0000-00-00",
                          "1399-12-31", "10000-01-01", "2016-04-31", "2016-11-1x", "-016-11-10", "2016-11-10T"}) {
    BOOST_TEST_CONTEXT(bad) { BOOST_TEST(!parse_date(bad)); }
  }
}

BOOST_AUTO_TEST_CASE(what_the_database_gives_is_read_back) {
  const auto instant = parse_rfc3339("2016-11-10T08:00:00.000120Z").value();
  BOOST_TEST(to_sql(instant) == "2016-11-10 08:00:00.000120");
  BOOST_TEST((parse_sql_instant(to_sql(instant)) == instant));
  BOOST_TEST(parse_sql_instant("2016-11-10 08:00:00").has_value());
  for (const char* bad : {"", "2016-11-10", "2016-11-10T08:00:00", "0000-00-00 00:00:00", "2016-11-10 08:00:00Z",
                          "2016-11-10 08:00:00."}) {
    BOOST_TEST_CONTEXT(bad) { BOOST_TEST(!parse_sql_instant(bad)); }
  }
}

BOOST_AUTO_TEST_CASE(unix_microseconds_count_from_1970_in_both_directions) {
  BOOST_TEST(unix_microseconds(parse_rfc3339("1970-01-01T00:00:00Z").value()) == 0);
  BOOST_TEST(unix_microseconds(parse_rfc3339("2016-11-10T08:00:00.000001Z").value()) == 1478764800000001);
  BOOST_TEST(unix_microseconds(parse_rfc3339("1969-12-31T23:59:59Z").value()) == -1000000);
  for (const std::int64_t micros : {std::int64_t{-1}, std::int64_t{0}, std::int64_t{253402300799999999}}) {
    BOOST_TEST(unix_microseconds(from_unix_microseconds(micros)) == micros);
  }
}

BOOST_AUTO_TEST_CASE(a_fixed_clock_stands_still_until_it_is_moved) {
  FixedClock clock(from_unix_microseconds(5));
  BOOST_TEST(unix_microseconds(clock.now()) == 5);
  clock.set(from_unix_microseconds(9));
  BOOST_TEST(unix_microseconds(clock.now()) == 9);
}

BOOST_AUTO_TEST_CASE(the_system_clock_goes_on) {
  const SystemClock clock;
  const auto before = clock.now();
  BOOST_TEST((before > parse_rfc3339("2024-01-01T00:00:00Z").value()));
  BOOST_TEST((clock.now() >= before));
}

BOOST_AUTO_TEST_SUITE_END()
