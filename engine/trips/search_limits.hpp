// Purpose: what the searches of a trip, for rooms and for groups, have in common: few at once in a process, and a clock that ends them.
// Errors: none; SearchSlot::is_taken() says whether there was one. Thread-safety: values of one thread; the semaphore is any thread's.
#pragma once

#include <chrono>
#include <cstdint>
#include <semaphore>

#include "engine/assignment/search_control.hpp"

namespace tagwerk::trips {

inline constexpr std::uint32_t search_seed = 1;  // the same trip gets the same plan

/// From now on.
[[nodiscard]] inline assignment::SearchControl ends_after(std::chrono::milliseconds time_limit) {
  const auto end = std::chrono::steady_clock::now() + time_limit;
  assignment::SearchControl control;
  control.proof_steps = 1'000'000'000;  // the clock is before them
  control.should_stop = [end] { return std::chrono::steady_clock::now() >= end; };
  return control;
}

/// One of the searches that may run at once, for as long as this lives.

template <class Semaphore>
class SearchSlot {
 public:
  explicit SearchSlot(Semaphore& free) : free_(&free), is_taken_(free.try_acquire()) {}
  ~SearchSlot() {
    if (is_taken_) free_->release();
  }
  SearchSlot(const SearchSlot&) = delete;
  SearchSlot& operator=(const SearchSlot&) = delete;

  [[nodiscard]] bool is_taken() const noexcept { return is_taken_; }

 private:
  Semaphore* free_;
  bool is_taken_;
};

}  // namespace tagwerk::trips
