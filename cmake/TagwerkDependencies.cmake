# Debian packages by name; their headers are SYSTEM, so that our warnings stay ours.
find_package(Threads REQUIRED)
# CMake 3.25's FindBoost knows Boost only up to 1.80 and warns about each component.
set(Boost_NO_WARN_NEW_VERSIONS ON)
set(_Boost_URL_HEADERS boost/url.hpp)
find_package(Boost 1.81 EXACT REQUIRED COMPONENTS json url date_time program_options unit_test_framework)
find_package(spdlog REQUIRED)
find_package(prometheus-cpp REQUIRED COMPONENTS core)
find_package(ZLIB REQUIRED)
find_library(CCTZ_LIBRARY cctz REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(MARIADB REQUIRED IMPORTED_TARGET libmariadb)
pkg_check_modules(TOMLPLUSPLUS REQUIRED IMPORTED_TARGET tomlplusplus)
pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)
pkg_check_modules(ICAL REQUIRED IMPORTED_TARGET libical)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(PANGOCAIRO REQUIRED IMPORTED_TARGET pangocairo cairo-pdf)
# Its -pthread is for other systems than Debian, and the precompiled header was made without it.
set_property(TARGET PkgConfig::PANGOCAIRO PROPERTY INTERFACE_COMPILE_OPTIONS "")
# A static library without a config of its own.
find_library(CADICAL_LIBRARY cadical REQUIRED)
find_path(CADICAL_INCLUDE_DIR cadical.hpp REQUIRED)
add_library(tagwerk_cadical INTERFACE)
target_include_directories(tagwerk_cadical SYSTEM INTERFACE ${CADICAL_INCLUDE_DIR})
target_link_libraries(tagwerk_cadical INTERFACE ${CADICAL_LIBRARY})
find_package(SOCI REQUIRED)
find_package(rapidcheck QUIET)  # tests only: scripts/run does not install it
