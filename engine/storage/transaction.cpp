#include <stdexcept>

#include "engine/storage/bulk_insert.hpp"
#include "engine/storage/connection.hpp"
#include "engine/storage/statement.hpp"

namespace tagwerk::storage {
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
  BulkInsert insert(*this, insert_into_columns, {}, rows_per_statement);
  for (const auto& row : rows) insert.add_row(row);
  insert.send();
}

void Transaction::insert(const RowsToInsert& rows) {
  require_unit();
  connection_->insert(rows);
}

void Transaction::on_commit(std::function<void()> action) {
  require_unit();
  on_commit_.push_back(std::move(action));
}

}  // namespace tagwerk::storage
