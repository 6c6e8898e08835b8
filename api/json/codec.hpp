// Purpose: one description per DTO that reads it (all errors at once, with JSON pointers), writes it, and is its schema in
// OpenAPI; so the three cannot disagree. How to use:
//
//   struct RegionBody { std::string key; std::string name; std::optional<bool> closed_to_newcomers; };
//   inline const json::Object<RegionBody>& shape(json::Tag<RegionBody>) {
//     static const auto object = json::Object<RegionBody>("RegionBody", "A new region")
//         .required("key", &RegionBody::key, json::format(json::Format::key))
//         .required("name", &RegionBody::name, json::text(1, 200))
//         .optional("closed_to_newcomers", &RegionBody::closed_to_newcomers);
//     return object;
//   }
//   core::Result<RegionBody> body = json::from_json<RegionBody>(text);   std::string text = json::to_json(body);
//
// Members: std::string, bool, int, std::int64_t, double, core::Date, core::Instant, core::Grade, core::Percent, core::Money,
// core::Id<…>, enums that have `enum_names(json::Tag<E>)`, described structs, std::vector and std::map<std::string, …> of those.
//   required  M            must be given, not null; always written
//   nullable  optional<M>  may be left out or null when read; always written (null when empty)   [answers, creation]
//   optional  optional<M>  may be left out or null when read; left out when empty                [creation]
//   patch     optional<M>            left out = unchanged, null refused                          [merge patch]
//   patch     optional<optional<M>>  left out = unchanged, null = remove                         [merge patch]
//   rule      what members must be to each other, told together with what is wrong with single ones
//   A type that is written in several forms has three functions beside it (OwnForm below).
// Enums: inline constexpr json::EnumNames<SeriesKind, 6> … see EnumName below.
// Thread-safety: descriptions are immutable once built.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "api/json/money.hpp"
#include "api/json/node.hpp"
#include "api/json/reader.hpp"
#include "api/json/rules.hpp"
#include "api/json/schema.hpp"
#include "api/json/writer.hpp"
#include "engine/core/result.hpp"
#include "engine/core/text.hpp"

namespace tagwerk::json {

template <class T>
struct Tag {};

/// `inline std::span<const json::EnumName<Role>> enum_names(json::Tag<Role>)`, in the namespace of the enum or DTO.
template <class E>
struct EnumName {
  E value;
  std::string_view name;
};

template <class T>
class Object;

template <class T>
concept Described = requires {
  { shape(Tag<T>{}) } -> std::same_as<const Object<T>&>;
};
template <class T>
concept NamedEnum = std::is_enum_v<T> && requires {
  { enum_names(Tag<T>{}) } -> std::convertible_to<std::span<const EnumName<T>>>;
};

/// A value that is none of these, as an answer that is a text or a number; its functions are found by their arguments.
template <class T>
concept OwnForm = requires(Reader& reader, Writer& writer, const Node& node, const Rules& rules, T& out,
                           const T& value) {
  { read_form(reader, node, out) } -> std::same_as<bool>;
  { write_form(writer, value) } -> std::same_as<void>;
  { form_schema(Tag<T>{}, rules) } -> std::same_as<std::string>;
};

namespace detail {

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsMap : std::false_type {};
template <class T>
struct IsMap<std::map<std::string, T>> : std::true_type {};
template <class T>
struct IsId : std::false_type {};
template <class Tg>
struct IsId<core::Id<Tg>> : std::true_type {};

}  // namespace detail

// ---- one value ------------------------------------------------------------------------------------------------------

template <class T>
bool read_value(Reader& reader, const Node& node, const Rules& rules, T& out);
template <class T>
void write_value(Writer& writer, const T& value);
template <class T>
std::string schema_of(Components& components, const Rules& rules = {});

// ---- the description of an object -----------------------------------------------------------------------------------

template <class T>
class Object {
 public:
  explicit Object(std::string_view name, std::string_view description = {}) : name_(name), description_(description) {}

