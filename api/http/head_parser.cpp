#include "api/http/head_parser.hpp"

#include <algorithm>
#include <charconv>

#include "api/http/forwarded.hpp"
#include "api/http/secret_path.hpp"
#include "api/http/syntax.hpp"

namespace tagwerk::http {
namespace {

using Outcome = std::optional<Refusal>;

Refusal refuse_with(const ProtocolError& error, std::string detail) { return Refusal{&error, std::move(detail)}; }

std::string quoted(std::string_view text) { return "'" + printable(without_secrets(text)) + "'"; }

bool is_host_char(char c) noexcept {
  return is_unreserved(c) || std::string_view("!$&'()*+,;=%").find(c) != std::string_view::npos;
}

struct Authority {
  std::string_view host;
  std::string_view port;  // without the colon
};

/// uri-host [ ":" port ], RFC 9110 section 7.2; user information is never allowed.
std::optional<Authority> parse_authority(std::string_view text) {
  Authority authority;
  std::string_view rest;
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    const auto inside = text.substr(1, end - 1);
    if (inside.find(':') == std::string_view::npos || !IpAddress::parse(inside)) return std::nullopt;
    authority.host = text.substr(0, end + 1);
    rest = text.substr(end + 1);
  } else {
    const auto colon = text.find(':');
    authority.host = text.substr(0, colon);
    rest = colon == std::string_view::npos ? std::string_view{} : text.substr(colon);
    constexpr std::size_t host_limit_bytes = 255;
    if (authority.host.empty() || authority.host.size() > host_limit_bytes ||
        !std::all_of(authority.host.begin(), authority.host.end(), is_host_char) ||
        !has_valid_percent_encoding(authority.host)) {
      return std::nullopt;
    }
  }
  if (rest.empty()) return authority;
  if (rest.front() != ':') return std::nullopt;
  authority.port = rest.substr(1);
  if (!std::all_of(authority.port.begin(), authority.port.end(), is_digit)) return std::nullopt;
  std::uint16_t port = 0;
  const auto* end = authority.port.data() + authority.port.size();
  if (!authority.port.empty() && std::from_chars(authority.port.data(), end, port).ec != std::errc{})
    return std::nullopt;
  return authority;
}

bool same_authority(std::string_view left, std::string_view right, std::string_view default_port) {
  const auto a = parse_authority(left);
  const auto b = parse_authority(right);
  if (!a || !b) return false;
  const auto port = [default_port](std::string_view given) { return given.empty() ? default_port : given; };
  return equals_ignoring_case(a->host, b->host) && port(a->port) == port(b->port);
}

/// What the headers say about framing and connection, collected while they are read.
struct Framing {
  std::optional<std::string_view> host;
  std::optional<std::string_view> content_length;
  std::optional<std::string> transfer_encoding;
  bool close = false;
  bool keep_alive = false;
  bool other_expectation = false;
};

struct TargetParts {
  std::string_view authority;  // of an absolute form
  std::string_view default_port;
};

Outcome parse_target(std::string_view target, Method method, RequestHead& head, TargetParts& parts) {
  std::string_view rest = target;
  const auto scheme_is = [&](std::string_view scheme) {
    return target.size() > scheme.size() && equals_ignoring_case(target.substr(0, scheme.size()), scheme);
  };
  if (target == "*") {
    if (method != Method::options) return refuse_with(target_invalid, "The target '*' is for OPTIONS only.");
    head.target = head.path = "*";
    head.query.clear();
    return std::nullopt;
  }
  const bool http = scheme_is("http://");
  if (http || scheme_is("https://")) {
    rest = target.substr(http ? 7 : 8);
    parts.authority = rest.substr(0, rest.find_first_of("/?#"));
    parts.default_port = http ? "80" : "443";
    if (!parse_authority(parts.authority)) {
      return refuse_with(target_invalid, "The host in the target " + quoted(target) + " is not valid.");
    }
    rest.remove_prefix(parts.authority.size());
  } else if (!target.starts_with('/')) {
    return refuse_with(target_invalid, "The target " + quoted(target) + " is neither a path nor an http URI.");
  }
  const auto question = rest.find('?');
  const auto path = rest.substr(0, question);
  const auto query = question == std::string_view::npos ? std::string_view{} : rest.substr(question + 1);
  const auto bad_in_path = std::find_if_not(path.begin(), path.end(), is_path_char);
  const auto bad_in_query = std::find_if_not(query.begin(), query.end(), is_query_char);
  if (bad_in_path != path.end() || bad_in_query != query.end()) {
    const char bad = bad_in_path != path.end() ? *bad_in_path : *bad_in_query;
    return refuse_with(target_invalid,
                       "The character '" + printable({&bad, 1}) + "' is not allowed in a request target.");
  }
  if (!has_valid_percent_encoding(rest)) {
    return refuse_with(target_invalid, "The target " + quoted(target) + " has a '%' without two hexadecimal digits.");
  }
  if (path.empty() && method == Method::options && question == std::string_view::npos) {
    head.target = head.path = "*";  // RFC 9112 section 3.2.4
    head.query.clear();
    return std::nullopt;
  }
  head.path = path.empty() ? std::string_view("/") : path;
  head.query = query;
  head.target = head.path;
  if (question != std::string_view::npos) head.target.append(rest.substr(question));
  return std::nullopt;
}

Outcome parse_request_line(std::string_view line, const HeadLimits& limits, RequestHead& head, TargetParts& parts) {
  const auto first_space = line.find(' ');
  const auto last_space = line.rfind(' ');
  if (first_space == std::string_view::npos || first_space == last_space) {
    return refuse_with(request_line_invalid, "The request line " + quoted(line) + " is not 'METHOD target HTTP/1.1'.");
  }
  const auto method_text = line.substr(0, first_space);
  const auto target = line.substr(first_space + 1, last_space - first_space - 1);
  const auto version = line.substr(last_space + 1);
  if (!is_token(method_text)) {
    return refuse_with(request_line_invalid, "The method " + quoted(method_text) + " is not a token.");
  }
  if (target.empty() || target.find(' ') != std::string_view::npos) {
    return refuse_with(request_line_invalid, "The request line " + quoted(line) + " must have exactly two spaces.");
  }
  if (version.size() != HeadLimits::version_bytes || !version.starts_with("HTTP/") || !is_digit(version[5]) ||
      version[6] != '.' || !is_digit(version[7])) {
    return refuse_with(request_line_invalid, "The version " + quoted(version) + " is not of the form 'HTTP/1.1'.");
  }
  if (version[5] != '1') {
    return refuse_with(http_version_not_supported,
                       "The version " + quoted(version) + " is not supported; use HTTP/1.1.");
  }
  head.http_1_0 = version[7] == '0';  // a higher minor version is read as 1.1 (RFC 9110 section 2.5)
  const auto method = parse_method(method_text);
  if (!method) return refuse_with(method_not_implemented, "The method " + quoted(method_text) + " is not implemented.");
  head.method = *method;
  if (target.size() > limits.target_bytes) {
    return refuse_with(uri_too_long, "The request target exceeds " + std::to_string(limits.target_bytes) + " bytes.");
  }
  return parse_target(target, *method, head, parts);
}

/// Lists of "close, keep-alive, …"; unknown options are not ours to judge.
void read_connection(std::string_view value, Framing& framing) {
  while (!value.empty()) {
    const auto option = next_item(value, ',');
    framing.close = framing.close || equals_ignoring_case(option, "close");
    framing.keep_alive = framing.keep_alive || equals_ignoring_case(option, "keep-alive");
  }
}

/// `value` lies in the bytes received: a header's own text moves when the list of headers grows.
Outcome note_header(std::string_view name, std::string_view value, RequestHead& head, Framing& framing) {
  if (name == "host") {
    if (framing.host) return refuse_with(host_invalid, "The Host header occurs more than once.");
    framing.host = value;
  } else if (name == "content-length") {
    if (framing.content_length) return refuse_with(content_length_invalid, "Content-Length occurs more than once.");
    framing.content_length = value;
  } else if (name == "transfer-encoding") {
    // Several lines are one list (RFC 9110 section 5.3).
    framing.transfer_encoding =
        framing.transfer_encoding ? *framing.transfer_encoding + "," + std::string(value) : std::string(value);
  } else if (name == "connection") {
    read_connection(value, framing);
  } else if (name == "expect") {
    const bool is_continue = equals_ignoring_case(value, "100-continue");
    framing.other_expectation = framing.other_expectation || !is_continue || head.expects_continue;
    head.expects_continue = is_continue;
  }
  return std::nullopt;
}

/// Who reads only the first of two would be told apart from who reads the last: refused.
Outcome check_single_headers(const RequestHead& head) {
  for (const std::string_view name : {"authorization", "content-type", "idempotency-key"}) {
    const auto count =
        std::count_if(head.headers.begin(), head.headers.end(), [name](const Header& h) { return h.name == name; });
    if (count > 1) return refuse_with(header_duplicate, "The header " + quoted(name) + " occurs more than once.");
  }
  return std::nullopt;
}

Outcome parse_header_line(std::string_view line, RequestHead& head, std::size_t index, Framing& framing) {
  if (line.front() == ' ' || line.front() == '\t') {
    return refuse_with(header_invalid, "A header line begins with white space; folded headers are not allowed.");
  }
  const auto colon = line.find(':');
  if (colon == std::string_view::npos)
    return refuse_with(header_invalid, "The header line " + quoted(line) + " has no colon.");
  const auto name = line.substr(0, colon);
  if (!is_token(name)) {
    return refuse_with(header_invalid,
                       "The header name " + quoted(name) + " is empty or holds a character that is not allowed.");
  }
  const auto value = trim(line.substr(colon + 1));
  if (const auto bad = std::find_if_not(value.begin(), value.end(), is_field_char); bad != value.end()) {
    return refuse_with(header_invalid, "The value of the header " + quoted(name) + " holds a control character.");
  }
  if (index == head.headers.size()) head.headers.emplace_back();
  auto& header = head.headers[index];
  header.name.resize(name.size());
  std::transform(name.begin(), name.end(), header.name.begin(), to_lower);
  header.value.assign(value);
  return note_header(header.name, value, head, framing);
}

Outcome check_transfer_encoding(std::string_view codings, RequestHead& head, const Framing& framing) {
  if (head.http_1_0) return refuse_with(transfer_encoding_invalid, "Transfer-Encoding does not exist in HTTP/1.0.");
  if (framing.content_length) {
    return refuse_with(transfer_encoding_invalid, "Content-Length and Transfer-Encoding must not occur together.");
  }
  if (equals_ignoring_case(codings, "chunked")) {
    head.chunked = true;
    return std::nullopt;
  }
  // Unknown codings are 501, a wrong use of the one we know is 400.
  bool unknown = !codings.empty();
  for (auto rest = codings; !rest.empty();) {
    const auto coding = next_item(rest, ',');
    const auto name = trim(coding.substr(0, coding.find(';')));
    const bool last = rest.empty();
    if (!is_token(name) || (equals_ignoring_case(name, "chunked") && (!last || name.size() != coding.size())))
      unknown = false;
    if (equals_ignoring_case(codings.substr(0, codings.find(',')), "chunked")) unknown = false;
  }
  if (codings.ends_with(',')) unknown = false;
  return unknown ? refuse_with(transfer_coding_unknown,
                               "The transfer coding " + quoted(codings) + " is not known; use 'chunked'.")
                 : refuse_with(transfer_encoding_invalid,
                               "The Transfer-Encoding " + quoted(codings) + " is not the single coding 'chunked'.");
}

Outcome check_content_length(std::string_view text, RequestHead& head) {
  std::uint64_t length = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, length);
  if (error != std::errc{} || stop != end) {
    return refuse_with(content_length_invalid,
                       "The Content-Length " + quoted(text) + " is not a decimal number below 2^64.");
  }
  head.content_length = length;
  return std::nullopt;
}

