// Purpose: a file that a command takes, whole.
// Errors: std::runtime_error, naming the path: it cannot be read, or is larger than allowed. Thread-safety: a function.
#pragma once

#include <cstddef>
#include <string>

namespace tagwerk::app {

[[nodiscard]] std::string read_input_file(const std::string& path, std::size_t max_bytes);

}  // namespace tagwerk::app
