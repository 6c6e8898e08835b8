// SOCI opens the session, binds and escapes texts and sends the statement. Answers are read from the result that its
// statement holds (mysql_statement_backend::result_): SOCI's own ways out throw on some column types, cannot tell types
// apart or cost twice the time (docs/decisions/2026-11-24-storage-reads-results-natively.md).
#include "engine/storage/connection.hpp"

#include <soci/mysql/soci-mysql.h>
#include <soci/soci.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "engine/storage/dialect.hpp"
#include "engine/storage/prepared_inserts.hpp"
#include "engine/storage/translate.hpp"

namespace tagwerk::storage {
namespace {

// The same on MariaDB and MySQL, whatever the server's defaults: strict, and nothing that changes how text is quoted.
constexpr std::string_view session_settings =
    "set session time_zone = '+00:00', collation_connection = 'utf8mb4_bin', sql_mode = "
    "'STRICT_ALL_TABLES,ONLY_FULL_GROUP_BY,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',"
    " innodb_lock_wait_timeout = ";

// The client library and the lock wait timeout count whole seconds.
std::string seconds(std::chrono::milliseconds duration) {
  return std::to_string(
      std::chrono::ceil<std::chrono::seconds>(std::max(duration, std::chrono::milliseconds(1))).count());
}

void add(std::string& text, const char* key, const std::string& value) {
  text += std::string(key) + "='";
  for (const char c : value) {
    if (c == '\'' || c == '\\') text.push_back('\\');
    text.push_back(c);
  }
  text += "' ";
}

std::string connect_string(const Settings& settings) {
  std::string text;
  add(text, "user", settings.user);
  if (!settings.password.empty()) add(text, "password", settings.password);
  if (!settings.database.empty()) add(text, "dbname", settings.database);
  if (settings.unix_socket.empty()) {
    add(text, "host", settings.host);
    add(text, "port", std::to_string(settings.port));
  } else {
    add(text, "unix_socket", settings.unix_socket);
  }
  // In the connect string and never by SET NAMES: escaping follows the client's idea of the character set.
  add(text, "charset", "utf8mb4");
  add(text, "connect_timeout", seconds(settings.connect_timeout));
  add(text, "read_timeout", seconds(settings.read_timeout));
  add(text, "write_timeout", seconds(settings.read_timeout));
  return text;
}

// Not left to the first connection: two threads may open theirs at the same time.
void start_client_library() {
  static const int status = mysql_library_init(0, nullptr, nullptr);
  if (status != 0) throw std::runtime_error("the database client library does not start");
}

}  // namespace

struct Connection::Session {
  explicit Session(const Settings& settings) : sql(soci::mysql, connect_string(settings)) {
    if (settings.prepared_inserts && PreparedInserts::are_taken_by(handle())) inserts.emplace(handle());
  }

  // SOCI keeps the type information of its backends to itself, so UBSan cannot check these two casts.
  [[nodiscard, gnu::no_sanitize("vptr")]] MYSQL* handle() {
    return static_cast<soci::mysql_session_backend*>(sql.get_backend())->conn_;
  }

  [[nodiscard, gnu::no_sanitize("vptr")]] static MYSQL_RES* result_of(soci::statement& statement) {
    return static_cast<soci::mysql_statement_backend*>(statement.get_backend())->result_;
  }

  // Runs it; the statement keeps the whole answer.
  static void run(soci::statement& statement, const Rendered& rendered) {
    statement.alloc();
    statement.prepare(rendered.sql, soci::details::st_one_time_query);
    for (const auto& [name, text] : rendered.texts) statement.exchange(soci::use(text, name));
    statement.define_and_bind();
    statement.execute(false);
  }

  // Past SOCI, whose parser would look for placeholders.
  std::optional<std::string> ask(const std::string& text) {
    if (mysql_real_query(handle(), text.data(), static_cast<unsigned long>(text.size())) != 0) raise();
    const std::unique_ptr<MYSQL_RES, decltype(&mysql_free_result)> result(mysql_store_result(handle()),
                                                                          &mysql_free_result);
    if (!result) {
      if (mysql_field_count(handle()) != 0) raise();
      return std::nullopt;
    }
    const auto row = mysql_fetch_row(result.get());
    if (row == nullptr || row[0] == nullptr) return std::nullopt;
    return std::string(row[0], mysql_fetch_lengths(result.get())[0]);
  }

  [[noreturn]] void raise() {
    throw soci::mysql_soci_error(mysql_error(handle()), static_cast<int>(mysql_errno(handle())));
  }

