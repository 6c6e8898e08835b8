// Properties that hold for every value, tried on random ones (rapidcheck; a failure prints the seed that repeats it).
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <cmath>
#include <cstring>

#include "api/json/codec.hpp"
#include "engine/core/text.hpp"

using namespace tagwerk;
using json::Node;

namespace {

template <class Property>
void holds(const char* name, Property&& property) {
  BOOST_TEST(rc::check(name, std::forward<Property>(property)), name);
}

// Any code point but the surrogates.
rc::Gen<std::string> code_point() {
  return rc::gen::map(
      rc::gen::oneOf(rc::gen::inRange<std::uint32_t>(0, 0x80), rc::gen::inRange<std::uint32_t>(0x80, 0xD800),
                     rc::gen::inRange<std::uint32_t>(0xE000, 0x110000)),
      [](std::uint32_t c) {
        const auto byte = [](std::uint32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
        std::string text;
        if (c < 0x80) {
          text = {byte(c)};
        } else if (c < 0x800) {
          text = {byte(0xC0 | (c >> 6)), byte(0x80 | (c & 0x3F))};
        } else if (c < 0x10000) {
          text = {byte(0xE0 | (c >> 12)), byte(0x80 | ((c >> 6) & 0x3F)), byte(0x80 | (c & 0x3F))};
        } else {
          text = {byte(0xF0 | (c >> 18)), byte(0x80 | ((c >> 12) & 0x3F)), byte(0x80 | ((c >> 6) & 0x3F)),
                  byte(0x80 | (c & 0x3F))};
        }
        return text;
      });
}

rc::Gen<std::string> unicode_text() {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(code_point()),
                      [](const std::vector<std::string>& parts) {
                        std::string text;
                        for (const auto& part : parts) text += part;
                        return text;
                      });
}

rc::Gen<double> any_finite_double() {
  return rc::gen::suchThat(rc::gen::map(rc::gen::arbitrary<std::uint64_t>(),
                                        [](std::uint64_t bits) {
                                          double number = 0;
                                          static_assert(sizeof number == sizeof bits);
                                          std::memcpy(&number, &bits, sizeof number);
                                          return number;
                                        }),
                           [](double number) { return std::isfinite(number); });
}

Node leaf_of(const std::string& text) {
  auto node = json::parse(text);
  RC_ASSERT(node.has_value());
  return *std::move(node);
}

// A random tree, written from the same choices that the parsed tree is compared with.
Node random_tree(int depth) {
  Node node;
  const int choice = *rc::gen::inRange(0, depth > 0 ? 7 : 5);
  if (choice == 1) {
    node.kind = Node::Kind::boolean;
    node.boolean = *rc::gen::arbitrary<bool>();
  } else if (choice == 2) {
    node.kind = Node::Kind::integer;
    node.integer = *rc::gen::arbitrary<std::int64_t>();
  } else if (choice == 3 || choice == 4) {
    node.kind = Node::Kind::string;
    node.text = *unicode_text();
  } else if (choice == 5) {
    node.kind = Node::Kind::array;
    const auto count = *rc::gen::inRange(0, 4);
    for (int i = 0; i < count; ++i) node.items.push_back(random_tree(depth - 1));
  } else if (choice == 6) {
    node.kind = Node::Kind::object;
    const auto count = *rc::gen::inRange(0, 4);
    for (int i = 0; i < count; ++i) {
      auto name = *unicode_text();
      node.members.emplace_back(std::move(name), random_tree(depth - 1));
    }
  }
  return node;
}

void write(json::Writer& writer, const Node& node) {
  switch (node.kind) {
    case Node::Kind::boolean:
      writer.value(node.boolean);
      break;
    case Node::Kind::integer:
      writer.value(node.integer);
      break;
    case Node::Kind::string:
      writer.value(node.text);
      break;
    case Node::Kind::array:
      writer.begin_array();
      for (const auto& item : node.items) write(writer, item);
      writer.end_array();
      break;
    case Node::Kind::object:
      writer.begin_object();
      for (const auto& [name, member] : node.members) write(writer.key(name), member);
      writer.end_object();
      break;
    default:
      writer.null();
  }
}

bool same(const Node& left, const Node& right) {
  if (left.kind != right.kind || left.boolean != right.boolean || left.integer != right.integer ||
      left.text != right.text || left.items.size() != right.items.size() || left.members.size() != right.members.size())
    return false;
  for (std::size_t i = 0; i < left.items.size(); ++i) {
    if (!same(left.items[i], right.items[i])) return false;
  }
  for (std::size_t i = 0; i < left.members.size(); ++i) {
    if (left.members[i].name != right.members[i].name || !same(left.members[i].value, right.members[i].value))
      return false;
  }
  return true;
}

struct Guest {
  std::string name;
  std::optional<std::string> note;
  std::int64_t heads = 0;
  std::map<std::string, std::int64_t> pools;
  bool operator==(const Guest&) const = default;
};
const json::Object<Guest>& shape(json::Tag<Guest>) {
  static const auto object = json::Object<Guest>("Guest")
                                 .required("name", &Guest::name)
                                 .nullable("note", &Guest::note)
                                 .required("heads", &Guest::heads)
                                 .required("pools", &Guest::pools);
  return object;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(round_trip)

BOOST_AUTO_TEST_CASE(text_comes_back_exactly) {
  holds("written text is parsed as the same text", [] {
    const auto text = *unicode_text();
    json::Writer writer;
    writer.value(text);
    RC_ASSERT(core::is_utf8(writer.text()));
    RC_ASSERT(leaf_of(writer.text()).text == text);
  });
}

BOOST_AUTO_TEST_CASE(integers_come_back_exactly) {
  holds("written integers are parsed as the same integers", [](std::int64_t number) {
    json::Writer writer;
    writer.value(number);
    const auto node = leaf_of(writer.text());
    RC_ASSERT((node.kind == Node::Kind::integer));
    RC_ASSERT(node.integer == number);
  });
}

BOOST_AUTO_TEST_CASE(doubles_come_back_to_the_last_bit_and_without_an_exponent) {
  holds("written doubles are parsed as the same doubles", [] {
    const auto number = *any_finite_double();
    json::Writer writer;
    writer.value(number);
    RC_ASSERT(writer.text().find_first_of("eE") == std::string::npos);
    RC_ASSERT(leaf_of(writer.text()).number == number);
  });
}

BOOST_AUTO_TEST_CASE(short_decimals_come_back_as_they_were_written) {
  holds("figures with four decimals keep their text", [] {
    const auto ten_thousandths = *rc::gen::inRange(-100'000'000, 100'000'000);
    json::Writer writer;
    writer.value(ten_thousandths / 10'000.0);
    json::Writer again;
    const auto node = leaf_of(writer.text());
    if (node.kind == Node::Kind::integer) {
      again.value(node.integer);
    } else {
      again.value(node.number);
    }
    RC_ASSERT(writer.text() == again.text());
    RC_ASSERT(writer.text().size() <= 12U);
  });
}

BOOST_AUTO_TEST_CASE(trees_come_back_as_they_were) {
  holds("a written tree is parsed as the same tree", [] {
    const auto tree = random_tree(5);
    json::Writer writer;
    write(writer, tree);
    const auto parsed = leaf_of(writer.text());
    RC_ASSERT(same(tree, parsed));
    json::Writer again;
    write(again, parsed);
    RC_ASSERT(again.text() == writer.text());
  });
}

BOOST_AUTO_TEST_CASE(white_space_between_tokens_changes_nothing) {
  holds("white space is ignored outside of strings", [] {
    const auto space = *rc::gen::container<std::string>(rc::gen::elementOf(std::string(" \t\r\n")));
    const auto s = [&](const std::string& token) { return space + token; };
    const auto text = s("{") + s("\"a b\"") + s(":") + s("[") + s("1") + s(",") + s("null") + s("]") + s("}") + space;
    const auto node = leaf_of(text);
    RC_ASSERT(node.members.size() == 1U);
    RC_ASSERT(node.members[0].name == "a b");
    RC_ASSERT(node.members[0].value.items.size() == 2U);
  });
}

BOOST_AUTO_TEST_CASE(described_objects_come_back_as_they_were) {
  holds("to_json and from_json are inverse", [] {
    Guest guest;
    // U+0000 is legal JSON, but no text of ours may hold it.
    const auto text = [] {
      return *rc::gen::suchThat(unicode_text(), [](const std::string& t) { return t.find('\0') == std::string::npos; });
    };
    guest.name = text();
    if (*rc::gen::arbitrary<bool>()) guest.note = text();
    guest.heads = *rc::gen::inRange<std::int64_t>(-9007199254740991, 9007199254740992);
    const auto pools = *rc::gen::inRange(0, 4);
    for (int i = 0; i < pools; ++i) guest.pools[*unicode_text()] = i;
    const auto back = json::from_json<Guest>(json::to_json(guest));
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == guest);
  });
}

BOOST_AUTO_TEST_CASE(no_bytes_make_it_fail_otherwise_than_by_refusal) {
  holds("random bytes are accepted or refused with a place inside them", [] {
    const auto bytes =
        *rc::gen::container<std::string>(rc::gen::elementOf(std::string("{}[]\",:\\u0123eE+-.ntfd8\xc3\xa4 \n")));
    const auto node = json::parse(bytes);
    if (node) return;
    RC_ASSERT(&node.error().code() == &json::malformed_json);
    RC_ASSERT(std::stoul(node.error().arguments()[1].second) <= bytes.size() + 1);
  });
}

BOOST_AUTO_TEST_SUITE_END()
