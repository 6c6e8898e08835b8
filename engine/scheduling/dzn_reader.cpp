#include "engine/scheduling/dzn_reader.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/scheduling/scheduling_errors.hpp"

namespace tagwerk::scheduling {
namespace {

constexpr std::size_t max_rows = max_talks;

// `[1, 2]` is one row, `[|1, 2, |3, 4, |]` and `[{1, 2}, {}]` are a row for each.
struct Value {
  enum class Kind { number, list, matrix, sets } kind = Kind::number;
  std::vector<std::vector<int>> rows;
  int line = 0;
};

core::Error malformed(int line, std::string what) {
  return core::fail(malformed_problem, {{"line", std::to_string(line)}, {"what", std::move(what)}});
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
  }

  [[nodiscard]] int line() const noexcept { return line_; }

  /// The next character that means something; nullopt at the end.
  std::optional<char> peek() {
    while (!rest_.empty()) {
      const char c = rest_.front();
      if (c == '%') {
        rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
      } else if (c == '\n' || c == ' ' || c == '\t' || c == '\r') {
        if (c == '\n') ++line_;
        rest_.remove_prefix(1);
      } else {
        return c;
      }
    }
    return std::nullopt;
  }

  bool take(char expected) {
    if (peek() != expected) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string_view take_name() {
    peek();
    std::size_t length = 0;
    while (length < rest_.size() && is_name(rest_[length], length == 0)) ++length;
    const auto name = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return name;
  }

  /// A number from 0 on that an int holds.
  std::optional<int> take_number() {
    if (const auto first = peek(); !first || *first < '0' || *first > '9') return std::nullopt;
    int number = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
    if (error != std::errc()) return std::nullopt;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return number;
  }

  /// What is there instead of what was expected.
  std::string found() {
    const auto c = peek();
    if (!c) return "the end of the file";
    if (*c >= '0' && *c <= '9') return "a number that is too large";
    if (*c > ' ' && *c < '\x7f') return std::string("'") + *c + "'";
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(*c);
    return std::string("the byte 0x") + digits[byte / 16U] + digits[byte % 16U];
  }

 private:
  static bool is_name(char c, bool first) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (!first && c >= '0' && c <= '9');
  }
  std::string_view rest_;
  int line_ = 1;
};

// Numbers with commas between them, and perhaps one behind the last.
core::Result<std::vector<int>> read_numbers(Scanner& scanner, char end) {
  std::vector<int> numbers;
  while (scanner.peek() != end) {
    const auto number = scanner.take_number();
    if (!number) return malformed(scanner.line(), "a number is expected, not " + scanner.found());
    numbers.push_back(*number);
    if (!scanner.take(',')) break;
  }
  return numbers;
}

core::Result<Value> read_value(Scanner& scanner) {
  Value value;
  value.line = scanner.line();
  if (!scanner.take('[')) {
    const auto number = scanner.take_number();
    if (!number) return malformed(scanner.line(), "a number or '[' is expected, not " + scanner.found());
    value.rows = {{*number}};
    return value;
  }
  if (scanner.take('|')) {
    value.kind = Value::Kind::matrix;
    while (scanner.peek() != ']') {
      auto row = read_numbers(scanner, '|');
      if (!row) return row.error();
      if (!row->empty()) value.rows.push_back(*std::move(row));  // [||] has none
      if (value.rows.size() > max_rows) return malformed(scanner.line(), "there are too many rows");
      if (!scanner.take('|')) return malformed(scanner.line(), "'|' is expected, not " + scanner.found());
    }
  } else if (scanner.peek() == '{') {
    value.kind = Value::Kind::sets;
    while (scanner.take('{')) {
      auto row = read_numbers(scanner, '}');
      if (!row) return row.error();
      value.rows.push_back(*std::move(row));
      if (value.rows.size() > max_rows) return malformed(scanner.line(), "there are too many sets");
      if (!scanner.take('}')) return malformed(scanner.line(), "'}' is expected, not " + scanner.found());
      if (!scanner.take(',')) break;
    }
  } else {
    value.kind = Value::Kind::list;
    auto row = read_numbers(scanner, ']');
    if (!row) return row.error();
    value.rows.push_back(*std::move(row));
  }
  if (!scanner.take(']')) return malformed(scanner.line(), "']' is expected, not " + scanner.found());
  return value;
}

using Values = std::map<std::string, Value, std::less<>>;

core::Result<Values> read_values(std::string_view text) {
  Values values;
  Scanner scanner(text);
  while (scanner.peek()) {
    const std::string name(scanner.take_name());
    if (name.empty()) return malformed(scanner.line(), "a name is expected, not " + scanner.found());
    if (!scanner.take('='))
      return malformed(scanner.line(), "'=' is expected after " + name + ", not " + scanner.found());
    auto value = read_value(scanner);
    if (!value) return value.error();
    if (!scanner.take(';')) return malformed(scanner.line(), "';' is expected, not " + scanner.found());
    if (!values.emplace(name, *std::move(value)).second) return malformed(scanner.line(), name + " is given twice");
  }
  return values;
}

// Finds values by name and remembers the first thing that is wrong with them.
class Reader {
 public:
  explicit Reader(const Values& values) : values_(values) {}

  int number(std::string_view name, int min, int max) {
    const auto* value = find(name, Value::Kind::number, 1);
    if (!value) return min;
    const int number = value->rows[0][0];
    if (number < min || number > max)
      refuse(value->line, std::string(name) + " (" + std::to_string(number) + ") must be " + std::to_string(min) +
                              " to " + std::to_string(max));
    return number;
  }

