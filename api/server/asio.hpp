// Purpose: the names of Asio that this room's files share. Everything of one connection runs on one io_context of one thread,
// so that executors need no type erasure and nothing needs a strand. Asio's and Beast's bodies are compiled in asio.cpp.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>

// g++ 12 takes an inlined operator new of Asio's coroutine frames for a foreign one and warns about their delete.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"

namespace tagwerk::server {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Clock = std::chrono::steady_clock;
using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Executor>;
template <class T>
using Task = asio::awaitable<T, Executor>;

inline constexpr asio::use_awaitable_t<Executor> use_task;
/// A coroutine that sleeps until it is called.
using Sleeper = asio::async_result<asio::use_awaitable_t<Executor>, void()>::handler_type;

/// `const auto n = co_await socket.async_read_some(buffer, into(error));`
inline auto into(error_code& error) { return asio::redirect_error(use_task, error); }

}  // namespace tagwerk::server