Outcome check_host(const RequestHead& head, const Framing& framing, const TargetParts& target) {
  if (!framing.host) {
    if (head.http_1_0) return std::nullopt;
    return refuse_with(host_invalid, "The Host header is missing.");
  }
  if (!parse_authority(*framing.host))
    return refuse_with(host_invalid, "The Host " + quoted(*framing.host) + " is not valid.");
  if (!target.authority.empty() && !same_authority(target.authority, *framing.host, target.default_port)) {
    return refuse_with(host_invalid, "The Host " + quoted(*framing.host) + " differs from the target's " +
                                         quoted(target.authority) + ".");
  }
  return std::nullopt;
}

void clear(RequestHead& head) {
  head.method = Method::get;
  head.target.clear();
  head.path.clear();
  head.query.clear();
  head.http_1_0 = head.expects_continue = head.chunked = false;
  head.keep_alive = true;
  head.content_length.reset();
}

}  // namespace

void HeadScanner::reset() noexcept {
  begin_ = position_ = line_begin_ = block_begin_ = lines_ = empty_lines_ = 0;
  refusal_ = {nullptr, {}};
}

HeadScanner::State HeadScanner::refuse(const ProtocolError& error, std::string detail) {
  refusal_ = {&error, std::move(detail)};
  return State::refused;
}

