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
      head_(render(insert_into_columns, {}).sql),
      behind_(render(behind, {}).sql),
      most_rows_(most_rows),
      rows_(count_columns(insert_into_columns)) {
  if (most_rows == 0) throw std::logic_error("no rows per statement");
}

void BulkInsert::begin_row(std::size_t width) const {
  if (width == rows_.width()) return;
  throw std::logic_error("a row of " + std::to_string(width) + " values for " + std::to_string(rows_.width()) +
                         " columns: " + std::string(source_));
}

void BulkInsert::end_row() {
  if (rows_.rows() >= most_rows_ || rows_.size_bytes() >= max_bytes) send();
}

void BulkInsert::add_row(const std::vector<Value>& row) {
  begin_row(row.size());
  for (const auto& value : row) put(value);
  end_row();
}

void BulkInsert::send() {
  if (rows_.rows() == 0) return;
  tx_->insert({.source = source_, .head = head_, .behind = behind_, .rows = &rows_});
  rows_.clear();
}

void BulkInsert::put(core::Instant instant) { rows_.add(Kind::text, core::to_sql(instant)); }

void BulkInsert::put(const Value& value) {
  struct Visitor {
    BulkInsert& insert;
    void operator()(Null) const { insert.put(nullptr); }
    void operator()(std::int64_t number) const { insert.put_number(number); }
    void operator()(double) const { insert.rows_.add(Kind::digits, literal(*whole)); }
    void operator()(const std::string& text) const { insert.put(text); }
    void operator()(const Binary& binary) const { insert.put(binary); }
    const Value* whole;
  };
  std::visit(Visitor{*this, &value}, value.held());
}

void BulkInsert::put_number(std::int64_t number) {
  char buffer[24];
  const auto* end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  rows_.add(Kind::digits, {buffer, static_cast<std::size_t>(end - buffer)});
}

}  // namespace tagwerk::storage
