#include "engine/statistics/trend_queue.hpp"

#include <chrono>
#include <utility>

#include "engine/statistics/statistics_errors.hpp"

namespace tagwerk::statistics {
namespace {

constexpr int retry_after_busy_s = 1;

std::string key_of(const core::OrganizationId& organization, const std::string& series_key) {
  std::string key(organization.uuid.raw());
  return key.append(series_key);
}

// One asker's trouble is not that of the others, nor of this thread. Who waits at the other end sees that `done` is gone.
void tell(const TrendQueue::Done& done, const TrendQueue::Computed& computed) noexcept {
  try {
    done(computed);
  } catch (...) {
    return;
  }
}

}  // namespace

TrendQueue::~TrendQueue() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  line_waits_.notify_all();
  for (auto& thread : threads_) thread.join();
}

core::Result<> TrendQueue::ask(const access::Call& call, const std::string& series_key, Done done) {
  const std::lock_guard lock(mutex_);
  if (waiting_ >= max_waiting) {
    auto busy = core::fail(statistics_busy, {{"limit", std::to_string(max_waiting)}});
    return busy.retry_after(retry_after_busy_s);
  }
  start_threads();
  const auto key = key_of(call.principal.organization, series_key);
  auto& line = lines_[key];
  ++waiting_;
  if (line.is_running && cache_->serves(line.ticket, std::chrono::steady_clock::now())) {
    line.joined.push_back(std::move(done));
    return {};
  }
  line.next.push_back(std::move(done));
  if (line.next.size() > 1) return {};
  line.call = call;
  line.series_key = series_key;
  if (line.is_running) return {};
  turns_.push_back(key);
  line_waits_.notify_one();
  return {};
}

std::size_t TrendQueue::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_;
}

void TrendQueue::start_threads() {
  while (threads_.size() < max_computing) threads_.emplace_back([this] { work(); });
}

void TrendQueue::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    line_waits_.wait(lock, [this] { return stopping_ || !turns_.empty(); });
    if (stopping_) return;
    const auto key = std::move(turns_.front());
    turns_.pop_front();
    auto& line = lines_.at(key);  // stays where it is: nobody else erases a line that runs
    line.joined = std::exchange(line.next, {});
    line.is_running = true;
    line.ticket = cache_->ticket(line.call.principal.organization, line.series_key, std::chrono::steady_clock::now());
    const auto call = line.call;
    const auto series_key = line.series_key;
    const auto ticket = line.ticket;
    lock.unlock();
    const auto computed = compute(call, series_key, ticket);
    lock.lock();
    auto answered = std::exchange(line.joined, {});
    waiting_ -= answered.size();
    line.is_running = false;
    if (line.next.empty()) {
      lines_.erase(key);
    } else {
      turns_.push_back(key);
      line_waits_.notify_one();
    }
    lock.unlock();
    for (const auto& done : answered) tell(done, computed);
    answered.clear();
    lock.lock();
  }
}

TrendQueue::Computed TrendQueue::compute(const access::Call& call, const std::string& series_key,
                                         const AttendanceCache::Ticket& ticket) {
  try {
    return {ticket, compute_(call, series_key), nullptr};
  } catch (...) {
    return {ticket, AttendanceTrend{}, std::current_exception()};
  }
}

}  // namespace tagwerk::statistics
