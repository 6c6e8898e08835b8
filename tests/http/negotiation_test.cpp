#include "api/http/negotiation.hpp"

#include <boost/test/unit_test.hpp>

using namespace tagwerk::http;
using tagwerk::core::Language;

BOOST_AUTO_TEST_SUITE(negotiation)

BOOST_AUTO_TEST_CASE(gzip_is_sent_only_to_who_asks_for_it) {
  for (const auto* header : {"gzip", "GZip", "x-gzip", "*", "deflate, gzip", "gzip;q=0.5", "gzip ; q=1.000",
                             "br,gzip;q=0.001", "identity;q=0.5, gzip;q=0.5", "identity;q=0, *"}) {
    BOOST_TEST_CONTEXT(header) { BOOST_TEST(accepts_gzip(header)); }
  }
  for (const auto* header : {"", "deflate", "gzip;q=0", "gzip;q=0.000", "*;q=0", "gzip;q=0, *", "identity, gzip;q=0.9",
                             "gzip;q=2", "gzip;q=x", "gzipped", "gzip;q=0.0001"}) {
    BOOST_TEST_CONTEXT(header) { BOOST_TEST(!accepts_gzip(header)); }
  }
}

BOOST_AUTO_TEST_CASE(the_better_language_of_two_is_picked_and_english_when_they_are_equal) {
  const auto is_german = [](std::string_view header) { return pick_language(header) == Language::de; };
  BOOST_TEST(is_german("de"));
  BOOST_TEST(is_german("de-AT, en;q=0.9"));
  BOOST_TEST(is_german("en;q=0.1, DE;q=0.2"));
  BOOST_TEST(is_german("fr, de;q=0.1"));
  BOOST_TEST(is_german("*;q=0.5, en;q=0.4"));
  BOOST_TEST(!is_german(""));
  BOOST_TEST(!is_german("en"));
  BOOST_TEST(!is_german("de;q=0.5, en"));
  BOOST_TEST(!is_german("de, en"));
  BOOST_TEST(!is_german("fr"));
  BOOST_TEST(!is_german("*"));
  BOOST_TEST(!is_german("de;q=0"));
  BOOST_TEST(!is_german("den"));
  BOOST_TEST(!is_german("de;q=zwei"));
}

BOOST_AUTO_TEST_CASE(the_most_precise_range_decides_about_a_media_type) {
  BOOST_TEST(media_quality("", "text/csv") == 1000);
  BOOST_TEST(media_quality("*/*", "text/csv") == 1000);
  BOOST_TEST(media_quality("text/csv", "text/csv") == 1000);
  BOOST_TEST(media_quality("TEXT/CSV;q=0.25", "text/csv") == 250);
  BOOST_TEST(media_quality("text/*;q=0.5, */*;q=0.9", "text/csv") == 500);
  BOOST_TEST(media_quality("text/csv;q=0.1, text/*", "text/csv") == 100);
  BOOST_TEST(media_quality("*/*, text/csv;q=0", "text/csv") == 0);
  BOOST_TEST(media_quality("application/json", "text/csv") == 0);
  BOOST_TEST(media_quality("application/json;charset=utf-8;q=0.7", "application/json") == 700);
}

BOOST_AUTO_TEST_CASE(items_beyond_the_limit_of_a_list_are_not_read) {
  std::string list;
  for (std::size_t i = 1; i < list_limit; ++i) list += "x,";
  BOOST_TEST(accepts_gzip(list + "gzip"));
  BOOST_TEST(!accepts_gzip(list + "x,gzip"));
}

BOOST_AUTO_TEST_CASE(media_types_compare_without_case_and_want_utf_8) {
  for (const auto* type :
       {"application/json", "Application/JSON", "application/json; charset=utf-8", "application/json;charset=\"UTF-8\"",
        "application/json; version=1", " application/json ;"}) {
    BOOST_TEST_CONTEXT(type) { BOOST_TEST(is_media_type(type, "application/json")); }
  }
  for (const auto* type : {"", "application/jsonx", "text/json", "application/json; charset=latin1",
                           "application/json, text/csv", "application/json; charset="}) {
    BOOST_TEST_CONTEXT(type) { BOOST_TEST(!is_media_type(type, "application/json")); }
  }
}

BOOST_AUTO_TEST_CASE(dates_are_written_as_http_wants_them) {
  BOOST_TEST(http_date(784111777) == "Sun, 06 Nov 1994 08:49:37 GMT");
  BOOST_TEST(http_date(0) == "Thu, 01 Jan 1970 00:00:00 GMT");
  BOOST_TEST(http_date(951782400) == "Tue, 29 Feb 2000 00:00:00 GMT");
}

BOOST_AUTO_TEST_SUITE_END()
