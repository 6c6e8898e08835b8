#include "api/json/codec.hpp"

#include <boost/test/unit_test.hpp>

using namespace tagwerk;

namespace {

enum class Colour { red, green };
[[maybe_unused]] std::span<const json::EnumName<Colour>> enum_names(json::Tag<Colour>) {
  static constexpr json::EnumName<Colour> names[] = {{Colour::red, "red"}, {Colour::green, "green"}};
  return names;
}

struct Leaf {
  std::string name;
  std::optional<int> size;
};
const json::Object<Leaf>& shape(json::Tag<Leaf>) {
  static const auto object = json::Object<Leaf>("Leaf")
                                 .required("name", &Leaf::name, json::text(1, 5))
                                 .nullable("size", &Leaf::size, json::range(0, 10));
  return object;
}

struct Tree {
  std::string key;
  Colour colour = Colour::red;
  std::vector<Leaf> leaves;
  std::map<std::string, int> counts;
  std::optional<core::Date> planted_on;
  std::optional<double> height_m;
};
const json::Object<Tree>& shape(json::Tag<Tree>) {
  static const auto object = json::Object<Tree>("Tree")
                                 .required("key", &Tree::key, json::format(json::Format::key))
                                 .required("colour", &Tree::colour)
                                 .required("leaves", &Tree::leaves, json::items(1, 3))
                                 .required("counts", &Tree::counts, json::range(0, 9))
                                 .optional("planted_on", &Tree::planted_on)
                                 .optional("height_m", &Tree::height_m);
  return object;
}

struct TreePatch {
  std::optional<std::string> key;
  std::optional<std::optional<int>> size;
};
const json::Object<TreePatch>& shape(json::Tag<TreePatch>) {
  static const auto object =
      json::Object<TreePatch>("TreePatch").patch("key", &TreePatch::key).patch("size", &TreePatch::size);
  return object;
}

struct Span {
  int from = 0;
  int to = 0;
  std::vector<Leaf> leaves;
  std::string colour;
};
std::vector<core::FieldError> check_ends(const Span& span) {
  if (span.from <= span.to) return {};
  return {{"/to", &core::field_order, {}}};
}
std::vector<core::FieldError> check_names(const Span& span) {
  std::vector<core::FieldError> wrong;
  for (std::size_t i = 1; i < span.leaves.size(); ++i) {
    if (span.leaves[i].name == span.leaves[i - 1].name)
      wrong.push_back({"/leaves/" + std::to_string(i) + "/name", &core::field_duplicate, {}});
  }
  return wrong;
}
const json::Object<Span>& shape(json::Tag<Span>) {
  static const auto object = json::Object<Span>("Span")
                                 .required("from", &Span::from)
                                 .required("to", &Span::to)
                                 .required("leaves", &Span::leaves)
                                 .required("colour", &Span::colour)
                                 .rule({"from", "to"}, check_ends)
                                 .rule({}, check_names);
  return object;
}

std::string problems(const core::Result<Span>& result) {
  std::string text;
  for (const auto& field : result.error().fields()) text += field.pointer + "=" + std::string(field.code->code) + " ";
  return text;
}

std::string problems(const core::Result<Tree>& result) {
  std::string text;
  for (const auto& field : result.error().fields()) text += field.pointer + "=" + std::string(field.code->code) + " ";
  return text;
}

constexpr auto good = R"({"key":"oak","colour":"green","leaves":[{"name":"a"}],"counts":{"x":1}})";

}  // namespace

BOOST_AUTO_TEST_SUITE(codec)

BOOST_AUTO_TEST_CASE(a_good_object_is_read_and_written_alike) {
  const auto tree = json::from_json<Tree>(
      R"({"key":"oak","colour":"green","leaves":[{"name":"äöü","size":3},{"name":"b","size":null}],"counts":{"x":1},"planted_on":"2016-02-29","height_m":0.3137})");
  BOOST_TEST_REQUIRE(tree.has_value());
  BOOST_TEST(
      json::to_json(*tree) ==
      R"({"key":"oak","colour":"green","leaves":[{"name":"äöü","size":3},{"name":"b","size":null}],"counts":{"x":1},"planted_on":"2016-02-29","height_m":0.3137})");
}

