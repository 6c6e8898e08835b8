#include "engine/storage/prepared_inserts.hpp"

#include <new>
#include <utility>
#include <vector>

namespace tagwerk::storage {
namespace {

using Kind = RowBuffer::Kind;

[[noreturn]] void raise(MYSQL_STMT* statement) {
  throw soci::mysql_soci_error(mysql_stmt_error(statement), static_cast<int>(mysql_stmt_errno(statement)));
}

// What the client library wants of a column: pointers, lengths and which are null, one behind the other.
struct Column {
  Column(const RowBuffer& rows, std::size_t column) {
    const auto count = rows.rows();
    pointers.resize(count);
    lengths.resize(count);
    nulls.resize(count, STMT_INDICATOR_NONE);
    for (std::size_t row = 0; row < count; ++row) {
      const auto kind = rows.kind(row, column);
      const auto content = rows.content(row, column);
      // The library only reads them.
      pointers[row] = const_cast<char*>(content.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
      lengths[row] = content.size();
      if (kind == Kind::null) nulls[row] = STMT_INDICATOR_NULL;
      is_binary = is_binary || kind == Kind::bytes;
    }
  }

  std::vector<char*> pointers;
  std::vector<unsigned long> lengths;
  std::vector<char> nulls;
  bool is_binary = false;
};

}  // namespace

bool PreparedInserts::are_taken_by(MYSQL* connection) {
  unsigned long capabilities = 0;
  if (mariadb_get_infov(connection, MARIADB_CONNECTION_EXTENDED_SERVER_CAPABILITIES, &capabilities) != 0) return false;
  return (capabilities & static_cast<unsigned long>(MARIADB_CLIENT_STMT_BULK_OPERATIONS >> 32U)) != 0;
}

PreparedInserts::Statement PreparedInserts::prepare(const std::string& sql) {
  Statement statement(mysql_stmt_init(connection_));
  if (!statement) throw std::bad_alloc();
  if (mysql_stmt_prepare(statement.get(), sql.data(), static_cast<unsigned long>(sql.size())) != 0)
    raise(statement.get());
  return statement;
}

void PreparedInserts::run(const RowsToInsert& insert) {
  const auto sql = to_prepared_sql(insert);
  Statement once;
  MYSQL_STMT* statement = nullptr;
  if (const auto known = prepared_.find(sql); known != prepared_.end()) {
    statement = known->second.get();
  } else if (auto made = prepare(sql); prepared_.size() < max_prepared) {
    statement = prepared_.emplace(sql, std::move(made)).first->second.get();
  } else {
    once = std::move(made);
    statement = once.get();
  }

  const auto& rows = *insert.rows;
  std::vector<Column> columns;
  columns.reserve(rows.width());
  std::vector<MYSQL_BIND> binds(rows.width());
  for (std::size_t i = 0; i < rows.width(); ++i) {
    auto& column = columns.emplace_back(rows, i);
    auto& bind = binds[i];
    bind.buffer_type = column.is_binary ? MYSQL_TYPE_BLOB : MYSQL_TYPE_STRING;
    bind.buffer = column.pointers.data();
    bind.length = column.lengths.data();
    bind.u.indicator = column.nulls.data();
  }
  auto count = static_cast<unsigned>(rows.rows());
  if (mysql_stmt_attr_set(statement, STMT_ATTR_ARRAY_SIZE, &count) != 0 ||
      mysql_stmt_bind_param(statement, binds.data()) || mysql_stmt_execute(statement) != 0)
    raise(statement);
}

}  // namespace tagwerk::storage
