#include "engine/storage/bulk_insert.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "engine/storage/connection.hpp"
#include "engine/storage/statement.hpp"

namespace tagwerk::storage {
namespace {

// The columns named in "insert into t (a, b)".
std::size_t count_columns(std::string_view insert_into_columns) {
  const auto open = insert_into_columns.find('(');
  const auto close = insert_into_columns.find(')');
  if (open == std::string_view::npos || close != insert_into_columns.size() - 1 || close < open + 2) {
    throw std::logic_error("a multi-row insert must end with its columns in parentheses: " +
                           std::string(insert_into_columns));
  }
  const auto columns = insert_into_columns.substr(open, close - open);
  return 1 + static_cast<std::size_t>(std::count(columns.begin(), columns.end(), ','));
}

}  // namespace

BulkInsert::BulkInsert(Transaction& tx, std::string_view insert_into_columns, std::string_view behind,
                       std::size_t most_rows)
    : tx_(&tx),
      source_(insert_into_columns),
      head_(render(insert_into_columns, {}).sql + " values ("),
      behind_(behind.empty() ? "" : " " + render(behind, {}).sql),
      width_(count_columns(insert_into_columns)),
      most_rows_(most_rows) {
  if (most_rows == 0) throw std::logic_error("no rows per statement");
}

void BulkInsert::begin_row(std::size_t width) {
  if (width != width_) {
    throw std::logic_error("a row of " + std::to_string(width) + " values for " + std::to_string(width_) +
                           " columns: " + std::string(source_));
  }
  if (rows_ == 0) {
    sql_ = head_;
  } else {
    sql_ += ", (";
  }
  separator_ = {};
}

void BulkInsert::end_row() {
  sql_ += ')';
  ++rows_;
  if (rows_ >= most_rows_ || sql_.size() >= max_bytes) send();
}

void BulkInsert::add_row(const std::vector<Value>& row) {
  begin_row(row.size());
  for (const auto& value : row) add_column(value);
  end_row();
}

void BulkInsert::send() {
  if (rows_ == 0) return;
  rows_ = 0;
  tx_->execute_rows({.source = source_, .sql = sql_ += behind_, .texts = {}});
}

void BulkInsert::put(core::Instant instant) {
  sql_ += '\'';
  sql_ += core::to_sql(instant);
  sql_ += '\'';
}

void BulkInsert::put(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.held())) {
    put_text(*text);
  } else {
    sql_ += literal(value);
  }
}

void BulkInsert::put_number(std::int64_t number) {
  char buffer[24];
  sql_.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr);
}

void BulkInsert::put_text(std::string_view text) {
  if (is_plain(text)) {
    sql_ += '\'';
    sql_ += text;
    sql_ += '\'';
  } else {
    sql_ += "_utf8mb4 ";
    put_bytes(text);
  }
}

void BulkInsert::put_binary(std::string_view bytes) {
  if (bytes.size() > core::Uuid::size_bytes && is_plain(bytes)) {  // half as long
    put_text(bytes);
  } else {
    put_bytes(bytes);
  }
}

void BulkInsert::put_bytes(std::string_view bytes) {
  if (bytes.empty()) {
    sql_ += "''";
    return;
  }
  constexpr char digits[] = "0123456789abcdef";
  sql_ += "0x";
  const auto at = sql_.size();
  sql_.resize(at + 2 * bytes.size());
  auto* out = sql_.data() + at;
  for (const char c : bytes) {
    *out++ = digits[static_cast<unsigned char>(c) >> 4U];
    *out++ = digits[static_cast<unsigned char>(c) & 15U];
  }
}

}  // namespace tagwerk::storage
