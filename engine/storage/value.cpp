#include "engine/storage/value.hpp"

#include <charconv>
#include <limits>
#include <stdexcept>
#include <system_error>

namespace tagwerk::storage {
namespace {

// The column's text stays out of the message: it may be personal data.
[[noreturn]] void refuse(const char* expected) { throw std::logic_error(std::string("a column is not ") + expected); }

template <class T>
T number(std::string_view column, const char* expected) {
  T value{};
  const auto [end, error] = std::from_chars(column.data(), column.data() + column.size(), value);
  if (error != std::errc{} || end != column.data() + column.size()) refuse(expected);
  return value;
}

template <class T>
T required(const std::optional<T>& value, const char* expected) {
  if (!value) refuse(expected);
  return *value;
}

}  // namespace

void decode(std::string_view column, std::int64_t& out) { out = number<std::int64_t>(column, "a whole number"); }

void decode(std::string_view column, int& out) { out = number<int>(column, "a whole number of 32 bits"); }

void decode(std::string_view column, bool& out) {
  if (column != "0" && column != "1") refuse("0 or 1");
  out = column == "1";
}

void decode(std::string_view column, double& out) { out = number<double>(column, "a number"); }

void decode(std::string_view column, std::string& out) { out = column; }

void decode(std::string_view column, core::Uuid& out) {
  out = required(core::Uuid::from_bytes(column), "an id of 16 bytes");
}

void decode(std::string_view column, core::Date& out) { out = required(core::parse_date(column), "a date"); }

void decode(std::string_view column, core::Instant& out) {
  out = required(core::parse_sql_instant(column), "an instant");
}

const std::optional<std::string_view>& Row::take() {
  if (position_ == columns_->size()) {
    throw std::logic_error("a row has only " + std::to_string(position_) + " columns");
  }
  return (*columns_)[position_++];
}

std::string_view Row::not_null(const std::optional<std::string_view>& column) {
  if (!column) refuse("set (it is null)");
  return *column;
}

}  // namespace tagwerk::storage
