#include "api/server/connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <exception>
#include <utility>

#include "api/http/stream.hpp"

namespace tagwerk::server {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t copied_body_bytes = 16 * 1024;     // larger ones are sent from where they are
constexpr std::size_t collected_bytes = 64 * 1024;       // of answers to pipelined requests, before they are sent
constexpr std::size_t kept_answer_bytes = 8 * 1024;      // of memory while idle
constexpr std::size_t kept_body_bytes = 8 * 1024;        // the same
constexpr std::size_t discarded_body_bytes = 64 * 1024;  // of a refused request, to keep the connection
constexpr std::size_t lingering_bytes = 16 * 1024 * 1024;
constexpr milliseconds lingering_time{1000};
constexpr milliseconds lingering_time_unread{5000};
constexpr int retry_after_s = 1;

void append_piece(std::string& out, std::string_view bytes, bool is_chunked) {
  if (!is_chunked) {
    out += bytes;
    return;
  }
  char size[16];
  const auto [end, error] = std::to_chars(size, size + sizeof size, bytes.size(), 16);
  out.append(size, end).append("\r\n").append(bytes).append("\r\n");
}

std::string in_time(std::string_view what, milliseconds limit) {
  return "The " + std::string(what) + " was not complete within " + std::to_string(limit.count()) + " ms.";
}

}  // namespace

void Connection::start(IoLoop& loop, Socket socket, std::string peer, Kind kind) {
  std::unique_ptr<Connection> self(new Connection(loop, std::move(socket), std::move(peer), kind));
  asio::co_spawn(loop.context(), run(std::move(self)), [](const std::exception_ptr& fault) {
    if (fault) std::rethrow_exception(fault);  // the loop logs it
  });
}

Connection::Connection(IoLoop& loop, Socket socket, std::string peer, Kind kind)
    : loop_(loop),
      application_(loop.shared().application),
      socket_(std::move(socket)),
      peer_(std::move(peer)),
      kind_(kind) {
  loop_.add(*this);
}

Connection::~Connection() {
  auto& shared = loop_.shared();
  --(kind_ == Kind::serve ? shared.open_connections : shared.turned_away);
  if (!abandoned_) loop_.remove(*this);
}

void Connection::check_deadline(Clock::time_point now) {
  if (now < deadline_) return;
  clear_deadline();
  expired_ = true;
  error_code ignored;
  socket_.cancel(ignored);
}

void Connection::drain() {
  error_code ignored;
  if (idle_) socket_.cancel(ignored);
  if (stream_) hear_of_stream();
}

void Connection::abandon() noexcept {
  abandoned_ = true;
  if (turn_) turn_->abandon();
  if (stream_) stream_->abandon();
  error_code ignored;
  socket_.close(ignored);
  // The sleeper owns the coroutine that owns this connection: nobody else would end them.
  const auto sleeper = std::exchange(waiting_, std::nullopt);
}

void Connection::set_deadline(milliseconds time) noexcept {
  deadline_ = Clock::now() + time;
  expired_ = false;
}

Task<void> Connection::run(std::unique_ptr<Connection> self) {
  error_code error;
  self->socket_.set_option(tcp::no_delay(true), error);
  self->socket_.non_blocking(true, error);
  if (error) co_return;
  if (self->kind_ == Kind::serve) {
    while (co_await self->serve_next()) continue;
  } else {
    co_await self->reject(http::overloaded, "There are too many connections; try again shortly.");
    self->unread_body_ = false;
  }
  if (self->lingers_) co_await self->linger();
}

// ---- one request ----------------------------------------------------------------------------------------------------

