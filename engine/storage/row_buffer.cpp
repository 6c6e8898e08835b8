#include "engine/storage/row_buffer.hpp"

#include "engine/core/id.hpp"
#include "engine/storage/statement.hpp"

namespace tagwerk::storage {
namespace {

void add_bytes(std::string& sql, std::string_view bytes) {
  if (bytes.empty()) {
    sql += "''";
    return;
  }
  constexpr char digits[] = "0123456789abcdef";
  sql += "0x";
  const auto at = sql.size();
  sql.resize(at + 2 * bytes.size());
  auto* out = sql.data() + at;
  for (const char c : bytes) {
    *out++ = digits[static_cast<unsigned char>(c) >> 4U];
    *out++ = digits[static_cast<unsigned char>(c) & 15U];
  }
}

void add_quoted(std::string& sql, std::string_view plain) {
  sql += '\'';
  sql += plain;
  sql += '\'';
}

void add_cell(std::string& sql, RowBuffer::Kind kind, std::string_view content) {
  switch (kind) {
    case RowBuffer::Kind::null:
      sql += "null";
      return;
    case RowBuffer::Kind::digits:
      sql += content;
      return;
    case RowBuffer::Kind::text:
      if (is_plain(content)) return add_quoted(sql, content);
      sql += "_utf8mb4 ";
      return add_bytes(sql, content);
    case RowBuffer::Kind::bytes:
      // Half as long; what is as long as an id hardly ever is plain.
      if (content.size() > core::Uuid::size_bytes && is_plain(content)) return add_quoted(sql, content);
      return add_bytes(sql, content);
  }
}

std::string with(const RowsToInsert& insert, std::string values) {
  std::string sql(insert.head);
  sql += " values ";
  sql += values;
  if (!insert.behind.empty()) sql.append(" ").append(insert.behind);
  return sql;
}

}  // namespace

std::string to_sql(const RowsToInsert& insert) {
  const auto& rows = *insert.rows;
  std::string values;
  values.reserve(2 * rows.size_bytes());
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    values += row == 0 ? "(" : ", (";
    for (std::size_t column = 0; column < rows.width(); ++column) {
      if (column > 0) values += ", ";
      add_cell(values, rows.kind(row, column), rows.content(row, column));
    }
    values += ')';
  }
  return with(insert, std::move(values));
}

std::string to_prepared_sql(const RowsToInsert& insert) {
  std::string values = "(?";
  for (std::size_t column = 1; column < insert.rows->width(); ++column) values += ", ?";
  return with(insert, values + ")");
}

}  // namespace tagwerk::storage
