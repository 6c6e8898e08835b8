// What the server itself refuses: each with its status and code, and the end of the connection.
#include <boost/test/unit_test.hpp>

#include "tests/server/fake_application.hpp"

using namespace tagwerk::test;
using namespace std::string_literals;

namespace {

/// "400 host_invalid" of the answer to these bytes; the connection must end after it.
std::string refusal_of(RunningServer& running, std::string_view bytes) {
  auto client = running.client();
  client.send(bytes);
  const auto answer = client.read_answer();
  BOOST_TEST(answer.header("connection") == "close");
  BOOST_TEST(answer.header("x-request-id") == answer.header("x-refusal-id"));
  BOOST_TEST(answer.header("content-length") == std::to_string(answer.body.size()));
  BOOST_TEST(client.ends());
  return std::to_string(answer.status) + " " + answer.body.substr(0, answer.body.find(':'));
}

void check(std::initializer_list<std::pair<std::string, std::string>> cases) {
  RunningServer running;
  for (const auto& [bytes, outcome] : cases) {
    BOOST_TEST_CONTEXT(bytes.substr(0, 100)) { BOOST_TEST(refusal_of(running, bytes) == outcome); }
  }
  BOOST_TEST(running.client().get("/now").status == 200);
}

std::string post(const std::string& headers, const std::string& body = "") {
  return "POST /work HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n\r\n" + body;
}

std::string chunked(const std::string& body) { return post("Transfer-Encoding: chunked", body); }

}  // namespace

BOOST_AUTO_TEST_SUITE(refusals)

BOOST_AUTO_TEST_CASE(malformed_heads_are_400_and_close) {
  check({{"GET /now HTTP/1.1\r\n\r\n", "400 host_invalid"},
         {"GET /now HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", "400 host_invalid"},
         {"GET /now HTTP/1.1\r\nHost: a/\r\n\r\n", "400 host_invalid"},
         {"GET /now HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n", "400 header_invalid"},
         {"GET /now HTTP/1.1\r\nHost: a\r\nX : a\r\n\r\n", "400 header_invalid"},
         {"GET /now HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n"s, "400 header_invalid"},
         {"GET /now HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", "400 header_invalid"},
         {"GET /now HTTP/1.1\nHost: a\n\n", "400 header_invalid"},
         {"GET  /now HTTP/1.1\r\nHost: a\r\n\r\n", "400 request_line_invalid"},
         {"\x16\x03\x01\x02\x00\x01", "400 request_line_invalid"},
         {"GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", "400 target_invalid"},
         {post("Content-Length: 1\r\nContent-Length: 1"), "400 content_length_invalid"},
         {post("Content-Length: x"), "400 content_length_invalid"},
         {post("Content-Length: 1\r\nTransfer-Encoding: chunked"), "400 transfer_encoding_invalid"},
         {"POST /work HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", "400 transfer_encoding_invalid"},
         {post("Authorization: a\r\nAuthorization: b"), "400 header_duplicate"}});
}

BOOST_AUTO_TEST_CASE(unknown_methods_codings_and_versions_are_501_and_505) {
  check({{"TRACE /now HTTP/1.1\r\nHost: a\r\n\r\n", "501 method_not_implemented"},
         {"CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", "501 method_not_implemented"},
         {"get /now HTTP/1.1\r\nHost: a\r\n\r\n", "501 method_not_implemented"},
         {post("Transfer-Encoding: gzip, chunked"), "501 transfer_coding_unknown"},
         {"GET /now HTTP/2.0\r\nHost: a\r\n\r\n", "505 http_version_not_supported"}});
}

