// Purpose: reads the bytes of a head as the server does, scanner and parser together, for the tests of both.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "api/http/head_parser.hpp"

namespace tagwerk::test {

struct ParsedHead {
  http::RequestHead head;
  std::string outcome;  // "ok", "more", or "400 host_invalid"
  std::string detail;   // of a refusal
  std::size_t used = 0;
};

inline ParsedHead parse(std::string_view bytes, const http::HeadLimits& limits = {}) {
  ParsedHead parsed;
  const auto refused = [&parsed](const http::Refusal& refusal) {
    parsed.outcome = std::to_string(refusal.error->status) + " " + std::string(refusal.error->code);
    parsed.detail = refusal.detail;
    return parsed;
  };
  http::HeadScanner scanner(limits);
  const auto state = scanner.scan(bytes);
  parsed.outcome = "more";
  if (state == http::HeadScanner::State::need_more) return parsed;
  if (state == http::HeadScanner::State::refused) return refused(scanner.refusal());
  parsed.used = scanner.head_end();
  const auto head = bytes.substr(scanner.head_begin(), scanner.head_end() - scanner.head_begin());
  if (const auto refusal = http::parse_head(head, limits, parsed.head)) return refused(*refusal);
  parsed.outcome = "ok";
  return parsed;
}

/// "GET / HTTP/1.1", Host, and the given lines, each without its CRLF.
inline std::string with_headers(std::initializer_list<std::string_view> lines,
                                std::string_view request_line = "GET / HTTP/1.1") {
  std::string bytes(request_line);
  bytes += "\r\nHost: tagwerk.example\r\n";
  for (const auto line : lines) bytes.append(line).append("\r\n");
  return bytes += "\r\n";
}

}  // namespace tagwerk::test
