#include "api/http/forwarded.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

using namespace tagwerk::http;

namespace {

std::string client(const std::vector<std::string>& trusted, std::string_view peer, std::vector<std::string> lines) {
  std::vector<Header> headers;
  for (auto& line : lines) headers.push_back({"x-forwarded-for", std::move(line)});
  return TrustedProxies(trusted).client_address(peer, headers);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forwarded)

BOOST_AUTO_TEST_CASE(addresses_are_read_in_both_families) {
  BOOST_TEST(IpAddress::parse("192.0.2.1")->text() == "192.0.2.1");
  BOOST_TEST(IpAddress::parse("2001:DB8:0::1")->text() == "2001:db8::1");
  BOOST_TEST(IpAddress::parse("::ffff:192.0.2.1")->text() == "192.0.2.1");
  BOOST_TEST((*IpAddress::parse("::ffff:192.0.2.1") == *IpAddress::parse("192.0.2.1")));
  for (const auto* text : {"", "192.0.2", "192.0.2.256", "192.0.2.1 ", "1::2::3", "fe80::1%eth0", "[::1]",
                           "192.0.2.1:80", "localhost", "0x7f.0.0.1", "0000:0000:0000:0000:0000:0000:0000:0000:0001"}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(!IpAddress::parse(text).has_value()); }
  }
  BOOST_TEST(!IpAddress::parse(std::string_view("192.0.2.1\0", 10)).has_value());
}

BOOST_AUTO_TEST_CASE(without_trusted_proxies_the_header_is_not_believed) {
  BOOST_TEST(client({}, "192.0.2.1", {"198.51.100.7"}) == "192.0.2.1");
  BOOST_TEST(client({"10.0.0.0/8"}, "192.0.2.1", {"198.51.100.7"}) == "192.0.2.1");
}

BOOST_AUTO_TEST_CASE(the_right_most_address_that_is_no_proxy_is_the_client) {
  BOOST_TEST(client({"10.0.0.0/8"}, "10.1.2.3", {"198.51.100.7"}) == "198.51.100.7");
  BOOST_TEST(client({"10.0.0.0/8"}, "10.1.2.3", {"203.0.113.9, 198.51.100.7"}) == "198.51.100.7");
  BOOST_TEST(client({"10.0.0.0/8"}, "10.1.2.3", {"203.0.113.9, 10.9.9.9"}) == "203.0.113.9");
  BOOST_TEST(client({"10.0.0.0/8"}, "10.1.2.3", {"10.7.7.7, 10.9.9.9"}) == "10.7.7.7");
  BOOST_TEST(client({"10.0.0.0/8"}, "10.1.2.3", {"203.0.113.9", "198.51.100.7"}) == "198.51.100.7");
  BOOST_TEST(client({"10.0.0.0/8"}, "10.1.2.3", {}) == "10.1.2.3");
  BOOST_TEST(client({"::1"}, "::1", {"[2001:db8::5]:443"}) == "2001:db8::5");
  BOOST_TEST(client({"127.0.0.1"}, "127.0.0.1", {"192.0.2.4:5678"}) == "192.0.2.4");
  BOOST_TEST(client({"127.0.0.1"}, "::ffff:127.0.0.1", {"192.0.2.4"}) == "192.0.2.4");
}

BOOST_AUTO_TEST_CASE(an_entry_that_is_no_address_ends_the_search_at_the_proxy_that_wrote_it) {
  BOOST_TEST(client({"10.0.0.0/8"}, "10.1.2.3", {"203.0.113.9, unknown, 10.9.9.9"}) == "10.9.9.9");
  BOOST_TEST(client({"10.0.0.0/8"}, "10.1.2.3", {""}) == "10.1.2.3");
  BOOST_TEST(client({"10.0.0.0/8"}, "10.1.2.3", {"203.0.113.9,"}) == "10.1.2.3");
}

BOOST_AUTO_TEST_CASE(only_so_many_hops_are_followed) {
  std::string hops = "203.0.113.9";
  for (std::size_t i = 0; i < TrustedProxies::hop_limit; ++i) hops += ", 10.0.0.2";
  BOOST_TEST(client({"10.0.0.0/8"}, "10.1.2.3", {hops}) == "10.0.0.2");
}

BOOST_AUTO_TEST_CASE(blocks_cover_exactly_their_addresses) {
  const auto covers = [](const std::string& block, std::string_view address) {
    const std::vector<std::string> blocks{block};
    return TrustedProxies(blocks).contains(*IpAddress::parse(address));
  };
  BOOST_TEST(covers("192.0.2.128/25", "192.0.2.128"));
  BOOST_TEST(covers("192.0.2.128/25", "192.0.2.255"));
  BOOST_TEST(!covers("192.0.2.128/25", "192.0.2.127"));
  BOOST_TEST(covers("192.0.2.1/32", "192.0.2.1"));
  BOOST_TEST(!covers("192.0.2.1/32", "192.0.2.0"));
  BOOST_TEST(covers("0.0.0.0/0", "255.255.255.255"));
  BOOST_TEST(!covers("0.0.0.0/0", "2001:db8::1"));
  BOOST_TEST(covers("2001:db8::/33", "2001:db8:7fff::1"));
  BOOST_TEST(!covers("2001:db8::/33", "2001:db8:8000::1"));
  BOOST_TEST(covers("::/0", "192.0.2.1"));
}

BOOST_AUTO_TEST_CASE(a_block_that_is_none_is_refused_and_named) {
  for (const auto* block :
       {"", "proxy", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8x", "::/129", "10.0.0.0/8/8"}) {
    const std::vector<std::string> blocks{block};
    BOOST_CHECK_EXCEPTION(TrustedProxies{blocks}, std::invalid_argument, [block](const std::exception& e) {
      return std::string(e.what()).find("'" + std::string(block) + "'") != std::string::npos;
    });
  }
}

BOOST_AUTO_TEST_SUITE_END()
