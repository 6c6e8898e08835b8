#include "engine/core/secret.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace tagwerk::core;

namespace {

std::string hex(const SecretKey& key) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const auto byte : key.bytes()) {
    text += digits[byte >> 4U];
    text += digits[byte & 0x0FU];
  }
  return text;
}

SecretKey counting() {
  std::string raw;
  for (char byte = 0; byte < 32; ++byte) raw += byte;
  return SecretKey::from_bytes(raw).value();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(secret)

BOOST_AUTO_TEST_CASE(a_secret_has_exactly_32_bytes) {
  BOOST_TEST(!SecretKey::from_bytes(std::string(31, 'x')));
  BOOST_TEST(!SecretKey::from_bytes(std::string(33, 'x')));
  BOOST_TEST(!SecretKey::from_bytes(""));
  BOOST_TEST(hex(counting()) == "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
}

BOOST_AUTO_TEST_CASE(no_two_random_secrets_are_the_same) {
  BOOST_TEST(hex(SecretKey::random()) != hex(SecretKey::random()));
}

// What is printed on paper depends on these: they must never come out differently.
BOOST_AUTO_TEST_CASE(derived_keys_stay_what_they_are) {
  const auto tickets = derive_key(counting(), KeyPurpose::ticket_signatures);
  BOOST_TEST(hex(tickets) == "1109462da3a4ab014447e4a70f7cd266d32ca19de2b84f42128e2057656ec008");
  BOOST_TEST(hex(derive_key(tickets, "a")) == "559d8d4c989aed2437db7415551cf135df16aa656115fe96313ca4fddebd6875");
}

BOOST_AUTO_TEST_CASE(every_name_and_every_secret_has_a_key_of_its_own) {
  const auto tickets = derive_key(counting(), KeyPurpose::ticket_signatures);
  BOOST_TEST(hex(tickets) != hex(counting()));
  BOOST_TEST(hex(derive_key(tickets, "a")) != hex(derive_key(tickets, "b")));
  BOOST_TEST(hex(derive_key(tickets, "a")) != hex(tickets));
  const auto others = derive_key(SecretKey::random(), KeyPurpose::ticket_signatures);
  BOOST_TEST(hex(derive_key(others, "a")) != hex(derive_key(tickets, "a")));
}

BOOST_AUTO_TEST_SUITE_END()
