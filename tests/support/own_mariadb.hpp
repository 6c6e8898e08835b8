// Purpose: a MariaDB of the test's own, which it may kill and start again. Unix socket only, in a temporary folder.
// Errors: std::runtime_error with the server's log. Thread-safety: one thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/support/process.hpp"

namespace tagwerk::test {

class OwnMariadb {
 public:
  explicit OwnMariadb(std::vector<std::string> options = {});

  void start();
  /// SIGKILL: as a crash would.
  void kill();
  void execute(const std::string& sql) const;
  /// A database that need not exist yet.
  [[nodiscard]] std::string url(const std::string& database) const;

 private:
  [[nodiscard]] bool answers() const;

  TemporaryFolder folder_;
  std::vector<std::string> options_;
  std::unique_ptr<Process> process_;
};

}  // namespace tagwerk::test
