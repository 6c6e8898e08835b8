# Warnings, sanitizers and build helpers, the same for every room.
option(TAGWERK_WARNINGS_AS_ERRORS "Treat warnings as errors" ON)
set(TAGWERK_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize= (\"address,undefined\" or \"thread\")")
option(TAGWERK_FAULTS "Compile in the switches that break guards on purpose (only for tests that must be able to fail)" OFF)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # The sloppiness is what ccache asks for with a precompiled header; the base directory lets clones share results.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros
      "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1 "${CCACHE}")
endif()

add_library(tagwerk_options INTERFACE)
target_include_directories(tagwerk_options INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_options(tagwerk_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(TAGWERK_WARNINGS_AS_ERRORS)
  target_compile_options(tagwerk_options INTERFACE -Werror)
endif()
if(TAGWERK_FAULTS)
  target_compile_definitions(tagwerk_options INTERFACE TAGWERK_FAULTS=1)
endif()
if(TAGWERK_SANITIZE)
  target_compile_options(tagwerk_options INTERFACE -fsanitize=${TAGWERK_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(tagwerk_options INTERFACE -fsanitize=${TAGWERK_SANITIZE})
  # g++ 12 reports false -Wmaybe-uninitialized under sanitizers.
  target_compile_options(tagwerk_options INTERFACE -Wno-maybe-uninitialized)
endif()

find_program(MOLD mold)
if(MOLD)
  target_link_options(tagwerk_options INTERFACE -fuse-ld=mold)
endif()

# One precompiled header of standard headers only, built once and reused by every room and test: halves what a small
# file costs. Written as <names>, so that its text, and with it ccache's key, is the same in every clone.
option(TAGWERK_PRECOMPILED_HEADER "Precompile the standard headers" ON)
if(TAGWERK_PRECOMPILED_HEADER)
  file(GENERATE OUTPUT "${CMAKE_BINARY_DIR}/standard_headers.cpp" CONTENT "")
  add_library(tagwerk_standard_headers OBJECT "${CMAKE_BINARY_DIR}/standard_headers.cpp")
  target_link_libraries(tagwerk_standard_headers PRIVATE tagwerk_options)
  target_compile_options(tagwerk_standard_headers PRIVATE -fpch-preprocess)
  target_precompile_headers(tagwerk_standard_headers PRIVATE
    <algorithm> <array> <atomic> <chrono> <cstdint> <functional> <map> <memory> <mutex> <optional> <span> <string>
    <string_view> <thread> <unordered_map> <utility> <variant> <vector>)
endif()

# tagwerk_precompile(TARGET): lets TARGET reuse it.
function(tagwerk_precompile target)
  if(TAGWERK_PRECOMPILED_HEADER)
    target_compile_options(${target} PRIVATE -fpch-preprocess)
    target_precompile_headers(${target} REUSE_FROM tagwerk_standard_headers)
  endif()
endfunction()
