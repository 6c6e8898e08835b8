// Purpose: a chore that is done again and again beside the server, on a thread of its own. It takes small steps; what goes wrong is
// logged once, and tried again the next time.
// Units: milliseconds. Errors: none. Thread-safety: `step` is called on its thread only; the destructor waits for the step.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace tagwerk::app {

class Caretaker {
 public:
  enum class First : std::uint8_t { after_a_while, at_once };
  /// `step` answers whether there is more to do at once.
  Caretaker(std::string trouble, std::chrono::milliseconds every, std::function<bool()> step,
            First first = First::after_a_while);
  Caretaker(const Caretaker&) = delete;
  Caretaker& operator=(const Caretaker&) = delete;

 private:
  void work(const std::stop_token& stop, First first);

  std::string trouble_;  // what the log says when a step fails
  std::chrono::milliseconds every_;
  std::function<bool()> step_;
  bool is_failing_ = false;  // told once
  std::mutex mutex_;
  std::condition_variable_any woken_;
  std::jthread thread_;  // last: it uses the others
};

}  // namespace tagwerk::app
