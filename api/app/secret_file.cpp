#include "api/app/secret_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace tagwerk::app {
namespace {

// Only a whole file is left behind.
void write_whole(int file, const std::string& path, const core::SecretKey& secret) {
  const auto bytes = secret.bytes();
  const bool written = ::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) &&
                       ::fchmod(file, S_IRUSR | S_IWUSR) == 0 && ::fsync(file) == 0;
  const int error = errno;
  if (::close(file) == 0 && written) return;
  ::unlink(path.c_str());
  throw std::runtime_error("cannot write the secret " + path + ": " + std::strerror(error));
}

}  // namespace

std::string secret_path(const Settings& settings) {
  const auto& path = settings.text("server.secret_file");
  if (!path.empty()) return path;
  throw SettingsError(
      "no secret is configured: name a file in TAGWERK_SECRET_FILE or server.secret_file; 'tagwerk secret create' makes "
      "it");
}

core::SecretKey load_secret(const Settings& settings) {
  const auto path = secret_path(settings);
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(path)) {
    throw SettingsError("the secret " + path + " cannot be read; 'tagwerk secret create' makes it where there is none");
  }
  std::string raw(core::SecretKey::size_bytes + 1, '\0');
  in.read(raw.data(), static_cast<std::streamsize>(raw.size()));
  raw.resize(static_cast<std::size_t>(in.gcount()));
  auto secret = core::SecretKey::from_bytes(raw);
  raw.assign(raw.size(), '\0');
  if (secret) return *std::move(secret);
  throw SettingsError("the secret " + path +
                      " does not hold exactly 32 bytes: bring back the copy that you kept of it");
}

void create_secret(const std::string& path) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0 && errno == EEXIST) {
    throw std::runtime_error("the secret " + path +
                             " is there already: another one would make all printed tickets void");
  }
  if (file < 0) throw std::runtime_error("cannot write the secret " + path + ": " + std::strerror(errno));
  write_whole(file, path, core::SecretKey::random());
}

}  // namespace tagwerk::app
