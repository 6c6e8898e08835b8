// Purpose: remembers for a moment that an object was there for an organization, so that a rush on one object need not ask the
// database for every request. Only for checks that whoever acts on the object makes again.
// Bounds: max_entries, keep_for. Thread-safety: any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

#include "engine/core/id.hpp"

namespace tagwerk::resources {

class Seen {
 public:
  static constexpr std::size_t max_entries = 10'000;
  static constexpr std::chrono::milliseconds keep_for{1000};

  [[nodiscard]] bool knows(const core::OrganizationId& organization, const core::Uuid& object) {
    const std::lock_guard lock(mutex_);
    const auto found = until_.find(key_of(organization, object));
    return found != until_.end() && std::chrono::steady_clock::now() < found->second;
  }
  void add(const core::OrganizationId& organization, const core::Uuid& object) {
    const std::lock_guard lock(mutex_);
    if (until_.size() >= max_entries) until_.clear();
    until_[key_of(organization, object)] = std::chrono::steady_clock::now() + keep_for;
  }

 private:
  static std::string key_of(const core::OrganizationId& organization, const core::Uuid& object) {
    return std::string(organization.uuid.raw()).append(object.raw());
  }

  std::mutex mutex_;
  std::unordered_map<std::string, std::chrono::steady_clock::time_point> until_;
};

}  // namespace tagwerk::resources
