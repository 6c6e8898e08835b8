#include "api/http/head_parser.hpp"

#include <boost/test/unit_test.hpp>

#include "api/http/syntax.hpp"
#include "tests/http/parse.hpp"

using namespace tagwerk::http;
using tagwerk::test::parse;
using tagwerk::test::with_headers;
using namespace std::string_literals;

namespace {

struct Case {
  std::string bytes;
  std::string outcome;
};

void check(std::initializer_list<Case> cases) {
  for (const auto& [bytes, outcome] : cases) {
    BOOST_TEST_CONTEXT(printable(bytes, 200)) { BOOST_TEST(parse(bytes).outcome == outcome); }
  }
}

std::string line(const std::string& request_line) { return with_headers({}, request_line); }

}  // namespace

BOOST_AUTO_TEST_SUITE(head_parser)

BOOST_AUTO_TEST_CASE(a_plain_request_is_read_whole) {
  const auto parsed = parse(
      "PATCH /api/v1/events/7?a=1&b=%20 HTTP/1.1\r\nHOST: tagwerk.example:8080\r\nContent-Length: 12\r\n"
      "X-Thing:  with \t blanks \t\r\nX-Empty:\r\n\r\n{\"name\": 1}");
  BOOST_TEST_REQUIRE(parsed.outcome == "ok");
  const auto& head = parsed.head;
  BOOST_TEST((head.method == Method::patch));
  BOOST_TEST(head.target == "/api/v1/events/7?a=1&b=%20");
  BOOST_TEST(head.path == "/api/v1/events/7");
  BOOST_TEST(head.query == "a=1&b=%20");
  BOOST_TEST(!head.http_1_0);
  BOOST_TEST(head.keep_alive);
  BOOST_TEST(!head.chunked);
  BOOST_TEST(head.content_length.value() == 12u);
  BOOST_TEST(head.header("host").value() == "tagwerk.example:8080");
  BOOST_TEST(head.header("x-thing").value() == "with \t blanks");
  BOOST_TEST(head.header("x-empty").value() == "");
  BOOST_TEST(!head.header("x-other"));
}

BOOST_AUTO_TEST_CASE(a_head_is_read_into_memory_that_held_another_without_a_trace_of_it) {
  RequestHead head;
  const HeadLimits limits;
  const auto first = with_headers({"Transfer-Encoding: chunked", "Connection: close", "Expect: 100-continue", "X-A: 1"},
                                  "POST /long/path?with=query HTTP/1.1");
  BOOST_TEST_REQUIRE(!parse_head(first, limits, head));
  BOOST_TEST_REQUIRE(head.headers.size() == 5u);
  BOOST_TEST_REQUIRE(!parse_head("GET / HTTP/1.0\r\n\r\n", limits, head));
  BOOST_TEST((head.method == Method::get));
  BOOST_TEST(head.target == "/");
  BOOST_TEST(head.query == "");
  BOOST_TEST(head.headers.size() == 0u);
  BOOST_TEST(!head.chunked);
  BOOST_TEST(!head.expects_continue);
  BOOST_TEST(!head.content_length.has_value());
  BOOST_TEST(head.http_1_0);
}

// The list of headers grows while it is read: what is remembered of an early one must not move with it.
BOOST_AUTO_TEST_CASE(host_and_length_are_still_known_after_many_more_headers) {
  for (std::size_t count = 0; count < 90; ++count) {
    std::string bytes = "POST http://a.example/ HTTP/1.1\r\nHost: a.example\r\nContent-Length: 7\r\n";
    for (std::size_t i = 0; i < count; ++i) bytes += "X-" + std::to_string(i) + ": y\r\n";
    const auto parsed = parse(bytes + "\r\n");
    BOOST_TEST_REQUIRE(parsed.outcome == "ok");
    BOOST_TEST_REQUIRE(parsed.head.content_length.value() == 7u);
  }
}

