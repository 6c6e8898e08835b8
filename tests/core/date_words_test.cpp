#include "engine/core/date_words.hpp"

#include <boost/test/unit_test.hpp>

using namespace tagwerk::core;

BOOST_AUTO_TEST_SUITE(date_words)

BOOST_AUTO_TEST_CASE(a_date_is_written_out_in_both_languages) {
  BOOST_TEST(words_of(Date(2016, 5, 23), Language::en) == "Monday, 23 May 2016");
  BOOST_TEST(words_of(Date(2016, 5, 23), Language::de) == "Montag, 23. Mai 2016");
  BOOST_TEST(words_of(Date(2024, 2, 29), Language::de) == "Donnerstag, 29. Februar 2024");
  BOOST_TEST(words_of(Date(2027, 3, 7), Language::de) == "Sonntag, 7. März 2027");
  BOOST_TEST(words_of(Date(2026, 12, 1), Language::en) == "Tuesday, 1 December 2026");
  BOOST_TEST(words_of(Date(1999, 1, 1), Language::en) == "Friday, 1 January 1999");
}

BOOST_AUTO_TEST_SUITE_END()
