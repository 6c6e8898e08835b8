// Purpose: the file that holds the installation's secret: 32 random bytes and nothing else, readable by its owner only.
// Errors: SettingsError, one line that says what mends it; std::runtime_error when it cannot be written. Its content is
// in no message. Thread-safety: any thread.
#pragma once

#include <string>

#include "api/app/settings.hpp"
#include "engine/core/secret.hpp"

namespace tagwerk::app {

/// The path that server.secret_file names.
[[nodiscard]] std::string secret_path(const Settings& settings);
[[nodiscard]] core::SecretKey load_secret(const Settings& settings);
/// Makes the file, mode 0600; what is there already is never overwritten.
void create_secret(const std::string& path);

}  // namespace tagwerk::app
