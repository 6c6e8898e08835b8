#include "api/app/input_file.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace tagwerk::app {

std::string read_input_file(const std::string& path, std::size_t max_bytes) {
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(path)) throw std::runtime_error("cannot read " + path);
  // No further than the caller takes, however much is there.
  std::string text(max_bytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad()) throw std::runtime_error("cannot read " + path);
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > max_bytes)
    throw std::runtime_error(path + " is larger than " + std::to_string(max_bytes) + " bytes");
  return text;
}

}  // namespace tagwerk::app
