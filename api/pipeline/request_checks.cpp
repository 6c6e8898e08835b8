#include "api/pipeline/request_checks.hpp"

#include <string>

#include "api/http/forwarded.hpp"
#include "api/http/negotiation.hpp"
#include "api/http/syntax.hpp"
#include "api/pipeline/errors.hpp"

namespace tagwerk::pipeline {

bool is_on_this_machine(const http::Request& request) {
  if (request.header("x-forwarded-for") || request.header("forwarded")) return false;
  const auto address = http::IpAddress::parse(request.peer);
  if (!address) return false;
  static const auto v6_loopback = http::IpAddress::parse("::1");
  return *address == *v6_loopback || (address->is_v4() && address->bytes[12] == 127);
}

std::optional<std::string_view> bearer_token(const http::Request& request) {
  const auto header = request.header("authorization");
  if (!header) return std::nullopt;
  constexpr std::string_view scheme = "bearer ";
  if (header->size() <= scheme.size() || !http::equals_ignoring_case(header->substr(0, scheme.size()), scheme))
    return std::nullopt;
  return http::trim(header->substr(scheme.size()));
}

core::Error refuse_size(const Route& route) {
  if (route.body.kind == BodyRule::Kind::none)
    return core::fail(body_not_taken, {{"method", std::string(http::to_text(route.method))}});
  return core::fail(body_too_large, {{"limit", std::to_string(route.body.limit_bytes)}});
}

core::Result<> check_media_type(const http::Request& request, const Route& route) {
  using Kind = BodyRule::Kind;
  const auto kind = route.body.kind;
  if (kind == Kind::none || (kind == Kind::optional_json && request.body.empty())) return {};
  const auto type = request.header("content-type").value_or("");
  const auto is = [&](std::string_view expected) { return http::is_media_type(type, expected); };
  const bool right = kind == Kind::csv ? is("text/csv")
                                       : is("application/json") || (route.method == http::Method::patch &&
                                                                    is("application/merge-patch+json"));
  if (right) return {};
  const std::string expected = kind == Kind::csv ? "text/csv"
                               : route.method == http::Method::patch
                                   ? "application/merge-patch+json or application/json"
                                   : "application/json";
  return core::fail(unsupported_media_type, {{"expected", expected}, {"actual", http::printable(type)}});
}

}  // namespace tagwerk::pipeline
