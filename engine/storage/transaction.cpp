#include <algorithm>
#include <stdexcept>

#include "engine/storage/connection.hpp"
#include "engine/storage/statement.hpp"

namespace tagwerk::storage {
namespace {

// Far below the server's limit of one statement (max_allowed_packet, 16 MiB by default), escapes included.
constexpr std::size_t max_bytes_per_insert = std::size_t{2} << 20U;

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

void append_value(Rendered& statement, const Value& value) {
  if (!must_be_bound(value)) {
    statement.sql += literal(value);
    return;
  }
  auto name = "t" + std::to_string(statement.texts.size());
  statement.sql += ':';
  statement.sql += name;
  statement.texts.emplace_back(std::move(name), std::get<std::string>(value.held()));
}

}  // namespace

void Transaction::require_unit() const {
  if (!writes_) throw std::logic_error("only a unit of work (transact) may write");
}

std::int64_t Transaction::execute(std::string_view sql, const Binds& binds) {
  require_unit();
  return connection_->execute(render(sql, binds));
}

void Transaction::run_select(std::string_view sql, const Binds& binds, const std::function<void(Row&)>& each) {
  connection_->select(render(sql, binds), each);
}

void Transaction::insert_rows(std::string_view insert_into_columns, const std::vector<std::vector<Value>>& rows,
                              std::size_t rows_per_statement) {
  require_unit();
  const auto head = render(insert_into_columns, {}).sql + " values ";
  const auto columns = count_columns(insert_into_columns);
  if (rows_per_statement == 0) throw std::logic_error("no rows per statement");
  Rendered statement{.source = insert_into_columns};
  std::size_t rows_held = 0;
  std::size_t text_bytes = 0;
  const auto flush = [&] {
    if (rows_held > 0) connection_->execute(statement);
    statement = {.source = insert_into_columns};
    rows_held = 0;
    text_bytes = 0;
  };
  for (const auto& row : rows) {
    if (row.size() != columns) {
      throw std::logic_error("a row of " + std::to_string(row.size()) + " values for " + std::to_string(columns) +
                             " columns: " + std::string(insert_into_columns));
    }
    const auto texts_before = statement.texts.size();
    statement.sql += rows_held == 0 ? head + "(" : ", (";
    for (std::size_t i = 0; i < columns; ++i) {
      if (i > 0) statement.sql += ", ";
      append_value(statement, row[i]);
    }
    statement.sql += ")";
    for (auto i = texts_before; i < statement.texts.size(); ++i) text_bytes += statement.texts[i].second.size();
    ++rows_held;
    if (rows_held == rows_per_statement || statement.sql.size() + text_bytes > max_bytes_per_insert) flush();
  }
  flush();
}

void Transaction::on_commit(std::function<void()> action) {
  require_unit();
  on_commit_.push_back(std::move(action));
}

}  // namespace tagwerk::storage