  soci::session sql;
  std::optional<PreparedInserts> inserts;  // none: the server does not take them
};

Connection::Connection(const Settings& settings) : settings_(&settings) {}

Connection::~Connection() = default;

// Runs a piece of work with the session; turns what SOCI throws into our exceptions. SOCI's what() holds the statement and
// its values, get_error_message() only the server's words.
template <class Work>
auto Connection::translated(std::string_view source, Work&& work) {
  require_sound();
  try {
    struct Touch {
      Connection& connection;
      ~Touch() { connection.last_used_ = std::chrono::steady_clock::now(); }
    } const touch{*this};
    return work(*session_);
  } catch (const soci::mysql_soci_error& error) {
    if (is_connection_error(error.err_num_)) {
      doom_ = Doom::lost;
    } else if (in_unit_ && is_restart_error(error.err_num_)) {
      doom_ = Doom::restart;
    }
    throw_translated(error.err_num_, error.get_error_message(), source);
  } catch (const soci::soci_error&) {
    throw std::logic_error("SOCI refuses the statement or its values");
  }
}

void Connection::require_sound() const {
  if (doom_ == Doom::lost) throw ConnectionLost("the connection to the database was lost");
  if (doom_ == Doom::restart) throw Restart("the unit of work was rolled back by the database");
  if (!session_) throw std::logic_error("a statement without a connection");
}

void Connection::make_ready() {
  if (doom_ == Doom::lost) close();
  const auto idle = std::chrono::steady_clock::now() - last_used_;
  if (session_ && idle > settings_->ping_after_idle && !session_->sql.is_connected()) close();
  if (!session_) open();
}

void Connection::close() noexcept {
  session_.reset();
  in_unit_ = false;
  doom_ = Doom::none;
}

void Connection::open() {
  start_client_library();
  try {
    session_ = std::make_unique<Session>(*settings_);
  } catch (const soci::mysql_soci_error& error) {
    constexpr unsigned unknown_database = 1049;
    throw Unavailable("no connection to the database: error " + std::to_string(error.err_num_) + ", " +
                      error.get_error_message() +
                      (error.err_num_ == unknown_database ? ": `tagwerk migrate` creates it" : ""));
  } catch (const soci::soci_error&) {
    throw std::logic_error("SOCI refuses the connect string");
  }
  try {
    command("set session transaction isolation level read committed");
    command(std::string(session_settings) + seconds(settings_->lock_wait_timeout) +
            (settings_->only_units ? ", autocommit = 0" : ", autocommit = 1"));
    command(limit_statement_time(dialect_of(mysql_get_server_info(session_->handle())), settings_->statement_timeout));
  } catch (...) {
    close();
    throw;
  }
}

std::int64_t Connection::execute(const Rendered& statement) {
  return translated(statement.source, [&](Session& session) {
    soci::statement prepared(session.sql);
    Session::run(prepared, statement);
    return static_cast<std::int64_t>(mysql_affected_rows(session.handle()));
  });
}

void Connection::insert(const RowsToInsert& rows) {
  translated(rows.source, [&](Session& session) {
    if (session.inserts) return session.inserts->run(rows);
    static_cast<void>(session.ask(to_sql(rows)));
  });
}

void Connection::select(const Rendered& statement, const std::function<void(Row&)>& each) {
  require_sound();
  soci::statement prepared(session_->sql);
  translated(statement.source, [&](Session&) { Session::run(prepared, statement); });
  // Outside `translated`: what `each` throws is not ours, and it may use this connection.
  auto* result = Session::result_of(prepared);
  if (result == nullptr) return;
  mysql_data_seek(result, 0);
  std::vector<std::optional<std::string_view>> columns(mysql_num_fields(result));
  while (const auto values = mysql_fetch_row(result)) {
    const auto* lengths = mysql_fetch_lengths(result);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      columns[i].reset();
      if (values[i] != nullptr) columns[i].emplace(values[i], lengths[i]);
    }
    Row row(columns);
    each(row);
  }
}

void Connection::command(const std::string& sql) { ask(sql); }

std::optional<std::string> Connection::ask(const std::string& sql) {
  return translated(sql, [&](Session& session) { return session.ask(sql); });
}

void Connection::begin_unit() {
  if (!settings_->only_units) command("start transaction");
  in_unit_ = true;
}

void Connection::begin_snapshot() {
  command("set transaction isolation level repeatable read");  // of the next one alone
  command("start transaction with consistent snapshot, read only");
  in_unit_ = true;
}

void Connection::commit_unit() {
  try {
    command("commit");
  } catch (const ConnectionLost&) {
    throw OutcomeUnknown("the connection to the database was lost during a commit");
  }
  in_unit_ = false;
}

void Connection::end_unit() noexcept {
  if (!session_) return;
  if (doom_ == Doom::lost) return close();
  const bool open = in_unit_ || (session_->handle()->server_status & SERVER_STATUS_IN_TRANS) != 0;
  doom_ = Doom::none;
  in_unit_ = false;
  if (!open) return;
  try {
    command("rollback");
  } catch (...) {
    close();
  }
}

}  // namespace tagwerk::storage
