// Purpose: one of the few searches that may run at once in a process, for as long as this lives. Errors: none; is_taken() says whether
// there was one. Thread-safety: a value of one thread; the semaphore is any thread's.
#pragma once

#include <semaphore>

namespace tagwerk::trips {

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