HeadScanner::State HeadScanner::refuse_long_request_line(std::string_view bytes) {
  const auto line = bytes.substr(begin_, position_ - begin_);
  if (line.find(' ') == std::string_view::npos) {
    return refuse(request_line_invalid, "The request line " + quoted(line) + " is not 'METHOD target HTTP/1.1'.");
  }
  if (line.find(' ') > HeadLimits::method_bytes) {
    return refuse(method_not_implemented,
                  "The method " + quoted(line.substr(0, line.find(' '))) + " is not implemented.");
  }
  return refuse(uri_too_long, "The request target exceeds " + std::to_string(limits_->target_bytes) + " bytes.");
}

HeadScanner::State HeadScanner::scan(std::string_view bytes) {
  if (refusal_.error != nullptr) return State::refused;
  for (; position_ < bytes.size(); ++position_) {
    const char c = bytes[position_];
    const bool in_request_line = block_begin_ == 0;
    if (in_request_line && position_ - begin_ >= limits_->request_line_bytes()) return refuse_long_request_line(bytes);
    if (!in_request_line && position_ - block_begin_ >= limits_->header_block_bytes) {
      return refuse(headers_too_large,
                    "The header block exceeds " + std::to_string(limits_->header_block_bytes) + " bytes.");
    }
    const bool after_carriage_return = position_ > line_begin_ && bytes[position_ - 1] == '\r';
    if (c != '\n') {
      if (after_carriage_return) return refuse(header_invalid, "A carriage return is not followed by a line feed.");
      // The rest of the lexical rules is parse_head()'s; these two would let a peer wait for a line that never ends.
      if (!is_field_char(c) && c != '\r') {
        return in_request_line ? refuse(request_line_invalid, "The request line holds a control character.")
                               : refuse(header_invalid, "The headers hold a control character.");
      }
      continue;
    }
    if (!after_carriage_return) return refuse(header_invalid, "A line ends without a carriage return.");
    const bool empty_line = position_ - line_begin_ == 1;
    line_begin_ = position_ + 1;
    if (in_request_line && empty_line) {
      if (++empty_lines_ > limits_->leading_empty_lines) {
        return refuse(request_line_invalid, "There are too many empty lines before the request.");
      }
      begin_ = line_begin_;
    } else if (in_request_line) {
      block_begin_ = line_begin_;
    } else if (empty_line) {
      ++position_;
      return State::complete;
    } else if (++lines_ > limits_->header_count) {
      return refuse(headers_too_large, "There are more than " + std::to_string(limits_->header_count) + " headers.");
    }
  }
  return State::need_more;
}