  template <class M>
  Object&& required(std::string_view name, M T::*member, Rules rules = {}) && {
    add<M>(
        name, rules, true, true, false,
        [member](Reader& reader, const Node& node, const Rules& r, T& object) {
          return read_value(reader, node, r, object.*member);
        },
        [member](Writer& writer, const T& object) { write_value(writer, object.*member); },
        [](const T&) { return true; });
    return std::move(*this);
  }
  template <class M>
  Object&& nullable(std::string_view name, std::optional<M> T::*member, Rules rules = {}) && {
    add<M>(name, rules, false, true, true, read_optional<M>(member), write_optional<M>(member),
           [](const T&) { return true; });
    return std::move(*this);
  }
  template <class M>
  Object&& optional(std::string_view name, std::optional<M> T::*member, Rules rules = {}) && {
    add<M>(name, rules, false, false, true, read_optional<M>(member), write_optional<M>(member),
           [member](const T& object) { return (object.*member).has_value(); });
    return std::move(*this);
  }
  template <class M>
  Object&& patch(std::string_view name, std::optional<M> T::*member, Rules rules = {}) && {
    if constexpr (detail::IsOptional<M>::value) {
      using Inner = typename M::value_type;
      add<Inner>(
          name, rules, false, false, true,
          [member](Reader& reader, const Node& node, const Rules& r, T& object) {
            if (node.kind == Node::Kind::null) {
              (object.*member).emplace(std::nullopt);
              return true;
            }
            Inner value{};
            if (!read_value(reader, node, r, value)) return false;
            (object.*member).emplace(std::move(value));
            return true;
          },
          [member](Writer& writer, const T& object) { write_value(writer, **(object.*member)); },
          [member](const T& object) { return (object.*member).has_value() && (object.*member)->has_value(); });
    } else {
      add<M>(
          name, rules, false, false, false,
          [member](Reader& reader, const Node& node, const Rules& r, T& object) {
            M value{};
            if (!read_value(reader, node, r, value)) return false;
            object.*member = std::move(value);
            return true;
          },
          write_optional<M>(member), [member](const T& object) { return (object.*member).has_value(); });
    }
    return std::move(*this);
  }

  /// `check` says what is wrong beyond single members. It is one of the engine's own, asked here only when something could
  /// not be read, so that all is told at once; the engine tells it together with what it looks up. `members` must have been
  /// read; another that was not is what T makes it by default, and a bad item of an array keeps its place.
  Object&& rule(std::vector<std::string_view> members,
                std::function<std::vector<core::FieldError>(const T&)> check) && {
    rules_.push_back({std::move(members), std::move(check)});
    return std::move(*this);
  }

  bool read(Reader& reader, const Node& node, T& out) const {
    if (!reader.expect(node, Node::Kind::object, "an object")) return false;
    bool good = true;
    std::vector<std::string_view> unread;
    for (std::size_t i = 0; i < node.members.size(); ++i) {
      const auto& [name, content] = node.members[i];
      const bool repeated = std::any_of(node.members.begin(), node.members.begin() + static_cast<std::ptrdiff_t>(i),
                                        [&, &n = name](const auto& earlier) { return earlier.name == n; });
      if (repeated) {
        reader.refuse_at(name, core::field_duplicate, {{"value", core::echo(name)}});
        good = false;
        continue;
      }
      const auto* member = find(name);
      if (member == nullptr) {
        reader.refuse_at(name, core::field_unknown, {{"value", core::echo(name)}});
        good = false;
        continue;
      }
      reader.enter(name);
      if (!member->read(reader, content, member->rules, out)) unread.push_back(name);
      reader.leave();
    }
    for (const auto& member : members_) {
      if (member.must_be_given && node.find(member.name) == nullptr) {
        reader.refuse_at(member.name, core::field_required);
        unread.push_back(member.name);
      }
    }
    good = good && unread.empty();
    if (!reader.asks_rules()) return good;
    const auto unread_errors = reader.error_count();
    for (const auto& rule : rules_) {
      const auto is_unread = [&](std::string_view name) {
        return std::find(unread.begin(), unread.end(), name) != unread.end();
      };
      if (std::any_of(rule.members.begin(), rule.members.end(), is_unread)) continue;
      for (auto& error : rule.check(out)) good = !reader.adopt(std::move(error), unread_errors) && good;
    }
    return good;
  }

  void write(Writer& writer, const T& object) const {
    writer.begin_object();
    for (const auto& member : members_) {
      if (!member.present(object)) continue;
      writer.key(member.name);
      member.write(writer, object);
    }
    writer.end_object();
  }

  /// Puts the schema among the components and answers the reference to it.
  std::string reference(Components& components) const {
    if (components.reserve(name_)) {
      ObjectSchema schema(description_);
      for (const auto& member : members_) {
        schema.add(member.name, member.schema(components), member.must_be_given, member.always_written,
                   member.may_be_null);
      }
      components.define(name_, schema);
    }
    return components.reference(name_);
  }

 private:
  struct Member {
    std::string_view name;
    Rules rules;
    bool must_be_given;
    bool always_written;
    bool may_be_null;
    std::function<bool(Reader&, const Node&, const Rules&, T&)> read;
    std::function<void(Writer&, const T&)> write;
    std::function<bool(const T&)> present;
    std::function<std::string(Components&)> schema;
  };

  struct Rule {
    std::vector<std::string_view> members;
    std::function<std::vector<core::FieldError>(const T&)> check;
  };

