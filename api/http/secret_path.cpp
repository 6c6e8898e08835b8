#include "api/http/secret_path.hpp"

#include "api/http/syntax.hpp"

namespace tagwerk::http {
namespace {

constexpr std::string_view hidden = "***";
constexpr std::string_view separators = "/?&= ";

bool holds_secret(std::string_view part) {
  const auto decoded = percent_decode(part);
  for (const std::string_view prefix : {"twl_", "twk_"}) {
    if (part.find(prefix) != std::string_view::npos) return true;
    if (decoded && decoded->find(prefix) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

std::string without_secrets(std::string_view path) {
  std::string shown;
  shown.reserve(path.size());
  bool is_below_personal = false;
  for (;;) {
    const auto end = path.find_first_of(separators);
    const auto part = path.substr(0, end);
    const bool is_hidden = !part.empty() && (is_below_personal || holds_secret(part));
    shown.append(is_hidden ? hidden : part);
    if (end == std::string_view::npos) return shown;
    is_below_personal = part == "personal" && path[end] == '/';
    shown.push_back(path[end]);
    path.remove_prefix(end + 1);
  }
}

}  // namespace tagwerk::http
