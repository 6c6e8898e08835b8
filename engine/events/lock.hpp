// Purpose: whether a row is read to be changed. Thread-safety: values.
#pragma once

#include <cstdint>

namespace tagwerk::events {

enum class Lock : std::uint8_t { none, for_update };

}  // namespace tagwerk::events
