// Purpose: the rules of members that the nouns of this slice share. All wrong ones are collected, each with its pointer: what
// `at` says, a slash and the member's name ("/name", "line 3/name"). Units: lengths in code points.
// Thread-safety: one thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/error.hpp"

namespace tagwerk::core {

class MemberRules {
 public:
  explicit MemberRules(std::string at) : at_(std::move(at)) {}

  /// One line of text that is not blank.
  MemberRules& line(std::string_view member, const std::string& value, std::size_t max);
  MemberRules& line(std::string_view member, const std::optional<std::string>& value, std::size_t max);
  MemberRules& key(std::string_view member, const std::string& value);
  MemberRules& key(std::string_view member, const std::optional<std::string>& value);
  MemberRules& email(std::string_view member, const std::string& value);
  /// ISO 3166-1 alpha-2. An empty member is what `at` names itself.
  MemberRules& country(std::string_view member, const std::string& value);
  MemberRules& time_zone(std::string_view member, const std::string& value);

  [[nodiscard]] std::vector<FieldError> take() { return std::move(wrong_); }

 private:
  void refuse_format(std::string_view member, const std::string& value, std::string expected);

  std::string at_;
  std::vector<FieldError> wrong_;
};

}  // namespace tagwerk::core
