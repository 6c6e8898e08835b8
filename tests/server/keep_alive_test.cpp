// Answers one after the other on one connection, and what their heads say.
#include <boost/test/unit_test.hpp>

#include "tests/server/fake_application.hpp"

using namespace tagwerk::test;
namespace http = tagwerk::http;

BOOST_AUTO_TEST_SUITE(keep_alive)

BOOST_AUTO_TEST_CASE(one_connection_serves_many_requests) {
  RunningServer running;
  auto client = running.client();
  for (int i = 0; i < 50; ++i) {
    BOOST_TEST_REQUIRE(client.get("/now").body == "now");
    BOOST_TEST_REQUIRE(client.get("/work").body == "worked");
    BOOST_TEST_REQUIRE(client.post("/work", std::to_string(i)).body == std::to_string(i));
  }
  BOOST_TEST(running.server().open_connections() == 1u);
}

BOOST_AUTO_TEST_CASE(refusals_of_the_application_keep_the_connection) {
  RunningServer running;
  auto client = running.client();
  for (int round = 0; round < 2; ++round) {
    for (const auto* status : {"401", "403", "404", "409", "415", "422", "500", "503"}) {
      const auto answer = client.post(std::string("/status/") + status, "body");
      BOOST_TEST(std::to_string(answer.status) == status);
      BOOST_TEST(answer.body == "body");
      BOOST_TEST(!answer.has("connection"));
    }
    BOOST_TEST(client.get("/nowhere").status == 404);
    for (const std::size_t size : {0, 1, 1000, 64 * 1024}) {
      const auto answer = client.post("/nowhere", std::string(size, 'x'));
      BOOST_TEST(answer.status == 404);
      BOOST_TEST(answer.keeps_alive());
    }
    const auto refused = client.put("/now", "a body");
    BOOST_TEST(refused.status == 405);
    BOOST_TEST(refused.header("allow") == "GET, POST");
    client.send("POST /nowhere HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
    BOOST_TEST(client.read_answer().status == 404);
  }
  BOOST_TEST(running.server().open_connections() == 1u);
}

BOOST_AUTO_TEST_CASE(pipelined_requests_are_answered_in_their_order) {
  RunningServer running;
  auto client = running.client();
  std::string bytes;
  constexpr int count = 200;
  for (int i = 0; i < count; ++i) {
    const auto number = std::to_string(i);
    if (i % 3 == 0) bytes += write_request("GET", "/now?" + number, "");
    if (i % 3 == 1) bytes += write_request("POST", "/work", number);
    if (i % 3 == 2) bytes += write_request("POST", "/nowhere", number);
  }
  client.send(bytes);
  for (int i = 0; i < count; ++i) {
    const auto answer = client.read_answer();
    const auto number = std::to_string(i);
    const auto wanted = i % 3 == 0 ? "now " + number : i % 3 == 1 ? number : "route_not_found";
    BOOST_TEST_REQUIRE(answer.body == wanted);
  }
}

BOOST_AUTO_TEST_CASE(any_cut_of_the_bytes_gives_the_same_answers) {
  RunningServer running;
  const auto bytes = write_request("GET", "/now?a", "") + write_request("POST", "/work", "hello") +
                     write_request("POST", "/work", "3\r\nabc\r\n0\r\n\r\n", {{"Transfer-Encoding", "chunked"}}) +
                     write_request("GET", "/now?b", "");
  for (std::size_t cut = 1; cut < bytes.size(); cut += 3) {
    auto client = running.client();
    client.send(std::string_view(bytes).substr(0, cut));
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    client.send(std::string_view(bytes).substr(cut));
    for (const auto* body : {"now a", "hello", "abc", "now b"}) BOOST_TEST_REQUIRE(client.read_answer().body == body);
  }
}

BOOST_AUTO_TEST_CASE(connection_close_ends_it_after_the_answer) {
  RunningServer running;
  auto client = running.client();
  client.send(write_request("GET", "/now", "", {{"Connection", "close"}}) + write_request("GET", "/now", ""));
  const auto answer = client.read_answer();
  BOOST_TEST(answer.body == "now");
  BOOST_TEST(answer.header("connection") == "close");
  BOOST_TEST(client.ends());
  BOOST_TEST(running.application.log().size() == 1u);
}

BOOST_AUTO_TEST_CASE(http_1_0_closes_unless_keep_alive_is_asked_for) {
  RunningServer running;
  auto client = running.client();
  client.send("GET /now HTTP/1.0\r\n\r\n");
  const auto answer = client.read_answer();
  BOOST_TEST(answer.version == "HTTP/1.1");
  BOOST_TEST(answer.body == "now");
  BOOST_TEST(answer.header("connection") == "close");
  BOOST_TEST(client.ends());

  auto other = running.client();
  for (int i = 0; i < 3; ++i) {
    other.send("GET /now HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    BOOST_TEST(other.read_answer().header("connection") == "keep-alive");
  }
}

BOOST_AUTO_TEST_CASE(a_client_that_stops_sending_still_gets_its_answers) {
  RunningServer running;
  auto client = running.client();
  client.send(write_request("GET", "/work", "") + write_request("GET", "/now", ""));
  client.socket().shutdown_send();
  BOOST_TEST(client.read_answer().body == "worked");
  BOOST_TEST(client.read_answer().body == "now");
  BOOST_TEST(client.ends());
}

BOOST_AUTO_TEST_CASE(head_has_the_headers_of_get_and_no_body) {
  RunningServer running;
  auto client = running.client();
  for (const auto* target : {"/now", "/work"}) {
    const auto get = client.get(target);
    const auto head = client.head(target);
    BOOST_TEST(head.status == 200);
    BOOST_TEST(head.body == "");
    BOOST_TEST(head.header("content-length") == get.header("content-length"));
    BOOST_TEST(head.header("content-type") == get.header("content-type"));
    BOOST_TEST(client.head("/nowhere").status == 404);
  }
  // Were there a body, it would be read as the next answer's head.
  BOOST_TEST(client.get("/now").body == "now");
  client.send("HEAD /now HTTP/1.1\r\n\r\n");
  const auto refused = client.read_answer(true);
  BOOST_TEST(refused.status == 400);
  BOOST_TEST(client.ends());
}

BOOST_AUTO_TEST_CASE(no_content_and_not_modified_have_neither_body_nor_length) {
  RunningServer running;
  auto client = running.client();
  for (const auto* status : {"204", "304"}) {
    const auto answer = client.post(std::string("/status/") + status, "not to be sent");
    BOOST_TEST(std::to_string(answer.status) == status);
    BOOST_TEST(!answer.has("content-length"));
    BOOST_TEST(client.get("/now").body == "now");
  }
}

BOOST_AUTO_TEST_CASE(an_empty_body_has_length_0) {
  RunningServer running;
  auto client = running.client();
  const auto answer = client.post("/work", "");
  BOOST_TEST(answer.status == 200);
  BOOST_TEST(answer.header("content-length") == "0");
}

BOOST_AUTO_TEST_CASE(every_answer_has_date_nosniff_and_one_request_id) {
  RunningServer running;
  auto client = running.client();
  const auto first = client.get("/now");
  BOOST_TEST(first.header("date").size() == std::string("Sun, 06 Nov 1994 08:49:37 GMT").size());
  BOOST_TEST(first.header("x-content-type-options") == "nosniff");
  BOOST_TEST(!first.has("server"));
  for (const auto* name : {"date", "content-length", "x-request-id", "content-type"})
    BOOST_TEST(first.count(name) == 1u);
  BOOST_TEST(first.header("x-request-id").size() == 16u);
  BOOST_TEST(first.header("x-request-id") != client.get("/now").header("x-request-id"));
}

BOOST_AUTO_TEST_CASE(a_good_request_id_is_echoed_and_a_bad_one_replaced) {
  RunningServer running;
  auto client = running.client();
  const auto echoed = [&client](const std::string& id) {
    return client.get("/now", {{"X-Request-Id", id}}).header("x-request-id") == id;
  };
  BOOST_TEST(echoed("a"));
  BOOST_TEST(echoed("0f8e:{visible}~!"));
  BOOST_TEST(echoed(std::string(128, 'x')));
  BOOST_TEST(!echoed(std::string(129, 'x')));
  BOOST_TEST(!echoed("a b"));
  BOOST_TEST(!echoed("\xc3\xa4"));
  BOOST_TEST(!echoed(""));
  const auto refused = client.get("/now", {{"X-Request-Id", "mine"}, {"Content-Length", "x"}});
  BOOST_TEST(refused.status == 400);
  BOOST_TEST(refused.header("x-request-id") == "mine");
}

BOOST_AUTO_TEST_CASE(a_header_with_a_line_break_is_left_out_and_splits_no_answer) {
  RunningServer running;
  running.application.handler = [](const http::Request&) {
    auto answer = text_answer(200, "whole");
    answer.with("location", "/a\r\nX-Evil: 1").with("etag", "\"v1\"");
    return answer;
  };
  auto client = running.client();
  const auto answer = client.get("/custom");
  BOOST_TEST(!answer.has("location"));
  BOOST_TEST(!answer.has("x-evil"));
  BOOST_TEST(answer.header("etag") == "\"v1\"");
  BOOST_TEST(answer.body == "whole");
}

BOOST_AUTO_TEST_CASE(large_answers_come_whole_from_own_and_from_shared_memory) {
  RunningServer running;
  std::string text(9'000'000, ' ');
  for (std::size_t i = 0; i < text.size(); ++i) text[i] = static_cast<char>('a' + i % 26);
  running.application.handler = [&](const http::Request& request) {
    auto answer = text_answer(200, {});
    if (request.path == "/custom/shared") answer.shared_body = std::make_shared<const std::string>(text);
    if (request.path == "/custom/own") answer.body = text;
    return answer;
  };
  auto client = running.client();
  client.send(write_request("GET", "/now", "") + write_request("GET", "/custom/shared", "") +
              write_request("GET", "/custom/own", "") + write_request("GET", "/now?end", ""));
  BOOST_TEST(client.read_answer().body == "now");
  BOOST_TEST((client.read_answer().body == text));
  BOOST_TEST((client.read_answer().body == text));
  BOOST_TEST(client.read_answer().body == "now end");
}

BOOST_AUTO_TEST_CASE(the_application_may_end_the_connection) {
  RunningServer running;
  running.application.handler = [](const http::Request&) {
    auto answer = text_answer(200, "last");
    answer.close = true;
    return answer;
  };
  auto client = running.client();
  BOOST_TEST(client.get("/custom").header("connection") == "close");
  BOOST_TEST(client.ends());
}

BOOST_AUTO_TEST_CASE(peer_is_the_client_behind_trusted_proxies) {
  const auto peer_for = [](bool trusted) {
    RunningServer running([trusted](auto& settings) {
      const std::vector<std::string> blocks{"127.0.0.0/8"};
      if (trusted) settings.trusted_proxies = http::TrustedProxies(blocks);
    });
    running.application.handler = [](const http::Request& request) { return text_answer(200, request.peer); };
    return running.client().get("/custom", {{"X-Forwarded-For", "192.0.2.9, 198.51.100.7"}}).body;
  };
  BOOST_TEST(peer_for(false) == "127.0.0.1");
  BOOST_TEST(peer_for(true) == "198.51.100.7");
}

BOOST_AUTO_TEST_CASE(several_io_threads_serve_alike) {
  RunningServer running([](auto& settings) { settings.io_threads = 3; });
  std::vector<std::thread> threads;
  std::atomic<int> good = 0;
  for (int i = 0; i < 9; ++i) {
    threads.emplace_back([&] {
      auto client = running.client();
      for (int n = 0; n < 200; ++n) {
        good += client.get("/now").body == "now" && client.post("/work", "x").body == "x" ? 1 : 0;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  BOOST_TEST(good == 9 * 200);
}

BOOST_AUTO_TEST_SUITE_END()
