// Purpose: one SOCI session: opened when needed, with our session settings, statements checked and errors translated.
// Storage only; everybody else speaks to a Transaction. Errors: storage/errors.hpp, ConnectionLost below.
// Thread-safety: one thread at a time (the pool sees to it).
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/storage/database.hpp"
#include "engine/storage/row_buffer.hpp"
#include "engine/storage/statement.hpp"

namespace tagwerk::storage {

/// The connection broke under a statement. Before COMMIT nothing was done: the server rolls an open transaction back.
class ConnectionLost : public Unavailable {
 public:
  using Unavailable::Unavailable;
};

class Connection {
 public:
  /// `settings` must outlive the connection.
  explicit Connection(const Settings& settings);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Connects if there is no connection, and asks for a sign of life after a longer idle time. Unavailable if it cannot.
  void make_ready();
  void close() noexcept;
  [[nodiscard]] bool is_open() const noexcept { return session_ != nullptr; }

  std::int64_t execute(const Rendered& statement);
  void insert(const RowsToInsert& rows);
  void select(const Rendered& statement, const std::function<void(Row&)>& each);
  /// A statement of ours without values, sent as it is: "commit".
  void command(const std::string& sql);
  /// As `command`, with the first column of the first row as the answer; null and no row are nullopt.
  std::optional<std::string> ask(const std::string& sql);

  /// Begins a unit of work. Until end_unit() a Restart or a lost connection dooms the unit: every further statement throws
  /// the same again, so that nobody who swallows it writes outside the transaction that the server has rolled back.
  void begin_unit();
  void commit_unit();
  /// Begins to read what is committed now, and nothing later. Until end_unit(); the connection is as it was afterwards.
  void begin_snapshot();
  /// Leaves no transaction behind, at the price of the connection if need be.
  void end_unit() noexcept;
  /// Throws what doomed the unit, if anything did.
  void require_sound() const;

  /// A name for the next savepoint of the open transaction.
  [[nodiscard]] std::string next_savepoint() { return "s" + std::to_string(++savepoints_); }

 private:
  struct Session;
  enum class Doom { none, restart, lost };
  void open();
  template <class Work>
  auto translated(std::string_view source, Work&& work);

  const Settings* settings_;
  std::unique_ptr<Session> session_;
  std::chrono::steady_clock::time_point last_used_{};
  std::uint64_t savepoints_ = 0;
  bool in_unit_ = false;
  Doom doom_ = Doom::none;
};

}  // namespace tagwerk::storage
