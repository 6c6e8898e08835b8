// Purpose: many rows in few statements, past SOCI: for what must be quick.
//   BulkInsert rows(tx, "insert into t (id, name, starts_at)");
//   for (…) rows.add(id, name, starts_at);
//   rows.send();
// Bounds: rows_per_statement rows, max_bytes bytes; a statement that is full is sent at once.
// Errors: std::logic_error for a row of another width than the columns; storage errors are thrown. What was not sent when it
// goes away is dropped. Thread-safety: as the Transaction.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/row_buffer.hpp"
#include "engine/storage/value.hpp"

namespace tagwerk::storage {

class BulkInsert {
 public:
  static constexpr std::size_t rows_per_statement = 500;
  static constexpr std::size_t max_bytes = std::size_t{2} << 20U;  // far below max_allowed_packet, 16 MiB by default

  /// `behind` follows the rows: "on duplicate key update …", without values.
  BulkInsert(Transaction& tx, std::string_view insert_into_columns, std::string_view behind = {},
             std::size_t most_rows = rows_per_statement);

  template <class... Columns>
  void add(const Columns&... columns) {
    begin_row(sizeof...(columns));
    (put(columns), ...);
    end_row();
  }
  void add_row(const std::vector<Value>& row);
  /// What is not sent yet.
  void send();

 private:
  using Kind = RowBuffer::Kind;

  void begin_row(std::size_t width) const;
  void end_row();

  void put(std::nullptr_t) { rows_.add(Kind::null, {}); }
  template <std::integral T>
  void put(T number) {
    put_number(static_cast<std::int64_t>(number));
  }
  template <std::convertible_to<std::string_view> T>
  void put(const T& text) {
    rows_.add(Kind::text, text);
  }
  void put(const Binary& binary) { rows_.add(Kind::bytes, binary.bytes); }
  void put(const core::Uuid& id) { rows_.add(Kind::bytes, id.raw()); }
  template <class Tag>
  void put(const core::Id<Tag>& id) {
    put(id.uuid);
  }
  void put(core::Instant instant);
  template <class T>
  void put(const std::optional<T>& maybe) {
    if (maybe) {
      put(*maybe);
    } else {
      put(nullptr);
    }
  }
  void put(const Value& value);
  void put_number(std::int64_t number);

  Transaction* tx_;
  std::string_view source_;
  std::string head_;
  std::string behind_;
  std::size_t most_rows_;
  RowBuffer rows_;
};

}  // namespace tagwerk::storage
