// Purpose: a database as an earlier tagwerk left it, for tests of a migration: the schema before one version, no rows.
// Errors: what the migrations throw. Thread-safety: one thread.
#pragma once

#include <string_view>

#include "engine/core/time.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::support {

struct OldDatabase {
  explicit OldDatabase(int before_version);
  ~OldDatabase();
  OldDatabase(const OldDatabase&) = delete;
  OldDatabase& operator=(const OldDatabase&) = delete;

  /// `:now` needs no bind.
  void write(storage::Database& database, std::string_view sql, storage::Binds binds) const;

  storage::Settings settings;
  const core::Instant now{core::Date(2016, 11, 10), boost::posix_time::hours(9)};
};

}  // namespace tagwerk::support
