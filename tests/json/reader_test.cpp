// Numbers, texts and their limits as the reader sees them, and how the writer writes them.
#include <boost/test/unit_test.hpp>

#include <limits>

#include "api/json/codec.hpp"
#include "engine/core/text.hpp"

using namespace tagwerk;

namespace {

struct Figures {
  std::optional<int> small;
  std::optional<std::int64_t> wide;
  std::optional<double> real;
  std::optional<int> seats;
  std::optional<core::Grade> grade;
};
const json::Object<Figures>& shape(json::Tag<Figures>) {
  static const auto object = json::Object<Figures>("Figures")
                                 .optional("small", &Figures::small)
                                 .optional("wide", &Figures::wide)
                                 .optional("real", &Figures::real)
                                 .optional("seats", &Figures::seats, json::range(1, 250))
                                 .optional("grade", &Figures::grade);
  return object;
}

struct Texts {
  std::optional<std::string> line;
  std::optional<std::string> note;
  std::optional<std::string> key;
  std::optional<std::vector<std::string>> list;
};
const json::Object<Texts>& shape(json::Tag<Texts>) {
  static const auto object = json::Object<Texts>("Texts")
                                 .optional("line", &Texts::line, json::text(1, 3))
                                 .optional("note", &Texts::note, json::note(5))
                                 .optional("key", &Texts::key, json::format(json::Format::key))
                                 .optional("list", &Texts::list, json::items(1, 2));
  return object;
}

/// "" when it is taken, otherwise the code of the refusal.
template <class T>
std::string code_of(const std::string& member, const std::string& value) {
  const auto result = json::from_json<T>("{\"" + member + "\":" + value + "}");
  if (result) return {};
  return result.error().fields().empty() ? std::string(result.error().code().code)
                                         : std::string(result.error().fields().front().code->code);
}
std::string figure(const std::string& member, const std::string& value) { return code_of<Figures>(member, value); }
std::string text(const std::string& member, const std::string& value) { return code_of<Texts>(member, value); }

std::string written(double number) {
  json::Writer writer;
  writer.value(number);
  return writer.take();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reader)

BOOST_AUTO_TEST_CASE(whole_numbers_may_be_written_with_a_point_or_an_exponent) {
  for (const std::string good : {"1", "1.0", "1e2", "100e-1", "-0", "-0.0", "0e5"}) {
    BOOST_TEST(figure("small", good) == "", good);
    BOOST_TEST(figure("wide", good) == "", good);
  }
  for (const std::string bad : {"1.5", "1e-1", "\"1\"", "true", "[]", "{}"})
    BOOST_TEST(figure("small", bad) == "wrong_type", bad);
  BOOST_TEST(json::from_json<Figures>(R"({"small":1e2})")->small.value() == 100);
  BOOST_TEST(json::from_json<Figures>(R"({"small":-0.0})")->small.value() == 0);
}

BOOST_AUTO_TEST_CASE(integers_hold_at_the_ends_of_their_type_and_break_beyond) {
  BOOST_TEST(figure("small", "2147483647") == "");
  BOOST_TEST(figure("small", "-2147483648") == "");
  BOOST_TEST(figure("small", "2147483648") == "out_of_range");
  BOOST_TEST(figure("small", "-2147483649") == "out_of_range");
  // Beyond 2^53 a JavaScript client could not have meant that very number.
  BOOST_TEST(figure("wide", "9007199254740991") == "");
  BOOST_TEST(figure("wide", "-9007199254740991") == "");
  for (const std::string bad : {"9007199254740992", "9223372036854775807", "9223372036854775808",
                                "-9223372036854775809", "18446744073709551616", "1e300", "1e400", "-1e400"})
    BOOST_TEST(figure("wide", bad) == "out_of_range", bad);
  BOOST_TEST(figure("seats", "0") == "out_of_range");
  BOOST_TEST(figure("seats", "1") == "");
  BOOST_TEST(figure("seats", "250") == "");
  BOOST_TEST(figure("seats", "250.0") == "");
  BOOST_TEST(figure("seats", "251") == "out_of_range");
}

BOOST_AUTO_TEST_CASE(doubles_are_finite) {
  BOOST_TEST(figure("real", "1.7976931348623157e308") == "");
  BOOST_TEST(figure("real", "9223372036854775808") == "");
  BOOST_TEST(figure("real", "1e-400") == "");
  BOOST_TEST(figure("real", "1e309") == "out_of_range");
  BOOST_TEST(figure("real", "-1e400") == "out_of_range");
  BOOST_TEST(figure("real", "\"1\"") == "wrong_type");
}

BOOST_AUTO_TEST_CASE(grades_have_one_decimal_and_lie_from_1_to_6) {
  for (const std::string good : {"1", "1.0", "1.1", "6", "6.0", "3.3", "5.9"})
    BOOST_TEST(figure("grade", good) == "", good);
  for (const std::string bad : {"0.9", "6.1", "0", "-1", "1e400"})
    BOOST_TEST(figure("grade", bad) == "out_of_range", bad);
  BOOST_TEST(figure("grade", "1.15") == "wrong_format");
}

BOOST_AUTO_TEST_CASE(lengths_count_characters_not_bytes) {
  BOOST_TEST(text("line", "\"äöü\"") == "");
  BOOST_TEST(text("line", "\"😀😀😀\"") == "");
  BOOST_TEST(text("line", "\"äöüß\"") == "wrong_length");
  BOOST_TEST(text("line", "\"\"") == "wrong_length");
  BOOST_TEST(text("note", "\"\"") == "");
  BOOST_TEST(text("note", "\"12345\"") == "");
  BOOST_TEST(text("note", "\"123456\"") == "wrong_length");
}

BOOST_AUTO_TEST_CASE(a_line_has_no_controls_and_is_not_blank_a_note_may_have_line_feeds) {
  for (const std::string bad : {"\"a\\nb\"", "\"\\u0000\"", "\"a\\u007f\"", "\"\\u0085\"", "\" \"", "\"\\u00a0\""})
    BOOST_TEST(text("line", bad) == "wrong_format", bad);
  BOOST_TEST(text("note", "\"a\\nb\\t\"") == "");
  BOOST_TEST(text("note", "\"a\\u0000\"") == "wrong_format");
}

BOOST_AUTO_TEST_CASE(a_list_of_the_wrong_length_is_refused_as_a_whole) {
  BOOST_TEST(text("list", "[]") == "wrong_count");
  BOOST_TEST(text("list", R"(["a"])") == "");
  BOOST_TEST(text("list", R"(["a","b"])") == "");
  BOOST_TEST(text("list", R"(["a","b","c"])") == "wrong_count");
  BOOST_TEST(text("list", R"(["a",1])") == "wrong_type");
  BOOST_TEST(text("list", R"({"0":"a"})") == "wrong_type");
}

BOOST_AUTO_TEST_CASE(a_body_that_is_no_object_is_refused) {
  for (const std::string bad : {"null", "[]", "1", "\"a\"", "true"}) {
    const auto result = json::from_json<Texts>(bad);
    BOOST_TEST_REQUIRE(result.has_error(), bad);
    BOOST_TEST(result.error().fields().front().pointer == "");
    BOOST_TEST(result.error().fields().front().code->code == "wrong_type");
  }
}

BOOST_AUTO_TEST_CASE(the_number_of_field_errors_is_bounded) {
  std::string body = "{";
  for (int i = 0; i < 900; ++i) body += (i ? ",\"x" : "\"x") + std::to_string(i) + "\":1";
  const auto result = json::from_json<Texts>(body + "}");
  BOOST_TEST_REQUIRE(result.has_error());
  BOOST_TEST(result.error().fields().size() == json::max_field_errors);
}

BOOST_AUTO_TEST_CASE(pointers_escape_what_rfc_6901_escapes) {
  const auto result = json::from_json<Texts>(R"({"a/b~c":1,"":2})");
  BOOST_TEST_REQUIRE(result.has_error());
  BOOST_TEST(result.error().fields()[0].pointer == "/a~1b~0c");
  BOOST_TEST(result.error().fields()[1].pointer == "/");
}

BOOST_AUTO_TEST_CASE(doubles_are_written_in_fixed_notation_at_every_size) {
  BOOST_TEST(written(0.1) == "0.1");
  BOOST_TEST(written(1.0) == "1");
  BOOST_TEST(written(-0.0) == "-0");
  BOOST_TEST(written(1e-7) == "0.0000001");
  BOOST_TEST(written(1e22) == "10000000000000000000000");
  BOOST_TEST(written(std::numeric_limits<double>::max()).size() == 309U);
  const auto smallest = written(std::numeric_limits<double>::denorm_min());
  BOOST_TEST(smallest.starts_with("0.000"));
  BOOST_TEST(smallest.find('e') == std::string::npos);
  BOOST_TEST(json::parse(smallest)->number == std::numeric_limits<double>::denorm_min());
}

BOOST_AUTO_TEST_CASE(what_json_has_no_number_for_is_null) {
  BOOST_TEST(written(std::numeric_limits<double>::quiet_NaN()) == "null");
  BOOST_TEST(written(std::numeric_limits<double>::infinity()) == "null");
  BOOST_TEST(written(-std::numeric_limits<double>::infinity()) == "null");
}

BOOST_AUTO_TEST_SUITE_END()
