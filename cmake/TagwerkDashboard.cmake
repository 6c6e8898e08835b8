# The room dashboard: the web page under /, built by vite from the packages of its lock file, checked by the TypeScript compiler,
# and embedded into the binary, so that nothing is fetched or read when it runs.
include(TagwerkPackages)

set(dashboard_source "${CMAKE_CURRENT_SOURCE_DIR}/dashboard")
set(dashboard_build "${CMAKE_CURRENT_BINARY_DIR}/dashboard")
file(GLOB_RECURSE dashboard_files CONFIGURE_DEPENDS "${dashboard_source}/src/*")
list(APPEND dashboard_files "${dashboard_source}/index.html" "${dashboard_source}/tsconfig.json"
     "${dashboard_source}/vite.config.ts")
set(dashboard_packages "${dashboard_build}/packages.stamp")
tagwerk_packages("Fetching the packages of the dashboard" "${dashboard_source}" "${dashboard_build}" "${dashboard_packages}")

# Copied beside its packages, for vite looks for those above the files that want them. The names of what it makes hold hashes, so
# the source file that embeds them is written when they are known.
add_custom_command(
  OUTPUT "${dashboard_build}/assets.cpp"
  COMMAND "${CMAKE_COMMAND}" -E rm -rf "${dashboard_build}/src" "${dashboard_build}/dist"
  COMMAND "${CMAKE_COMMAND}" -E copy_directory "${dashboard_source}/src" "${dashboard_build}/src"
  COMMAND "${CMAKE_COMMAND}" -E copy "${dashboard_source}/index.html" "${dashboard_source}/tsconfig.json"
          "${dashboard_source}/vite.config.ts" "${dashboard_build}"
  COMMAND "${NPM}" run --silent build -- --logLevel warn
  COMMAND "${CMAKE_COMMAND}" "-DDIST=${dashboard_build}/dist" "-DSOURCE=${dashboard_build}/assets.cpp"
          -P "${CMAKE_SOURCE_DIR}/cmake/EmbedDashboard.cmake"
  DEPENDS ${dashboard_files} "${dashboard_packages}" "${CMAKE_SOURCE_DIR}/cmake/EmbedDashboard.cmake"
          "${CMAKE_SOURCE_DIR}/cmake/TagwerkEmbed.cmake"
  WORKING_DIRECTORY "${dashboard_build}"
  COMMENT "Building the dashboard" VERBATIM)
add_library(tagwerk_dashboard STATIC "${dashboard_build}/assets.cpp")
target_link_libraries(tagwerk_dashboard PUBLIC tagwerk_options)