/// false: the connection ends.
Task<bool> Connection::serve_next() {
  if (!turn_) {
    turn_ = std::make_shared<Turn>(application_, [this] { asio::post(loop_.context(), [this] { resume(); }); });
  }
  auto& request = turn_->request;
  const auto head = co_await read_head();
  switch (head) {
    case Read::complete:
      break;
    case Read::refused:
      begin_request();
      co_return co_await reject(*reader_.refusal().error, reader_.refusal().detail);
    case Read::too_late:
      static_cast<http::RequestHead&>(request) = {};
      begin_request();
      co_return co_await reject(http::request_timeout, in_time("head", loop_.shared().settings.header_timeout));
    default:
      co_return false;
  }
  begin_request();
  auto admission = admit();
  if (admission.refusal) co_return co_await answer_before_body(*std::move(admission.refusal));
  if (has_body(request)) {
    const auto limit_bytes = admission.body_limit_bytes;
    if (request.content_length.value_or(0) > limit_bytes) co_return co_await reject_body(Read::too_large, limit_bytes);
    if (request.expects_continue) {
      out_ += "HTTP/1.1 100 Continue\r\n\r\n";
      if (!co_await send_rest({})) co_return false;
    }
    reader_.begin_body(request, limit_bytes);
    const auto body = co_await read_body();
    if (body == Read::ended) co_return false;
    if (body != Read::complete) co_return co_await reject_body(body, limit_bytes);
  }
  const auto now = try_now();
  if (now && std::holds_alternative<http::Response>(*now))
    co_return co_await send_answer(std::get<http::Response>(*now));
  if (!out_.empty() && !co_await send_rest({})) co_return false;
  std::optional<http::Response> answer;
  if (now ? turn_->defer(std::get<http::Deferred>(*now)) : turn_->submit(loop_.shared().workers)) {
    co_await wait_for_answer();
    answer = turn_->take_answer();
    if (!answer) answer = own_answer(http::internal_error, {});
  } else {
    answer = own_answer(http::overloaded, "Too many requests are waiting; try again shortly.");
  }
  const bool goes_on = co_await send_answer(*std::move(answer));
  turn_.reset();  // a worker or a deferred reply may still hold it
  co_return goes_on;
}

void Connection::begin_request() {
  auto& request = turn_->request;
  received_at_ = Clock::now();
  request.received_at = received_at_;
  turn_->timing = {};
  request.body.clear();
  if (request.body.capacity() > kept_body_bytes) request.body.shrink_to_fit();
  if (const auto id = request.header("x-request-id"); id && is_good_request_id(*id)) {
    request.request_id.assign(*id);
  } else {
    loop_.request_ids().make(request.request_id);
  }
  const auto& proxies = loop_.shared().settings.trusted_proxies;
  if (proxies.empty()) {
    request.peer = peer_;
  } else {
    request.peer = proxies.client_address(peer_, request.headers);
  }
}

http::Admission Connection::admit() {
  try {
    return application_.admit(turn_->request);
  } catch (const std::exception& e) {
    spdlog::error("request {}: admission threw: {}", turn_->request.request_id, e.what());
  }
  return {own_answer(http::internal_error, {}), 0};
}

std::optional<http::Reply> Connection::try_now() {
  try {
    return application_.try_now(turn_->request);
  } catch (const std::exception& e) {
    spdlog::error("request {}: an answer from memory threw: {}", turn_->request.request_id, e.what());
  }
  return own_answer(http::internal_error, {});
}

Task<void> Connection::wait_for_answer() {
  clear_deadline();
  co_await asio::async_initiate<const asio::use_awaitable_t<Executor>&, void()>(
      [this](Sleeper sleeper) { waiting_.emplace(std::move(sleeper)); }, use_task);
}

void Connection::resume() {
  auto sleeper = *std::move(waiting_);
  waiting_.reset();
  sleeper();
}

// ---- reading --------------------------------------------------------------------------------------------------------

Task<Connection::Read> Connection::read_head() {
  enum class Armed { nothing, idle, head } armed = Armed::nothing;
  for (;;) {
    switch (reader_.waiting() == 0 ? RequestReader::Head::need_more : reader_.read_head(turn_->request)) {
      case RequestReader::Head::complete:
        co_return Read::complete;
      case RequestReader::Head::refused:
        co_return Read::refused;
      case RequestReader::Head::need_more:
        break;
    }
    if (!out_.empty() && !co_await send_rest({})) co_return Read::ended;
    const auto& settings = loop_.shared().settings;
    idle_ = reader_.is_between_requests();
    if (idle_ && loop_.shared().draining) {
      if (take_what_is_there()) continue;
      lingers_ = true;  // a request that is on its way finds an end, not a reset
      co_return Read::ended;
    }
    if (idle_ && armed == Armed::nothing) {
      armed = Armed::idle;
      set_deadline(settings.idle_timeout);
    } else if (!idle_ && armed != Armed::head) {
      armed = Armed::head;
      set_deadline(settings.header_timeout);
    }
    error_code error;
    const auto count = co_await socket_.async_read_some(reader_.prepare(), into(error));
    const bool was_idle = std::exchange(idle_, false);
    if (expired_ && !was_idle) co_return Read::too_late;
    if (error == asio::error::operation_aborted && !expired_) continue;  // drain() wants to be noticed
    if (error) co_return Read::ended;
    if (expired_) armed = Armed::nothing;  // in the last moment
    reader_.commit(count);
  }
}

