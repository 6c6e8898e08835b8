// Purpose: what a row is read for. Thread-safety: values.
#pragma once

#include <cstdint>

namespace tagwerk::directory {

enum class Lock : std::uint8_t {
  none,
  shared,  // until the end of the unit of work nobody changes, merges or deletes it
  for_update,
};

}  // namespace tagwerk::directory
