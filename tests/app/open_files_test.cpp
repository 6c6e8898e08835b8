#include "api/app/open_files.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

using tagwerk::app::fit_open_files;
using tagwerk::server::ServerSettings;

BOOST_AUTO_TEST_SUITE(open_files)

BOOST_AUTO_TEST_CASE(what_fits_stays_as_it_is) {
  const auto fitting = fit_open_files(ServerSettings{}, 8, 8192);
  BOOST_TEST(fitting.connection_limit == 4096u);
  BOOST_TEST(fitting.turned_away_limit == 256u);
}

BOOST_AUTO_TEST_CASE(connections_the_pool_and_the_reserve_fit_into_what_the_system_allows) {
  for (const std::size_t allowed : {64u, 100u, 256u, 1024u, 4096u}) {
    const auto fitting = fit_open_files(ServerSettings{}, 8, allowed);
    BOOST_TEST(fitting.connection_limit + fitting.turned_away_limit + 8 + 32 <= allowed);
    BOOST_TEST(fitting.connection_limit >= tagwerk::app::min_connections);
  }
}

BOOST_AUTO_TEST_CASE(a_pool_that_leaves_room_for_nobody_is_refused) {
  BOOST_CHECK_THROW(static_cast<void>(fit_open_files(ServerSettings{}, 8, 50)), std::runtime_error);
  BOOST_CHECK_THROW(static_cast<void>(fit_open_files(ServerSettings{}, 1024, 1024)), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()
