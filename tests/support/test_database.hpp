// Purpose: a database of its own for tests, on the server behind TAGWERK_TEST_SOCKET (scripts/with-database), migrated, with
// one organization (key `test`) in it. Making one costs some 200 ms and emptying it some 5 ms, so suites share one:
//   struct Fixture { support::TestDatabase& data = support::TestDatabase::shared(); };   // empty again for every case
// A test that changes the schema, or counts the connections, makes one of its own.
// Errors: without TAGWERK_TEST_SOCKET std::runtime_error says what to do; nothing is skipped.
// Thread-safety: database() from any thread, the rest from one.
#pragma once

#include <memory>
#include <string>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::support {

/// The socket of the test server.
[[nodiscard]] std::string test_socket();
/// A name for a database that no other process or test uses.
[[nodiscard]] std::string unique_database_name();

class TestDatabase {
 public:
  TestDatabase();
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  /// One per process, emptied by each call: what the case before left behind is gone.
  [[nodiscard]] static TestDatabase& shared();

  [[nodiscard]] storage::Database& database() noexcept { return *database_; }
  /// For a Database of the test's own: other limits, another pool.
  [[nodiscard]] const storage::Settings& settings() const noexcept { return settings_; }
  /// `mysql://root@localhost/NAME?socket=…`, for another process.
  [[nodiscard]] std::string url() const;
  [[nodiscard]] core::OrganizationId organization() const noexcept { return organization_; }
  /// One more organization, for tests of what must stay apart.
  core::OrganizationId add_organization(const std::string& key);

  /// Deletes all rows of all tables and adds the organization again, with the same id.
  void reset();

 private:
  void insert_organization(const core::OrganizationId& id, const std::string& key);

  storage::Settings settings_;
  core::OrganizationId organization_;
  std::unique_ptr<storage::Database> database_;
};

}  // namespace tagwerk::support
