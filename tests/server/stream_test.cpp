// Answers that go on for a while: bytes arrive as they are pushed, and nobody who reads slowly, goes away or drains is waited for.
#include "api/http/stream.hpp"

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>

#include "tests/server/fake_application.hpp"
#include "tests/support/raw_socket.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using std::chrono::milliseconds;

namespace {

// /custom answers with this stream.
struct Streaming {
  std::shared_ptr<http::Stream> stream = std::make_shared<http::Stream>();
  RunningServer running{[](server::ServerSettings& settings) { settings.write_timeout = milliseconds(500); }};

  Streaming() {
    running.application.handler = [this](const http::Request&) -> http::Reply {
      http::Response response;
      response.content_type = "text/event-stream";
      response.stream = stream;
      return response;
    };
  }
  RawSocket ask(const std::string& request = "GET /custom HTTP/1.1\r\nHost: a\r\n\r\n") {
    RawSocket socket(running.port());
    BOOST_TEST_REQUIRE(socket.send(request));
    return socket;
  }
  static std::string read_until(RawSocket& socket, const std::string& mark) {
    std::string text;
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    while (text.find(mark) == std::string::npos && socket.receive(text, deadline) == RawSocket::Event::bytes) continue;
    return text;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(streams, Streaming)

BOOST_AUTO_TEST_CASE(bytes_arrive_as_they_are_pushed_and_the_end_ends_the_connection) {
  auto socket = ask();
  const auto head = read_until(socket, "\r\n\r\n");
  BOOST_TEST(head.find("Transfer-Encoding: chunked\r\n") != std::string::npos);
  BOOST_TEST(head.find("Content-Length") == std::string::npos);
  BOOST_TEST(head.find("Connection: close\r\n") != std::string::npos);
  BOOST_TEST(stream->push("hello"));
  BOOST_TEST(read_until(socket, "hello") == "5\r\nhello\r\n");
  BOOST_TEST(stream->push("a"));
  BOOST_TEST(read_until(socket, "a\r\n") == "1\r\na\r\n");
  stream->end();
  RawSocket::Event ended{};
  BOOST_TEST(socket.receive_all(milliseconds(3000), &ended) == "0\r\n\r\n");
  BOOST_TEST((ended == RawSocket::Event::end));
  BOOST_TEST(running.application.wait_for_answers(1));
}

BOOST_AUTO_TEST_CASE(what_was_pushed_before_anybody_read_is_not_lost) {
  BOOST_TEST(stream->push("early"));
  stream->end();
  BOOST_TEST(!stream->push("late"));
  auto socket = ask();
  const auto all = socket.receive_all(milliseconds(3000));
  BOOST_TEST(all.ends_with("\r\n\r\n5\r\nearly\r\n0\r\n\r\n"));
}

BOOST_AUTO_TEST_CASE(an_old_client_gets_it_without_chunks_and_a_head_without_a_body) {
  BOOST_TEST(stream->push("old"));
  stream->end();
  auto old = ask("GET /custom HTTP/1.0\r\nHost: a\r\n\r\n");
  const auto all = old.receive_all(milliseconds(3000));
  BOOST_TEST(all.find("Transfer-Encoding") == std::string::npos);
  BOOST_TEST(all.ends_with("\r\n\r\nold"));
  stream = std::make_shared<http::Stream>();
  auto head = ask("HEAD /custom HTTP/1.1\r\nHost: a\r\n\r\n");
  BOOST_TEST(head.receive_all(milliseconds(3000)).ends_with("\r\n\r\n"));
  BOOST_TEST(becomes_true([&] { return !stream->push("nobody"); }));
}

BOOST_AUTO_TEST_CASE(a_drain_ends_a_stream_that_says_nothing) {
  auto socket = ask();
  read_until(socket, "\r\n\r\n");
  BOOST_TEST(running.stop().count() < 2000);
  BOOST_TEST(socket.receive_all(milliseconds(1000)) == "0\r\n\r\n");
  BOOST_TEST(!stream->push("nobody"));
}

BOOST_AUTO_TEST_CASE(a_client_that_is_gone_is_found_out_and_let_go) {
  {
    auto socket = ask();
    read_until(socket, "\r\n\r\n");
    socket.reset();
  }
  BOOST_TEST(becomes_true([&] { return !stream->push(": nothing new\n\n"); }));
  BOOST_TEST(becomes_true([&] { return running.server().open_connections() == 0; }));
}

BOOST_AUTO_TEST_CASE(a_client_that_reads_too_slowly_is_let_go) {
  auto socket = ask();
  read_until(socket, "\r\n\r\n");
  const std::string piece(16 * 1024, 'x');
  int pushed = 0;
  // The system takes some of it; then the stream is full, or the write takes too long.
  BOOST_TEST(becomes_true([&] { return pushed++ > 100'000 || !stream->push(piece); }, std::chrono::seconds(20)));
  BOOST_TEST(pushed < 100'000);
  BOOST_TEST(becomes_true([&] { return running.server().open_connections() == 0; }, std::chrono::seconds(20)));
}

BOOST_AUTO_TEST_CASE(what_nobody_takes_is_bounded) {
  const std::string piece(http::Stream::max_waiting_bytes / 4, 'x');
  for (int i = 0; i < 4; ++i) BOOST_TEST(stream->push(piece));
  BOOST_TEST(!stream->push("y"));
  const auto all = stream->take();
  BOOST_TEST(all.bytes.size() == http::Stream::max_waiting_bytes);
  BOOST_TEST(all.is_last);
}

BOOST_AUTO_TEST_CASE(a_server_that_is_cut_off_leaves_no_one_to_wake) {
  auto kept = stream;
  {
    auto socket = ask();
    read_until(socket, "\r\n\r\n");
    running.stop();
  }
  BOOST_TEST(!kept->push("nobody"));
  kept->end();
}

BOOST_AUTO_TEST_SUITE_END()
