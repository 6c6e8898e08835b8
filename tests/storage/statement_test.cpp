#include "engine/storage/statement.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>
#include <stdexcept>

using namespace tagwerk::storage;

BOOST_AUTO_TEST_SUITE(statement)

BOOST_AUTO_TEST_CASE(texts_that_need_escaping_stay_placeholders_and_everything_else_is_written_into_the_statement) {
  const auto out = render("select :a, :b, :c, :d, :e",
                          {{"a", "O'Neill"}, {"b", 7}, {"c", nullptr}, {"d", Binary{"\x01\xff"}}, {"e", 0.1}});
  BOOST_TEST(out.sql == "select :a, 7, null, 0x01ff, 1e-01");
  BOOST_TEST_REQUIRE(out.texts.size() == 1U);
  BOOST_TEST(out.texts[0].first == "a");
  BOOST_TEST(out.texts[0].second == "O'Neill");
}

BOOST_AUTO_TEST_CASE(a_placeholder_used_twice_is_bound_once) {
  const auto out = render("select :a, :a, :n, :n", {{"a", "Köln"}, {"n", 1}});
  BOOST_TEST(out.sql == "select :a, :a, 1, 1");
  BOOST_TEST(out.texts.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_text_in_which_nothing_needs_escaping_is_written_between_quotation_marks) {
  BOOST_TEST(render("select :a", {{"a", "plain: text, :a -- # /* ;"}}).sql == "select 'plain: text, :a -- # /* ;'");
  BOOST_TEST(render("select :a", {{"a", ""}}).sql == "select ''");
  for (const char* text : {"'", "\\", "a\tb", "ä", "\x7f"})
    BOOST_TEST(render("select :a", {{"a", text}}).sql == "select :a");
}

BOOST_AUTO_TEST_CASE(a_placeholder_whose_name_begins_like_another_is_its_own) {
  const auto out = render("select :id, :id2", {{"id", 1}, {"id2", 2}});
  BOOST_TEST(out.sql == "select 1, 2");
}

BOOST_AUTO_TEST_CASE(a_placeholder_without_a_value_is_refused) {
  BOOST_CHECK_THROW((void)render("delete from t where a = :a", {}), std::logic_error);
  BOOST_CHECK_THROW((void)render("select :a, :b", {{"a", 1}}), std::logic_error);
}

BOOST_AUTO_TEST_CASE(a_value_without_a_placeholder_is_refused) {
  BOOST_CHECK_THROW((void)render("select 1", {{"a", 1}}), std::logic_error);
  BOOST_CHECK_THROW((void)render("select :a", {{"a", 1}, {"b", "x"}}), std::logic_error);
  BOOST_CHECK_THROW((void)render("select ':a'", {{"a", 1}}), std::logic_error);
}

BOOST_AUTO_TEST_CASE(a_value_given_twice_is_refused) {
  BOOST_CHECK_THROW((void)render("select :a", {{"a", 1}, {"a", 2}}), std::logic_error);
}

BOOST_AUTO_TEST_CASE(a_colon_inside_single_quotes_is_text) {
  const auto out = render("select '12:30', :a, 'it''s :b'", {{"a", 1}});
  BOOST_TEST(out.sql == "select '12:30', 1, 'it''s :b'");
}

BOOST_AUTO_TEST_CASE(what_socis_parser_would_misread_is_refused) {
  for (const char* sql :
       {"select \"a\"", "select `a`", "select 1; select 2", "select 1 -- c", "select 1 # c", "select /* c */ 1",
        "select 'a\\n'", "select '", "select 'a''", "select :", "select : a", "select @a := 1"}) {
    BOOST_TEST_CONTEXT(sql) { BOOST_CHECK_THROW((void)render(sql, {}), std::logic_error); }
  }
  BOOST_CHECK_THROW((void)render("select :a'x'", {{"a", "b"}}), std::logic_error);
  BOOST_CHECK_THROW((void)render("select :a:b", {{"a", "b"}, {"b", "c"}}), std::logic_error);
}

BOOST_AUTO_TEST_CASE(a_text_with_a_nul_is_not_left_to_socis_c_strings) {
  const auto out = render("select :a", {{"a", std::string("x\0y", 3)}});
  BOOST_TEST(out.sql == "select _utf8mb4 0x780079");
  BOOST_TEST(out.texts.empty());
}

BOOST_AUTO_TEST_CASE(empty_bytes_are_an_empty_string) { BOOST_TEST(literal(Binary{""}) == "''"); }

BOOST_AUTO_TEST_CASE(a_number_that_is_not_finite_is_refused) {
  BOOST_CHECK_THROW((void)literal(std::numeric_limits<double>::quiet_NaN()), std::logic_error);
  BOOST_CHECK_THROW((void)literal(std::numeric_limits<double>::infinity()), std::logic_error);
}

BOOST_AUTO_TEST_CASE(the_source_holds_no_value) {
  constexpr std::string_view sql = "select :a, :b";
  BOOST_TEST(render(sql, {{"a", "secret"}, {"b", 42}}).source == sql);
}

BOOST_AUTO_TEST_SUITE_END()
