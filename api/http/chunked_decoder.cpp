#include "api/http/chunked_decoder.hpp"

#include <algorithm>

#include "api/http/syntax.hpp"

namespace tagwerk::http {
namespace {

bool is_blank_char(char c) noexcept { return c == ' ' || c == '\t'; }

}  // namespace

ChunkedDecoder::State ChunkedDecoder::fail(std::string_view problem, State state) noexcept {
  step_ = Step::failed;
  failure_ = state;
  problem_ = problem;
  return state;
}

ChunkedDecoder::Progress ChunkedDecoder::feed(std::string_view bytes, std::string& body) {
  std::size_t at = 0;
  if (step_ == Step::failed) return {failure_, 0};
  while (step_ != Step::complete && at < bytes.size()) {
    if (step_ == Step::data) {
      const auto take = static_cast<std::size_t>(std::min<std::uint64_t>(chunk_left_bytes_, bytes.size() - at));
      body.append(bytes.substr(at, take));
      at += take;
      chunk_left_bytes_ -= take;
      if (chunk_left_bytes_ == 0) step_ = Step::data_carriage_return;
      continue;
    }
    if (const auto state = step(bytes[at]); state != State::need_more && state != State::complete) return {state, at};
    ++at;
  }
  return {step_ == Step::complete ? State::complete : State::need_more, at};
}

ChunkedDecoder::State ChunkedDecoder::end_size_line() {
  if (chunk_left_bytes_ == 0) {
    step_ = Step::trailer_first;
    return State::need_more;
  }
  if (chunk_left_bytes_ > limits_.body_bytes - body_bytes_) return fail("the body exceeds its limit", State::too_large);
  body_bytes_ += static_cast<std::size_t>(chunk_left_bytes_);
  step_ = Step::data;
  return State::need_more;
}

ChunkedDecoder::State ChunkedDecoder::step(char c) {
  switch (step_) {
    case Step::size_first:
      chunk_left_bytes_ = 0;
      size_digits_ = 0;
      if (hex_value(c) < 0) return fail("a chunk's size is not a hexadecimal number");
      step_ = Step::size;
      [[fallthrough]];
    case Step::size:
      if (hex_value(c) >= 0) {
        if (++size_digits_ > ChunkedLimits::size_digits) return fail("a chunk's size has too many digits");
        chunk_left_bytes_ = chunk_left_bytes_ * 16 + static_cast<std::uint64_t>(hex_value(c));
        return State::need_more;
      }
      [[fallthrough]];
    case Step::size_blank:
      if (c == '\r' && step_ == Step::size) {
        step_ = Step::size_line_feed;
      } else if (c == ';') {
        step_ = Step::extension_name_first;
      } else if (is_blank_char(c)) {
        step_ = Step::size_blank;  // bad white space, allowed before an extension only
        if (++extension_bytes_ > limits_.extension_bytes) return fail("the chunk extensions are too long");
      } else {
        return fail("a chunk's size is not a hexadecimal number");
      }
      return State::need_more;
    case Step::size_line_feed:
      if (c != '\n') return fail("a chunk's size is not followed by CRLF");
      return end_size_line();
    case Step::data_carriage_return:
      if (c != '\r') return fail("a chunk is longer than its size");
      step_ = Step::data_line_feed;
      return State::need_more;
    case Step::data_line_feed:
      if (c != '\n') return fail("a chunk is not followed by CRLF");
      step_ = Step::size_first;
      return State::need_more;
    case Step::extension_name_first:
    case Step::extension_name:
    case Step::extension_after_name:
    case Step::extension_value_first:
    case Step::extension_token:
    case Step::extension_quoted:
    case Step::extension_quoted_pair:
    case Step::extension_after_value:
      if (++extension_bytes_ > limits_.extension_bytes) return fail("the chunk extensions are too long");
      return extension_step(c);
    case Step::trailer_first:
    case Step::trailer_name:
    case Step::trailer_value:
    case Step::trailer_line_feed:
    case Step::final_line_feed:
      if (++trailer_bytes_ > limits_.trailer_bytes) return fail("the trailers are too long");
      return trailer_step(c);
    case Step::data:
    case Step::complete:
    case Step::failed:
      break;
  }
  return fail("the decoder was used after its end");
}

// chunk-ext = *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS ( token / quoted-string ) ] )
ChunkedDecoder::State ChunkedDecoder::extension_step(char c) {
  const auto after_value = [&](bool blank_seen) {
    if (c == ';') {
      step_ = Step::extension_name_first;
    } else if (c == '\r' && !blank_seen) {
      step_ = Step::size_line_feed;
    } else if (is_blank_char(c)) {
      step_ = Step::extension_after_value;
    } else {
      return fail("a chunk extension is malformed");
    }
    return State::need_more;
  };
  switch (step_) {
    case Step::extension_name_first:
      if (is_blank_char(c)) return State::need_more;
      if (!is_token_char(c)) return fail("a chunk extension has no name");
      step_ = Step::extension_name;
      return State::need_more;
    case Step::extension_name:
      if (is_token_char(c)) return State::need_more;
      [[fallthrough]];
    case Step::extension_after_name:
      if (c == '=') {
        step_ = Step::extension_value_first;
        return State::need_more;
      }
      if (is_blank_char(c)) {
        step_ = Step::extension_after_name;
        return State::need_more;
      }
      return after_value(step_ == Step::extension_after_name);
    case Step::extension_value_first:
      if (is_blank_char(c)) return State::need_more;
      if (c != '"' && !is_token_char(c)) return fail("a chunk extension has no value");
      step_ = c == '"' ? Step::extension_quoted : Step::extension_token;
      return State::need_more;
    case Step::extension_token:
      return is_token_char(c) ? State::need_more : after_value(false);
    case Step::extension_quoted:
      if (c == '"') {
        // What follows is read like what follows a token.
        step_ = Step::extension_token;
        return State::need_more;
      }
      if (c == '\\') {
        step_ = Step::extension_quoted_pair;
        return State::need_more;
      }
      return is_field_char(c) ? State::need_more : fail("a chunk extension holds a control character");
    case Step::extension_quoted_pair:
      step_ = Step::extension_quoted;
      return is_field_char(c) ? State::need_more : fail("a chunk extension holds a control character");
    case Step::extension_after_value:
      return after_value(true);
    default:
      return fail("a chunk extension is malformed");
  }
}

ChunkedDecoder::State ChunkedDecoder::trailer_step(char c) {
  switch (step_) {
    case Step::trailer_first:
      if (c == '\r') {
        step_ = Step::final_line_feed;
        return State::need_more;
      }
      if (++trailers_ > limits_.trailer_count) return fail("there are too many trailers");
      if (!is_token_char(c)) return fail("a trailer's name is malformed");
      step_ = Step::trailer_name;
      return State::need_more;
    case Step::trailer_name:
      if (c == ':') {
        step_ = Step::trailer_value;
        return State::need_more;
      }
      return is_token_char(c) ? State::need_more : fail("a trailer's name is malformed");
    case Step::trailer_value:
      if (c == '\r') {
        step_ = Step::trailer_line_feed;
        return State::need_more;
      }
      return is_field_char(c) ? State::need_more : fail("a trailer holds a control character");
    case Step::trailer_line_feed:
      if (c != '\n') return fail("a trailer is not followed by CRLF");
      step_ = Step::trailer_first;
      return State::need_more;
    case Step::final_line_feed:
      if (c != '\n') return fail("the last chunk is not followed by CRLF");
      step_ = Step::complete;
      return State::complete;
    default:
      return fail("the trailers are malformed");
  }
}

}  // namespace tagwerk::http
