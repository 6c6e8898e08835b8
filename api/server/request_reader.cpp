#include "api/server/request_reader.hpp"

#include <algorithm>

namespace tagwerk::server {
namespace {

constexpr std::size_t read_size_bytes = 16 * 1024;
constexpr std::size_t idle_size_bytes = 4 * 1024;  // what a connection holds while it waits for a request
// Reserved at once for a declared length; what is more must first arrive.
constexpr std::size_t first_body_bytes = 64 * 1024;

}  // namespace

bool has_body(const http::RequestHead& head) noexcept { return head.chunked || head.content_length.value_or(0) > 0; }

RequestReader::RequestReader() : buffer_(limits_.total_bytes() + read_size_bytes) {}

boost::asio::mutable_buffer RequestReader::prepare() {
  const bool is_idle = !in_body_ && buffer_.size() == 0;
  if (is_idle && buffer_.capacity() > idle_size_bytes) buffer_.shrink_to_fit();
  return buffer_.prepare(is_idle ? idle_size_bytes : read_size_bytes);
}

void RequestReader::drop() noexcept {
  buffer_.clear();
  in_body_ = true;
}

std::string_view RequestReader::bytes() const noexcept {
  return {static_cast<const char*>(buffer_.cdata().data()), buffer_.size()};
}

bool RequestReader::is_between_requests() const noexcept {
  const auto received = bytes();
  return std::all_of(received.begin(), received.end(), [](char c) { return c == '\r' || c == '\n'; });
}

RequestReader::Head RequestReader::read_head(http::RequestHead& head) {
  const auto received = bytes();
  const auto state = scanner_.scan(received);
  if (state == http::HeadScanner::State::need_more) return Head::need_more;
  if (state == http::HeadScanner::State::refused) {
    head = {};
    refusal_ = scanner_.refusal();
    return Head::refused;
  }
  const auto begin = scanner_.head_begin();
  const auto end = scanner_.head_end();
  auto refusal = http::parse_head(received.substr(begin, end - begin), limits_, head);
  buffer_.consume(end);
  scanner_.reset();
  if (!refusal) return Head::complete;
  refusal_ = *std::move(refusal);
  return Head::refused;
}

void RequestReader::begin_body(const http::RequestHead& head, std::size_t limit_bytes) {
  in_body_ = true;
  chunked_ = head.chunked;
  if (chunked_) {
    http::ChunkedLimits limits;
    limits.body_bytes = limit_bytes;
    decoder_ = http::ChunkedDecoder(limits);
  } else {
    left_bytes_ = static_cast<std::size_t>(head.content_length.value_or(0));
  }
}

RequestReader::Body RequestReader::read_body(std::string& body) {
  const auto received = bytes();
  if (!chunked_) {
    const auto take = std::min(left_bytes_, received.size());
    if (body.empty()) body.reserve(std::min(left_bytes_, first_body_bytes));
    body.append(received.substr(0, take));
    buffer_.consume(take);
    left_bytes_ -= take;
    in_body_ = left_bytes_ > 0;
    return in_body_ ? Body::need_more : Body::complete;
  }
  using State = http::ChunkedDecoder::State;
  const auto [state, consumed] = decoder_.feed(received, body);
  buffer_.consume(consumed);
  in_body_ = state == State::need_more;
  switch (state) {
    case State::need_more:
      return Body::need_more;
    case State::complete:
      return Body::complete;
    case State::too_large:
      return Body::too_large;
    case State::malformed:
      break;
  }
  return Body::malformed;
}

}  // namespace tagwerk::server