BOOST_AUTO_TEST_CASE(request_lines_have_two_spaces_a_token_and_a_version) {
  check({{line("GET / HTTP/1.1"), "ok"},
         {line("GET / HTTP/1.0"), "ok"},
         {line("GET / HTTP/1.9"), "ok"},
         {line("GET  / HTTP/1.1"), "400 request_line_invalid"},
         {line("GET /  HTTP/1.1"), "400 request_line_invalid"},
         {line("GET / HTTP/1.1 "), "400 request_line_invalid"},
         {line(" GET / HTTP/1.1"), "400 request_line_invalid"},
         {line("GET\t/\tHTTP/1.1"), "400 request_line_invalid"},
         {line("GET /a b HTTP/1.1"), "400 request_line_invalid"},
         {line("GET /"), "400 request_line_invalid"},
         {line("GET"), "400 request_line_invalid"},
         {line("GET  HTTP/1.1"), "400 request_line_invalid"},
         {line("G@T / HTTP/1.1"), "400 request_line_invalid"},
         {line("GET / http/1.1"), "400 request_line_invalid"},
         {line("GET / HTTP/11"), "400 request_line_invalid"},
         {line("GET / HTTP/1.10"), "400 request_line_invalid"},
         {line("GET / HTTP/1,1"), "400 request_line_invalid"},
         {line("GET / HTTP/1.x"), "400 request_line_invalid"},
         {line("GET / HTTP/2.0"), "505 http_version_not_supported"},
         {line("GET / HTTP/0.9"), "505 http_version_not_supported"}});
}

BOOST_AUTO_TEST_CASE(methods_are_a_closed_list_in_upper_case) {
  for (const std::string method : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
    check({{line(method + " / HTTP/1.1"), "ok"}});
  }
  for (const std::string method : {"TRACE", "CONNECT", "get", "Get", "PROPFIND", "GETT", "GE", "!#$%"}) {
    check({{line(method + " / HTTP/1.1"), "501 method_not_implemented"}});
  }
}

BOOST_AUTO_TEST_CASE(targets_are_paths_absolute_uris_or_an_asterisk) {
  check({{line("GET /%41%7e-._~!$&'()*+,;=:@ HTTP/1.1"), "ok"},
         {line("GET /?a=/?&b HTTP/1.1"), "ok"},
         {line("OPTIONS * HTTP/1.1"), "ok"},
         {line("GET * HTTP/1.1"), "400 target_invalid"},
         {line("GET a/b HTTP/1.1"), "400 target_invalid"},
         {line("GET tagwerk.example:80 HTTP/1.1"), "400 target_invalid"},
         {line("GET ftp://tagwerk.example/ HTTP/1.1"), "400 target_invalid"},
         {line("GET http://user@tagwerk.example/ HTTP/1.1"), "400 target_invalid"},
         {line("GET http:///a HTTP/1.1"), "400 target_invalid"},
         {line("GET /a#b HTTP/1.1"), "400 target_invalid"},
         {line("GET /a?b#c HTTP/1.1"), "400 target_invalid"},
         {line("GET /\"<>\\^`{|} HTTP/1.1"), "400 target_invalid"},
         {line("GET /ä HTTP/1.1"), "400 target_invalid"},
         {line("GET /% HTTP/1.1"), "400 target_invalid"},
         {line("GET /%4 HTTP/1.1"), "400 target_invalid"},
         {line("GET /%4g HTTP/1.1"), "400 target_invalid"},
         {line("GET /?a=%zz HTTP/1.1"), "400 target_invalid"}});
}

BOOST_AUTO_TEST_CASE(absolute_form_is_mapped_to_a_path_when_its_host_is_the_host_header) {
  const auto parsed = parse("GET HTTP://Tagwerk.Example:80/a?b=c HTTP/1.1\r\nHost: tagwerk.example\r\n\r\n");
  BOOST_TEST(parsed.outcome == "ok");
  BOOST_TEST(parsed.head.target == "/a?b=c");
  BOOST_TEST(parsed.head.path == "/a");
  BOOST_TEST(parsed.head.query == "b=c");

  const auto bare = parse("GET http://tagwerk.example?b=c HTTP/1.1\r\nHost: tagwerk.example\r\n\r\n");
  BOOST_TEST(bare.head.target == "/?b=c");
  BOOST_TEST(parse("OPTIONS http://tagwerk.example HTTP/1.1\r\nHost: tagwerk.example\r\n\r\n").head.target == "*");
  check({{"GET http://other.example/a HTTP/1.1\r\nHost: tagwerk.example\r\n\r\n", "400 host_invalid"},
         {"GET http://tagwerk.example:81/a HTTP/1.1\r\nHost: tagwerk.example\r\n\r\n", "400 host_invalid"},
         {"GET https://tagwerk.example/a HTTP/1.1\r\nHost: tagwerk.example:443\r\n\r\n", "ok"},
         {"GET http://tagwerk.example/a HTTP/1.1\r\n\r\n", "400 host_invalid"}});
}

