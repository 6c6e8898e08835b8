// Purpose: reads values out of a Node and collects every wrong member with its JSON pointer (RFC 6901).
// Errors: collected, at most max_field_errors; never thrown. Thread-safety: one reader per thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/json/node.hpp"
#include "api/json/rules.hpp"
#include "engine/core/error.hpp"
#include "engine/core/grade.hpp"
#include "engine/core/id.hpp"
#include "engine/core/percent.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::json {

inline constexpr std::size_t max_field_errors = 100;

/// Are rules across members asked as well (Object::rule)?
enum class RulesAcross { skipped, asked };

class Reader {
 public:
  explicit Reader(RulesAcross rules = RulesAcross::skipped) : rules_(rules) {}
  [[nodiscard]] bool asks_rules() const noexcept { return rules_ == RulesAcross::asked; }

  void enter(std::string_view member);
  void enter(std::size_t index);
  void leave();
  void refuse(const core::ErrorCode& code, core::Arguments arguments = {});
  void refuse_at(std::string_view member, const core::ErrorCode& code, core::Arguments arguments = {});
  /// What a rule across members says, its pointer relative to where the reader is. False, and not collected, where one of the
  /// first `unread` errors is about that member, or what it is part of: the rule knew nothing of what was sent.
  bool adopt(core::FieldError error, std::size_t unread);

  [[nodiscard]] std::vector<core::FieldError> take_errors() { return std::move(errors_); }
  [[nodiscard]] std::size_t error_count() const noexcept { return errors_.size(); }
  [[nodiscard]] bool ok() const noexcept { return errors_.empty(); }

  // The leaves. Each answers false (and has collected why) when the node is not what is wanted.
  bool read(const Node& node, const Rules& rules, std::string& out);
  bool read(const Node& node, const Rules& rules, bool& out);
  bool read(const Node& node, const Rules& rules, std::int64_t& out);
  bool read(const Node& node, const Rules& rules, int& out);
  bool read(const Node& node, const Rules& rules, double& out);
  bool read(const Node& node, const Rules& rules, core::Date& out);
  bool read(const Node& node, const Rules& rules, core::Instant& out);
  bool read(const Node& node, const Rules& rules, core::Grade& out);
  bool read(const Node& node, const Rules& rules, core::Percent& out);
  bool read(const Node& node, const Rules& rules, core::Uuid& out);

  bool expect(const Node& node, Node::Kind kind, std::string_view expected);
  bool check_count(std::size_t count, const Rules& rules);

 private:
  RulesAcross rules_;
  std::string pointer_;
  std::vector<std::size_t> lengths_;
  std::vector<core::FieldError> errors_;
};

}  // namespace tagwerk::json