bool Connection::take_what_is_there() {
  error_code error;
  const auto count = socket_.read_some(reader_.prepare(), error);
  if (error) return false;
  reader_.commit(count);
  idle_ = false;
  return true;
}

Task<Connection::Read> Connection::read_body() {
  bool armed = false;
  for (;;) {
    switch (reader_.read_body(turn_->request.body)) {
      case RequestReader::Body::complete:
        co_return Read::complete;
      case RequestReader::Body::malformed:
        co_return Read::malformed;
      case RequestReader::Body::too_large:
        co_return Read::too_large;
      case RequestReader::Body::need_more:
        break;
    }
    if (!out_.empty() && !co_await send_rest({})) co_return Read::ended;
    if (!std::exchange(armed, true)) set_deadline(loop_.shared().settings.body_timeout);
    error_code error;
    const auto count = co_await socket_.async_read_some(reader_.prepare(), into(error));
    if (expired_) co_return Read::too_late;
    if (error) co_return Read::ended;
    reader_.commit(count);
  }
}

// ---- answering ------------------------------------------------------------------------------------------------------

http::Response Connection::own_answer(const http::ProtocolError& error, std::string_view detail) {
  const auto& request = turn_->request;
  const auto* head = request.target.empty() ? nullptr : &request;
  auto answer = application_.refuse(error.status, error.code, detail, head, request.request_id);
  if (error.status == http::overloaded.status) answer.with("retry-after", std::to_string(retry_after_s));
  return answer;
}

/// The connection cannot be read on.
Task<bool> Connection::reject(const http::ProtocolError& error, std::string_view detail) {
  if (!turn_) {
    turn_ = std::make_shared<Turn>(application_, nullptr);
    begin_request();
  }
  auto answer = own_answer(error, detail);
  answer.close = true;
  unread_body_ = true;
  return send_answer(std::move(answer));
}

Task<bool> Connection::reject_body(Read problem, std::size_t limit_bytes) {
  switch (problem) {
    case Read::too_large:
      return reject(http::body_too_large, limit_bytes == 0
                                              ? "No body is taken here."
                                              : "The body exceeds " + std::to_string(limit_bytes) + " bytes.");
    case Read::too_late:
      return reject(http::request_timeout, in_time("body", loop_.shared().settings.body_timeout));
    default:
      return reject(http::body_framing_invalid,
                    "The chunked body is malformed: " + std::string(reader_.problem()) + ".");
  }
}

/// Refused by its head alone. A small body is read and dropped, to keep the connection; not one that waits for 100
/// (Continue): whether the client sends it after this answer cannot be known.
Task<bool> Connection::answer_before_body(http::Response answer) {
  auto& request = turn_->request;
  if (!has_body(request)) co_return co_await send_answer(std::move(answer));
  const bool small = request.content_length.value_or(0) <= discarded_body_bytes && !request.expects_continue;
  if (!small) answer.close = true;
  unread_body_ = true;
  if (!co_await send_answer(std::move(answer))) co_return false;
  reader_.begin_body(request, discarded_body_bytes);
  if (co_await read_body() != Read::complete) {
    lingers_ = true;
    co_return false;
  }
  unread_body_ = false;
  co_return true;
}

void Connection::write_answer(const http::Response& answer, bool keep_alive) {
  const auto& request = turn_->request;
  write_answer_head(out_, answer, {request.request_id, loop_.date().now(), request.http_1_0, keep_alive});
}

