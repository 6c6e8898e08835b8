#include "engine/core/member_rules.hpp"

#include "engine/core/text.hpp"
#include "engine/core/time_zone.hpp"

namespace tagwerk::core {
MemberRules& MemberRules::line(std::string_view member, const std::string& value, std::size_t max) {
  const auto length = code_points(value);
  if (length < 1 || length > max) {
    wrong_.push_back({at_ + "/" + std::string(member),
                      &field_length,
                      {{"length", std::to_string(length)}, {"min", "1"}, {"max", std::to_string(max)}}});
  } else if (has_control(value)) {
    refuse_format(member, value, "one line of text without control characters");
  } else if (is_blank(value)) {
    refuse_format(member, value, "text other than white space");
  }
  return *this;
}

MemberRules& MemberRules::line(std::string_view member, const std::optional<std::string>& value, std::size_t max) {
  return value ? line(member, *value, max) : *this;
}

MemberRules& MemberRules::key(std::string_view member, const std::string& value) {
  if (!is_key(value)) refuse_format(member, value, key_words);
  return *this;
}

MemberRules& MemberRules::key(std::string_view member, const std::optional<std::string>& value) {
  return value ? key(member, *value) : *this;
}

MemberRules& MemberRules::email(std::string_view member, const std::string& value) {
  if (!is_email(value)) refuse_format(member, value, "an e-mail address");
  return *this;
}

MemberRules& MemberRules::country(std::string_view member, const std::string& value) {
  if (!is_country(value)) refuse_format(member, value, "an ISO 3166-1 country code such as DE");
  return *this;
}

MemberRules& MemberRules::time_zone(std::string_view member, const std::string& value) {
  if (!is_time_zone(value)) refuse_format(member, value, "an IANA time zone such as Europe/Berlin");
  return *this;
}

void MemberRules::refuse_format(std::string_view member, const std::string& value, std::string expected) {
  const auto pointer = member.empty() ? at_ : at_ + "/" + std::string(member);
  wrong_.push_back({pointer, &field_format, {{"value", echo(value)}, {"expected", std::move(expected)}}});
}

}  // namespace tagwerk::core
