#include "api/http/message.hpp"

namespace tagwerk::http {
namespace {

constexpr std::pair<Method, std::string_view> method_names[] = {
    {Method::get, "GET"},     {Method::head, "HEAD"},      {Method::post, "POST"},      {Method::put, "PUT"},
    {Method::patch, "PATCH"}, {Method::delete_, "DELETE"}, {Method::options, "OPTIONS"}};

std::optional<std::string_view> first_of(const std::vector<Header>& headers, std::string_view name) noexcept {
  for (const auto& header : headers) {
    if (header.name == name) return header.value;
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_text(Method method) noexcept {
  for (const auto& [value, name] : method_names) {
    if (value == method) return name;
  }
  return "";
}

std::optional<Method> parse_method(std::string_view text) noexcept {
  for (const auto& [value, name] : method_names) {
    if (name == text) return value;
  }
  return std::nullopt;
}

std::optional<std::string_view> RequestHead::header(std::string_view name) const noexcept {
  return first_of(headers, name);
}

std::optional<std::string_view> Response::header(std::string_view name) const noexcept {
  for (const auto& header : headers) {
    if (header.name.size() != name.size()) continue;
    bool same = true;
    for (std::size_t i = 0; i < name.size() && same; ++i) {
      const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
      same = lower(header.name[i]) == lower(name[i]);
    }
    if (same) return header.value;
  }
  return std::nullopt;
}

}  // namespace tagwerk::http
