// Purpose: the only door to MySQL: a bounded pool of connections, units of work, and statements with named bound values.
//   auto regions = db.read([&](Transaction& tx) { return load_regions(tx, organization); });
//   auto made = db.transact(call.transaction, [&](Transaction& tx) -> Result<Region> { …; return region; });
// Units: timeouts in milliseconds. Isolation: READ COMMITTED, utf8mb4, UTC, strict mode, set on every (re)connect.
// Errors: storage/errors.hpp (thrown). A refused Result rolls the unit back.
// Thread-safety: Database from any thread; a Transaction belongs to the thread that runs the function.
#pragma once

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/storage/errors.hpp"
#include "engine/storage/value.hpp"

namespace tagwerk::storage {

struct Settings {
  std::string user;
  std::string password;  // from the environment or a file, never the command line
  std::string database;
  std::string host;         // or…
  std::string unix_socket;  // …this one
  int port = 3306;
  std::size_t pool_size = 8;
  std::chrono::milliseconds lease_timeout{2000};
  std::chrono::milliseconds connect_timeout{2000};
  std::chrono::milliseconds read_timeout{30000};
  std::chrono::milliseconds statement_timeout{10000};
  std::chrono::milliseconds lock_wait_timeout{5000};
  bool prepared_inserts = true;  // off: rows are sent as text, as to MySQL, which does not take them otherwise
  std::chrono::milliseconds ping_after_idle{5000};
  bool only_units = false;  // no reads outside of a unit of work; it begins with its first statement, a round trip less
};

/// `mysql://user[:password]@host[:port]/database` or `mysql://user@localhost/database?socket=/run/mysqld/mysqld.sock`,
/// parts percent-encoded. Anything else: nullopt.
[[nodiscard]] std::optional<Settings> parse_url(std::string_view url);

struct RowsToInsert;  // rows on their way into one INSERT (row_buffer.hpp, storage only)
class Connection;     // one leased SOCI session (connection.hpp, storage only)

/// A unit of work in progress, or a read. Statements: single quotes only, no comments, placeholders `:name`;
/// the number and names of placeholders must equal those of the binds, else std::logic_error.
class Transaction {
 public:
  /// `writes`: a unit of work; false for a read.
  Transaction(Connection& connection, bool writes) : connection_(&connection), writes_(writes) {}
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// All rows, each mapped by `map(Row&)`.
  template <class Map>
  auto select(std::string_view sql, const Binds& binds, Map&& map) {
    std::vector<std::invoke_result_t<Map&, Row&>> rows;
    run_select(sql, binds, [&](Row& row) { rows.push_back(map(row)); });
    return rows;
  }
  /// The first row, if any.
  template <class Map>
  auto select_one(std::string_view sql, const Binds& binds, Map&& map)
      -> std::optional<std::invoke_result_t<Map&, Row&>> {
    std::optional<std::invoke_result_t<Map&, Row&>> found;
    run_select(sql, binds, [&](Row& row) {
      if (!found) found.emplace(map(row));
    });
    return found;
  }
  /// The one column of the first row: `tx.scalar<std::int64_t>("select count(*) …", {})`.
  template <class T>
  std::optional<T> scalar(std::string_view sql, const Binds& binds) {
    return select_one(sql, binds, [](Row& row) { return row.next<T>(); });
  }
  /// INSERT, UPDATE, DELETE: rows matched (CLIENT_FOUND_ROWS). Only in a unit of work: a read may be run twice.
  std::int64_t execute(std::string_view sql, const Binds& binds);
  /// `insert_rows("insert into t (a, b)", rows)`: multi-row INSERTs in chunks of `rows_per_statement`. All rows have as
  /// many values as the statement names columns.
  void insert_rows(std::string_view insert_into_columns, const std::vector<std::vector<Value>>& rows,
                   std::size_t rows_per_statement = 200);

  /// Runs after the outermost commit and before the caller gets its result; not after a rollback, also not one of the joined
  /// unit alone. What it throws is logged and goes no further. Only in a unit of work.
  void on_commit(std::function<void()> action);

  [[nodiscard]] Connection& connection() noexcept { return *connection_; }

 private:
  friend class Database;
  friend class BulkInsert;
  void insert(const RowsToInsert& rows);
  void run_select(std::string_view sql, const Binds& binds, const std::function<void(Row&)>& each);

  void require_unit() const;

  Connection* connection_;
  bool writes_;
  std::vector<std::function<void()>> on_commit_;
};

template <class T>
concept ResultLike = requires(const T& result) {
  { result.has_value() } -> std::convertible_to<bool>;
  { result.error() } -> std::convertible_to<const core::Error&>;
};

class Database {
 public:
  /// Does not connect yet: connections are opened when first leased, so that the server starts without a database.
  explicit Database(Settings settings);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Reads without a transaction (each statement sees the newest committed state); not where there are only units of work.
  /// Runs once more on a fresh connection when the connection turns out to be dead.
  template <class F>
  auto read(F&& work) -> std::invoke_result_t<F&, Transaction&> {
    std::optional<Wrapped<std::invoke_result_t<F&, Transaction&>>> out;
    run(false, nullptr, [&](Transaction& tx) { return out.emplace(work(tx)), true; });
    return std::move(*out).value;
  }

  /// The same, of one moment: no statement sees what was committed after the first. For figures that must fit each other.
  template <class F>
  auto read_at_once(F&& work) -> std::invoke_result_t<F&, Transaction&> {
    std::optional<Wrapped<std::invoke_result_t<F&, Transaction&>>> out;
    run_at_once([&](Transaction& tx) { return out.emplace(work(tx)), true; });
    return std::move(*out).value;
  }

  /// A unit of work: all or nothing. `work` returns a Result (refused → rollback) or any other value (→ commit), and may be
  /// run again from the start after a deadlock, so it must not have effects outside the database but on_commit actions.
  /// With `joined` it becomes part of that unit: a refusal rolls back only its own changes (savepoint).
  template <class F>
  auto transact(Transaction* joined, F&& work) -> std::invoke_result_t<F&, Transaction&> {
    using Out = std::invoke_result_t<F&, Transaction&>;
    std::optional<Wrapped<Out>> out;
    run(true, joined, [&](Transaction& tx) {
      out.emplace(work(tx));
      if constexpr (ResultLike<Out>) {
        return out->value.has_value();
      } else {
        return true;
      }
    });
    return std::move(*out).value;
  }

  struct Health {
    bool reachable = false;
    std::string detail;  // for operators; no credentials
  };
  /// One round trip on a connection of its own, at most `connect_timeout` (whole seconds, at least 2); an answer is good for
  /// a quarter of a second, so that many who ask cost one round trip.
  [[nodiscard]] Health check() noexcept;

  struct PoolState {
    std::size_t size = 0;
    std::size_t leased = 0;
  };
  [[nodiscard]] PoolState pool() const noexcept;
  [[nodiscard]] const Settings& settings() const noexcept;

 private:
  template <class T>
  struct Wrapped {
    T value;
    template <class U>
    // NOLINTNEXTLINE(bugprone-forwarding-reference-overload): nobody copies one
    explicit Wrapped(U&& from) : value(std::forward<U>(from)) {}
  };

  /// `work` returns true to commit, false to roll back.
  void run(bool writes, Transaction* joined, const std::function<bool(Transaction&)>& work);
  void run_at_once(const std::function<bool(Transaction&)>& work);

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tagwerk::storage
