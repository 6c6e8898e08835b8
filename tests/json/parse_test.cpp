// The parser alone: RFC 8259 and nothing more lenient, and every limit at, below and above it.
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

#include "api/json/node.hpp"

using namespace tagwerk;
using json::Node;

namespace {

Node good(const std::string& text) {
  auto node = json::parse(text);
  BOOST_TEST_REQUIRE(node.has_value(), text.substr(0, 80));
  return *std::move(node);
}

void refuse(const std::string& text) {
  const auto node = json::parse(text);
  BOOST_TEST_REQUIRE(node.has_error(), "accepted: " << text.substr(0, 80));
  BOOST_TEST((node.error().kind() == core::ErrorKind::malformed));
}

void refuse_as_too_many(const std::string& text, const std::string& what) {
  const auto node = json::parse(text);
  BOOST_TEST_REQUIRE(node.has_error(), "accepted: " << text.substr(0, 80));
  BOOST_TEST((&node.error().code() == &json::json_beyond_limit));
  BOOST_TEST(node.error().detail(core::Language::en).find("too many " + what) != std::string::npos,
             node.error().detail(core::Language::en));
}

std::string place_of(const std::string& text) {
  const auto node = json::parse(text);
  BOOST_TEST_REQUIRE(node.has_error(), text);
  const auto& arguments = node.error().arguments();
  return arguments[0].second + ":" + arguments[1].second;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(parse)

BOOST_AUTO_TEST_CASE(every_kind_of_value_is_read) {
  BOOST_TEST((good("null").kind == Node::Kind::null));
  BOOST_TEST(good("true").boolean);
  BOOST_TEST(!good("false").boolean);
  BOOST_TEST(good(" \t\r\n7 \t\r\n").integer == 7);
  BOOST_TEST(good("\"a\"").text == "a");
  BOOST_TEST(good("\"\"").text.empty());
  BOOST_TEST(good("[]").items.empty());
  BOOST_TEST(good("[1,[2],{}]").items.size() == 3U);
  BOOST_TEST((good("{\"\":1}").members.front().name == ""));
}

BOOST_AUTO_TEST_CASE(integers_are_told_from_numbers) {
  const auto kind = [](const std::string& text) { return good(text).kind; };
  BOOST_TEST((kind("1") == Node::Kind::integer));
  BOOST_TEST((kind("-0") == Node::Kind::integer));
  BOOST_TEST((kind("1.0") == Node::Kind::number));
  BOOST_TEST((kind("1e2") == Node::Kind::number));
  BOOST_TEST(good("9223372036854775807").integer == std::numeric_limits<std::int64_t>::max());
  BOOST_TEST(good("-9223372036854775808").integer == std::numeric_limits<std::int64_t>::min());
  BOOST_TEST((kind("9223372036854775808") == Node::Kind::unsigned_integer));
  BOOST_TEST((kind("18446744073709551615") == Node::Kind::unsigned_integer));
  BOOST_TEST((kind("18446744073709551616") == Node::Kind::number));
  BOOST_TEST((kind("-9223372036854775809") == Node::Kind::number));
  BOOST_TEST(good("9223372036854775808").number == 9223372036854775808.0);
}

BOOST_AUTO_TEST_CASE(numbers_are_the_nearest_double) {
  BOOST_TEST(good("0.3137").number == 0.3137);
  BOOST_TEST(good("-0.0").number == 0.0);
  BOOST_TEST(std::signbit(good("-0.0").number));
  BOOST_TEST(good("1.7976931348623157e308").number == std::numeric_limits<double>::max());
  BOOST_TEST(good("2.2250738585072014E-308").number == std::numeric_limits<double>::min());
  BOOST_TEST(good("4.9406564584124654e-324").number == std::numeric_limits<double>::denorm_min());
  BOOST_TEST(good("0.1e1").number == 1.0);
  BOOST_TEST(good("9007199254740993.0").number == 9007199254740992.0);
  BOOST_TEST(good("1.00000000000000011102230246251565404236316680908203126").number > 1.0);
}

BOOST_AUTO_TEST_CASE(numbers_beyond_a_double_are_infinite_or_zero_never_garbage) {
  BOOST_TEST(std::isinf(good("1e400").number));
  BOOST_TEST(good("-1e400").number == -std::numeric_limits<double>::infinity());
  BOOST_TEST(good("1e-400").number == 0.0);
  BOOST_TEST(std::isinf(good("1" + std::string(400, '0')).number));
  refuse_as_too_many("1e99999999999999999999",
                     "digits in an exponent: at most 9");  // RFC 8259 section 9 lets a parser limit the exponent
}

BOOST_AUTO_TEST_CASE(what_only_looks_like_a_number_is_refused) {
  for (const std::string bad :
       {"01",   "-01",   "00",  "-",   "+1",  ".5",       "-.5",       "1.",  "1.e2", "1e",  "1e+", "1e-",
        "0x10", "1_000", "1,5", "NaN", "nan", "Infinity", "-Infinity", "inf", "1f",   "1 2", "--1", "1-"})
    refuse(bad);
}

BOOST_AUTO_TEST_CASE(escapes_become_what_they_stand_for) {
  BOOST_TEST(good(R"("\" \\ \/ \b \f \n \r \t")").text == "\" \\ / \b \f \n \r \t");
  BOOST_TEST(good(R"("\u00e4\u00C4\u20ac")").text == "äÄ€");
  BOOST_TEST(good(R"("\ud83d\ude00")").text == "😀");
  BOOST_TEST(good("\"\\u0000\"").text == std::string(1, '\0'));
  BOOST_TEST(good("\"\x7f\"").text == "\x7f");
  BOOST_TEST(good("\"\xe2\x80\xa8\"").text == "\xe2\x80\xa8");
  BOOST_TEST(good(R"({"a\u0062":1})").members.front().name == "ab");
}

BOOST_AUTO_TEST_CASE(bad_escapes_and_raw_controls_are_refused) {
  for (const std::string bad : {R"("\x41")", R"("\u12")", R"("\u12g4")", R"("\U0041")", R"("\'")", R"("\0")", R"("\)",
                                "\"a\nb\"", "\"a\tb\"", "\"\x1f\"", "\"abc"})
    refuse(bad);
  refuse(std::string("\"a\0b\"", 5));
}

BOOST_AUTO_TEST_CASE(surrogates_come_in_pairs_or_not_at_all) {
  for (const std::string bad : {R"("\ud800")", R"("\udc00")", R"("\ud800\ud800")", R"("\ud83dx")", R"("\ud83d\n")",
                                R"("\ude00\ud83d")", R"({"\ud800":1})"})
    refuse(bad);
}

BOOST_AUTO_TEST_CASE(bytes_that_are_not_utf8_are_refused_wherever_they_stand) {
  for (const std::string bad : {"\x80", "\xff", "\xc3", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xed\xa0\x80",
                                "\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xe2\x82"}) {
    refuse("\"" + bad + "\"");
    refuse("{\"" + bad + "\":1}");
    refuse(bad + "1");
  }
  BOOST_TEST(good("\"\xf4\x8f\xbf\xbf\"").text.size() == 4U);
}

BOOST_AUTO_TEST_CASE(a_byte_order_mark_and_other_encodings_are_refused) {
  refuse("\xef\xbb\xbf{}");
  refuse(std::string("\xff\xfe{\0}\0", 6));
  refuse(std::string("\0{\0}", 4));
}

BOOST_AUTO_TEST_CASE(comments_trailing_commas_and_single_quotes_are_refused) {
  for (const std::string bad : {"[1,]",
                                "[,1]",
                                "[1,,2]",
                                "{\"a\":1,}",
                                "{,}",
                                "{\"a\"}",
                                "{\"a\":}",
                                "{a:1}",
                                "{'a':1}",
                                "// x\n1",
                                "1 // x",
                                "/* x */ 1",
                                "# x\n1",
                                "[1}",
                                "{]",
                                "]",
                                "}",
                                ",",
                                ":",
                                "{1:2}",
                                "{null:1}",
                                "tru",
                                "TRUE",
                                "nulll",
                                "undefined",
                                "\v1",
                                "\f1",
                                "\xc2\xa0"
                                "1"})
    refuse(bad);
}

BOOST_AUTO_TEST_CASE(only_white_space_may_follow) {
  for (const std::string bad : {"{} {}", "1 1", "[]]", "{}x", "\"a\"\"b\"", "null,"}) refuse(bad);
  refuse(std::string("{}\0", 3));
}

BOOST_AUTO_TEST_CASE(a_text_that_ends_too_early_is_refused_at_every_byte) {
  const std::string whole = R"({"a":[1.5e3,true,null,"ä\u20ac"],"b":{"c":-7}})";
  BOOST_TEST(json::parse(whole).has_value());
  for (std::size_t i = 0; i < whole.size(); ++i) refuse(whole.substr(0, i));
}

BOOST_AUTO_TEST_CASE(duplicate_members_are_kept_for_the_reader_to_refuse) {
  const auto node = good(R"({"a":1,"b":2,"a":3,"\u0061":4})");
  BOOST_TEST_REQUIRE(node.members.size() == 4U);
  BOOST_TEST(node.members[2].name == "a");
  BOOST_TEST(node.members[2].value.integer == 3);
  BOOST_TEST(node.members[3].name == "a");
  BOOST_TEST(node.find("a")->integer == 1);
}

BOOST_AUTO_TEST_CASE(depth_holds_at_the_limit_for_arrays_and_objects) {
  const auto arrays = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  const auto objects = [](std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += "{\"a\":";
    return text + "1" + std::string(depth, '}');
  };
  for (const auto depth : {json::max_depth - 1, json::max_depth}) {
    good(arrays(depth));
    good(objects(depth));
  }
  refuse_as_too_many(arrays(json::max_depth + 1), "levels: at most 32");
  refuse_as_too_many(objects(json::max_depth + 1), "levels: at most 32");
  refuse_as_too_many(std::string(200'000, '['), "levels");
  good("[" + arrays(json::max_depth - 1) + "," + arrays(json::max_depth - 1) + "]");
}

BOOST_AUTO_TEST_CASE(the_number_of_members_items_and_bytes_holds_at_the_limit) {
  const auto object = [](std::size_t members) {
    std::string text = "{";
    for (std::size_t i = 0; i < members; ++i) text += (i ? ",\"" : "\"") + std::to_string(i) + "\":0";
    return text + "}";
  };
  BOOST_TEST(good(object(json::max_members_per_object)).members.size() == json::max_members_per_object);
  refuse_as_too_many(object(json::max_members_per_object + 1), "members in one object: at most 1000");

  const auto array = [](std::size_t items) {
    std::string text = "[0";
    for (std::size_t i = 1; i < items; ++i) text += ",0";
    return text + "]";
  };
  BOOST_TEST(good(array(json::max_items_per_array)).items.size() == json::max_items_per_array);
  refuse_as_too_many(array(json::max_items_per_array + 1), "items in one array: at most 100000");

  BOOST_TEST(good("\"" + std::string(json::max_string_bytes, 'x') + "\"").text.size() == json::max_string_bytes);
  refuse_as_too_many("\"" + std::string(json::max_string_bytes + 1, 'x') + "\"", "bytes in one text");
  good("{\"" + std::string(json::max_name_bytes, 'n') + "\":1}");
  refuse_as_too_many("{\"" + std::string(json::max_name_bytes + 1, 'n') + "\":1}", "bytes in the name of a member");
}

BOOST_AUTO_TEST_CASE(the_place_of_a_fault_is_named_in_lines_and_columns) {
  BOOST_TEST(place_of("") == "1:1");
  BOOST_TEST(place_of("{\"a\":1,}") == "1:8");
  BOOST_TEST(place_of("{\n  \"a\": tru\n}") == "2:8");
  BOOST_TEST(place_of("{} x") == "1:4");
  BOOST_TEST(place_of("[1,\n2") == "2:2");
}

BOOST_AUTO_TEST_SUITE_END()
