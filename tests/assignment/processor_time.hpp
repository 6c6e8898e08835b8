// Purpose: how long something takes, however busy the machine is. Builds that check memory or threads promise nothing about time.
#pragma once

#include <ctime>

namespace tagwerk::assignment::test {

class ProcessorTime {
 public:
  [[nodiscard]] bool is_within(double seconds) const {
#ifdef NDEBUG
    return static_cast<double>(std::clock() - start_) <= seconds * CLOCKS_PER_SEC;
#else
    return start_ <= std::clock() && seconds > 0;
#endif
  }

 private:
  std::clock_t start_ = std::clock();
};

}  // namespace tagwerk::assignment::test
