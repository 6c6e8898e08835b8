// Purpose: guards that a test build can switch off, to prove that the tests named for them can fail.
//   const auto pools = core::fault("no_capacity_lock") ? load_pools(tx, event) : lock_pools(tx, event);
// In a normal build every call is the constant false and leaves no code behind. With TAGWERK_FAULTS the environment
// variable TAGWERK_FAULT names the one guard that is off.
// Thread-safety: any thread, as long as nobody changes the environment meanwhile.
#pragma once

#include <string_view>

#ifdef TAGWERK_FAULTS
#include <cstdlib>
#endif

namespace tagwerk::core {

#ifdef TAGWERK_FAULTS
[[nodiscard]] inline bool fault(std::string_view name) noexcept {
  const char* chosen = std::getenv("TAGWERK_FAULT");
  return chosen != nullptr && name == chosen;
}
#else
[[nodiscard]] constexpr bool fault(std::string_view) noexcept { return false; }
#endif

}  // namespace tagwerk::core
