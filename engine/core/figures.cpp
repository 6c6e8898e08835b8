#include "engine/core/figures.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace tagwerk::core {

std::string to_lines(const Figures& figures) {
  std::string lines;
  for (const auto& [name, number] : figures) lines.append(name).append(" ").append(std::to_string(number)).append("\n");
  return lines;
}

Figures figures_of_lines(std::string_view lines) {
  Figures figures;
  while (!lines.empty()) {
    const auto end = std::min(lines.find('\n'), lines.size());
    const auto line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    const auto space = line.find(' ');
    if (space == std::string_view::npos) continue;
    const auto digits = line.substr(space + 1);
    std::int64_t number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (read.ec == std::errc() && read.ptr == digits.data() + digits.size())
      figures.emplace_back(line.substr(0, space), number);
  }
  return figures;
}

std::optional<std::int64_t> find_figure(const Figures& figures, std::string_view name) {
  const auto found = std::find_if(figures.begin(), figures.end(), [&](const auto& one) { return one.first == name; });
  return found == figures.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace tagwerk::core