  template <class M, class Read, class Write, class Present>
  void add(std::string_view name, Rules rules, bool must_be_given, bool always_written, bool may_be_null, Read read,
           Write write, Present present) {
    members_.push_back({name, rules, must_be_given, always_written, may_be_null, std::move(read), std::move(write),
                        std::move(present),
                        [rules](Components& components) { return schema_of<M>(components, rules); }});
  }
  template <class M>
  static auto read_optional(std::optional<M> T::*member) {
    return [member](Reader& reader, const Node& node, const Rules& rules, T& object) {
      if (node.kind == Node::Kind::null) return true;
      M value{};
      const bool good = read_value(reader, node, rules, value);
      // An array keeps its good items, for the rules.
      if (good || detail::IsVector<M>::value) object.*member = std::move(value);
      return good;
    };
  }
  template <class M>
  static auto write_optional(std::optional<M> T::*member) {
    return [member](Writer& writer, const T& object) {
      if (object.*member) {
        write_value(writer, *(object.*member));
      } else {
        writer.null();
      }
    };
  }
  const Member* find(std::string_view name) const {
    const auto found = std::find_if(members_.begin(), members_.end(), [&](const Member& m) { return m.name == name; });
    return found == members_.end() ? nullptr : &*found;
  }

  std::string_view name_;
  std::string_view description_;
  std::vector<Member> members_;
  std::vector<Rule> rules_;
};

// ---- one value: definitions -----------------------------------------------------------------------------------------

template <class T>
bool read_value(Reader& reader, const Node& node, const Rules& rules, T& out) {
  if constexpr (Described<T>) {
    return shape(Tag<T>{}).read(reader, node, out);
  } else if constexpr (OwnForm<T>) {
    return read_form(reader, node, out);
  } else if constexpr (detail::IsOptional<T>::value) {
    out.reset();
    return node.kind == Node::Kind::null || read_value(reader, node, rules, out.emplace());
  } else if constexpr (std::is_enum_v<T>) {
    static_assert(NamedEnum<T>, "declare enum_names(json::Tag<E>) beside the enum or the DTO");
    if (!reader.expect(node, Node::Kind::string, "a string")) return false;
    std::string allowed;
    for (const auto& entry : enum_names(Tag<T>{})) {
      if (entry.name == node.text) {
        out = entry.value;
        return true;
      }
      allowed.append(allowed.empty() ? "" : ", ").append(entry.name);
    }
    reader.refuse(core::field_choice, {{"value", core::echo(node.text)}, {"allowed", std::move(allowed)}});
    return false;
  } else if constexpr (detail::IsVector<T>::value) {
    if (!reader.expect(node, Node::Kind::array, "an array") || !reader.check_count(node.items.size(), rules))
      return false;
    bool good = true;
    Rules item_rules = rules;
    item_rules.min_items = item_rules.max_items = std::nullopt;
    out.clear();
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      reader.enter(i);
      typename T::value_type item{};
      good = read_value(reader, node.items[i], item_rules, item) && good;
      out.push_back(std::move(item));
      reader.leave();
    }
    return good;
  } else if constexpr (detail::IsMap<T>::value) {
    if (!reader.expect(node, Node::Kind::object, "an object") || !reader.check_count(node.members.size(), rules))
      return false;
    bool good = true;
    for (const auto& [name, content] : node.members) {
      reader.enter(name);
      if (rules.keyed && !core::is_key(name)) {
        reader.refuse(core::field_format, {{"value", core::echo(name)}, {"expected", core::key_words}});
        good = false;
      }
      const auto [item, is_new] = out.try_emplace(name);
      if (!is_new) {
        reader.refuse(core::field_duplicate, {{"value", core::echo(name)}});
        good = false;
      } else if (!read_value(reader, content, rules, item->second)) {
        out.erase(item);
        good = false;
      }
      reader.leave();
    }
    return good;
  } else if constexpr (std::is_same_v<T, core::Money>) {
    return read_money(reader, node, out);
  } else if constexpr (detail::IsId<T>::value) {
    return reader.read(node, rules, out.uuid);
  } else {
    return reader.read(node, rules, out);
  }
}

