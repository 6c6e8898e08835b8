#include "api/http/chunked_decoder.hpp"

#include <boost/test/unit_test.hpp>

#include "api/http/syntax.hpp"

using namespace tagwerk::http;
using State = ChunkedDecoder::State;
using namespace std::string_literals;

namespace {

struct Decoded {
  std::string state;
  std::string body;
  std::size_t consumed = 0;
};

std::string name_of(State state) {
  switch (state) {
    case State::need_more:
      return "more";
    case State::complete:
      return "complete";
    case State::malformed:
      return "malformed";
    case State::too_large:
      return "too large";
  }
  return "?";
}

/// `step`: so many bytes at a time; 0 for all at once.
Decoded decode(std::string_view bytes, const ChunkedLimits& limits = {}, std::size_t step = 0) {
  ChunkedDecoder decoder(limits);
  Decoded decoded{"more", {}, 0};
  if (step == 0) step = bytes.size() + 1;
  while (decoded.state == "more" && decoded.consumed < bytes.size()) {
    const auto [state, consumed] = decoder.feed(bytes.substr(decoded.consumed, step), decoded.body);
    decoded.state = name_of(state);
    decoded.consumed += consumed;
  }
  return decoded;
}

void check(std::initializer_list<std::string> bodies, const std::string& state) {
  for (const auto& bytes : bodies) {
    BOOST_TEST_CONTEXT(printable(bytes, 100)) {
      BOOST_TEST(decode(bytes).state == state);
      BOOST_TEST(decode(bytes, {}, 1).state == state);
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(chunked_decoder)

BOOST_AUTO_TEST_CASE(chunks_are_joined_and_what_follows_stays_untouched) {
  const auto decoded = decode("5\r\nhello\r\n1\r\n \r\n00a\r\n0123456789\r\n0\r\n\r\nGET / HTTP/1.1");
  BOOST_TEST(decoded.state == "complete");
  BOOST_TEST(decoded.body == "hello 0123456789");
  BOOST_TEST(decoded.consumed == 38u);
}

BOOST_AUTO_TEST_CASE(any_cut_gives_what_all_at_once_gives) {
  const std::string bodies[] = {
      "5\r\nhello\r\n0\r\n\r\n", "B;a=b;c=\"d\\\"e;\"\r\n\r\n0\r\n\r\n0\r\n\r\r\n0;x\r\nTrailer: y\r\n\r\n",
      "5\r\nhell\r\n0\r\n\r\n",  "g\r\n",
      "5\r\nhello0\r\n\r\n",     "1\r\na\r\n0\r\nX y: z\r\n\r\n"};
  for (const auto& bytes : bodies) {
    const auto whole = decode(bytes);
    for (std::size_t step = 1; step < bytes.size(); ++step) {
      const auto pieces = decode(bytes, {}, step);
      BOOST_TEST_REQUIRE(pieces.state == whole.state);
      BOOST_TEST_REQUIRE(pieces.consumed == whole.consumed);
      BOOST_TEST_REQUIRE(pieces.body == whole.body);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_body_is_complete_only_with_its_last_line) {
  const std::string bytes = "3;x=y\r\nabc\r\n0\r\nX: y\r\n\r\n";
  for (std::size_t size = 0; size < bytes.size(); ++size) BOOST_TEST(decode(bytes.substr(0, size)).state == "more");
  BOOST_TEST(decode(bytes).state == "complete");
}

BOOST_AUTO_TEST_CASE(sizes_are_hexadecimal_and_nothing_else) {
  check({"A\r\n0123456789\r\n0\r\n\r\n", "a\r\n0123456789\r\n0\r\n\r\n", "0000000000000001\r\nx\r\n0\r\n\r\n",
         "0000000000000000\r\n\r\n"},
        "complete");
  check({"\r\n", "x\r\n", "-1\r\nx\r\n", "+1\r\nx\r\n", "0x1\r\nx\r\n", " 1\r\nx\r\n", "1 \r\nx\r\n", "1\nx\r\n",
         "1\r\r\n", "1.0\r\n", "00000000000000001\r\nx\r\n", "1,1\r\n", ";a\r\n"},
        "malformed");
}

BOOST_AUTO_TEST_CASE(data_ends_where_its_size_says) {
  check({"2\r\nabc\r\n", "2\r\nab\n", "2\r\nab\r0", "2\r\nab0\r\n\r\n", "0\r\n\n", "0\r\n\rx"}, "malformed");
  check({"3\r\nab\r\n0\r\n\r\n"}, "malformed");
}

BOOST_AUTO_TEST_CASE(extensions_are_checked_and_dropped) {
  check({"0;a\r\n\r\n", "0;a=b\r\n\r\n", "0 ;\ta = b ; c=\"d e\\\"\"\r\n\r\n", "0;a=\"\"\r\n\r\n"}, "complete");
  check({"0;\r\n\r\n", "0;=b\r\n\r\n", "0;a=\r\n\r\n", "0;a b\r\n\r\n", "0;a=\"b\r\n\r\n", "0;a=\"b\nc\"\r\n\r\n",
         "0;a=\"b\"c \r\n", "0;a(\r\n", "0;a\n\r\n", "0;a \r\n\r\n"},
        "malformed");
  BOOST_TEST(decode("1;a=b\r\nx\r\n0\r\n\r\n").body == "x");
}

BOOST_AUTO_TEST_CASE(extensions_of_all_chunks_together_are_bounded) {
  const ChunkedLimits limits;
  // Counted: what follows the semicolon, up to the line feed.
  const auto extended = [](std::size_t bytes) { return "0;" + std::string(bytes - 1, 'a') + "\r\n\r\n"; };
  BOOST_TEST(decode(extended(limits.extension_bytes - 1)).state == "complete");
  BOOST_TEST(decode(extended(limits.extension_bytes)).state == "complete");
  BOOST_TEST(decode(extended(limits.extension_bytes + 1)).state == "malformed");
  std::string many;
  for (std::size_t i = 0; i < limits.extension_bytes / 2; ++i) many += "1;abc\r\nx\r\n";
  BOOST_TEST(decode(many).state == "malformed");
}

BOOST_AUTO_TEST_CASE(body_at_its_limit_is_read_and_one_byte_more_is_too_large) {
  ChunkedLimits limits;
  limits.body_bytes = 10;
  BOOST_TEST(decode("9\r\n012345678\r\n0\r\n\r\n", limits).state == "complete");
  BOOST_TEST(decode("a\r\n0123456789\r\n0\r\n\r\n", limits).state == "complete");
  BOOST_TEST(decode("5\r\n01234\r\n5\r\n56789\r\n0\r\n\r\n", limits).state == "complete");
  BOOST_TEST(decode("5\r\n01234\r\n6\r\n", limits).state == "too large");
  // Known from the size alone, before a byte of data.
  const auto announced = decode("b\r\n", limits);
  BOOST_TEST(announced.state == "too large");
  BOOST_TEST(announced.body == "");
  BOOST_TEST(decode("ffffffffffffffff\r\n", limits).state == "too large");
  BOOST_TEST(decode("5\r\n01234\r\nfffffffffffffffb\r\n", limits).state == "too large");
}

BOOST_AUTO_TEST_CASE(trailers_are_checked_and_dropped) {
  check({"0\r\nX: y\r\n\r\n", "0\r\nX:\r\nY: z\r\n\r\n"}, "complete");
  check({"0\r\nX\r\n\r\n", "0\r\n: y\r\n\r\n", "0\r\nX : y\r\n\r\n", "0\r\n X: y\r\n\r\n", "0\r\nX: y\n\r\n",
         "0\r\nX: \0y\r\n\r\n"s, "0\r\nX: y\r\r\n\r\n"},
        "malformed");
}

BOOST_AUTO_TEST_CASE(trailers_are_bounded_in_bytes_and_number) {
  const ChunkedLimits limits;
  const auto trailer = [](std::size_t bytes) {  // counted: all after the last chunk's line
    return "0\r\nX: " + std::string(bytes - 7, 'x') + "\r\n\r\n";
  };
  BOOST_TEST(decode(trailer(limits.trailer_bytes - 1)).state == "complete");
  BOOST_TEST(decode(trailer(limits.trailer_bytes)).state == "complete");
  BOOST_TEST(decode(trailer(limits.trailer_bytes + 1)).state == "malformed");
  const auto trailers = [](std::size_t count) {
    std::string bytes = "0\r\n";
    for (std::size_t i = 0; i < count; ++i) bytes += "X: y\r\n";
    return bytes + "\r\n";
  };
  BOOST_TEST(decode(trailers(limits.trailer_count)).state == "complete");
  BOOST_TEST(decode(trailers(limits.trailer_count + 1)).state == "malformed");
}

BOOST_AUTO_TEST_CASE(beast_defect_1_a_trailer_of_64_kib_is_refused) {
  const auto decoded = decode("4\r\nbody\r\n0\r\nX: " + std::string(64 * 1024, 'x') + "\r\n\r\n");
  BOOST_TEST(decoded.state == "malformed");
  BOOST_TEST(decoded.consumed < 10u * 1024u);
}

BOOST_AUTO_TEST_CASE(after_an_error_nothing_more_is_read) {
  ChunkedDecoder decoder;
  std::string body;
  BOOST_TEST((decoder.feed("x", body).state == State::malformed));
  BOOST_TEST((decoder.feed("0\r\n\r\n", body).state == State::malformed));
  BOOST_TEST(decoder.problem() == "a chunk's size is not a hexadecimal number");
  BOOST_TEST(body == "");
}

BOOST_AUTO_TEST_CASE(after_the_end_nothing_more_is_consumed) {
  ChunkedDecoder decoder;
  std::string body;
  BOOST_TEST((decoder.feed("0\r\n\r\n", body).state == State::complete));
  const auto after = decoder.feed("5\r\n", body);
  BOOST_TEST((after.state == State::complete));
  BOOST_TEST(after.consumed == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
