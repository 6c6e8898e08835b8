// Purpose: who follows something that is stored is told when it changes, whichever process changed it: one look at the database
// for all who follow, a few times a second, on a thread that the first of them starts.
// Bounds: max_followers at once, and max_followers_of_organization of each; one is told at most max_follow_time long. Units: milliseconds.
// Errors: too_many_streams; a database that is away is waited for. Thread-safety: any thread; the destructor drops all who follow.
#pragma once

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <iterator>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/id.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::storage {

inline constexpr core::ErrorCode too_many_streams{
    core::ErrorKind::unavailable,
    "too_many_streams",
    {"Too many streams", "Zu viele offene Ströme"},
    {"{max} clients follow already; ask again from time to time instead.",
     "{max} Clients folgen schon; bitte stattdessen von Zeit zu Zeit abfragen."}};

struct WatchPace {
  std::chrono::milliseconds look_every{250};
  std::chrono::milliseconds sign_of_life_after{5'000};  // where nothing has changed
};

struct WatchLimits {
  static constexpr std::size_t max_followers = 200;
  static constexpr std::size_t max_followers_of_organization = 50;
  static constexpr std::chrono::minutes max_follow_time{60};
};

/// What is followed has a Key and is a State.
template <class Key, class State>
class Watch : public WatchLimits {
 public:
  struct Rules {
    std::string what;  // for the log
    /// Those that are there; who follows another one is let go.
    std::function<std::map<Key, State>(Transaction&, const std::set<Key>&)> load;
    std::function<bool(const State& told, const State& now)> has_changed;
    std::function<bool(const State&)> is_over;
  };
  /// What it is now; nullptr: nothing has changed for a while. False: it is not wanted any more. Not called again, and let go,
  /// after it is over. On the watch's thread.
  using Tell = std::function<bool(const State*)>;

  Watch(Database& database, Rules rules, WatchPace pace)
      : database_(&database), rules_(std::move(rules)), pace_(pace) {}
  ~Watch() {
    {
      const std::lock_guard lock(mutex_);
      is_stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  /// Told of `now` at once.
  [[nodiscard]] core::Result<> follow(const core::OrganizationId& organization, const Key& key, const State& now,
                                      Tell tell) {
    const std::lock_guard lock(mutex_);
    const auto of_organization = std::count(looked_at_.begin(), looked_at_.end(), organization) +
                                 std::count_if(followers_.begin(), followers_.end(), [&](const Follower& follower) {
                                   return follower.organization == organization;
                                 });
    const bool is_full = followers_.size() + looked_at_.size() >= max_followers;
    if (is_full || of_organization >= static_cast<std::ptrdiff_t>(max_followers_of_organization)) {
      auto busy = core::fail(too_many_streams,
                             {{"max", std::to_string(is_full ? max_followers : max_followers_of_organization)}});
      return busy.retry_after(retry_after_s);
    }
    if (!is_wanted(tell, &now) || rules_.is_over(now)) return {};
    if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
    const auto at = Clock::now();
    followers_.push_back({key, organization, now, at, at, std::move(tell)});
    changed_.notify_all();
    return {};
  }

  [[nodiscard]] std::size_t followers() const {
    const std::lock_guard lock(mutex_);
    return followers_.size() + looked_at_.size();
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr int retry_after_s = 5;
  struct Follower {
    Key key;
    core::OrganizationId organization;
    State told;
    Clock::time_point since;
    Clock::time_point told_at;
    Tell tell;
  };

  // One follower's trouble is not that of the others.
  static bool is_wanted(const Tell& tell, const State* state) noexcept {
    try {
      return tell(state);
    } catch (...) {
      return false;
    }
  }

  void work() {
    bool is_failing = false;
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [this] { return is_stopping_ || !followers_.empty(); });
      changed_.wait_for(lock, pace_.look_every, [this] { return is_stopping_; });
      if (is_stopping_) break;
      auto followers = std::exchange(followers_, {});
      for (const auto& follower : followers) looked_at_.push_back(follower.organization);
      lock.unlock();
      try {
        look(followers);
        is_failing = false;
      } catch (const std::exception& error) {
        if (!std::exchange(is_failing, true)) spdlog::error("{} cannot be followed: {}", rules_.what, error.what());
      }
      lock.lock();
      looked_at_.clear();
      followers_.insert(followers_.end(), std::make_move_iterator(followers.begin()),
                        std::make_move_iterator(followers.end()));
    }
    const auto dropped = std::exchange(followers_, {});
    lock.unlock();
  }

  void look(std::vector<Follower>& followers) {
    std::set<Key> keys;
    for (const auto& follower : followers) keys.insert(follower.key);
    const auto states = database_->read([&](Transaction& tx) { return rules_.load(tx, keys); });
    const auto now = Clock::now();
    std::erase_if(followers, [&](Follower& follower) {
      const auto state = states.find(follower.key);
      if (state == states.end() || now - follower.since > max_follow_time) return true;
      if (rules_.has_changed(follower.told, state->second)) {
        follower.told = state->second;
        follower.told_at = now;
        return !is_wanted(follower.tell, &state->second) || rules_.is_over(state->second);
      }
      if (now - follower.told_at < pace_.sign_of_life_after) return false;
      follower.told_at = now;
      return !is_wanted(follower.tell, nullptr);
    });
  }

  Database* database_;
  Rules rules_;
  WatchPace pace_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Follower> followers_;
  std::vector<core::OrganizationId> looked_at_;  // whose those are that the thread has with it
  bool is_stopping_ = false;
  std::thread thread_;  // the last one: the others live while it runs
};

}  // namespace tagwerk::storage
