// Purpose: numbers with names, in an order that means something: how far a job is, how good a plan is. What the names mean is the
// business of whoever writes them. Stored as lines "name number". Errors: none; lines of another form are skipped.
// Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tagwerk::core {

using Figures = std::vector<std::pair<std::string, std::int64_t>>;

[[nodiscard]] std::string to_lines(const Figures& figures);
[[nodiscard]] Figures figures_of_lines(std::string_view lines);
[[nodiscard]] std::optional<std::int64_t> find_figure(const Figures& figures, std::string_view name);

}  // namespace tagwerk::core
