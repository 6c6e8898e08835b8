// Purpose: which Tagwerk this is; CMakeLists.txt says it once.
#pragma once

#include <string_view>

namespace tagwerk::app {

inline constexpr std::string_view version = TAGWERK_VERSION;

}  // namespace tagwerk::app
