#include "api/http/stream.hpp"

#include <utility>

namespace tagwerk::http {

bool Stream::push(std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  if (is_abandoned_ || has_ended_) return false;
  if (waiting_.size() + bytes.size() > max_waiting_bytes) {
    has_ended_ = true;
    tell();
    return false;
  }
  waiting_ += bytes;
  tell();
  return true;
}

void Stream::end() noexcept {
  const std::lock_guard lock(mutex_);
  if (has_ended_) return;
  has_ended_ = true;
  tell();
}

void Stream::listen(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
  if (!waiting_.empty() || has_ended_) tell();
}

Stream::Piece Stream::take() {
  const std::lock_guard lock(mutex_);
  was_told_ = false;
  return {std::exchange(waiting_, {}), has_ended_};
}

void Stream::abandon() noexcept {
  const std::lock_guard lock(mutex_);
  is_abandoned_ = true;
  wake_ = nullptr;
  waiting_.clear();
}

void Stream::tell() {
  if (!wake_ || std::exchange(was_told_, true)) return;
  wake_();
}

}  // namespace tagwerk::http
