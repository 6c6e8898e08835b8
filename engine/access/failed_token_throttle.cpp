#include "engine/access/failed_token_throttle.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <iterator>
#include <vector>

namespace tagwerk::access {
namespace {

constexpr std::size_t site_prefix_bytes = 8;

// What counts as one peer.
std::string group_of(const std::string& peer) {
  in6_addr address{};
  if (inet_pton(AF_INET6, peer.c_str(), &address) != 1 || IN6_IS_ADDR_V4MAPPED(&address)) return peer;
  return std::string(reinterpret_cast<const char*>(address.s6_addr), site_prefix_bytes);
}

core::Instant end_of(core::Instant start) { return start + boost::posix_time::seconds(failed_token_window_s); }

}  // namespace

int FailedTokenThrottle::refused_for_s(const std::string& peer, core::Instant now) {
  if (per_minute_ <= 0) return 0;
  const auto group = group_of(peer);
  const std::lock_guard lock(mutex_);
  const auto window = windows_.find(group);
  if (window == windows_.end() || window->second.failures < per_minute_) return 0;
  const auto left = (end_of(window->second.start) - now).total_milliseconds();
  if (left <= 0) {
    windows_.erase(window);
    return 0;
  }
  return static_cast<int>(std::min<std::int64_t>((left + 999) / 1000, failed_token_window_s));
}

void FailedTokenThrottle::failed(const std::string& peer, core::Instant now) {
  if (per_minute_ <= 0) return;
  auto group = group_of(peer);
  const std::lock_guard lock(mutex_);
  if (windows_.size() >= max_throttled_peers && !windows_.contains(group)) make_room(now);
  auto& window = windows_[std::move(group)];
  if (window.failures == 0 || end_of(window.start) <= now) window = {now, 0};
  ++window.failures;
}

std::size_t FailedTokenThrottle::peers() const {
  const std::lock_guard lock(mutex_);
  return windows_.size();
}

void FailedTokenThrottle::make_room(core::Instant now) {
  std::erase_if(windows_, [&](const auto& entry) { return end_of(entry.second.start) <= now; });
  if (windows_.size() < max_throttled_peers) return;
  // The oldest quarter at once, so that a flood of peers does not search the whole list for each of them.
  std::vector<core::Instant> starts;
  starts.reserve(windows_.size());
  for (const auto& [group, window] : windows_) starts.push_back(window.start);
  const auto quarter = starts.begin() + static_cast<std::ptrdiff_t>(starts.size() / 4);
  std::nth_element(starts.begin(), quarter, starts.end());
  std::size_t left_over = starts.size() / 4;
  for (auto window = windows_.begin(); window != windows_.end() && left_over > 0;) {
    const bool is_old = window->second.start <= *quarter;
    window = is_old ? windows_.erase(window) : std::next(window);
    left_over -= is_old ? 1 : 0;
  }
}

}  // namespace tagwerk::access