BOOST_AUTO_TEST_CASE(all_wrong_members_are_named_at_once) {
  const auto tree = json::from_json<Tree>(
      R"({"key":"No Key","colour":"blue","leaves":[{"name":""},{"nam/e":"x","size":11}],"counts":{"a~b":10},"extra":1,"planted_on":"2015-02-29"})");
  BOOST_TEST_REQUIRE(tree.has_error());
  BOOST_TEST(problems(tree) ==
             "/key=wrong_format /colour=unknown_value /leaves/0/name=wrong_length /leaves/1/nam~1e=unknown_member "
             "/leaves/1/size=out_of_range /leaves/1/name=required /counts/a~0b=out_of_range /extra=unknown_member "
             "/planted_on=wrong_format ");
}

BOOST_AUTO_TEST_CASE(rules_across_members_are_told_beside_wrong_members_and_only_of_those_that_were_read) {
  const auto told = [](const std::string& members) {
    return problems(json::from_json<Span>("{" + members + R"(,"colour":1})"));
  };
  BOOST_TEST(told(R"("from":2,"to":1,"leaves":[])") == "/colour=wrong_type /to=wrong_order ");
  BOOST_TEST(told(R"("from":2,"to":"x","leaves":[])") == "/to=wrong_type /colour=wrong_type ");
  BOOST_TEST(told(R"("from":2,"leaves":[])") == "/colour=wrong_type /to=required ");
  // The bad item keeps its place; of its name nothing more is said.
  BOOST_TEST(told(R"("from":1,"to":1,"leaves":[{"name":"a"},{"name":7},{"name":"b"},{"name":"b"}])") ==
             "/leaves/1/name=wrong_type /colour=wrong_type /leaves/3/name=duplicate_member ");
  BOOST_TEST(told(R"("from":1,"to":1,"leaves":[7,{"size":1}])") ==
             "/leaves/0=wrong_type /leaves/1/name=required /colour=wrong_type ");
}

BOOST_AUTO_TEST_CASE(a_duplicate_member_is_refused_with_422_not_400) {
  const auto tree = json::from_json<Tree>(
      R"({"key":"oak","key":"elm","colour":"red","leaves":[{"name":"a"}],"counts":{"x":1,"x":2}})");
  BOOST_TEST_REQUIRE(tree.has_error());
  BOOST_TEST((tree.error().kind() == core::ErrorKind::invalid));
  BOOST_TEST(problems(tree) == "/key=duplicate_member /counts/x=duplicate_member ");
}

BOOST_AUTO_TEST_CASE(limits_hold_at_and_break_beyond) {
  const auto with_leaves = [](int n) {
    std::string leaves;
    for (int i = 0; i < n; ++i) leaves += (i ? "," : "") + std::string(R"({"name":"a"})");
    return json::from_json<Tree>(R"({"key":"oak","colour":"red","counts":{},"leaves":[)" + leaves + "]}");
  };
  BOOST_TEST(with_leaves(0).has_error());
  BOOST_TEST(with_leaves(1).has_value());
  BOOST_TEST(with_leaves(3).has_value());
  BOOST_TEST(with_leaves(4).has_error());
}

BOOST_AUTO_TEST_CASE(null_is_absent_for_optional_and_refused_for_required) {
  BOOST_TEST(
      json::from_json<Tree>(R"({"key":"oak","colour":"red","leaves":[{"name":"a"}],"counts":{},"planted_on":null})")
          .has_value());
  BOOST_TEST(json::from_json<Tree>(R"({"key":null,"colour":"red","leaves":[{"name":"a"}],"counts":{}})").has_error());
}