BOOST_AUTO_TEST_CASE(too_much_of_a_head_is_414_and_431) {
  check({{"GET /" + std::string(8192, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", "414 uri_too_long"},
         {"GET /" + std::string(100'000, 'a'), "414 uri_too_long"},
         {"GET /now HTTP/1.1\r\nHost: a\r\nX: " + std::string(16 * 1024, 'a') + "\r\n\r\n", "431 headers_too_large"},
         {"GET /now HTTP/1.1\r\nX: " + std::string(200'000, 'a'), "431 headers_too_large"}});
}

BOOST_AUTO_TEST_CASE(limits_of_the_head_can_be_used_to_the_full) {
  RunningServer running;
  auto client = running.client();
  BOOST_TEST(client.get("/now?" + std::string(8192 - 5, 'a')).status == 200);
  const std::string others = "Host: localhost\r\nX: \r\n\r\n";
  BOOST_TEST(client.get("/now", {{"X", std::string(16 * 1024 - others.size(), 'a')}}).status == 200);
}

BOOST_AUTO_TEST_CASE(other_expectations_are_417) {
  check({{post("Expect: x\r\nContent-Length: 5", "hello"), "417 expectation_failed"}});
}

BOOST_AUTO_TEST_CASE(malformed_chunks_are_400) {
  check({{chunked("x\r\n"), "400 body_framing_invalid"},
         {chunked("2\r\nabc\r\n0\r\n\r\n"), "400 body_framing_invalid"},
         {chunked("1\na\r\n0\r\n\r\n"), "400 body_framing_invalid"},
         {chunked("1\r\na\r\n0\r\nX: \x01\r\n\r\n"), "400 body_framing_invalid"},
         {chunked("00000000000000001\r\n"), "400 body_framing_invalid"}});
}

BOOST_AUTO_TEST_CASE(beast_defect_1_a_chunked_post_with_a_64_kib_trailer_does_not_end_the_process) {
  check({{chunked("4\r\nbody\r\n0\r\nX: " + std::string(64 * 1024, 'x') + "\r\n\r\n"), "400 body_framing_invalid"}});
}

BOOST_AUTO_TEST_CASE(beast_defect_2_a_body_under_an_unknown_transfer_encoding_is_never_read_as_the_next_request) {
  const std::string smuggled = "GET /now?smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
  for (const auto* coding : {"xyz", "identity", "\"chunked\"", "chunked, gzip"}) {
    RunningServer running;
    auto client = running.client();
    client.send(post("Transfer-Encoding: " + std::string(coding), smuggled));
    const auto status = client.read_answer().status;
    BOOST_TEST((status == 400 || status == 501));
    BOOST_TEST(client.ends());
    BOOST_TEST(running.application.log().size() == 1u);
  }
}

BOOST_AUTO_TEST_CASE(beast_defect_3_lenient_heads_are_refused_and_a_leading_empty_line_is_skipped) {
  check({{"GET /now HTTP/1.1\r\nHost: a\r\nX: a\r\n\tb\r\n\r\n", "400 header_invalid"},
         {"GET /now HTTP/1.1\r\nHost: a b\r\n\r\n", "400 host_invalid"},
         {"TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", "501 method_not_implemented"},
         {"BREW /pot HTTP/1.1\r\nHost: a\r\n\r\n", "501 method_not_implemented"}});
  RunningServer running;
  auto client = running.client();
  client.send("\r\n\r\nGET http://a/now?b=c HTTP/1.1\r\nHost: a\r\n\r\n");
  BOOST_TEST(client.read_answer().body == "now b=c");
  client.send("\r\nGET /now HTTP/1.1\r\nHost: a\r\n\r\n");
  BOOST_TEST(client.read_answer().body == "now");
}

BOOST_AUTO_TEST_CASE(framing_is_checked_before_the_route_and_the_route_before_the_body) {
  RunningServer running;
  BOOST_TEST(refusal_of(running, "GET /nowhere HTTP/1.1\r\n\r\n") == "400 host_invalid");
  auto client = running.client();
  client.send("POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n");
  BOOST_TEST(client.read_answer().status == 404);
  auto other = running.client();
  other.send("POST /nowhere HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nnonsense");
  BOOST_TEST(other.read_answer().status == 404);
  BOOST_TEST(other.ends());
}

BOOST_AUTO_TEST_CASE(what_was_asked_before_a_refused_request_is_still_answered) {
  RunningServer running;
  auto client = running.client();
  client.send(write_request("GET", "/now", "") + write_request("POST", "/nowhere", "hello") +
              write_request("GET", "/work", "") + "GET /now HTTP/1.1\r\n\r\n" + write_request("GET", "/now", ""));
  for (const int status : {200, 404, 200, 400}) BOOST_TEST(client.read_answer().status == status);
  BOOST_TEST(client.ends());
  BOOST_TEST(running.application.log().size() == 4u);
}

BOOST_AUTO_TEST_CASE(refusals_are_reported_with_what_could_be_read) {
  RunningServer running;
  static_cast<void>(refusal_of(running, "GET /now HTTP/1.1\r\n\r\n"));
  static_cast<void>(refusal_of(running, "nonsense\r\n\r\n"));
  static_cast<void>(refusal_of(running, "GET /now HTTP/1.1\nHost: a\n\n"));
  BOOST_TEST_REQUIRE(running.application.wait_for_answers(3));
  BOOST_TEST(running.application.log() == (std::vector<std::string>{"GET /now 400", "- 400", "- 400"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
