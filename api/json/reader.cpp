#include "api/json/reader.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "api/json/writer.hpp"
#include "engine/core/text.hpp"
#include "engine/core/time_zone.hpp"

namespace tagwerk::json {
namespace {

std::string number_text(double number) {
  Writer writer;
  writer.value(number);
  return writer.take();
}

std::string limit_text(const std::optional<double>& limit, std::string_view otherwise) {
  return limit ? number_text(*limit) : std::string(otherwise);
}

}  // namespace

void Reader::enter(std::string_view member) {
  lengths_.push_back(pointer_.size());
  pointer_.push_back('/');
  for (const char c : member) {
    if (c == '~') {
      pointer_ += "~0";
    } else if (c == '/') {
      pointer_ += "~1";
    } else {
      pointer_.push_back(c);
    }
  }
}

void Reader::enter(std::size_t index) {
  lengths_.push_back(pointer_.size());
  pointer_ += '/' + std::to_string(index);
}

void Reader::leave() {
  pointer_.resize(lengths_.back());
  lengths_.pop_back();
}

void Reader::refuse(const core::ErrorCode& code, core::Arguments arguments) {
  if (errors_.size() < max_field_errors) errors_.push_back({pointer_, &code, std::move(arguments)});
}

void Reader::refuse_at(std::string_view member, const core::ErrorCode& code, core::Arguments arguments) {
  enter(member);
  refuse(code, std::move(arguments));
  leave();
}

bool Reader::adopt(core::FieldError error, std::size_t unread) {
  error.pointer.insert(0, pointer_);
  const auto covers = [&](const core::FieldError& earlier) {
    return error.pointer.starts_with(earlier.pointer) &&
           (error.pointer.size() == earlier.pointer.size() || error.pointer[earlier.pointer.size()] == '/');
  };
  const auto end = errors_.begin() + static_cast<std::ptrdiff_t>(unread);
  if (std::any_of(errors_.begin(), end, covers)) return false;
  if (errors_.size() < max_field_errors) errors_.push_back(std::move(error));
  return true;
}

bool Reader::expect(const Node& node, Node::Kind kind, std::string_view expected) {
  if (node.kind == kind) return true;
  refuse(core::field_type, {{"expected", std::string(expected)}, {"actual", std::string(node.kind_text())}});
  return false;
}

bool Reader::check_count(std::size_t count, const Rules& rules) {
  const auto min = rules.min_items.value_or(0);
  const auto max = rules.max_items.value_or(max_items_per_array);
  if (count >= min && count <= max) return true;
  refuse(core::field_items,
         {{"count", std::to_string(count)}, {"min", std::to_string(min)}, {"max", std::to_string(max)}});
  return false;
}

bool Reader::read(const Node& node, const Rules& rules, std::string& out) {
  if (!expect(node, Node::Kind::string, "a string")) return false;
  const auto wrong_format = [&](std::string_view expected) {
    refuse(core::field_format, {{"value", core::echo(node.text)}, {"expected", std::string(expected)}});
    return false;
  };
  switch (rules.format) {
    case Format::none:
      break;
    case Format::key:
      if (!core::is_key(node.text)) return wrong_format(core::key_words);
      break;
    case Format::email:
      if (!core::is_email(node.text)) return wrong_format("an e-mail address");
      break;
    case Format::country:
      if (!core::is_country(node.text)) return wrong_format("an ISO 3166-1 country code such as DE");
      break;
    case Format::time_zone:
      if (!core::is_time_zone(node.text)) return wrong_format("an IANA time zone such as Europe/Berlin");
      break;
  }
  const auto length = core::code_points(node.text);
  const auto min = rules.min_length.value_or(0);
  const auto max = rules.max_length.value_or(max_string_bytes);
  if (length < min || length > max) {
    refuse(core::field_length,
           {{"length", std::to_string(length)}, {"min", std::to_string(min)}, {"max", std::to_string(max)}});
    return false;
  }
  if (rules.one_line) {
    if (core::has_control(node.text)) return wrong_format("one line of text without control characters");
    if (min > 0 && core::is_blank(node.text)) return wrong_format("text other than white space");
  } else if (node.text.find('\0') != std::string::npos) {
    return wrong_format("text without the character U+0000");
  }
  out = node.text;
  return true;
}

bool Reader::read(const Node& node, const Rules&, bool& out) {
  if (!expect(node, Node::Kind::boolean, "a boolean")) return false;
  out = node.boolean;
  return true;
}

bool Reader::read(const Node& node, const Rules& rules, std::int64_t& out) {
  // 3.0 and 1e2 are integers as JSON Schema sees it; what does not fit 64 bits is out of range.
  const bool integral = node.kind == Node::Kind::integer || node.kind == Node::Kind::unsigned_integer ||
                        (node.kind == Node::Kind::number && node.number == std::floor(node.number));
  if (!integral) {
    refuse(core::field_type, {{"expected", "an integer"}, {"actual", std::string(node.kind_text())}});
    return false;
  }
  const double min = rules.min.value_or(-9007199254740991.0);
  const double max = rules.max.value_or(9007199254740991.0);
  if (!(node.number >= min && node.number <= max)) {
    refuse(core::field_range,
           {{"value", node.kind == Node::Kind::integer ? std::to_string(node.integer) : number_text(node.number)},
            {"min", number_text(min)},
            {"max", number_text(max)}});
    return false;
  }
  out = node.kind == Node::Kind::integer ? node.integer : static_cast<std::int64_t>(node.number);
  return true;
}

bool Reader::read(const Node& node, const Rules& rules, int& out) {
  Rules bounded = rules;
  bounded.min = std::max(rules.min.value_or(-2147483648.0), -2147483648.0);
  bounded.max = std::min(rules.max.value_or(2147483647.0), 2147483647.0);
  std::int64_t wide = 0;
  if (!read(node, bounded, wide)) return false;
  out = static_cast<int>(wide);
  return true;
}

bool Reader::read(const Node& node, const Rules& rules, double& out) {
  if (node.kind != Node::Kind::integer && node.kind != Node::Kind::unsigned_integer &&
      node.kind != Node::Kind::number) {
    refuse(core::field_type, {{"expected", "a number"}, {"actual", std::string(node.kind_text())}});
    return false;
  }
  if (!std::isfinite(node.number) || (rules.min && node.number < *rules.min) ||
      (rules.max && node.number > *rules.max)) {
    refuse(core::field_range, {{"value", number_text(node.number)},
                               {"min", limit_text(rules.min, "-1.8e308")},
                               {"max", limit_text(rules.max, "1.8e308")}});
    return false;
  }
  out = node.number;
  return true;
}

bool Reader::read(const Node& node, const Rules&, core::Date& out) {
  if (!expect(node, Node::Kind::string, "a date string")) return false;
  const auto date = core::parse_date(node.text);
  if (!date) {
    refuse(core::field_format, {{"value", core::echo(node.text)}, {"expected", "a date such as 2016-11-10"}});
    return false;
  }
  out = *date;
  return true;
}

bool Reader::read(const Node& node, const Rules&, core::Instant& out) {
  if (!expect(node, Node::Kind::string, "an instant string")) return false;
  const auto instant = core::parse_rfc3339(node.text);
  if (!instant) {
    refuse(core::field_format,
           {{"value", core::echo(node.text)}, {"expected", "an instant such as 2016-11-10T08:00:00Z"}});
    return false;
  }
  out = *instant;
  return true;
}

bool Reader::read(const Node& node, const Rules&, core::Grade& out) {
  double number = 0;
  if (!read(node, range(1.0, 6.0), number)) return false;
  const auto grade = core::Grade::from_number(number);
  if (!grade) {
    refuse(core::field_format,
           {{"value", number_text(number)}, {"expected", "a grade from 1.0 to 6.0 with one decimal"}});
    return false;
  }
  out = *grade;
  return true;
}

bool Reader::read(const Node& node, const Rules&, core::Percent& out) {
  double number = 0;
  if (!read(node, range(0, 100), number)) return false;
  const auto percent = core::Percent::from_number(number);
  if (!percent) {
    refuse(core::field_format,
           {{"value", number_text(number)}, {"expected", "a percentage from 0 to 100 with at most two decimals"}});
    return false;
  }
  out = *percent;
  return true;
}

bool Reader::read(const Node& node, const Rules&, core::Uuid& out) {
  if (!expect(node, Node::Kind::string, "an id string")) return false;
  const auto id = core::Uuid::parse(node.text);
  if (!id) {
    refuse(core::field_format, {{"value", core::echo(node.text)}, {"expected", "an id as given by this API"}});
    return false;
  }
  out = *id;
  return true;
}

}  // namespace tagwerk::json
