#include "api/app/caretaker.hpp"

#include <spdlog/spdlog.h>

#include <exception>
#include <utility>

namespace tagwerk::app {

Caretaker::Caretaker(std::string trouble, std::chrono::milliseconds every, std::function<bool()> step)
    : trouble_(std::move(trouble)),
      every_(every),
      step_(std::move(step)),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

void Caretaker::work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    woken_.wait_for(lock, stop, every_, [] { return false; });
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
