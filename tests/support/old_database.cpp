#include "tests/support/old_database.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>

#include "engine/storage/migrations.hpp"
#include "tests/support/test_database.hpp"

namespace tagwerk::support {

OldDatabase::OldDatabase(int before_version) {
  settings.user = "root";
  settings.unix_socket = test_socket();
  settings.database = unique_database_name();
  auto files = storage::schema_files();
  std::erase_if(files, [&](const storage::SchemaFile& file) { return file.version >= before_version; });
  storage::migrate(settings, files);
}

OldDatabase::~OldDatabase() {
  try {
    storage::Database database(settings);
    write(database, "drop database " + settings.database, {});
  } catch (const std::exception& error) {
    spdlog::warn("an old database stays behind: {}", error.what());
  }
}

void OldDatabase::write(storage::Database& database, std::string_view sql, storage::Binds binds) const {
  if (sql.find(":now") != std::string_view::npos) binds.push_back({"now", now});
  database.transact(nullptr, [&](storage::Transaction& tx) { return tx.execute(sql, binds); });
}

}  // namespace tagwerk::support
