#include "engine/core/id.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace tagwerk::core;

BOOST_AUTO_TEST_SUITE(id)

BOOST_AUTO_TEST_CASE(text_round_trips_and_is_26_characters) {
  for (int i = 0; i < 1000; ++i) {
    const auto uuid = Uuid::make(from_unix_microseconds(1'479'000'000'000'000LL + i * 1000));
    const auto text = uuid.text();
    BOOST_TEST_REQUIRE(text.size() == Uuid::size_text);
    const auto parsed = Uuid::parse(text);
    BOOST_TEST_REQUIRE(parsed.has_value());
    BOOST_TEST((*parsed == uuid));
  }
}

BOOST_AUTO_TEST_CASE(version_and_variant_bits_are_those_of_rfc_9562) {
  const auto uuid = Uuid::make(from_unix_microseconds(1'479'000'000'000'000LL));
  BOOST_TEST((uuid.bytes[6] >> 4) == 7);
  BOOST_TEST((uuid.bytes[8] >> 6) == 2);
}

BOOST_AUTO_TEST_CASE(later_ids_sort_after_earlier_ones_as_bytes_and_as_text) {
  const auto first = Uuid::make(from_unix_microseconds(1'000'000'000));
  const auto second = Uuid::make(from_unix_microseconds(1'000'001'000));
  BOOST_TEST((first < second));
  BOOST_TEST(first.text() < second.text());
}

BOOST_AUTO_TEST_CASE(ids_of_one_millisecond_sort_by_its_microseconds) {
  for (int i = 0; i < 1000; ++i) {
    const auto first = Uuid::make(from_unix_microseconds(1'479'000'000'000'000LL + i));
    const auto second = Uuid::make(from_unix_microseconds(1'479'000'000'000'001LL + i));
    BOOST_TEST_REQUIRE((first < second));
  }
}

BOOST_AUTO_TEST_CASE(ids_of_one_millisecond_differ) {
  std::set<std::string> seen;
  for (int i = 0; i < 10000; ++i) seen.insert(Uuid::make(from_unix_microseconds(0)).text());
  BOOST_TEST(seen.size() == 10000U);
}

BOOST_AUTO_TEST_CASE(anything_but_26_characters_of_the_alphabet_is_refused) {
  const auto text = Uuid::make(from_unix_microseconds(0)).text();
  BOOST_TEST(!Uuid::parse(""));
  BOOST_TEST(!Uuid::parse(text.substr(1)));
  BOOST_TEST(!Uuid::parse(text + "0"));
  for (const char bad : {'i', 'l', 'o', 'u', 'A', ' ', '-', '\0'}) {
    auto changed = text;
    changed[5] = bad;
    BOOST_TEST(!Uuid::parse(changed));
  }
  auto too_large = text;
  too_large[0] = '8';
  BOOST_TEST(!Uuid::parse(too_large));
}

BOOST_AUTO_TEST_SUITE_END()
