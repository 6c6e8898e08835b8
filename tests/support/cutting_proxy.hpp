// Purpose: stands between a Database and the server, and cuts the connection at a statement of the test's choice.
// Errors: std::runtime_error when it cannot listen. Thread-safety: any thread.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace tagwerk::support {

class CuttingProxy {
 public:
  enum class Cut {
    never,
    before,  // the statement does not reach the server
    after,   // the server has done it, its answer is lost
    hold     // the statement reaches the server, no answer comes back, the connection stays open
  };

  /// Forwards to the unix socket `server`.
  explicit CuttingProxy(std::string server);
  ~CuttingProxy();
  CuttingProxy(const CuttingProxy&) = delete;
  CuttingProxy& operator=(const CuttingProxy&) = delete;

  [[nodiscard]] const std::string& socket() const noexcept { return path_; }
  /// Cuts at the next statement that begins with `statement`, `times` times.
  void cut(Cut how, const std::string& statement, int times = 1);
  /// From now on connections are accepted, but nothing is forwarded or answered.
  void fall_silent() noexcept { silent_ = true; }
  /// How many statements began with what was given to cut().
  [[nodiscard]] int seen() const noexcept { return seen_; }

 private:
  void accept_all();
  void serve(int client);
  Cut decide(const std::string& bytes);

  std::string server_;
  std::string folder_;
  std::string path_;
  int listener_ = -1;
  std::atomic<bool> stopping_{false};
  std::atomic<bool> silent_{false};
  std::atomic<int> seen_{0};

  std::mutex mutex_;
  Cut how_ = Cut::never;
  std::string statement_;
  int times_ = 0;

  std::vector<std::thread> serving_;  // touched by the accepting thread only
  std::thread accepting_;
};

}  // namespace tagwerk::support
