#include "engine/audit/changes_text.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace tagwerk::audit {
namespace {

void append_escaped(std::string& text, std::string_view value) {
  for (const char c : value) {
    if (c == '\t') {
      text += "\\t";
    } else if (c == '\n') {
      text += "\\n";
    } else if (c == '\\') {
      text += "\\\\";
    } else {
      text += c;
    }
  }
}

void append_value(std::string& text, const std::optional<std::string>& value) {
  if (value) {
    append_escaped(text, *value);
  } else {
    text += "\\N";
  }
}

[[noreturn]] void refuse() { throw std::logic_error("the stored changes of an audit entry are damaged"); }

std::string_view take_until(std::string_view& rest, char mark) {
  const auto end = rest.find(mark);
  if (end == std::string_view::npos) refuse();
  const auto taken = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return taken;
}

std::string unescaped(std::string_view text) {
  std::string value;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      value += text[i];
      continue;
    }
    if (++i == text.size()) refuse();
    switch (text[i]) {
      case 't':
        value += '\t';
        break;
      case 'n':
        value += '\n';
        break;
      case '\\':
        value += '\\';
        break;
      default:
        refuse();
    }
  }
  return value;
}

std::optional<std::string> value_of(std::string_view text) {
  if (text == "\\N") return std::nullopt;
  return unescaped(text);
}

}  // namespace

void append_line(std::string& text, std::string_view member, const std::optional<std::string>& before,
                 const std::optional<std::string>& after) {
  if (!text.empty()) text += '\n';
  append_escaped(text, member);
  text += '\t';
  append_value(text, before);
  text += '\t';
  append_value(text, after);
}

std::string to_text(const std::vector<Change>& changes) {
  std::string text;
  for (const auto& change : changes) append_line(text, change.member, change.before, change.after);
  return text;
}

std::vector<Change> parse_changes(std::string_view text) {
  std::vector<Change> changes;
  while (!text.empty()) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    Change change;
    change.member = unescaped(take_until(line, '\t'));
    change.before = value_of(take_until(line, '\t'));
    change.after = value_of(line);
    changes.push_back(std::move(change));
  }
  std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return a.member < b.member; });
  return changes;
}

}  // namespace tagwerk::audit
