#include "engine/statistics/turnout_memory.hpp"

#include <utility>

namespace tagwerk::statistics {

TurnoutMemory::Heads TurnoutMemory::find(const core::EventId& event, const core::Uuid& count) const {
  const std::lock_guard lock(mutex_);
  const auto found = known_.find(event);
  return found != known_.end() && found->second.count == count ? found->second.heads : nullptr;
}

void TurnoutMemory::keep(const core::EventId& event, const core::Uuid& count, Heads heads) {
  if (heads->size() > max_rows) return;
  const std::lock_guard lock(mutex_);
  if (const auto old = known_.find(event); old != known_.end()) {
    rows_ -= old->second.heads->size();
    known_.erase(old);
  }
  if (rows_ + heads->size() > max_rows) {
    known_.clear();
    rows_ = 0;
  }
  rows_ += heads->size();
  known_.emplace(event, Known{count, std::move(heads)});
}

std::size_t TurnoutMemory::rows() const {
  const std::lock_guard lock(mutex_);
  return rows_;
}

}  // namespace tagwerk::statistics
