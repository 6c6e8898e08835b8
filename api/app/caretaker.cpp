#include "api/app/caretaker.hpp"

#include <spdlog/spdlog.h>

#include <exception>
#include <utility>

namespace tagwerk::app {

Caretaker::Caretaker(std::string trouble, std::chrono::milliseconds every, std::function<bool()> step, First first)
    : trouble_(std::move(trouble)),
      every_(every),
      step_(std::move(step)),
      thread_([this, first](const std::stop_token& stop) { work(stop, first); }) {}

void Caretaker::work(const std::stop_token& stop, First first) {
  std::unique_lock lock(mutex_);
  bool waits = first == First::after_a_while;
  while (!stop.stop_requested()) {
    if (std::exchange(waits, true)) woken_.wait_for(lock, stop, every_, [] { return false; });
    try {
      while (!stop.stop_requested() && step_()) {
      }
      is_failing_ = false;
    } catch (const std::exception& error) {
      if (!std::exchange(is_failing_, true)) spdlog::warn("{}: {}", trouble_, error.what());
    }
  }
}

}  // namespace tagwerk::app
