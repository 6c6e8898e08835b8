#include "engine/storage/migrations.hpp"

#include <sodium.h>

#include <algorithm>

#include "engine/storage/connection.hpp"

namespace tagwerk::storage {
namespace {

struct Recorded {
  int version;
  std::string name;
  std::string checksum;
  int statements_done;
  bool finished;
};

constexpr std::string_view select_recorded =
    "select version, name, checksum, statements_done, applied_at is not null from schema_migrations order by version";

Recorded read_recorded(Row& row) {
  return {.version = row.next<int>(),
          .name = row.next<std::string>(),
          .checksum = row.next<std::string>(),
          .statements_done = row.next<int>(),
          .finished = row.next<bool>()};
}

std::string unfinished_words(const Recorded& row) {
  return row.name + " is being applied at this moment, or stopped half-way: " + std::to_string(row.statements_done) +
         " of its statements took effect. If nothing is at work, undo these by hand (DDL cannot be rolled back), then "
         "`delete from schema_migrations where version = " +
         std::to_string(row.version) + "` and run `tagwerk migrate`";
}

std::string drift_words(const std::string& what) {
  return what +
         ": use the tagwerk that applied it; an applied file must not be changed, a further file is to follow it";
}

// What the recorded rows say about our files. Both ascend by version.
SchemaState judge(const std::vector<SchemaFile>& files, const std::vector<Recorded>& rows) {
  using Kind = SchemaState::Kind;
  const int newest = files.empty() ? 0 : files.back().version;
  for (const auto& row : rows) {
    if (!row.finished) return {Kind::unfinished, unfinished_words(row)};
  }
  std::size_t known = 0;
  for (const auto& row : rows) {
    if (row.version > newest) {
      return {Kind::ahead, "the schema is at " + rows.back().name + ", this tagwerk knows versions up to " +
                               std::to_string(newest) + ": run a newer tagwerk"};
    }
    if (row.version > files[known].version) {
      return {Kind::drifted, drift_words(files[known].name + " was never applied, though " + row.name + " was")};
    }
    if (row.version < files[known].version || row.name != files[known].name) {
      return {Kind::drifted, drift_words(row.name + " was applied, which this tagwerk does not have")};
    }
    if (row.checksum != files[known].checksum) {
      return {Kind::drifted, drift_words(row.name + " was applied with another content than this tagwerk has")};
    }
    ++known;
  }
  if (known == files.size()) return {Kind::up_to_date, "the schema is up to date"};
  if (rows.empty()) return {Kind::empty, "the database has no schema yet: run `tagwerk migrate`"};
  return {Kind::behind, "the schema lacks " + files[known].name +
                            (known + 1 < files.size() ? " and what follows it" : "") + ": run `tagwerk migrate`"};
}

// No limit of time on a statement: a change of a large table takes what it takes.
Settings for_migration(Settings settings) {
  settings.database.clear();
  settings.statement_timeout = std::chrono::milliseconds(0);
  settings.read_timeout = std::chrono::hours(6);
  settings.ping_after_idle = std::chrono::hours(6);
  return settings;
}

std::string quoted(const std::string& identifier) {
  std::string out = "`";
  for (const char c : identifier) {
    if (c == '`') out.push_back('`');
    out.push_back(c);
  }
  return out + "`";
}

void enter_database(Connection& connection, const std::string& name) {
  bool exists = false;
  connection.select(render("select 1 from information_schema.schemata where schema_name = :name", {{"name", name}}),
                    [&](Row&) { exists = true; });
  try {
    if (!exists) {
      connection.command("create database if not exists " + quoted(name) +
                         " character set utf8mb4 collate utf8mb4_bin");
    }
    connection.command("use " + quoted(name));
  } catch (const ConnectionLost&) {
    throw;
  } catch (const std::runtime_error& error) {
    throw MigrationRefused("there is no database '" + name + "' that the user may use, and it may not create one (" +
                           error.what() + "): create it and grant all rights on it");
  }
}

// One migration at a time, whatever process or machine it runs on.
class MigrationLock {
 public:
  MigrationLock(Connection& connection, const std::string& database, std::chrono::seconds timeout)
      : connection_(&connection), name_("'" + lock_name(database) + "'") {
    const auto got = connection.ask("select get_lock(" + name_ + ", " + std::to_string(timeout.count()) + ")");
    if (got != "1") {
      throw MigrationRefused("another migration of '" + database + "' is at work (waited " +
                             std::to_string(timeout.count()) + " s): try again when it is done");
    }
  }
  ~MigrationLock() {
    try {
      connection_->ask("select release_lock(" + name_ + ")");
    } catch (...) {
      connection_->close();  // which releases it as well
    }
  }
  MigrationLock(const MigrationLock&) = delete;
  MigrationLock& operator=(const MigrationLock&) = delete;