template <class T>
void write_value(Writer& writer, const T& value) {
  if constexpr (Described<T>) {
    shape(Tag<T>{}).write(writer, value);
  } else if constexpr (OwnForm<T>) {
    write_form(writer, value);
  } else if constexpr (std::is_enum_v<T>) {
    static_assert(NamedEnum<T>, "declare enum_names(json::Tag<E>) beside the enum or the DTO");
    for (const auto& entry : enum_names(Tag<T>{})) {
      if (entry.value == value) {
        writer.value(entry.name);
        return;
      }
    }
    writer.null();
  } else if constexpr (detail::IsVector<T>::value) {
    writer.begin_array();
    for (const auto& item : value) write_value(writer, item);
    writer.end_array();
  } else if constexpr (detail::IsMap<T>::value) {
    writer.begin_object();
    for (const auto& [name, item] : value) {
      writer.key(name);
      write_value(writer, item);
    }
    writer.end_object();
  } else if constexpr (detail::IsOptional<T>::value) {
    if (value) {
      write_value(writer, *value);
    } else {
      writer.null();
    }
  } else if constexpr (detail::IsId<T>::value || std::is_same_v<T, core::Uuid>) {
    writer.value(value.text());
  } else if constexpr (std::is_same_v<T, core::Date>) {
    writer.value(core::to_text(value));
  } else if constexpr (std::is_same_v<T, core::Instant>) {
    writer.value(core::to_rfc3339(value));
  } else if constexpr (std::is_same_v<T, core::Grade> || std::is_same_v<T, core::Percent>) {
    writer.value(value.number());
  } else if constexpr (std::is_same_v<T, core::Money>) {
    write_money(writer, value);
  } else {
    writer.value(value);
  }
}

template <class T>
std::string schema_of(Components& components, const Rules& rules) {
  if constexpr (Described<T>) {
    return with_description(shape(Tag<T>{}).reference(components), rules);
  } else if constexpr (OwnForm<T>) {
    return form_schema(Tag<T>{}, rules);
  } else if constexpr (std::is_enum_v<T>) {
    std::vector<std::string_view> names;
    for (const auto& entry : enum_names(Tag<T>{})) names.push_back(entry.name);
    return enum_schema(names, rules);
  } else if constexpr (detail::IsVector<T>::value) {
    Rules item_rules = rules;
    item_rules.description = {};
    item_rules.example = {};
    return array_schema(schema_of<typename T::value_type>(components, item_rules), rules);
  } else if constexpr (detail::IsMap<T>::value) {
    Rules item_rules = rules;
    item_rules.description = {};
    item_rules.example = {};
    return map_schema(schema_of<typename T::mapped_type>(components, item_rules), rules);
  } else if constexpr (detail::IsOptional<T>::value) {
    return nullable_schema(schema_of<typename T::value_type>(components, rules));
  } else if constexpr (detail::IsId<T>::value || std::is_same_v<T, core::Uuid>) {
    return leaf_schema(Leaf::id, rules);
  } else if constexpr (std::is_same_v<T, core::Date>) {
    return leaf_schema(Leaf::date, rules);
  } else if constexpr (std::is_same_v<T, core::Instant>) {
    return leaf_schema(Leaf::instant, rules);
  } else if constexpr (std::is_same_v<T, core::Grade>) {
    return leaf_schema(Leaf::grade, rules);
  } else if constexpr (std::is_same_v<T, core::Percent>) {
    return leaf_schema(Leaf::percent, rules);
  } else if constexpr (std::is_same_v<T, core::Money>) {
    return money_schema(components, rules);
  } else if constexpr (std::is_same_v<T, bool>) {
    return leaf_schema(Leaf::boolean, rules);
  } else if constexpr (std::is_integral_v<T>) {
    return leaf_schema(Leaf::integer, rules);
  } else if constexpr (std::is_floating_point_v<T>) {
    return leaf_schema(Leaf::number, rules);
  } else {
    return leaf_schema(Leaf::text, rules);
  }
}

// ---- whole texts ----------------------------------------------------------------------------------------------------

/// Every wrong member, without the T.
template <class T>
std::vector<core::FieldError> errors_in(const Node& node) {
  Reader reader(RulesAcross::asked);
  T out{};
  read_value(reader, node, Rules{}, out);
  return reader.take_errors();
}
/// 422 with every wrong member when it is not a T.
template <class T>
core::Result<T> from_node(const Node& node) {
  Reader reader;
  T out{};
  if (!read_value(reader, node, Rules{}, out)) return core::fail_fields(errors_in<T>(node));
  return out;
}
/// The same for a text; 400 when it is no JSON.
template <class T>
core::Result<T> from_json(std::string_view text) {
  auto node = parse(text);
  if (!node) return node.error();
  return from_node<T>(*node);
}

template <class T>
std::string to_json(const T& value) {
  Writer writer;
  write_value(writer, value);
  return writer.take();
}

/// The description of a T for the route table, without the type: called when OpenAPI is written.
using SchemaSource = std::function<std::string(Components&)>;
template <class T>
SchemaSource schema() {
  return [](Components& components) { return schema_of<T>(components); };
}

}  // namespace tagwerk::json
