// Every wait ends: who sends or reads one byte a second is cut, whatever he is at.
#include <boost/test/unit_test.hpp>

#include "tests/server/fake_application.hpp"

using namespace tagwerk::test;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr milliseconds short_time{150};
constexpr milliseconds long_time{60'000};

/// A server with one short deadline; all others are too long to be met.
void make_long(tagwerk::server::ServerSettings& settings) {
  settings.idle_timeout = settings.header_timeout = settings.body_timeout = settings.write_timeout = long_time;
}

/// Sends one byte after the other, slowly, until the server has had enough; what it said, and when.
struct Cut {
  std::string answer;
  milliseconds after;
};
Cut drip(HttpClient& client, std::string_view bytes) {
  const auto start = steady_clock::now();
  std::string received;
  auto event = RawSocket::Event::timeout;
  for (std::size_t at = 0; at < 400 && event == RawSocket::Event::timeout; ++at) {
    client.send(bytes.substr(at % bytes.size(), 1));
    event = client.socket().receive(received, steady_clock::now() + milliseconds(10));
  }
  const auto after = std::chrono::duration_cast<milliseconds>(steady_clock::now() - start);
  if (event == RawSocket::Event::bytes) received += client.socket().receive_all(milliseconds(3000));
  return {received, after};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(deadlines)

BOOST_AUTO_TEST_CASE(an_idle_connection_is_closed_without_a_word) {
  RunningServer running([](auto& settings) {
    make_long(settings);
    settings.idle_timeout = short_time;
  });
  auto fresh = running.client();
  auto used = running.client();
  BOOST_TEST(used.get("/now").status == 200);
  for (auto* client : {&fresh, &used}) {
    RawSocket::Event end{};
    BOOST_TEST(client->socket().receive_all(milliseconds(3000), &end) == "");
    BOOST_TEST((end == RawSocket::Event::end));
  }
  BOOST_TEST(becomes_true([&] { return running.server().open_connections() == 0; }));
}

BOOST_AUTO_TEST_CASE(empty_lines_do_not_keep_an_idle_connection_awake) {
  RunningServer running([](auto& settings) {
    make_long(settings);
    settings.idle_timeout = short_time;
  });
  auto client = running.client();
  client.send("\r\n");
  BOOST_TEST(client.socket().receive_all(milliseconds(3000)) == "");
}

BOOST_AUTO_TEST_CASE(a_kept_alive_connection_in_use_outlives_every_deadline) {
  RunningServer running([](auto& settings) {
    settings.idle_timeout = settings.header_timeout = settings.body_timeout = settings.write_timeout = short_time;
  });
  auto client = running.client();
  for (int i = 0; i < 12; ++i) {
    BOOST_TEST(client.get("/now").status == 200);
    BOOST_TEST(client.post("/work", "body").status == 200);
    std::this_thread::sleep_for(short_time / 3);
  }
  BOOST_TEST(running.server().open_connections() == 1u);
}

BOOST_AUTO_TEST_CASE(a_head_that_drips_is_cut_with_408) {
  RunningServer running([](auto& settings) {
    make_long(settings);
    settings.header_timeout = short_time;
  });
  auto client = running.client();
  const auto cut = drip(client, "GET /now HTTP/1.1\r\nHost: a\r\nX: " + std::string(1000, 'x'));
  BOOST_TEST(cut.answer.starts_with("HTTP/1.1 408 "), cut.answer);
  BOOST_TEST(cut.answer.find("Connection: close\r\n") != std::string::npos);
  BOOST_TEST(cut.answer.find("The head was not complete within 150 ms.") != std::string::npos);
  BOOST_TEST(cut.after.count() < 1500);

  // Also in the second request of a connection, counted from its first byte.
  auto second = running.client();
  BOOST_TEST(second.get("/now").status == 200);
  std::this_thread::sleep_for(short_time * 2);
  BOOST_TEST(drip(second, "GET /" + std::string(1000, 'x')).answer.starts_with("HTTP/1.1 408 "));
}

BOOST_AUTO_TEST_CASE(a_body_that_drips_is_cut_with_408) {
  RunningServer running([](auto& settings) {
    make_long(settings);
    settings.body_timeout = short_time;
  });
  for (const auto* header : {"Content-Length: 50000", "Transfer-Encoding: chunked"}) {
    auto client = running.client();
    client.send("POST /work HTTP/1.1\r\nHost: a\r\n" + std::string(header) + "\r\n\r\n");
    const auto cut = drip(client, "1\r\nx\r\n");
    BOOST_TEST(cut.answer.starts_with("HTTP/1.1 408 "), cut.answer);
    BOOST_TEST(cut.answer.find("The body was not complete within 150 ms.") != std::string::npos);
    BOOST_TEST(cut.after.count() < 1500);
  }
}

BOOST_AUTO_TEST_CASE(a_refused_body_that_drips_ends_the_connection) {
  RunningServer running([](auto& settings) {
    make_long(settings);
    settings.body_timeout = short_time;
  });
  auto client = running.client();
  client.send("POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 50000\r\n\r\n");
  BOOST_TEST(client.read_answer().status == 404);
  BOOST_TEST(drip(client, "xxxxx").answer == "");
}

BOOST_AUTO_TEST_CASE(an_answer_that_nobody_takes_is_cut) {
  RunningServer running([](auto& settings) {
    make_long(settings);
    settings.write_timeout = short_time;
  });
  const auto text = std::make_shared<const std::string>(32'000'000, 'x');
  running.application.handler = [&](const tagwerk::http::Request&) {
    auto answer = text_answer(200, {});
    answer.shared_body = text;
    return answer;
  };
  auto client = running.client();
  client.send(write_request("GET", "/custom", ""));
  BOOST_TEST(running.application.wait_for_answers(1));
  BOOST_TEST(becomes_true([&] { return running.server().open_connections() == 0; }));
  BOOST_TEST(client.socket().receive_all(milliseconds(3000)).size() < text->size());
}

BOOST_AUTO_TEST_CASE(a_handler_has_all_the_time_it_needs) {
  RunningServer running([](auto& settings) {
    settings.idle_timeout = settings.header_timeout = settings.body_timeout = settings.write_timeout = milliseconds(50);
  });
  auto client = running.client();
  client.send(write_request("GET", "/gate", ""));
  BOOST_TEST(client.is_silent_for(milliseconds(300)));
  running.application.open_gate();
  BOOST_TEST(client.read_answer().body == "through the gate");
}

BOOST_AUTO_TEST_SUITE_END()
