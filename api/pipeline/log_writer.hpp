// Purpose: where the log's lines go: collected in memory and written by a thread of their own, so that a slow disk holds up nobody
// who answers requests.
// Bounds: lines wait at most flush_after; max_waiting_bytes of them, then who logs waits as well. flush() returns when all that was
//   logged before is written, so that what is worth a warning outlives a crash.
// Errors: the constructor throws spdlog::spdlog_ex when the file cannot be opened; bytes that cannot be written are dropped, for there
//   is nobody to tell. Thread-safety: any thread. The destructor writes what is left.
#pragma once

#include <spdlog/formatter.h>
#include <spdlog/sinks/sink.h>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace tagwerk::pipeline {

class LogWriter final : public spdlog::sinks::sink {
 public:
  static constexpr std::chrono::milliseconds flush_after{500};
  static constexpr std::size_t write_from_bytes = 64 * 1024;
  static constexpr std::size_t max_waiting_bytes = 8 * 1024 * 1024;

  /// `file` is appended to, and made where it is not there; empty: standard error.
  LogWriter(const std::string& file, std::unique_ptr<spdlog::formatter> formatter);
  ~LogWriter() override;
  LogWriter(const LogWriter&) = delete;
  LogWriter& operator=(const LogWriter&) = delete;

  void log(const spdlog::details::log_msg& message) override;
  void flush() override;
  void set_pattern(const std::string&) override {}  // the form is that of the formatter
  void set_formatter(std::unique_ptr<spdlog::formatter> formatter) override;

 private:
  void work();
  void write(const std::string& lines) const;

  int file_;
  bool owns_file_;
  std::unique_ptr<spdlog::formatter> formatter_;
  std::mutex mutex_;
  std::condition_variable lines_wait_;
  std::condition_variable is_written_;
  std::string waiting_;
  std::uint64_t logged_bytes_ = 0;
  std::uint64_t written_bytes_ = 0;
  bool is_urgent_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace tagwerk::pipeline
