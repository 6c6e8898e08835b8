// Purpose: one client's connection: reads requests in order, asks the application, writes the answers in that order, keeps
// every deadline, and ends so that the client does not lose the last answer.
// Errors: a fault of the peer ends the connection; what the application throws becomes 500 internal_error.
// Thread-safety: everything on its loop's thread; only the Turn is known to others.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "api/http/protocol_errors.hpp"
#include "api/server/asio.hpp"
#include "api/server/io_loop.hpp"
#include "api/server/request_reader.hpp"
#include "api/server/turn.hpp"

namespace tagwerk::server {

class Connection {
 public:
  /// turn_away: one more than there may be, only to be told so.
  enum class Kind { serve, turn_away };
  static void start(IoLoop& loop, Socket socket, std::string peer, Kind kind);

  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void check_deadline(Clock::time_point now);
  /// Ends when idle; otherwise after the request that is being read or answered.
  void drain();
  /// The loop runs no more.
  void abandon() noexcept;

  std::size_t place = 0;  // in the loop's list

 private:
  enum class Read { complete, refused, malformed, too_large, too_late, ended };

  Connection(IoLoop& loop, Socket socket, std::string peer, Kind kind);

  static Task<void> run(std::unique_ptr<Connection> self);
  Task<bool> serve_next();
  Task<Read> read_head();
  Task<Read> read_body();
  Task<bool> reject_body(Read problem, std::size_t limit_bytes);
  Task<bool> reject(const http::ProtocolError& error, std::string_view detail);
  Task<bool> answer_before_body(http::Response answer);
  Task<bool> send_answer(http::Response answer);
  Task<bool> send_rest(std::string_view body);
  Task<bool> send_stream();
  Task<void> wait_for_answer();
  Task<void> linger();

  void begin_request();
  [[nodiscard]] http::Admission admit();
  [[nodiscard]] std::optional<http::Reply> try_now();
  [[nodiscard]] http::Response own_answer(const http::ProtocolError& error, std::string_view detail);
  void report(const http::Response& answer);
  void write_answer(const http::Response& answer, bool keep_alive);
  bool take_what_is_there();
  void resume();
  void hear_of_stream();

  void set_deadline(std::chrono::milliseconds time) noexcept;
  void clear_deadline() noexcept { deadline_ = Clock::time_point::max(); }

  IoLoop& loop_;
  http::Application& application_;
  Socket socket_;
  const std::string peer_;
  const Kind kind_;
  RequestReader reader_;
  std::shared_ptr<Turn> turn_;
  std::string out_;                 // answers that wait to be sent
  std::optional<Sleeper> waiting_;  // while a worker, or a deferred reply, has the turn
  Clock::time_point deadline_ = Clock::time_point::max();
  Clock::time_point received_at_{};
  std::shared_ptr<http::Stream> stream_;  // that is being sent
  bool stream_has_news_ = false;
  bool expired_ = false;
  bool idle_ = false;         // waits for the first byte of a request
  bool unread_body_ = false;  // the client may still be sending
  bool lingers_ = false;
  bool abandoned_ = false;
};

}  // namespace tagwerk::server
