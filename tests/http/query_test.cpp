#include "api/http/query.hpp"

#include <boost/test/unit_test.hpp>

using namespace tagwerk::http;

namespace {

/// "a=1 b=" or the problem.
std::string parse(std::string_view query) {
  const auto parsed = parse_query(query);
  if (!parsed) return std::string(parsed.error().code().code);
  std::string text;
  for (const auto& [name, value] : *parsed) text += (text.empty() ? "" : " ") + name + "=" + value;
  return text;
}

std::string parameters(std::size_t count) {
  std::string query;
  for (std::size_t i = 0; i < count; ++i) query += "&a=1";
  return query.substr(1);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(query)

BOOST_AUTO_TEST_CASE(parameters_keep_their_order_and_repetitions) {
  BOOST_TEST(parse("") == "");
  BOOST_TEST(parse("a=1") == "a=1");
  BOOST_TEST(parse("b=2&a=1&b=3") == "b=2 a=1 b=3");
  BOOST_TEST(parse("a") == "a=");
  BOOST_TEST(parse("a=") == "a=");
  BOOST_TEST(parse("a=b=c") == "a=b=c");
  BOOST_TEST(parse("&&a=1&&b=2&") == "a=1 b=2");
}

BOOST_AUTO_TEST_CASE(plus_and_escapes_are_decoded) {
  BOOST_TEST(parse("a+b=c%20d%2B%26%3D") == "a b=c d+&=");
  BOOST_TEST(parse("stadt=M%C3%BCnchen") == "stadt=M\xc3\xbcnchen");
}

BOOST_AUTO_TEST_CASE(what_is_no_text_is_malformed) {
  for (const auto* text : {"a=%", "a=%4", "a=%zz", "a=%ff", "%ff=1", "a=%C0%80", "a=\xff", "=1", "a=1&=2"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(parse(text) == "query_malformed"); }
  }
}

BOOST_AUTO_TEST_CASE(sixty_four_parameters_are_read_and_one_more_is_malformed) {
  BOOST_TEST(parse(parameters(query_parameter_limit - 1)) != "query_malformed");
  BOOST_TEST(parse(parameters(query_parameter_limit)) != "query_malformed");
  BOOST_TEST(parse(parameters(query_parameter_limit + 1)) == "query_malformed");
}

BOOST_AUTO_TEST_CASE(what_is_written_is_read_back) {
  const std::vector<QueryParameter> given = {{"a b", "&=+%#\xc3\xa4"}, {"c", ""}, {"d", "~._-"}};
  const auto written = write_query(given);
  BOOST_TEST(written == "a%20b=%26%3D%2B%25%23%C3%A4&c=&d=~._-");
  const auto read = parse_query(written);
  BOOST_TEST_REQUIRE(read->size() == given.size());
  for (std::size_t i = 0; i < given.size(); ++i) {
    BOOST_TEST((*read)[i].name == given[i].name);
    BOOST_TEST((*read)[i].value == given[i].value);
  }
}

BOOST_AUTO_TEST_SUITE_END()