BOOST_AUTO_TEST_CASE(a_merge_patch_tells_absent_null_and_value_apart) {
  const auto none = json::from_json<TreePatch>("{}");
  BOOST_TEST_REQUIRE(none.has_value());
  BOOST_TEST(!none->size.has_value());
  const auto cleared = json::from_json<TreePatch>(R"({"size":null})");
  BOOST_TEST_REQUIRE(cleared.has_value());
  BOOST_TEST_REQUIRE(cleared->size.has_value());
  BOOST_TEST(!cleared->size->has_value());
  BOOST_TEST(json::from_json<TreePatch>(R"({"size":4})")->size->value() == 4);
  BOOST_TEST(json::from_json<TreePatch>(R"({"key":null})").has_error());
}

BOOST_AUTO_TEST_CASE(strict_json_and_nothing_more_lenient) {
  BOOST_TEST(json::from_json<Tree>(good).has_value());
  for (const std::string bad : {"",          " ",
                                "{",         "{\"a\":1,}",
                                "[1,]",      "{'a':1}",
                                "// x\n{}",  "{} x",
                                "{}{}",      "NaN",
                                "01",        "1.",
                                ".5",        "+1",
                                "\"\x01\"",  "\"\xff\"",
                                "\"\xc3\"",  "\"\\ud800\"",
                                "\"\\x\"",   "nul",
                                "{\"a\" 1}", "\xef\xbb\xbf{}",
                                "[1}"}) {
    const auto node = json::parse(bad);
    BOOST_TEST_CONTEXT(bad) {
      BOOST_TEST_REQUIRE(node.has_error());
      BOOST_TEST((node.error().kind() == core::ErrorKind::malformed));
    }
  }
}

BOOST_AUTO_TEST_CASE(depth_is_bounded_at_the_limit) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  BOOST_TEST(json::parse(nested(json::max_depth)).has_value());
  BOOST_TEST(json::parse(nested(json::max_depth + 1)).has_error());
  BOOST_TEST(json::parse(std::string(1'000'000, '[')).has_error());
}

BOOST_AUTO_TEST_CASE(numbers_in_range_and_of_the_right_kind) {
  const auto size = [](const std::string& number) {
    return json::from_json<Leaf>(R"({"name":"a","size":)" + number + "}");
  };
  BOOST_TEST(size("10").has_value());
  BOOST_TEST(size("3.0").has_value());
  for (const auto* bad : {"11", "-1", "1.5", "1e400", "99999999999999999999", "\"1\"", "true"})
    BOOST_TEST(size(bad).has_error(), bad);
}

BOOST_AUTO_TEST_CASE(numbers_are_written_in_fixed_notation) {
  json::Writer writer;
  writer.begin_array().value(0.3137).value(1.1).value(1e21).value(-0.5).value(102).end_array();
  BOOST_TEST(writer.take() == "[0.3137,1.1,1000000000000000000000,-0.5,102]");
}

BOOST_AUTO_TEST_CASE(text_is_escaped) {
  json::Writer writer;
  writer.value(std::string_view("a\"b\\c\n\t\x01 ü\0z", 13));
  BOOST_TEST(writer.take() == "\"a\\\"b\\\\c\\n\\t\\u0001 ü\\u0000z\"");
}

BOOST_AUTO_TEST_CASE(the_schema_says_what_the_reader_checks) {
  json::Components components;
  BOOST_TEST(json::schema_of<Tree>(components) == R"({"$ref":"#/components/schemas/Tree"})");
  const auto& tree = components.schemas().at("Tree");
  BOOST_TEST(tree.find(R"("key":{"type":"string","pattern":"^[a-z0-9_-]{1,64}$"})") != std::string::npos);
  BOOST_TEST(
      tree.find(
          R"("leaves":{"type":"array","items":{"$ref":"#/components/schemas/Leaf"},"minItems":1,"maxItems":3})") !=
      std::string::npos);
  BOOST_TEST(tree.find(R"("required":["key","colour","leaves","counts"])") != std::string::npos);
  BOOST_TEST(json::parse(tree).has_value());
  BOOST_TEST(components.schemas().contains("Leaf"));
}

BOOST_AUTO_TEST_SUITE_END()
