#include "engine/jobs/job_watch.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "engine/jobs/job_store.hpp"
#include "engine/jobs/jobs_errors.hpp"

namespace tagwerk::jobs {
namespace {

constexpr int retry_after_s = 5;

// One follower's trouble is not that of the others.
bool is_wanted(const JobWatch::Tell& tell, const Job* job) noexcept {
  try {
    return tell(job);
  } catch (...) {
    return false;
  }
}

}  // namespace

JobWatch::~JobWatch() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

core::Result<> JobWatch::follow(const Job& now, Tell tell) {
  const std::lock_guard lock(mutex_);
  const auto of_organization = std::count(looked_at_.begin(), looked_at_.end(), now.organization) +
                               std::count_if(followers_.begin(), followers_.end(), [&](const Follower& follower) {
                                 return follower.organization == now.organization;
                               });
  const bool is_full = followers_.size() + looked_at_.size() >= max_followers;
  if (is_full || of_organization >= static_cast<std::ptrdiff_t>(max_followers_of_organization)) {
    auto busy = core::fail(too_many_streams,
                           {{"max", std::to_string(is_full ? max_followers : max_followers_of_organization)}});
    return busy.retry_after(retry_after_s);
  }
  if (!is_wanted(tell, &now) || is_over(now.status)) return {};
  if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
  const auto at = Clock::now();
  followers_.push_back({now.id, now.organization, now.version, at, at, std::move(tell)});
  changed_.notify_all();
  return {};
}

std::size_t JobWatch::followers() const {
  const std::lock_guard lock(mutex_);
  return followers_.size() + looked_at_.size();
}

void JobWatch::work() {
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
      if (!std::exchange(is_failing, true)) spdlog::error("jobs cannot be followed: {}", error.what());
    }
    lock.lock();
    looked_at_.clear();
    followers_.insert(followers_.end(), std::make_move_iterator(followers.begin()),
                      std::make_move_iterator(followers.end()));
  }
  const auto dropped = std::exchange(followers_, {});
  lock.unlock();
}

void JobWatch::look(std::vector<Follower>& followers) {
  std::set<JobId> ids;
  for (const auto& follower : followers) ids.insert(follower.job);
  const auto jobs = database_->read([&](storage::Transaction& tx) { return load_jobs(tx, ids); });
  const auto now = Clock::now();
  std::erase_if(followers, [&](Follower& follower) {
    const auto job = jobs.find(follower.job);
    if (job == jobs.end() || now - follower.since > max_follow_time) return true;
    if (job->second.version != follower.version) {
      follower.version = job->second.version;
      follower.told_at = now;
      return !is_wanted(follower.tell, &job->second) || is_over(job->second.status);
    }
    if (now - follower.told_at < pace_.sign_of_life_after) return false;
    follower.told_at = now;
    return !is_wanted(follower.tell, nullptr);
  });
}

}  // namespace tagwerk::jobs
