// Where a head ends, and what is refused before it has ended.
#include <boost/test/unit_test.hpp>

#include "api/http/head_parser.hpp"
#include "tests/http/parse.hpp"

using namespace tagwerk::http;
using tagwerk::test::parse;
using tagwerk::test::with_headers;
using namespace std::string_literals;

namespace {

/// A head whose header block has exactly that many bytes.
std::string block_of(std::size_t bytes) {
  const std::string host = "Host: a\r\n";
  const std::string name = "X: ";
  return "GET / HTTP/1.1\r\n" + host + name + std::string(bytes - host.size() - name.size() - 4, 'x') + "\r\n\r\n";
}

std::string headers(std::size_t count) {
  std::string bytes = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (std::size_t i = 1; i < count; ++i) bytes += "X: y\r\n";
  return bytes + "\r\n";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(head_scanner)

BOOST_AUTO_TEST_CASE(the_head_ends_after_the_empty_line_and_the_body_stays_untouched) {
  const auto head = with_headers({"Content-Length: 4"});
  BOOST_TEST(parse(head + "\r\n\r\n").used == head.size());
  BOOST_TEST(parse(head + "GET /").used == head.size());
  for (std::size_t size = 0; size < head.size(); ++size) {
    BOOST_TEST_REQUIRE(parse(head.substr(0, size)).outcome == "more");
  }
}

BOOST_AUTO_TEST_CASE(byte_by_byte_gives_what_all_at_once_gives) {
  const std::string samples[] = {with_headers({"X: y", "Content-Length: 4"}) + "body",
                                 "\r\n\r\n" + with_headers({}),
                                 with_headers({" folded"}),
                                 "GET / HTTP/1.1\nHost: a\n\n",
                                 "GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n"s,
                                 "GET / HTTP/1.1\r\nHost: a\rX: y\r\n\r\n",
                                 block_of(16 * 1024),
                                 block_of(16 * 1024 + 1),
                                 "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n"};
  const HeadLimits limits;
  for (const auto& bytes : samples) {
    HeadScanner whole(limits);
    const auto wanted = whole.scan(bytes);
    HeadScanner scanner(limits);
    auto state = HeadScanner::State::need_more;
    for (std::size_t size = 1; size <= bytes.size() && state == HeadScanner::State::need_more; ++size) {
      state = scanner.scan(std::string_view(bytes).substr(0, size));
    }
    BOOST_TEST((state == wanted));
    if (wanted == HeadScanner::State::complete) {
      BOOST_TEST(scanner.head_begin() == whole.head_begin());
      BOOST_TEST(scanner.head_end() == whole.head_end());
    } else {
      BOOST_TEST((scanner.refusal().error == whole.refusal().error));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_few_empty_lines_before_a_request_are_skipped) {
  std::string empty;
  for (int count = 0; count <= 5; ++count, empty += "\r\n") {
    BOOST_TEST(parse(empty + with_headers({})).outcome == (count <= 4 ? "ok" : "400 request_line_invalid"));
  }
  BOOST_TEST(parse("\n" + with_headers({})).outcome == "400 header_invalid");
  BOOST_TEST(parse("\r" + with_headers({})).outcome == "400 header_invalid");
}

BOOST_AUTO_TEST_CASE(lines_end_with_carriage_return_and_line_feed_only) {
  for (const std::string bytes : {"GET / HTTP/1.1\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\n\r\n",
                                  "GET / HTTP/1.1\r\nHost: a\r\n\n", "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n",
                                  "GET / HTTP/1.1\r\nHost: a\r\r\n\r\n", "GET / HTTP/1.1\rHost: a\r\n\r\n"}) {
    BOOST_TEST(parse(bytes).outcome == "400 header_invalid");
  }
}

BOOST_AUTO_TEST_CASE(control_characters_are_refused_before_the_line_has_ended) {
  BOOST_TEST(parse("GET /\0"s).outcome == "400 request_line_invalid");
  BOOST_TEST(parse("\x16\x03\x01").outcome == "400 request_line_invalid");  // a TLS client
  BOOST_TEST(parse("GET / HTTP/1.1\r\nX: \x1b").outcome == "400 header_invalid");
}

BOOST_AUTO_TEST_CASE(target_of_8_kib_is_read_and_one_byte_more_is_414) {
  const HeadLimits limits;
  const auto target = [](std::size_t size) { return "GET /" + std::string(size - 1, 'a'); };
  const std::string rest = " HTTP/1.1\r\nHost: a\r\n\r\n";
  BOOST_TEST(parse(target(limits.target_bytes - 1) + rest).outcome == "ok");
  BOOST_TEST(parse(target(limits.target_bytes) + rest).outcome == "ok");
  BOOST_TEST(parse(target(limits.target_bytes + 1) + rest).outcome == "414 uri_too_long");
  // Long before its end is seen.
  BOOST_TEST(parse(target(limits.request_line_bytes())).outcome == "414 uri_too_long");
}

BOOST_AUTO_TEST_CASE(a_line_that_never_becomes_a_request_line_is_refused_when_it_is_too_long) {
  BOOST_TEST(parse(std::string(9000, 'A')).outcome == "400 request_line_invalid");
  BOOST_TEST(parse(std::string(100, 'A') + " " + std::string(9000, 'a')).outcome == "501 method_not_implemented");
}

BOOST_AUTO_TEST_CASE(header_block_of_16_kib_is_read_and_one_byte_more_is_431) {
  const HeadLimits limits;
  BOOST_TEST(parse(block_of(limits.header_block_bytes - 1)).outcome == "ok");
  BOOST_TEST(parse(block_of(limits.header_block_bytes)).outcome == "ok");
  BOOST_TEST(parse(block_of(limits.header_block_bytes + 1)).outcome == "431 headers_too_large");
}

BOOST_AUTO_TEST_CASE(a_hundred_headers_are_read_and_one_more_is_431) {
  const HeadLimits limits;
  BOOST_TEST(parse(headers(limits.header_count - 1)).outcome == "ok");
  BOOST_TEST(parse(headers(limits.header_count)).outcome == "ok");
  BOOST_TEST(parse(headers(limits.header_count + 1)).outcome == "431 headers_too_large");
}

BOOST_AUTO_TEST_CASE(no_head_needs_more_bytes_than_the_limits_say) {
  const HeadLimits limits;
  for (const char c : {'A', ' ', ':', '\t'}) {
    BOOST_TEST(parse(std::string(limits.total_bytes() + 1, c)).outcome != "more");
    BOOST_TEST(parse("GET / HTTP/1.1\r\n" + std::string(limits.total_bytes(), c)).outcome != "more");
  }
}

BOOST_AUTO_TEST_CASE(after_reset_the_next_head_is_found) {
  const HeadLimits limits;
  HeadScanner scanner(limits);
  BOOST_TEST((scanner.scan("GET /\n") == HeadScanner::State::refused));
  BOOST_TEST((scanner.scan("GET /\n more") == HeadScanner::State::refused));
  scanner.reset();
  const auto head = with_headers({});
  BOOST_TEST((scanner.scan(head) == HeadScanner::State::complete));
  BOOST_TEST(scanner.head_end() == head.size());
}

BOOST_AUTO_TEST_SUITE_END()
