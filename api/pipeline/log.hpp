// Purpose: one log for everything, a JSON object a line: what the server has to say (spdlog's default logger), and one line
// per answer. Shapes: `time` RFC 3339 UTC, durations in microseconds. No query string, header or body is logged: they may
// hold personal data or secrets; and no secret in a path (http/secret_path.hpp).
// Errors: start_log throws spdlog::spdlog_ex when the file cannot be opened. Thread-safety: any thread after start_log.
#pragma once

#include <memory>
#include <string>

#include "api/http/application.hpp"

namespace spdlog {
class logger;
}

namespace tagwerk::pipeline {

/// `level`: trace, debug, info, warn, error. `file` empty: standard error. Lines wait at most a second in memory.
void start_log(const std::string& level, const std::string& file);

class AccessLog {
 public:
  AccessLog();
  /// Good answers of the probes (/healthz, /readyz, /metrics) are logged at level debug only.
  void answered(const http::Request& request, const http::Response& response, const http::Timing& timing);

 private:
  std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace tagwerk::pipeline