BOOST_AUTO_TEST_CASE(exactly_one_valid_host_is_required) {
  const auto host = [](const std::string& value) { return "GET / HTTP/1.1\r\nHost:" + value + "\r\n\r\n"; };
  check({{host(" a"), "ok"},
         {host("a.example:8080"), "ok"},
         {host("a.example:"), "ok"},
         {host(" 192.0.2.1:65535"), "ok"},
         {host(" [2001:db8::1]:80"), "ok"},
         {host(" a%2db_c"), "ok"},
         {host(" " + std::string(255, 'a')), "ok"},
         {host(" " + std::string(256, 'a')), "400 host_invalid"},
         {host(""), "400 host_invalid"},
         {host(" "), "400 host_invalid"},
         {host(" :80"), "400 host_invalid"},
         {host(" a:65536"), "400 host_invalid"},
         {host(" a:8x"), "400 host_invalid"},
         {host(" a:80:80"), "400 host_invalid"},
         {host(" a b"), "400 host_invalid"},
         {host(" a/b"), "400 host_invalid"},
         {host(" user@a"), "400 host_invalid"},
         {host(" a,b"), "ok"},
         {host(" a%2"), "400 host_invalid"},
         {host(" ä"), "400 host_invalid"},
         {host(" [2001:db8::1"), "400 host_invalid"},
         {host(" [192.0.2.1]"), "400 host_invalid"},
         {host(" [::1]x"), "400 host_invalid"},
         {host(" a\r\nHost: a"), "400 host_invalid"},
         {host(" a\r\nhOST: b"), "400 host_invalid"},
         {"GET / HTTP/1.1\r\n\r\n", "400 host_invalid"},
         {"GET / HTTP/1.0\r\n\r\n", "ok"},
         {"GET / HTTP/1.0\r\nHost: a b\r\n\r\n", "400 host_invalid"}});
}

BOOST_AUTO_TEST_CASE(header_lines_are_a_token_a_colon_and_visible_text) {
  check({{with_headers({"X: \tä\xff ok"}), "ok"},
         {with_headers({"!#$%&'*+-.^_`|~09azAZ: x"}), "ok"},
         {with_headers({"X"}), "400 header_invalid"},
         {with_headers({": x"}), "400 header_invalid"},
         {with_headers({"X : x"}), "400 header_invalid"},
         {with_headers({"X\t: x"}), "400 header_invalid"},
         {with_headers({"X Y: x"}), "400 header_invalid"},
         {with_headers({"X(: x"}), "400 header_invalid"},
         {with_headers({"Xä: x"}), "400 header_invalid"},
         {with_headers({" X: x"}), "400 header_invalid"},
         {with_headers({"X: x", " folded"}), "400 header_invalid"},
         {with_headers({"X: x", "\tfolded"}), "400 header_invalid"},
         {with_headers({"X: x\0y"s}), "400 header_invalid"},
         {with_headers({"X: x\x01y"}), "400 header_invalid"},
         {with_headers({"X: x\x7fy"}), "400 header_invalid"}});
}

BOOST_AUTO_TEST_CASE(a_folded_header_is_refused_as_such) {
  for (const char* folded : {" 2", "\t2", " X: y"}) {
    BOOST_TEST(parse(with_headers({"X: 1", folded})).detail ==
               "A header line begins with white space; folded headers are not allowed.");
  }
}

BOOST_AUTO_TEST_CASE(headers_that_decide_who_asks_for_what_occur_once) {
  check({{with_headers({"Authorization: Bearer a", "Authorization: Bearer b"}), "400 header_duplicate"},
         {with_headers({"Content-Type: text/csv", "content-type: text/csv"}), "400 header_duplicate"},
         {with_headers({"Idempotency-Key: a", "Idempotency-Key: a"}), "400 header_duplicate"},
         {with_headers({"Accept: a/b", "Accept: c/d"}), "ok"}});
}

BOOST_AUTO_TEST_CASE(a_refusal_names_the_value_in_printable_form) {
  BOOST_TEST(parse(with_headers({"Content-Length: 1\xc3\xa4"})).detail ==
             "The Content-Length '1\?\?' is not a decimal number below 2^64.");
  BOOST_TEST(parse(line("BREW /pot HTTP/1.1")).detail == "The method 'BREW' is not implemented.");
}

BOOST_AUTO_TEST_SUITE_END()
