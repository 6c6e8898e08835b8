#include "engine/audit/changes_text.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

using namespace tagwerk;
using audit::Change;

BOOST_AUTO_TEST_SUITE(changes_as_text)

BOOST_AUTO_TEST_CASE(whatever_the_values_hold_comes_back) {
  const std::string values[] = {"", "a", "\\N", "\\", "\\t", "\t", "\n", "a\tb\nc\\", "Köln 😀", std::string("a\0b", 3)};
  for (const auto& one : values) {
    for (const auto& other : values) {
      const std::vector<Change> changes{{"a", one, other}, {"b", std::nullopt, one}, {"c", other, std::nullopt}};
      BOOST_TEST((audit::parse_changes(audit::to_text(changes)) == changes));
    }
  }
}

BOOST_AUTO_TEST_CASE(it_reads_as_mysql_writes_it) {
  BOOST_TEST(audit::to_text({{"city", std::nullopt, "Bonn"}, {"name", "a\tb", "c\nd"}}) ==
             "city\t\\N\tBonn\nname\ta\\tb\tc\\nd");
  BOOST_TEST(audit::to_text({}).empty());
  BOOST_TEST(audit::parse_changes("").empty());
}

BOOST_AUTO_TEST_CASE(members_come_in_their_order) {
  const auto changes = audit::parse_changes("b\t1\t2\na\t3\t4");
  BOOST_TEST_REQUIRE(changes.size() == 2U);
  BOOST_TEST(changes.front().member == "a");
}

BOOST_AUTO_TEST_CASE(a_text_of_another_form_is_our_mistake) {
  for (const auto* damaged : {"a", "a\tb", "a\tb\t\\", "a\tb\t\\x"})
    BOOST_CHECK_THROW(static_cast<void>(audit::parse_changes(damaged)), std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()
