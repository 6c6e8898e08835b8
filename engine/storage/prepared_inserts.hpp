// Purpose: INSERTs of many rows as MariaDB takes them quickest: prepared once per connection, all rows of a statement sent as
// arrays (COM_STMT_BULK_EXECUTE). The server neither parses a text nor builds its values; measured at a registration's five rows
// that is a quarter of its work. MySQL has no such command: the connection sends text there.
// Bounds: max_prepared statements per connection; whoever is over it is prepared for once.
// Errors: soci::mysql_soci_error, as SOCI throws it. Thread-safety: as the connection.
#pragma once

#include <soci/mysql/soci-mysql.h>

#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>

#include "engine/storage/row_buffer.hpp"

namespace tagwerk::storage {

class PreparedInserts {
 public:
  static constexpr std::size_t max_prepared = 32;

  [[nodiscard]] static bool are_taken_by(MYSQL* connection);

  /// The connection outlives this.
  explicit PreparedInserts(MYSQL* connection) : connection_(connection) {}

  void run(const RowsToInsert& insert);

 private:
  struct Close {
    void operator()(MYSQL_STMT* statement) const noexcept { mysql_stmt_close(statement); }
  };
  using Statement = std::unique_ptr<MYSQL_STMT, Close>;

  [[nodiscard]] Statement prepare(const std::string& sql);

  MYSQL* connection_;
  std::unordered_map<std::string, Statement> prepared_;  // by their text
};

}  // namespace tagwerk::storage