  /// So many rows of numbers.
  const std::vector<std::vector<int>>& rows(std::string_view name, Value::Kind kind, int count) {
    static const std::vector<std::vector<int>> none;
    const auto* value = find(name, kind, count);
    return value && count > 0 ? value->rows : none;
  }

  /// So many numbers.
  const std::vector<int>& list(std::string_view name, int count) {
    static const std::vector<int> none;
    const auto* value = find(name, Value::Kind::list, count);
    return value ? value->rows[0] : none;
  }

  bool within(std::string_view name, int number, int min, int max) {
    if (number >= min && number <= max) return true;
    refuse(values_.find(name)->second.line, std::string(name) + " holds " + std::to_string(number) + ", which is not " +
                                                std::to_string(min) + " to " + std::to_string(max));
    return false;
  }

  void refuse(int line, std::string what) {
    if (!error_) error_ = malformed(line, std::move(what));
  }
  [[nodiscard]] const std::optional<core::Error>& error() const noexcept { return error_; }

 private:
  const Value* find(std::string_view name, Value::Kind kind, int count) {
    const auto found = values_.find(name);
    if (found == values_.end()) {
      refuse(1, std::string(name) + " is missing");
      return nullptr;
    }
    const auto& value = found->second;
    // `[]` is an empty list of whatever is expected.
    const bool is_empty = value.kind == Value::Kind::list && value.rows[0].empty();
    const auto length = is_empty ? 0 : value.kind == Value::Kind::list ? value.rows[0].size() : value.rows.size();
    if (value.kind != kind && !is_empty) {
      refuse(value.line, std::string(name) + " is of another kind: a number, a list, a list of sets or a matrix");
      return nullptr;
    }
    if (length != static_cast<std::size_t>(count)) {
      refuse(value.line,
             std::string(name) + " has " + std::to_string(length) + " entries, and must have " + std::to_string(count));
      return nullptr;
    }
    return &value;
  }

  const Values& values_;
  std::optional<core::Error> error_;
};

void allow_only(Talk& talk, int begin, int end, int slots) {
  if (talk.allowed.empty()) talk.allowed.assign(static_cast<std::size_t>(slots), true);
  for (int slot = 0; slot < slots; ++slot) {
    if (slot < begin || slot >= end) talk.allowed[static_cast<std::size_t>(slot)] = false;
  }
}

}  // namespace

core::Result<Problem> read_dzn(std::string_view text) {
  const auto values = read_values(text);
  if (!values) return values.error();
  Reader reader(*values);
  Problem problem;
  const int participants = reader.number("nBusiness", 0, max_participants);
  const int talks = reader.number("nMeetings", 0, max_talks);
  const int tables = reader.number("nTables", 0, max_tables);
  problem.slots = reader.number("nTotalSlots", 1, max_slots);
  const int morning = reader.number("nMorningSlots", 0, problem.slots);
  if (reader.error()) return *reader.error();
  problem.tables.assign(static_cast<std::size_t>(problem.slots), tables);
  problem.participants.resize(static_cast<std::size_t>(participants));
  problem.max_break_difference = published_break_difference;

  for (const auto& row : reader.rows("requested", Value::Kind::matrix, talks)) {
    if (row.size() != 3) {
      reader.refuse(values->find("requested")->second.line, "each row of requested has two participants and a session");
      break;
    }
    if (!reader.within("requested", row[0], 1, participants) || !reader.within("requested", row[1], 1, participants) ||
        !reader.within("requested", row[2], 1, 3))
      break;
    Talk talk{.attendees = {row[0] - 1, row[1] - 1}, .allowed = {}, .earlier_talks = {}};
    if (row[2] == 1) allow_only(talk, 0, morning, problem.slots);
    if (row[2] == 2) allow_only(talk, morning, problem.slots, problem.slots);
    problem.talks.push_back(std::move(talk));
  }
  const auto& forbidden = reader.rows("forbidden", Value::Kind::sets, participants);
  for (std::size_t participant = 0; participant < forbidden.size(); ++participant) {
    for (const int slot : forbidden[participant]) {
      if (slot == 0) continue;  // stands for none
      if (!reader.within("forbidden", slot, 1, problem.slots)) break;
      auto& unavailable = problem.participants[participant].unavailable;
      unavailable.resize(static_cast<std::size_t>(problem.slots));
      unavailable[static_cast<std::size_t>(slot) - 1] = true;
    }
  }
  if (reader.error()) return *reader.error();
  const auto& fixed = reader.list("fixed", talks);
  const auto& precedences = reader.rows("precedences", Value::Kind::sets, talks);
  if (reader.error()) return *reader.error();
  for (std::size_t talk = 0; talk < problem.talks.size(); ++talk) {
    const int slot = fixed[talk];
    if (!reader.within("fixed", slot, 0, problem.slots)) break;
    if (slot > 0) allow_only(problem.talks[talk], slot - 1, slot, problem.slots);
    for (const int earlier : precedences[talk]) {
      if (earlier == 0) continue;
      if (!reader.within("precedences", earlier, 1, talks)) break;
      problem.talks[talk].earlier_talks.push_back(earlier - 1);
    }
  }
  if (reader.error()) return *reader.error();
  if (auto sensible = check_problem(problem); !sensible) return sensible.error();
  return problem;
}

}  // namespace tagwerk::scheduling
