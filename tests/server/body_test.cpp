// Bodies: read whole, refused before or while they come, and the client always gets to see the answer.
#include <boost/test/unit_test.hpp>

#include "tests/server/fake_application.hpp"

using namespace tagwerk::test;

namespace {

constexpr auto limit = FakeApplication::body_limit_bytes;

std::string hex(std::size_t number) {
  std::string text;
  for (; number > 0; number /= 16) text.insert(text.begin(), "0123456789abcdef"[number % 16]);
  return text;
}

std::string in_chunks(const std::string& body, std::size_t size) {
  std::string bytes;
  for (std::size_t at = 0; at < body.size(); at += size) {
    const auto chunk = body.substr(at, size);
    bytes += hex(chunk.size()) + "\r\n" + chunk + "\r\n";
  }
  return bytes + "0\r\n\r\n";
}

const Headers chunked = {{"Transfer-Encoding", "chunked"}};
const Headers waits = {{"Expect", "100-continue"}};

std::string head_of(const std::string& target, const std::string& header) {
  return "POST " + target + " HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n" + header + "\r\n\r\n";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bodies)

BOOST_AUTO_TEST_CASE(bodies_of_any_size_up_to_the_limit_come_whole) {
  RunningServer running;
  auto client = running.client();
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, std::size_t{16'384}, std::size_t{70'000}, limit - 1, limit}) {
    std::string body(size, ' ');
    for (std::size_t i = 0; i < size; ++i) body[i] = static_cast<char>(i * 7 + i / 251);
    BOOST_TEST((client.post("/work", body).body == body));
    for (const std::size_t chunk : {7, 4096, 1'000'000}) {
      BOOST_TEST((client.ask("POST", "/work", in_chunks(body, chunk), chunked).body == body));
    }
  }
  BOOST_TEST(running.server().open_connections() == 1u);
}

BOOST_AUTO_TEST_CASE(get_may_have_a_body) {
  RunningServer running;
  auto client = running.client();
  BOOST_TEST(client.ask("GET", "/now", "ignored").body == "now");
  BOOST_TEST(client.ask("GET", "/now", "3\r\nabc\r\n0\r\n\r\n", chunked).body == "now");
  BOOST_TEST(client.get("/now").body == "now");
}

BOOST_AUTO_TEST_CASE(chunk_extensions_and_trailers_are_dropped) {
  RunningServer running;
  auto client = running.client();
  const auto answer = client.ask("POST", "/work", "3;a=\"b\"\r\nabc\r\n0\r\nHost: evil\r\nX: y\r\n\r\n", chunked);
  BOOST_TEST(answer.body == "abc");
  BOOST_TEST(client.get("/now").body == "now");
}

