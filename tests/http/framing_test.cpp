// How a request's body is framed and whether its connection lives on: where two readers that differ let requests be smuggled.
#include <boost/test/unit_test.hpp>

#include "api/http/head_parser.hpp"
#include "tests/http/parse.hpp"

using namespace tagwerk::http;
using tagwerk::test::parse;
using tagwerk::test::with_headers;

namespace {

constexpr std::string_view post = "POST / HTTP/1.1";

void check(std::initializer_list<std::string_view> lines, const std::string& outcome,
           std::string_view request_line = post) {
  std::string shown;
  for (const auto line : lines) shown.append(line).append(" | ");
  BOOST_TEST_CONTEXT(shown) { BOOST_TEST(parse(with_headers(lines, request_line)).outcome == outcome); }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(framing)

BOOST_AUTO_TEST_CASE(content_length_is_one_decimal_number) {
  check({"Content-Length: 0"}, "ok");
  check({"Content-Length: 00012"}, "ok");
  check({"Content-Length: 18446744073709551615"}, "ok");
  check({"Content-Length: 18446744073709551616"}, "400 content_length_invalid");
  check({"Content-Length: "}, "400 content_length_invalid");
  check({"Content-Length: -1"}, "400 content_length_invalid");
  check({"Content-Length: +1"}, "400 content_length_invalid");
  check({"Content-Length: 1 2"}, "400 content_length_invalid");
  check({"Content-Length: 0x10"}, "400 content_length_invalid");
  check({"Content-Length: 1.0"}, "400 content_length_invalid");
  check({"Content-Length: 5, 5"}, "400 content_length_invalid");
  check({"Content-Length: 5", "Content-Length: 5"}, "400 content_length_invalid");
  check({"Content-Length: 5", "content-length: 6"}, "400 content_length_invalid");
  BOOST_TEST(parse(with_headers({"Content-Length: 0012"}, post)).head.content_length.value() == 12u);
}

BOOST_AUTO_TEST_CASE(content_length_and_transfer_encoding_exclude_each_other) {
  check({"Content-Length: 5", "Transfer-Encoding: chunked"}, "400 transfer_encoding_invalid");
  check({"Transfer-Encoding: chunked", "Content-Length: 5"}, "400 transfer_encoding_invalid");
  check({"Content-Length: x", "Transfer-Encoding: chunked"}, "400 transfer_encoding_invalid");
}

BOOST_AUTO_TEST_CASE(transfer_encoding_does_not_exist_in_http_1_0) {
  check({"Transfer-Encoding: chunked"}, "400 transfer_encoding_invalid", "POST / HTTP/1.0");
}

BOOST_AUTO_TEST_CASE(beast_defect_2_any_transfer_encoding_but_the_single_coding_chunked_is_refused) {
  for (const std::string coding : {"chunked", "Chunked", "CHUNKED", " \t chunked \t "}) {
    const auto parsed = parse(with_headers({"Transfer-Encoding: " + coding}, post));
    BOOST_TEST(parsed.outcome == "ok");
    BOOST_TEST(parsed.head.chunked);
  }
  for (const std::string coding : {"xyz", "identity", "gzip", "gzip, chunked", "x, y", "chunkedx", "gzip;q=1"}) {
    check({"Transfer-Encoding: " + coding}, "501 transfer_coding_unknown");
  }
  for (const std::string coding : {"", "\"chunked\"", "chunked, gzip", "chunked, chunked", "chunked,", ", chunked",
                                   "chunked;q=1", "'chunked'x y", "gzip,, chunked", "chunked chunked"}) {
    check({"Transfer-Encoding: " + coding}, "400 transfer_encoding_invalid");
  }
  check({"Transfer-Encoding: chunked", "Transfer-Encoding: chunked"}, "400 transfer_encoding_invalid");
  check({"Transfer-Encoding: gzip", "Transfer-Encoding: chunked"}, "501 transfer_coding_unknown");
  check({"Transfer-Encoding: chunked", "Transfer-Encoding: identity"}, "400 transfer_encoding_invalid");
}

BOOST_AUTO_TEST_CASE(beast_defect_3_what_a_lenient_reader_accepts_is_refused_and_what_it_should_skip_is_skipped) {
  BOOST_TEST(parse("GET / HTTP/1.1\r\n\r\n").outcome == "400 host_invalid");
  BOOST_TEST(parse("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n").outcome == "400 host_invalid");
  BOOST_TEST(parse("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n").outcome == "400 host_invalid");
  check({"X: a", " b"}, "400 header_invalid");
  check({}, "501 method_not_implemented", "BREW / HTTP/1.1");
  check({}, "501 method_not_implemented", "get / HTTP/1.1");
  check({}, "501 method_not_implemented", "TRACE / HTTP/1.1");
  check({}, "ok", "\r\nGET / HTTP/1.1");
  check({}, "ok", "GET http://tagwerk.example/a HTTP/1.1");
}

BOOST_AUTO_TEST_CASE(connection_options_decide_who_lives_on) {
  struct Case {
    std::string request_line;
    std::vector<std::string> connection;
    bool keep_alive;
  };
  const Case cases[] = {{"GET / HTTP/1.1", {}, true},
                        {"GET / HTTP/1.1", {"close"}, false},
                        {"GET / HTTP/1.1", {"Close"}, false},
                        {"GET / HTTP/1.1", {"keep-alive"}, true},
                        {"GET / HTTP/1.1", {"x, close ,y"}, false},
                        {"GET / HTTP/1.1", {"x", "close"}, false},
                        {"GET / HTTP/1.1", {"closed"}, true},
                        {"GET / HTTP/1.1", {"keep-alive, close"}, false},
                        {"GET / HTTP/1.0", {}, false},
                        {"GET / HTTP/1.0", {"Keep-Alive"}, true},
                        {"GET / HTTP/1.0", {"keep-alive, close"}, false}};
  for (const auto& [request_line, connection, keep_alive] : cases) {
    std::string bytes = request_line + "\r\nHost: a\r\n";
    for (const auto& value : connection) bytes += "Connection: " + value + "\r\n";
    BOOST_TEST_CONTEXT(bytes) { BOOST_TEST(parse(bytes + "\r\n").head.keep_alive == keep_alive); }
  }
}

BOOST_AUTO_TEST_CASE(the_only_expectation_is_100_continue) {
  BOOST_TEST(parse(with_headers({"Expect: 100-continue"}, post)).head.expects_continue);
  BOOST_TEST(parse(with_headers({"expect: 100-Continue"}, post)).head.expects_continue);
  BOOST_TEST(!parse(with_headers({}, post)).head.expects_continue);
  BOOST_TEST(!parse(with_headers({"Expect: 100-continue"}, "POST / HTTP/1.0")).head.expects_continue);
  check({"Expect: 200-ok"}, "417 expectation_failed");
  check({"Expect: "}, "417 expectation_failed");
  check({"Expect: 100-continue, x"}, "417 expectation_failed");
  check({"Expect: 100-continue", "Expect: 100-continue"}, "417 expectation_failed");
  check({"Expect: x", "Expect: 100-continue"}, "417 expectation_failed");
}

BOOST_AUTO_TEST_CASE(a_refused_expectation_does_not_hide_a_framing_error) {
  check({"Expect: x", "Content-Length: y"}, "400 content_length_invalid");
}

BOOST_AUTO_TEST_SUITE_END()