std::optional<Refusal> parse_head(std::string_view bytes, const HeadLimits& limits, RequestHead& head) {
  clear(head);
  const auto next_line = [&bytes]() -> std::optional<std::string_view> {
    const auto end = bytes.find("\r\n");
    if (end == std::string_view::npos) return std::nullopt;
    const auto line = bytes.substr(0, end);
    bytes.remove_prefix(end + 2);
    return line;
  };
  TargetParts target;
  Framing framing;
  std::size_t count = 0;
  const auto finish = [&head, &count](Outcome outcome) {
    head.headers.resize(std::min(count, head.headers.size()));
    return outcome;
  };

  const auto request_line = next_line();
  if (!request_line) return finish(refuse_with(request_line_invalid, "The request line has no end."));
  if (auto refused = parse_request_line(*request_line, limits, head, target)) return finish(std::move(refused));
  for (;;) {
    const auto line = next_line();
    if (!line) return finish(refuse_with(header_invalid, "The head does not end with an empty line."));
    if (line->empty()) break;
    if (count == limits.header_count) {
      return finish(
          refuse_with(headers_too_large, "There are more than " + std::to_string(limits.header_count) + " headers."));
    }
    if (auto refused = parse_header_line(*line, head, count, framing)) return finish(std::move(refused));
    ++count;
  }
  finish(std::nullopt);
  if (!bytes.empty()) return refuse_with(header_invalid, "There are bytes after the head.");

  if (framing.transfer_encoding) {
    if (auto refused = check_transfer_encoding(trim(*framing.transfer_encoding), head, framing)) return refused;
  } else if (framing.content_length) {
    if (auto refused = check_content_length(*framing.content_length, head)) return refused;
  }
  if (auto refused = check_host(head, framing, target)) return refused;
  if (auto refused = check_single_headers(head)) return refused;
  head.keep_alive = head.http_1_0 ? framing.keep_alive && !framing.close : !framing.close;
  if (framing.other_expectation)
    return refuse_with(expectation_failed, "The only expectation that can be met is '100-continue'.");
  // RFC 9110 section 10.1.1: a 1.0 client cannot mean it.
  if (head.http_1_0) head.expects_continue = false;
  return std::nullopt;
}

}  // namespace tagwerk::http
