// Purpose: a peer that sends many unknown tokens is made to wait, so that guessing does not load the database. Counted in
// windows of a minute that begin with the first failure. An IPv6 peer counts with its /64, which one customer has to himself.
// Bounded: max_throttled_peers windows; the oldest go first. Per process. Errors: none. Thread-safety: any thread.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

#include "engine/core/time.hpp"

namespace tagwerk::access {

inline constexpr std::size_t max_throttled_peers = 10'000;
inline constexpr int failed_token_window_s = 60;

class FailedTokenThrottle {
 public:
  /// 0: never refuses.
  explicit FailedTokenThrottle(int per_minute) : per_minute_(per_minute) {}

  /// Seconds to wait; 0 when the peer may try.
  [[nodiscard]] int refused_for_s(const std::string& peer, core::Instant now);
  void failed(const std::string& peer, core::Instant now);
  [[nodiscard]] std::size_t peers() const;

 private:
  struct Window {
    core::Instant start;
    int failures = 0;
  };
  void make_room(core::Instant now);

  int per_minute_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Window> windows_;
};

}  // namespace tagwerk::access
