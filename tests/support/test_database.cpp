#include "tests/support/test_database.hpp"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <stdexcept>
#include <vector>

#include "engine/storage/connection.hpp"
#include "engine/storage/migrations.hpp"

namespace tagwerk::support {
namespace {

storage::Settings settings_for(std::string database) {
  storage::Settings settings;
  settings.user = "root";
  settings.unix_socket = test_socket();
  settings.database = std::move(database);
  return settings;
}

std::string percent_encoded(const std::string& text) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '/' || c == '.' || c == '-' || c == '_') {
      out.push_back(c);
    } else {
      out += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return out;
}

}  // namespace

std::string test_socket() {
  const char* socket = std::getenv("TAGWERK_TEST_SOCKET");
  if (socket == nullptr || *socket == '\0') {
    throw std::runtime_error("TAGWERK_TEST_SOCKET is not set: run this test as `scripts/with-database TEST`");
  }
  return socket;
}

std::string unique_database_name() {
  static std::atomic<int> made{0};
  return "tagwerk_test_" + std::to_string(getpid()) + "_" + std::to_string(++made);
}

TestDatabase::TestDatabase()
    : settings_(settings_for(unique_database_name())),
      organization_(core::OrganizationId::make(core::SystemClock().now())) {
  storage::migrate(settings_);
  database_ = std::make_unique<storage::Database>(settings_);
  insert_organization(organization_, "test");
}

TestDatabase::~TestDatabase() {
  database_.reset();
  try {
    auto settings = settings_;
    settings.database.clear();
    storage::Connection connection(settings);
    connection.make_ready();
    connection.command("drop database if exists " + settings_.database);
  } catch (const std::exception&) {
    // A test may have stopped the server; it is a throwaway one.
  }
}

TestDatabase& TestDatabase::shared() {
  static TestDatabase one;
  one.reset();
  return one;
}

std::string TestDatabase::url() const {
  return "mysql://root@localhost/" + settings_.database + "?socket=" + percent_encoded(settings_.unix_socket);
}

core::OrganizationId TestDatabase::add_organization(const std::string& key) {
  const auto id = core::OrganizationId::make(core::SystemClock().now());
  insert_organization(id, key);
  return id;
}

void TestDatabase::insert_organization(const core::OrganizationId& id, const std::string& key) {
  database_->transact(nullptr, [&](storage::Transaction& tx) {
    return tx.execute(
        "insert into organizations (id, organization_key, name, time_zone, created_at, updated_at)"
        " values (:id, :key, :name, 'Europe/Berlin', :now, :now)",
        {{"id", id}, {"key", key}, {"name", "Organization " + key}, {"now", core::SystemClock().now()}});
  });
}

void TestDatabase::reset() {
  storage::Connection connection(settings_);
  connection.make_ready();
  connection.command("set session foreign_key_checks = 0");  // so that the order of the tables does not matter
  const auto tables = database_->read([](storage::Transaction& tx) {
    return tx.select(
        "select table_name from information_schema.tables where table_schema = database()"
        " and table_type = 'BASE TABLE' and table_name <> 'schema_migrations'",
        {}, [](storage::Row& row) { return row.next<std::string>(); });
  });
  connection.command("start transaction");
  for (const auto& table : tables) connection.command("delete from " + table);
  connection.command("commit");
  insert_organization(organization_, "test");
}

}  // namespace tagwerk::support
