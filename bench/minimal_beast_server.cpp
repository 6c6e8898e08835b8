// Purpose: what a plain Beast server reaches on this machine: the shape of Boost 1.81's awaitable HTTP example, one thread,
// one fixed answer. It has none of the checks, limits or logs of Tagwerk; only the answer's headers are alike.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <chrono>
#include <cstdlib>
#include <exception>
#include <iostream>

namespace beast = boost::beast;
namespace http = beast::http;
namespace asio = boost::asio;
using asio::ip::tcp;
using Stream =
    beast::tcp_stream::rebind_executor<asio::use_awaitable_t<>::executor_with_default<asio::any_io_executor>>::other;

namespace {

http::response<http::string_body> answer_to(const http::request<http::string_body>& request) {
  const bool is_known = request.method() == http::verb::get && request.target() == "/healthz";
  http::response<http::string_body> response(is_known ? http::status::ok : http::status::not_found, request.version());
  response.set(http::field::content_type, "text/plain; charset=utf-8");
  response.set(http::field::cache_control, "no-store");
  response.set("X-Content-Type-Options", "nosniff");
  response.keep_alive(request.keep_alive());
  response.body() = is_known ? "ok\n" : "not found\n";
  response.prepare_payload();
  return response;
}

asio::awaitable<void> serve(Stream stream) {
  beast::flat_buffer buffer;
  try {
    for (;;) {
      stream.expires_after(std::chrono::seconds(30));
      http::request<http::string_body> request;
      co_await http::async_read(stream, buffer, request);
      auto response = answer_to(request);
      const bool keep_alive = response.keep_alive();
      co_await http::async_write(stream, response);
      if (!keep_alive) break;
    }
  } catch (const boost::system::system_error& e) {
    if (e.code() != http::error::end_of_stream) co_return;
  }
  beast::error_code ignored;
  stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
}

asio::awaitable<void> listen(tcp::endpoint endpoint) {
  auto acceptor = asio::use_awaitable.as_default_on(tcp::acceptor(co_await asio::this_coro::executor, endpoint));
  std::cout << "listening on http://127.0.0.1:" << acceptor.local_endpoint().port() << std::endl;
  for (;;) co_spawn(acceptor.get_executor(), serve(Stream(co_await acceptor.async_accept())), asio::detached);
}

}  // namespace

int main(int argument_count, char** arguments) {
  const auto port = argument_count > 1 ? static_cast<unsigned short>(std::atoi(arguments[1])) : 0;
  asio::io_context context{1};
  co_spawn(context, listen({asio::ip::address_v4::loopback(), static_cast<unsigned short>(port)}),
           [](const std::exception_ptr& fault) {
             if (fault) std::rethrow_exception(fault);
           });
  context.run();
}
