// Purpose: requests a minute per token, in windows of a minute; off unless configured. Per process.
// Bounded: forgets all windows when the next minute begins. Thread-safety: any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "engine/core/id.hpp"

namespace tagwerk::pipeline {

class RateLimit {
 public:
  using Time = std::chrono::steady_clock::time_point;
  /// 0: no limit.
  explicit RateLimit(int requests_per_minute) : limit_(requests_per_minute) {}

  [[nodiscard]] int limit() const noexcept { return limit_; }
  /// Counts one request; seconds to wait when it is one too many.
  [[nodiscard]] std::optional<int> refused_for_s(const core::TokenId& token, Time now);

 private:
  int limit_;
  std::mutex mutex_;
  Time window_start_{};
  std::unordered_map<std::string, int> counts_;
};

}  // namespace tagwerk::pipeline
