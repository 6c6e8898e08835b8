#include "engine/storage/translate.hpp"

#include "engine/storage/connection.hpp"
#include "engine/storage/errors.hpp"

namespace tagwerk::storage {
namespace {

// What follows the LAST `before` up to `after`: the text before it may hold anything a client sent.
std::string between(std::string_view text, std::string_view before, char after) {
  const auto start = text.rfind(before);
  if (start == std::string_view::npos) return {};
  const auto begin = start + before.size();
  return std::string(text.substr(begin, text.find(after, begin) - begin));
}

std::string without_table(std::string name) {
  const auto dot = name.rfind('.');
  return dot == std::string::npos ? name : name.substr(dot + 1);
}

// Errors about names of ours: the server's words hold no value of a client's. (1064 "syntax" quotes the statement.)
bool speaks_of_names(unsigned number) {
  switch (number) {
    case 1005:  // cannot create the table
    case 1050:  // it exists
    case 1054:  // unknown column
    case 1055:  // not in group by
    case 1060:  // column exists
    case 1061:  // key exists
    case 1091:  // nothing to drop
    case 1142:  // denied on a table
    case 1146:  // no such table
    case 1305:  // no such function
    case 1356:  // invalid view
      return true;
    default:
      return false;
  }
}

std::string unexpected(const std::string& text, unsigned number, std::string_view message, std::string_view statement) {
  constexpr std::size_t longest_quote = 300;
  return text + (speaks_of_names(number) ? ": " + std::string(message) : "") +
         ", in: " + std::string(statement.substr(0, longest_quote));
}

}  // namespace

bool is_connection_error(unsigned number) noexcept {
  switch (number) {
    case 1053:  // shutdown in progress
    case 1927:  // connection was killed
    case 2002:
    case 2003:
    case 2006:
    case 2013:
    case 2014:
    case 2055:
    case 4031:  // MySQL: idle for too long
      return true;
    default:
      return false;
  }
}

bool is_restart_error(unsigned number) noexcept {
  return number == 1205 || number == 1213;  // lock wait timeout, deadlock
}

std::string constraint_name(unsigned number, std::string_view message) {
  switch (number) {
    case 1062:
      return without_table(between(message, "for key '", '\''));
    case 1451:
    case 1452:
      return between(message, "CONSTRAINT `", '`');
    case 3819:
      return between(message, "Check constraint '", '\'');
    case 4025:
      return without_table(between(message, "CONSTRAINT `", '`'));
    default:
      return {};
  }
}

void throw_translated(unsigned number, std::string_view message, std::string_view statement) {
  using Kind = ConstraintViolation::Kind;
  const auto text = "database error " + std::to_string(number);
  if (is_connection_error(number)) throw ConnectionLost(text);
  if (is_restart_error(number)) throw Restart(text);
  switch (number) {
    case 1062:
      throw ConstraintViolation(Kind::duplicate, constraint_name(number, message));
    case 1452:
      throw ConstraintViolation(Kind::missing_parent, constraint_name(number, message));
    case 1451:
      throw ConstraintViolation(Kind::has_children, constraint_name(number, message));
    case 3819:
    case 4025:
      throw ConstraintViolation(Kind::check, constraint_name(number, message));
    case 1969:  // MariaDB max_statement_time
    case 3024:  // MySQL max_execution_time
      throw StatementTimeout(text);
    case 1040:  // too many connections
    case 1044:  // access denied to the database
    case 1045:  // access denied
    case 1049:  // unknown database
    case 1129:  // host is blocked
    case 1130:  // host is not allowed
    case 1203:  // too many user connections
    case 1290:  // read only
    case 1317:  // query interrupted
    case 1836:  // read only
    case 1698:  // access denied
      throw Unavailable(text);
    default:
      throw std::runtime_error(unexpected(text, number, message, statement));
  }
}

}  // namespace tagwerk::storage
