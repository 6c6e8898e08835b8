// Purpose: starts the real binary, reads what it prints, and ends it: always this very process, by its id.
// Errors: std::runtime_error with what the process wrote. Thread-safety: one thread per object.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace tagwerk::test {

struct Finished {
  int status = 0;  // exit status, or 128 + signal
  std::string out;
  std::string err;
};

using Variables = std::map<std::string, std::string>;

/// Runs a program to its end. The environment is ours without TAGWERK_* plus `variables`, and a TAGWERK_SECRET_FILE unless
/// they name one.
[[nodiscard]] Finished run_program(const std::vector<std::string>& command, const Variables& variables = {},
                                   std::chrono::seconds limit = std::chrono::seconds(60));

/// A program that goes on: `tagwerk serve`, `mariadbd`. Its destructor kills what still runs.
class Process {
 public:
  /// Standard output and error go to the files `<log>.out` and `<log>.err`.
  Process(const std::vector<std::string>& command, const Variables& variables, std::string log);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  [[nodiscard]] pid_t pid() const noexcept { return pid_; }
  [[nodiscard]] bool running();
  void send_signal(int signal) const;
  /// Waits for its end; exit status, or 128 + signal. Kills it and throws after `limit`.
  int wait(std::chrono::milliseconds limit);
  [[nodiscard]] std::string out() const;
  [[nodiscard]] std::string err() const;
  /// The rest of the first line of standard output that begins with `start`.
  [[nodiscard]] std::string wait_for_line(const std::string& start, std::chrono::milliseconds limit);

 private:
  std::string log_;
  pid_t pid_ = -1;
  bool ended_ = false;
  int status_ = 0;
};

/// `tagwerk serve` on a free port of the loopback interface.
class ServerProcess {
 public:
  ServerProcess(const std::string& binary, const std::string& database_url, Variables variables = {});

  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
  [[nodiscard]] Process& process() noexcept { return process_; }
  /// SIGTERM, and waits until it is gone; its exit status.
  int stop(std::chrono::milliseconds limit = std::chrono::seconds(30));

 private:
  Process process_;
  std::uint16_t port_ = 0;
};

/// A folder under the system's temporary folder that goes when the object goes.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::string& path() const noexcept { return path_; }

 private:
  std::string path_;
};

[[nodiscard]] std::string read_file(const std::string& path);
void write_file(const std::string& path, const std::string& text);

}  // namespace tagwerk::test
