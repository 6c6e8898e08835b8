#include "api/json/node.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <algorithm>
#include <charconv>

namespace tagwerk::json {
namespace {

namespace bj = boost::json;

// Receives the events of Boost.JSON's push parser and builds the tree. Boost's own DOM keeps only the last of several
// members with one name, so it cannot refuse them.
class TreeBuilder {
 public:
  static constexpr std::size_t max_object_size = max_members_per_object;
  static constexpr std::size_t max_array_size = max_items_per_array;
  static constexpr std::size_t max_key_size = max_name_bytes;
  static constexpr std::size_t max_string_size = max_string_bytes;

  Node root;

  bool on_document_begin(bj::error_code&) { return true; }
  bool on_document_end(bj::error_code&) { return true; }
  bool on_object_begin(bj::error_code&) { return open(Node::Kind::object); }
  bool on_object_end(std::size_t, bj::error_code&) { return close(); }
  bool on_array_begin(bj::error_code&) { return open(Node::Kind::array); }
  bool on_array_end(std::size_t, bj::error_code&) { return close(); }
  bool on_key_part(bj::string_view part, std::size_t, bj::error_code&) { return append(part); }
  bool on_key(bj::string_view part, std::size_t, bj::error_code&) {
    append(part);
    key_ = std::exchange(text_, {});
    return true;
  }
  bool on_string_part(bj::string_view part, std::size_t, bj::error_code&) { return append(part); }
  bool on_string(bj::string_view part, std::size_t, bj::error_code&) {
    append(part);
    add(Node::Kind::string).text = std::exchange(text_, {});
    return true;
  }
  bool on_number_part(bj::string_view part, bj::error_code&) { return append(part); }
  bool on_int64(std::int64_t value, bj::string_view, bj::error_code&) {
    text_.clear();
    auto& node = add(Node::Kind::integer);
    node.integer = value;
    node.number = static_cast<double>(value);
    return true;
  }
  bool on_uint64(std::uint64_t value, bj::string_view, bj::error_code&) {
    if (value <= static_cast<std::uint64_t>(INT64_MAX)) {
      bj::error_code ignored;
      return on_int64(static_cast<std::int64_t>(value), {}, ignored);
    }
    text_.clear();
    add(Node::Kind::unsigned_integer).number = static_cast<double>(value);
    return true;
  }
  bool on_double(double value, bj::string_view part, bj::error_code&) {
    append(part);
    add(Node::Kind::number).number = nearest(std::exchange(text_, {}), value);
    return true;
  }
  bool on_bool(bool value, bj::error_code&) {
    add(Node::Kind::boolean).boolean = value;
    return true;
  }
  bool on_null(bj::error_code&) {
    add(Node::Kind::null);
    return true;
  }
  bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
  bool on_comment(bj::string_view, bj::error_code&) { return true; }

 private:
  // Boost.JSON 1.81 may be off by the last bit. What is too large or too small for a double stays as Boost has it: infinite
  // or zero.
  static double nearest(const std::string& text, double rough) {
    double value = rough;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} ? value : rough;
  }
  bool append(bj::string_view part) {
    text_.append(part.data(), part.size());
    return true;
  }
  Node& add(Node::Kind kind) {
    Node* node = &root;
    if (!open_.empty()) {
      auto& parent = *open_.back();
      node = parent.kind == Node::Kind::array ? &parent.items.emplace_back()
                                              : &parent.members.emplace_back(std::exchange(key_, {}), Node{}).value;
    }
    node->kind = kind;
    return *node;
  }
  bool open(Node::Kind kind) {
    // Pointers stay valid: a container's own vector grows only while none of its elements is open.
    open_.push_back(&add(kind));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  std::vector<Node*> open_;
  std::string key_;
  std::string text_;
};

core::Arguments place_of(std::string_view body, std::size_t offset) {
  const auto before = body.substr(0, std::min(offset, body.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const auto last_break = before.rfind('\n');
  const auto column = 1 + (last_break == std::string_view::npos ? before.size() : before.size() - last_break - 1);
  return {{"line", std::to_string(line)}, {"column", std::to_string(column)}};
}

core::Error malformed(std::string_view body, std::size_t offset, std::string reason) {
  auto arguments = place_of(body, offset);
  arguments.emplace_back("reason", std::move(reason));
  return core::fail(malformed_json, std::move(arguments));
}

core::Error beyond_limit(core::Arguments arguments, std::string_view what, std::size_t limit) {
  arguments.emplace_back("what", what);
  arguments.emplace_back("limit", std::to_string(limit));
  return core::fail(json_beyond_limit, std::move(arguments));
}

core::Error refusal_of(std::string_view body, std::size_t offset, const bj::error_code& error) {
  const auto too_many = [&](std::string_view what, std::size_t limit) {
    return beyond_limit(place_of(body, offset), what, limit);
  };
  if (error == bj::error::too_deep) return too_many("levels", max_depth);
  if (error == bj::error::object_too_large) return too_many("members in one object", max_members_per_object);
  if (error == bj::error::array_too_large) return too_many("items in one array", max_items_per_array);
  if (error == bj::error::key_too_large) return too_many("bytes in the name of a member", max_name_bytes);
  if (error == bj::error::string_too_large) return too_many("bytes in one text", max_string_bytes);
  if (error == bj::error::exponent_overflow) return too_many("digits in an exponent", max_exponent_digits);
  return malformed(body, offset, error.message());
}

}  // namespace

const Node* Node::find(std::string_view name) const noexcept {
  const auto found =
      std::find_if(members.begin(), members.end(), [&](const auto& member) { return member.name == name; });
  return found == members.end() ? nullptr : &found->value;
}

std::string_view Node::kind_text() const noexcept {
  switch (kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "a boolean";
    case Kind::integer:
      return "an integer";
    case Kind::unsigned_integer:
      return "a very large integer";
    case Kind::number:
      return "a number";
    case Kind::string:
      return "a string";
    case Kind::array:
      return "an array";
    case Kind::object:
      return "an object";
  }
  return "unknown";
}

core::Result<Node> parse(std::string_view body) {
  bj::parse_options options;
  options.max_depth = max_depth;
  bj::basic_parser<TreeBuilder> parser(options);
  bj::error_code error;
  const auto consumed = parser.write_some(false, body.data(), body.size(), error);
  if (error) return refusal_of(body, consumed, error);
  if (!parser.done()) return malformed(body, body.size(), "incomplete JSON");
  // The parser stops after the value: only white space may follow.
  for (std::size_t i = consumed; i < body.size(); ++i) {
    if (std::string_view(" \t\r\n").find(body[i]) == std::string_view::npos) return malformed(body, i, "extra data");
  }
  return std::move(parser.handler().root);
}

}  // namespace tagwerk::json
