#include "engine/core/side_by_side.hpp"

#include <exception>
#include <mutex>
#include <thread>

namespace tagwerk::core {

void run_side_by_side(const std::function<void()>& one, const std::function<void()>& other, std::atomic<bool>& failed) {
  std::mutex mutex;
  std::exception_ptr failure;
  const auto guarded = [&](const std::function<void()>& work) {
    try {
      work();
    } catch (...) {
      const std::scoped_lock lock(mutex);
      failure = std::current_exception();
      failed = true;
    }
  };
  {
    const std::jthread beside([&] { guarded(one); });
    guarded(other);
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace tagwerk::core
