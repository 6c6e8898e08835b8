#include "api/pipeline/log_writer.hpp"

#include <fcntl.h>
#include <spdlog/common.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace tagwerk::pipeline {
namespace {

constexpr int mode_of_new_file = 0644;

int open_log(const std::string& file) {
  if (file.empty()) return STDERR_FILENO;
  if (const auto folder = std::filesystem::path(file).parent_path(); !folder.empty()) {
    std::error_code unable;  // then it cannot be opened either
    std::filesystem::create_directories(folder, unable);
  }
  const int opened = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, mode_of_new_file);
  if (opened < 0) throw spdlog::spdlog_ex("the log file " + file + " cannot be opened", errno);
  return opened;
}

}  // namespace

LogWriter::LogWriter(const std::string& file, std::unique_ptr<spdlog::formatter> formatter)
    : file_(open_log(file)), owns_file_(!file.empty()), formatter_(std::move(formatter)) {
  waiting_.reserve(2 * write_from_bytes);
  thread_ = std::thread([this] { work(); });
}

LogWriter::~LogWriter() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  lines_wait_.notify_one();
  thread_.join();
  if (owns_file_) ::close(file_);
}

void LogWriter::log(const spdlog::details::log_msg& message) {
  spdlog::memory_buf_t line;
  formatter_->format(message, line);
  std::unique_lock lock(mutex_);
  is_written_.wait(lock, [this] { return waiting_.size() < max_waiting_bytes; });
  const bool was_enough = waiting_.size() >= write_from_bytes;
  waiting_.append(line.data(), line.size());
  logged_bytes_ += line.size();
  const bool is_enough = waiting_.size() >= write_from_bytes;
  lock.unlock();
  if (is_enough && !was_enough) lines_wait_.notify_one();
}

void LogWriter::flush() {
  std::unique_lock lock(mutex_);
  const auto until = logged_bytes_;
  if (written_bytes_ >= until) return;
  is_urgent_ = true;
  lines_wait_.notify_one();
  is_written_.wait(lock, [&] { return written_bytes_ >= until; });
}

void LogWriter::set_formatter(std::unique_ptr<spdlog::formatter> formatter) { formatter_ = std::move(formatter); }

void LogWriter::work() {
  std::string lines;
  lines.reserve(2 * write_from_bytes);
  std::unique_lock lock(mutex_);
  while (!stopping_ || !waiting_.empty()) {
    lines_wait_.wait_for(lock, flush_after,
                         [this] { return stopping_ || is_urgent_ || waiting_.size() >= write_from_bytes; });
    is_urgent_ = false;  // also where all is taken already: the wait above would never let go of the lock again
    if (waiting_.empty()) continue;
    lines.clear();
    lines.swap(waiting_);
    lock.unlock();
    write(lines);
    lock.lock();
    written_bytes_ += lines.size();
    is_written_.notify_all();
  }
}

void LogWriter::write(const std::string& lines) const {
  for (std::size_t done = 0; done < lines.size();) {
    const auto count = ::write(file_, lines.data() + done, lines.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    done += static_cast<std::size_t>(count);
  }
}

}  // namespace tagwerk::pipeline
