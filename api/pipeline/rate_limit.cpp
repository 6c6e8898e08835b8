#include "api/pipeline/rate_limit.hpp"

#include <algorithm>

namespace tagwerk::pipeline {

std::optional<int> RateLimit::refused_for_s(const core::TokenId& token, Time now) {
  if (limit_ <= 0) return std::nullopt;
  constexpr std::chrono::seconds window{60};
  const std::lock_guard lock(mutex_);
  if (now - window_start_ >= window) {
    window_start_ = now;
    counts_.clear();
  }
  auto& count = counts_[std::string(token.uuid.raw())];
  if (count < limit_) {
    ++count;
    return std::nullopt;
  }
  const auto left = std::chrono::ceil<std::chrono::seconds>(window_start_ + window - now);
  return static_cast<int>(std::max<std::chrono::seconds::rep>(1, left.count()));
}

}  // namespace tagwerk::pipeline
