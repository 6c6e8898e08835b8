#include "engine/core/field_checks.hpp"

#include <boost/test/unit_test.hpp>

using namespace tagwerk::core;

namespace {

std::string text_of(const Fields& fields) {
  std::string text;
  for (const auto& field : fields) {
    text.append(text.empty() ? "" : "; ").append(field.pointer).append(" ").append(field.code->code);
    for (const auto& [name, value] : field.arguments) text.append(" ").append(name).append("=").append(value);
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(field_checks)

BOOST_AUTO_TEST_CASE(both_ends_of_a_range_are_in_it) {
  Fields fields;
  for (const auto value : {1, 5}) check_range(fields, "/n", value, 1, 5);
  for (const auto count : {1U, 5U}) check_count(fields, "/list", count, 1, 5);
  for (const auto length : {1U, 5U}) check_length(fields, "/name", length, 1, 5);
  check_note(fields, "/note", "ä\n", 2);
  check_money(fields, "/price", {-5, "EUR"}, -5, 5);
  check_money(fields, "/price", {5, "EUR"}, -5, 5);
  BOOST_TEST(text_of(fields) == "");
}

BOOST_AUTO_TEST_CASE(what_is_outside_is_named_with_its_bounds) {
  Fields fields;
  for (const auto value : {0, 6}) check_range(fields, "/n", value, 1, 5);
  check_count(fields, "/list", 0, 1, 5);
  check_length(fields, "/name", 6, 1, 5);
  check_note(fields, "/note", "äöü", 2);
  BOOST_TEST(
      text_of(fields) ==
      "/n out_of_range value=0 min=1 max=5; /n out_of_range value=6 min=1 max=5; /list wrong_count count=0 min=1 max=5; "
      "/name wrong_length length=6 min=1 max=5; /note wrong_length length=3 min=0 max=2");
}

BOOST_AUTO_TEST_CASE(money_has_a_known_currency_and_bounds_in_its_digits) {
  Fields fields;
  check_money(fields, "/price", {1, "ZZZ"}, 0, 5);
  check_money(fields, "/price", {-1, "EUR"}, 0, 500);
  check_money(fields, "/price", {501, "JPY"}, 0, 500);
  BOOST_TEST(
      text_of(fields) ==
      "/price/currency wrong_format value=ZZZ expected=a currency in use of ISO 4217 such as EUR; "
      "/price/amount out_of_range value=-0.01 min=0.00 max=5.00; /price/amount out_of_range value=501 min=0 max=500");
}

BOOST_AUTO_TEST_CASE(more_is_appended_below_where_it_stands) {
  Fields fields;
  append(fields, {{"/a", &field_required, {}}});
  append(fields, "/list/0", {{"/b", &field_duplicate, {{"value", "x"}}}});
  BOOST_TEST(text_of(fields) == "/a required; /list/0/b duplicate_member value=x");
}

BOOST_AUTO_TEST_SUITE_END()
