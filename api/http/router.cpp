#include "api/http/router.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "api/http/syntax.hpp"

namespace tagwerk::http {
namespace {

constexpr std::size_t method_count = 7;
constexpr std::size_t no_route = static_cast<std::size_t>(-1);

[[noreturn]] void mistake(std::string_view pattern, std::string_view what) {
  throw std::logic_error("route pattern '" + std::string(pattern) + "' " + std::string(what));
}

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  path.remove_prefix(1);
  for (;;) {
    const auto end = path.find('/');
    segments.push_back(path.substr(0, end));
    if (end == std::string_view::npos) return segments;
    path.remove_prefix(end + 1);
  }
}

}  // namespace

std::optional<std::string_view> PathParameters::find(std::string_view name) const noexcept {
  for (const auto& [key, value] : values) {
    if (key == name) return value;
  }
  return std::nullopt;
}

struct Router::Node {
  std::vector<std::pair<std::string, std::unique_ptr<Node>>> literals;  // sorted by segment after construction
  std::vector<std::pair<std::string, std::unique_ptr<Node>>> endings;   // parameters with one: ".png"
  std::unique_ptr<Node> parameter;
  std::array<std::size_t, method_count> routes{};                      // per method, no_route where there is none
  std::array<std::vector<std::string>, method_count> parameter_names;  // routes may name the same segment differently
  std::string allow;
  bool has_route = false;

  Node() { routes.fill(no_route); }

  [[nodiscard]] std::size_t route(Method method) const { return routes[static_cast<std::size_t>(method)]; }

  [[nodiscard]] const Node* literal(std::string_view segment) const {
    const auto found =
        std::lower_bound(literals.begin(), literals.end(), segment,
                         [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
    return found != literals.end() && found->first == segment ? found->second.get() : nullptr;
  }

  Node& child(std::string_view segment) {
    const auto found =
        std::lower_bound(literals.begin(), literals.end(), segment,
                         [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
    if (found != literals.end() && found->first == segment) return *found->second;
    return *literals.emplace(found, std::string(segment), std::make_unique<Node>())->second;
  }

  Node& with_ending(std::string_view ending) {
    for (auto& [known, node] : endings) {
      if (known == ending) return *node;
    }
    // The longer one first: ".tar.gz" is not ".gz".
    const auto place = std::find_if(endings.begin(), endings.end(),
                                    [&](const auto& known) { return known.first.size() < ending.size(); });
    return *endings.emplace(place, std::string(ending), std::make_unique<Node>())->second;
  }

  void finish() {
    for (auto& [segment, node] : literals) node->finish();
    for (auto& [ending, node] : endings) node->finish();
    if (parameter) parameter->finish();
    if (!has_route) return;
    for (const auto method :
         {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::delete_, Method::options}) {
      const bool allowed = route(method) != no_route || method == Method::options ||
                           (method == Method::head && route(Method::get) != no_route);
      if (!allowed) continue;
      if (!allow.empty()) allow += ", ";
      allow += to_text(method);
    }
  }

  /// The node of a path, literals first; `values` gets the segments that stand for parameters.
  const Node* find(std::span<const std::string_view> segments, std::vector<std::string_view>& values) const {
    if (segments.empty()) return has_route ? this : nullptr;
    if (const auto* next = literal(segments.front())) {
      if (const auto* found = next->find(segments.subspan(1), values)) return found;
    }
    const auto segment = segments.front();
    for (const auto& [ending, node] : endings) {
      if (segment.size() <= ending.size() || !segment.ends_with(ending)) continue;
      values.push_back(segment.substr(0, segment.size() - ending.size()));
      if (const auto* found = node->find(segments.subspan(1), values)) return found;
      values.pop_back();
    }
    if (!parameter || segment.empty()) return nullptr;
    values.push_back(segment);
    if (const auto* found = parameter->find(segments.subspan(1), values)) return found;
    values.pop_back();
    return nullptr;
  }
};

Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

Router::Router(std::span<const RoutePattern> table) : root_(std::make_unique<Node>()) {
  for (std::size_t index = 0; index < table.size(); ++index) {
    const auto& [method, pattern] = table[index];
    if (!pattern.starts_with('/')) mistake(pattern, "does not begin with '/'");
    const auto segments = segments_of(pattern);
    if (segments.size() > segment_limit) mistake(pattern, "has too many segments");
    Node* node = root_.get();
    std::vector<std::string> names;
    for (const auto segment : segments) {
      if (segment.find_first_of("{}") == std::string_view::npos) {
        node = &node->child(segment);
        continue;
      }
      const auto close = segment.find('}');
      const auto ending = close == std::string_view::npos ? segment : segment.substr(close + 1);
      const bool ends_well = ending.empty() || (ending.size() > 1 && ending.front() == '.' &&
                                                ending.find_first_of("{}") == std::string_view::npos);
      if (segment.front() != '{' || close < 2 || segment.find('{', 1) != std::string_view::npos || !ends_well)
        mistake(pattern, "mixes a parameter with other text");
      names.emplace_back(segment.substr(1, close - 1));
      if (std::count(names.begin(), names.end(), names.back()) > 1) mistake(pattern, "names a parameter twice");
      if (!ending.empty()) {
        node = &node->with_ending(ending);
        continue;
      }
      if (!node->parameter) node->parameter = std::make_unique<Node>();
      node = node->parameter.get();
    }
    auto& route = node->routes[static_cast<std::size_t>(method)];
    if (route != no_route) mistake(pattern, "is in the table twice for " + std::string(to_text(method)));
    route = index;
    node->parameter_names[static_cast<std::size_t>(method)] = std::move(names);
    node->has_route = true;
  }
  root_->finish();
}

RouteMatch Router::match(Method method, std::string_view path) const {
  if (!path.starts_with('/')) return RouteNotFound{};
  std::array<std::string_view, segment_limit> segments;
  std::array<std::string, segment_limit> decoded;  // keeps the text of literals that were sent with escapes
  std::size_t count = 0;
  for (auto rest = path.substr(1);; ++count) {
    if (count == segment_limit) return RouteNotFound{};
    const auto end = rest.find('/');
    segments[count] = rest.substr(0, end);
    if (segments[count].find('%') != std::string_view::npos) {
      auto text = percent_decode(segments[count]);
      if (!text || text->find('\0') != std::string::npos) return RouteMalformed{std::string(segments[count])};
      decoded[count] = std::move(*text);
      segments[count] = decoded[count];
    }
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  std::vector<std::string_view> values;
  const auto* node = root_->find(std::span(segments.data(), count + 1), values);
  if (node == nullptr) return RouteNotFound{};
  auto used = method;
  if (method == Method::head && node->route(Method::head) == no_route) used = Method::get;
  const auto index = node->route(used);
  if (index == no_route) {
    const auto other = std::find_if(node->routes.begin(), node->routes.end(), [](auto i) { return i != no_route; });
    return RouteMethodNotAllowed{node->allow, method == Method::options, *other};
  }
  RouteFound found{index, {}};
  const auto& names = node->parameter_names[static_cast<std::size_t>(used)];
  found.parameters.values.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) found.parameters.values.emplace_back(names[i], values[i]);
  return found;
}

}  // namespace tagwerk::http