 private:
  // Names of locks belong to the server, not to a database, and are at most 64 characters.
  static std::string lock_name(const std::string& database) {
    unsigned char hash[16];
    crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(database.data()), database.size(),
                       nullptr, 0);
    char hex[2 * sizeof hash + 1];
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    return "tagwerk-migrate-" + std::string(hex);
  }

  Connection* connection_;
  std::string name_;
};

void make_record(Connection& connection) {
  connection.command(
      "create table if not exists schema_migrations ("
      " version int not null primary key,"
      " name varchar(200) not null,"
      " checksum char(64) character set ascii collate ascii_bin not null,"
      " statements_done int not null,"
      " started_at datetime(6) not null,"
      " applied_at datetime(6) null"
      ") engine=InnoDB default character set utf8mb4 collate utf8mb4_bin");
}

void change_record(Connection& connection, const SchemaFile& file, std::string_view sql, Binds more = {}) {
  more.push_back({"version", file.version});
  connection.execute(render(sql, more));
}

void run_statements(Connection& connection, const SchemaFile& file) {
  const auto statements = split_statements(file.text);
  std::size_t done = 0;
  try {
    for (const auto& statement : statements) {
      connection.command(statement);
      ++done;
      change_record(connection, file, "update schema_migrations set statements_done = :done where version = :version",
                    {{"done", done}});
    }
  } catch (const std::exception& error) {
    auto words = file.name + ": statement " + std::to_string(done + 1) + " of " + std::to_string(statements.size()) +
                 " failed: " + error.what();
    if (done == 0 && dynamic_cast<const ConnectionLost*>(&error) == nullptr) {
      change_record(connection, file, "delete from schema_migrations where version = :version");
      throw MigrationRefused(words + ". Nothing of it took effect");
    }
    throw MigrationRefused(words + ". " +
                           unfinished_words({file.version, file.name, file.checksum, static_cast<int>(done), false}));
  }
}

void apply(Connection& connection, const SchemaFile& file) {
  change_record(connection, file,
                "insert into schema_migrations (version, name, checksum, statements_done, started_at)"
                " values (:version, :name, :checksum, 0, utc_timestamp(6))",
                {{"name", file.name}, {"checksum", file.checksum}});
  run_statements(connection, file);
  change_record(connection, file,
                "update schema_migrations set applied_at = utc_timestamp(6) where version = :version");
}

void make_view(Connection& connection, const EmbeddedFile& view) {
  try {
    for (const auto& statement : split_statements(view.text)) connection.command(statement);
  } catch (const ConnectionLost&) {
    throw;
  } catch (const std::runtime_error& error) {
    throw MigrationRefused("the view of " + std::string(view.name) + " cannot be made: " + error.what() +
                           ". The schema is up to date: mend this and run `tagwerk migrate` again");
  }
}

}  // namespace

std::vector<std::string> migrate(const Settings& settings) {
  return migrate(settings, schema_files(), migration_lock_timeout, embedded_views());
}

std::vector<std::string> migrate(const Settings& given, const std::vector<SchemaFile>& files,
                                 std::chrono::seconds lock_timeout, std::span<const EmbeddedFile> views) {
  const auto settings = for_migration(given);
  Connection connection(settings);
  connection.make_ready();
  enter_database(connection, given.database);
  const MigrationLock lock(connection, given.database, lock_timeout);
  make_record(connection);
  std::vector<Recorded> rows;
  connection.select(render(select_recorded, {}), [&](Row& row) { rows.push_back(read_recorded(row)); });
  const auto state = judge(files, rows);
  using Kind = SchemaState::Kind;
  if (state.kind != Kind::up_to_date && state.kind != Kind::empty && state.kind != Kind::behind) {
    throw MigrationRefused(state.words);
  }
  std::vector<std::string> applied;
  for (auto i = rows.size(); i < files.size(); ++i) {
    apply(connection, files[i]);
    applied.push_back(files[i].name);
  }
  for (const auto& view : views) make_view(connection, view);
  return applied;
}

SchemaState schema_state(Database& database, const std::vector<SchemaFile>& files) {
  return database.read([&](Transaction& tx) {
    const auto record = tx.scalar<std::int64_t>(
        "select count(*) from information_schema.tables where table_schema = database() and table_name = :name",
        {{"name", "schema_migrations"}});
    std::vector<Recorded> rows;
    if (record == 1) rows = tx.select(select_recorded, {}, read_recorded);
    return judge(files, rows);
  });
}

}  // namespace tagwerk::storage