/// false: the connection ends, in peace when lingers_ is set.
Task<bool> Connection::send_answer(http::Response answer) {
  const auto& request = turn_->request;
  const bool keep_alive = request.keep_alive && !answer.close && !answer.stream && !loop_.shared().draining;
  write_answer(answer, keep_alive);
  if (answer.stream) {
    stream_ = std::move(answer.stream);
    const bool is_sent = sends_body(answer, request.method) ? co_await send_stream() : co_await send_rest({});
    stream_->abandon();
    stream_.reset();
    report(answer);
    lingers_ = is_sent;
    co_return false;
  }
  std::string_view body = sends_body(answer, request.method) ? answer.bytes() : std::string_view{};
  if (body.size() <= copied_body_bytes) {
    out_ += body;
    body = {};
  }
  // While the next request is at hand, answers are collected: one call of the system for many.
  bool sent = true;
  if (!keep_alive || !body.empty() || reader_.waiting() == 0 || out_.size() >= collected_bytes)
    sent = co_await send_rest(body);
  report(answer);
  lingers_ = sent && !keep_alive;
  const bool goes_on = sent && keep_alive;
  co_return goes_on;
}

void Connection::report(const http::Response& answer) {
  const auto& request = turn_->request;
  auto& timing = turn_->timing;
  timing.total = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - received_at_);
  try {
    application_.answered(request, answer, timing);
  } catch (const std::exception& e) {
    spdlog::error("request {}: could not be logged: {}", request.request_id, e.what());
  }
}

/// Sends out_ and then `body`; false when the client takes no more.
Task<bool> Connection::send_rest(std::string_view body) {
  std::array<asio::const_buffer, 2> left{asio::buffer(out_), asio::buffer(body)};
  bool armed = false;
  for (;;) {
    error_code error;
    auto count = left[1].size() == 0 ? socket_.write_some(left[0], error) : socket_.write_some(left, error);
    if (error == asio::error::would_block) {
      if (!std::exchange(armed, true)) set_deadline(loop_.shared().settings.write_timeout);
      co_await socket_.async_wait(Socket::wait_write, into(error));
      if (error || expired_) co_return false;
      continue;
    }
    if (error) co_return false;
    for (auto& buffer : left) {
      const auto taken = std::min(count, buffer.size());
      buffer += taken;
      count -= taken;
    }
    if (left[0].size() + left[1].size() == 0) break;
  }
  out_.clear();
  if (out_.capacity() > kept_answer_bytes) out_.shrink_to_fit();
  clear_deadline();
  co_return true;
}

/// Until it ends, the client goes, or the server drains. The write deadline is that of each piece.
Task<bool> Connection::send_stream() {
  // Whoever pushes may do so from any thread, and once more when this connection is gone.
  struct Link {
    Connection* connection;
  };
  struct Unlinked {
    std::shared_ptr<Link> link;
    ~Unlinked() { link->connection = nullptr; }
  };
  const Unlinked here{std::make_shared<Link>(Link{this})};
  stream_->listen([link = here.link, &context = loop_.context()] {
    asio::post(context, [link] {
      if (link->connection != nullptr) link->connection->hear_of_stream();
    });
  });
  const bool is_chunked = !turn_->request.http_1_0;
  for (;;) {
    stream_has_news_ = false;
    const auto piece = stream_->take();
    if (!piece.bytes.empty()) append_piece(out_, piece.bytes, is_chunked);
    const bool is_last = piece.is_last || loop_.shared().draining;
    if (is_last && is_chunked) out_ += "0\r\n\r\n";
    if (!out_.empty() && !co_await send_rest({})) co_return false;
    if (is_last) co_return true;
    if (!stream_has_news_) co_await wait_for_answer();
  }
}

void Connection::hear_of_stream() {
  stream_has_news_ = true;
  if (waiting_) resume();
}

/// A close with unread bytes would reset the connection and could take the answer from the client: so first no more is
/// sent, then what still comes is dropped, for a while.
Task<void> Connection::linger() {
  if (!out_.empty() && !co_await send_rest({})) co_return;
  error_code error;
  reader_.drop();
  socket_.shutdown(Socket::shutdown_send, error);
  set_deadline(unread_body_ ? lingering_time_unread : lingering_time);
  for (std::size_t dropped = 0; !error && !expired_ && dropped < lingering_bytes;) {
    const auto count = co_await socket_.async_read_some(reader_.prepare(), into(error));
    dropped += count;
  }
}

}  // namespace tagwerk::server
