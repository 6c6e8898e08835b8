// Noise: whatever comes, the server answers or closes, and serves the next client. The seed is fixed; TAGWERK_FUZZ_SECONDS
// makes it go on for longer.
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <random>

#include "tests/server/fake_application.hpp"

using namespace tagwerk::test;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) {
  return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
}

const std::vector<std::string>& samples() {
  static const std::vector<std::string> all = {
      write_request("GET", "/now?a=b%20c", "", {{"Accept", "*/*"}}),
      write_request("HEAD", "/work", ""),
      write_request("POST", "/work", "hello", {{"X-Request-Id", "abc"}}),
      write_request("POST", "/work", "5;a=\"b\"\r\nhello\r\n0\r\nX: y\r\n\r\n", {{"Transfer-Encoding", "chunked"}}),
      write_request("POST", "/work", "hello", {{"Expect", "100-continue"}}),
      write_request("PUT", "/nowhere", std::string(300, 'x')),
      write_request("OPTIONS", "*", ""),
      "\r\nGET http://localhost/now HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
      "POST /work HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc"};
  return all;
}

std::string mutated(Random& random) {
  static const std::vector<std::string> splinters = {"\r\n",
                                                     "\n",
                                                     "\r",
                                                     std::string(1, '\0'),
                                                     " ",
                                                     "\t",
                                                     ":",
                                                     ";",
                                                     "%",
                                                     "0",
                                                     "ffffffffffffffff",
                                                     "18446744073709551616",
                                                     "-1",
                                                     "chunked",
                                                     ",",
                                                     "Host: a\r\n",
                                                     "Content-Length: 5\r\n",
                                                     "Transfer-Encoding: chunked\r\n",
                                                     "\r\n\r\n",
                                                     "\"",
                                                     "HTTP/1.1",
                                                     "\xff\xfe",
                                                     std::string(9000, 'a'),
                                                     std::string(20'000, 'b')};
  std::string bytes;
  for (auto count = 1 + below(random, 3); count > 0; --count) bytes += samples()[below(random, samples().size())];
  for (auto count = below(random, 6); count > 0 && !bytes.empty(); --count) {
    const auto at = below(random, bytes.size());
    switch (below(random, 5)) {
      case 0:
        bytes[at] = static_cast<char>(below(random, 256));
        break;
      case 1:
        bytes.insert(at, splinters[below(random, splinters.size())]);
        break;
      case 2:
        bytes.erase(at, 1 + below(random, 8));
        break;
      case 3:
        bytes.insert(at, bytes.substr(below(random, bytes.size()), below(random, 40)));
        break;
      default:
        bytes.resize(at + 1);
    }
  }
  return bytes;
}

std::string noise(Random& random) {
  std::string bytes(1 + below(random, 3000), ' ');
  for (char& c : bytes) c = static_cast<char>(below(random, 256));
  return bytes;
}

/// Only whole, well-formed answers come back, whatever was asked.
bool speaks_http(const std::string& received) { return received.empty() || received.starts_with("HTTP/1.1 "); }

}  // namespace

BOOST_AUTO_TEST_SUITE(fuzz)

BOOST_AUTO_TEST_CASE(random_bytes_and_mutated_requests_neither_crash_nor_hang_it) {
  const auto* wanted = std::getenv("TAGWERK_FUZZ_SECONDS");
  const auto end = steady_clock::now() + std::chrono::seconds(wanted == nullptr ? 3 : std::atoi(wanted));
  RunningServer running([](auto& settings) {
    settings.header_timeout = settings.body_timeout = settings.idle_timeout = milliseconds(300);
    settings.io_threads = 2;
  });
  std::atomic<int> sent = 0;
  std::atomic<int> strange = 0;
  const auto attack = [&](unsigned seed) {
    Random random(seed);
    while (steady_clock::now() < end) {
      RawSocket socket(running.port());
      const auto bytes = below(random, 4) == 0 ? noise(random) : mutated(random);
      const auto cut = below(random, bytes.size() + 1);
      socket.send(std::string_view(bytes).substr(0, cut));
      socket.send(std::string_view(bytes).substr(cut));
      ++sent;
      if (below(random, 8) == 0) {
        socket.reset();
        continue;
      }
      socket.shutdown_send();
      RawSocket::Event event{};
      if (!speaks_http(socket.receive_all(milliseconds(5000), &event)) || event == RawSocket::Event::timeout) ++strange;
    }
  };
  std::vector<std::thread> threads;
  for (unsigned seed = 1; seed <= 4; ++seed) threads.emplace_back(attack, seed);
  for (auto& thread : threads) thread.join();
  BOOST_TEST(sent > 100);
  BOOST_TEST(strange == 0);
  BOOST_TEST(running.client().get("/now").body == "now");
  BOOST_TEST(running.client().post("/work", "x").body == "x");
  BOOST_TEST(becomes_true([&] { return running.server().open_connections() == 0; }));
}

BOOST_AUTO_TEST_SUITE_END()