BOOST_AUTO_TEST_CASE(a_declared_size_over_the_limit_is_413_before_the_body_is_read) {
  RunningServer running;
  auto client = running.client();
  client.send("POST /work HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(limit + 1) + "\r\n\r\n");
  const auto answer = client.read_answer();
  BOOST_TEST(answer.status == 413);
  BOOST_TEST(answer.header("connection") == "close");
  BOOST_TEST(client.ends());
}

BOOST_AUTO_TEST_CASE(the_server_itself_looks_at_the_declared_size_too) {
  RunningServer running;
  auto client = running.client();
  client.send("POST /custom/careless HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(limit + 1) + "\r\n\r\n");
  const auto answer = client.read_answer();
  BOOST_TEST(answer.status == 413);
  BOOST_TEST(answer.body == "body_too_large: The body exceeds 100000 bytes.");
  BOOST_TEST(client.ends());
}

BOOST_AUTO_TEST_CASE(a_chunked_body_over_the_limit_is_413_while_it_is_read) {
  RunningServer running;
  for (const std::size_t chunk : {std::size_t{1000}, limit + 1}) {
    auto client = running.client();
    const auto answer = client.ask("POST", "/work", in_chunks(std::string(limit + 1, 'x'), chunk), chunked);
    BOOST_TEST(answer.status == 413);
    BOOST_TEST(answer.body == "body_too_large: The body exceeds 100000 bytes.");
    BOOST_TEST(answer.header("connection") == "close");
    BOOST_TEST(client.ends());
  }
}

// A reset would take the answer from a client that has not read it yet.
BOOST_AUTO_TEST_CASE(a_client_that_sends_all_of_a_refused_body_first_reads_the_answer_and_no_reset) {
  RunningServer running;
  for (const auto* target : {"/work", "/nowhere"}) {
    for (const std::size_t size : {limit + 1, std::size_t{8'000'000}}) {
      auto client = running.client();
      const auto bytes = write_request("POST", target, std::string(size, 'x'));
      BOOST_TEST(client.send(bytes));
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      client.socket().shutdown_send();
      RawSocket::Event end{};
      const auto received = client.socket().receive_all(std::chrono::seconds(5), &end);
      BOOST_TEST(received.starts_with(target == std::string("/work") ? "HTTP/1.1 413 " : "HTTP/1.1 404 "));
      BOOST_TEST((end == RawSocket::Event::end));
    }
  }
}

BOOST_AUTO_TEST_CASE(an_endless_refused_body_is_not_read_for_ever) {
  RunningServer running;
  auto client = running.client();
  client.send("POST /work HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000000\r\n\r\n");
  const std::string piece(1'000'000, 'x');
  int pieces = 0;
  while (client.send(piece) && pieces < 200) ++pieces;
  BOOST_TEST(pieces < 200);
}

BOOST_AUTO_TEST_CASE(expect_continue_is_answered_only_after_the_route_said_yes) {
  RunningServer running;
  auto client = running.client();
  for (int i = 0; i < 2; ++i) {
    client.send(head_of("/work", "Content-Length: 5"));
    BOOST_TEST(client.read_answer().status == 100);
    BOOST_TEST(client.is_silent_for(std::chrono::milliseconds(20)));
    client.send("hello");
    const auto answer = client.read_answer();
    BOOST_TEST(answer.status == 200);
    BOOST_TEST(answer.body == "hello");
  }
  client.send(head_of("/work", "Transfer-Encoding: chunked"));
  BOOST_TEST(client.read_answer().status == 100);
  client.send("5\r\nhello\r\n0\r\n\r\n");
  BOOST_TEST(client.read_answer().body == "hello");
}

BOOST_AUTO_TEST_CASE(expect_continue_of_a_refused_request_gets_the_refusal_alone) {
  RunningServer running;
  for (const auto& [target, length, status] :
       {std::tuple{"/nowhere", "5", 404}, {"/work", "100001", 413}, {"/nowhere", "5000000", 404}}) {
    auto client = running.client();
    client.send(head_of(target, "Content-Length: " + std::string(length)));
    const auto answer = client.read_answer();
    BOOST_TEST(answer.status == status);
    BOOST_TEST(answer.header("connection") == "close");
    // Were it read on, this could be taken for a request, or a request for a body.
    client.send("GET /now HTTP/1.1\r\nHost: a\r\n\r\n");
    BOOST_TEST(client.ends());
  }
}

BOOST_AUTO_TEST_CASE(expect_continue_without_a_body_is_just_answered) {
  RunningServer running;
  auto client = running.client();
  client.send(head_of("/work", "Content-Length: 0"));
  BOOST_TEST(client.read_answer().status == 200);
  client.send("GET /now HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n");
  BOOST_TEST(client.read_answer().status == 200);
}

BOOST_AUTO_TEST_CASE(a_client_that_does_not_wait_for_100_is_served_too) {
  RunningServer running;
  auto client = running.client();
  const auto answer = client.post("/work", "hello", waits);
  BOOST_TEST(answer.status == 200);
  BOOST_TEST(answer.body == "hello");
  BOOST_TEST(client.get("/now").body == "now");
}

BOOST_AUTO_TEST_CASE(a_client_that_leaves_within_a_body_leaves_nothing_behind) {
  RunningServer running;
  for (int i = 0; i < 20; ++i) {
    auto client = running.client();
    client.send("POST /work HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\nhalf");
    if (i % 2 == 0) client.socket().reset();
  }
  BOOST_TEST(becomes_true([&] { return running.server().open_connections() == 0; }));
  BOOST_TEST(running.application.log().empty());
}

BOOST_AUTO_TEST_SUITE_END()
