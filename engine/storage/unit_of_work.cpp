#include "engine/storage/unit_of_work.hpp"

#include <algorithm>
#include <random>
#include <thread>

namespace tagwerk::storage {
namespace {

std::chrono::microseconds backoff(int runs) {
  thread_local std::minstd_rand random(std::random_device{}());
  const auto ceiling = std::min(std::chrono::microseconds(max_backoff), std::chrono::microseconds(1000) * (1 << runs));
  return std::chrono::microseconds(std::uniform_int_distribution<std::int64_t>(0, ceiling.count())(random));
}

}  // namespace

void Attempts::again_after_restart() {
  ++runs_;
  if (runs_ >= max_runs_of_a_unit || elapsed() >= 2 * settings_->lock_wait_timeout) {
    throw Unavailable("the database stayed busy: " + std::to_string(runs_) +
                      " runs of a unit of work met a deadlock or a lock wait timeout");
  }
  std::this_thread::sleep_for(backoff(runs_));
}

bool Attempts::again_after_loss() { return !std::exchange(lost_, true) && elapsed() < settings_->read_timeout; }

std::chrono::steady_clock::duration Attempts::elapsed() const { return std::chrono::steady_clock::now() - started_; }

}  // namespace tagwerk::storage
