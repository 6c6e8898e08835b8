// Purpose: many rows in few statements, written straight into the statement's text: for what must be quick.
//   BulkInsert rows(tx, "insert into t (id, name, starts_at)");
//   for (…) rows.add(id, name, starts_at);
//   rows.send();
// Texts are written by us only where nothing needs escaping (printable ASCII without ' and \); all others as hexadecimal
// digits, so no value can leave its literal.
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
    (add_column(columns), ...);
    end_row();
  }
  void add_row(const std::vector<Value>& row);
  /// What is not sent yet.
  void send();

 private:
  void begin_row(std::size_t width);
  void end_row();

  template <class T>
  void add_column(const T& value) {
    sql_ += separator_;
    separator_ = ", ";
    put(value);
  }
  void put(std::nullptr_t) { sql_ += "null"; }
  template <std::integral T>
  void put(T number) {
    put_number(static_cast<std::int64_t>(number));
  }
  template <std::convertible_to<std::string_view> T>
  void put(const T& text) {
    put_text(text);
  }
  void put(const Binary& binary) { put_binary(binary.bytes); }
  void put(const core::Uuid& id) { put_bytes(id.raw()); }
  template <class Tag>
  void put(const core::Id<Tag>& id) {
    put_bytes(id.uuid.raw());
  }
  void put(core::Instant instant);
  template <class T>
  void put(const std::optional<T>& maybe) {
    if (maybe) {
      put(*maybe);
    } else {
      sql_ += "null";
    }
  }
  void put(const Value& value);
  void put_number(std::int64_t number);
  void put_text(std::string_view text);
  void put_binary(std::string_view bytes);
  void put_bytes(std::string_view bytes);

  Transaction* tx_;
  std::string_view source_;
  std::string head_;
  std::string behind_;
  std::size_t width_;
  std::size_t most_rows_;
  std::string sql_;
  std::string_view separator_;
  std::size_t rows_ = 0;
};

}  // namespace tagwerk::storage
