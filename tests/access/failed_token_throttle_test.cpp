#include "engine/access/failed_token_throttle.hpp"

#include <boost/test/unit_test.hpp>

using namespace tagwerk;
using access::FailedTokenThrottle;

namespace {

const core::Instant start = core::parse_rfc3339("2016-11-10T08:00:00Z").value();
core::Instant after_ms(int ms) { return start + boost::posix_time::milliseconds(ms); }

}  // namespace

BOOST_AUTO_TEST_SUITE(failed_token_throttle)

BOOST_AUTO_TEST_CASE(a_peer_is_refused_at_the_limit_and_not_before) {
  FailedTokenThrottle throttle(3);
  for (int i = 0; i < 3; ++i) {
    BOOST_TEST(throttle.refused_for_s("10.0.0.1", start) == 0);
    throttle.failed("10.0.0.1", start);
  }
  BOOST_TEST(throttle.refused_for_s("10.0.0.1", start) == 60);
  BOOST_TEST(throttle.refused_for_s("10.0.0.2", start) == 0);
}

BOOST_AUTO_TEST_CASE(the_window_ends_a_minute_after_its_first_failure) {
  FailedTokenThrottle throttle(1);
  throttle.failed("10.0.0.1", start);
  BOOST_TEST(throttle.refused_for_s("10.0.0.1", after_ms(59'001)) == 1);
  BOOST_TEST(throttle.refused_for_s("10.0.0.1", after_ms(59'999)) == 1);
  BOOST_TEST(throttle.refused_for_s("10.0.0.1", after_ms(60'000)) == 0);
  throttle.failed("10.0.0.1", after_ms(60'000));
  BOOST_TEST(throttle.refused_for_s("10.0.0.1", after_ms(60'000)) == 60);
}

BOOST_AUTO_TEST_CASE(failures_of_an_earlier_minute_do_not_add_up) {
  FailedTokenThrottle throttle(2);
  throttle.failed("10.0.0.1", start);
  throttle.failed("10.0.0.1", after_ms(61'000));
  BOOST_TEST(throttle.refused_for_s("10.0.0.1", after_ms(61'000)) == 0);
}

BOOST_AUTO_TEST_CASE(an_ipv6_peer_counts_with_its_64_bit_prefix) {
  FailedTokenThrottle throttle(2);
  throttle.failed("2001:db8:1:2::1", start);
  throttle.failed("2001:db8:1:2:ffff::2", start);
  BOOST_TEST(throttle.refused_for_s("2001:db8:1:2::3", start) == 60);
  BOOST_TEST(throttle.refused_for_s("2001:db8:1:3::1", start) == 0);
}

BOOST_AUTO_TEST_CASE(ipv4_peers_written_as_ipv6_are_not_thrown_together) {
  FailedTokenThrottle throttle(1);
  throttle.failed("::ffff:10.0.0.1", start);
  BOOST_TEST(throttle.refused_for_s("::ffff:10.0.0.2", start) == 0);
}

BOOST_AUTO_TEST_CASE(zero_switches_it_off) {
  FailedTokenThrottle throttle(0);
  for (int i = 0; i < 100; ++i) throttle.failed("10.0.0.1", start);
  BOOST_TEST(throttle.refused_for_s("10.0.0.1", start) == 0);
  BOOST_TEST(throttle.peers() == 0U);
}

BOOST_AUTO_TEST_CASE(a_flood_of_peers_stays_bounded_and_the_newest_are_remembered) {
  FailedTokenThrottle throttle(1);
  const auto flood = static_cast<int>(access::max_throttled_peers) * 3;
  for (int i = 0; i < flood; ++i) {
    throttle.failed("peer" + std::to_string(i), after_ms(i));
    BOOST_TEST_REQUIRE(throttle.peers() <= access::max_throttled_peers);
  }
  BOOST_TEST(throttle.refused_for_s("peer" + std::to_string(flood - 1), after_ms(flood)) > 0);
  BOOST_TEST(throttle.refused_for_s("peer0", after_ms(flood)) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
