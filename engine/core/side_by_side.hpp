// Purpose: runs two functions to their end at the same time, on this thread and one more.
// Errors: what one of them throws is thrown when both have ended; `failed` tells the other that it may stop.
// Thread-safety: any thread.
#pragma once

#include <atomic>
#include <functional>

namespace tagwerk::core {

void run_side_by_side(const std::function<void()>& one, const std::function<void()>& other, std::atomic<bool>& failed);

}  // namespace tagwerk::core
